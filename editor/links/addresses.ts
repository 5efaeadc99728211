/** The address of everything a page links to: paths on this workbench, each part escaped. Scheme and host are the server's. */

import type { RequestAct } from "../../translations/requests/request.ts";

const part = encodeURIComponent;

/** What stands behind an address: those that are not "". */
function asking(named: Readonly<Record<string, string>>): string {
  const all = Object.entries(named).filter(([, value]) => value !== "");
  return all.length === 0 ? "" : `?${all.map(([name, value]) => `${name}=${part(value)}`).join("&")}`;
}

/** The part of a proposal that has several; nothing for one that has one. */
function ofPart(passage: string | undefined): string {
  return passage === undefined ? "" : `?part=${part(passage)}`;
}

/** The passage that names a part where there are several; undefined for the only one. */
export function partName({ passage, beside }: { passage: string; beside: number }): string | undefined {
  return beside === 0 ? undefined : passage;
}

/** What a discussion hangs on: a passage of a work, or a proposal. */
export type HungAt = { work: string; passage: string } | { work: string; proposal: string };

function pageOf(on: HungAt): string {
  return "proposal" in on
    ? `/${part(on.work)}/proposals/${part(on.proposal)}`
    : `/${part(on.work)}/${part(on.passage)}`;
}

function threadsOn(on: HungAt): string {
  return "proposal" in on
    ? `/api/proposals/${part(on.proposal)}/threads`
    : `/api/works/${part(on.work)}/passages/${part(on.passage)}/threads`;
}

export const address = {
  works: (): string => "/",
  work: (work: string): string => `/${part(work)}`,
  /** Where a work is brought in. */
  bringing: (): string => "/works/new",
  /** What was begun there, from a pair on; `only`: those that are unsure. */
  staged: (id: string, from = 0, only = false): string =>
    `/works/new/${part(id)}${asking({ from: from === 0 ? "" : String(from), only: only ? "yes" : "" })}`,
  /** The same, with a pair that is to be split. */
  splitting: (id: string, pair: number, from: number, only: boolean): string =>
    `/works/new/${part(id)}${asking({ from: String(from), only: only ? "yes" : "", split: String(pair) })}`,
  /** Where a form of that is sent. */
  stagedAct: (id: string, act: "mend" | "create" | "discard" | "further" | "describe"): string =>
    `/works/new/${part(id)}/${act}`,
  /** Where a file of one side is sent. */
  stagedText: (id: string, side: "a" | "b", chosen: Readonly<Record<string, string>>): string =>
    `/api/works/new/${part(id)}/texts/${side}${asking(chosen)}`,
  /** Where words are looked for, and what is asked there. */
  search: (asked: Readonly<Record<string, string>> = {}): string => `/search${asking(asked)}`,
  /** A passage where it is read in its work: the section that holds it. */
  reading: (work: string, passage: string): string => `/${part(work)}?at=${part(passage)}#${part(passage)}`,
  passage: (work: string, passage: string): string => `/${part(work)}/${part(passage)}`,
  /** What was said in one, where it stands. */
  comment: (on: HungAt, thread: string, number: number): string => `${pageOf(on)}#discussion-${part(thread)}-${number}`,
  /** Where a program asks who may be named in what is said there; and where a form says that one has seen where one was. */
  mentionable: (on: HungAt): string =>
    "proposal" in on
      ? `/api/proposals/${part(on.proposal)}/people`
      : `/api/works/${part(on.work)}/passages/${part(on.passage)}/people`,
  seenMention: (): string => "/api/me/mentions/seen",
  /** A discussion where it stands on the page of what it hangs on. */
  thread: (on: HungAt, thread: string): string => `${pageOf(on)}#discussion-${part(thread)}`,
  /** The same as it stands after an instant: a page that is open is loaded again for it. */
  threadAnew: (on: HungAt, thread: string, at: string): string =>
    `${pageOf(on)}?since=${part(at)}#discussion-${part(thread)}`,
  /** Where the form is sent that begins one; and those of what is said in it. */
  discuss: threadsOn,
  inThread: (on: HungAt, thread: string, act: "reply" | "reword" | "take-back" | "resolve" | "reopen"): string =>
    `${threadsOn(on)}/${part(thread)}/${act}`,
  /** What a program reads of it. */
  record: (work: string, passage: string): string => `/api/works/${part(work)}/passages/${part(passage)}`,
  version: (work: string, passage: string, number: number): string => `/${part(work)}/${part(passage)}/v${number}`,
  /** What changed from `older` to `newer`. */
  compare: (work: string, passage: string, older: number, newer: number): string =>
    `/${part(work)}/${part(passage)}/v${older}..v${newer}`,
  /** The same, tracked in a Word file. */
  comparedInWord: (work: string, passage: string, older: number, newer: number): string =>
    `/${part(work)}/${part(passage)}/v${older}..v${newer}.docx`,
  /** Which version each word came with. */
  origins: (work: string, passage: string, number?: number): string =>
    `/${part(work)}/${part(passage)}/origins${number === undefined ? "" : `?version=${number}`}`,
  /** What happened to a passage, on an axis of time. */
  life: (work: string, passage: string): string => `/${part(work)}/${part(passage)}/life`,
  /** All versions side by side, or those of the sigla. */
  collation: (work: string, passage: string, sigla: readonly string[] = []): string =>
    `/${part(work)}/${part(passage)}/collation${sigla.length === 0 ? "" : `?versions=${sigla.join(",")}`}`,
  /** Its versions, for feed readers. */
  feed: (work: string, passage: string, as: "atom" | "json"): string => `/${part(work)}/${part(passage)}/feed.${as}`,
  proposal: (work: string, proposal: string): string => `/${part(work)}/proposals/${part(proposal)}`,
  /** What it changes, tracked in a Word file. */
  proposalInWord: (work: string, proposal: string): string => `/${part(work)}/proposals/${part(proposal)}/docx`,
  /** A proposal, turned to its part on `passage`, where that stands on the page. */
  part: (work: string, proposal: string, passage: string): string =>
    `/${part(work)}/proposals/${part(proposal)}?part=${part(passage)}#part-${part(passage)}`,
  /** Where a program looks for passages that a proposal may revise as well, around `passage`. */
  addable: (proposal: string, find: string, passage: string): string =>
    `/api/proposals/${part(proposal)}/addable?find=${part(find)}&part=${part(passage)}`,
  /** Where a program asks, of the part on `passage`, what was translated before of the same source words; */
  memory: (proposal: string, passage: string): string =>
    `/api/proposals/${part(proposal)}/memory?part=${part(passage)}`,
  /** which other texts the passage has; */
  wordings: (proposal: string, passage: string): string =>
    `/api/proposals/${part(proposal)}/wordings?part=${part(passage)}`,
  /** what that revises now; */
  revised: (proposal: string, passage: string): string => `/api/proposals/${part(proposal)}/base?part=${part(passage)}`,
  /** and which of its changes put back what a version had changed. */
  putsBack: (proposal: string, passage: string): string =>
    `/api/proposals/${part(proposal)}/puts-back?part=${part(passage)}`,
  /** The same, of a part with other words. */
  putsBackWith: (proposal: string): string => `/api/proposals/${part(proposal)}/puts-back`,
  /** Where the reason of a part's note would do in other parts; where it is given there, and taken back. */
  sameReasonAt: (proposal: string, passage: string, note: string): string =>
    `/api/proposals/${part(proposal)}/same-reason?part=${part(passage)}&note=${part(note)}`,
  sameReason: (proposal: string): string => `/api/proposals/${part(proposal)}/same-reason`,
  takeSameReasonBack: (proposal: string): string => `/api/proposals/${part(proposal)}/same-reason/take-back`,
  /** How a draft came to be: of a proposal of several parts, that of the part on `passage`. */
  history: (work: string, proposal: string, passage?: string): string =>
    `/${part(work)}/proposals/${part(proposal)}/history${ofPart(passage)}`,
  /** Where one step of it is read by a program. */
  step: (proposal: string, step: number, passage?: string): string =>
    `/api/proposals/${part(proposal)}/history/${step}${ofPart(passage)}`,
  /** Where a form that restores a step's words is sent. */
  restore: (proposal: string, step: number, passage?: string): string =>
    `/api/proposals/${part(proposal)}/history/${step}/restore${ofPart(passage)}`,
  /** Who runs this workbench, and what its words mean: `term` is the id of one of them. */
  about: (term?: string): string => (term === undefined ? "/about" : `/about#${term}`),
  /** Where a form that skips a step of setting up is sent. */
  skip: (): string => "/-/set-up/skip",
  /** One's own work; `list`: one list of it alone, from behind `after`. */
  mine: (list = "", after = ""): string => `/me${asking({ list, after })}`,
  /** The same, with what one just did of a request that stands there no more. */
  mineDid: (work: string, request: string): string => `/me${asking({ did: request, in: work })}`,
  /** The days of what one is asked for, as a calendar. */
  ownCalendar: (): string => "/me/requests.ics",
  /** Where a form is sent that asks somebody for something in a work, and what is done with that. */
  requests: (work: string): string => `/api/works/${part(work)}/requests`,
  onRequest: (work: string, request: string, act: RequestAct): string =>
    `/api/works/${part(work)}/requests/${part(request)}/${act}`,
  /** What was told to whoever is signed in; from behind `after`. Where it is said that they have seen it, and how much they have not. */
  ownNews: (after = ""): string => `/me/news${asking({ after })}`,
  seeNews: (): string => "/api/me/news/seen",
  bell: (): string => "/api/me/bell",
  /** Where somebody ends the mail that they get, by the secret of a link in it. */
  stopMail: (secret: string): string => `/-/mail/${part(secret)}`,
  /** The secret address of somebody's own feed; and the feed of a work. */
  ownFeed: (secret: string, as: "atom" | "json" | "ics"): string => `/-/feeds/${part(secret)}.${as}`,
  workFeed: (work: string, as: "atom" | "json"): string => `/${part(work)}/feed.${as}`,
  /** What they follow, from the how-manieth on; and where the form is sent that has them follow something of a work, or leave it. */
  following: (from = 0): string => `/me/following${asking({ from: from === 0 ? "" : String(from) })}`,
  follow: (work: string): string => `/api/works/${part(work)}/follow`,
  /** The queue: of one work, of one person, or what is one's own to decide (`mine`); from behind `after`. */
  review: ({ work = "", person = "", mine = false, newest = false, kind = "", state = "", after = "" } = {}): string =>
    `/review${asking({ work, person, mine: mine ? "yes" : "", by: newest ? "newest" : "", kind, state, after })}`,
  /** The queue, its list of renderings whose source reads otherwise from behind `after`. */
  reviewMoved: (after: string): string => `/review?moved=${part(after)}#moved`,
  people: (): string => "/people",
  /** How an owner looks after the workbench. */
  account: (): string => "/-/account",
  /** Where somebody without an account asks to take part. */
  ask: (): string => "/-/ask",
  settings: (): string => "/-/settings",
  /** Signing in, and coming back to `next` afterwards. */
  signIn: (next: string): string => `/sign-in?next=${part(next)}`,
  join: (token: string): string => `/join/${part(token)}`,
  /** Where a form that begins a proposal is sent. */
  begin: (work: string, passage: string): string => `/api/works/${part(work)}/passages/${part(passage)}/proposals`,
  /** Where a form that acts on a proposal is sent. */
  act: (
    proposal: string,
    action:
      | "submit"
      | "accept"
      | "accept-at-once"
      | "looked"
      | "withdraw-approval"
      | "decline"
      | "return"
      | "rebase"
      | "withdraw"
      | "add"
      | "invite"
      | "let-go"
      | "readers"
      | "start",
  ): string => `/api/proposals/${part(proposal)}/${action}`,
  /** Where news is told as it happens, from after a piece of it on. */
  events: (after: string | null): string => `/api/events${after === null ? "" : `?after=${part(after)}`}`,
  /** Where a page asks what it missed. */
  news: (after: string): string => `/api/news?after=${part(after)}`,
  invite: (): string => "/people/invite",
  /** What an owner does about a person; asked in words at the same address first. */
  person: (person: string, act: "role" | "close" | "reset"): string => `/people/${part(person)}/${act}`,
  /** Where an owner takes something out of a passage, or of what is said of the work. */
  removing: (work: string, passage?: string): string =>
    `/${part(work)}/-/remove${passage === undefined ? "" : `/${part(passage)}`}`,
  /** Where the form of that is sent. */
  remove: (work: string, passage?: string): string =>
    `/api/works/${part(work)}${passage === undefined ? "" : `/passages/${part(passage)}`}/remove`,
  /** Where an owner says who reads a work, and what others may do in it; and where the forms of that are sent. */
  readers: (work: string): string => `/${part(work)}/-/readers`,
  setApprovals: (work: string): string => `/api/works/${part(work)}/approvals`,
  /** Says which passages are final. */
  finality: (work: string): string => `/api/works/${part(work)}/finality`,
  setVisibility: (work: string): string => `/api/works/${part(work)}/visibility`,
  /** Where an owner says who of those whom a work names has an account here; and where the form of that is sent. */
  joining: (work: string): string => `/${part(work)}/-/people`,
  joinPerson: (work: string): string => `/api/works/${part(work)}/people`,
  giveRoleIn: (work: string): string => `/api/works/${part(work)}/roles`,
  /** Where a file comes back to its work, and where it is sent. */
  /** Where a revised file comes to a work; how what was `staged` lies on it, of some kind alone, behind so many. */
  returning: (work: string, staged?: string, asked: Readonly<Record<string, string>> = {}): string =>
    `/${part(work)}/-/return${staged === undefined ? "" : `/${part(staged)}`}${asking(asked)}`,
  /** Where what was staged is kept. */
  keepRevision: (work: string, staged: string): string => `/api/works/${part(work)}/return/${part(staged)}`,
  /** Where its text is sent, with what was chosen for it. */
  revisedText: (work: string, chosen: Readonly<Record<string, string>> = {}): string =>
    `/api/works/${part(work)}/return/text${asking(chosen)}`,
  /** Where a work is taken out. */
  exporting: (work: string): string => `/${part(work)}/-/export`,
  /** A work as a file: the name of a format, or `archive`; of Word's with its source. */
  exported: (work: string, as: string, withSource = false): string =>
    `/api/works/${part(work)}/export/${part(as)}${withSource ? "?source=yes" : ""}`,
  /** Where an owner says what a work is, and how its outline stands: turned to a passage of it. */
  workSettings: (work: string, passage?: string): string =>
    `/${part(work)}/settings${passage === undefined ? "" : `?at=${part(passage)}`}`,
  /** Where the form of that is sent: of the work, or of one of its translations. */
  /** Where an owner gives a work its source from a whole text; how what was `staged` lies on it. */
  source: (work: string, staged?: string): string =>
    `/${part(work)}/-/source${staged === undefined ? "" : `/${part(staged)}`}`,
  /** Where the forms of that are sent: a text that is pasted, or that what was staged is to be recorded. */
  supply: (work: string, staged?: string): string =>
    `/api/works/${part(work)}/source${staged === undefined ? "" : `/${part(staged)}`}`,
  /** What was done to a work's outline; what changed in it between two of its states, each after so many of its records. */
  outline: (work: string, between?: readonly number[]): string =>
    `/${part(work)}/-/outline${between === undefined ? "" : `/${between.join("..")}`}`,
  /** Where a change of an outline is proposed of a passage; one that was, by its number; */
  proposeOutline: (work: string, passage = ""): string => `/${part(work)}/-/outline/propose${asking({ passage })}`,
  proposeSource: (work: string, passage: string, from?: number): string =>
    `/${part(work)}/-/outline/propose?passage=${part(passage)}&act=source${from === undefined ? "" : `&from=${from}`}`,
  /** `again`: for whoever proposed it, and has just proposed the same. */
  outlineProposal: (work: string, number: number, again = false): string =>
    `/${part(work)}/-/outline/proposals/${number}${asking({ again: again ? "yes" : "" })}`,
  /** and where the forms of these are sent. */
  proposeOutlineAct: (work: string): string => `/api/works/${part(work)}/outline/propose`,
  decideOutline: (work: string, number: number, verb: string): string =>
    `/api/works/${part(work)}/outline/proposals/${number}/${verb}`,
  /** The glossary of a work: what is asked for in it; the same as a file; and one term of it. */
  terms: (work: string, asked: Readonly<Record<string, string>> = {}): string => `/${part(work)}/terms${asking(asked)}`,
  termsAs: (work: string, as: "csv" | "tbx"): string => `/${part(work)}/terms.${as}`,
  term: (work: string, term: string, asked: Readonly<Record<string, string>> = {}): string =>
    `/${part(work)}/terms/${part(term)}${asking(asked)}`,
  /** Where terms go out in files and come in; where what is looked at comes in, and is undone. */
  termsInOut: (work: string, asked: Readonly<Record<string, string>> = {}): string =>
    `/${part(work)}/-/terms${asking(asked)}`,
  takeTerms: (work: string): string => `/api/works/${part(work)}/terms-import`,
  undoTerms: (work: string): string => `/api/works/${part(work)}/terms-undo`,
  /** Where a term is proposed, or set: a new one, or how one is to read; where one goes; and where a word on a proposal is sent. */
  proposeTerm: (work: string, term?: string): string =>
    `/api/works/${part(work)}/terms${term === undefined ? "" : `/${part(term)}/propose`}`,
  retireTerm: (work: string, term: string): string => `/api/works/${part(work)}/terms/${part(term)}/retire`,
  onTerm: (
    work: string,
    term: string,
    number: number,
    act: "accept" | "return" | "decline" | "withdraw" | "remark",
  ): string => `/api/works/${part(work)}/terms/${part(term)}/proposals/${number}/${act}`,
  /** Where a proposal on several passages is begun. */
  proposing: (work: string): string => `/api/works/${part(work)}/proposals`,
  /** The passages around one, to be revised as one text; in a proposal, if it is begun. */
  revising: (work: string, passage: string, proposal = ""): string =>
    `/${part(work)}/-/revise${asking({ at: passage, proposal })}`,
  /** Where a program has a proposal revise a passage more, and reads of that part. */
  partOf: (proposal: string, passage: string): string => `/api/proposals/${part(proposal)}/parts/${part(passage)}`,
  /** Where a work stands, part by part; `csv`: the same as a table. */
  standing: (work: string, as?: "csv"): string => `/${part(work)}/-/standing${as === undefined ? "" : `.${as}`}`,
  /** The notes of a work whose words changed; of one passage, or from behind one on, and what was done there last. */
  notes: (work: string, asked: Readonly<Record<string, string>> = {}): string =>
    `/${part(work)}/-/notes${asking(asked)}`,
  /** Where a form is sent that says what becomes of one. */
  checkNote: (work: string, passage: string, of: { version: number; note: string }): string =>
    `/api/works/${part(work)}/passages/${part(passage)}/notes/${of.version}/${part(of.note)}/check`,
  /** What happened in a work: between two days, or (`since`: "looked") since whoever looks said that they had looked through it. */
  happened: (work: string, asked: Readonly<Record<string, string>> = {}): string =>
    `/${part(work)}/-/changes${asking(asked)}`,
  /** Where the form is sent that says so. */
  looked: (work: string): string => `/api/works/${part(work)}/looked`,
  /** Where an owner sees what was brought to a work; one of that, to undo it; and where the form of that is sent. */
  imports: (work: string): string => `/${part(work)}/-/imports`,
  imported: (work: string, id: string): string => `/${part(work)}/-/imports/${part(id)}`,
  undoImport: (work: string, id: string): string => `/api/works/${part(work)}/imports/${part(id)}/undo`,
  /** Where whoever asked for something that takes long sees how far it has come. */
  errand: (work: string, id: string): string => `/${part(work)}/-/errands/${part(id)}`,
  /** The same for a program. */
  errandFor: (work: string, id: string): string => `/api/works/${part(work)}/errands/${part(id)}`,
  /** Where a file is sent. */
  supplyText: (work: string, chosen: Readonly<Record<string, string>>): string =>
    `/api/works/${part(work)}/source/text${asking(chosen)}`,
  addTranslation: (work: string, translation: string): string =>
    `/api/works/${part(work)}/translations/${part(translation)}/add`,
  describe: (work: string, translation?: string): string =>
    `/api/works/${part(work)}${translation === undefined ? "" : `/translations/${part(translation)}`}/describe`,
  /** Where a reader without an account leaves a remark on a passage as a version reads; `left`: they have just done so. */
  remark: (work: string, passage: string, asked: Readonly<Record<string, string>> = {}): string =>
    `/${part(work)}/-/remark/${part(passage)}${asking(asked)}`,
  /** Where that is sent, */
  leaveRemark: (work: string, passage: string): string => `/api/works/${part(work)}/passages/${part(passage)}/remarks`,
  /** where those stand that wait, */
  remarks: (work: string, asked: Readonly<Record<string, string>> = {}): string =>
    `/${part(work)}/-/remarks${asking(asked)}`,
  /** where it is said what becomes of one, */
  onRemark: (work: string, remark: string, act: "let-through" | "refuse" | "refuse-alike" | "put-back"): string =>
    `/api/works/${part(work)}/remarks/${part(remark)}/${act}`,
  /** and where an owner says whether any may be left. */
  allowRemarks: (work: string): string => `/api/works/${part(work)}/remarks/allow`,
  readyReasons: (work: string): string => `/api/works/${part(work)}/reasons`,
  revoke: (invitation: string): string => `/people/invitations/${part(invitation)}/revoke`,
  asking: (asking: string, act: "answer" | "put-away"): string => `/people/askings/${part(asking)}/${act}`,
};

/** `value` if it is an http or https address, else undefined: nothing that runs may hide behind a link. */
export function webAddress(value: string | undefined): string | undefined {
  return value !== undefined && /^https?:\/\//i.test(value) ? value : undefined;
}
