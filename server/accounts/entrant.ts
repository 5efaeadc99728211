/** What somebody who joins may be called and may sign in with. Who they may become stands in `invitations.ts`. */
import * as z from "zod";
import { NAME_MOST, readName, type NameFault, type NameRead } from "../../translations/people/name.ts";
import type { NameParts } from "../../translations/notes/note.ts";

export const PASSWORD = { least: 10, most: 128 } as const;
const EMAIL_MOST = 254;

export interface Entrant {
  name: string;
  email: string;
  password: string;
}

/** An entrant as they will be kept, or the sentence that says what to change. */
export function entrant(input: Entrant): Entrant | string {
  const name = nameOf(input.name);
  const email = emailOf(input.email);
  if (!name.ok) return name.message;
  const wrong = (email === null ? EMAIL_WRONG : null) ?? wrongPassword(input.password);
  return wrong ?? { name: name.name, email: email ?? "", password: input.password };
}

const FAULTS: Record<NameFault, string> = {
  empty: "Give the name that your versions will be signed with.",
  "too-long": `A name has at most ${NAME_MOST} characters. Please shorten it.`,
  unprintable: "The name has characters in it that cannot be shown. Please type it again.",
  invisible: "A name needs at least one letter, digit or sign that can be seen.",
  "mixed-scripts":
    "A word of this name has letters of two alphabets that look alike, such as a Cyrillic а among Latin letters. Please type it in one.",
};

/** A name as it will be kept, or the sentence that says what to change. */
export function nameOf(typed: string): { ok: true; name: string } | { ok: false; message: string } {
  const read: NameRead = readName(typed);
  return read.ok ? read : { ok: false, message: FAULTS[read.fault] };
}

/** The parts of a name as typed; empty ones are left out. Null: the name stays whole. Or the sentence that says what to change. */
export function partsOf(typed: Record<keyof NameParts, string>): NameParts | null | string {
  const parts: Partial<NameParts> = {};
  for (const part of ["family", "given", "particle", "suffix"] as const) {
    if (typed[part].trim() === "") continue;
    const read = nameOf(typed[part]);
    if (!read.ok) return read.message;
    parts[part] = read.name;
  }
  const { family, ...others } = parts;
  if (family !== undefined) return { family, ...others };
  if (Object.keys(others).length === 0) return null;
  return "Give the family name too, or leave all parts empty: then the name stays whole.";
}

export const EMAIL_WRONG = "This does not look like an e-mail address. It should read like name@example.org.";

/** The address as it is kept, trimmed and in lower case; null if it is not one. */
export function emailOf(input: string): string | null {
  if (input.length > 2 * EMAIL_MOST) return null;
  const email = input.trim().toLowerCase();
  return email.length <= EMAIL_MOST && z.email().safeParse(email).success ? email : null;
}

/** The sentence that says why that can be no password; null if it can. */
export function wrongPassword(password: string): string | null {
  const length = lengthOf(password);
  if (length < PASSWORD.least)
    return `A password needs at least ${PASSWORD.least} characters. A few words in a row do well.`;
  return length > PASSWORD.most ? `A password has at most ${PASSWORD.most} characters. Please shorten it.` : null;
}

/** In code points, so that a Chinese character or a simple emoji counts as one. */
export function lengthOf(text: string): number {
  return text.length > 4 * PASSWORD.most ? text.length : Array.from(text).length;
}
