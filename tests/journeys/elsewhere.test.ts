/** A workbench elsewhere, asked from the command line by a token: what comes of it, and what is said where nothing does. */
import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import { connect, createServer as createTcpServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Ran, variorum } from "../help/commands.ts";
import { type Client, joinAs, joinAsOwner, OWNER, startTestWorkbench, type TestWorkbench } from "../help/workbench.ts";

const ANN = { name: "Ann Lee", email: "ann@example.org", password: "correct horse battery" };

let folder: string;
let bench: TestWorkbench;
let owner: Client;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "variorum-elsewhere-"));
  bench = await startTestWorkbench();
  owner = await joinAsOwner(bench);
});
afterAll(async () => {
  await bench.end();
  rmSync(folder, { recursive: true, force: true });
});

/** A file that holds a token of `client`'s. */
async function tokenFile(client: Client, wanted: object = {}, { password } = OWNER): Promise<string> {
  const key = `${client.session} ${JSON.stringify(wanted)}`;
  const made = tokens.get(key) ?? newTokenFile(client, wanted, password);
  tokens.set(key, made);
  return made;
}

/** An account has some tokens and no more: each is made once. */
const tokens = new Map<string, Promise<string>>();

async function newTokenFile(client: Client, wanted: object, password: string): Promise<string> {
  const asked = { act: "token", name: "from the command line", password, ...wanted };
  const { token } = await client.json<{ token: string }>("POST", "/api/account", asked);
  const file = join(folder, `token-${token.slice(-6).replaceAll(/\W/g, "x")}`);
  writeFileSync(file, `${token}\n`, { mode: 0o600 });
  return file;
}

/** Something that answers as it likes, at an address of its own. */
async function answering(listener: RequestListener): Promise<{ url: string; end: () => void }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, end: () => (server.closeAllConnections(), server.close()) };
}

async function exported(work: string, data: string): Promise<unknown[]> {
  const out = join(mkdtempSync(join(folder, "out-")), `${work}.jsonl`);
  expect(await variorum(["export", work, "--format", "jsonl", "--out", out, "--data", data])).toMatchObject({
    status: 0,
  });
  return readFileSync(out, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as unknown);
}

const last = ({ stdout }: Ran): unknown => JSON.parse(stdout.trim().split("\n").at(-1)!);
const to = (name: string) => join(folder, name);

describe("a work is taken out of it", () => {
  // The formats themselves are held elsewhere: here is a text, a table, and what is made of bytes.
  test.each(["txt", "csv", "docx", "archive"])("as %s, the same bytes as there", async (as) => {
    const token = await tokenFile(owner);
    const how = (out: string) => (as === "archive" ? ["--archive", out] : ["--format", as, "--out", out]);
    const [here, there] = await Promise.all([
      variorum(["export", "nip14", ...how(to(`here.${as}`)), "--data", bench.data, "--json"]),
      variorum([
        ...["export", "nip14", ...how(to(`there.${as}`)), "--json"],
        ...["--url", bench.address, "--token-file", token],
      ]),
    ]);
    expect(there).toEqual({ status: 0, stdout: here.stdout, stderr: "" });
    expect(readFileSync(to(`there.${as}`)).equals(readFileSync(to(`here.${as}`)))).toBe(true);
  });

  test("the token may stand in a variable; one that others can read is warned of", async () => {
    const file = await tokenFile(owner);
    const args = ["export", "nip14", "--format", "txt", "--out", to("variable.txt"), "--url", `${bench.address}/`];
    const { status, stderr } = await variorum(args, { VARIORUM_TOKEN: readFileSync(file, "utf8") });
    expect([status, stderr]).toEqual([0, ""]);
    chmodSync(file, 0o644);
    const warned = await variorum([...args, "--token-file", file, "--json"]);
    expect(warned).toMatchObject({
      status: 0,
      stderr: `${file} may be read by others on this machine: chmod 600 ${file}\n`,
    });
    expect(last(warned)).toMatchObject({ work: "nip14" });
    chmodSync(file, 0o600);
  });
});

describe("where nothing comes, one sentence says why, the file that was there stays, and no other is left", () => {
  /** What is said, on a folder that holds one older file. */
  async function refused(url: string, { token, as = ["--format", "txt", "--out"] }: { token: string; as?: string[] }) {
    const own = mkdtempSync(join(folder, "refused-"));
    writeFileSync(join(own, "out"), "older");
    const args = ["export", "nip14", ...as, join(own, "out"), "--url", url, "--token-file", token];
    const { status, stdout, stderr } = await variorum(args);
    expect([status, stdout, readdirSync(own), readFileSync(join(own, "out"), "utf8")]).toEqual([
      ...[1, "", ["out"], "older"],
    ]);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    return stderr;
  }

  test("no such host, nothing that answers, no address at all, plain http to elsewhere", async () => {
    const token = await tokenFile(owner);
    const gone = await answering(() => undefined);
    gone.end();
    const all: [url: string, said: RegExp][] = [
      ["https://variorum.invalid", /no host variorum\.invalid/],
      [gone.url, /Nothing answers at/],
      ["variorum", /is no address/],
      ["https://ann:secret@variorum.invalid", /is no address/],
      ["http://variorum.invalid", /use https/],
      ["http://127.0.0.1.variorum.invalid", /use https/],
      [bench.address.replace("http:", "https:"), /does not speak https/],
    ];
    await Promise.all(all.map(async ([url, said]) => expect(await refused(url, { token })).toMatch(said)));
  });

  test("a token that is unknown, of another work, of somebody who may not; none at all", async () => {
    writeFileSync(to("forged"), "variorum_forged", { mode: 0o600 });
    const elsewhere = await tokenFile(owner, { work: "elsewhere" });
    const ann = await tokenFile(await joinAs(bench, owner, "reader", ANN), {}, { ...OWNER, password: ANN.password });
    writeFileSync(to("empty"), "\n", { mode: 0o600 });
    writeFileSync(to("two"), "one\ntwo\n", { mode: 0o600 });
    const all: [how: { token: string; as?: string[] }, said: RegExp][] = [
      [{ token: to("forged") }, /token/i],
      [{ token: elsewhere }, /for the work “elsewhere” alone/],
      [{ token: ann, as: ["--archive"] }, /An owner of it takes it out/],
      [{ token: to("empty") }, /is empty/],
      [{ token: to("two") }, /does not hold a token/],
      [{ token: to("none") }, /There is no file/],
    ];
    await Promise.all(all.map(async ([how, said]) => expect(await refused(bench.address, how)).toMatch(said)));
  });

  test("it leads on to another address, where the token does not go", async () => {
    const token = await tokenFile(owner);
    const came: string[] = [];
    const other = await answering((req, res) => (came.push(req.url ?? ""), res.end()));
    const leading = await answering((req, res) => res.writeHead(302, { location: `${other.url}${req.url}` }).end());
    expect(await refused(leading.url, { token })).toMatch(/leads on to .*, where the token was not sent/);
    expect(came).toEqual([]);
    for (const each of [other, leading]) each.end();
  });

  test("what answers is no workbench, or says what it likes", async () => {
    const token = await tokenFile(owner);
    const other = await answering((_req, res) => res.end("<html>Hello</html>"));
    expect(await refused(other.url, { token })).toMatch(/is no Variorum/);
    other.end();
    const broken = await answering((_req, res) => res.writeHead(502).end("<html>Bad gateway</html>"));
    expect(await refused(broken.url, { token })).toMatch(/answers with 502/);
    broken.end();
    const problem = { "content-type": "application/problem+json" };
    const loud = await answering((_req, res) =>
      res.writeHead(403, problem).end(JSON.stringify({ detail: "\u001b[2JGone.\nReally." })),
    );
    expect(await refused(loud.url, { token })).toBe(" [2JGone. Really.\n");
    loud.end();
  });

  test.each([
    ["the connection breaks", { "content-length": "1000" }],
    ["less comes than was said, without a length", {}],
  ])("%s in the middle", async (_, headers) => {
    const token = await tokenFile(owner);
    const told = encodeURIComponent(JSON.stringify({ passages: 1, versions: 1, leftOut: {} }));
    const cut = await answering((_req, res) => {
      res.writeHead(200, { ...headers, "variorum-written": told });
      res.write("The beginning", () => setTimeout(() => res.destroy(), 50));
    });
    expect(await refused(cut.url, { token })).toMatch(/was lost after/);
    cut.end();
  });
});

describe("a work is brought into it", () => {
  const VERSES = [1, 2, 3].map((verse) => ({
    ...{ id: `Mark 1:${verse}`, zh: `第${verse}節。` },
    versions: [
      { text: `The ${verse}. verse *as it was*.`, date: "2010-03-24", by: "A. Reviser" },
      { text: `Verse ${verse}, as it is.`, date: "2014-12-12", subject: "Shorter." },
    ],
  }));

  function file(name: string, content: string): string {
    writeFileSync(to(name), content);
    return to(name);
  }

  /** Brings it in there, in the name of whoever has the token. */
  const brought = (token: string, args: readonly string[], url = bench.address): Promise<Ran> =>
    variorum(["import", ...args, "--url", url, "--token-file", token, "--json"]);

  const works = async () =>
    (await owner.json<{ works: { work: { id: string } }[] }>("GET", "/api/works")).works.map(({ work }) => work.id);

  test("of lines, and the same as on the machine itself; the same again is there already, from either side", async () => {
    const token = await tokenFile(owner, { may: "import" });
    const jsonl = file("mark.jsonl", VERSES.map((each) => JSON.stringify(each)).join("\n"));
    const what = [
      "--jsonl",
      jsonl,
      "--work",
      "mark",
      "--title",
      "Mark",
      "--source-field",
      "zh",
      "--translator",
      "Ada",
      "Bo",
    ];
    const counts = { work: "mark", passages: 3, versions: 6, notTaken: {} };
    expect(last(await brought(token, what))).toEqual({ ...counts, already: false });
    expect(last(await brought(token, what))).toEqual({ ...counts, already: true });
    const here = await variorum(["import", ...what, "--data", bench.data, "--json"]);
    expect(last(here)).toEqual({ ...counts, already: true });
    const own = to("own");
    expect(await variorum(["import", ...what, "--data", own])).toMatchObject({ status: 0 });
    expect(await exported("mark", bench.data)).toEqual(await exported("mark", own));
    expect(await owner.json("GET", "/api/works/mark")).toMatchObject({
      work: { title: "Mark", translation: { translators: [{ name: "Ada" }, { name: "Bo" }] } },
    });
  });

  test("of a text and its source, and of a repository with its history", async () => {
    const token = await tokenFile(owner, { may: "import" });
    const texts = [
      file("text.md", "# A text\n\nOne paragraph, with *emphasis*.\n\nAnother of 14 words.\n"),
      ...["--source", file("source.txt", "# 文\n\n一段。\n\n另一段，十四個字。\n"), "--source-language", "zh"],
    ];
    const ran = await brought(token, [...texts, "--work", "text"]);
    expect(last(ran)).toMatchObject({ work: "text", passages: 3, versions: 3, already: false });
    const repository = to("repository");
    const git = (...args: string[]) =>
      execFileSync("git", ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-C", repository, ...args]);
    execFileSync("git", ["init", "--quiet", repository]);
    for (const words of ["First words.", "Second words."]) {
      writeFileSync(join(repository, "a.txt"), words);
      git("add", ".");
      git("commit", "--quiet", "-m", `Because: ${words}`);
    }
    const history = ["--git", repository, "--path", "a.txt", "--work", "history", "--title", "A history"];
    expect(last(await brought(token, history))).toMatchObject({ work: "history", passages: 1, versions: 2 });
    const { passages } = await owner.json<{ passages: { passage: { id: string } }[] }>("GET", "/api/works/history");
    expect(await owner.json("GET", `/api/works/history/passages/${passages[0]!.passage.id}/v2`)).toMatchObject({
      ...{ rationale: "Because: Second words.", review: { by: { name: OWNER.name } } },
    });
  });

  test("whose address is taken, who may not, and what can't be one is said, and nothing is made", async () => {
    const [token, reading] = [await tokenFile(owner, { may: "import" }), await tokenFile(owner)];
    const before = await works();
    const text = file("other.txt", "Other words.");
    const refused = async (by: string, work: string, ...more: string[]) => {
      const { status, stderr } = await brought(by, [text, "--title", "Other", "--work", work, ...more]);
      expect([status, stderr.trimEnd().split("\n").length]).toEqual([1, 1]);
      return stderr;
    };
    const forText = await tokenFile(owner, { may: "import", work: "text" });
    const bo = { ...OWNER, name: "Bo", email: "bo@example.org" };
    const reader = await tokenFile(await joinAs(bench, owner, "reader", bo), { may: "import" });
    const all: [said: RegExp, by: string, work: string, ...more: string[]][] = [
      [/already here/, token, "nip14"],
      [/may be used to read, and not for this/, reading, "other"],
      [/“text” alone/, forText, "other"],
      [/Owners bring works in/, reader, "other"],
      [/leave --by out/, token, "other", "--by", "Somebody"],
      [/Say what the work is/, token, "other", "--licence", "x".repeat(2_001)],
    ];
    // Of one person two are taken at once.
    for (const [said, ...how] of all) expect(await refused(...how)).toMatch(said);
    expect(await works()).toEqual(before);
  });

  test("by a token for that work alone, though it is not there yet", async () => {
    const token = await tokenFile(owner, { may: "import", work: "only-this" });
    const text = file("only.txt", "Only this.");
    expect(last(await brought(token, [text, "--title", "Only", "--work", "only-this"]))).toMatchObject({
      already: false,
    });
  });

  test("a connection that breaks while it is sent leaves nothing; when all was sent, the work; the same again goes on", async () => {
    const token = await tokenFile(owner, { may: "import" });
    const many = Array.from({ length: 300 }, (_, at) => `Paragraph ${at} ${"of many words ".repeat(500)}.`);
    const what = [file("many.txt", many.join("\n\n")), "--title", "Many", "--work", "many"];
    const early = await between((sent) => sent > 1_000_000);
    expect(await brought(token, what, early.url)).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/was lost/) as string,
    });
    early.end();
    expect(await works()).not.toContain("many");
    const late = await between((_, answered) => answered > 0);
    const lost = await brought(token, what, late.url);
    expect(lost).toMatchObject({ status: 1, stderr: expect.stringMatching(/lost when all was sent/) as string });
    late.end();
    // There already, or on its way still, which is waited for.
    expect(last(await brought(token, what))).toMatchObject({ work: "many", passages: 300, versions: 300 });
    expect(await variorum(["verify", "--data", bench.data])).toMatchObject({ status: 0 });
  });
});

describe("what comes to a work that is there", () => {
  const ANY = { may: "propose" };

  /** The Plan as a Word file whose words are other than those that stand. */
  async function edited(name: string): Promise<string> {
    const file = to(name);
    const out = ["export", "nip14", "--format", "docx", "--out", file, "--data", bench.data];
    expect(await variorum(out)).toMatchObject({ status: 0 });
    const parts = unzipSync(readFileSync(file));
    const document = strFromU8(parts["word/document.xml"]!).replace("Foster an advanced", "Truly foster an advanced");
    writeFileSync(file, zipSync({ ...parts, "word/document.xml": strToU8(document) }));
    return file;
  }

  const proposed = (token: string, args: readonly string[], work = "nip14"): Promise<Ran> =>
    variorum([
      ...["import", ...args, "--work", work, "--as-proposal", "--json"],
      ...["--url", bench.address, "--token-file", token],
    ]);

  test("a Word file is proposed by whose token it is, once; tried, nothing is kept", async () => {
    const di = { ...OWNER, name: "Di", email: "di@example.org" };
    const [translator, file] = [await joinAs(bench, owner, "translator", di), await edited("edited.docx")];
    const token = await tokenFile(translator, ANY);
    const tried = last(await proposed(token, [file, "--dry-run"]));
    expect(tried).toMatchObject({ work: "nip14", passages: 1, already: false, proposals: [] });
    const came = last(await proposed(token, [file, "--reason", "More to the point."]));
    expect(came).toMatchObject({ work: "nip14", passages: 1, versions: 0, already: false });
    const { proposals } = came as { proposals: string[] };
    expect(await translator.json("GET", `/api/proposals/${proposals[0]!}`)).toMatchObject({
      ...{ status: "open", openedBy: { name: "Di" } },
    });
    expect(last(await proposed(token, [file]))).toMatchObject({ passages: 0, already: true, proposals: [] });
    const refused = async (by: string, args: readonly string[], work?: string) =>
      saidBy(await proposed(by, args, work));
    expect(await refused(await tokenFile(owner), [file])).toMatch(/may be used to read, and not for this/);
    expect(await refused(token, [file], "nowhere")).toMatch(/No work is held here/);
    writeFileSync(to("words.docx"), "words");
    expect(await refused(token, [to("words.docx")])).toMatch(/words\.docx/);
    expect(await refused(await tokenFile(owner, ANY), [file], "mark")).toMatch(/which passages of this work/);
  });

  /** Brings it into the works of two workbenches, of which one is asked by its address; both have come to be the same way. */
  async function both(work: string, args: readonly string[], token: string): Promise<{ here: Ran; there: Ran }> {
    const onto = ["import", ...args, "--work", work];
    const [here, there] = await Promise.all([
      variorum([...onto, "--data", to("own"), "--json"]),
      variorum([...onto, "--url", bench.address, "--token-file", token, "--json"]),
    ]);
    return { here, there };
  }

  const RIVER = ["# The river", "The water is deep here, and cold.", "On the other bank stand two old willows."];

  test("a translation, and its next wording, as on the machine itself; an owner's token alone does it", async () => {
    const token = await tokenFile(owner, { may: "import" });
    const text = (name: string, words: readonly string[]) => {
      writeFileSync(to(name), words.join("\n\n"));
      return to(name);
    };
    const own = await both("river", [text("river.md", RIVER), "--translator", "Ada"], token);
    expect(last(own.there)).toEqual(last(own.here));
    const french = text("fleuve.md", [
      "# Le fleuve",
      "L’eau est profonde ici, et froide.",
      "En face, deux vieux saules.",
    ]);
    const described = ["--title", "Le fleuve", "--language", "fr", "--published", "1931", "--translator", "B. Autre"];
    const second = [french, "--translation", "fr", ...described, "--reason", "As printed."];
    for (const args of [[...second, "--dry-run"], second]) {
      const { here, there } = await both("river", args, token);
      expect(there.stderr).toBe(here.stderr);
      expect(counted(there)).toEqual(counted(here));
    }
    const next = await both("river", [text("fleuve-2.md", ["# Le fleuve", "L’eau y est froide.", "En face, deux vieux saules."]), "--translation", "fr"], token); // prettier-ignore
    expect(last(next.there)).toMatchObject({ translation: "fr", passages: 1, versions: 1 });
    expect(counted(next.there)).toEqual(counted(next.here));
    const [there, here] = await Promise.all([exported("river", bench.data), exported("river", to("own"))]);
    expect(there).toEqual(here);
    const again = ["import", to("fleuve-2.md"), "--work", "river", "--url", bench.address, "--token-file", token];
    expect(last(await variorum([...again, "--translation", "fr", "--json"]))).toMatchObject({
      versions: 0,
      already: true,
    });

    const reader = { ...OWNER, name: "Ed", email: "ed@example.org" };
    const reviewer = await joinAs(bench, owner, "reviewer", reader);
    const asked = async (by: string, ...more: string[]) =>
      saidBy(
        await variorum(["import", french, "--work", "river", "--url", bench.address, "--token-file", by, ...more]),
      );
    const fr = ["--translation", "fr"];
    const by = await tokenFile(reviewer, { may: "import" });
    const proposing = await tokenFile(owner, ANY);
    const refusals: [said: RegExp, by: string, ...how: string[]][] = [
      [/[Oo]wner/, by, ...fr],
      [/and not for this/, proposing, ...fr],
      [/no translation “de”/, token, "--translation", "de"],
      [/no translation “none”/, token, ...fr, "--revises", "none"],
      [/date/, token, "--translation", "de", "--title", "Der Fluss", "--published", "once"],
      [/No work is held here/, token, ...fr, "--work", "nowhere"],
    ];
    await Promise.all(refusals.map(async ([said, ...how]) => expect(await asked(...how)).toMatch(said)));
  });

  test("a revised text is proposed, by whoever may propose; brought again, nothing is new", async () => {
    const translator = await joinAs(bench, owner, "translator", { ...OWNER, name: "Flo", email: "flo@example.org" });
    const token = await tokenFile(translator, ANY);
    const revised = RIVER.map((words) => words.replace("cold", "as cold as ice"));
    writeFileSync(to("revised.md"), revised.join("\n\n"));
    const own = [to("revised.md"), "--translation", "main"];
    const { translation } = (await owner.json<{ work: { translation: { id: string } } }>("GET", "/api/works/river"))
      .work;
    own[2] = translation.id;
    const counts = { passages: 1, kept: 2, revised: 1, gone: 0, new: 0, already: false };
    expect(last(await proposed(token, [...own, "--dry-run"], "river"))).toMatchObject({ ...counts, proposals: [] });
    const came = last(await proposed(token, [...own, "--reason", "Colder."], "river"));
    expect(came).toMatchObject(counts);
    const { proposals } = came as { proposals: string[] };
    expect(await translator.json("GET", `/api/proposals/${proposals[0]!}`)).toMatchObject({ status: "open" });
    expect(last(await proposed(token, own, "river"))).toMatchObject({ passages: 0, already: true, proposals: [] });
    expect(saidBy(await proposed(await tokenFile(owner), own, "river"))).toMatch(/and not for this/);
  });

  test("a source, as on the machine itself", async () => {
    const token = await tokenFile(owner, { may: "import" });
    const source = ["# 河", "這裡的水又深又冷。", "對岸立著兩棵老柳。"].join("\n\n");
    writeFileSync(to("river-source.md"), source);
    const args = ["--source", to("river-source.md"), "--provenance", "A manuscript."];
    for (const asked of [[...args, "--dry-run"], args]) {
      const { here, there } = await both("river", asked, token);
      expect(there.stderr).toBe(here.stderr);
      expect(counted(there)).toEqual(counted(here));
    }
    const [there, here] = await Promise.all([exported("river", bench.data), exported("river", to("own"))]);
    expect(there).toEqual(here);
    const again = ["import", ...args, "--work", "river", "--url", bench.address, "--token-file", token, "--json"];
    expect(last(await variorum(again))).toMatchObject({ already: true });
    const translator = await joinAs(bench, owner, "translator", { ...OWNER, name: "Gus", email: "gus@example.org" });
    const by = await tokenFile(translator, { may: "import" });
    const refused = ["import", ...args, "--work", "river", "--url", bench.address, "--token-file", by];
    expect(saidBy(await variorum(refused))).toMatch(/[Oo]wner/);
    expect(await variorum(["verify", "--data", bench.data])).toMatchObject({ status: 0 });
  });
});

/** What was brought, whatever its import is called. */
function counted(ran: Ran): unknown {
  const { import: _, ...said } = last(ran) as { import?: string };
  return said;
}

/** The one sentence of what was not done. */
function saidBy({ status, stderr }: Ran): string {
  expect([status, stderr.trimEnd().split("\n").length]).toEqual([1, 1]);
  return stderr;
}

test("killed while it brings a work in, it goes on with it when it starts again, and whoever sent it has waited", async () => {
  const first = await startTestWorkbench();
  const signedIn = await joinAsOwner(first);
  const token = await tokenFile(signedIn, { may: "import" });
  const many = Array.from({ length: 1_200 }, (_, at) => `Paragraph ${at} ${"of many words ".repeat(20)}.`);
  writeFileSync(to("killed.txt"), many.join("\n\n"));
  const send = (url: string) =>
    variorum([
      ...["import", to("killed.txt"), "--title", "Killed", "--work", "killed"],
      ...["--url", url, "--token-file", token, "--json"],
    ]);
  const sending = send(first.address);
  // All has come once there is a process that brings it in.
  await expect.poll(() => exchangersOf(first.process.pid!), { interval: 20 }).toBeGreaterThan(0);
  first.process.kill("SIGKILL");
  const second = await startTestWorkbench({ data: first.data, port: Number(new URL(first.address).port) });
  const counts = { work: "killed", passages: many.length, versions: many.length };
  const came = await sending;
  // Where even the answer that it has begun was lost, the command says so.
  if (came.status === 0) expect(last(came)).toMatchObject(counts);
  else expect(came.stderr).toMatch(/lost when all was sent/);
  expect(last(await send(second.address))).toMatchObject(counts);
  expect(await variorum(["verify", "--data", first.data])).toMatchObject({ status: 0 });
  await second.end();
});

/** How many processes one has begun that bring something in and have not ended. */
function exchangersOf(pid: number): number {
  try {
    return execFileSync("pgrep", ["-f", "-P", String(pid), "exchanger"], { encoding: "utf8" })
      .trim()
      .split("\n").length;
  } catch {
    return 0;
  }
}

describe("a work's archive is taken into it", () => {
  const send = (token: string, archive: string, ...more: string[]): Promise<Ran> =>
    variorum(["import", "--archive", archive, "--url", bench.address, "--token-file", token, ...more]);

  /** A work made elsewhere, and its archive. */
  async function archiveOf(work: string, data: string): Promise<string> {
    writeFileSync(to(`${work}.txt`), `The words of ${work}.`);
    const made = ["import", to(`${work}.txt`), "--title", work, "--work", work, "--data", data];
    expect(await variorum(made)).toMatchObject({ status: 0 });
    const archive = to(`${work}.zip`);
    expect(await variorum(["export", work, "--archive", archive, "--data", data])).toMatchObject({ status: 0 });
    return archive;
  }

  test("and comes out again as the same bytes; the same again is there already; its work has the same digests", async () => {
    const token = await tokenFile(owner, { may: "import" });
    const archive = await archiveOf("archived", to("other"));
    const counts = { work: "archived", passages: 1, versions: 1, notTaken: {} };
    expect(last(await send(token, archive, "--json"))).toEqual({ ...counts, already: false });
    expect(last(await send(token, archive, "--json"))).toEqual({ ...counts, already: true });
    const again = to("again.zip");
    const out = ["export", "archived", "--archive", again, "--url", bench.address, "--token-file", token];
    expect(await variorum(out)).toMatchObject({ status: 0 });
    expect(readFileSync(again).equals(readFileSync(archive))).toBe(true);
  });

  test("by its owners alone, whole, and not in the place of another; a sentence says so, and nothing is changed", async () => {
    const token = await tokenFile(owner, { may: "import" });
    const archive = await archiveOf("refused", to("another"));
    const refused = async (by: string, what: string, pattern: RegExp, ...more: string[]) => {
      const { status, stderr } = await send(by, what, ...more);
      expect([status, stderr.trimEnd().split("\n").length]).toEqual([1, 1]);
      expect(stderr).toMatch(pattern);
    };
    await owner.json("POST", "/api/settings", { switch: "who-brings-works-in", value: "translators" });
    const cy = { ...OWNER, name: "Cy", email: "cy@example.org" };
    const translator = await tokenFile(await joinAs(bench, owner, "translator", cy), { may: "import" });
    await refused(translator, archive, /taken in by an owner/);
    await refused(await tokenFile(owner), archive, /and not for this/);
    const bytes = readFileSync(archive);
    writeFileSync(to("bent.zip"), bytes.subarray(0, -40));
    await refused(token, to("bent.zip"), /bent\.zip/);
    await refused(token, archive, /leave --by out/, "--by", "Somebody");
    await refused(token, archive, /--dry-run is for other files/, "--dry-run");
    // The same id, and other records.
    const { address } = bench;
    const other = await archiveOf("archived", to("third"));
    await refused(token, other, /went another way/);
    const wrong = await fetch(`${address}/api/works/else/import`, {
      method: "POST",
      headers: { authorization: `Bearer ${readFileSync(token, "utf8").trim()}`, "content-type": "application/zip" },
      body: bytes,
    });
    expect([wrong.status, await wrong.json()]).toMatchObject([422, { code: "not-taken", why: "file" }]);
    expect((await owner.send("GET", "/api/works/refused")).status).toBe(404);
    expect(await variorum(["verify", "--data", bench.data])).toMatchObject({ status: 0 });
  });
});

/** A way to the workbench that is cut as soon as `cut` says so of how many bytes have gone there and come back. */
async function between(cut: (sent: number, answered: number) => boolean): Promise<{ url: string; end: () => void }> {
  const { hostname, port } = new URL(bench.address);
  const server = createTcpServer((near) => {
    const far = connect(Number(port), hostname);
    let [sent, answered] = [0, 0];
    const look = () => {
      if (!cut(sent, answered)) return true;
      near.destroy();
      far.destroy();
      return false;
    };
    near.on("data", (piece) => ((sent += piece.length), look() && far.write(piece)));
    far.on("data", (piece) => ((answered += piece.length), look() && near.write(piece)));
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on("error", () => other.destroy());
      one.on("close", () => other.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, end: () => server.close() };
}
