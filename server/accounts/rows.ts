/** Rows of accounts and sessions, and what a request says of its session. */
import type { IncomingHttpHeaders } from "node:http";
import type { Actor } from "../../translations/ledger/roles.ts";
import type { NameParts } from "../../translations/notes/note.ts";
import { roleOf } from "./invitations.ts";

const AGENT_MOST = 300;

export const COLUMNS = "id, name, email, role, parts, createdAt";

/** The row of an account. */
export interface Row {
  id: string;
  name: string;
  email: string;
  role: string;
  parts: string | null;
  createdAt: string;
}

export interface SessionRow {
  id: string;
  token: string;
  userAgent: string | null;
  createdAt: string;
  expiresAt: string;
}

interface Kept {
  id: string;
  name: string;
  role?: unknown;
  parts?: unknown;
}

export function actor({ id, name, role, parts }: Kept): Actor {
  const own = typeof parts === "string" ? { parts: JSON.parse(parts) as NameParts } : {};
  return { id, name, role: roleOf(role), ...own };
}

/** What the browser says of itself, as far as a list of sessions needs it. */
export function agentIn(headers: IncomingHttpHeaders): string {
  return (headers["user-agent"] ?? "").replaceAll(/[^\x20-\x7e]/g, "").slice(0, AGENT_MOST);
}

/** True if a session's cookie is among the cookies, whether it still opens anything or not. */
export function bringsSession({ cookie }: IncomingHttpHeaders): boolean {
  return cookie !== undefined && /(?:^|;\s*)(?:__Secure-|__Host-)?variorum\.session/.test(cookie);
}

/** The cookies alone: nothing else of a request concerns the session. Null if there are none, or none that can be read. */
export function cookieOf({ cookie }: IncomingHttpHeaders): Headers | null {
  if (!cookie || !/^[\t\x20-\x7e\x80-\xff]*$/.test(cookie)) return null;
  return new Headers({ cookie });
}
