/** What the pages about people and their accounts are given. Plain JSON, made by the server, used again when the browser brings the page alive. */
import type { ApprovalRule } from "../../translations/ledger/approvals.ts";
import type { Visibility } from "../../translations/ledger/access.ts";
import type { Role } from "../../translations/ledger/roles.ts";
import type { NameParts } from "../../translations/notes/note.ts";
import type { MailWishes } from "../../translations/ledger/mail-kinds.ts";
import type { Token } from "../../translations/people/tokens.ts";
import type { AboutView } from "../care/care.ts";
import type { WorkHead } from "../shell/view.ts";

export interface SignInView {
  page: "sign-in";
  refused: string | null;
  email: string;
  /** Where to go afterwards. */
  next: string;
  /** True if somebody without an account may ask for one. */
  mayAsk: boolean;
}

/** Somebody with an account, and what they may do in the whole workbench and in one work. */
export interface ReaderIn {
  id: string;
  name: string;
  everywhere: Role;
  /** Null: nothing was given to them there. */
  here: Role | null;
}

/** Somebody whom a work names and who has no account here. */
export interface ForeignIn {
  /** By which they are known: `id/{id}`, or `name/{name}`. */
  key: string;
  name: string;
  /** True if they have an account in another workbench. */
  elsewhere: boolean;
  versions: number;
  notes: number;
  proposals: number;
  /** Who they are here, as an owner has said, and why. */
  here: { id: string; name: string; reason: string; by: string } | null;
}

export interface JoiningView {
  page: "joining";
  work: WorkHead;
  foreign: ForeignIn[];
  /** How many there are. */
  all: number;
  people: { id: string; name: string }[];
  isDone: boolean;
}

export interface ReadersView {
  page: "readers";
  work: WorkHead;
  visibility: Visibility;
  approvals: ApprovalRule;
  people: ReaderIn[];
  /** What was done just now. */
  done: "visibility" | "role" | "approvals" | null;
}

/** A new password, by a link that an owner made. */
export interface ResetView {
  page: "reset";
  /** Whose; null: the link is used, past its hours, or was never one. */
  person: string | null;
  refused: string | null;
}

export interface AskView {
  page: "ask";
  /** True: they have just asked. */
  asked: boolean;
  refused: string | null;
  name: string;
  email: string;
  why: string;
}

/** One's own account. */
export interface AccountView {
  page: "account";
  account: {
    id: string;
    name: string;
    parts: NameParts | null;
    email: string;
    role: Role;
    since: string;
    agreed: { at: string; licence: string } | null;
    sessions: { id: string; agent: string; since: string; expires: string; here: boolean }[];
    tokens: Token[];
    feed: string | null;
  };
  refused: { act: AccountAct; message: string } | null;
  /** What was done just now. */
  done: AccountDone | null;
  /** A token made just now, shown this once. */
  token: string | null;
  /** The secret addresses of its own feed, made just now. */
  feeds: { atom: string; json: string; ics: string } | null;
  /** What they want to be mailed; null where no mail goes out. */
  mail: MailWishes | null;
  /** What stands in the fields. */
  typed: { name: string; family: string; given: string; particle: string; suffix: string; email: string };
}

export type AccountAct =
  | "name"
  | "email"
  | "password"
  | "end-session"
  | "end-others"
  | "token"
  | "revoke-token"
  | "feed"
  | "end-feed"
  | "mail"
  | "leave";

/** What the page says to be done; a token that is made is shown. */
export type AccountDone = Exclude<AccountAct, "token" | "feed" | "leave">;

export interface JoinView {
  page: "join";
  token: string;
  /** Null: the link is used, past its day, or was never one. */
  invitation: {
    role: Role;
    by: string | null;
    message: string;
    place: string;
    bound: boolean;
    machine: boolean;
    expires: string;
  } | null;
  /** The licence of contributions, to be agreed to. */
  licence: AboutView["licence"];
  refused: string | null;
  name: string;
  email: string;
  agreed: boolean;
}

/** An invitation that can still be used, as owners see it. */
export interface OpenInvitation {
  id: string;
  role: Role;
  by: string;
  made: string | null;
  expires: string;
  email: string | null;
  message: string;
  place: string;
}

export interface PeopleView {
  page: "people";
  people: { id: string; name: string; email: string; role: Role; since: string }[];
  invitations: OpenInvitation[];
  /** People without an account who ask to take part. */
  askings: { id: string; name: string; email: string; why: string; at: string }[];
  mayAsk: boolean;
  /** The link just made, absolute, shown once. */
  link: string | null;
  /** Whom it is for. */
  linkFor: string | null;
  refused: string | null;
  /** What stands in the fields of an invitation. */
  typed: { role: Role; email: string; message: string; place: string };
}

/** Asked before somebody gets another role, or their account is closed. */
export interface PersonChangeView {
  page: "person-change";
  act: "role" | "close";
  person: { id: string; name: string; email: string; role: Role };
  /** The role they are to have. */
  role: Role;
}
