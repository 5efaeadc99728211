/** What went wrong with a request, in the words its sender reads: a page for people, RFC 9457 for programs. */
import { type Answer, answerInWords, refusalInWords, titleOf } from "../../editor/refusals/refusals.ts";
import type { Lost } from "../../editor/shell/view.ts";
import type { Refusal, RefusalCode } from "../../translations/ledger/refusals.ts";
import { TooBusy } from "../aside/aside.ts";
import { OntoRefused } from "../bringing/importing.ts";
import { OverLimit } from "../../translations/text/limits.ts";
import { ClosedDraft, DraftTooLarge, NotKept, PlaybackBusy, UnknownDraft } from "../sync/sync.ts";
import { unwritable, type Unwritable } from "../store/unwritable.ts";

/** What an answer is about: its code and what stands beside it, for programs. */
type About = { code: string } & Readonly<Record<string, unknown>>;

/** Thrown by a route; the error handler answers with it. `message` says what happened and what to do. */
export class Problem extends Error {
  override name = "Problem";
  readonly status: number;
  readonly title: string;
  readonly code: string;
  /** What the code is about, for programs. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** The work in which what was asked for is not, and what of it is called alike. */
  lost: Lost | null = null;
  /** After so many seconds it may be asked again. */
  retryAfter?: number;

  constructor(status: number, answer: Answer);
  /** @param sentence of another catalogue. */
  constructor(status: number, about: About, sentence: string);
  constructor(status: number, about: About, sentence?: string) {
    super(sentence ?? answerInWords(about as Answer));
    const { code, ...parameters } = about;
    this.status = status;
    this.title = titleOf(code, status);
    this.code = code;
    this.parameters = parameters;
  }
}

type NotFound = Extract<Answer, { code: "not-found" }>;
type WithoutCode<Each> = Each extends object ? Omit<Each, "code"> : never;

export function notFound(answer: WithoutCode<NotFound>): Problem {
  return new Problem(404, { code: "not-found", ...answer });
}

const STATUS: Record<RefusalCode, number> = {
  "not-allowed": 403,
  "not-invited": 403,
  "not-approved": 409,
  "not-yours": 403,
  "unknown-work": 404,
  "unknown-passage": 404,
  "unknown-proposal": 404,
  "unknown-thread": 404,
  "unknown-term": 404,
  "stale-term": 409,
  "term-decided": 409,
  "term-returned": 409,
  "unknown-outline-proposal": 404,
  "stale-outline": 409,
  "outline-decided": 409,
  "not-in-text": 422,
  "comment-removed": 410,
  retired: 409,
  "not-a-passage-id": 422,
  "not-a-translation-id": 422,
  "not-apart": 422,
  "not-beside": 422,
  "unknown-version": 404,
  "already-decided": 409,
  "already-exists": 409,
  removed: 410,
  undecided: 409,
  "built-on": 409,
  "undone-meanwhile": 409,
  "already-held": 409,
  "already-resolved": 409,
  "not-a-draft": 409,
  "not-submitted": 409,
  "not-a-writer": 409,
  "stale-base": 409,
  "unknown-part": 422,
  unchanged: 422,
  empty: 422,
  "words-gone": 422,
  "reason-required": 422,
  "not-a-date": 422,
  "not-a-language": 422,
  "too-large": 422,
};

/** The ledger's refusal as an answer. `locatorOf`: how people know a passage of the work that it is about. */
export function problemOf(refusal: Refusal, locatorOf?: (passage: string) => string): Problem {
  return new Problem(STATUS[refusal.code], { ...refusal }, refusalInWords(refusal, locatorOf));
}

/** That nothing can be written just now, as an answer. */
export function unwritableProblem(reason: Unwritable): Problem {
  return reason === "full"
    ? new Problem(507, { code: "disk-full", why: "disk" })
    : new Problem(503, { code: "not-writable", why: "disk" });
}

/** Any error as an answer: a problem as it is, a parser's or router's complaint in our words, all else as our fault. */
export function problemFrom(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof OntoRefused) return problemOf(error.fault);
  if (error instanceof OverLimit) return problemOf({ code: "too-large", excess: error.excess });
  if (error instanceof TooBusy)
    return Object.assign(new Problem(503, { code: "busy", why: error.why }), { retryAfter: error.retryAfter });
  if (isLocked(error)) return Object.assign(new Problem(503, { code: "busy", why: "locked" }), { retryAfter: LOCKED });
  if (error instanceof PlaybackBusy) return new Problem(503, { code: "busy", why: "playing" });
  if (error instanceof UnknownDraft) return new Problem(404, { code: "not-found" }, error.message);
  if (error instanceof ClosedDraft) return new Problem(409, { code: "not-a-draft" }, error.message);
  if (error instanceof DraftTooLarge) return new Problem(413, { code: "draft-too-large" }, error.message);
  const reason = unwritable(error);
  if (reason) return unwritableProblem(reason);
  if (error instanceof NotKept) return new Problem(503, { code: "not-kept" }, error.message);
  return problemOfReading(error) ?? new Problem(500, { code: "our-fault", why: "unknown" });
}

/** In so many seconds another process has mostly written what it writes. */
const LOCKED = 10;

/** True if another process, such as an import, has been writing for longer than one waits. */
function isLocked(error: unknown): boolean {
  return error instanceof Error && /^SQLITE_BUSY/.test(String((error as NodeJS.ErrnoException).code));
}

/** What a parser or the router says of a request that they can't read; null if it is no word of theirs. */
function problemOfReading(error: unknown): Problem | null {
  const { type, status } = (typeof error === "object" && error !== null ? error : {}) as {
    type?: string;
    status?: number;
  };
  if (type === "parameters.too.many") return new Problem(413, { code: "too-large", why: "fields" });
  if (status === 413) return new Problem(413, { code: "too-large", why: "request" });
  if (type === "entity.parse.failed") return new Problem(400, { code: "not-readable", why: "json" });
  if (type === "charset.unsupported" || type === "encoding.unsupported")
    return new Problem(415, { code: "not-readable", why: "coding" });
  if ((status !== undefined && status >= 400 && status < 500) || error instanceof URIError)
    return new Problem(status ?? 400, { code: "not-readable", why: "request" });
  return null;
}
