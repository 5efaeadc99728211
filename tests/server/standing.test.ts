/** Where a work stands, as people and programs ask. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { StandingView } from "../../editor/reviewing/reviewing.ts";
import { startSite, type TestSite } from "../help/site.ts";
import { Client, joinAsOwner } from "../help/workbench.ts";

let site: TestSite;
let stranger: Client;
let owner: Client;

beforeAll(async () => {
  site = await startSite();
  owner = await joinAsOwner(site);
  stranger = new Client(site.address);
});
afterAll(() => site.end());

const PASSAGE = "4-1";
const told = () => stranger.json<Pick<StandingView, "whole" | "parts">>("GET", "/api/works/nip14/standing");

test("what is proposed is counted as it goes, in its part and in the whole", async () => {
  const before = await told();
  const { stages } = before.whole;
  const { id } = await owner.json<{ id: string }>("POST", `/api/works/nip14/passages/${PASSAGE}/proposals`, {
    base: 2,
  });
  expect((await told()).whole.stages["being-written"]).toBe(stages["being-written"] + 1);
  const words = { part: PASSAGE, parts: [PASSAGE], text: "Other words.", summary: "Clearer." };
  await owner.json("POST", `/api/proposals/${id}/submit`, words);
  const open = await told();
  expect(open.whole.stages).toMatchObject({ "in-review": stages["in-review"] + 1, translated: stages.translated - 1 });
  expect(open.whole.since).toMatch(/^\d{4}-\d\d-\d\dT/);
  const its = open.parts.filter(({ tally }) => tally.stages["in-review"] > 0);
  expect(its.length).toBeGreaterThan(0);
  expect(its.some(({ tally }) => tally.since === open.whole.since)).toBe(true);
  await owner.json("POST", `/api/proposals/${id}/accept`, { reason: "" });
  const after = await told();
  // It was rendered before, and is approved now.
  expect(after.whole.stages).toEqual({
    ...stages,
    approved: stages.approved + 1,
    translated: stages.translated - 1,
  });
  expect(after.whole.versions).toBe(before.whole.versions + 1);
  expect(after.whole.since).toBe(before.whole.since);
});

test("the table has a line for the whole and one for each part, and adds up to what the page says", async () => {
  const { whole, parts } = await told();
  const answer = await stranger.send("GET", "/nip14/-/standing.csv");
  expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  const lines = (await answer.text()).trim().split("\r\n");
  expect(lines).toHaveLength(2 + parts.length);
  expect(lines[0]).toBe(
    "passage,part,depth,passages,final,approved,translated,in-review,being-written,not-held,not-begun,source changed,versions,waits since",
  );
  expect(lines[1]).toContain(`,${whole.passages},0,${whole.stages.approved},${whole.stages.translated},`);
  const page = await (await stranger.send("GET", "/nip14/-/standing", undefined, { accept: "text/html" })).text();
  expect(page).toContain(`Rendered: ${whole.stages.translated} of ${whole.passages}`);
});

test("of a work that is not theirs to read nobody learns where it stands", async () => {
  await owner.json("POST", "/api/works/nip14/visibility", { visibility: "private" });
  for (const path of ["/api/works/nip14/standing", "/nip14/-/standing", "/nip14/-/standing.csv"])
    expect((await stranger.send("GET", path)).status).toBe(404);
});
