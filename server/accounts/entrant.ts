/** What somebody who joins may be called and may sign in with. Who they may become stands in `invitations.ts`. */
import * as z from "zod";

export const PASSWORD = { least: 10, most: 128 } as const;
const NAME_MOST = 80;
const EMAIL_MOST = 254;

/** Control characters, line ends, and the signs that turn the direction of the words after them. */
// eslint-disable-next-line no-control-regex -- naming the control characters is the point
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff]|\p{Surrogate}/u;
const VISIBLE = /[\p{L}\p{N}\p{S}]/u;

export interface Entrant {
  name: string;
  email: string;
  password: string;
}

/** An entrant as they will be kept, or the sentence that says what to change. */
export function entrant(input: Entrant): Entrant | string {
  const name = input.name.trim().normalize("NFC");
  const email = emailOf(input.email);
  const wrong = wrongName(name) ?? (email === null ? EMAIL_WRONG : null) ?? wrongPassword(input.password);
  return wrong ?? { name, email: email ?? "", password: input.password };
}

const EMAIL_WRONG = "This does not look like an e-mail address. It should read like name@example.org.";

/** The address as it is kept, trimmed and in lower case; null if it is not one. */
export function emailOf(input: string): string | null {
  if (input.length > 2 * EMAIL_MOST) return null;
  const email = input.trim().toLowerCase();
  return email.length <= EMAIL_MOST && z.email().safeParse(email).success ? email : null;
}

function wrongName(name: string): string | null {
  if (name === "") return "Give the name that your versions will be signed with.";
  if (lengthOf(name) > NAME_MOST) return `A name has at most ${NAME_MOST} characters. Please shorten it.`;
  if (UNPRINTABLE.test(name)) return "The name has characters in it that cannot be shown. Please type it again.";
  return VISIBLE.test(name) ? null : "A name needs at least one letter, digit or sign that can be seen.";
}

function wrongPassword(password: string): string | null {
  const length = lengthOf(password);
  if (length < PASSWORD.least)
    return `A password needs at least ${PASSWORD.least} characters. A few words in a row do well.`;
  return length > PASSWORD.most ? `A password has at most ${PASSWORD.most} characters. Please shorten it.` : null;
}

/** In code points, so that a Chinese character or a simple emoji counts as one. */
export function lengthOf(text: string): number {
  return text.length > 4 * PASSWORD.most ? text.length : Array.from(text).length;
}
