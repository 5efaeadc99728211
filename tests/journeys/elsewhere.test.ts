/** A workbench elsewhere, asked from the command line by a token: what comes of it, and what is said where nothing does. */
import { execFile } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
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

interface Ran {
  status: number;
  stdout: string;
  stderr: string;
}

/** Runs a command while this process serves what it asks. */
function variorum(args: readonly string[], env: Record<string, string> = {}): Promise<Ran> {
  return new Promise((resolve) =>
    execFile(
      process.execPath,
      ["bin/variorum.mjs", ...args],
      { env: { ...process.env, ...env } },
      (error, stdout, stderr) => resolve({ status: error ? Number(error.code) : 0, stdout, stderr }),
    ),
  );
}

/** A file that holds a token of `client`'s. */
async function tokenFile(client: Client, wanted: object = {}, { password } = OWNER): Promise<string> {
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

const last = ({ stdout }: Ran): unknown => JSON.parse(stdout.trim().split("\n").at(-1)!);
const to = (name: string) => join(folder, name);

describe("a work is taken out of it", () => {
  test.each(["txt", "md", "html", "csv", "tsv", "jsonl", "docx", "archive"])(
    "as %s, the same bytes as there",
    async (as) => {
      const token = await tokenFile(owner);
      const how = (out: string) => (as === "archive" ? ["--archive", out] : ["--format", as, "--out", out]);
      const here = await variorum(["export", "nip14", ...how(to(`here.${as}`)), "--data", bench.data, "--json"]);
      const there = await variorum([
        ...["export", "nip14", ...how(to(`there.${as}`)), "--json"],
        ...["--url", bench.address, "--token-file", token],
      ]);
      expect(there).toEqual({ status: 0, stdout: here.stdout, stderr: "" });
      expect(readFileSync(to(`there.${as}`)).equals(readFileSync(to(`here.${as}`)))).toBe(true);
    },
  );

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
    expect(await refused("https://variorum.invalid", { token })).toMatch(/no host variorum\.invalid/);
    const gone = await answering(() => undefined);
    gone.end();
    expect(await refused(gone.url, { token })).toMatch(/Nothing answers at/);
    expect(await refused("variorum", { token })).toMatch(/is no address/);
    expect(await refused("https://ann:secret@variorum.invalid", { token })).toMatch(/is no address/);
    expect(await refused("http://variorum.invalid", { token })).toMatch(/use https/);
    expect(await refused("http://127.0.0.1.variorum.invalid", { token })).toMatch(/use https/);
    expect(await refused(bench.address.replace("http:", "https:"), { token })).toMatch(/does not speak https/);
  });

  test("a token that is unknown, of another work, of somebody who may not; none at all", async () => {
    writeFileSync(to("forged"), "variorum_forged", { mode: 0o600 });
    expect(await refused(bench.address, { token: to("forged") })).toMatch(/token/i);
    const elsewhere = await tokenFile(owner, { work: "elsewhere" });
    expect(await refused(bench.address, { token: elsewhere })).toMatch(/for the work “elsewhere” alone/);
    const ann = await tokenFile(await joinAs(bench, owner, "reader", ANN), {}, { ...OWNER, password: ANN.password });
    expect(await refused(bench.address, { token: ann, as: ["--archive"] })).toMatch(/An owner of it takes it out/);
    writeFileSync(to("empty"), "\n", { mode: 0o600 });
    expect(await refused(bench.address, { token: to("empty") })).toMatch(/is empty/);
    writeFileSync(to("two"), "one\ntwo\n", { mode: 0o600 });
    expect(await refused(bench.address, { token: to("two") })).toMatch(/does not hold a token/);
    expect(await refused(bench.address, { token: to("none") })).toMatch(/There is no file/);
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
