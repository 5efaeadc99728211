/**
 * A data folder of 0.1.0, made by that program's own server through its routes, and opened by this one. In it a proposal was
 * accepted, one declined, one withdrawn, one supplied a text that was not held, one was sent back and one waits.
 */
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { audit, looking } from "../../server/care/care.ts";
import { Database as Sqlite } from "../../server/store/driver.ts";
import type { FirstEvent } from "../../translations/ledger/first-format.ts";
import { digestOfText } from "../../translations/text/digest.ts";
import { plan } from "../../translations/plan/plan.ts";
import { hasPython, secondVerified } from "../help/second-verifier.ts";
import { Client, startTestWorkbench, type TestWorkbench } from "../help/workbench.ts";

const data = mkdtempSync(join(tmpdir(), "variorum-first-folder-"));
const file = join(data, "variorum.db");
writeFileSync(file, gunzipSync(readFileSync("tests/files/folder-0.1.0.db.gz")));

/** What was recorded there, in its order. */
const before = recorded();

function recorded(): { passage: string; event: FirstEvent; at: string }[] {
  const db = new Sqlite(file, { readonly: true });
  const rows = db
    .prepare<[], { passage: string; event: string; at: string }>(
      "SELECT passage, event, at FROM record ORDER BY ordinal",
    )
    .all();
  db.close();
  return rows.map(({ event, ...row }) => ({ ...row, event: JSON.parse(event) as FirstEvent }));
}

let workbench: TestWorkbench;
let client: Client;

beforeAll(async () => {
  workbench = await startTestWorkbench({ data });
  client = new Client(workbench.address);
});
afterAll(() => workbench.end());

test("every version has the bytes, the digest, the date and the people that it had", async () => {
  const versions = before.flatMap(({ passage, event }) =>
    event.type === "version-recorded" ? [{ passage, event }] : [],
  );
  expect(versions).toHaveLength(43);
  for (const { passage, event } of versions) {
    const supplied = before.find(
      (each) => each.passage === passage && each.event.type === "text-supplied" && each.event.number === event.number,
    )?.event as (FirstEvent & { type: "text-supplied" }) | undefined;
    const address = `/nip14/${passage}/v${event.number}`;
    const words = supplied?.words ?? event.words;
    const text = await client.send("GET", `${address}.txt`);
    expect([address, text.status]).toEqual([address, words ? 200 : 404]);
    if (words) expect(digestOfText(await text.text())).toBe(words.digest);
    const { contributors, date, notes, rationale, provenance, base, proposal, review, publishedIn } = event;
    expect(await client.json("GET", `${address}.json`)).toMatchObject({
      ...{ contributors, date, notes, rationale, provenance, base, proposal, review, publishedIn },
      ...(words && { digest: words.digest, rendering: words.rendering }),
    });
  }
});

test("every proposal is there with its people, its reasons and what became of it", async () => {
  const proposals = before.flatMap(({ event }) => (event.type === "proposal-opened" ? [event.proposal] : []));
  expect(proposals).toHaveLength(7);
  const statuses: string[] = [];
  await client.json("POST", "/api/sign-in", {
    email: "olive@example.org",
    password: "correct horse battery staple",
  });
  for (const id of proposals) {
    const own = before.map(({ event }) => event).filter((event) => "proposal" in event && event.proposal === id);
    const found = await client.json<{
      status: string;
      openedBy: object;
      decision: object | null;
      submission: object | null;
    }>("GET", `/api/proposals/${id}`);
    statuses.push(found.status);
    const submitted = own.findLast(({ type }) => type === "proposal-submitted");
    if (submitted?.type === "proposal-submitted") {
      const { rendering, notes, summary, proposers } = submitted;
      expect(found.submission).toMatchObject({ rendering, notes, summary, proposers });
    }
    const decided = own.find(({ type }) => /accepted|declined|withdrawn/.test(type));
    if (decided && "reason" in decided)
      expect(found.decision).toMatchObject({ by: decided.by, reason: decided.reason });
    else expect(found.decision).toBeNull();
  }
  expect(statuses).toEqual(["open", "accepted", "declined", "accepted", "draft", "withdrawn", "open"]);
});

test("a draft goes on with its words, and what is decided now follows what was", async () => {
  const [draft, open] = ["draft", "open"].map((status) => byStatus(status));
  const { draft: written } = await client.json<{ draft: { rendering: unknown } }>("GET", `/api/proposals/${draft}`);
  expect(JSON.stringify(written.rendering)).toContain("Words that go on being written");
  const done = await client.send("POST", `/api/proposals/${open}/accept`, { reason: "Now." });
  expect(done.status).toBe(200);
  expect(await client.json("GET", "/nip14/4-1/v4.json")).toMatchObject({ text: "Waiting words", base: 3 });
});

/** A proposal that a person left so in the old folder. */
function byStatus(status: string): string {
  const last = new Map(
    before.flatMap(({ event }) => ("proposal" in event && event.proposal ? [[event.proposal, event.type]] : [])),
  );
  const type = status === "draft" ? "proposal-returned" : "proposal-submitted";
  return [...last].filter(([id, is]) => is === type && id !== "sort-out")[0]![0];
}

test.skipIf(!hasPython)("all of it verifies a second time", () => {
  expect(secondVerified([file])).toMatchObject([{ holds: true }]);
});

test("all of it verifies, and the folder has the database as it was beside it", async () => {
  const found = await looking(file, audit);
  expect(found.faults).toEqual([]);
  // And what describes the work: itself and its translation, its outline with the source words, its terms.
  const { passages, terms } = plan.work;
  expect(found.records).toBe(before.length + 2 + 2 + 2 * passages.length + terms.length);
  expect(readdirSync(data).filter((name) => name.includes("before"))).toHaveLength(1);
});
