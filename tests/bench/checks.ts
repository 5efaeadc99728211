/**
 * How far what is said about a revision's significance, and what checks say of its new words, agree with the marks of
 * `marks/significance.md`, and how often checks speak on the corpora as they are. Run it by `npm run bench:checks`; rules are
 * made by all sets but the newest (`--set` counts one of them, `--lines odd` or `even` every second line, so that rules can be tried on
 * lines that they weren't made by), and `--wrong` lists where they differ. `--blind` counts the newest set, whose marks nobody who
 * makes rules has seen, and shows nothing of them.
 */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { type Check, findingsIn, type Place, touchedBy } from "../../translations/checks/checks.ts";
import { diffTexts } from "../../translations/compare/words/words.ts";
import { CHECKS, NEWEST, readSignificance, SETS, type Span, TOUCHED, withTexts } from "./significance.ts";
import { jsonLines, readPostEdits, readVerses } from "./pairs.ts";

const { values: options } = parseArgs({
  options: {
    set: { type: "string" },
    lines: { type: "string" },
    blind: { type: "boolean", default: false },
    wrong: { type: "boolean", default: false },
    corpora: { type: "string", default: "../shared/corpora" },
  },
});
const folder = resolve(options.corpora);
const sets = options.blind
  ? ([NEWEST] as const)
  : SETS.filter((set) => set !== NEWEST && (!options.set || set === options.set));
const marks = sets.flatMap((set) => readSignificance(set).filter((_, index) => isCounted(index)));
const revisions = withTexts(marks, folder);

function isCounted(index: number): boolean {
  return !options.lines || (index % 2 === 0) === (options.lines === "even");
}

/** What was said or marked at a place: on the old words or the source, and on the new ones. */
interface At {
  kind: string;
  a: Span | null;
  b: Span | null;
  open?: true;
}

interface Count {
  right: number;
  wrong: number;
  lost: number;
}

type Told = (kind: string, made: boolean) => Count;

function counter(): { of: Told; all: Map<string, Count> } {
  const all = new Map<string, Count>();
  const of: Told = (kind, made) => {
    const key = `${kind}${made ? " made" : ""}`;
    if (!all.has(key)) all.set(key, { right: 0, wrong: 0, lost: 0 });
    return all.get(key)!;
  };
  return { of, all };
}

const { of } = counter();
/** Numbers and units are touched as well as checked: two tables. */
const TOUCHES = TOUCHED.filter((kind) => kind !== "any");
const TABLES = { touched: TOUCHES as readonly string[], checked: CHECKS as readonly string[] };
type Table = keyof typeof TABLES;
let [falseAlarms, passages] = [0, 0];

for (const revision of revisions) {
  const { a, b, source, corpus, drawn } = revision;
  const made = revision.edits !== undefined || drawn === "made";
  // The Chinese of the verses is another translation, and not their source.
  const beside = corpus === "zh-en" && source !== null ? { text: source, language: "zh-Hans" } : null;
  const touched = a === "" ? [] : touchedBy(a, b, diffTexts(a, b), "en");
  const answers = touched.map(({ touch, a, b }) => ({ kind: touch as string, a: span(a), b: span(b) }));
  const marks: At[] = revision.touches.map(({ kind, a, b, open }) => ({ kind, a, b, ...(open && { open }) }));
  count("touched", answers, marks, made, revision);
  const found = findingsIn({ text: b, language: "en" }, beside, { base: a === "" ? null : a }).map(
    ({ check, at, source }) => ({
      kind: named(check),
      a: span(source),
      b: span(at),
    }),
  );
  const alarms: At[] = revision.alarms.map(({ check, b, source, open }) => ({
    kind: check,
    a: source,
    b,
    ...(open && { open }),
  }));
  const wrong = count("checked", found, alarms, made, revision);
  if (!made) {
    passages++;
    falseAlarms += wrong;
  }
}

function named(check: Check): string {
  return check === "source-word" ? "sourceword" : check;
}

function span(place: Place | null): Span | null {
  return place && [place.from, place.to];
}

function meets(x: Span | null, y: Span | null): boolean {
  return x !== null && y !== null && x[0] < y[1] && y[0] < x[1];
}

/** Counts answers by marks; answers how many were wrong. */
function count(
  table: Table,
  answers: readonly At[],
  marks: readonly At[],
  made: boolean,
  revision: { id: string; a: string; b: string; source: string | null },
): number {
  const open = new Set(marks);
  const meet = (x: At, y: At): boolean => meets(x.a, y.a) || meets(x.b, y.b);
  let wrong = 0;
  const left = answers.filter((answer) => {
    const mark = [...open].find((each) => !each.open && each.kind === answer.kind && meet(each, answer));
    if (!mark) return true;
    open.delete(mark);
    of(`${table} ${answer.kind}`, made).right++;
    return false;
  });
  for (const answer of left) {
    if (marks.some((mark) => (mark.kind === "any" || (mark.open && mark.kind === answer.kind)) && meet(mark, answer)))
      continue;
    if (!TABLES[table].includes(answer.kind)) continue;
    of(`${table} ${answer.kind}`, made).wrong++;
    wrong++;
    tell("wrong", table, answer, revision);
  }
  for (const mark of open)
    if (!mark.open && mark.kind !== "any") {
      of(`${table} ${mark.kind}`, made).lost++;
      tell("lost", table, mark, revision);
    }
  return wrong;
}

function tell(
  what: string,
  table: Table,
  { kind, a, b }: At,
  revision: { id: string; a: string; b: string; source: string | null },
): void {
  if (!options.wrong || options.blind) return;
  const older = revision.a === "" ? (revision.source ?? "") : revision.a;
  const shown = (at: Span | null, text: string): string => (at ? JSON.stringify(text.slice(...at)) : "-");
  const side = table === "checked" ? (revision.source ?? "") : older;
  console.log(
    `${what.padEnd(6)}${kind.padEnd(12)}${revision.id.padEnd(20)}${shown(a, side)} > ${shown(b, revision.b)}`,
  );
}

function row(kind: string, { right, wrong, lost }: Count): string {
  const share = (part: number, whole: number): string => (whole === 0 ? "-" : (part / whole).toFixed(2)).padStart(10);
  const figures = [right, wrong, lost].map((figure) => String(figure).padStart(7)).join("");
  return kind.padEnd(14) + figures + share(right, right + wrong) + share(right, right + lost);
}

function sum(counts: readonly Count[]): Count {
  const add = (key: keyof Count): number => counts.reduce((total, each) => total + each[key], 0);
  return { right: add("right"), wrong: add("wrong"), lost: add("lost") };
}

console.log(`Marks ${sets.join(" and ")}: ${revisions.length} revisions and renderings.`);
for (const [name, made] of [
  ["real", [false]],
  ["made", [true]],
  ["both", [false, true]],
] as const) {
  console.log(`\n${name.padEnd(14)}  right  wrong   lost precision    recall`);
  for (const [table, kinds] of Object.entries(TABLES)) {
    const counts = kinds.map((kind) => sum(made.map((each) => of(`${table} ${kind}`, each))));
    kinds.forEach((kind, index) => console.log(row(kind, counts[index]!)));
    console.log(row("all", sum(counts)), "\n");
  }
}
console.log(
  `False alarms of checks on ${passages} real passages: ${falseAlarms}, ${((50 * falseAlarms) / passages).toFixed(2)} in fifty.`,
);

/** How often checks speak on texts as they are, whether they are right or not. */
function spoken(name: string, texts: readonly { text: string; source: string | null }[]): void {
  const counts = new Map<string, number>();
  let all = 0;
  const began = performance.now();
  for (const { text, source } of texts) {
    const beside = source === null ? null : { text: source, language: "zh-Hans" };
    for (const { check } of findingsIn({ text, language: "en" }, beside)) {
      counts.set(check, (counts.get(check) ?? 0) + 1);
      all++;
    }
  }
  const time = (performance.now() - began) / texts.length;
  const each = [...counts].map(([check, number]) => `${check} ${number}`).join(", ");
  const rate = ((50 * all) / texts.length).toFixed(2);
  console.log(
    `${name}: ${texts.length} texts, ${all} findings, ${rate} in fifty (${each || "none"}); ${time.toFixed(3)} ms a text.`,
  );
}

console.log("\nFindings on texts as they are:");
const verses = readVerses(`${folder}/oeb-revisions.jsonl`) ?? [];
const last = verses.map(({ versions }) => ({ text: versions.at(-1)!.text, source: null }));
spoken("Open English Bible, last versions", last);
const edited = (readPostEdits(`${folder}/post-edits-ro-en.jsonl`) ?? []).map(({ b }) => ({ text: b, source: null }));
spoken("Post-edited sentences", edited);
const paragraphs = jsonLines(`${folder}/zh-en-paragraphs.jsonl`) as { zh: string; en: string }[];
const rendered = paragraphs.map(({ zh, en }) => ({ text: en, source: zh }));
spoken("Chinese paragraphs in English", rendered);
