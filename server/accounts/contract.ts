/** What the rest of the server may ask about people. */
import type { IncomingHttpHeaders } from "node:http";
import type { Actor, Role } from "../../translations/ledger/roles.ts";

export interface Invitation {
  role: Role;
  /** Who invited; null for the link that makes the first owner. */
  by: string | null;
  expires: string;
}

export interface Account extends Actor {
  email: string;
  since: string;
}

/** `cookies` are whole Set-Cookie header values. */
export type SignedIn =
  | { ok: true; actor: Actor; cookies: string[] }
  | { ok: false; status: 400 | 401 | 403 | 404 | 409 | 410 | 429; message: string };

export interface Accounts {
  /** Who sent a request (or a socket's handshake), by its session cookie; null if nobody is signed in. */
  actorOf(headers: IncomingHttpHeaders): Promise<Actor | null>;
  signIn(input: { email: string; password: string }, address: string): Promise<SignedIn>;
  /** Ends the session; gives the cookies that forget it. */
  signOut(headers: IncomingHttpHeaders): Promise<string[]>;
  /** The invitation behind a link's token, or null if there is none, it is used, or it is past its day. */
  invitation(token: string): Promise<Invitation | null>;
  /** Makes an account from an invitation and signs it in. An invitation serves once. */
  join(token: string, input: { name: string; email: string; password: string }, address: string): Promise<SignedIn>;
  /** A new invitation; gives the token for `/join/{token}`. */
  invite(by: Actor, role: Role): Promise<string>;
  /** While there is no owner: a token for the link that makes one. Earlier ones stop working. Null afterwards. */
  ownerToken(): Promise<string | null>;
  people(): Promise<Account[]>;
  /** False if there is no such account, or it is the last owner and would stop being one. */
  setRole(id: string, role: Role): Promise<boolean>;
  /** The account with that id, or null. */
  person(id: string): Promise<Actor | null>;
  /**
   * Calls `listener` with the person's id after a role was changed or a session ended, until the function it gives is
   * called: what was allowed a moment ago may not be now.
   */
  listen(listener: (person: string) => void): () => void;
  /** Names for ids, for those that exist. */
  names(ids: readonly string[]): Promise<Map<string, string>>;
}
