/** What a key costs in a browser: in a draft's page as it is built, with the server behind it and the difference drawn live. */
import { newDraft, openDraft, openTwoWindows, saved, select, words } from "../help/drafts.ts";

export interface PageFigure {
  browser: string;
  /** In the draft, before the keys. */
  words: number;
  keys: number;
  /** Milliseconds of script a key, until it is drawn. */
  median: number;
  p95: number;
}

const TYPED = "the quick brown fox jumps over a lazy dog and goes on, ".repeat(4).trimEnd();
const FILLING = "and set in order, down to the smallest part, ";

/** One writes on in a draft of some `length` words that differs from its base in a few places. */
export async function measurePage(length: number): Promise<PageFigure> {
  const { bench, author, one: page, end } = await openTwoWindows();
  await openDraft(page, await newDraft(bench.address, author));
  await select(page, "Clarify");
  await page.keyboard.type("Sort out");
  const written = async (): Promise<number> => (await words(page)).split(/\s+/).length;
  const missing = length - (await written());
  await select(page, "relationship", 0);
  await page.keyboard.insertText(FILLING.repeat(Math.ceil(missing / FILLING.trim().split(" ").length)));
  await saved(page);
  const begun = await written();
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const spent = async (): Promise<number> => {
    const { metrics } = await session.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "ScriptDuration")!.value * 1_000;
  };
  const costs: number[] = [];
  for (const letter of TYPED) {
    const before = await spent();
    await page.keyboard.press(letter === " " ? "Space" : letter);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    costs.push((await spent()) - before);
  }
  const browser = `Chromium ${page.context().browser()!.version()}`;
  await end();
  costs.sort((a, b) => a - b);
  const [median, p95] = [0.5, 0.95].map((part) => costs[Math.floor(costs.length * part)]!) as [number, number];
  return { browser, words: begun, keys: costs.length, median, p95 };
}
