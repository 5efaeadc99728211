/**
 * What a key stroke costs in a draft: flat text with our binding beside a tree with y-prosemirror, in one run. Both are
 * driven by the same acts in a state of ProseMirror with its plugins, without a page around it: what a browser spends on
 * showing the words is the same for both, and would only hide the difference. How they are driven stands in
 * `draft-bindings.ts`. What ours costs in a page, all included, is measured in a browser by `draft-page.ts`. Run it by
 * `npm run bench:draft`.
 */
import { cpus, totalmem } from "node:os";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { Selection } from "prosemirror-state";
import * as Y from "yjs";
import { Dice } from "../help/network.ts";
import { enter } from "../help/flat-people.ts";
import { BINDINGS, OURS, passageOf, Pair, type BindingName } from "./draft-bindings.ts";
import { measurePage, type PageFigure } from "./draft-page.ts";
import { table } from "./table.ts";

const HELP = `Measures what a key stroke in a draft costs, ours beside y-prosemirror, in one run.

Usage: npm run bench:draft -- [options]

  --json           print JSON {figures, goals} instead of tables
  --repeat N       write each passage N times and take the median (default 15)
  --only NAME      measure one alone: ours, y-prosemirror, or the page
  --help           this text

Times are microseconds of script, in a state of ProseMirror without a page. Two people have the passage open. One types 400
letters and presses Enter 20 times, moving to another place after each 20 letters; the other receives each at once.

Of the page: milliseconds of script a key in Chromium, in a draft of 200 words with its difference drawn live.
`;

const { values: options } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
    repeat: { type: "string", default: "15" },
    only: { type: "string" },
  },
});

const SIZES = [200, 5_000];
const PLACES = 20;
const KEYS_A_PLACE = 20;

/** Microseconds; the medians of one writing. */
interface Times {
  localKey: number;
  remoteKey: number;
  localEnter: number;
  remoteEnter: number;
  /** Until what is stored has been read without ProseMirror. */
  reading: number;
}

interface Figure extends Times {
  words: number;
  binding: BindingName;
  bytesAKey: number;
  /** Bytes of the document, as it was seeded and after all keys. */
  seeded: number;
  written: number;
}

function micros(run: () => unknown): number {
  const start = performance.now();
  run();
  return (performance.now() - start) * 1000;
}

function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[times.length >> 1]!;
}

type Heard = Record<keyof Times, number[]>;

/** Writes at one place: its keys, then Enter. */
function writeAt(pair: Pair, place: number, times: Heard): void {
  const { writer, reader } = pair;
  const stroke = (local: keyof Times, remote: keyof Times, press: () => void): void => {
    times[local].push(micros(press));
    const updates = pair.updates.splice(0);
    times[remote].push(micros(() => updates.forEach((update) => Y.applyUpdate(reader.doc, update, "remote"))));
    if (local === "localKey") pair.bytes += updates.reduce((sum, { byteLength }) => sum + byteLength, 0);
  };
  const { doc, tr } = writer.state;
  writer.dispatch(tr.setSelection(Selection.near(doc.resolve(Math.floor(place * doc.content.size)))));
  for (let key = 0; key < KEYS_A_PLACE; key++)
    stroke("localKey", "remoteKey", () => writer.dispatch(writer.state.tr.insertText("abcdefghij klmnopqrs"[key]!)));
  stroke("localEnter", "remoteEnter", () => enter(writer.state, writer.dispatch));
}

/** All bindings write the same passage, in turns at each place, so that whatever else the machine does falls on all. */
function write(words: number, round: number, names: readonly BindingName[]): Figure[] {
  const dice = new Dice(words + round);
  const passage = passageOf(words);
  const all = names.map((binding) => {
    const times: Heard = { localKey: [], remoteKey: [], localEnter: [], remoteEnter: [], reading: [] };
    const pair = new Pair(binding, passage);
    return { binding, pair, times, seeded: pair.size };
  });
  for (let at = 0; at < PLACES; at++) {
    const place = dice.below(1_000_000) / 1_000_000;
    all.forEach((_, turn) => {
      const { pair, times } = all[(turn + at + round) % all.length]!;
      writeAt(pair, place, times);
    });
  }
  return all.map(({ binding, pair, times, seeded }) => {
    const stored = pair.stored();
    for (let time = 0; time < PLACES; time++) times.reading.push(micros(() => pair.read(stored)));
    pair.expectSame();
    const medians = Object.fromEntries(Object.entries(times).map(([name, each]) => [name, median(each)]));
    const bytesAKey = pair.bytes / (PLACES * KEYS_A_PLACE);
    return { words, binding, ...(medians as unknown as Times), bytesAKey, seeded, written: pair.size };
  });
}

/** The median of several writings, after two that let the program be compiled. */
function measure(words: number, names: readonly BindingName[], repeat: number): Figure[] {
  const rounds = Array.from({ length: repeat + 2 }, (_, round) => write(words, round, names)).slice(2);
  return names.map((binding, at) => {
    const each = rounds.map((figures) => figures[at]!);
    const middle = (name: Exclude<keyof Figure, "binding">) => median(each.map((figure) => figure[name]));
    const times = { localKey: middle("localKey"), remoteKey: middle("remoteKey"), localEnter: middle("localEnter") };
    const more = { remoteEnter: middle("remoteEnter"), reading: middle("reading"), bytesAKey: middle("bytesAKey") };
    return { words, binding, ...times, ...more, seeded: middle("seeded"), written: middle("written") };
  });
}

/** How many times as long ours takes; 0 if only one was measured. */
function ratio(figures: readonly Figure[], words: number, name: keyof Times): number {
  const of = (ours: boolean) => figures.find((each) => each.words === words && (each.binding === OURS) === ours);
  const [ours, theirs] = [of(true), of(false)];
  return ours && theirs ? ours[name] / theirs[name] : 0;
}

/** Milliseconds of script that a key may cost in a page, at the median. */
const PAGE_AIM = 4;
const PAGE_WORDS = 200;

function goalsOf(figures: readonly Figure[], page: PageFigure | null): Record<string, boolean> {
  const goals: [name: "localKey" | "remoteKey", what: string][] = [
    ["localKey", "a local key"],
    ["remoteKey", "a remote key"],
  ];
  const met = (words: number, name: keyof Times) => {
    const found = ratio(figures, words, name);
    return found > 0 && found <= 1;
  };
  const beside = SIZES.flatMap((words) =>
    goals.map(([name, what]) => [`${words} words: ${what} takes no longer than y-prosemirror's`, met(words, name)]),
  );
  const aim = `${PAGE_WORDS} words in a page: a key takes under ${PAGE_AIM} ms of script`;
  return Object.fromEntries([
    ...(figures.length > SIZES.length ? beside : []),
    ...(page ? [[aim, page.median < PAGE_AIM]] : []),
  ]);
}

function printPage({ browser, words, keys, median, p95 }: PageFigure): void {
  const row = [String(words), String(keys), median.toFixed(2), p95.toFixed(2)];
  table(["words", "keys", "script a key, median ms", "95th percentile ms", "in"], [[...row, browser]]);
}

function printTable(figures: readonly Figure[]): void {
  const cells = (figure: Figure): string[] => {
    const times = [figure.localKey, figure.remoteKey, figure.localEnter, figure.remoteEnter, figure.reading];
    const size = `${figure.seeded.toLocaleString("en")} → ${figure.written.toLocaleString("en")}`;
    return [
      figure.words.toLocaleString("en"),
      figure.binding,
      ...times.map((time) => time.toFixed(0)),
      figure.bytesAKey.toFixed(1),
      size,
    ];
  };
  const head = [
    "words",
    "binding",
    "key µs",
    "remote key µs",
    "Enter µs",
    "remote Enter µs",
    "reading µs",
    "bytes a key",
  ];
  table([...head, "bytes in all"], figures.map(cells));
}

async function main(): Promise<void> {
  const repeat = Number(options.repeat);
  if (!Number.isInteger(repeat) || repeat < 1) throw new Error("--repeat must be a whole number above 0.");
  const names = BINDINGS.filter((name) => options.only === undefined || name === options.only);
  const figures = SIZES.flatMap((words) => measure(words, names, repeat));
  const page = options.only === undefined || options.only === "page" ? await measurePage(PAGE_WORDS) : null;
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? "unknown processor"}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`;
  const goals = goalsOf(figures, page);
  if (options.json)
    return console.log(JSON.stringify({ figures: { machine, bindings: figures, page }, goals }, null, 2));
  console.log(`\n${machine}`);
  if (figures.length > 0) printTable(figures);
  if (page) printPage(page);
  console.log();
  for (const [goal, met] of Object.entries(goals)) console.log(`${met ? "✓" : "✗"} ${goal}`);
}

if (options.help) console.log(HELP);
else await main();
