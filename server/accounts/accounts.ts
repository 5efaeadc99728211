/**
 * Accounts on SQLite, with better-auth keeping passwords and sessions. Only its server API is used: its HTTP routes
 * are not mounted, and its hook refuses every account that does not come from an invitation.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import type { IncomingHttpHeaders } from "node:http";
import { betterAuth } from "better-auth";
import { isAPIError } from "better-auth/api";
import { getMigrations } from "better-auth/db/migration";
import type { Database } from "better-sqlite3";
import { SqliteDialect } from "kysely";
import type { OpenInvitation } from "../../editor/views.ts";
import { personOf, type Actor, type Role } from "../../translations/ledger/roles.ts";
import type { NameParts, Person } from "../../translations/notes/note.ts";
import { isSameName, looksLike } from "../../translations/people/name.ts";
import { Askings } from "./askings.ts";
import type {
  Account,
  Accounts,
  Asking,
  Done,
  Invitation,
  Joining,
  OwnAccount,
  Refused,
  Session,
  SignedIn,
  Terms,
} from "./contract.ts";
import { Devices } from "./device.ts";
import { EMAIL_WRONG, emailOf, entrant, lengthOf, nameOf, partsOf, PASSWORD, wrongPassword } from "./entrant.ts";
import { Busy, Hashing, type PasswordHash } from "./hashing.ts";
import { Invitations, roleOf, type Found } from "./invitations.ts";
import { Limit, type Begun } from "./limits.ts";
import { Resets } from "./resets.ts";

const DAY = 24 * 60 * 60;
const SESSION_DAYS = 30;
const AGENT_MOST = 300;
const WHY = { least: 10, most: 2_000 } as const;
/** Requests to take part from one network within an hour. */
const ASKINGS = { byNetwork: 10, byEmailThere: 10, seconds: 60 * 60 } as const;

export interface AccountsOptions {
  /** Open and writable; may be shared, since no transaction is ever held across a wait. */
  db: Database;
  /** Signs the cookies; see `keepSecret`. */
  secret: string;
  /** Where the workbench is reached, such as `http://127.0.0.1:3000`. Cookies are not bound to its host. */
  baseUrl: string;
  /** True behind https. */
  secureCookies: boolean;
}

/** The world around; others for tests. */
export interface AccountsEffects {
  /** Milliseconds since 1970. */
  now?: () => number;
  /** Lets so many milliseconds go by. */
  wait?: (milliseconds: number) => Promise<unknown>;
  hash?: PasswordHash;
}

/** What an account is made with beside what its person typed. */
interface Admission {
  role: Role;
  /** Hash of the invitation's token. */
  invitation: string;
  agreedAt: string | null;
  agreedTo: string | null;
}

/** Opens the accounts in `db` and brings their tables up to date. */
export async function openAccounts(options: AccountsOptions, effects: AccountsEffects = {}): Promise<Accounts> {
  const admission = new AsyncLocalStorage<Admission>();
  const hashing = new Hashing(effects.hash);
  const auth = makeAuth(options, admission, hashing);
  await (await getMigrations(auth.options)).runMigrations();
  forgetHalfMade(options.db);
  return new SqliteAccounts(options, auth, admission, hashing, effects);
}

function makeAuth(
  { db, secret, baseUrl, secureCookies }: AccountsOptions,
  admission: AsyncLocalStorage<Admission>,
  hashing: PasswordHash,
) {
  return betterAuth({
    appName: "Variorum",
    baseURL: baseUrl,
    // Given as a list, because a secret in the environment would go before a single one.
    secrets: [{ version: 1, value: secret }],
    // By default better-auth holds a transaction while it hashes a password, and whatever else is written through
    // the same connection meanwhile would be undone with it.
    database: { dialect: new SqliteDialect({ database: db }), type: "sqlite", transaction: false },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: PASSWORD.least,
      // In UTF-16 code units here, in code points for people.
      maxPasswordLength: 2 * PASSWORD.most,
      // An e-mail that nobody has is answered after a hash as well, in the same line.
      password: { hash: (password) => hashing.hash(password), verify: (given) => hashing.verify(given) },
    },
    session: { expiresIn: SESSION_DAYS * DAY, disableSessionRefresh: true, cookieCache: { enabled: false } },
    user: {
      additionalFields: {
        role: { type: "string", required: true, input: false, defaultValue: "reader" },
        invitation: { type: "string", required: false, input: false, returned: false, unique: true },
        // The parts of the name as JSON.
        parts: { type: "string", required: false, input: false },
        agreedAt: { type: "string", required: false, input: false, returned: false },
        agreedTo: { type: "string", required: false, input: false, returned: false },
        // When the account was closed: the row stays for its name.
        closed: { type: "string", required: false, input: false },
      },
    },
    databaseHooks: {
      user: {
        create: {
          before: (user) => {
            const admitted = admission.getStore();
            return Promise.resolve(admitted ? { data: { ...user, ...admitted } } : false);
          },
        },
      },
    },
    advanced: {
      cookiePrefix: "variorum",
      useSecureCookies: secureCookies,
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax", path: "/" },
    },
    telemetry: { enabled: false },
    logger: { disabled: true },
  });
}

/** An account whose making was cut short has no password. Without it, its invitation serves again. */
function forgetHalfMade(db: Database): void {
  db.exec("DELETE FROM user WHERE closed IS NULL AND id NOT IN (SELECT userId FROM account)");
}

const WRONG = "That e-mail and password do not go together. Check both and try again.";
const TAKEN = "There is an account with this e-mail already. Sign in with it.";
const BUSY = "Many people are signing in just now. Please try again in a few seconds.";
const SIGNED_OUT = "Your session has ended. Sign in again; nothing was changed.";
const LAST_OWNER =
  "This is the last owner, and a workbench needs one. Make somebody else an owner first; nothing was changed.";
const STANDINGS = {
  unknown: { status: 404, message: "This is not a link we know. Ask an owner of this workbench for a new one." },
  used: {
    status: 410,
    message: "This link has been used already. If it was you, sign in; otherwise ask for a new one.",
  },
  expired: { status: 410, message: "This link no longer works. Ask an owner of this workbench for a new one." },
} as const;

function refuse(status: Refused["status"], message: string, retryAfter?: number): Refused {
  return { ok: false, status, message, ...(retryAfter !== undefined && { retryAfter }) };
}

function tooOften(seconds: number): Refused {
  const minutes = Math.ceil(seconds / 60);
  const span = minutes === 1 ? "a minute" : `${minutes} minutes`;
  return refuse(
    429,
    `That was too many tries from your network. Please wait ${span}, then try again; from elsewhere, and on a device on which you have signed in before, it goes on as ever.`,
    seconds,
  );
}

/** The row of an account. */
interface Row {
  id: string;
  name: string;
  email: string;
  role: string;
  parts: string | null;
  createdAt: string;
}

interface SessionRow {
  id: string;
  token: string;
  userAgent: string | null;
  createdAt: string;
  expiresAt: string;
}

type Open = Extract<Found, { standing: "open" }>;

class SqliteAccounts implements Accounts {
  readonly #db: Database;
  readonly #now: () => number;
  readonly #auth: ReturnType<typeof makeAuth>;
  readonly #admission: AsyncLocalStorage<Admission>;
  readonly #hashing: PasswordHash;
  readonly #devices: Devices;
  readonly #invitations: Invitations;
  readonly #resets: Resets;
  readonly #askings: Askings;
  readonly #signIns: Limit;
  readonly #joins: Limit;
  readonly #asked: Limit;
  readonly #listeners = new Set<(person: string) => void>();

  constructor(
    { db, secret, secureCookies }: AccountsOptions,
    auth: ReturnType<typeof makeAuth>,
    admission: AsyncLocalStorage<Admission>,
    hashing: PasswordHash,
    { now = Date.now, wait }: AccountsEffects,
  ) {
    this.#db = db;
    this.#now = now;
    this.#auth = auth;
    this.#admission = admission;
    this.#hashing = hashing;
    this.#devices = new Devices(secret, secureCookies);
    this.#invitations = new Invitations(db, now);
    this.#resets = new Resets(db, now);
    this.#askings = new Askings(db, now);
    this.#signIns = new Limit(wait);
    this.#joins = new Limit(wait);
    this.#asked = new Limit(wait, ASKINGS);
  }

  async actorOf(headers: IncomingHttpHeaders): Promise<Actor | null> {
    const found = await this.#sessionOf(headers);
    return found && actor(found.user);
  }

  async #sessionOf(headers: IncomingHttpHeaders) {
    const cookie = cookieOf(headers);
    const found = cookie && (await this.#auth.api.getSession({ headers: cookie }));
    return found && !found.user.closed ? found : null;
  }

  async signIn(
    input: { email: string; password: string },
    network: string,
    headers: IncomingHttpHeaders = {},
  ): Promise<SignedIn> {
    const email = emailOf(input.email);
    const begun = await this.#beginFor(email, network, headers);
    if (!begun.ok) return tooOften(begun.retryAfter);
    if (email === null || lengthOf(input.password) > PASSWORD.most) return refuse(401, WRONG);
    const signedIn = await this.#signIn(email, input.password, headers);
    if (signedIn.ok || signedIn.status === 503) await begun.undo();
    return signedIn;
  }

  #beginFor(email: string | null, network: string, headers: IncomingHttpHeaders): Promise<Begun> {
    const account = email === null ? undefined : this.#idOf(email);
    const device = account === undefined ? null : this.#devices.of(headers, account);
    return this.#signIns.begin({ network, email, device });
  }

  #idOf(email: string): string | undefined {
    return this.#db.prepare<[string], string>("SELECT id FROM user WHERE email = ?").pluck().get(email);
  }

  async #signIn(email: string, password: string, headers: IncomingHttpHeaders): Promise<SignedIn> {
    try {
      const about = new Headers({ "user-agent": agentIn(headers) });
      const { headers: given, response } = await this.#auth.api.signInEmail({
        body: { email, password },
        headers: about,
        returnHeaders: true,
      });
      return this.#welcome(actor(response.user), given, headers);
    } catch (error) {
      if (error instanceof Busy) return refuse(503, BUSY, error.retryAfter);
      if (isAPIError(error) && error.statusCode < 500) return refuse(401, WRONG);
      throw error;
    }
  }

  #welcome(who: Actor, given: Headers, headers: IncomingHttpHeaders): SignedIn {
    return { ok: true, actor: who, cookies: [...given.getSetCookie(), this.#devices.cookie(headers, who.id)] };
  }

  async signOut(headers: IncomingHttpHeaders): Promise<string[]> {
    const person = await this.actorOf(headers);
    const ended = await this.#auth.api.signOut({ headers: cookieOf(headers) ?? new Headers(), returnHeaders: true });
    if (person) this.#tell(person.id);
    return ended.headers.getSetCookie();
  }

  invitation(token: string): Promise<Invitation | null> {
    const found = this.#invitations.find(token);
    return Promise.resolve(found.standing === "open" ? found.invitation : null);
  }

  async join(token: string, input: Joining, network: string, headers: IncomingHttpHeaders = {}): Promise<SignedIn> {
    const email = emailOf(input.email);
    const begun = await this.#joins.begin({ network, email });
    if (!begun.ok) return tooOften(begun.retryAfter);
    const found = this.#invitations.find(token);
    if (found.standing !== "open") return refuse(STANDINGS[found.standing].status, STANDINGS[found.standing].message);
    const joined = await this.#joinBy(token, found, input, email, headers);
    if (joined.ok || joined.status === 400 || joined.status === 503) await begun.undo();
    return joined;
  }

  async #joinBy(
    token: string,
    found: Open,
    input: Joining,
    email: string | null,
    headers: IncomingHttpHeaders,
  ): Promise<SignedIn> {
    if (found.invitation.machine && email !== null && this.#idOf(email) !== undefined)
      return this.#takeBack(found, email, input.password, headers);
    const wanted = entrant(input);
    if (typeof wanted === "string") return refuse(400, wanted);
    if (found.email !== null && found.email !== wanted.email)
      return refuse(403, "This invitation is for another e-mail address. Use the one that it was meant for.");
    if (input.agreed === false)
      return refuse(
        400,
        "An account needs your agreement to the licence under which what you write here is published.",
      );
    const alike = this.#lookAlike(wanted.name, null);
    if (alike) return alike;
    return this.#admit(token, wanted, admissionBy(found, input.agreed, this.#now()), headers);
  }

  /** Where two come at once, the table's unique columns let one in; what stopped the other is looked up then. */
  async #admit(
    token: string,
    body: { name: string; email: string; password: string },
    admitted: Admission,
    headers: IncomingHttpHeaders,
  ): Promise<SignedIn> {
    try {
      const about = new Headers({ "user-agent": agentIn(headers) });
      const { headers: given, response } = await this.#admission.run(admitted, () =>
        this.#auth.api.signUpEmail({ body, headers: about, returnHeaders: true }),
      );
      const { id, name } = response.user;
      return this.#welcome({ id, name, role: admitted.role }, given, headers);
    } catch (error) {
      if (error instanceof Busy) return refuse(503, BUSY, error.retryAfter);
      const { standing } = this.#invitations.find(token);
      if (standing !== "open") return refuse(STANDINGS[standing].status, STANDINGS[standing].message);
      if (this.#idOf(body.email) !== undefined) return refuse(409, TAKEN);
      throw error;
    }
  }

  /** A link made on the machine gives an account that is there a new password, and the role of owner. */
  async #takeBack(found: Open, email: string, password: string, headers: IncomingHttpHeaders): Promise<SignedIn> {
    const set = await this.#setPassword(email, password, () => this.#invitations.spend(found.hash), "owner");
    return set.ok ? this.#signIn(email, password, headers) : set;
  }

  /**
   * Sets a password and ends all sessions, if `spend` still finds its link. All that is written is written at once,
   * after the hash: two who use one link can't both succeed.
   */
  async #setPassword(email: string, password: string, spend: () => boolean, role?: Role): Promise<Done> {
    const wrong = wrongPassword(password);
    if (wrong !== null) return refuse(400, wrong);
    const hash = await this.#hashed(password);
    if (hash === null) return refuse(503, BUSY, 5);
    const id = this.#idOf(email);
    const set = this.#db
      .transaction(() => {
        if (id === undefined || !spend()) return false;
        this.#keepPassword(id, hash);
        this.#db.prepare("DELETE FROM session WHERE userId = ?").run(id);
        if (role) this.#db.prepare("UPDATE user SET role = ? WHERE id = ?").run(role, id);
        return true;
      })
      .immediate();
    if (!set || id === undefined) return refuse(STANDINGS.used.status, STANDINGS.used.message);
    this.#tell(id);
    return { ok: true };
  }

  #keepPassword(id: string, hash: string): void {
    this.#db.prepare("UPDATE account SET password = ? WHERE userId = ? AND providerId = 'credential'").run(hash, id);
    this.#resets.drop(id);
  }

  /** Null if too many wait. */
  async #hashed(password: string): Promise<string | null> {
    try {
      return await this.#hashing.hash(password);
    } catch (error) {
      if (error instanceof Busy) return null;
      throw error;
    }
  }

  /** Refuses a name that the eye takes for somebody else's. One that is written the same may be another person's too. */
  #lookAlike(name: string, self: string | null): Refused | null {
    const others = this.#db
      .prepare<[string], string>("SELECT name FROM user WHERE id <> ?")
      .pluck()
      .all(self ?? "");
    if (!others.some((other) => looksLike(name, other) && !isSameName(name, other))) return null;
    return refuse(
      409,
      "This name looks like that of somebody here, but is written with other characters. Write it with the letters of one alphabet, or add to it what tells you apart, such as a middle name.",
    );
  }

  /** @throws Error if `by` is not an owner now: routes ask for the role before they come here. */
  invite(by: Actor, role: Role, terms: Terms = {}): Promise<string> {
    if (!this.#isOwner(by.id)) return Promise.reject(new Error("Accounts.invite: only an owner can invite people."));
    return Promise.resolve(this.#invitations.make(by.id, role, terms));
  }

  #isOwner(id: string): boolean {
    const kept = this.#db.prepare<[string], string>("SELECT role FROM user WHERE id = ?").pluck().get(id);
    return roleOf(kept) === "owner";
  }

  invitations(): Promise<OpenInvitation[]> {
    return Promise.resolve(this.#invitations.open());
  }

  revoke(invitation: string): Promise<boolean> {
    return Promise.resolve(this.#invitations.revoke(invitation));
  }

  ownerToken(): Promise<string | null> {
    return Promise.resolve(this.#invitations.makeForFirstOwner());
  }

  people(): Promise<Account[]> {
    const rows = this.#db
      .prepare<[], Row>(`SELECT ${COLUMNS} FROM user WHERE closed IS NULL ORDER BY createdAt, id`)
      .all();
    return Promise.resolve(rows.map((row) => ({ ...actor(row), email: row.email, since: row.createdAt })));
  }

  setRole(id: string, role: Role): Promise<boolean> {
    const { changes } = this.#db
      .prepare(
        `UPDATE user SET role = :role WHERE id = :id AND closed IS NULL
         AND (role <> 'owner' OR :role = 'owner' OR (SELECT count(*) FROM user WHERE role = 'owner') > 1)`,
      )
      .run({ id, role });
    if (changes === 1) this.#tell(id);
    return Promise.resolve(changes === 1);
  }

  person(id: string): Promise<Actor | null> {
    const row = this.#db.prepare<[string], Row>(`SELECT ${COLUMNS} FROM user WHERE id = ? AND closed IS NULL`).get(id);
    return Promise.resolve(row ? actor(row) : null);
  }

  listen(listener: (person: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(person: string): void {
    for (const listener of this.#listeners) listener(person);
  }

  async names(ids: readonly string[]): Promise<Map<string, string>> {
    return new Map([...(await this.signatures(ids))].map(([id, { name }]) => [id, name]));
  }

  signatures(ids: readonly string[]): Promise<Map<string, Person>> {
    const rows = this.#db
      .prepare<[string], Row>(`SELECT ${COLUMNS} FROM user WHERE id IN (SELECT value FROM json_each(?))`)
      .all(JSON.stringify(ids));
    return Promise.resolve(new Map(rows.map((row) => [row.id, personOf(actor(row))])));
  }

  async own(headers: IncomingHttpHeaders): Promise<OwnAccount | null> {
    const found = await this.#sessionOf(headers);
    if (!found) return null;
    const row = this.#db
      .prepare<[string], Row & { agreedAt: string | null; agreedTo: string | null }>(
        `SELECT ${COLUMNS}, agreedAt, agreedTo FROM user WHERE id = ?`,
      )
      .get(found.user.id);
    if (!row) return null;
    const { id, name, role, parts } = actor(row);
    const agreed = row.agreedAt !== null && row.agreedTo !== null ? { at: row.agreedAt, licence: row.agreedTo } : null;
    const sessions = this.#sessions(id, found.session.token);
    return { id, name, parts: parts ?? null, email: row.email, role, since: row.createdAt, agreed, sessions };
  }

  #sessions(person: string, here: string): Session[] {
    const rows = this.#db
      .prepare<[string], SessionRow>(
        "SELECT id, token, userAgent, createdAt, expiresAt FROM session WHERE userId = ? ORDER BY createdAt DESC, id",
      )
      .all(person);
    return rows
      .filter(({ expiresAt }) => Date.parse(expiresAt) > this.#now())
      .map(({ id, token, userAgent, createdAt, expiresAt }) => ({
        id,
        agent: userAgent ?? "",
        since: createdAt,
        expires: expiresAt,
        here: token === here,
      }));
  }

  rename(id: string, typed: string, typedParts: Record<keyof NameParts, string>): Promise<Done> {
    const read = nameOf(typed);
    if (!read.ok) return Promise.resolve(refuse(400, read.message));
    const parts = partsOf(typedParts);
    if (typeof parts === "string") return Promise.resolve(refuse(400, parts));
    const alike = this.#lookAlike(read.name, id);
    if (alike) return Promise.resolve(alike);
    const { changes } = this.#db
      .prepare("UPDATE user SET name = ?, parts = ? WHERE id = ? AND closed IS NULL")
      .run(read.name, parts && JSON.stringify(parts), id);
    if (changes === 1) this.#tell(id);
    return Promise.resolve(changes === 1 ? { ok: true } : refuse(401, SIGNED_OUT));
  }

  async changeEmail(
    headers: IncomingHttpHeaders,
    { email: typed, password }: { email: string; password: string },
    network: string,
  ): Promise<Done> {
    const email = emailOf(typed);
    if (email === null) return refuse(400, EMAIL_WRONG);
    const proven = await this.#prove(headers, password, network);
    if (!proven.ok) return proven;
    const { id, token } = proven;
    const owner = this.#idOf(email);
    if (owner !== undefined && owner !== id)
      return refuse(409, "Another account here has this e-mail. Nothing was changed.");
    this.#db
      .transaction(() => {
        this.#db.prepare("UPDATE user SET email = ? WHERE id = ?").run(email, id);
        this.#endOthers(id, token);
        this.#resets.drop(id);
      })
      .immediate();
    this.#tell(id);
    return { ok: true };
  }

  async changePassword(
    headers: IncomingHttpHeaders,
    { password, fresh }: { password: string; fresh: string },
    network: string,
  ): Promise<Done> {
    const wrong = wrongPassword(fresh);
    if (wrong !== null) return refuse(400, wrong);
    const proven = await this.#prove(headers, password, network);
    if (!proven.ok) return proven;
    const hash = await this.#hashed(fresh);
    if (hash === null) return refuse(503, BUSY, 5);
    const { id, token } = proven;
    this.#db
      .transaction(() => {
        this.#keepPassword(id, hash);
        this.#endOthers(id, token);
      })
      .immediate();
    this.#tell(id);
    return { ok: true };
  }

  #endOthers(person: string, here: string): void {
    this.#db.prepare("DELETE FROM session WHERE userId = ? AND token <> ?").run(person, here);
  }

  /** Whose session it is, if they also know the password. */
  async #prove(
    headers: IncomingHttpHeaders,
    password: string,
    network: string,
  ): Promise<{ ok: true; id: string; token: string } | Refused> {
    const found = await this.#sessionOf(headers);
    if (!found) return refuse(401, SIGNED_OUT);
    const { id, email } = found.user;
    const begun = await this.#beginFor(email, network, headers);
    if (!begun.ok) return tooOften(begun.retryAfter);
    const right = await this.#isPassword(id, password);
    if (right === true) {
      await begun.undo();
      return { ok: true, id, token: found.session.token };
    }
    if (right === null) await begun.undo();
    return right === null
      ? refuse(503, BUSY, 5)
      : refuse(403, "The current password is not right. Nothing was changed.");
  }

  /** Null if too many wait. */
  async #isPassword(id: string, password: string): Promise<boolean | null> {
    if (lengthOf(password) > PASSWORD.most) return false;
    const kept = this.#db
      .prepare<[string], string | null>("SELECT password FROM account WHERE userId = ? AND providerId = 'credential'")
      .pluck()
      .get(id);
    if (!kept) return false;
    try {
      return await this.#hashing.verify({ hash: kept, password });
    } catch (error) {
      if (error instanceof Busy) return null;
      throw error;
    }
  }

  async endSessions(headers: IncomingHttpHeaders, session: string | null): Promise<Done> {
    const found = await this.#sessionOf(headers);
    if (!found) return refuse(401, SIGNED_OUT);
    const { id } = found.user;
    if (session === null) this.#endOthers(id, found.session.token);
    else this.#db.prepare("DELETE FROM session WHERE id = ? AND userId = ?").run(session, id);
    this.#tell(id);
    return { ok: true };
  }

  async leave(headers: IncomingHttpHeaders, password: string, network: string): Promise<Done> {
    const proven = await this.#prove(headers, password, network);
    return proven.ok ? this.close(proven.id) : proven;
  }

  close(id: string): Promise<Done> {
    const done = this.#db.transaction(() => this.#close(id)).immediate();
    if (done.ok) this.#tell(id);
    return Promise.resolve(done);
  }

  #close(id: string): Done {
    const role = this.#db
      .prepare<[string], string>("SELECT role FROM user WHERE id = ? AND closed IS NULL")
      .pluck()
      .get(id);
    if (role === undefined) return refuse(404, "There is no such account, or it is closed already.");
    const owners = this.#db.prepare<[], number>("SELECT count(*) FROM user WHERE role = 'owner'").pluck().get()!;
    if (role === "owner" && owners === 1) return refuse(409, LAST_OWNER);
    this.#db
      .prepare("UPDATE user SET email = 'closed:' || id, role = 'reader', closed = ? WHERE id = ?")
      .run(new Date(this.#now()).toISOString(), id);
    for (const table of ["session", "account"]) this.#db.prepare(`DELETE FROM ${table} WHERE userId = ?`).run(id);
    this.#resets.drop(id);
    return { ok: true };
  }

  /** @throws Error if `by` is not an owner now. */
  async resetLink(by: Actor, person: string): Promise<string | null> {
    if (!this.#isOwner(by.id)) throw new Error("Accounts.resetLink: only an owner can make one.");
    return (await this.person(person)) && this.#resets.make(by.id, person);
  }

  resetting(token: string): Promise<{ name: string; expires: string } | null> {
    const found = this.#resets.find(token);
    return Promise.resolve(found && { name: found.name, expires: new Date(found.expires).toISOString() });
  }

  async reset(token: string, password: string, network: string, headers: IncomingHttpHeaders = {}): Promise<SignedIn> {
    const begun = await this.#joins.begin({ network, email: null });
    if (!begun.ok) return tooOften(begun.retryAfter);
    const found = this.#resets.find(token);
    if (!found) return refuse(STANDINGS.expired.status, STANDINGS.expired.message);
    const set = await this.#setPassword(found.email, password, () => this.#resets.spend(found.hash));
    if (set.ok || set.status !== 410) await begun.undo();
    return set.ok ? this.#signIn(found.email, password, headers) : set;
  }

  async ask({ name, email: typed, why }: { name: string; email: string; why: string }, network: string): Promise<Done> {
    const read = nameOf(name);
    if (!read.ok) return refuse(400, read.message);
    const email = emailOf(typed);
    if (email === null) return refuse(400, EMAIL_WRONG);
    const said = why.trim();
    if (lengthOf(said) < WHY.least) return refuse(400, "Say in a sentence why you would like to take part.");
    if (said.length > WHY.most) return refuse(400, `Say it in at most ${WHY.most} characters, please.`);
    const begun = await this.#asked.begin({ network, email: null });
    if (!begun.ok) return tooOften(begun.retryAfter);
    if (this.#askings.add({ name: read.name, email, why: said })) return { ok: true };
    return refuse(503, "More people ask than the owners have read. Please ask again in a few days.", DAY);
  }

  askings(): Promise<Asking[]> {
    return Promise.resolve(this.#askings.all());
  }

  putAway(asking: string): Promise<boolean> {
    return Promise.resolve(this.#askings.putAway(asking));
  }
}

const COLUMNS = "id, name, email, role, parts, createdAt";

function admissionBy({ hash, invitation }: Open, agreed: Joining["agreed"], now: number): Admission {
  const agreement = agreed
    ? { agreedAt: new Date(now).toISOString(), agreedTo: agreed }
    : { agreedAt: null, agreedTo: null };
  return { role: invitation.role, invitation: hash, ...agreement };
}

interface Kept {
  id: string;
  name: string;
  role?: unknown;
  parts?: unknown;
}

function actor({ id, name, role, parts }: Kept): Actor {
  const own = typeof parts === "string" ? { parts: JSON.parse(parts) as NameParts } : {};
  return { id, name, role: roleOf(role), ...own };
}

/** What the browser says of itself, as far as a list of sessions needs it. */
function agentIn(headers: IncomingHttpHeaders): string {
  return (headers["user-agent"] ?? "").replaceAll(/[^\x20-\x7e]/g, "").slice(0, AGENT_MOST);
}

/** The cookies alone: nothing else of a request concerns the session. Null if there are none, or none that can be read. */
function cookieOf({ cookie }: IncomingHttpHeaders): Headers | null {
  if (!cookie || !/^[\t\x20-\x7e\x80-\xff]*$/.test(cookie)) return null;
  return new Headers({ cookie });
}
