/**
 * How many segments of two texts the aligner lays beside those that belong there, on texts that a seeded generator puts out
 * of order (`align-texts.ts`). Run it by `npm run bench:align`.
 */
import { parseArgs } from "node:util";
import { align, withMoved, type Bead } from "../../translations/align/align.ts";
import type { Hunk } from "../../translations/compare/change.ts";
import {
  bare,
  disordered,
  excerpts,
  MOVED,
  NONE,
  paragraphs,
  postEdits,
  TINY,
  TWICE,
  USUAL,
  versesBeside,
  versesRevised,
  withChapters,
} from "./align-texts.ts";
import type { Disorder, Disordered, Pair } from "./align-texts.ts";
import { counting } from "./pairs.ts";
import { table } from "./table.ts";

const HELP = `Measures the alignment of texts that belong together, put out of order by a seeded generator.

Usage: npm run bench:align -- [options]

  --chinese FILE    Chinese and English paragraphs, lines {"file", "zh", "en"} (default ../shared/corpora/zh-en-paragraphs.jsonl)
  --corpus FILE     verses with their versions (default ../shared/corpora/oeb-revisions.jsonl)
  --post-edits FILE sentences and their revisions, lines {"mt", "pe"} (default ../shared/corpora/post-edits-ro-en.jsonl)
  --seeds N         so many disorders of each (default 20)
  --only WORDS      only texts whose name has these words
  --json            print JSON {figures, goals} instead of a table
  --help            this text

Strict: a bead is right if it has all segments of both sides that belong together and no other. Lax: if it shares one of
either side with a right one. Beads with nothing on one side count nowhere. Mean of the seeds, and their standard deviation.
Tiny: stretches of three to eight segments, of which every fifth is lacking on one side, 5 % are merged and 5 % split.
`;

const { values: options } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
    only: { type: "string", default: "" },
    seeds: { type: "string", default: "20" },
    chinese: { type: "string", default: "../shared/corpora/zh-en-paragraphs.jsonl" },
    corpus: { type: "string", default: "../shared/corpora/oeb-revisions.jsonl" },
    "post-edits": { type: "string", default: "../shared/corpora/post-edits-ro-en.jsonl" },
  },
});

/** What came of one text at one disorder. */
interface Figure {
  text: string;
  disorder: string;
  /** Segments of the first side, by mean. */
  segments: number;
  strict: Spread;
  lax: Spread;
  /** Of the beads, the share whose confidence is above .99, and how many of those are right. */
  sure: number;
  sureRight: number;
  /** Milliseconds, by mean. */
  millis: number;
  /** Of the passages that moved, the share that was found; and of those found, the share that is right. */
  moved: { recall: number; precision: number };
}

interface Spread {
  mean: number;
  deviation: number;
}

const DISORDERS: Readonly<Record<string, Disorder>> = {
  none: NONE,
  usual: USUAL,
  twice: TWICE,
  moved: MOVED,
  tiny: TINY,
};
const SURE = 0.99;

/** So many short stretches of a text are measured for each seed. */
const EXCERPTS = 20;

/** What is measured of a text: all of it, as often as there are seeds, or stretches of it. */
function runsOf(disorder: string, pairs: readonly Pair[], seeds: number): Disordered[] {
  const once = (of: readonly Pair[], seed: number) => disordered(of, DISORDERS[disorder]!, seed + 1);
  if (disorder === "tiny") return excerpts(pairs, EXCERPTS * seeds).map(once);
  return Array.from({ length: disorder === "none" ? 1 : seeds }, (_, seed) => once(pairs, seed));
}

function measured(text: string, disorder: string, pairs: readonly Pair[], seeds: number): Figure {
  const runs = runsOf(disorder, pairs, seeds).map(({ a, b, beads, moved }) => {
    const start = performance.now();
    const inOrder = align(a, b);
    const { beads: found, moved: gone } = moved.length > 0 ? withMoved(a, b, inOrder) : { beads: inOrder, moved: [] };
    const millis = performance.now() - start;
    const paired = found.filter(({ fromA, toA, fromB, toB }) => toA > fromA && toB > fromB);
    const sure = paired.filter(({ confidence }) => confidence > SURE);
    const right = (each: readonly Bead[]) => each.filter((bead) => beads.some((other) => isSame(bead, other))).length;
    return {
      segments: a.length,
      millis,
      strict: f1(right(paired), paired.length, beads.length),
      lax: lax(paired, beads),
      sure: sure.length / Math.max(1, paired.length),
      ...{ sureCount: sure.length, sureRight: right(sure) },
      ...{ moved: moved.length, movedFound: gone.length },
      movedRight: gone.filter(({ fromA, fromB }) => moved.some((each) => each.a === fromA && each.b === fromB)).length,
    };
  });
  const sum = (of: (run: (typeof runs)[number]) => number) => runs.reduce((total, run) => total + of(run), 0);
  const [wanted, found] = [sum((run) => run.moved), sum((run) => run.movedFound)].map((count) =>
    Math.max(1, count),
  ) as [number, number];
  return {
    ...{ text, disorder, segments: Math.round(sum((run) => run.segments) / runs.length) },
    strict: spread(runs.map((run) => run.strict)),
    lax: spread(runs.map((run) => run.lax)),
    sure: sum((run) => run.sure) / runs.length,
    sureRight:
      sum((run) => run.sureRight) /
      Math.max(
        1,
        sum((run) => run.sureCount),
      ),
    millis: sum((run) => run.millis) / runs.length,
    moved: { recall: sum((run) => run.movedRight) / wanted, precision: sum((run) => run.movedRight) / found },
  };
}

function isSame(x: Hunk, y: Hunk): boolean {
  return x.fromA === y.fromA && x.toA === y.toA && x.fromB === y.fromB && x.toB === y.toB;
}

function f1(right: number, found: number, wanted: number): number {
  return (2 * right) / Math.max(1, found + wanted);
}

/** As Vecalign has it: precision over the beads found, recall over those wanted. */
function lax(found: readonly Hunk[], wanted: readonly Hunk[]): number {
  const touches = (x: Hunk, y: Hunk) => x.fromA < y.toA && y.fromA < x.toA && x.fromB < y.toB && y.fromB < x.toB;
  const share = (these: readonly Hunk[], those: readonly Hunk[]) =>
    these.filter((one) => those.some((other) => touches(one, other))).length / Math.max(1, these.length);
  const [precision, recall] = [share(found, wanted), share(wanted, found)];
  return (2 * precision * recall) / Math.max(1e-9, precision + recall);
}

function spread(values: readonly number[]): Spread {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / Math.max(1, values.length - 1)) };
}

/** What is to be reached: strict and lax. */
const GOALS: Readonly<Record<string, [strict: number, lax: number]>> = {
  "zh–en paragraphs, with structure, usual": [0.95, 0.985],
  "zh–en paragraphs, bare, usual": [0.87, 0.96],
  "zh–en paragraphs, with structure, none": [0.99, 0.99],
  "zh–en paragraphs, bare, none": [0.99, 0.99],
  "verses, first and last wording, usual": [0.955, 0],
  "verses, first and last wording, twice": [0.935, 0],
};

/** Of passages that moved between an old and a new translation the share that is to be found, and to be right. */
const MOVED_GOAL = { text: "verses, first and last wording", share: 0.9 };

const chinese = paragraphs(options.chinese);
const structured = chinese && withChapters(chinese);
const texts: Readonly<Record<string, Pair[] | null>> = {
  "zh–en paragraphs, with structure": structured,
  "zh–en paragraphs, bare": chinese && bare(chinese),
  "verses, Chinese and English": versesBeside(options.corpus),
  "verses, first and last wording": versesRevised(options.corpus),
  "sentences and their revisions": postEdits(options["post-edits"]),
};

if (options.help) console.log(HELP);
else {
  const seeds = counting(options.seeds, "seeds");
  const names = Object.keys(texts).filter((name) => name.includes(options.only));
  const absent = names.filter((name) => texts[name] === null);
  const figures = names.flatMap((name) =>
    texts[name] ? Object.keys(DISORDERS).map((disorder) => measured(name, disorder, texts[name]!, seeds)) : [],
  );
  const goals = figures.flatMap(goalsOf);
  if (options.json) console.log(JSON.stringify({ figures, goals, absent }));
  else {
    for (const name of absent) console.log(`The corpus of “${name}” is not at hand, and was not measured.`);
    table(
      [
        "text",
        "disorder",
        "segments",
        "strict F1",
        "lax F1",
        "above .99",
        "of these right",
        "moved: found",
        "of these right",
        "ms",
      ],
      figures.map((each) => [
        each.text,
        each.disorder,
        String(each.segments),
        told(each.strict),
        told(each.lax),
        percent(each.sure),
        percent(each.sureRight),
        ...(each.disorder === "moved" ? [percent(each.moved.recall), percent(each.moved.precision)] : ["", ""]),
        each.millis.toFixed(0),
      ]),
    );
    for (const { goal, met } of goals) console.log(`${met ? "✓" : "✗"} ${goal}`);
  }
}

function goalsOf({ text, disorder, strict, lax: loosely, moved }: Figure): { goal: string; met: boolean }[] {
  const goal = GOALS[`${text}, ${disorder}`];
  if (disorder === "moved" && text === MOVED_GOAL.text) {
    const { share } = MOVED_GOAL;
    const met = moved.recall >= share && moved.precision >= share;
    return [{ goal: `${text}: of those that moved ${share} found, and of those found as many right`, met }];
  }
  if (!goal) return [];
  const [most, least] = goal;
  const also = least > 0 ? `, lax ≥ ${least}` : "";
  return [{ goal: `${text}, ${disorder}: strict ≥ ${most}${also}`, met: strict.mean >= most && loosely.mean >= least }];
}

function told({ mean, deviation }: Spread): string {
  return `${mean.toFixed(3)} ± ${deviation.toFixed(3)}`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
