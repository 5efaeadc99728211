/** Looking after a workbench that runs: copies under load and under kill -9, restored and verified; doctor; a second server. */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Client, joinAsOwner, OWNER, startTestWorkbench, type TestWorkbench, signingIn } from "../help/workbench.ts";

const place = mkdtempSync(join(tmpdir(), "variorum-care-"));
let bench: TestWorkbench;
let owner: Client;

beforeAll(async () => {
  bench = await startTestWorkbench();
  owner = await joinAsOwner(bench);
});
afterAll(async () => {
  await bench.end();
  rmSync(place, { recursive: true, force: true });
});

function run(args: string[], env: Record<string, string> = {}): Promise<{ status: number | null; out: string }> {
  const child = spawn(process.execPath, ["bin/variorum.mjs", ...args], { env: { ...process.env, ...env } });
  let out = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (out += chunk.toString()));
  return new Promise((resolve) => child.once("close", (status) => resolve({ status, out })));
}

const beside = (...args: string[]) => run(args, { VARIORUM_DATA: bench.data });

test("copies made while people write open and verify, each of them; the restored workbench knows its people's sessions", async () => {
  let writing = true;
  const writers = Array.from({ length: 3 }, async () => {
    while (writing) {
      const { id } = await owner.json<{ id: string }>(
        "POST",
        "/api/works/nip14/passages/s10-government-and-markets/proposals",
        { base: 2 },
      );
      await owner.json("POST", `/api/proposals/${id}/submit`, { text: `Sort out ${id}.`, summary: "Because." });
    }
  });
  for (let round = 0; round < 3; round++) {
    const file = join(place, "nightly.copy");
    const made = await beside("backup", "--prove", file);
    expect(made.out).toMatch(/restored elsewhere and verified/);
    expect(made.status).toBe(0);
    const data = join(place, `restored-${round}`);
    expect(await run(["restore", file, "--data", data])).toMatchObject({ status: 0 });
    expect(await run(["verify", "--data", data])).toMatchObject({ status: 0 });
  }
  writing = false;
  await Promise.all(writers);
  expect(statSync(join(place, "nightly.copy")).mode & 0o077).toBe(0);
  const restored = await startTestWorkbench({ data: join(place, "restored-2") });
  try {
    const answer = await fetch(`${restored.address}/-/settings`, {
      headers: { cookie: owner.session, accept: "application/json" },
    });
    expect(answer.status).toBe(200);
    expect(restored.ownerLink).toBeNull();
  } finally {
    await restored.end();
  }
});

test("kill -9 in the middle of a copy leaves no half file under its name", async () => {
  const folder = join(place, "killed");
  mkdirSync(folder);
  const file = join(folder, "a.copy");
  const outcomes: boolean[] = [];
  for (let wait = 250; wait < 900; wait += 90) {
    const child = spawn(process.execPath, ["bin/variorum.mjs", "backup", file, "--data", bench.data], {
      stdio: "ignore",
    });
    const gone = new Promise((resolve) => child.once("exit", resolve));
    // The moment is what is tried here: before, in and after the copying.
    const killing = setTimeout(() => child.kill("SIGKILL"), wait);
    await gone;
    clearTimeout(killing);
    outcomes.push(existsSync(file));
    if (existsSync(file)) {
      const data = join(folder, `data-${wait}`);
      expect(await run(["restore", file, "--data", data])).toMatchObject({ status: 0 });
      rmSync(file);
    }
  }
  expect(readdirSync(folder).filter((name) => !/^(\..*\.part(-\w+)?|data-\d+)$/.test(name))).toEqual([]);
});

test("restore refuses a folder that holds something, and says what to do", async () => {
  const file = join(place, "for-refusal.copy");
  await beside("backup", file);
  const { status, out } = await run(["restore", file], { VARIORUM_DATA: bench.data });
  expect(status).toBe(2);
  expect(out).toMatch(/not empty.*Name an empty folder/s);
});

test("doctor and verify work beside the workbench, and say by their exit codes what they found", async () => {
  const before = await beside("doctor");
  expect(before.status).toBe(1);
  expect(before.out).toMatch(/No public address is set/);
  expect(before.out).not.toMatch(/proved to be whole/);
  await owner.json("POST", "/-/settings", { address: "https://variorum.example" });
  expect(await beside("doctor")).toMatchObject({ status: 0 });
  expect(await beside("verify")).toMatchObject({ status: 0 });
  expect(await run(["doctor", "--data", join(place, "nowhere")])).toMatchObject({ status: 2 });
  expect(await run(["backup", join(place, "x"), "--data", join(place, "nowhere")])).toMatchObject({ status: 2 });
  await owner.json("POST", "/-/settings", { address: "" });
});

test("the lock's file removed under it lets no second workbench in; after kill -9 the next one starts at once", async () => {
  rmSync(join(bench.data, "serving.lock"));
  const second = spawnSync(process.execPath, ["bin/variorum.mjs", "serve", "--data", bench.data, "--port", "0"], {
    encoding: "utf8",
    timeout: 60_000,
  });
  expect(second.status).toBe(1);
  expect(second.stderr).toMatch(/another workbench is serving/);
  const gone = new Promise((resolve) => bench.process.once("exit", resolve));
  bench.process.kill("SIGKILL");
  await gone;
  bench = await startTestWorkbench({ data: bench.data });
  await new Client(bench.address).json("POST", "/sign-in", signingIn(OWNER));
});
