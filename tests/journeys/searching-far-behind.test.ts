/** What the index of words is far behind, a process takes in beside the workbench, and ends with it, however that ends. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { bringLongWork, longWork } from "../help/long-work.ts";
import { startTestWorkbench, type TestWorkbench } from "../help/workbench.ts";

const folder = mkdtempSync(join(tmpdir(), "variorum-behind-"));
const filled = join(folder, "filled");
beforeAll(() => bringLongWork(filled, longWork({ books: 10, chapters: 30, verses: 39 }), () => false));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let copies = 0;

/** A workbench on a store of which no word was taken in yet. */
function started(): Promise<TestWorkbench> {
  const data = join(folder, String(++copies));
  cpSync(filled, data, { recursive: true });
  return startTestWorkbench({ data });
}

/** What it logs from now on. */
function logOf({ process: { stdout } }: TestWorkbench): string[] {
  const lines: string[] = [];
  stdout!.on("data", (chunk: Buffer) => lines.push(chunk.toString()));
  return lines;
}

async function found({ address }: TestWorkbench): Promise<{ behind: number; hits: number }> {
  const answer = await fetch(`${address}/api/search?in=source&q=${encodeURIComponent("第39节的话")}`);
  expect(answer.status).toBe(200);
  const { behind, hits } = (await answer.json()) as { behind: number; hits: unknown[] };
  return { behind, hits: hits.length };
}

/** The process that takes words in, once it is there. */
function takingIn({ process: { pid } }: TestWorkbench): Promise<number> {
  return vi.waitFor(() => {
    const child = Number(spawnSync("pgrep", ["-P", String(pid)], { encoding: "utf8" }).stdout);
    expect(child).toBeGreaterThan(0);
    return child;
  }, 60_000);
}

/** False also of one that has ended and that nobody has asked about yet. */
const isThere = (pid: number) => /[^Z\s]/.test(stateOf(pid)[0] ?? "");
const stateOf = (pid: number) => spawnSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" }).stdout;
const gone = (pid: number) => vi.waitFor(() => expect(isThere(pid)).toBe(false), 60_000);
const whole = (workbench: TestWorkbench) =>
  vi.waitFor(async () => expect(await found(workbench)).toEqual({ behind: 0, hits: 20 }), 60_000);

test("meanwhile questions are answered from what was taken in so far, and afterwards from all of it", async () => {
  const workbench = await started();
  const child = await takingIn(workbench);
  expect((await found(workbench)).behind).toBeGreaterThan(0);
  const logged = logOf(workbench);
  await gone(child);
  await whole(workbench);
  await workbench.end();
  expect(logged.join("")).toBe("");
});

test("it is gone when the workbench has stopped, and what it began is gone on with at the next start", async () => {
  const workbench = await started();
  const child = await takingIn(workbench);
  const stopped = new Promise((resolve) => workbench.process.once("exit", resolve));
  workbench.process.kill("SIGTERM");
  await stopped;
  expect(isThere(child)).toBe(false);
  const again = await startTestWorkbench({ data: workbench.data });
  await whole(again);
  await again.end();
});

test("it ends by itself when the workbench was killed", async () => {
  const workbench = await started();
  const child = await takingIn(workbench);
  // Stopped, so that it has not come to its end before the workbench has.
  process.kill(child, "SIGSTOP");
  workbench.process.kill("SIGKILL");
  await gone(workbench.process.pid!);
  process.kill(child, "SIGCONT");
  await gone(child);
  const again = await startTestWorkbench({ data: workbench.data });
  await whole(again);
  await again.end();
});

test("if it is killed, that is noted, and the workbench takes in the rest itself", async () => {
  const workbench = await started();
  const logged = logOf(workbench);
  process.kill(await takingIn(workbench), "SIGKILL");
  await whole(workbench);
  await workbench.end();
  expect(logged.join("")).toContain("The index of words could not follow");
});
