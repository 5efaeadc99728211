/** What somebody who joins may be called and may sign in with. Who they may become stands in `invitations.ts`. */
import * as z from "zod";
import type { AccountRefusal } from "../../editor/refusals/refusals.ts";
import { readName } from "../../translations/people/name.ts";
import type { NameParts } from "../../translations/notes/note.ts";

export const PASSWORD = { least: 10, most: 128 } as const;
const EMAIL_MOST = 254;

export interface Entrant {
  name: string;
  email: string;
  password: string;
}

/** What was typed as it will be kept, or what to change in it. */
type Read<Kept> = ({ ok: true } & Kept) | { ok: false; refusal: AccountRefusal };

export function entrant(input: Entrant): Read<{ entrant: Entrant }> {
  const name = nameOf(input.name);
  if (!name.ok) return name;
  const email = emailOf(input.email);
  if (email === null) return { ok: false, refusal: { code: "email-wrong" } };
  const refusal = wrongPassword(input.password);
  return refusal ? { ok: false, refusal } : { ok: true, entrant: { name: name.name, email, password: input.password } };
}

export function nameOf(typed: string): Read<{ name: string }> {
  const read = readName(typed);
  return read.ok ? read : { ok: false, refusal: { code: "name-wrong", fault: read.fault } };
}

/** The parts of a name as typed; empty ones are left out. Null: the name stays whole. */
export function partsOf(typed: Record<keyof NameParts, string>): Read<{ parts: NameParts | null }> {
  const parts: Partial<NameParts> = {};
  for (const part of ["family", "given", "particle", "suffix"] as const) {
    if (typed[part].trim() === "") continue;
    const read = nameOf(typed[part]);
    if (!read.ok) return read;
    parts[part] = read.name;
  }
  const { family, ...others } = parts;
  if (family !== undefined) return { ok: true, parts: { family, ...others } };
  if (Object.keys(others).length === 0) return { ok: true, parts: null };
  return { ok: false, refusal: { code: "family-name-missing" } };
}

/** The address as it is kept, trimmed and in lower case; null if it is not one. */
export function emailOf(input: string): string | null {
  if (input.length > 2 * EMAIL_MOST) return null;
  const email = input.trim().toLowerCase();
  return email.length <= EMAIL_MOST && z.email().safeParse(email).success ? email : null;
}

/** Why that can be no password; null if it can. */
export function wrongPassword(password: string): AccountRefusal | null {
  const length = lengthOf(password);
  const { least, most } = PASSWORD;
  if (length < least) return { code: "password-short", least };
  return length > most ? { code: "password-long", most } : null;
}

/** In code points, so that a Chinese character or a simple emoji counts as one. */
export function lengthOf(text: string): number {
  return text.length > 4 * PASSWORD.most ? text.length : Array.from(text).length;
}
