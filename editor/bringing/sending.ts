/** Sending what is brought in, and what is answered. */
import { wordsFrom } from "../language/language.ts";
import { at } from "../links/under.ts";
import { BRINGING } from "./words.tsx";

/** What is answered. @throws Error with the sentence, if it is refused. */
export async function posted<Answer>(path: string, type: string, body: string | File): Promise<Answer> {
  return answered(path, { "Content-Type": type }, body);
}

/** Sends a text: its one file as it is, or its several in a form, in their order. @throws Error as {@link posted} does. */
export function sentText<Answer>(path: string, files: readonly File[]): Promise<Answer> {
  if (files.length === 1) return posted(path, "application/octet-stream", files[0]!);
  const form = new FormData();
  for (const file of files) form.append("file", file);
  // The browser names the form's boundary in its type.
  return answered(path, {}, form);
}

async function answered<Answer>(
  path: string,
  type: Readonly<Record<string, string>>,
  body: string | File | FormData,
): Promise<Answer> {
  const headers = { ...type, Accept: "application/json" };
  const answer = await fetch(at(path), { method: "POST", headers, body });
  const told = (await answer.json().catch(() => ({}))) as Answer & { detail?: string };
  if (!answer.ok) throw new Error(told.detail ?? wordsFrom(BRINGING).noAnswer);
  return told;
}

/** What is said of what went wrong. */
export function said(error: unknown): string {
  return error instanceof TypeError ? wordsFrom(BRINGING).noAnswer : (error as Error).message;
}
