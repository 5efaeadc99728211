/** Anchors over the revisions of a living translation: on their words if these survive, never on others. */
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { carry } from "../../translations/apparatus/carry.ts";
import { diffTexts } from "../../translations/compare/words/words.ts";
import { anchorAt } from "../../translations/notes/anchor.ts";
import type { Anchor } from "../../translations/notes/note.ts";
import { words } from "../../translations/text/words.ts";
import { forcedWords } from "../help/forced.ts";

const CORPUS = resolve(import.meta.dirname, "../../../shared/corpora/oeb-revisions.jsonl");
const SPANS = 5;

interface Span {
  id: string;
  from: string;
  to: string;
  anchor: Anchor;
  /** Where its words surely stand in the next version; null where nobody can say so. */
  surely: { start: number; end: number } | null;
  carried: Anchor | null;
}

/** `SPANS` spans of one to eight words of each version that has a next one, by a generator of fixed seed. */
function spansOf(lines: readonly { id: string; versions: { text: string }[] }[]): Span[] {
  const picks = fc.sample(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 8 })), { seed: 20261128, numRuns: 20_000 });
  let next = 0;
  return lines.flatMap(({ id, versions }) =>
    versions.slice(1).flatMap(({ text: to }, index) => {
      const from = versions[index]!.text;
      const [here, there] = [words(from), words(to)];
      const forced = forcedWords(from, to);
      const changes = diffTexts(from, to);
      return Array.from({ length: SPANS }, (): Span => {
        const [at, length] = picks[next++ % picks.length]!;
        const first = at % here.length;
        const last = Math.min(first + length, here.length) - 1;
        const anchor = anchorAt(from, here[first]!.from, here[last]!.to);
        const start = forced[first]!;
        const together =
          typeof start === "number" && forced.slice(first, last + 1).every((place, n) => place === start + n);
        const range = together ? { start: there[start]!.from, end: there[start + last - first]!.to } : null;
        const surely = range && to.slice(range.start, range.end) === anchor.exact ? range : null;
        return { id, from, to, anchor, surely, carried: carry(anchor, from, to, changes) };
      });
    }),
  );
}

function told({ id, from, to, anchor, surely, carried }: Span): string {
  return `${id}: “${anchor.exact}” at ${anchor.start}, surely ${surely?.start ?? "-"}, carried to ${carried?.start ?? "-"}\n  ${from}\n  ${to}`;
}

if (existsSync(CORPUS))
  test("over each revision of the corpus, five spans a verse", () => {
    const lines = readFileSync(CORPUS, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { id: string; versions: { text: string }[] });
    const spans = spansOf(lines);
    const surviving = spans.filter(({ surely }) => surely);
    const changed = spans.filter(({ anchor, to }) => !to.includes(anchor.exact));
    expect(surviving.length).toBeGreaterThan(4000);
    expect(changed.length).toBeGreaterThan(1000);

    const lost = surviving.filter(({ carried }) => !carried);
    const elsewhere = surviving.filter(({ carried, surely }) => carried && carried.start !== surely!.start);
    const invented = spans.filter(
      ({ to, anchor, carried }) => carried && to.slice(carried.start, carried.end) !== anchor.exact,
    );
    console.info(
      `${spans.length} spans: ${surviving.length} surely survive, ${lost.length} of them lost; ${changed.length} stand nowhere; ${spans.filter(({ surely, carried }) => !surely && carried).length} others are carried.`,
    );
    expect(elsewhere.map(told)).toEqual([]);
    expect(invented.map(told)).toEqual([]);
    expect(changed.filter(({ carried }) => carried).map(told)).toEqual([]);
    if (lost.length > surviving.length * 0.005) console.info(lost.slice(0, 40).map(told).join("\n"));
    expect(lost.length / surviving.length).toBeLessThanOrEqual(0.005);
  });
else console.warn("The corpus oeb-revisions.jsonl is absent: anchors were not carried over real revisions.");
