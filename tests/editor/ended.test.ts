import { signal } from "@preact/signals";
import { afterEach, expect, test, vi } from "vitest";
import { CLOSE } from "../../translations/draft/frames.ts";
import { askHowItEnded, endedInWords, type Ending } from "../../editor/drafting/ended.ts";

const [ann, ben] = [
  { id: "1", name: "Ann 安" },
  { id: "2", name: "Ben" },
];
const AT = "2026-11-26T14:02:07.000Z";
const submission = { rendering: { type: "doc" }, notes: [], summary: "Better.", proposers: [ann, ben], at: AT };
const decision = { by: ben, reason: "No.", at: "2026-11-27T09:00:00.000Z" };

test.each<[string, Ending, string, string | null]>([
  ["goes on", { status: "draft", submission: null, decision: null }, "1", null],
  [
    "is proposed",
    { status: "open", submission, decision: null },
    "1",
    "Ann 安 and Ben proposed this draft on 26 November 2026, 14:02 UTC.",
  ],
  [
    "is proposed by oneself, elsewhere",
    { status: "open", submission: { ...submission, proposers: [ann] }, decision: null },
    "1",
    "You proposed this draft on 26 November 2026, 14:02 UTC.",
  ],
  [
    "is declined",
    { status: "declined", submission, decision },
    "1",
    "Ben declined this proposal on 27 November 2026, 09:00 UTC.",
  ],
  [
    "is given up",
    { status: "withdrawn", submission: null, decision },
    "2",
    "You gave this proposal up on 27 November 2026, 09:00 UTC.",
  ],
  ["is not for this person to know of", { status: "open", submission: null, decision: null }, "1", null],
])("a draft that %s is told with who did it and when", (_, ending, me, said) => {
  expect(endedInWords(ending, me)).toBe(said);
});

afterEach(() => vi.unstubAllGlobals());

/** What a page says of the end once the server has closed the draft and answers so, and what nobody caught. */
async function toldWhen(
  answers: () => Promise<Response>,
  says = false,
): Promise<{ said: string | null; uncaught: unknown[] }> {
  const uncaught: unknown[] = [];
  const note = (reason: unknown): void => void uncaught.push(reason);
  process.on("unhandledRejection", note);
  vi.stubGlobal("fetch", answers);
  const ended = signal<string | null>(null);
  const page = { work: { id: "w" }, proposal: { id: "p", passage: "s1" } };
  const stop = askHowItEnded({ page, me: { id: "1" }, refusal: signal(CLOSE.closed), ended });
  if (says) await expect.poll(() => ended.value).not.toBeNull();
  else await new Promise((resolve) => setTimeout(resolve, 50));
  stop();
  process.off("unhandledRejection", note);
  return { said: ended.value, uncaught };
}

test("a page asks how its draft ended, and says it", async () => {
  const part = { passage: "s1", status: "open", submission, decision: null };
  const { said } = await toldWhen(() => Promise.resolve(Response.json({ parts: [part] })), true);
  expect(said).toBe("Ann 安 and Ben proposed this draft on 26 November 2026, 14:02 UTC.");
});

test.each<[string, () => Promise<Response>]>([
  ["no answer", () => Promise.reject(new TypeError("Failed to fetch"))],
  ["a refusal", () => Promise.resolve(new Response("{}", { status: 404 }))],
  ["an answer that breaks off", () => Promise.resolve(new Response('{"status": "op'))],
  ["an answer of another kind", () => Promise.resolve(new Response("<p>Sign in</p>"))],
])("a page that gets %s says no more, and nothing fails", async (_, answers) => {
  expect(await toldWhen(answers)).toEqual({ said: null, uncaught: [] });
});
