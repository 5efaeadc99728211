/**
 * What of requests is told to whom: to who is asked what is asked of them and what became of that, to who asks what others did with it;
 * and that a day is near, or has passed. Nobody is told of their own deeds. What is told is no fact of a text, so it stands beside the
 * requests, and each piece has a name by which it is told once.
 */
import type { Request, RequestStanding, RequestStep } from "./request.ts";
import type { Reminder } from "./reminders.ts";

/** Asked, handed on to them, another day, open again; reminders; and to who asks: taken on, handed on to others, ended. */
export type NoticeKind =
  | ("request-asked" | "request-handed" | "request-day" | "request-again")
  | ("request-near" | "request-late")
  | ("request-taken" | "request-passed-on" | "request-ended");

/** Something that is told to somebody of a request. */
export interface Notice {
  /** The account that it is told to. */
  person: string;
  work: string;
  request: string;
  kind: NoticeKind;
  /** What it is called among those of this person: told again under the same name, it is not. */
  key: string;
  /** Whose deed it is, by their account; null: that of the calendar, or it happened by itself. */
  by: string | null;
  /** ISO 8601 instant. */
  at: string;
  /** What was said with it; "" if nothing. */
  word: string;
  /** The day that the request had then. */
  until: string | null;
  /** How it stood then. */
  standing: RequestStanding;
}

/** What is told of a request that was just asked. */
export function noticesOfAsking(request: Request): Notice[] {
  const { by, at, why: word } = request;
  return noticesFor(request, { by, at, word }, [[request.of, "request-asked"]]);
}

/** What is told of something that was done with one. @param before as it stood. */
export function noticesOfStep(before: Request, after: Request, step: RequestStep): Notice[] {
  return noticesFor(after, step, toldOf(before, after, step));
}

type ToldTo = [person: string | null, kind: NoticeKind][];

function toldOf(before: Request, after: Request, { act }: RequestStep): ToldTo {
  const asker = before.by;
  switch (act) {
    case "take":
      return [[asker, "request-taken"]];
    case "hand":
      return [
        [after.of, "request-handed"],
        [asker, "request-passed-on"],
        [before.of, "request-passed-on"],
      ];
    case "postpone":
      return [[after.of, "request-day"]];
    case "reopen":
      return [
        [after.of, "request-again"],
        [asker, "request-again"],
      ];
    case "done":
    case "give-up":
    case "take-back":
    case "settled":
      return [
        [before.of, "request-ended"],
        [asker, "request-ended"],
      ];
  }
}

/** Each person is told one thing of one deed, and whose deed it is none. */
function noticesFor(request: Request, { by, at, word }: Pick<RequestStep, "by" | "at" | "word">, to: ToldTo): Notice[] {
  const told = new Map<string, NoticeKind>();
  for (const [person, kind] of to) if (person !== null && person !== by && !told.has(person)) told.set(person, kind);
  const { id, work, until, standing, changes } = request;
  return [...told].map(([person, kind]) => ({
    ...{ person, work, request: id, kind, key: `${id} ${changes}`, by, at, word, until, standing },
  }));
}

/** A reminder as it is told: once to a person of a request, its day and how near that is, whatever happens in between. */
export function noticeOf({ request, person, stage, at }: Reminder): Notice {
  const { id, work, until, standing } = request;
  const kind = stage === "late" ? "request-late" : "request-near";
  return { person, work, request: id, kind, key: `${id} ${until} ${stage}`, by: null, at, word: "", until, standing };
}

/**
 * True if something is still to be told of a request as it stands: that a day is near is no news of one that ended, or has another, nor
 * before that is so, should a clock have been ahead. @param now milliseconds since 1970.
 */
export function isCurrent({ kind, person, until, at }: Notice, request: Request, now: number): boolean {
  if (kind !== "request-near" && kind !== "request-late") return true;
  const concerns = request.of === person || (kind === "request-late" && request.by === person);
  return request.standing === "open" && request.until === until && concerns && Date.parse(at) <= now;
}
