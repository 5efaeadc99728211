/**
 * What somebody is asked to do by a day: to translate, revise, check or decide a section, a proposal or a term. A request is a
 * value; what is done with one gives the next. It organises work and says nothing of a text, so it is in no record of the ledger.
 */
import type { Actor } from "../ledger/roles.ts";
import { atLeast, type Role } from "../ledger/roles.ts";

export const TASKS = ["translate", "revise", "check", "decide"] as const;
export type Task = (typeof TASKS)[number];

export const SUBJECT_KINDS = ["section", "proposal", "term"] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

/** What a request is about: a passage with all that stands under it, a proposal or a term, by its id. */
export interface Subject {
  kind: SubjectKind;
  id: string;
}

/** What can be asked of which: only a section is there to be translated. */
export const TASKS_ON: Readonly<Record<SubjectKind, readonly Task[]>> = {
  section: TASKS,
  proposal: ["revise", "check", "decide"],
  term: ["revise", "check", "decide"],
};

/** The role in its work that whoever does it needs at least. */
const NEEDED: Readonly<Record<Task, Role>> = {
  translate: "translator",
  revise: "translator",
  check: "reader",
  decide: "reviewer",
};

/** Open, or how it ended: done, given up by whoever was asked, or taken back by whoever asked. */
export type RequestStanding = "open" | "done" | "given-up" | "taken-back";

/** What people do with one: take it on themselves, hand it on, set another day, and end it; and what ended goes on. */
export const REQUEST_ACTS = ["take", "hand", "postpone", "done", "give-up", "take-back", "reopen"] as const;
export type RequestAct = (typeof REQUEST_ACTS)[number];

/** What was done with it. `settled`: what was asked for was there, and nobody had to say so. */
export interface RequestStep {
  act: RequestAct | "settled";
  /** The id of an account; null of what happened by itself. */
  by: string | null;
  /** ISO 8601 instant. */
  at: string;
  /** To whom it is handed on, by their account; null: to anybody. */
  to?: string | null;
  /** The day that was set; null: none. */
  until?: string | null;
  word: string;
}

/** A request. People are known by the ids of their accounts. */
export interface Request {
  id: string;
  work: string;
  about: Subject;
  task: Task;
  by: string;
  /** Who is asked; null: anybody. */
  of: string | null;
  /** True: it was for anybody when it was asked, so that it is again when whoever took it gives it up. */
  anybody: boolean;
  /** By which day (`days.ts`); null: by none. */
  until: string | null;
  why: string;
  /** When it was asked: ISO 8601 instant. */
  at: string;
  standing: RequestStanding;
  /** The last of what was done with it, in order. */
  steps: readonly RequestStep[];
  /** How much was done with it, all in all: who acts on it says how much they knew of. */
  changes: number;
}

/** So many characters a word why has. */
export const LONGEST_WORD = 1_000;
/** So many steps are kept of one. */
const KEPT_STEPS = 50;

/** Somebody as they act in the work. */
type Acting = Pick<Actor, "id" | "role">;

/** True if somebody may ask others for something: reviewers and owners of the work do. */
export function mayAsk({ role }: Pick<Actor, "role">): boolean {
  return atLeast(role, "reviewer");
}

/** True if somebody may do what is asked, by their role in the work. */
export function canDo(task: Task, { role }: Pick<Actor, "role">): boolean {
  return atLeast(role, NEEDED[task]);
}

/** A request as it is when it is asked. */
export function asked(
  request: Pick<Request, "id" | "work" | "about" | "task" | "by" | "of" | "until" | "why" | "at">,
): Request {
  return { ...request, anybody: request.of === null, standing: "open", steps: [], changes: 0 };
}

const isOpen = ({ standing }: Request): boolean => standing === "open";
const asks = ({ by }: Request, { id, role }: Acting): boolean => by === id || role === "owner";
const isAsked = ({ of }: Request, { id }: Acting): boolean => of === id;

/** When each act means something, and whose it is. */
const RULES: Readonly<Record<RequestAct, (request: Request, who: Acting) => boolean>> = {
  take: (request, who) => isOpen(request) && request.of === null && canDo(request.task, who),
  hand: (request, who) => isOpen(request) && (isAsked(request, who) || asks(request, who)),
  postpone: (request, who) => isOpen(request) && asks(request, who),
  done: (request, who) => isOpen(request) && (isAsked(request, who) || asks(request, who)),
  "give-up": (request, who) => isOpen(request) && isAsked(request, who),
  "take-back": (request, who) => isOpen(request) && asks(request, who),
  reopen: (request, who) => {
    const ended = request.steps.at(-1);
    return !isOpen(request) && ended?.act !== "settled" && (ended?.by === who.id || asks(request, who));
  },
};

/** What somebody may do with a request as it stands; whose role no longer lets them do it keeps the right to hand it on. */
export function actsOn(request: Request, who: Acting): RequestAct[] {
  return REQUEST_ACTS.filter((act) => RULES[act](request, who));
}

/** The request after somebody did something with it, or after it settled itself. */
export function requestAfter(request: Request, step: RequestStep): Request {
  const { changes, steps } = request;
  const next = { ...request, steps: [...steps, step].slice(-KEPT_STEPS), changes: changes + 1 };
  switch (step.act) {
    case "take":
      return { ...next, of: step.by };
    case "hand":
      return { ...next, of: step.to ?? null, anybody: request.anybody || (step.to ?? null) === null };
    case "postpone":
      return { ...next, until: step.until ?? null };
    case "done":
    case "settled":
      return { ...next, standing: "done" };
    case "give-up":
      return request.anybody ? { ...next, of: null } : { ...next, standing: "given-up" };
    case "take-back":
      return { ...next, standing: "taken-back" };
    case "reopen":
      return { ...next, standing: "open" };
  }
}

/** When something last happened with it: ISO 8601 instant. */
export function lastChanged({ at, steps }: Request): string {
  return steps.at(-1)?.at ?? at;
}
