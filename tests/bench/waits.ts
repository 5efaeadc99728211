/**
 * How long others wait for the one thread that answers while somebody brings much to a work, and takes it back: its source, a
 * revised file, a Word file, a further translation, terms, an import undone and brought again. Run it by `npm run bench:waits`.
 */
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { sentLine } from "../../translations/exchange/sent.ts";
import { startFlags } from "../help/start-flags.ts";
import { joinAsOwner, startTestWorkbench, type Client, type TestWorkbench } from "../help/workbench.ts";
import { peakMemory, watchHealth } from "./hostile-watch.ts";
import { table } from "./table.ts";

const HELP = `Measures how long a workbench keeps others waiting while much is brought to a work, and taken back.

Usage: npm run bench:waits -- [options]

  --json          print JSON {figures, goals} instead of a table
  --passages N    how many passages the work has (default 10000)
  --terms N       how many terms come in (default 3000)
  --only WORDS    only the parts whose names have these words
  --profile DIR   writes a profile of the workbench's processor time there
  --help          this text
`;

const { values: options } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
    passages: { type: "string", default: "10000" },
    terms: { type: "string", default: "3000" },
    only: { type: "string", default: "" },
    profile: { type: "string" },
  },
});

/** In milliseconds of work in one piece, beside anything that is brought. */
const GOAL = 100;
const PASSAGES = Number(options.passages);

interface Figure {
  what: string;
  seconds: number;
  /** Milliseconds: the longest that somebody waited, by the clock, and of it the work of the thread that answers. */
  waited: number;
  blocked: number;
  /** The most memory that the workbench's process ever had until then, in megabytes. */
  memory: number;
}

/** What is done, part by part: each has steps that are measured, on one work or on one of its own. */
type Step = readonly [what: string, does: () => Promise<void>];

const WORDS = ["harbour", "winter", "lantern", "meadow", "orchard", "river", "market", "signal", "copper", "window"];
const HAN = ["港口", "冬天", "灯笼", "草地", "果园", "河流", "市场", "信号", "铜器", "窗户"];

/** A paragraph that no other is like. */
function rendering(at: number): string {
  const word = (place: number) => WORDS[Math.floor(at / 10 ** place) % 10]!;
  return `Passage ${at} speaks of the ${word(0)} and the ${word(1)}, of how the ${word(2)} came to the ${word(3)}, and of ${at * 7} days between them.`;
}

function source(at: number): string {
  const word = (place: number) => HAN[Math.floor(at / 10 ** place) % 10]!;
  return `第${at}段讲${word(0)}与${word(1)}，讲${word(2)}如何来到${word(3)}，其间有${at * 7}天。`;
}

function text(of: (at: number) => string): string {
  return Array.from({ length: PASSAGES }, (_, at) => of(at)).join("\n\n");
}

/** As lines, with one version each. */
function lines(): string {
  return Array.from({ length: PASSAGES }, (_, at) =>
    sentLine({
      ...{ id: `p-${at + 1}`, locator: `${at + 1}`, kind: "paragraph", level: 1, source: [], current: 1 },
      versions: [
        {
          rendering: {
            type: "doc",
            content: [{ type: "paragraph", content: [{ type: "text", text: rendering(at) }] }],
          },
          ...{ date: null, by: [], rationale: "", base: null },
        },
      ],
    }),
  ).join("");
}

/** One who brings things, by what the pages send. */
class Bringing {
  readonly #owner: Client;

  constructor(owner: Client) {
    this.#owner = owner;
  }

  async sent<T>(path: string, body: string | Uint8Array, type = "application/octet-stream"): Promise<T> {
    const headers = { accept: "application/json", cookie: this.#owner.session, "content-type": type };
    const answer = await fetch(new URL(path, this.#owner.address), {
      method: "POST",
      body: Buffer.from(body),
      headers,
    });
    const said = await answer.text();
    if (!answer.ok) throw new Error(`POST ${path}: ${answer.status} ${said.slice(0, 500)}`);
    return JSON.parse(said) as T;
  }

  json<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<T> {
    return this.#owner.json<T>(method, path, body);
  }

  /** A page, as a browser reads it. */
  async page(path: string): Promise<string> {
    const answer = await this.#owner.send("GET", path, undefined, { accept: "text/html" });
    const said = await answer.text();
    if (!answer.ok) throw new Error(`GET ${path}: ${answer.status} ${said.slice(0, 500)}`);
    return said;
  }

  async bytes(path: string): Promise<Uint8Array> {
    const answer = await this.#owner.send("GET", path, undefined, { accept: "*/*" });
    if (!answer.ok) throw new Error(`GET ${path}: ${answer.status}`);
    return new Uint8Array(await answer.arrayBuffer());
  }

  async bringLines(work: string): Promise<void> {
    const all = lines();
    const of = createHash("sha256").update(all).digest("hex");
    const said = new URLSearchParams({ title: "A long work", language: "en", sourceLanguage: "zh", of });
    await this.sent(`/api/works/${work}/import?${said}`, all, "application/jsonl");
  }
}

/** The import of a work that came last. */
async function lastImport(by: Bringing, work: string): Promise<string> {
  const { imports } = await by.json<{ imports: { id: string }[] }>("GET", `/api/works/${work}/imports`);
  return imports[0]!.id;
}

function steps(by: Bringing): Record<string, () => Promise<Step[]>> {
  const undoing = (work: string, which?: string): Step => [
    "it is undone",
    async () => {
      const id = which ?? (await lastImport(by, work));
      await by.json("POST", `/api/works/${work}/imports/${id}/undo`, { reason: "It was a trial." });
    },
  ];
  const supplied = (work: string, of: (at: number) => string): Step[] => {
    let staged = "";
    return [
      [
        "a file comes",
        async () => {
          staged = (await by.sent<{ id: string }>(`/api/works/${work}/source/text?name=a.txt`, text(of))).id;
        },
      ],
      ["its page", async () => void (await by.page(`/${work}/-/source/${staged}`))],
      [
        "it is recorded",
        async () => {
          const { laid } = await by.json<{ laid: { plan: string } }>("GET", `/${work}/-/source/${staged}`);
          await by.json("POST", `/api/works/${work}/source/${staged}`, { plan: laid.plan, provenance: "Made up." });
        },
      ],
    ];
  };
  const revised = (work: string, make: () => Promise<[name: string, string | Uint8Array]>, as: string): Step[] => {
    let staged = "";
    return [
      [
        "a file comes",
        async () => {
          const [name, file] = await make();
          staged = (await by.sent<{ id: string }>(`/api/works/${work}/return/text?name=${name}`, file)).id;
        },
      ],
      ["its page", async () => void (await by.page(`/${work}/-/return/${staged}`))],
      [
        `it is kept as ${as}`,
        async () => void (await by.json("POST", `/api/works/${work}/return/${staged}`, { as, reason: "Anew." })),
      ],
    ];
  };
  const anew = (every: number, sign: string) =>
    Promise.resolve<[string, string]>([
      "b.txt",
      text((at) => (at % every === 0 ? rendering(at).replace("speaks", sign) : rendering(at))),
    ]);
  const ready = (work: string) => by.bringLines(work);
  return {
    source: async () => {
      await ready("source");
      return [...supplied("source", source), undoing("source"), ...supplied("source", source)];
    },
    "other source": async () => {
      await ready("other");
      for (const [, does] of supplied("other", source)) await does();
      return supplied("other", (at) => (at % 2 === 0 ? source(at).replace("讲", "说") : source(at)));
    },
    "revised as proposals": async () => {
      await ready("proposed");
      return [...revised("proposed", () => anew(5, "tells"), "proposal")];
    },
    "revised as versions": async () => {
      await ready("recorded");
      return [...revised("recorded", () => anew(5, "tells"), "versions"), undoing("recorded")];
    },
    "a Word file": async () => {
      await ready("word");
      const file = await by.bytes("/api/works/word/export/docx");
      const parts = unzipSync(file);
      const changed = strFromU8(parts["word/document.xml"]!).replaceAll(/ speaks(?= of the harbour)/g, " tells");
      const back = zipSync({ ...parts, "word/document.xml": strToU8(changed) }, { level: 1 });
      return [
        ["tried by the API", async () => void (await by.sent("/api/works/word/return?name=a.docx&dry=yes", back))],
        ...revised("word", () => Promise.resolve(["a.docx", back]), "proposal"),
      ];
    },
    "texts that are to be a work": async () => {
      const { id } = await by.json<{ id: string }>("POST", "/api/works/new", {});
      let further = "";
      const to = (stage: string, side: string, file: string) =>
        by.sent(`/api/works/new/${stage}/texts/${side}?name=${side}.txt`, file);
      const fields = { title: "Two", work: "two", language: "en", sourceLanguage: "zh" };
      return [
        ["a source comes", async () => void (await to(id, "a", text(source)))],
        ["a translation comes", async () => void (await to(id, "b", text(rendering)))],
        ["its page", async () => void (await by.page(`/works/new/${id}`))],
        [
          "a further translation comes",
          async () => {
            await by.json("POST", `/api/works/new/${id}/further`, {});
            const view = await by.json<{ further: { id: string }[] }>("GET", `/works/new/${id}`);
            further = view.further[0]!.id;
            await to(
              further,
              "b",
              text((at) => rendering(at).replace("speaks", "tells")),
            );
          },
        ],
        ["their page", async () => void (await by.page(`/works/new/${id}`))],
        [
          "the work is made",
          async () => {
            const about = { title: "The other", language: "en" };
            await by.json("POST", `/api/works/new/${further}/describe`, about);
            await by.json("POST", `/api/works/new/${id}/create`, fields);
          },
        ],
        undoing("two", "work"),
      ];
    },
    "a whole work": async () => {
      const undone = undoing("whole", "work");
      const again: Step = ["it comes again", () => ready("whole")];
      return Promise.resolve([["it comes", () => ready("whole")], undone, again, undone]);
    },
    terms: async () => {
      await ready("glossed");
      const count = Number(options.terms);
      const all = Array.from({ length: count }, (_, at) => `${source(at).slice(0, 12)}${at},${WORDS[at % 10]!} ${at}`);
      const csv = ["source,preferred", ...all].join("\n");
      let done = "";
      const send = (more: object) =>
        by.json<{ import: string }>("POST", "/api/works/glossed/terms-import", { text: csv, reason: "", ...more });
      return [
        ["are looked at", async () => void (await send({ preview: "yes" }))],
        ["come", async () => void (done = (await send({})).import)],
        ["are looked at again", async () => void (await send({ preview: "yes" }))],
        [
          "are undone",
          async () =>
            void (await by.json("POST", "/api/works/glossed/terms-undo", { import: done, reason: "A trial." })),
        ],
      ];
    },
  };
}

async function measured(bench: TestWorkbench, by: Bringing): Promise<Figure[]> {
  const pid = bench.process.pid!;
  const watch = watchHealth(bench.address, pid);
  const figures: Figure[] = [];
  for (const [part, begin] of Object.entries(steps(by))) {
    if (!part.includes(options.only)) continue;
    for (const [step, does] of await begin()) {
      const what = `${part}: ${step}`;
      await watch.longest();
      const begun = performance.now();
      await does();
      const seconds = (performance.now() - begun) / 1_000;
      // What it is about to ask comes to its end.
      await new Promise((done) => setTimeout(done, 100));
      const { waited, blocked } = await watch.longest();
      figures.push({ what, seconds, waited, blocked, memory: peakMemory(pid) });
      console.error(
        `${what}: ${seconds.toFixed(1)} s, ${blocked.toFixed(0)} ms of work, ${waited.toFixed(0)} ms by the clock`,
      );
    }
  }
  await watch.stop();
  return figures;
}

async function main(): Promise<void> {
  // In the checkout, on the disk that a data folder would be on: one for temporary files may be in memory.
  mkdirSync("tests/.artifacts", { recursive: true });
  const folder = mkdtempSync(join("tests/.artifacts", "waits-"));
  const profile = options.profile ? ["--cpu-prof", `--cpu-prof-dir=${options.profile}`] : [];
  const bench = await startTestWorkbench({ data: join(folder, "data"), flags: [...startFlags(), ...profile] });
  try {
    tell(await measured(bench, new Bringing(await joinAsOwner(bench))));
  } finally {
    await bench.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

function tell(figures: readonly Figure[]): void {
  const goals = { [`nobody waits for more than ${GOAL} ms of work`]: figures.every(({ blocked }) => blocked < GOAL) };
  if (options.json) return console.log(JSON.stringify({ figures, goals }, null, 2));
  const rows = figures.map(({ what, seconds, waited, blocked, memory }) => [
    ...[what, seconds.toFixed(1), blocked.toFixed(0), waited.toFixed(0), memory.toFixed(0)],
  ]);
  table(["meanwhile", "s", "work in one piece ms", "longest wait by the clock ms", "memory MB"], rows);
  console.log();
  for (const [goal, met] of Object.entries(goals)) console.log(`${met ? "✓" : "✗"} ${goal}`);
}

if (options.help) console.log(HELP);
else await main();
