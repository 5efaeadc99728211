/** Sending what is brought in, and what is answered. */
import { wordsFrom } from "../language/language.ts";
import { at } from "../links/under.ts";
import { BRINGING } from "./words.tsx";

/** What is answered. @throws Error with the sentence, if it is refused. */
export async function posted<Answer>(path: string, type: string, body: string | File): Promise<Answer> {
  const headers = { "Content-Type": type, Accept: "application/json" };
  const answer = await fetch(at(path), { method: "POST", headers, body });
  const told = (await answer.json().catch(() => ({}))) as Answer & { detail?: string };
  if (!answer.ok) throw new Error(told.detail ?? wordsFrom(BRINGING).noAnswer);
  return told;
}

/** What is said of what went wrong. */
export function said(error: unknown): string {
  return error instanceof TypeError ? wordsFrom(BRINGING).noAnswer : (error as Error).message;
}
