/** A work goes out as a Word file, is edited, and comes back as a proposal; reviewers read it in a browser and take it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { variorum as run } from "../help/commands.ts";
import { type Client, joinAs, joinAsOwner, startTestWorkbench, type TestWorkbench } from "../help/workbench.ts";

let folder: string;
let bench: TestWorkbench;
let owner: Client;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "variorum-word-"));
  bench = await startTestWorkbench();
  owner = await joinAsOwner(bench);
});
afterAll(async () => {
  await bench.end();
  rmSync(folder, { recursive: true, force: true });
});

const variorum = (...args: string[]) => run([...args, "--data", bench.data]);

/** What a command says in its last line. */
async function last(...args: string[]): Promise<Record<string, unknown>> {
  const { status, stdout, stderr } = await variorum(...args, "--json");
  expect(`${status} ${stderr}`).toMatch(/^0 /);
  return JSON.parse(stdout.trim().split("\n").at(-1)!) as Record<string, unknown>;
}

/** The file of the work, as somebody has changed its words. */
function edited(name: string, change: (document: string) => string, remark = ""): string {
  const parts = unzipSync(readFileSync(join(folder, "way.docx")));
  const document = change(strFromU8(parts["word/document.xml"]!));
  const remarks = strFromU8(parts["word/comments.xml"]!);
  const withRemark = remarks.replace(/\/>$|<\/w:comments>$/, (end) =>
    end === "/>" ? `>${remark}</w:comments>` : `${remark}${end}`,
  );
  const path = join(folder, name);
  writeFileSync(
    path,
    zipSync({ ...parts, "word/document.xml": strToU8(document), "word/comments.xml": strToU8(withRemark) }),
  );
  return path;
}

const WHO = 'w:author="Bo Reviser" w:date="2026-11-27T10:00:00Z"';

describe("a work that goes out as a Word file", () => {
  beforeAll(async () => {
    const text = join(folder, "way.md");
    writeFileSync(
      text,
      "# The Way\n\nThe way that can be told.\n\n- *Nameless*\n- Named 道\n\nMystery upon mystery.\n",
    );
    await last("import", text, "--work", "way", "--title", "The Way");
    await last("export", "way", "--format", "docx", "--out", join(folder, "way.docx"));
  });

  test("comes back as it was, and proposes nothing", async () => {
    const back = await last("import", join(folder, "way.docx"), "--work", "way", "--as-proposal");
    expect(back).toEqual({ work: "way", passages: 0, versions: 0, notTaken: {}, already: false, proposals: [] });
  });

  test("comes back with tracked words and a remark: a proposal by whoever changed them, once", async () => {
    const remark = `<w:comment w:id="900" ${WHO} w:initials="B"><w:p><w:r><w:t>Nearer.</w:t></w:r></w:p></w:comment>`;
    const path = edited(
      "edited.docx",
      (document) =>
        document.replace(
          /<w:r><w:t xml:space="preserve">The way that can be told\.<\/w:t><\/w:r>/,
          `<w:r><w:t xml:space="preserve">The way that can be </w:t></w:r><w:del w:id="901" ${WHO}><w:r><w:delText>told</w:delText></w:r></w:del><w:commentRangeStart w:id="900"/><w:ins w:id="902" ${WHO}><w:r><w:t>spoken 道</w:t></w:r></w:ins><w:commentRangeEnd w:id="900"/><w:r><w:t>.</w:t></w:r>`,
        ),
      remark,
    );
    const back = await last("import", path, "--work", "way", "--as-proposal", "--by", "Ada", "--reason", "Read again.");
    expect(back).toMatchObject({ work: "way", passages: 1, notTaken: {}, already: false });
    const [id] = back["proposals"] as [string];
    const told = await owner.json<{
      status: string;
      openedBy: object;
      parts: { submission: Record<string, unknown> }[];
    }>("GET", `/api/proposals/${id}`);
    expect(told).toMatchObject({ status: "open", openedBy: { name: "Ada" } });
    expect(told.parts[0]!.submission).toMatchObject({
      summary: "Read again.",
      proposers: [{ name: "Bo Reviser" }],
      notes: [{ author: { name: "Bo Reviser" }, body: "Nearer.", target: { exact: "spoken 道" } }],
    });
    expect(await last("import", path, "--work", "way", "--as-proposal")).toMatchObject({ passages: 0, already: true });
    const page = await (await fetch(`${bench.address}/way/proposals/${id}`)).text();
    for (const each of ["spoken 道", "Bo Reviser", "Read again.", "Nearer."]) expect(page).toContain(each);
    await owner.json("POST", `/api/proposals/${id}/accept`, { reason: "So it is." });
    expect(await (await fetch(`${bench.address}/way`)).text()).toContain("spoken 道");
    expect((await variorum("verify")).status).toBe(0);
  });

  test("comes back from before a passage was revised: what was changed in it waits to be moved", async () => {
    const path = edited("later.docx", (document) => document.replace("can be told.", "may be told."));
    const back = await last("import", path, "--work", "way", "--as-proposal");
    const [id] = back["proposals"] as [string];
    const { parts } = await owner.json<{ parts: { stale: boolean; base: number }[] }>("GET", `/api/proposals/${id}`);
    expect(parts).toMatchObject([{ stale: true, base: 1 }]);
  });

  test("says what it has no place for, and refuses what is of another work", async () => {
    const path = edited("more.docx", (document) =>
      document.replace("<w:sectPr>", "<w:p><w:r><w:t>A new paragraph.</w:t></w:r></w:p><w:sectPr>"),
    );
    expect(await last("import", path, "--work", "way", "--as-proposal", "--dry-run")).toMatchObject({
      notTaken: { "paragraphs of no passage": 1 },
      proposals: [],
    });
    const other = await variorum("import", path, "--work", "nip14", "--as-proposal");
    expect([other.status, other.stderr]).toEqual([1, expect.stringContaining("Nothing was changed")]);
    expect((await variorum("import", path, "--work", "nowhere", "--as-proposal")).status).toBe(1);
  });

  test("comes back over the API, as a proposal of whoever sends it, with those who changed it; once", async () => {
    const ann = await joinAs(bench, owner, "translator", {
      name: "Ann",
      email: "ann@example.org",
      password: "ann writes",
    });
    await last("export", "way", "--format", "docx", "--out", join(folder, "way.docx"));
    const path = edited("sent.docx", (document) =>
      document.replace(
        "upon mystery.",
        `upon mystery.</w:t></w:r><w:ins w:id="903" ${WHO}><w:r><w:t> 玄</w:t></w:r></w:ins><w:r><w:t>`,
      ),
    );
    const send = (by: string, bytes: Uint8Array) =>
      fetch(`${bench.address}/api/works/way/return?name=sent.docx&reason=Read%20again.`, {
        method: "POST",
        headers: {
          accept: "application/json",
          cookie: by,
          origin: bench.address,
          "content-type": "application/octet-stream",
        },
        body: Buffer.from(bytes),
      });
    const bytes = readFileSync(path);
    expect((await send("", bytes)).status).toBe(401);
    const done = (await (await send(ann.session, bytes)).json()) as { proposals: string[] };
    expect(done).toMatchObject({ work: "way", passages: 1, notTaken: {}, already: false });
    const told = await ann.json<{ parts: { submission: object }[] }>("GET", `/api/proposals/${done.proposals[0]}`);
    expect(told).toMatchObject({ openedBy: { name: "Ann" }, status: "open" });
    expect(told.parts[0]!.submission).toMatchObject({
      summary: "Read again.",
      proposers: [{ name: "Ann" }, { name: "Bo Reviser" }],
    });
    expect(JSON.stringify(told.parts[0]!.submission)).toContain("mystery. 玄");
    expect(await (await send(ann.session, bytes)).json()).toMatchObject({ passages: 0, already: true, proposals: [] });
    expect((await send(ann.session, Buffer.from("no word"))).status).toBe(422);
    // Sent back by a reviewer, its draft says what was handed in.
    await owner.json("POST", `/api/proposals/${done.proposals[0]}/return`, { reason: "Not yet." });
    const draft = await ann.json<{ parts: { draft: object }[] }>("GET", `/api/proposals/${done.proposals[0]}`);
    expect(JSON.stringify(draft.parts[0]!.draft)).toContain("mystery. 玄");
  });
});
