/**
 * Accounts on SQLite, with better-auth keeping passwords and sessions. Only its server API is used: its HTTP routes
 * are not mounted, and its hook refuses every account that does not come from an invitation.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import type { IncomingHttpHeaders } from "node:http";
import { isAPIError } from "better-auth/api";
import { getMigrations } from "better-auth/db/migration";
import type { Database } from "better-sqlite3";
import type { OpenInvitation } from "../../editor/people/people.ts";
import { personOf, type Actor, type Role } from "../../translations/ledger/roles.ts";
import type { Person } from "../../translations/notes/note.ts";
import { WHY } from "../../translations/people/limits.ts";
import { Askings } from "./askings.ts";
import { FeedAddresses } from "./feed-addresses.ts";
import { Following, type Said } from "./following.ts";
import { MailBeside } from "./mail.ts";
import { LookedThrough, type Looked } from "./looked.ts";
import { RequestsBeside } from "./requests.ts";
import { forgetHalfMade, makeAuth, type Admission, type Auth, type AuthOptions } from "./auth.ts";
import type {
  Account,
  Accounts,
  Asking,
  Done,
  ByToken,
  Invitation,
  Joining,
  Made,
  OwnAccount,
  SignedIn,
  Terms,
} from "./contract.ts";
import { Devices } from "./device.ts";
import { emailOf, entrant, lengthOf, nameOf, PASSWORD, wrongPassword } from "./entrant.ts";
import { Busy, Hashing, type PasswordHash } from "./hashing.ts";
import { Invitations, roleOf, type Found } from "./invitations.ts";
import { Limit, type Begun } from "./limits.ts";
import { lookAlike } from "./look-alike.ts";
import { OwnAccounts } from "./own.ts";
import { Passwords } from "./passwords.ts";
import { refuse, refuseLink, tooOften } from "./refusals.ts";
import { Resets } from "./resets.ts";
import { SeenMentions } from "./seen-mentions.ts";
import { actor, agentIn, bringsSession, COLUMNS, cookieOf, type Row } from "./rows.ts";
import { Tokens } from "./tokens.ts";

export type { Account, Accounts, ByToken, Done, OwnAccount, Refused, SignedIn } from "./contract.ts";
export { emailOf } from "./entrant.ts";
export { MOST_OPEN } from "./requests.ts";
export { Invitations } from "./invitations.ts";
export { MOST_FOLLOWED } from "./following.ts";
export type { Mailed } from "./mail.ts";
export type { KeptNotice } from "./notices.ts";
export { Limit } from "./limits.ts";
export { keepSecret } from "./secret.ts";

/** How soon to ask again where the owners have not read: a day, in seconds. */
const DAY = 24 * 60 * 60;
/** Requests to take part from one network within an hour. */
const ASKINGS = { byNetwork: 10, byEmailThere: 10, seconds: 60 * 60, mayWait: 0 } as const;

/** Wrong tokens from one network within a quarter of an hour. A right one is never held up by them. */
const WRONG_TOKENS = { byNetwork: 50, byEmailThere: 50, seconds: 15 * 60, mayWait: 0 } as const;

/** The world around; others for tests. */
export interface AccountsEffects {
  /** Milliseconds since 1970. */
  now?: () => number;
  /** Lets so many milliseconds go by. */
  wait?: (milliseconds: number) => Promise<unknown>;
  hash?: PasswordHash;
}

/** Opens the accounts in `db` and brings their tables up to date. */
export async function openAccounts(options: AuthOptions, effects: AccountsEffects = {}): Promise<Accounts> {
  const admission = new AsyncLocalStorage<Admission>();
  const hashing = new Hashing(effects.hash);
  const auth = makeAuth(options, admission, hashing);
  await (await getMigrations(auth.options)).runMigrations();
  forgetHalfMade(options.db);
  return new SqliteAccounts(options, auth, admission, hashing, effects);
}

type Open = Extract<Found, { standing: "open" }>;

class SqliteAccounts implements Accounts {
  readonly #db: Database;
  readonly #now: () => number;
  readonly #auth: Auth;
  readonly #admission: AsyncLocalStorage<Admission>;
  readonly #passwords: Passwords;
  readonly #own: OwnAccounts;
  readonly #devices: Devices;
  readonly #invitations: Invitations;
  readonly #resets: Resets;
  readonly #tokens: Tokens;
  readonly #askings: Askings;
  readonly #looked: LookedThrough;
  readonly requests: RequestsBeside;
  readonly #following: Following;
  readonly mail: MailBeside;
  readonly #feeds: FeedAddresses;
  readonly #seenMentions: SeenMentions;
  readonly #signIns: Limit;
  readonly #joins: Limit;
  readonly #asked: Limit;
  readonly #wrongTokens: Limit;
  readonly #listeners = new Set<(person: string) => void>();

  constructor(
    { db, secret, secureCookies }: AuthOptions,
    auth: Auth,
    admission: AsyncLocalStorage<Admission>,
    hashing: PasswordHash,
    { now = Date.now, wait }: AccountsEffects,
  ) {
    this.#db = db;
    this.#now = now;
    this.#auth = auth;
    this.#admission = admission;
    this.#devices = new Devices(secret, secureCookies);
    this.#invitations = new Invitations(db, now);
    this.#resets = new Resets(db, now);
    this.#tokens = new Tokens(db, now);
    this.requests = new RequestsBeside(db, now);
    this.#feeds = new FeedAddresses(db, now);
    this.#passwords = new Passwords(db, hashing, [this.#resets, this.#tokens, this.#feeds]);
    this.#own = new OwnAccounts(db, this.#passwords, this.#resets, this.#tokens, this.#feeds, {
      now,
      sessionOf: (headers) => this.#sessionOf(headers),
      begin: (...of) => this.#beginFor(...of),
      idOf: (email) => this.#idOf(email),
      tell: (person) => this.#tell(person),
      drop: (person) => {
        for (const beside of [this.requests, this.#looked, this.#following, this.#seenMentions, this.mail])
          beside.drop(person);
      },
    });
    this.#askings = new Askings(db, now);
    this.#looked = new LookedThrough(db, now);
    this.#following = new Following(db);
    this.#seenMentions = new SeenMentions(db);
    this.mail = new MailBeside(db, this.requests.notices);
    this.#signIns = new Limit(wait);
    this.#joins = new Limit(wait);
    this.#asked = new Limit(wait, ASKINGS);
    this.#wrongTokens = new Limit(wait, WRONG_TOKENS);
  }

  async actorOf(headers: IncomingHttpHeaders): Promise<Actor | null> {
    const found = await this.#sessionOf(headers);
    return found && actor(found.user);
  }

  bringsSession(headers: IncomingHttpHeaders): boolean {
    return bringsSession(headers);
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
    if (email === null || lengthOf(input.password) > PASSWORD.most) return refuse(401, "email-and-password");
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
      if (error instanceof Busy) return refuse(503, "busy", error.retryAfter);
      if (isAPIError(error) && error.statusCode < 500) return refuse(401, "email-and-password");
      throw error;
    }
  }

  #welcome(who: Actor, given: Headers, headers: IncomingHttpHeaders): SignedIn {
    return { ok: true, actor: who, cookies: [...given.getSetCookie(), this.#devices.cookie(headers, who.id)] };
  }

  async signOut(headers: IncomingHttpHeaders): Promise<string[]> {
    const found = await this.#sessionOf(headers);
    // better-auth would say so too where nothing can be written, and the session went on.
    if (found) this.#db.prepare("DELETE FROM session WHERE token = ?").run(found.session.token);
    const ended = await this.#auth.api.signOut({ headers: cookieOf(headers) ?? new Headers(), returnHeaders: true });
    if (found) this.#tell(found.user.id);
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
    if (found.standing !== "open") return refuseLink(found.standing);
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
    const read = entrant(input);
    if (!read.ok) return refuse(400, read.refusal);
    const wanted = read.entrant;
    if (found.email !== null && found.email !== wanted.email) return refuse(403, "email-not-invited");
    if (input.agreed === false) return refuse(400, "not-agreed");
    const alike = lookAlike(this.#db, wanted.name, null);
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
      if (error instanceof Busy) return refuse(503, "busy", error.retryAfter);
      const { standing } = this.#invitations.find(token);
      if (standing !== "open") return refuseLink(standing);
      if (this.#idOf(body.email) !== undefined) return refuse(409, "email-taken");
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
    const hash = await this.#passwords.hash(password);
    if (hash === null) return refuse(503, "busy", 5);
    const id = this.#idOf(email);
    const set = this.#db
      .transaction(() => {
        if (id === undefined || !spend()) return false;
        this.#passwords.keep(id, hash);
        this.#db.prepare("DELETE FROM session WHERE userId = ?").run(id);
        if (role) this.#db.prepare("UPDATE user SET role = ? WHERE id = ?").run(role, id);
        return true;
      })
      .immediate();
    if (!set || id === undefined) return refuseLink("used");
    this.#tell(id);
    return { ok: true };
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

  census(): string {
    const { made, closed, last, decide } = this.#db
      .prepare<[], Record<"made" | "closed" | "last" | "decide", unknown>>(
        `SELECT count(*) AS made, count(closed) AS closed, max(createdAt) AS last, (SELECT group_concat(id) FROM
           (SELECT id FROM user WHERE role IN ('reviewer', 'owner') AND closed IS NULL ORDER BY id)) AS decide FROM user`,
      )
      .get()!;
    return `${String(made)} ${String(closed)} ${String(last)} ${String(decide)}`;
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

  own(headers: IncomingHttpHeaders): Promise<OwnAccount | null> {
    return this.#own.look(headers);
  }

  rename(...of: Parameters<Accounts["rename"]>): Promise<Done> {
    return this.#own.rename(...of);
  }

  changeEmail(...of: Parameters<Accounts["changeEmail"]>): Promise<Done> {
    return this.#own.changeEmail(...of);
  }

  changePassword(...of: Parameters<Accounts["changePassword"]>): Promise<Done> {
    return this.#own.changePassword(...of);
  }

  endSessions(...of: Parameters<Accounts["endSessions"]>): Promise<Done> {
    return this.#own.endSessions(...of);
  }

  makeToken(...of: Parameters<Accounts["makeToken"]>): Promise<Made> {
    return this.#own.makeToken(...of);
  }

  revokeToken(...of: Parameters<Accounts["revokeToken"]>): Promise<Done> {
    return this.#own.revokeToken(...of);
  }

  async byToken(token: string, network: string): Promise<ByToken> {
    const found = this.#tokens.find(token);
    if (typeof found === "object") return { ok: true, ...found };
    const begun = await this.#wrongTokens.begin({ network, email: null });
    return begun.ok ? refuse(401, `token-${found}`) : tooOften(begun.retryAfter);
  }

  leave(...of: Parameters<Accounts["leave"]>): Promise<Done> {
    return this.#own.leave(...of);
  }

  close(id: string): Promise<Done> {
    return this.#own.close(id);
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
    if (!found) return refuseLink("expired");
    const set = await this.#setPassword(found.email, password, () => this.#resets.spend(found.hash));
    if (set.ok || set.status !== 410) await begun.undo();
    return set.ok ? this.#signIn(found.email, password, headers) : set;
  }

  async ask({ name, email: typed, why }: { name: string; email: string; why: string }, network: string): Promise<Done> {
    const read = nameOf(name);
    if (!read.ok) return refuse(400, read.refusal);
    const email = emailOf(typed);
    if (email === null) return refuse(400, "email-wrong");
    const said = why.trim();
    if (lengthOf(said) < WHY.least) return refuse(400, "reason-missing");
    if (said.length > WHY.most) return refuse(400, { code: "reason-long", most: WHY.most });
    const begun = await this.#asked.begin({ network, email: null });
    if (!begun.ok) return tooOften(begun.retryAfter);
    if (this.#askings.add({ name: read.name, email, why: said })) return { ok: true };
    return refuse(503, "many-ask", DAY);
  }

  lookedThrough(person: string, work: string): Promise<Looked | null> {
    return Promise.resolve(this.#looked.in(person, work));
  }

  lookThrough(person: string, work: string, number: number): Promise<void> {
    return Promise.resolve(this.#looked.say(person, work, number));
  }

  makeFeed(person: string): Promise<string> {
    return Promise.resolve(this.#feeds.make(person));
  }

  endFeed(person: string): Promise<void> {
    return Promise.resolve(this.#feeds.drop(person));
  }

  feedReader(token: string): Promise<Actor | null> {
    return Promise.resolve(this.#feeds.find(token));
  }

  follows(person: string): Promise<Said[]> {
    return Promise.resolve(this.#following.of(person));
  }

  follow(person: string, said: Said): Promise<boolean> {
    return Promise.resolve(this.#following.say(person, said));
  }

  newsSeen(person: string): Promise<number> {
    return Promise.resolve(this.#following.seen(person));
  }

  newsStamp(person: string): Promise<string> {
    return Promise.resolve(
      `${this.#following.seen(person)} ${this.#seenMentions.count(person)} ${this.requests.notices.stamp(person)}`,
    );
  }

  seeNews(person: string, number: number): Promise<void> {
    return Promise.resolve(this.#following.see(person, number));
  }

  beginNews(number: number): Promise<void> {
    return Promise.resolve(this.#following.begin(number));
  }

  seenMentions(person: string, records: readonly number[]): Promise<ReadonlySet<number>> {
    return Promise.resolve(this.#seenMentions.among(person, records));
  }

  seeMentions(person: string, records: readonly number[]): Promise<void> {
    return Promise.resolve(this.#seenMentions.say(person, records));
  }

  askings(): Promise<Asking[]> {
    return Promise.resolve(this.#askings.all());
  }

  putAway(asking: string): Promise<boolean> {
    return Promise.resolve(this.#askings.putAway(asking));
  }
}

function admissionBy({ hash, invitation }: Open, agreed: Joining["agreed"], now: number): Admission {
  const agreement = agreed
    ? { agreedAt: new Date(now).toISOString(), agreedTo: agreed }
    : { agreedAt: null, agreedTo: null };
  return { role: invitation.role, invitation: hash, ...agreement };
}
