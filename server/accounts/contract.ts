/** What the rest of the server may ask about people. */
import type { Said } from "./following.ts";
import type { MailBeside } from "./mail.ts";
import type { Looked } from "./looked.ts";
import type { KeptRequests } from "./requests.ts";
import type { IncomingHttpHeaders } from "node:http";
import type { OpenInvitation } from "../../editor/people/people.ts";
import type { AccountRefusal } from "../../editor/refusals/refusals.ts";
import type { NameParts, Person } from "../../translations/notes/note.ts";
import type { Actor, Role } from "../../translations/ledger/roles.ts";
import type { Token, TokenMay, TokenWanted } from "../../translations/people/tokens.ts";

export interface Invitation {
  role: Role;
  /** Who invited; null for a link that was made on the machine itself. */
  by: string | null;
  expires: string;
  /** What whoever invited says to the invited. */
  message: string;
  /** Where whoever joins arrives: a path on this workbench. */
  place: string;
  /** True: only one e-mail address may use it. Which one is not told. */
  bound: boolean;
  /** True: made by whoever has the machine. It also gives an account that is there a new password, and makes it an owner. */
  machine: boolean;
}

/** What an invitation may say beside the role. */
export interface Terms {
  /** The only e-mail address that may use it. */
  email?: string | null;
  message?: string;
  /** A path on this workbench; whoever calls has made sure of that. */
  place?: string;
}

export interface Account extends Actor {
  email: string;
  since: string;
}

/** One session of one's own. */
export interface Session {
  id: string;
  /** What the browser said of itself. */
  agent: string;
  since: string;
  expires: string;
  /** True: the one that asks. */
  here: boolean;
}

/** One's own account, as its page shows it. */
export interface OwnAccount {
  id: string;
  name: string;
  parts: NameParts | null;
  email: string;
  role: Role;
  since: string;
  /** When and under which licence its contributions were agreed to; null if nothing was recorded. */
  agreed: { at: string; licence: string } | null;
  sessions: Session[];
  tokens: Token[];
  /** When the secret address of its own feed was made; null while there is none. */
  feed: string | null;
}

/** Somebody without an account who asks to take part. */
export interface Asking {
  id: string;
  name: string;
  email: string;
  why: string;
  at: string;
}

/** `retryAfter`: in seconds. */
export type Refused = {
  ok: false;
  status: 400 | 401 | 403 | 404 | 409 | 410 | 429 | 503;
  refusal: AccountRefusal;
  retryAfter?: number;
};

/** `cookies` are whole Set-Cookie header values. */
export type SignedIn = { ok: true; actor: Actor; cookies: string[] } | Refused;

export type Done = { ok: true } | Refused;

/** `token` is shown this once: only its hash is kept. */
export type Made = { ok: true; token: string } | Refused;

/** Whose a token is, as they are now, the one work that it is for (null: all), and what it may do beside reading. */
export type ByToken = { ok: true; actor: Actor; work: string | null; may: readonly TokenMay[] } | Refused;

/**
 * Whoever joins: what they typed, and the licence of contributions that they agreed to, by its address or in its words;
 * false if they did not agree, undefined if they were not asked.
 */
export interface Joining {
  name: string;
  email: string;
  password: string;
  agreed?: string | false | undefined;
}

export interface Accounts {
  /** What people are asked to do. */
  readonly requests: KeptRequests;
  /** Who sent a request (or a socket's handshake), by its session cookie; null if nobody is signed in. */
  actorOf(headers: IncomingHttpHeaders): Promise<Actor | null>;
  /** False if the headers hold no session's cookie, living or not: then nobody is signed in. */
  bringsSession(headers: IncomingHttpHeaders): boolean;
  /** @param network where it comes from. @param headers of the request: known devices are counted apart. */
  signIn(input: { email: string; password: string }, network: string, headers?: IncomingHttpHeaders): Promise<SignedIn>;
  /** Ends the session; gives the cookies that forget it. */
  signOut(headers: IncomingHttpHeaders): Promise<string[]>;

  /** The invitation behind a link's token, or null if there is none, it is used, or it is past its day. */
  invitation(token: string): Promise<Invitation | null>;
  /** Makes an account from an invitation and signs it in. An invitation serves once. */
  join(token: string, input: Joining, network: string, headers?: IncomingHttpHeaders): Promise<SignedIn>;
  /** A new invitation; gives the token for `/join/{token}`. */
  invite(by: Actor, role: Role, terms?: Terms): Promise<string>;
  /** The invitations that can still be used, newest first. */
  invitations(): Promise<OpenInvitation[]>;
  /** Makes an invitation's link useless. False if there is no such open invitation. */
  revoke(invitation: string): Promise<boolean>;
  /** While there is no owner: a token for the link that makes one. Earlier ones stop working. Null afterwards. */
  ownerToken(): Promise<string | null>;

  people(): Promise<Account[]>;
  /** A text that is another whenever an account was made or closed, or others than before decide in the whole workbench. */
  census(): string;
  /** False if there is no such account, or it is the last owner and would stop being one. */
  setRole(id: string, role: Role): Promise<boolean>;
  /** The account with that id, or null; those closed are none. */
  person(id: string): Promise<Actor | null>;
  /**
   * Calls `listener` with the person's id after a role was changed or a session ended, until the function it gives is
   * called: what was allowed a moment ago may not be now.
   */
  listen(listener: (person: string) => void): () => void;
  /** Names for ids, for those that exist; also of accounts that were closed. */
  names(ids: readonly string[]): Promise<Map<string, string>>;
  /** The people behind ids as the ledger names them, their name parts too. */
  signatures(ids: readonly string[]): Promise<Map<string, Person>>;

  /** The account of whoever sends the request, with its sessions; null if nobody is signed in. */
  own(headers: IncomingHttpHeaders): Promise<OwnAccount | null>;
  /** Gives an account another name, from the next signature on. `parts`: each may be empty. */
  rename(id: string, name: string, parts: Record<keyof NameParts, string>): Promise<Done>;
  /** Gives the asking account another e-mail address, and ends its other sessions. */
  changeEmail(headers: IncomingHttpHeaders, input: { email: string; password: string }, network: string): Promise<Done>;
  /** Gives the asking account another password, and ends its other sessions. */
  changePassword(
    headers: IncomingHttpHeaders,
    input: { password: string; fresh: string },
    network: string,
  ): Promise<Done>;
  /** Ends one session of the asking account, or with null all but the one that asks. */
  endSessions(headers: IncomingHttpHeaders, session: string | null): Promise<Done>;
  /** A token for programs in the name of the asking account, if the password is right. */
  makeToken(headers: IncomingHttpHeaders, wanted: TokenWanted & { password: string }, network: string): Promise<Made>;
  /** Takes a token of the asking account away, by its id: it opens nothing from then on. */
  revokeToken(headers: IncomingHttpHeaders, token: string): Promise<Done>;
  /**
   * What a token opens now. Refused with 401 if it is past its day or unknown; with 429 if too many wrong ones came from
   * `network`. A new password, however it was set, and closing the account take all its tokens away.
   */
  byToken(token: string, network: string): Promise<ByToken>;
  /** The secret of a new address of an account's own feed; the one before opens nothing from then on. A new password takes it away, too. */
  makeFeed(person: string): Promise<string>;
  /** Takes that away. */
  endFeed(person: string): Promise<void>;
  /** Whose own feed stands at the address with this secret, as they are now; null: nobody's. */
  feedReader(token: string): Promise<Actor | null>;
  /** Closes the asking account, as {@link Accounts.close} does, if the password is right. */
  leave(headers: IncomingHttpHeaders, password: string, network: string): Promise<Done>;
  /** Closes an account: its name stays beside its words; e-mail, password and sessions are gone. Never the last owner's. */
  close(id: string): Promise<Done>;

  /** A token for the link at which `person` sets a new password, once; any earlier one stops working. Null: no such account. */
  resetLink(by: Actor, person: string): Promise<string | null>;
  /** Whose password a reset link's token sets; null if it can't any more. */
  resetting(token: string): Promise<{ name: string; expires: string } | null>;
  /** Sets a new password by a reset link, ends all sessions of the account, and signs it in. */
  reset(token: string, password: string, network: string, headers?: IncomingHttpHeaders): Promise<SignedIn>;

  /** Notes that somebody asks to take part. The answer does not tell whether the e-mail is known here. */
  ask(input: { name: string; email: string; why: string }, network: string): Promise<Done>;
  /** Who asks, oldest first. */
  askings(): Promise<Asking[]>;
  /** How far somebody has looked through what happened in a work, as they said; null if they never did. */
  lookedThrough(person: string, work: string): Promise<Looked | null>;
  /** Notes that they have, until the record of a number. */
  lookThrough(person: string, work: string, number: number): Promise<void>;
  /** What somebody said that they follow, and that they don't, by the names of things. */
  follows(person: string): Promise<Said[]>;
  /** Notes that they follow something from a record on, or don't. False if they said so of as many things as they may. */
  follow(person: string, said: Said): Promise<boolean>;
  /** The number of the record until which they have seen their news. */
  newsSeen(person: string): Promise<number>;
  /** What changes whenever what they have seen of what was told to them does. */
  newsStamp(person: string): Promise<string>;
  /** Notes that they have, until a record. */
  seeNews(person: string, number: number): Promise<void>;
  /** From which record on news is told here at all, where that was not said before. */
  beginNews(number: number): Promise<void>;
  /** Of records that name somebody, those that they have seen; */
  seenMentions(person: string, records: readonly number[]): Promise<ReadonlySet<number>>;
  /** and that they have seen these. */
  seeMentions(person: string, records: readonly number[]): Promise<void>;
  /** What people want to be mailed, and how far they were. */
  readonly mail: MailBeside;
  /** Takes a request off the list. False if there is none. */
  putAway(asking: string): Promise<boolean>;
}
