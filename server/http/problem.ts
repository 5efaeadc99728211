/** What went wrong with a request, in the words its sender reads: a page for people, RFC 9457 for programs. */
import { refusalInWords } from "../../editor/refusals/refusals.ts";
import type { Refusal, RefusalCode } from "../../translations/ledger/refusals.ts";
import { TooBusy } from "../aside/aside.ts";
import { OverLimit } from "../../translations/text/limits.ts";
import { ClosedDraft, DraftTooLarge, NotKept, UnknownDraft } from "../sync/sync.ts";
import { unwritable, type Unwritable } from "../store/unwritable.ts";

/** Thrown by a route; the error handler answers with it. `message` says what happened and what to do. */
export class Problem extends Error {
  override name = "Problem";
  readonly status: number;
  readonly title: string;
  readonly code: string;
  /** What the code is about, for programs. */
  parameters: Readonly<Record<string, unknown>> = {};
  /** After so many seconds it may be asked again. */
  retryAfter?: number;

  constructor(status: number, title: string, message: string, code = title.toLowerCase().replaceAll(/[^a-z]+/g, "-")) {
    super(message);
    this.status = status;
    this.title = title;
    this.code = code;
  }
}

export const notFound = (message: string): Problem => new Problem(404, "Not found", message);

const STATUS: Record<RefusalCode, number> = {
  "not-allowed": 403,
  "not-invited": 403,
  "not-yours": 403,
  "unknown-work": 404,
  "unknown-passage": 404,
  "unknown-proposal": 404,
  "unknown-version": 404,
  "already-decided": 409,
  "already-exists": 409,
  removed: 410,
  undecided: 409,
  "already-held": 409,
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

const TITLE: Record<number, string> = {
  403: "Not allowed",
  404: "Not found",
  409: "Not as things stand",
  422: "Something is missing",
};

/** The ledger's refusal as an answer. `locatorOf`: how people know a passage of the work that it is about. */
export function problemOf(refusal: Refusal, locatorOf?: (passage: string) => string): Problem {
  const { code, ...parameters } = refusal;
  const status = STATUS[code];
  const title = code === "too-large" ? "Too large" : TITLE[status]!;
  return Object.assign(new Problem(status, title, refusalInWords(refusal, locatorOf), code), { parameters });
}

/** That nothing can be written just now, as an answer. */
export function unwritableProblem(reason: Unwritable): Problem {
  const rest = "Reading goes on. Keep what you wrote, and try again later; whoever runs the workbench can tell more.";
  if (reason === "full")
    return new Problem(507, "No room", `The workbench's disk is full, so nothing was changed. ${rest}`, "disk-full");
  return new Problem(
    503,
    "Not writable",
    `The workbench can't write to its disk just now, so nothing was changed. ${rest}`,
    "not-writable",
  );
}

/** Any error as an answer: a problem as it is, a parser's or router's complaint in our words, all else as our fault. */
export function problemFrom(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof OverLimit) return problemOf({ code: "too-large", excess: error.excess });
  if (error instanceof TooBusy)
    return Object.assign(new Problem(503, "Busy", error.message, "busy"), { retryAfter: error.retryAfter });
  if (error instanceof UnknownDraft) return notFound(error.message);
  if (error instanceof ClosedDraft) return new Problem(409, "Not as things stand", error.message, "not-a-draft");
  if (error instanceof DraftTooLarge) return new Problem(413, "Too large", error.message, "draft-too-large");
  const reason = unwritable(error);
  if (reason) return unwritableProblem(reason);
  if (error instanceof NotKept) return new Problem(503, "Not kept", error.message, "not-kept");
  const { type, status } = (typeof error === "object" && error !== null ? error : {}) as {
    type?: string;
    status?: number;
  };
  if (type === "parameters.too.many")
    return new Problem(
      413,
      "Too large",
      "This has more fields than any form here. Nothing was changed. Send only those that are asked for.",
    );
  if (status === 413)
    return new Problem(
      413,
      "Too large",
      "This is more than a request of this kind may hold. Nothing was changed, and what you wrote is still with you: go back, and send less at a time.",
    );
  if (type === "entity.parse.failed")
    return new Problem(
      400,
      "Not readable",
      "The body is not valid JSON. Nothing was changed. Check it and send it again.",
    );
  if (type === "charset.unsupported" || type === "encoding.unsupported")
    return new Problem(415, "Not readable", "Send the body as UTF-8, uncompressed or gzip.");
  if ((status !== undefined && status >= 400 && status < 500) || error instanceof URIError)
    return new Problem(
      status ?? 400,
      "Not readable",
      "The request could not be read. Nothing was changed. Check the address and the body.",
    );
  return new Problem(
    500,
    "Our fault",
    "Something went wrong on this workbench. What was saved is safe. Try again; if it stays, tell whoever runs it.",
  );
}
