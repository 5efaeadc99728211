/**
 * How readable and how quick the word diff is beside its rivals, all in one run on one machine. What is compared
 * stands in `pairs.ts`, the engines in `rivals.ts`, what is counted in `measures.ts`. Run it by `npm run bench:diff`.
 */
import { parseArgs } from "node:util";
import { agreement, f1, NOTHING, plus, reading, shareChanged, spread, stretches, type Reading } from "./measures.ts";
import * as pairs from "./pairs.ts";
import { KINDS, movesTold, toldMoves, type Told, type ToldMove } from "./moved.ts";
import { cutsByScript, type Cuts } from "./unspaced.ts";
import { AS_ENGINE, leastTimes, micros, serveEngine } from "./turns.ts";
import { CACHED, CHARACTERS, CODEMIRROR, ENGINES, JSDIFF, OURS, rangesOf, type Engine } from "./rivals.ts";

const HELP = `Measures the word diff against its rivals, in one run.

Usage: npm run bench:diff -- [options] [file …]

  file             lines {"a": "…", "b": "…"}, measured as a set of their own
  --marked FILE    lines {"a", "b", "marksA", "marksB"}: revisions marked by their editor, as [from, to] in a and b;
                   prints how well each engine's marked words agree with the editor's (F1)
  --only PARTS     engines, dictionary, moves; with commas between: only these parts
  --moves-sample N print N moves that are told in real revisions, drawn by a seed, and end
  --json           print JSON {figures, goals} instead of tables
  --corpus FILE    the revisions to measure (default ../shared/corpora/oeb-revisions.jsonl)
  --post-edits F   translations and their revisions, lines {"mt", "pe"} (default ../shared/corpora/post-edits-ro-en.jsonl)
  --chinese F      Chinese paragraphs, lines {"zh"} (default ../shared/corpora/zh-en-paragraphs.jsonl)
  --repeat N       measure each pair in N turns and take the least (default 24)
  --sample N       at most N pairs of a set, evenly spread (default 700)
  --quick          leave out whole works and very long texts (they take some three minutes, nearly all of it jsdiff's)
  --help           this text

Times are microseconds a pair, words not cached unless a name says so. "edits" are marked words on both sides,
"chaff" is the share of kept stretches between two changes that are one stop word or sign. Beside the engines two things
are measured of ours alone: whether changes cut words of the dictionary in scripts without spaces, and whether it is told
what moved, on revisions made by a seeded generator.
`;

const { values: options, positionals: files } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: "boolean", default: false },
    quick: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
    only: { type: "string", default: "engines,dictionary,moves" },
    "moves-sample": { type: "string" },
    chinese: { type: "string", default: "../shared/corpora/zh-en-paragraphs.jsonl" },
    marked: { type: "string", multiple: true, default: [] },
    corpus: { type: "string", default: "../shared/corpora/oeb-revisions.jsonl" },
    "post-edits": { type: "string", default: "../shared/corpora/post-edits-ro-en.jsonl" },
    repeat: { type: "string", default: "24" },
    sample: { type: "string", default: "700" },
    [AS_ENGINE.slice(2)]: { type: "string" },
  },
});

/** One engine on one set. Times in microseconds a pair. */
interface Figure {
  set: string;
  engine: string;
  median: number;
  p95: number;
  total: number;
  reading: Reading;
}

function sampled<T>(all: readonly T[], most: number): T[] {
  if (all.length <= most) return [...all];
  return Array.from({ length: most }, (_, index) => all[Math.floor((index * all.length) / most)]!);
}

/** The engines on one set of pairs; see `turns.ts`. */
async function measure(
  set: string,
  all: readonly pairs.Pair[],
  engines: readonly Engine[],
  passes: number,
): Promise<Figure[]> {
  const least = await leastTimes(program, engines, all, passes);
  return engines.map((engine, index) => {
    const each = least[index]!;
    const total = each.reduce((sum, time) => sum + time, 0);
    return { set, engine: engine.name, ...spread(each), total, reading: readings(engine, all) };
  });
}

const program = process.argv[1]!;

function readings(engine: Engine, all: readonly pairs.Pair[]): Reading {
  return all.map(({ a, b }) => reading(rangesOf(engine, a, b), a, b)).reduce(plus, NOTHING);
}

/** One long pair; an engine that takes seconds is asked once. */
function measureWork(set: string, { a, b }: pairs.Pair, names: readonly string[], repeat: number): Figure[] {
  return ENGINES.filter(({ name }) => names.includes(name)).map((engine) => {
    const times: number[] = [];
    let answer: unknown;
    while (times.length < repeat && (times[0] ?? 0) < PATIENCE) {
      const [x, y] = [engine.input(a), engine.input(b)];
      times.push(micros(() => (answer = engine.run(x, y))));
    }
    const found = reading(engine.ranges(answer, a, b), a, b);
    return { set, engine: engine.name, ...spread(times), total: spread(times).median, reading: found };
  });
}

/** Microseconds after which an engine is not asked again for the same work. */
const PATIENCE = 2_000_000;

const BANDS = [
  { name: "under 20 %", from: 0, to: 0.2, goal: 0.1 },
  { name: "20–40 %", from: 0.2, to: 0.4, goal: 0.14 },
  { name: "over 40 %", from: 0.4, to: Infinity, goal: 0.16 },
];

interface Band {
  band: string;
  engine: string;
  kept: number;
  chaff: number;
}

/** Chaff by how much of a pair changed, as ours marks it. */
function bands(all: readonly pairs.Pair[]): Band[] {
  const [ours, ...others] = ENGINES.filter(({ name }) => [OURS, JSDIFF, CHARACTERS, CODEMIRROR].includes(name));
  const placed = all.map((pair) => {
    const { a, b } = pair;
    const share = shareChanged(rangesOf(ours!, a, b), a, b);
    return { pair, band: BANDS.find(({ to }) => share < to)! };
  });
  return BANDS.flatMap((band) => {
    const here = placed.filter((place) => place.band === band).map(({ pair }) => pair);
    return [ours!, ...others].map((engine) => {
      const { kept, chaff } = readings(engine, here);
      return { band: band.name, engine: engine.name, kept, chaff };
    });
  });
}

/** How well an engine's marks agree with an editor's, over all words of a file. */
interface Agreed {
  file: string;
  engine: string;
  f1: number;
  /** How many stretches it marks, of so many that the editor has. */
  stretches: number;
  ofEditor: number;
}

function agreements(file: string, revisions: readonly pairs.Marked[]): Agreed[] {
  return ENGINES.filter(({ name }) => name !== CACHED).map((engine) => {
    const sum = { both: 0, engine: 0, editor: 0 };
    let [ours, ofEditor] = [0, 0];
    for (const revision of revisions) {
      const ranges = rangesOf(engine, revision.a, revision.b);
      const each = agreement(ranges, revision);
      for (const key of ["both", "engine", "editor"] as const) sum[key] += each[key];
      const counts = stretches(ranges, revision);
      ours += counts.engine;
      ofEditor += counts.editor;
    }
    return { file, engine: engine.name, f1: f1(sum), stretches: ours, ofEditor };
  });
}

/** The revisions of the corpora that were marked by hand, the half that was read and the half that was held out. */
function handMarked(verses: readonly pairs.Verse[], edited: readonly pairs.Pair[]): Agreed[] {
  const all = pairs.readHandMarked(MARKS, verses, edited);
  return (["light", "heavy"] as const).flatMap((set) =>
    [false, true].flatMap((heldOut) =>
      agreements(
        `by hand, ${set}${heldOut ? ", held out" : ""}`,
        all.filter((revision) => revision.set === set && (revision.pair % 2 === 1) === heldOut),
      ),
    ),
  );
}

const MARKS = "tests/bench/marks/revisions.jsonl";

interface Length {
  words: number;
  millis: number;
}

const LENGTHS = [62_500, 125_000, 250_000, 500_000, 1_000_000];

/** The lengths take turns, so that a machine that grows slower meanwhile makes none of them look worse. */
function lengths(verses: Parameters<typeof pairs.longWork>[0]): Length[] {
  const ours = ENGINES.find(({ name }) => name === OURS)!;
  const works = LENGTHS.map((words) => ({ words, ...pairs.longWork(verses, words), times: [] as number[] }));
  for (let round = 0; round < 7; round++)
    for (const { a, b, times } of works) {
      const [x, y] = [ours.input(a), ours.input(b)];
      times.push(micros(() => ours.run(x, y)));
    }
  return works.map(({ words, times }) => ({ words, millis: spread(times).median / 1000 }));
}

/** A long text may cost this much more a word than one a quarter as long and still be called linear. */
const LINEAR = 1.5;

/** Agreement with those who marked revisions by hand, on the half that no rule was made by. */
const BY_HAND = { "by hand, light, held out": 0.95, "by hand, heavy, held out": 0.925 };

/** More or fewer stretches than editors mark. */
const MANY_MORE = 0.05;

/** A change may cut a word of the dictionary so seldom. */
const MOST_CUT = 0.01;

/** Of the revisions in which something moved so many are to tell it. */
const MOVES_TOLD: Readonly<Record<string, number>> = {
  [KINDS.sentence]: 0.97,
  [KINDS.revised]: 0.9,
  [KINDS.clause]: 0.8,
};

function goalsOf({ figures, chaff, long, agreed, dictionary, moves }: Measured): Record<string, boolean> {
  const of = (set: string, engine: string) => figures.find((figure) => figure.set === set && figure.engine === engine);
  const goals: Record<string, boolean> = {};
  for (const { set, reading: r } of figures.filter(({ engine }) => engine === OURS))
    goals[`${set}: exact, no word cut, no island, nothing broken`] =
      r.exact === r.pairs && r.cuts + r.broken + r.islands === 0;
  const atMost = (
    name: string,
    set: string,
    factor: number,
    rival: string,
    value: (figure: Figure) => number,
    mine = OURS,
  ) => {
    const [ours, theirs] = [of(set, mine), of(set, rival)];
    if (ours && theirs) goals[`${set}: ${name} at most ${factor} × ${rival}`] = value(ours) <= factor * value(theirs);
  };
  for (const set of new Set(figures.map((figure) => figure.set)).values()) {
    if (set.startsWith("work") || set === ONE_WORD) continue;
    atMost("edit words", set, set === POST_EDITS ? 1.1 : 1.05, JSDIFF, ({ reading: { edits } }) => edits);
    if (set === POST_EDITS) continue;
    atMost("median", set, set === "verses" ? 0.3 : 0.2, JSDIFF, ({ median }) => median);
    if (set === "verses") continue;
    atMost("median, words cached,", set, 0.15, JSDIFF, ({ median }) => median, CACHED);
    atMost("p95", set, 0.25, JSDIFF, ({ p95 }) => p95);
  }
  atMost("median", ONE_WORD, 0.1, JSDIFF, ({ median }) => median);
  atMost("time", "work, light", 0.05, JSDIFF, ({ median }) => median);
  atMost("time", "work, light", 1, CHARACTERS, ({ median }) => median);
  atMost("time", "work, heavy", 0.005, JSDIFF, ({ median }) => median);
  for (const { band, engine, kept, chaff: stray } of chaff) {
    const { goal } = BANDS.find(({ name }) => name === band)!;
    if (engine === OURS && kept > 0)
      goals[`chaff where ${band} changed at most ${Math.round(goal * 100)} %`] = stray / kept <= goal;
  }
  for (const [file, least] of Object.entries(BY_HAND)) {
    const ours = agreed.find((each) => each.file === file && each.engine === OURS);
    if (!ours) continue;
    goals[`${file}: agreement at least ${100 * least} %`] = ours.f1 >= least;
    goals[`${file}: stretches within ${100 * MANY_MORE} % of the editors'`] =
      Math.abs(ours.stretches / ours.ofEditor - 1) <= MANY_MORE;
  }
  for (const { script, changes, cut } of dictionary)
    goals[`${script}: a dictionary's word cut by at most ${100 * MOST_CUT} % of changes`] = cut <= MOST_CUT * changes;
  for (const { kind, revisions, told } of moves.made)
    goals[`${kind}: told in at least ${100 * MOVES_TOLD[kind]!} %`] = told >= MOVES_TOLD[kind]! * revisions;
  const [quarter, whole] = [long.find(({ words }) => words === 250_000), long.at(-1)];
  if (quarter && whole) goals["linear to 1,000,000 words"] = whole.millis <= 4 * LINEAR * quarter.millis;
  return goals;
}

const ONE_WORD = "paragraphs, one word changed";
/** Rewritten more than revised: their translation edit rate is 0.29 on average. */
const POST_EDITS = "post-edits";

/** What is measured of the engines beside each other. */
interface Compared {
  figures: Figure[];
  chaff: Band[];
  long: Length[];
  agreed: Agreed[];
}

/** Moves told in made revisions, and in how many of how many real ones there are how many. */
interface Moves {
  made: Told[];
  real: { revisions: number; withMoves: number; moves: number };
}

interface Measured extends Compared {
  dictionary: Cuts[];
  moves: Moves;
}

async function measured(): Promise<Measured> {
  const parts = options.only.split(",");
  const [verses, edited] = [pairs.readVerses(options.corpus), pairs.readPostEdits(options["post-edits"])];
  const chinese = parts.includes("dictionary") ? pairs.readChinese(options.chinese) : [];
  if (!verses) console.error(`The corpus ${options.corpus} is absent; what is made of it is not measured.`);
  if (!edited) console.error(`The corpus ${options["post-edits"]} is absent.`);
  if (!chinese) console.error(`The corpus ${options.chinese} is absent.`);
  const compared = parts.includes("engines") ? await comparison(verses, edited) : NOTHING_COMPARED;
  return {
    ...compared,
    dictionary: parts.includes("dictionary") ? cutsByScript(verses ?? [], chinese ?? []) : [],
    moves: parts.includes("moves") ? movesOf(verses, edited) : NO_MOVES,
  };
}

const NOTHING_COMPARED: Compared = { figures: [], chaff: [], long: [], agreed: [] };
const NO_MOVES: Moves = { made: [], real: { revisions: 0, withMoves: 0, moves: 0 } };

function movesOf(verses: readonly pairs.Verse[] | null, edited: readonly pairs.Pair[] | null): Moves {
  const revisions = pairs.everyRevision(verses ?? [], edited ?? []);
  const told = toldMoves(revisions);
  return {
    made: verses ? movesTold(verses) : [],
    real: { revisions: revisions.length, withMoves: new Set(told.map(({ id }) => id)).size, moves: told.length },
  };
}

/** Moves for reading, the same words of a verse but once: where they stood and where they stand. */
function movesSample(most: number): string {
  const verses = pairs.readVerses(options.corpus);
  const edited = pairs.readPostEdits(options["post-edits"]);
  const told = toldMoves(pairs.everyRevision(verses ?? [], edited ?? []));
  const once = new Map(told.map((move) => [`${move.id.split("#")[0]} ${move.words}`, move]));
  return pairs
    .shuffled([...once.values()], pairs.randomness(41))
    .slice(0, most)
    .map(shownMove)
    .join("\n\n");
}

function shownMove({ id, a, b, from, to }: ToldMove): string {
  const around = (text: string, start: number, end: number) =>
    `${text.slice(0, start)}[~${text.slice(start, end)}~]${text.slice(end)}`;
  return `${id}\n- ${around(a, from.fromA, from.toA)}\n+ ${around(b, to.fromB, to.toB)}`;
}

async function comparison(verses: pairs.Verse[] | null, edited: pairs.Pair[] | null): Promise<Compared> {
  const [repeat, sample] = [pairs.counting(options.repeat, "repeat"), pairs.counting(options.sample, "sample")];
  const figures: Figure[] = [];
  let [chaff, long]: [Band[], Length[]] = [[], []];
  if (verses) {
    const paragraphs = pairs.paragraphs(verses);
    figures.push(...(await measure("verses", sampled(pairs.revisions(verses, []), sample), ENGINES, repeat)));
    figures.push(...(await measure("paragraphs", sampled(paragraphs, sample), ENGINES, repeat)));
    figures.push(...(await measure(ONE_WORD, sampled(pairs.oneWordEdits(paragraphs), sample), ENGINES, repeat)));
    chaff = bands([...pairs.revisions(verses, []), ...paragraphs]);
    if (!options.quick) {
      figures.push(...(await measure("books", sampled(pairs.books(verses), 12), QUICK_ENGINES, 3)));
      figures.push(...worksFigures(verses));
      long = lengths(verses);
    }
  }
  if (edited)
    figures.push(...(await measure(POST_EDITS, sampled(edited.filter(pairs.changed), sample), ENGINES, repeat)));
  for (const file of files) {
    const given = pairs.readPairs(file).filter(({ a, b }) => a !== b);
    figures.push(...(await measure(file, sampled(given, sample), ENGINES, repeat)));
  }
  const agreed = verses && edited ? handMarked(verses, edited) : [];
  agreed.push(...options.marked.flatMap((file) => agreements(file, pairs.readMarked(file))));
  return { figures, chaff, long, agreed };
}

/** node-htmldiff and prosemirror-changeset have no end on whole books in reasonable time. */
const QUICK_ENGINES = ENGINES.filter(({ name }) => !["node-htmldiff", "prosemirror-changeset"].includes(name));

function worksFigures(verses: Parameters<typeof pairs.works>[0]): Figure[] {
  const { light, real, heavy } = pairs.works(verses);
  const names = QUICK_ENGINES.map(({ name }) => name);
  return [
    ...measureWork("work, light", light, names, 5),
    ...measureWork("work, oldest to newest", real, names, 3),
    ...measureWork("work, heavy", heavy, [OURS, CACHED, JSDIFF, CHARACTERS], 3),
  ];
}

function table(rows: readonly (readonly (string | number)[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => String(row[column]).length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          typeof cell === "number" ? String(cell).padStart(widths[column]!) : cell.padEnd(widths[column]!),
        )
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

const percent = (part: number, of: number) => (of === 0 ? "–" : `${((100 * part) / of).toFixed(1)} %`);

function printed(
  { figures, chaff, long, agreed, dictionary, moves }: Measured,
  goals: Record<string, boolean>,
): string {
  const parts = [...new Set(figures.map(({ set }) => set))].map((set) => {
    const here = figures.filter((figure) => figure.set === set);
    const reference = here.find(({ engine }) => engine === JSDIFF)?.median ?? 1;
    const whole = here.find(({ engine }) => engine === JSDIFF)?.total ?? 1;
    const rows = here.map(({ engine, median, p95, total, reading: r }) => [
      engine,
      ...[Math.round(median * 10) / 10, Math.round(p95 * 10) / 10, `${(median / reference).toFixed(3)} ×`],
      `${(total / whole).toFixed(3)} ×`,
      ...[r.edits, r.hunks, percent(r.chaff, r.kept), r.cuts, r.islands, `${r.exact}/${r.pairs}`],
    ]);
    const head = [
      "engine",
      "median µs",
      "p95 µs",
      "of jsdiff",
      "in all",
      "edits",
      "hunks",
      "chaff",
      "cuts",
      "islands",
      "exact",
    ];
    return `${set} (${here[0]!.reading.pairs} pairs)\n${table([head, ...rows])}`;
  });
  if (chaff.length > 0)
    parts.push(
      `chaff by share of words changed\n${table(chaff.map((row) => [row.band, row.engine, row.kept, percent(row.chaff, row.kept)]))}`,
    );
  if (long.length > 0)
    parts.push(
      `long works, lightly revised\n${table(long.map(({ words, millis }) => [words, "words", Math.round(millis), "ms"]))}`,
    );
  if (agreed.length > 0)
    parts.push(
      `agreement with editors' own marks\n${table([
        ["file", "engine", "F1", "stretches", "of editors'"],
        ...agreed.map((row) => [
          row.file,
          row.engine,
          percent(row.f1, 1),
          row.stretches,
          percent(row.stretches, row.ofEditor),
        ]),
      ])}`,
    );
  if (dictionary.length > 0)
    parts.push(
      `words of the dictionary cut (ICU ${process.versions.icu})\n${table([
        ["script", "revisions", "changes", "cut", "share", "without a dictionary"],
        ...dictionary.map(({ script, revisions, changes, cut, changesWithout, cutWithout }) => [
          ...[script, revisions, changes, cut, percent(cut, changes), percent(cutWithout, changesWithout)],
        ]),
      ])}`,
    );
  if (moves.made.length > 0)
    parts.push(
      `moves told\n${table([
        ["what moved", "revisions", "told", "share", "to the last word", "moves told", "not made"],
        ...moves.made.map(({ kind, revisions, told, wholly, moves: all, notMade }) => [
          ...[kind, revisions, told, percent(told, revisions), percent(wholly, revisions), all, percent(notMade, all)],
        ]),
      ])}`,
    );
  if (moves.real.revisions > 0)
    parts.push(
      `${moves.real.moves} moves are told in ${moves.real.withMoves} of ${moves.real.revisions} real revisions`,
    );
  parts.push(
    `goals\n${Object.entries(goals)
      .map(([name, met]) => `${met ? "met    " : "NOT MET"}  ${name}`)
      .join("\n")}`,
  );
  return parts.join("\n\n");
}

const asEngine = options[AS_ENGINE.slice(2)];
if (typeof asEngine === "string") serveEngine(asEngine);
else if (options.help) console.log(HELP);
else if (options["moves-sample"] !== undefined)
  console.log(movesSample(pairs.counting(options["moves-sample"], "moves-sample")));
else {
  const found = await measured();
  const goals = goalsOf(found);
  const { figures: sets, ...others } = found;
  const figures = { sets, ...others, icu: process.versions.icu };
  console.log(options.json ? JSON.stringify({ figures, goals }) : printed(found, goals));
}
