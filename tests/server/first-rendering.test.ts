/** A first rendering is proposed and accepted without a reason, as a person sends it. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { startSite, type TestSite } from "../help/site.ts";
import { type Client, joinAsOwner } from "../help/workbench.ts";

let site: TestSite;
let owner: Client;

beforeAll(async () => {
  site = await startSite();
  owner = await joinAsOwner(site);
});
afterAll(() => site.end());

const at = "/api/works/nip14/passages/1-1";

test("it stands as the first version, with nothing said of it; the next one has to say why it is better", async () => {
  const { id } = await owner.json<{ id: string }>("POST", `${at}/proposals`, { base: null });
  const words = { part: "1-1", parts: ["1-1"], text: "The current state of development", summary: "" };
  await owner.json("POST", `/api/proposals/${id}/submit`, words);
  const html = { accept: "text/html" };
  for (const path of ["/review", `/nip14/proposals/${id}`, "/nip14/1-1"])
    expect((await owner.send("GET", path, undefined, html)).status).toBe(200);
  await owner.json("POST", `/api/proposals/${id}/accept`, { reason: "" });
  expect(await owner.json("GET", "/nip14/1-1/v1.json")).toMatchObject({ status: "current", rationale: "" });

  const next = await owner.json<{ id: string }>("POST", `${at}/proposals`, { base: 1 });
  const again = { ...words, text: "How development stands" };
  expect((await owner.send("POST", `/api/proposals/${next.id}/submit`, again)).status).toBe(422);
  await owner.json("POST", `/api/proposals/${next.id}/submit`, { ...again, summary: "Plainer." });
});
