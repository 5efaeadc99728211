/** The feeds of a passage, asked of a workbench. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { startSite, type TestSite } from "../help/site.ts";
import { Client, joinAsOwner } from "../help/workbench.ts";

let site: TestSite;
let owner: Client;
const HERE = "/nip14/4-2";

beforeAll(async () => {
  site = await startSite();
  owner = await joinAsOwner(site);
});
afterAll(() => site.end());

test("a passage's versions are told to feed readers, the newest first, and so is a new one", async () => {
  const stranger = new Client(site.address);
  const read = async () =>
    (await stranger.json<{ items: { url: string; summary?: string; content_text: string }[] }>("GET", `${HERE}/feed.json`)).items; // prettier-ignore
  const before = await read();
  expect(before.map(({ url }) => url)).toEqual([2, 1].map((number) => `${site.address}${HERE}/v${number}`));
  const { id } = await owner.json<{ id: string }>("POST", "/api/works/nip14/passages/4-2/proposals", {});
  await owner.json("POST", `/api/proposals/${id}/submit`, { text: "Wells of data", summary: "Plainer." });
  await owner.json("POST", `/api/proposals/${id}/accept`, { reason: "So." });
  expect((await read())[0]).toMatchObject({ content_text: expect.stringContaining("Wells of data") as string });
  const atom = await stranger.send("GET", `${HERE}/feed.atom`);
  expect(atom.headers.get("content-type")).toBe("application/atom+xml; charset=utf-8");
  expect((await atom.text()).match(/<entry>/g)).toHaveLength(3);
});

test("of a work that is not everybody's there is no feed for strangers", async () => {
  await owner.json("POST", "/api/works/nip14/visibility", { visibility: "private" });
  expect((await new Client(site.address).send("GET", `${HERE}/feed.atom`)).status).toBe(404);
  expect((await owner.send("GET", `${HERE}/feed.atom`)).headers.get("cache-control")).toMatch(/private|no-store/);
  await owner.json("POST", "/api/works/nip14/visibility", { visibility: "public" });
});
