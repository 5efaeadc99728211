/** What people do with their own accounts: look at them, change them, end their sessions, leave. */
import type { IncomingHttpHeaders } from "node:http";
import type { Database } from "better-sqlite3";
import { isWorkId } from "../../translations/ledger/work.ts";
import type { NameParts } from "../../translations/notes/note.ts";
import { TOKEN_LIMITS, type TokenWanted } from "../../translations/people/tokens.ts";
import { isInvisible, plainly } from "../../translations/text/well-formed.ts";
import type { Auth } from "./auth.ts";
import type { Done, Made, OwnAccount, Refused, Session } from "./contract.ts";
import type { FeedAddresses } from "./feed-addresses.ts";
import { emailOf, nameOf, partsOf, wrongPassword } from "./entrant.ts";
import type { Begun } from "./limits.ts";
import { lookAlike } from "./look-alike.ts";
import type { Passwords } from "./passwords.ts";
import { refuse, tooOften } from "./refusals.ts";
import type { Resets } from "./resets.ts";
import { actor, COLUMNS, type Row, type SessionRow } from "./rows.ts";
import type { Tokens } from "./tokens.ts";

/** What is around an account of one's own. */
export interface AroundOwn {
  now: () => number;
  sessionOf: (headers: IncomingHttpHeaders) => Promise<Awaited<ReturnType<Auth["api"]["getSession"]>>>;
  /** Begins a try at a password. */
  begin: (email: string | null, network: string, headers: IncomingHttpHeaders) => Promise<Begun>;
  /** The id of whose e-mail it is. */
  idOf: (email: string) => string | undefined;
  /** Tells that something of a person changed. */
  tell: (person: string) => void;
  /** Ends what else is kept of somebody whose account is closed. */
  drop: (person: string) => void;
}

export class OwnAccounts {
  readonly #db: Database;
  readonly #passwords: Passwords;
  readonly #resets: Resets;
  readonly #tokens: Tokens;
  readonly #feeds: FeedAddresses;
  readonly #world: AroundOwn;

  constructor(
    db: Database,
    passwords: Passwords,
    resets: Resets,
    tokens: Tokens,
    feeds: FeedAddresses,
    world: AroundOwn,
  ) {
    this.#db = db;
    this.#passwords = passwords;
    this.#resets = resets;
    this.#tokens = tokens;
    this.#feeds = feeds;
    this.#world = world;
  }

  async look(headers: IncomingHttpHeaders): Promise<OwnAccount | null> {
    const found = await this.#world.sessionOf(headers);
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
    const [tokens, feed] = [this.#tokens.of(id), this.#feeds.made(id)];
    const { email, createdAt: since } = row;
    return { id, name, parts: parts ?? null, email, role, since, agreed, sessions, tokens, feed };
  }

  #sessions(person: string, here: string): Session[] {
    const rows = this.#db
      .prepare<[string], SessionRow>(
        "SELECT id, token, userAgent, createdAt, expiresAt FROM session WHERE userId = ? ORDER BY createdAt DESC, id",
      )
      .all(person);
    return rows
      .filter(({ expiresAt }) => Date.parse(expiresAt) > this.#world.now())
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
    if (!read.ok) return Promise.resolve(refuse(400, read.refusal));
    const readParts = partsOf(typedParts);
    if (!readParts.ok) return Promise.resolve(refuse(400, readParts.refusal));
    const { parts } = readParts;
    const alike = lookAlike(this.#db, read.name, id);
    if (alike) return Promise.resolve(alike);
    const { changes } = this.#db
      .prepare("UPDATE user SET name = ?, parts = ? WHERE id = ? AND closed IS NULL")
      .run(read.name, parts && JSON.stringify(parts), id);
    if (changes === 1) this.#world.tell(id);
    return Promise.resolve(changes === 1 ? { ok: true } : refuse(401, "signed-out"));
  }

  async changeEmail(
    headers: IncomingHttpHeaders,
    { email: typed, password }: { email: string; password: string },
    network: string,
  ): Promise<Done> {
    const email = emailOf(typed);
    if (email === null) return refuse(400, "email-wrong");
    const proven = await this.#prove(headers, password, network);
    if (!proven.ok) return proven;
    const { id, token } = proven;
    const owner = this.#world.idOf(email);
    if (owner !== undefined && owner !== id) return refuse(409, "email-of-another");
    this.#db
      .transaction(() => {
        this.#db.prepare("UPDATE user SET email = ? WHERE id = ?").run(email, id);
        this.#endOthers(id, token);
        this.#resets.drop(id);
      })
      .immediate();
    this.#world.tell(id);
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
    const hash = await this.#passwords.hash(fresh);
    if (hash === null) return refuse(503, "busy", 5);
    const { id, token } = proven;
    this.#db
      .transaction(() => {
        this.#passwords.keep(id, hash);
        this.#endOthers(id, token);
      })
      .immediate();
    this.#world.tell(id);
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
    const found = await this.#world.sessionOf(headers);
    if (!found) return refuse(401, "signed-out");
    const { id, email } = found.user;
    const begun = await this.#world.begin(email, network, headers);
    if (!begun.ok) return tooOften(begun.retryAfter);
    const right = await this.#passwords.isOf(id, password);
    if (right === true) {
      await begun.undo();
      return { ok: true, id, token: found.session.token };
    }
    if (right === null) await begun.undo();
    return right === null ? refuse(503, "busy", 5) : refuse(403, "current-password");
  }

  async endSessions(headers: IncomingHttpHeaders, session: string | null): Promise<Done> {
    const found = await this.#world.sessionOf(headers);
    if (!found) return refuse(401, "signed-out");
    const { id } = found.user;
    if (session === null) this.#endOthers(id, found.session.token);
    else this.#db.prepare("DELETE FROM session WHERE id = ? AND userId = ?").run(session, id);
    this.#world.tell(id);
    return { ok: true };
  }

  async makeToken(
    headers: IncomingHttpHeaders,
    { password, ...wanted }: TokenWanted & { password: string },
    network: string,
  ): Promise<Made> {
    const name = plainly(wanted.name);
    if (isInvisible(name) || name.length > TOKEN_LIMITS.name) return refuse(400, "token-name");
    if (wanted.work !== null && !isWorkId(wanted.work)) return refuse(400, "token-work");
    const proven = await this.#prove(headers, password, network);
    if (!proven.ok) return proven;
    const token = this.#tokens.make(proven.id, { ...wanted, name });
    return token === null ? refuse(409, { code: "many-tokens", most: TOKEN_LIMITS.each }) : { ok: true, token };
  }

  async revokeToken(headers: IncomingHttpHeaders, token: string): Promise<Done> {
    const found = await this.#world.sessionOf(headers);
    if (!found) return refuse(401, "signed-out");
    this.#tokens.revoke(found.user.id, token);
    return { ok: true };
  }

  async leave(headers: IncomingHttpHeaders, password: string, network: string): Promise<Done> {
    const proven = await this.#prove(headers, password, network);
    return proven.ok ? this.close(proven.id) : proven;
  }

  close(id: string): Promise<Done> {
    const done = this.#db.transaction(() => this.#close(id)).immediate();
    if (done.ok) this.#world.tell(id);
    return Promise.resolve(done);
  }

  #close(id: string): Done {
    const role = this.#db
      .prepare<[string], string>("SELECT role FROM user WHERE id = ? AND closed IS NULL")
      .pluck()
      .get(id);
    if (role === undefined) return refuse(404, "unknown-account");
    const owners = this.#db.prepare<[], number>("SELECT count(*) FROM user WHERE role = 'owner'").pluck().get()!;
    if (role === "owner" && owners === 1) return refuse(409, "last-owner");
    this.#db
      .prepare("UPDATE user SET email = 'closed:' || id, role = 'reader', closed = ? WHERE id = ?")
      .run(new Date(this.#world.now()).toISOString(), id);
    for (const table of [
      "session",
      "account",
      "looked",
      "following",
      "news_seen",
      "seen_mention",
      "mail_wish",
      "mailed",
    ])
      this.#db.prepare(`DELETE FROM ${table} WHERE userId = ?`).run(id);
    this.#resets.drop(id);
    this.#tokens.drop(id);
    this.#world.drop(id);
    this.#feeds.drop(id);
    return { ok: true };
  }
}
