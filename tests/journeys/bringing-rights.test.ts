/** Who brings works in, and what becomes of what is begun: for strangers, for two at once, and after a stop. */
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openSqlite } from "../../server/sqlite/sqlite.ts";
import { DATABASE } from "../../server/store/names.ts";
import { variorum } from "../help/commands.ts";
import { docx } from "../help/packed.ts";
import { Client, joinAs, joinAsOwner, startTestWorkbench, type TestWorkbench } from "../help/workbench.ts";

let bench: TestWorkbench;
let owner: Client;
let translator: Client;
const data = mkdtempSync(join(tmpdir(), "variorum-rights-"));
const TERESA = { name: "Teresa", email: "teresa@example.org", password: "correct horse battery" };

const RON = { name: "Ron", email: "ron@example.org", password: "correct horse battery" };

beforeAll(async () => {
  bench = await startTestWorkbench({ data });
  owner = await joinAsOwner(bench);
  translator = await joinAs(bench, owner, "translator", TERESA);
});
afterAll(() => bench.end());

interface Staged {
  id: string;
  after: string;
  counts: { pairs: number; unsure: number };
  rows: { source: string[]; rendering: string[] }[];
  fields: { work: string };
  ending: string;
}

const TEXTS = { source: "道可道。\n\n名可名。", rendering: "The way that can be told.\n\nThe name that can be named." };
const FIELDS = { title: "The Way", work: "way", language: "en", sourceLanguage: "zh-Hans" };

const begin = (by: Client, texts: object = TEXTS): Promise<Staged> => by.json<Staged>("POST", "/api/works/new", texts);

/** How a request is answered. */
async function told(by: Client, method: string, path: string, body?: unknown): Promise<[number, string | undefined]> {
  const answer = await by.send(method, path, body);
  const { why, code } = (await answer.json()) as { why?: string; code?: string };
  return [answer.status, why ?? code];
}

async function send(by: Client, id: string, name: string, bytes: Uint8Array, more = ""): Promise<Response> {
  return fetch(`${bench.address}/api/works/new/${id}/texts/b?name=${encodeURIComponent(name)}${more}`, {
    method: "POST",
    headers: { "content-type": "application/octet-stream", accept: "application/json", cookie: by.session },
    body: Buffer.from(bytes),
  });
}

test("strangers bring nothing in, nor do translators until an owner allows it", async () => {
  const stranger = new Client(bench.address);
  expect((await told(stranger, "GET", "/api/works/new"))[0]).toBe(401);
  expect((await told(stranger, "POST", "/api/works/new", TEXTS))[0]).toBe(401);
  expect(await told(translator, "POST", "/api/works/new", TEXTS)).toEqual([403, "bringing"]);
  await owner.json("POST", "/-/settings", { switch: "who-brings-works-in", value: "translators" });
  expect((await begin(translator)).counts.pairs).toBe(2);
});

test("a stranger's file is refused before any of it has come", async () => {
  const { hostname, port } = new URL(bench.address);
  const socket = connect(Number(port), hostname);
  const answer = once(socket, "data") as Promise<[Buffer]>;
  socket.write(
    `POST /api/works/new/any/texts/a HTTP/1.1\r\nHost: ${hostname}:${port}\r\n` +
      "Content-Type: application/octet-stream\r\nContent-Length: 40000000\r\n\r\nThe way",
  );
  expect((await answer)[0].toString()).toMatch(/^HTTP\/1\.1 401 /);
  socket.destroy();
});

test("of two files that come to one side at once one stays, with its own pairs", async () => {
  const { id } = await begin(owner);
  const long = Array.from({ length: 900 }, (_, at) => `Passage ${at} says this.`).join("\n\n");
  const answers = await Promise.all(
    [long, "Only this.", long].map((text, at) => send(owner, id, `${at}.txt`, Buffer.from(text))),
  );
  expect(answers.filter(({ status }) => status !== 200 && status !== 409)).toEqual([]);
  const staged = await owner.json<Staged>("GET", `/api/works/new/${id}`);
  const said = staged.rows.flatMap(({ rendering }) => rendering);
  expect(said.every((words) => words !== "")).toBe(true);
  if (said[0] === "Only this.") expect(said).toHaveLength(1);
  else expect(staged.counts.pairs).toBeGreaterThanOrEqual(900);
});

test("what is changed while a work is made of it stays out, and is not begun any more", async () => {
  const { id } = await begin(owner, { rendering: "The way." });
  const long = Array.from({ length: 1_000 }, (_, at) => `Passage ${at} says this.`).join("\n\n");
  expect((await send(owner, id, "long.txt", Buffer.from(long))).status).toBe(200);
  const creating = owner.json("POST", `/api/works/new/${id}/create`, { ...FIELDS, work: "long-way" });
  let isMade = false;
  void creating.then(() => (isMade = true));
  while (!isMade) {
    const { after } = await owner.json<Staged>("GET", `/api/works/new/${id}`);
    await owner.send("POST", `/api/works/new/${id}/mend`, { do: "join 3", after });
  }
  const { begun } = await owner.json<{ begun: { id: string }[] }>("GET", "/api/works/new");
  expect(begun.map((each) => each.id)).not.toContain(id);
  expect(await told(owner, "POST", `/api/works/new/${id}/create`, { ...FIELDS, work: "again" })).toEqual([409, "made"]);
  const { after } = await owner.json<Staged>("GET", `/api/works/new/${id}`);
  expect(await told(owner, "POST", `/api/works/new/${id}/mend`, { do: "undo", after })).toEqual([409, "made"]);
  expect((await send(owner, id, "more.txt", Buffer.from("More."))).status).toBe(409);
  const page = await owner.send("GET", `/works/new/${id}`, undefined, { accept: "text/html" });
  expect([page.status, page.headers.get("location")]).toEqual([302, "/long-way"]);
});

test("asked for at two addresses at once it is one work, and whoever comes second is told so", async () => {
  const { id } = await begin(owner);
  const made = await Promise.all(
    ["here", "there"].map((work) => told(owner, "POST", `/api/works/new/${id}/create`, { ...FIELDS, work })),
  );
  expect(made.map(([status, why]) => [status, why]).sort()).toEqual([
    [200, undefined],
    [409, "made"],
  ]);
  const verified = await variorum(["verify", "--data", data]);
  expect([verified.status, verified.stdout]).toEqual([
    0,
    expect.stringContaining("Every digest and every chain holds"),
  ]);
});

test("what somebody has begun is nobody else's, an owner's neither", async () => {
  const { id, after } = await begin(translator);
  for (const [method, path, body] of [
    ["GET", `/api/works/new/${id}`],
    ["POST", `/api/works/new/${id}/mend`, { do: "join 0", after }],
    ["POST", `/api/works/new/${id}/create`, FIELDS],
    ["POST", `/api/works/new/${id}/discard`, {}],
  ] as const)
    expect(await told(owner, method, path, body)).toEqual([404, "staged"]);
  expect((await send(owner, id, "a.txt", Buffer.from("Mine."))).status).toBe(404);
});

test("a step is taken from what was shown, so that of two windows one is told", async () => {
  const { id, after } = await begin(translator);
  const next = await translator.json<Staged>("POST", `/api/works/new/${id}/mend`, { do: "join 0", after });
  expect(next.rows.map(({ source }) => source)).toEqual([["道可道。", "名可名。"]]);
  expect(await told(translator, "POST", `/api/works/new/${id}/mend`, { do: "join 0", after })).toEqual([
    409,
    "staged-moved",
  ]);
  for (const odd of ["join 99", "split 7", "join -1", "settle 0; DROP", "undo undo"])
    expect(
      (await told(translator, "POST", `/api/works/new/${id}/mend`, { do: odd, after: next.after }))[0],
    ).toBeGreaterThanOrEqual(400);
});

test("files that are none are refused in a sentence, and what was there stays", async () => {
  const { id } = await begin(translator);
  for (const [name, bytes, says] of [
    ["scan.pdf", Buffer.from("%PDF-1.7"), /PDF/],
    ["broken.docx", docx("<w:p>").subarray(0, 200), /broken|archive/],
    ["table.csv", Buffer.from("id,source,rendering\n1,一,One\n"), /table/],
    ["nothing.txt", Buffer.from("  \n"), /no passage/],
    ["noise.txt", Buffer.from([0, 1, 2, 3, 255, 254, 0]), /no text/],
  ] as const) {
    const answer = await send(translator, id, name, bytes);
    expect(`${name} ${answer.status}`).toBe(`${name} 422`);
    expect(((await answer.json()) as { detail: string }).detail).toMatch(says);
  }
  expect((await send(translator, id, "a.txt", Buffer.from("Some."), "&footnotes=all")).status).toBe(422);
  const columns = (said: string) => send(translator, id, "a.csv", Buffer.from("id,words\n1,One\n"), `&columns=${said}`);
  expect((await columns("head:colour")).status).toBe(422);
  expect(((await (await columns("head:passage,none")).json()) as { detail: string }).detail).toMatch(
    /no column called rendering/,
  );
  const { rows } = await translator.json<Staged>("GET", `/api/works/new/${id}`);
  expect(rows.map(({ rendering }) => rendering)).toEqual(TEXTS.rendering.split("\n\n").map((each) => [each]));
});

test("a long text is read and laid by a process of its own, and its faults are told the same", async () => {
  const { id } = await begin(translator);
  const paragraphs = Array.from({ length: 1_200 }, (_, at) => `Paragraph ${at}. ${"words ".repeat(80)}end.`);
  const long = Buffer.from(paragraphs.join("\n\n"));
  expect(long.length).toBeGreaterThan(500_000);
  expect((await send(translator, id, "long.txt", long)).status).toBe(200);
  const { counts } = await translator.json<Staged & { counts: { pairs: number } }>("GET", `/api/works/new/${id}`);
  expect(counts.pairs).toBeGreaterThanOrEqual(1_200);
  const refused = await send(translator, id, "long.docx", long);
  expect([refused.status, ((await refused.json()) as { detail: string }).detail]).toEqual([
    422,
    expect.stringContaining("long.docx"),
  ]);
  expect((await send(translator, "nothing-begun", "long.txt", long)).status).toBe(404);
});

test("an address that a private work has is refused to whoever may not read it as any other, and what is offered ends as theirs", async () => {
  const [taken, first] = [await begin(owner), await begin(translator, { rendering: "The hushed way." })];
  await owner.json("POST", `/api/works/new/${taken.id}/create`, { ...FIELDS, work: "hushed" });
  await owner.json("POST", "/api/works/hushed/visibility", { visibility: "private" });
  const ask = async (work: string): Promise<[number, string]> => {
    const answer = await translator.send("POST", `/api/works/new/${first.id}/create`, { ...FIELDS, work });
    return [answer.status, (await answer.text()).replaceAll(work, "it")];
  };
  expect(await ask("hushed")).toEqual(await ask("nowhen"));
  expect((await ask("hushed"))[0]).toBe(422);
  const { fields, ending } = await begin(translator);
  expect(fields.work).toMatch(new RegExp(`^[a-z0-9-]+${ending}$`));
  expect((await begin(owner)).ending).toBe("");
  const page = await translator.send("GET", `/works/new/${first.id}`, undefined, { accept: "text/html" });
  expect(await page.text()).toContain(`It ends with ${ending}`);
});

test("what may not be shown to all makes no public work, which text that is is said, and a private one is nobody else's", async () => {
  const { id } = await begin(translator);
  const staged = async () =>
    translator.json<{ ending: string; readers: { visibility: string; texts: object[] } }>(
      "GET",
      `/api/works/new/${id}`,
    );
  const create = `/works/new/${id}/create`;
  const { ending } = await staged();
  const fields = { ...FIELDS, work: `hushed-way${ending}`, closedSource: "yes" };
  const refused = await translator.send("POST", create, fields, { accept: "text/html" });
  const page = await refused.text();
  expect(refused.status).toBe(422);
  expect(page).toContain("The source may not be shown to all, so the work can’t be public.");
  expect((await staged()).readers).toEqual({
    visibility: "public",
    texts: [
      { text: "source", isClosed: true },
      { text: "rendering", isClosed: false },
    ],
  });
  const both = { ...fields, closedRendering: "yes" };
  expect(await (await translator.send("POST", `/api${create}`, both)).json()).toMatchObject({
    ...{ why: "not-for-all", texts: ["source", "rendering"] },
  });
  expect((await translator.send("POST", `/api${create}`, { ...fields, visibility: "nobody" })).status).toBe(400);
  const { work } = await translator.json<{ work: string }>("POST", `/api${create}`, { ...both, visibility: "private" });
  const [stranger, other] = [new Client(bench.address), await joinAs(bench, owner, "reviewer", RON)];
  for (const [by, status] of [
    [stranger, 404],
    [other, 404],
    [translator, 200],
    [owner, 200],
  ] as const)
    expect((await by.send("GET", `/api/works/${work}`)).status).toBe(status);
});

test("a table brings source and translation, a row a passage, and is read as it is where it stands alone", async () => {
  const { id } = await begin(translator, {});
  const rows =
    "id,source,rendering,by,words\nMark 1:1,太初有道。,In the beginning.,Ada,x\nMark 1:2,道與神同在。,\n1:3,,Alone.\n,,\n";
  expect((await send(translator, id, "mark.csv", Buffer.from(rows))).status).toBe(200);
  // The same again, as after a question, stands in its own place.
  expect((await send(translator, id, "mark.csv", Buffer.from(rows))).status).toBe(200);
  const staged = await translator.json<Staged & { notTaken: object }>("GET", `/api/works/new/${id}`);
  expect(staged.rows.map(({ source, rendering }) => [...source, ...rendering])).toEqual([
    ["太初有道。", "In the beginning."],
    ["道與神同在。"],
    ["Alone."],
  ]);
  expect([staged.counts.unsure, staged.notTaken]).toEqual([0, { words: 1, people: 1 }]);
  const { work } = await translator.json<{ work: string }>("POST", `/api/works/new/${id}/create`, {
    ...FIELDS,
    ...staged.fields,
    title: "Mark",
  });
  const made = await translator.json<{ passages: { passage: { id: string; source: { words: string[] } } }[] }>(
    "GET",
    `/api/works/${work}`,
  );
  expect(made.passages.map(({ passage }) => [passage.id, ...passage.source.words])).toEqual([
    ["mark-1-1", "太初有道。"],
    ["1", "道與神同在。"],
    ["1-3"],
  ]);

  // Renderings alone are a text like another, laid beside the source that is there.
  const beside = await begin(translator, { source: "太初有道。" });
  expect((await send(translator, beside.id, "b.tsv", Buffer.from("text\nIn the beginning.\n"))).status).toBe(200);
  const laid = await translator.json<Staged>("GET", `/api/works/new/${beside.id}`);
  expect(laid.rows.map(({ source, rendering }) => [...source, ...rendering])).toEqual([
    ["太初有道。", "In the beginning."],
  ]);
});

/** Sends files as a form does, in this order. */
async function sendAll(by: Client, id: string, files: readonly (readonly [string, string])[]): Promise<Response> {
  const form = new FormData();
  for (const [name, text] of files) form.append("file", new Blob([text]), name);
  return fetch(`${bench.address}/api/works/new/${id}/texts/b`, {
    method: "POST",
    headers: { accept: "application/json", cookie: by.session },
    body: form,
  });
}

test("a table of many translations that is sent again, as for other columns, has all of them again", async () => {
  const { id } = await begin(owner, {});
  const line = (row: number) => Array.from({ length: 14 }, (_, at) => `Words ${at} of row ${row}`).join("\t");
  const table = Buffer.from([line(1), line(2)].join("\n"));
  const columns = ["source", "rendering", ...Array<string>(12).fill("further")];
  for (let sent = 0; sent < 2; sent++) {
    expect((await send(owner, id, "many.tsv", table, `&columns=rows:${columns.join(",")}`)).status).toBe(200);
    const { further } = await owner.json<{ further: unknown[] }>("GET", `/api/works/new/${id}`);
    expect(further).toHaveLength(12);
  }
  await owner.json("POST", `/api/works/new/${id}/discard`, {});
});

test("files that are sent together are one text, and the one that can't be read is named", async () => {
  const { id } = await begin(translator, { source: TEXTS.source });
  expect(
    (
      await sendAll(translator, id, [
        ["2.md", "The name that can be named.\n"],
        ["1.txt", "The way."],
      ])
    ).status,
  ).toBe(200);
  const { rows } = await translator.json<Staged>("GET", `/api/works/new/${id}`);
  expect(rows.flatMap(({ rendering }) => rendering)).toEqual(["The name that can be named.", "The way."]);
  for (const [files, says] of [
    [
      [
        ["1.txt", "One."],
        ["2.docx", "%PDF-1.7"],
      ],
      /^2\.docx is a PDF/,
    ],
    [
      [
        ["1.txt", "One."],
        ["2.csv", "rendering\nOne\n"],
      ],
      /^2\.csv is a table/,
    ],
    [
      [
        ["1.txt", "One."],
        ["2.txt", " "],
      ],
      /^2\.txt holds no passage/,
    ],
    [[], /holds no passage|broken/],
  ] as const) {
    const answer = await sendAll(translator, id, files);
    expect([answer.status, ((await answer.json()) as { detail: string }).detail]).toEqual([
      422,
      expect.stringMatching(says),
    ]);
  }
  const broken = await fetch(`${bench.address}/api/works/new/${id}/texts/b`, {
    method: "POST",
    headers: {
      accept: "application/json",
      cookie: translator.session,
      "content-type": "multipart/form-data; boundary=x",
    },
    body: "--y\r\nnothing",
  });
  expect([broken.status, ((await broken.json()) as { detail: string }).detail]).toEqual([
    422,
    expect.stringMatching(/is broken/),
  ]);
  expect((await translator.json<Staged>("GET", `/api/works/new/${id}`)).rows).toEqual(rows);
});

/** Sends a form as a browser does without a script, and follows where it leads. */
async function sendForm(
  path: string,
  fields: Readonly<Record<string, string>>,
  files: readonly (readonly [field: string, name: string, bytes: Uint8Array])[],
): Promise<{ status: number; at: string; page: string }> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  for (const [field, name, bytes] of files) form.append(field, new Blob([Buffer.from(bytes)]), name);
  const headers = { accept: "text/html", cookie: owner.session, origin: bench.address };
  const sent = await fetch(`${bench.address}${path}`, { method: "POST", headers, body: form, redirect: "manual" });
  const at = sent.headers.get("location") ?? path;
  const answer = sent.status === 303 ? await fetch(new URL(at, bench.address), { headers }) : sent;
  return { status: sent.status, at, page: await answer.text() };
}

test("a form of a browser without a script is asked what its files leave open, and comes back with what was typed where one is refused", async () => {
  const gb18030 = new Uint8Array([0xb5, 0xc0, 0xbf, 0xc9, 0xb5, 0xc0, 0xa3, 0xac, 0xb7, 0xc7, 0xb3, 0xa3, 0xb5, 0xc0, 0xa1, 0xa3]); // prettier-ignore
  const { id } = await begin(owner);
  const begun = async () => (await owner.json<{ begun: unknown[] }>("GET", "/api/works/new")).begun.length;
  for (const { path, side, field, typed } of [
    { path: "/works/new", side: "a", field: "source", typed: { rendering: "Typed words." } },
    { path: `/works/new/${id}/further`, side: "b", field: "rendering", typed: { rendering: "Typed words." } },
    { path: "/api/works/nip14/source", side: "a", field: "source", typed: { source: "Typed words." } },
    { path: "/api/works/nip14/return/text", side: "b", field: "rendering", typed: { rendering: "Typed words." } },
  ]) {
    const before = await begun();
    const file = (name: string, bytes: Uint8Array) => [`${field}-file`, name, bytes] as const;
    const refused = await sendForm(path, typed, [file("a.docx", Buffer.from("%PDF-1.7"))]);
    expect([path, refused.status, refused.page]).toEqual([
      path,
      422,
      expect.stringMatching(/role="alert"[^>]*>a\.docx is a PDF/),
    ]);
    expect(refused.page).toMatch(/<textarea[^>]*>Typed words\.<\/textarea>/);
    expect((await sendForm(path, {}, [file("", Buffer.of())])).page).toContain("There is no text yet");

    const asked = await sendForm(path, typed, [file("道.txt", gb18030)]);
    expect([asked.status, asked.page]).toEqual([422, expect.stringContaining("How is 道.txt written?")]);
    expect(asked.page).toContain(`name="${side}-encoding" value="gb18030"`);
    expect(asked.page).toContain("Choose 道.txt once more");
    expect(asked.page).toMatch(/<textarea[^>]*>Typed words\.<\/textarea>/);
    expect(await begun()).toBe(before);

    const chosen = { [`${side}-for`]: "道.txt", [`${side}-encoding`]: "gb18030" };
    // What was chosen for one file is not taken for another.
    if (side === "a" && path !== "/works/new")
      expect((await sendForm(path, chosen, [file("名.txt", gb18030)])).page).toContain("How is 名.txt written?");
    const taken = await sendForm(path, chosen, [file("道.txt", gb18030)]);
    expect([taken.status, taken.page]).toEqual([303, expect.stringContaining("道可道，非常道。")]);
    if (path.startsWith("/works/")) continue;
    const several = await sendForm(path, {}, [
      file("1.md", Buffer.from("First.")),
      file("2.html", Buffer.from("<p>Second.")),
    ]);
    expect([several.status, several.page]).toEqual([303, expect.stringMatching(/First\.[^]*Second\./)]);
  }
});

test("it is there after a stop, becomes a work once, and its address is nobody else's", async () => {
  const { id } = await begin(translator);
  const cookie = translator.session;
  await stopShort();
  bench = await startTestWorkbench({ data });
  const again = { headers: { cookie, accept: "application/json", "content-type": "application/json" } };
  const ask = (act: string, body?: object): Promise<Response> =>
    fetch(`${bench.address}/api/works/new/${id}${act}`, {
      ...again,
      ...(body && { method: "POST", body: JSON.stringify(body) }),
    });
  expect(((await (await ask("")).json()) as Staged).counts.pairs).toBe(2);
  const { ending } = (await (await ask("")).json()) as { ending: string };
  const fields = { ...FIELDS, work: `way${ending}` };
  for (const work of ["nip14", "nowhere"])
    expect(((await (await ask("/create", { ...FIELDS, work })).json()) as { why: string }).why).toBe("ending");
  expect((await ask("/create", { ...fields, title: " " })).status).toBe(422);
  expect(await (await ask("/create", fields)).json()).toEqual({ work: fields.work });
  expect((await ask("/create", { ...fields, work: `way-2${ending}` })).status).toBe(409);
  const made = await fetch(`${bench.address}/api/works/${fields.work}`, again);
  const { passages } = (await made.json()) as { passages: unknown[] };
  expect(passages).toHaveLength(2);

  // Stopped when the work was whole and nobody had been told: it is known, whatever address is asked for then.
  await stopShort();
  const db = openSqlite(join(data, DATABASE));
  expect(db.prepare("UPDATE staged SET made = NULL WHERE id = ?").run(id).changes).toBe(1);
  db.close();
  bench = await startTestWorkbench({ data });
  const twice = await ask("/create", { ...FIELDS, work: `way-2${ending}` });
  expect([twice.status, (await twice.json()) as object]).toMatchObject([409, { why: "made", work: fields.work }]);
  expect((await fetch(`${bench.address}/api/works/way-2${ending}`, again)).status).toBe(404);
});

async function stopShort(): Promise<void> {
  const gone = new Promise((resolve) => bench.process.once("exit", resolve));
  bench.process.kill("SIGKILL");
  await gone;
}
