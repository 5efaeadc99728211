/** A piece of news in a sentence, and where it is seen: for pages, feeds and mails. */
import { day, inARow, namesOf } from "../design/wording.ts";
import { wordsFrom } from "../language/language.ts";
import { address, type HungAt } from "../links/addresses.ts";
import { placeOf as requestAt } from "../requests/requests.ts";
import { SHELL } from "../shell/words.tsx";
import { MAIL } from "./mail-words.ts";
import type { NewsLine } from "./news-view.ts";
import { NEWS } from "./news-words.ts";
import type { MineLine, MineOutline } from "./view.ts";

/** What the sentence of a line is about, as it is called. */
export function whereOf({ passage, term, work }: NewsLine): string {
  return term?.name ?? passage?.locator ?? work.title;
}

/** The sentence of a line around that: before it and behind it; and the day, ISO 8601, by which it is asked for. */
export function toldOf(line: NewsLine): { before: string; more: string; behind: string; until: string | null } {
  const words = wordsFrom(NEWS);
  const [before, behind] = words.told[line.kind](line);
  return { before, more: line.more > 0 ? words.more(line) : "", behind, until: line.request?.until ?? null };
}

/** The whole of it. */
export function sentenceOf(line: NewsLine): string {
  const { before, more, behind, until } = toldOf(line);
  const byWhen = until === null ? "" : wordsFrom(NEWS).until(day(until)).join("");
  return `${before}${whereOf(line)}${more}${behind}${byWhen}`;
}

/** Where it is seen: the very place. */
export function placeOf({
  kind,
  work,
  passage,
  proposal,
  thread,
  comment,
  term,
  version,
  outline,
  request,
}: NewsLine): string {
  if (request) return `${requestAt({ work, about: request.about })}#requests`;
  if (term) return address.term(work.id, term.id);
  if (outline !== null) return address.outlineProposal(work.id, outline);
  if (thread !== null && proposal !== null) return saidAt({ work: work.id, proposal }, thread, comment);
  if (thread !== null && passage) return saidAt({ work: work.id, passage: passage.id }, thread, comment);
  if (kind === "accepted" && passage && version !== null && version > 1)
    return address.compare(work.id, passage.id, version - 1, version);
  if (proposal !== null) return address.proposal(work.id, proposal);
  if (!passage) return address.work(work.id);
  return version === null ? address.passage(work.id, passage.id) : address.version(work.id, passage.id, version);
}

function saidAt(on: HungAt, thread: string, comment: number | null): string {
  return comment === null || comment === 1 ? address.thread(on, thread) : address.comment(on, thread, comment);
}

/** How feeds are called: of a work, and of somebody's own. */
export function titlesOfFeeds(): { work: (title: string) => string; own: (person: string) => string } {
  return wordsFrom(NEWS).feeds;
}

/** That a proposal waits for a decision. */
export function waitsInWords(line: Pick<MineLine, "passage" | "others" | "work" | "approvers">): string {
  const { passage, others, work, approvers } = line;
  return wordsFrom(NEWS).waits(passage.locator, others, work.title, namesOf(approvers));
}

/** That one of an outline does. */
export function outlineWaitsInWords({ act, passages, work }: Pick<MineOutline, "act" | "passages" | "work">): string {
  const change = wordsFrom(SHELL).reshaping[act](inARow(passages.map(({ locator }) => locator)));
  return wordsFrom(NEWS).waitsInOutline(change, work.title);
}

/** The sentences of mails. */
export function mailWords(): typeof MAIL.en {
  return wordsFrom(MAIL);
}
