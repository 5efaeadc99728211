/** Word files over HTTP: what changed between two versions, and what a proposal changes, tracked. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { readHere } from "../../server/bringing/read-here.ts";
import { canonicalText, renderingFromJson } from "../../translations/text/canonical.ts";
import { startSite, type TestSite } from "../help/site.ts";
import { Client, joinAs, joinAsOwner } from "../help/workbench.ts";

let site: TestSite;
let ann: Client;
let owner: Client;

beforeAll(async () => {
  site = await startSite();
  owner = await joinAsOwner(site);
  ann = await joinAs(site, owner, "translator", { name: "Ann", email: "ann@example.org", password: "ann writes here" });
});
afterAll(() => site.end());

/** The words of each passage of a Word file, with and without its changes; and its remarks and whose changes they are. */
function readings(bytes: Uint8Array) {
  const read = (tracked: "accepted" | "rejected" | "both") => {
    const file = readHere("changes.docx", bytes, { tracked });
    if (file.kind !== "pieces") throw new Error("no pieces");
    return file.pieces;
  };
  const words = (tracked: "accepted" | "rejected") =>
    read(tracked).map(({ passage, rendering }) => [passage, canonicalText(renderingFromJson(rendering))]);
  const [{ notes = [], revision } = {}] = read("both");
  return { accepted: words("accepted"), rejected: words("rejected"), notes, by: revision?.by };
}

/** What Ann proposes for a passage: its id. */
async function submitted(passage: string, text: string, summary: string): Promise<string> {
  const begun = await ann.json<{ id: string }>("POST", `/api/works/nip14/passages/${passage}/proposals`, {});
  await ann.json("POST", `/api/proposals/${begun.id}/submit`, { text, summary });
  return begun.id;
}

const OLD = "The government should let markets decide. 推动有效市场 and nothing else.";
const NEW = "The state should let markets decide.\n\n推动有为政府 and nothing else 👍🏽.";

/** The words of a file that is sent, read again. */
async function sent(by: Client, path: string): Promise<ReturnType<typeof readings>> {
  const answer = await by.send("GET", path);
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, expect.stringMatching(/wordprocessingml/)]);
  return readings(new Uint8Array(await answer.arrayBuffer()));
}

const PASSAGE = "s10-government-and-markets";

test("a proposal, and two versions, are a file that says either, with the reason and the people of the newer one", async () => {
  const stranger = new Client(site.address);
  const accepted = async (id: string): Promise<number> => {
    await owner.json("POST", `/api/proposals/${id}/accept`, { reason: "Good." });
    return (await owner.json<{ parts: { number: number }[] }>("GET", `/api/proposals/${id}`)).parts[0]!.number;
  };
  const older = await accepted(await submitted(PASSAGE, OLD, "First words."));
  const id = await submitted(PASSAGE, NEW, "Nearer to the source.");
  const proposed = await sent(stranger, `/nip14/proposals/${id}/docx`);
  const newer = await accepted(id);
  const compared = await sent(stranger, `/nip14/${PASSAGE}/v${older}..v${newer}.docx`);
  for (const each of [proposed, compared]) {
    expect(each).toMatchObject({ accepted: [[PASSAGE, NEW]], rejected: [[PASSAGE, OLD]], by: ["Ann"] });
    expect(each.notes).toMatchObject([{ author: "Ann", body: "Nearer to the source." }]);
  }
  expect(await sent(stranger, `/api/works/nip14/passages/${PASSAGE}/v${older}..v${newer}.docx`)).toEqual(compared);
});

test("what is not held, and what is not theirs to read, is no file", async () => {
  const stranger = new Client(site.address);
  expect((await stranger.send("GET", `/nip14/${PASSAGE}/v1..v2.docx`)).status).toBe(404);
  const { id } = await ann.json<{ id: string }>("POST", "/api/works/nip14/passages/4-2/proposals", {});
  await ann.json("POST", `/api/proposals/${id}/readers`, { readers: "writers" });
  expect((await stranger.send("GET", `/api/proposals/${id}/docx`)).status).toBe(404);
  expect((await owner.send("GET", `/api/proposals/${id}/docx`)).status).toBe(404);
  expect((await ann.send("GET", `/api/proposals/${id}/docx`)).status).toBe(200);
});
