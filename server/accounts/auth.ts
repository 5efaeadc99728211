/** better-auth as accounts use it: passwords and sessions, no routes, and no account but by an admission. */
import type { AsyncLocalStorage } from "node:async_hooks";
import { betterAuth } from "better-auth";
import type { Database } from "better-sqlite3";
import { SqliteDialect } from "kysely";
import type { Role } from "../../translations/ledger/roles.ts";
import { PASSWORD } from "./entrant.ts";
import type { PasswordHash } from "./hashing.ts";

const DAY = 24 * 60 * 60;
const SESSION_DAYS = 30;

export interface AuthOptions {
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
export interface Admission {
  role: Role;
  /** Hash of the invitation's token. */
  invitation: string;
  agreedAt: string | null;
  agreedTo: string | null;
}

/** better-auth's server API; `admission` says whose making of an account is allowed, and with what. */
export function makeAuth(
  { db, secret, baseUrl, secureCookies }: AuthOptions,
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
export function forgetHalfMade(db: Database): void {
  db.exec("DELETE FROM user WHERE closed IS NULL AND id NOT IN (SELECT userId FROM account)");
}

export type Auth = ReturnType<typeof makeAuth>;
