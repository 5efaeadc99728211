/**
 * Whether the time of an answer tells of a private work that it is there: somebody who may not read it asks for it and for
 * works that are not there, by turns, at each kind of address. Run it by `npm run bench:hidden`.
 */
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { Client as Http } from "undici";
import { type Client, joinAs, joinAsOwner, startTestWorkbench } from "../help/workbench.ts";
import { spread } from "./measures.ts";
import { counting, randomness } from "./pairs.ts";
import { table } from "./table.ts";

const HELP = `Measures whether the time of an answer tells that there is a private work.

Usage: npm run bench:hidden -- [options]

  --asked N        questions of each kind and work (default 1000)
  --json           print JSON {figures, goals} instead of a table
  --help           this text
`;

const { values: options } = parseArgs({
  options: {
    asked: { type: "string", default: "1000" },
    json: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

/** Asked for by turns: the private one, and two that are not there, which tell how much is chance. */
const WORKS = ["nip14", "nip15", "nip16"] as const;
const PASSAGE = "s10-government-and-markets";
/** One that is asked for more slowly than another in so many of a hundred questions is not told from it by one question. */
const GOAL = { from: 45, to: 55 };

/** An address of a work, and how it is asked for. */
interface Kind {
  what: string;
  path(work: string): string;
  accept?: string;
  body?: object;
  /** Nobody guesses it: there is no goal. */
  isDrawn?: true;
}

const KINDS: readonly Kind[] = [
  { what: "its page", path: (work) => `/${work}`, accept: "text/html" },
  { what: "a passage's page", path: (work) => `/${work}/${PASSAGE}`, accept: "text/html" },
  { what: "a comparison", path: (work) => `/${work}/${PASSAGE}/v1..v2`, accept: "text/html" },
  { what: "the work as JSON", path: (work) => `/api/works/${work}` },
  { what: "a passage as JSON", path: (work) => `/api/works/${work}/passages/${PASSAGE}` },
  { what: "a version as .txt", path: (work) => `/${work}/${PASSAGE}/v2.txt` },
  { what: "its news", path: (work) => `/api/works/${work}/events` },
  // A proposal of it has its name, too: elsewhere 80 random bits, so that whoever asks for one has seen it already.
  { what: "a proposal of it", path: (work) => `/api/proposals/${work}`, isDrawn: true },
  { what: "words in it", path: (work) => `/api/search?q=government&work=${work}` },
  { what: "who reads it, said", path: (work) => `/api/works/${work}/visibility`, body: { visibility: "public" } },
  { what: "a proposal begun", path: (work) => `/api/works/${work}/passages/${PASSAGE}/proposals`, body: { base: 2 } },
];

interface Figure {
  who: string;
  what: string;
  /** Milliseconds at the median, of the private work and of the two that are not there. */
  medians: number[];
  /** In so many of a hundred pairs the private work was answered more slowly than the first that is not there; the second than that. */
  slower: number;
  chance: number;
}

type Cookie = Readonly<Record<string, string>>;

async function measured(http: Http, kind: Kind, who: string, cookie: Cookie, times: number): Promise<Figure> {
  const took = WORKS.map((): number[] => []);
  const random = randomness(19);
  for (let turn = -times / 10; turn < times; turn++)
    for (const at of shuffled([0, 1, 2], random)) {
      const begun = performance.now();
      await asked(http, kind, WORKS[at]!, cookie);
      if (turn >= 0) took[at]!.push(performance.now() - begun);
    }
  const [hidden, one, other] = took as [number[], number[], number[]];
  const medians = took.map((each) => spread(each).median);
  return { who, what: kind.what, medians, slower: slowerOf(hidden, one), chance: slowerOf(other, one) };
}

async function asked(http: Http, { path, accept, body }: Kind, work: string, cookie: Cookie): Promise<void> {
  const answer = await http.request({
    ...{ method: body ? "POST" : "GET", path: path(work) },
    headers: { accept: accept ?? "application/json", ...(body && { "content-type": "application/json" }), ...cookie },
    ...(body && { body: JSON.stringify(body) }),
  });
  await answer.body.dump();
}

function shuffled(list: readonly number[], random: () => number): number[] {
  return list
    .map((each) => ({ each, by: random() }))
    .sort((a, b) => a.by - b.by)
    .map(({ each }) => each);
}

/** In how many of a hundred pairs of one of each the first took longer: the area under the curve of Mann and Whitney. */
function slowerOf(ones: readonly number[], others: readonly number[]): number {
  const sorted = [...others].sort((a, b) => a - b);
  const below = ones.reduce((sum, one) => sum + countBelow(sorted, one), 0);
  return (100 * below) / (ones.length * others.length);
}

function countBelow(sorted: readonly number[], bound: number): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (sorted[middle]! < bound) from = middle + 1;
    else to = middle;
  }
  return from;
}

async function all(times: number): Promise<Figure[]> {
  const bench = await startTestWorkbench({ env: { VARIORUM_URL: "https://variorum.example" } });
  const http = new Http(bench.address);
  try {
    const owner = await joinAsOwner(bench);
    const member = await joinAs(bench, owner, "translator", {
      ...{ name: "Tess", email: "tess@example.org", password: "long enough words" },
    });
    const proposals = `/api/works/${WORKS[0]}/passages/${PASSAGE}/proposals`;
    await owner.json("POST", proposals, { id: WORKS[0], base: 2 });
    await owner.json("POST", `/api/works/${WORKS[0]}/visibility`, { visibility: "private" });
    const figures: Figure[] = [];
    for (const [who, by] of [
      ["a stranger", null],
      ["a member", member],
    ] as const)
      for (const kind of KINDS) figures.push(await measured(http, kind, who, cookieOf(by), times));
    return figures;
  } finally {
    await http.close();
    await bench.end();
  }
}

function cookieOf(by: Client | null): Cookie {
  return by ? { cookie: by.session, origin: "https://variorum.example" } : {};
}

if (options.help) console.log(HELP);
else {
  const figures = await all(counting(options.asked, "asked"));
  const guessed = new Set(KINDS.filter(({ isDrawn }) => !isDrawn).map(({ what }) => what));
  const goals = figures
    .filter(({ what }) => guessed.has(what))
    .map(({ who, what, slower }) => ({
      goal: `${who}, ${what}: slower in ${GOAL.from} to ${GOAL.to} of a hundred`,
      met: slower >= GOAL.from && slower <= GOAL.to,
    }));
  if (options.json) console.log(JSON.stringify({ figures, goals }));
  else {
    table(
      ["who asks", "for", "private, ms", "not there, ms", "another, ms", "slower in 100", "by chance"],
      figures.map(({ who, what, medians, slower, chance }) => [
        ...[who, what, ...medians.map((each) => each.toFixed(3)), slower.toFixed(1), chance.toFixed(1)],
      ]),
    );
    const missed = goals.filter(({ met }) => !met);
    console.log(
      missed.length === 0 ? "\nAll goals are met." : `\nNot met:\n${missed.map(({ goal }) => goal).join("\n")}`,
    );
  }
}
