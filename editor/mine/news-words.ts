/** The sentences of what is told to whoever follows something, and of what they follow, by language. */
import type { Followed, NewsKind } from "../../translations/ledger/news.ts";
import type { NoticeKind } from "../../translations/requests/notices.ts";
import { capital, count, quoted } from "../language/english.ts";
import type { Catalogue } from "../language/language.ts";
import { REQUESTS } from "../requests/requests.ts";
import type { NewsLine } from "./news-view.ts";

/** What stands before and behind what it is about. */
type Told = (
  line: Pick<NewsLine, "version" | "more" | "approvals" | "request">,
) => readonly [before: string, behind: string];

const { tasks, abouts, standings } = REQUESTS.en;

/** What is asked for, behind what is told of it. */
function ofRequest(said: string): Told {
  return ({ request }) => [request ? `${said}: ${tasks[request.task]} ${abouts[request.about.kind]}` : `${said}: `, ""];
}

const told: Readonly<Record<NewsKind | NoticeKind, Told>> = {
  "request-asked": ofRequest("Asked of you"),
  "request-handed": ofRequest("Handed on to you"),
  "request-day": ofRequest("Another day was set for what you are asked for"),
  "request-again": ofRequest("Open again"),
  "request-late": ofRequest("Late"),
  "request-near": ofRequest("The day is near"),
  "request-taken": ofRequest("Taken on"),
  "request-passed-on": ofRequest("Handed on"),
  "request-ended": (line) => ofRequest(capital(standings[line.request?.standing ?? "done"]))(line),
  proposed: () => ["A revision of ", " was proposed"],
  returned: () => ["Changes were asked for in a proposal for ", ""],
  accepted: ({ version, more }) =>
    version !== null && more === 0 ? [`Version ${version} of `, " was accepted"] : ["A proposal for ", " was accepted"],
  declined: () => ["A proposal for ", " was declined"],
  "given-up": () => ["A proposal for ", " was given up"],
  approved: ({ approvals }) => ["A proposal for ", ` was approved${approvals ? lacks(approvals) : ""}`],
  "approval-withdrawn": () => ["An approval of a proposal for ", " was taken back"],
  recorded: ({ version }) => [version === null ? "A version of " : `Version ${version} of `, " was recorded"],
  withdrawn: ({ version }) => [version === null ? "A version of " : `Version ${version} of `, " was withdrawn"],
  source: () => ["The source of ", " was worded anew"],
  outline: () => ["The outline changed at ", ""],
  "outline-proposed": () => ["A change of the outline or source at ", " was proposed"],
  "outline-accepted": () => ["A change of the outline or source at ", " was accepted"],
  "outline-declined": () => ["A change of the outline or source at ", " was declined"],
  "outline-given-up": () => ["A proposed change of the outline or source at ", " was given up"],
  said: () => ["Something was said about ", ""],
  named: () => ["You are named in what was said about ", ""],
  resolved: () => ["A discussion about ", " was resolved"],
  "term-proposed": () => ["A rendering was proposed for the term ", ""],
  "term-said": () => ["Something was said about the term ", ""],
  "term-returned": () => ["Changes were asked for in a proposal for the term ", ""],
  "term-accepted": () => ["A proposal for the term ", " was accepted"],
  "term-declined": () => ["A proposal for the term ", " was declined"],
  "term-set": () => ["The term ", " was set"],
  invited: () => ["You are invited to write in a proposal for ", ""],
  role: () => ["What you may do in ", " was changed"],
};

function lacks({ lacking, yours }: NonNullable<NewsLine["approvals"]>): string {
  if (lacking === 0) return " and has the approvals that it needs";
  return yours ? " and waits for your approval" : ` and waits for ${count(lacking, "more approval")}`;
}

const kinds: Record<Followed, string> = {
  ...{ work: "work", passage: "passage", proposal: "proposal", term: "term", outline: "outline" },
};

const en = {
  title: "News",
  works: "Works",
  mine: "My work",
  about: "what happened in what you follow, and what is for you",
  told,
  more: ({ kind, more }: Pick<NewsLine, "kind" | "more">) =>
    ` and ${count(more, kind.startsWith("term-") ? "more term" : "more passage")}`,
  by: (people: string) => `by ${people}`,
  /** By which day it is asked for, at the end of its sentence. */
  until: <Piece>(day: Piece): readonly (string | Piece)[] => [", by ", day],
  quoted,
  fresh: "new",
  seen: "Mark all as seen",
  someFresh: (number: number, most: boolean) => `${number}${most ? " or more" : ""} new`,
  noneFresh: "Nothing new.",
  nothing: (link: string) =>
    `Nothing was told to you yet. What happens in what you follow stands here: whoever writes, proposes, decides or speaks somewhere follows it, and ${link} on any page does the same.`,
  followButton: "Follow",
  feeds: {
    work: (title: string) => `What happened in ${title}`,
    own: (person: string) => `News for ${person}`,
  },
  waits: (passage: string, others: number, work: string, approvers: string) =>
    `Waiting for you: a proposal for ${passage}${others > 0 ? ` and ${count(others, "more passage")}` : ""}, ${work}${approvers === "" ? "" : `, approved by ${approvers}`}`,
  waitsInOutline: (change: string, work: string) => `Waiting for you, in the outline or source: ${change}, ${work}`,
  earlier: "What was told before",
  all: "All news",
  followed: {
    title: "What I follow",
    lead: "You are told what happens here. What you write, propose, decide or say makes you follow it; you leave it with one press.",
    none: "You follow nothing yet. Press Follow on a work, a passage, a proposal or a term, and you are told what happens there.",
    kinds,
    proposalFor: (passage: string) => `Proposal for ${passage}`,
    outlineFor: (passage: string) => `Change of the outline or source at ${passage}`,
    partOf: "you took part",
    leave: "Follow no more",
    of: (name: string) => `: ${name}`,
    further: "Further ones",
    all: (number: number) => `All ${number}`,
  },
};

export const NEWS: Catalogue<typeof en> = { en };
