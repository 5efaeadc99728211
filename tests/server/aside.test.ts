/** Long work beside the thread that answers: the same answers, a queue that ends, and jobs that are given up. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { afterAll, afterEach, describe, expect, test, vi } from "vitest";
import { askedBy, atOnce, besides, run, TooBusy, type Told } from "../../server/aside/aside.ts";
import { problemFrom } from "../../server/http/problem.ts";
import { everyView } from "../editor/pages-states.ts";

const folder = mkdtempSync(join(tmpdir(), "variorum-aside-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => vi.restoreAllMocks());

/** A worker that does as `answer`, a function of the job as source, says. */
function worker(name: string, answer: string): URL {
  const file = join(folder, `${name}.mjs`);
  writeFileSync(
    file,
    `import { parentPort } from "node:worker_threads";
     const answer = ${answer};
     parentPort.on("message", (job) => { const told = answer(job); if (told) parentPort.postMessage(told); });`,
  );
  return pathToFileURL(file);
}

const paragraph = (text: string) => ({ type: "paragraph", content: [{ type: "text", text }] });
const A = { type: "doc", content: [paragraph("one two three")] };
const B = { type: "doc", content: [paragraph("one four three")] };

describe("a job", () => {
  test("that is small is done here, by no worker", async () => {
    const { aside, close } = besides(new URL("file:///there-is-none.js"));
    expect(await aside("changeCount", A, B)).toBe(1);
    expect(await aside("compared", A, B)).toEqual(await atOnce("compared", A, B));
    await close();
  });

  test("that is not goes to a worker as JSON, and comes back", async () => {
    const { aside, close } = besides(worker("echo", "({ name, input }) => ({ done: [name, JSON.parse(input)] })"), {
      small: 0,
    });
    const many = await Promise.all([1, 2, 3, 4, 5].map(() => aside("measured", A, B)));
    for (const each of many) expect(each).toEqual(["measured", [A, B]]);
    await close();
  });

  test("that collates is small only if its witnesses are short", async () => {
    const { aside, close } = besides(worker("collate", "() => ({ done: 'there' })"));
    const witnesses = (words: number) => ["v1", "v2"].map((siglum) => ({ siglum, text: "a ".repeat(words).trim() }));
    expect(await aside("collated", witnesses(1_000))).toBe("there");
    expect(await aside("collated", witnesses(200))).toEqual(await atOnce("collated", witnesses(200)));
    await close();
  });

  test("that fails says why, and the next is done all the same", async () => {
    const failing = worker("fail", "({ name }) => name === 'compared' ? { failed: 'no such thing' } : { done: 7 }");
    const { aside, close } = besides(failing, { small: 0 });
    await expect(aside("compared", A, B)).rejects.toThrow("no such thing");
    expect(await aside("changeCount", A, B)).toBe(7);
    await close();
  });

  test("that ends its worker, or takes too long, is given up with 503, and others after it are done", async () => {
    const silent = worker(
      "silent",
      "({ name }) => { if (name === 'traced') throw new Error('gone'); return name === 'compared' ? null : { done: 7 }; }",
    );
    const { aside, close } = besides(silent, { small: 0, longest: 3_000 });
    const slow = [aside("compared", A, B), aside("compared", A, B)];
    const after = [aside("changeCount", A, B), aside("changeCount", A, B)];
    for (const each of slow) await expect(each).rejects.toThrow(TooBusy);
    expect(await Promise.all(after)).toEqual([7, 7]);
    await expect(aside("traced", [], 1)).rejects.toThrow("gone");
    expect(await aside("changeCount", A, B)).toBe(7);
    await close();
  });

  test("is refused while too many wait", async () => {
    const { aside, close } = besides(worker("never", "() => null"), { small: 0, waiting: 1, longest: 500 });
    const taken = [1, 2, 3].map(() => aside("changeCount", A, B).catch((error: unknown) => error));
    const refused = await aside("changeCount", A, B).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(TooBusy);
    expect(problemFrom(refused)).toMatchObject({ status: 503, code: "busy", retryAfter: 20 });
    await Promise.all(taken);
    await close();
  });
});

test("a worker that has nothing to do for a while goes, and the next job is done by another", async () => {
  const counting = worker("counting", "(() => { let jobs = 0; return () => ({ done: ++jobs }); })()");
  const { aside, close } = besides(counting, { small: 0, patience: 50 });
  expect([await aside("changeCount", A, B), await aside("changeCount", A, B)]).toEqual([1, 2]);
  await expect.poll(() => aside("changeCount", A, B), { interval: 200 }).toBe(1);
  await close();
});

describe("whoever asks for much", () => {
  const SLOW = `({ input }) => { const end = performance.now() + 100; while (performance.now() < end); return { done: 7 }; }`;

  test("waits behind those who ask for little, and is the one who is refused", async () => {
    const { aside, close } = besides(worker("slow", SLOW), { small: 0, waiting: 8 });
    const [begun, order]: [string[], string[]] = [[], []];
    const { postMessage: hand } = Worker.prototype;
    vi.spyOn(Worker.prototype, "postMessage").mockImplementation(function (this: Worker, told: Told) {
      begun.push((JSON.parse(told.input) as { of: string }[])[0]!.of);
      hand.call(this, told);
    });
    const asks = (by: string) =>
      askedBy.run(by, () =>
        aside("changeCount", { ...A, of: by } as typeof A, B).then(
          () => order.push(by),
          (error: unknown) => order.push(error instanceof TooBusy ? `${by} refused` : String(error)),
        ),
      );
    const flood = Array.from({ length: 30 }, () => asks("one"));
    const others = ["two", "three"].map(asks);
    await Promise.all([...flood, ...others]);
    await close();
    expect(order.filter((each) => each === "one refused")).toHaveLength(22);
    expect(order).not.toContain("two refused");
    expect(begun.slice(0, 6)).toEqual(expect.arrayContaining(["two", "three"]));
    expect(begun).toHaveLength(10);
  });
});

test("what is longer than the bound goes to a worker, about as JSON measures it", async () => {
  const elsewhere = worker("elsewhere", "() => ({ done: -1 })");
  const { aside, close } = besides(elsewhere, { small: 1_000 });
  const of = (words: number) => ({ type: "doc", content: [paragraph("one ".repeat(words).trim())] });
  expect(await aside("changeCount", of(10), of(50))).toBe(1);
  expect(await aside("changeCount", of(10), of(400))).toBe(-1);
  await close();
});

test("a section of a work is written here, as long as it may be; a page of anything else as long, elsewhere", async () => {
  const { aside, close } = besides(worker("there", "() => ({ done: -1 })"));
  const states = everyView();
  const asked = (name: string) => {
    const { view, visit } = states.find((each) => each.name === name)!;
    const assets = { scripts: [], styles: [], preload: [] };
    return aside("page", Object.assign({ beside: "a".repeat(100_000) }, view), visit, assets);
  };
  expect(new TextDecoder().decode(await asked("work-section"))).toMatch(/^<!doctype html>.*Section 3 of 4/s);
  expect(await asked("passage")).toBe(-1);
  await close();
});

test("what a worker runs is what is run here", () => {
  expect(run("changeCount", [A, B])).toBe(1);
  expect(() => run("standingNotes", [[], 1])).toThrow(RangeError);
});
