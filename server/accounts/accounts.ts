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
import type { Actor, Role } from "../../translations/ledger/roles.ts";
import type { Account, Accounts, Invitation, SignedIn } from "./contract.ts";
import { emailOf, entrant, lengthOf, PASSWORD, type Entrant } from "./entrant.ts";
import { Invitations, roleOf } from "./invitations.ts";
import { Limit } from "./limits.ts";

const DAY = 24 * 60 * 60;
const SESSION_DAYS = 30;

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

/** What an account is made with beside what its person typed. */
interface Admission {
  role: Role;
  /** Hash of the invitation's token. */
  invitation: string;
}

/** Opens the accounts in `db` and brings their tables up to date. `now` is milliseconds since 1970. */
export async function openAccounts(options: AccountsOptions, now: () => number = Date.now): Promise<Accounts> {
  const admission = new AsyncLocalStorage<Admission>();
  const auth = makeAuth(options, admission);
  await (await getMigrations(auth.options)).runMigrations();
  forgetHalfMade(options.db);
  return new SqliteAccounts(options.db, auth, admission, new Invitations(options.db, now));
}

function makeAuth({ db, secret, baseUrl, secureCookies }: AccountsOptions, admission: AsyncLocalStorage<Admission>) {
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
    },
    session: { expiresIn: SESSION_DAYS * DAY, disableSessionRefresh: true, cookieCache: { enabled: false } },
    user: {
      additionalFields: {
        role: { type: "string", required: true, input: false, defaultValue: "reader" },
        invitation: { type: "string", required: false, input: false, returned: false, unique: true },
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
  db.exec("DELETE FROM user WHERE id NOT IN (SELECT userId FROM account)");
}

const WRONG = "That e-mail and password do not go together. Check both and try again.";
const TOO_OFTEN = "That was too many tries. Please wait a quarter of an hour, then try again.";
const STANDINGS = {
  unknown: { status: 404, message: "This is not a link we know. Ask an owner of this workbench for a new one." },
  used: {
    status: 410,
    message: "This link has been used already. If it was you, sign in; otherwise ask for a new one.",
  },
  expired: { status: 410, message: "This link no longer works. Ask an owner of this workbench for a new one." },
} as const;

type Refused = Extract<SignedIn, { ok: false }>;

function refuse(status: Refused["status"], message: string): Refused {
  return { ok: false, status, message };
}

interface Row {
  id: string;
  name: string;
  email: string;
  role: string;
  createdAt: string;
}

class SqliteAccounts implements Accounts {
  readonly #db: Database;
  readonly #auth: ReturnType<typeof makeAuth>;
  readonly #admission: AsyncLocalStorage<Admission>;
  readonly #invitations: Invitations;
  readonly #signIns = new Limit();
  readonly #joins = new Limit();
  readonly #listeners = new Set<(person: string) => void>();

  constructor(
    db: Database,
    auth: ReturnType<typeof makeAuth>,
    admission: AsyncLocalStorage<Admission>,
    invitations: Invitations,
  ) {
    this.#db = db;
    this.#auth = auth;
    this.#admission = admission;
    this.#invitations = invitations;
  }

  async actorOf(headers: IncomingHttpHeaders): Promise<Actor | null> {
    const cookie = cookieOf(headers);
    if (!cookie) return null;
    const found = await this.#auth.api.getSession({ headers: cookie });
    return found && actor(found.user);
  }

  async signIn(input: { email: string; password: string }, address: string): Promise<SignedIn> {
    const email = emailOf(input.email);
    if (!(await this.#signIns.begin(address, email))) return refuse(429, TOO_OFTEN);
    if (email === null || lengthOf(input.password) > PASSWORD.most) return refuse(401, WRONG);
    try {
      const body = { email, password: input.password };
      const { headers, response } = await this.#auth.api.signInEmail({ body, returnHeaders: true });
      await this.#signIns.undo(address, email);
      return { ok: true, actor: actor(response.user), cookies: headers.getSetCookie() };
    } catch (error) {
      if (isAPIError(error) && error.statusCode < 500) return refuse(401, WRONG);
      throw error;
    }
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

  async join(token: string, input: Entrant, address: string): Promise<SignedIn> {
    const email = emailOf(input.email);
    if (!(await this.#joins.begin(address, email))) return refuse(429, TOO_OFTEN);
    const found = this.#invitations.find(token);
    if (found.standing !== "open") return refuse(STANDINGS[found.standing].status, STANDINGS[found.standing].message);
    const wanted = entrant(input);
    const joined =
      typeof wanted === "string"
        ? refuse(400, wanted)
        : await this.#admit(token, wanted, { role: found.invitation.role, invitation: found.hash });
    if (joined.ok || joined.status === 400) await this.#joins.undo(address, email);
    return joined;
  }

  /** Where two come at once, the table's unique columns let one in; what stopped the other is looked up then. */
  async #admit(token: string, body: Entrant, admitted: Admission): Promise<SignedIn> {
    try {
      const { headers, response } = await this.#admission.run(admitted, () =>
        this.#auth.api.signUpEmail({ body, returnHeaders: true }),
      );
      const { id, name } = response.user;
      return { ok: true, actor: { id, name, role: admitted.role }, cookies: headers.getSetCookie() };
    } catch (error) {
      const { standing } = this.#invitations.find(token);
      if (standing !== "open") return refuse(STANDINGS[standing].status, STANDINGS[standing].message);
      if (this.#isTaken(body.email))
        return refuse(409, "There is an account with this e-mail already. Sign in with it.");
      throw error;
    }
  }

  #isTaken(email: string): boolean {
    return this.#db.prepare("SELECT 1 FROM user WHERE email = ?").get(email) !== undefined;
  }

  /** @throws Error if `by` is not an owner now: routes ask for the role before they come here. */
  invite(by: Actor, role: Role): Promise<string> {
    const kept = this.#db.prepare<[string], { role: string }>("SELECT role FROM user WHERE id = ?").get(by.id);
    if (roleOf(kept?.role) !== "owner")
      return Promise.reject(new Error("Accounts.invite: only an owner can invite people."));
    return Promise.resolve(this.#invitations.make(by.id, role));
  }

  ownerToken(): Promise<string | null> {
    return Promise.resolve(this.#invitations.makeForFirstOwner());
  }

  people(): Promise<Account[]> {
    const rows = this.#db
      .prepare<[], Row>("SELECT id, name, email, role, createdAt FROM user ORDER BY createdAt, id")
      .all();
    return Promise.resolve(rows.map((row) => ({ ...actor(row), email: row.email, since: row.createdAt })));
  }

  setRole(id: string, role: Role): Promise<boolean> {
    const { changes } = this.#db
      .prepare(
        `UPDATE user SET role = :role WHERE id = :id
         AND (role <> 'owner' OR :role = 'owner' OR (SELECT count(*) FROM user WHERE role = 'owner') > 1)`,
      )
      .run({ id, role });
    if (changes === 1) this.#tell(id);
    return Promise.resolve(changes === 1);
  }

  person(id: string): Promise<Actor | null> {
    const row = this.#db
      .prepare<[string], Pick<Row, "id" | "name" | "role">>("SELECT id, name, role FROM user WHERE id = ?")
      .get(id);
    return Promise.resolve(row ? actor(row) : null);
  }

  listen(listener: (person: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(person: string): void {
    for (const listener of this.#listeners) listener(person);
  }

  names(ids: readonly string[]): Promise<Map<string, string>> {
    const rows = this.#db
      .prepare<[string], Pick<Row, "id" | "name">>(
        "SELECT id, name FROM user WHERE id IN (SELECT value FROM json_each(?))",
      )
      .all(JSON.stringify(ids));
    return Promise.resolve(new Map(rows.map(({ id, name }) => [id, name])));
  }
}

function actor({ id, name, role }: { id: string; name: string; role?: unknown }): Actor {
  return { id, name, role: roleOf(role) };
}

/** The cookies alone: nothing else of a request concerns the session. Null if there are none, or none that can be read. */
function cookieOf({ cookie }: IncomingHttpHeaders): Headers | null {
  if (!cookie || !/^[\t\x20-\x7e\x80-\xff]*$/.test(cookie)) return null;
  return new Headers({ cookie });
}
