/** Where the queue goes on: it leads on, past what others do meanwhile, and tells nothing of how much is recorded elsewhere. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { cursorsWith } from "../../server/http/http.ts";
import { parseText } from "../../translations/text/parse.ts";
import { inRole } from "../help/histories.ts";
import { openBench, serve } from "../help/ledger-site.ts";
import { bring } from "../help/made-works.ts";
import { done } from "../help/one-passage.ts";
import { bareWork } from "../help/store-contract.ts";

const numbers = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER - 1 });

test("what was sealed opens, with this secret alone, and nothing else does", () => {
  const [here, elsewhere] = [cursorsWith("one"), cursorsWith("another")];
  fc.assert(
    fc.property(numbers, fc.string(), (number, made) => {
      expect(here.open(here.seal(number))).toBe(number);
      expect(elsewhere.open(here.seal(number))).toBeNull();
      for (const each of [made, String(number), `${here.seal(number)}A`]) expect(here.open(each)).toBeNull();
    }),
  );
});

test("of two numbers that follow each other the cursors have nothing in common", () => {
  const { seal } = cursorsWith("one");
  const bits = (number: number): bigint => BigInt(`0x${Buffer.from(seal(number), "base64url").toString("hex")}`);
  fc.assert(
    fc.property(numbers, (number) => {
      const differing = (bits(number) ^ bits(number + 1)).toString(2).replaceAll("0", "").length;
      expect(differing).toBeGreaterThan(20);
    }),
  );
});

test("page by page each proposal that waits is shown once, the longest first, whatever is decided between", async () => {
  const { bench, close } = await openBench(null);
  const source = { number: 1, held: "none" as const, words: [] };
  const passages = [{ id: "one", locator: "1", kind: "paragraph" as const, level: 1, source }];
  await bring(bench.store, { ...bareWork("open-work", "Of wombats"), passages });
  const [place, owner] = [{ work: "open-work", passage: "one" }, inRole("owner", "olive")];
  const named = Array.from({ length: 120 }, (_, at) => `p-${at}`);
  for (const proposal of named) {
    await done(bench.desk, place, { type: "open-proposal", proposal, kind: "revision", base: null }, owner);
    const words = { rendering: parseText(`${proposal}.`), notes: [], summary: "Why.", proposers: [] };
    await done(bench.desk, place, { type: "submit-proposal", proposal, ...words }, owner);
  }
  const site = await serve(bench);
  const asked = async (query: string) => {
    const answer = await fetch(`${site.address}/review${query}`, { headers: { accept: "application/json" } });
    return {
      status: answer.status,
      page: (await answer.json()) as { proposals: { proposal: { id: string } }[]; next: string | null },
    };
  };
  const read: string[] = [];
  for (let query = ""; ;) {
    const { page } = await asked(query);
    read.push(...page.proposals.map(({ proposal }) => proposal.id));
    if (page.next === null) break;
    // The one behind which it goes on waits no more.
    await done(bench.desk, place, { type: "decline-proposal", proposal: read.at(-1)!, reason: "No." }, owner);
    query = `?after=${page.next}`;
  }
  expect(read).toEqual(named);
  expect((await asked("?after=120")).status).toBe(400);
  await site.end();
  await close();
});
