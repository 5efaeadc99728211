/** What pages are given of requests. Plain JSON, made by the server, used again when the browser brings the page alive. */
import type { Person } from "../../translations/notes/note.ts";
import type { Role } from "../../translations/ledger/roles.ts";
import type { Pressing } from "../../translations/requests/reminders.ts";
import type { Request, RequestAct, RequestStep, Subject, Task } from "../../translations/requests/request.ts";
import type { WorkHead } from "../shell/view.ts";

/** A request as somebody sees it. */
export interface RequestHere extends Pick<
  Request,
  "id" | "about" | "task" | "until" | "why" | "at" | "standing" | "changes"
> {
  work: Pick<WorkHead, "id" | "title" | "sourceLanguage">;
  /** How what it is about is called: the locator of a passage, or the source words of a term. */
  name: string;
  by: Person;
  /** Who is asked; null: anybody. */
  of: Person | null;
  /** How it presses today, and how many days are left. */
  pressing: Pressing | null;
  left: number | null;
  /** What was done with it last; null: nothing. */
  last: (Pick<RequestStep, "act" | "at" | "word"> & { by: Person | null }) | null;
  /** What whoever looks may do with it. */
  acts: RequestAct[];
}

/** Somebody who may be asked. */
export interface Askable {
  id: string;
  name: string;
  role: Role;
}

/** What is asked for at one place, for those with an account. */
export interface RequestsHere {
  about: Subject;
  /** In the order of their days; and the last that ended, the last first. */
  open: RequestHere[];
  ended: RequestHere[];
  /** What whoever looks may ask for here; none of who asks for nothing. */
  tasks: Task[];
  /** Who may be asked, and who may have one handed on; none where there is nothing to ask or to hand on. */
  people: Askable[];
  /** The day that it is by UTC: the first by which something can be asked. */
  today: string;
}

/** What somebody is asked for, and asks. */
export interface OwnRequests {
  asked: RequestHere[];
  anybody: RequestHere[];
  own: RequestHere[];
  /** That which they just did something with, if it is on none of these lists any more. */
  done: RequestHere | null;
  /** By the id of a work: to whom one of it may be handed on. */
  people: Record<string, Askable[]>;
  today: string;
}
