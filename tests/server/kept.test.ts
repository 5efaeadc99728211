/** Public answers that can be kept: whose tag says what they are made of, and what is remembered of them. */
import { mkdtempSync, rmSync } from "node:fs";
import { request, type IncomingHttpHeaders } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { refusalInWords } from "../../editor/refusals/refusals.ts";
import { Answers } from "../../server/http/http.ts";
import { PUBLIC } from "../../server/http/reads.ts";
import { VERSION_FORMATS } from "../../server/http/versions.ts";
import type { Workbench } from "../../server/http/workbench.ts";
import { ABOUT_SETTINGS } from "../../server/http/about.ts";
import { STEPS_SETTING } from "../../server/store/settings.ts";
import { isDiscussing } from "../../translations/ledger/discussing.ts";
import { isTerming } from "../../translations/ledger/terming.ts";
import {
  EVENT_KINDS,
  isDescribing,
  isOfAccess,
  isOfImport,
  type LedgerEvent,
} from "../../translations/ledger/events.ts";
import { foreignKey } from "../../translations/ledger/access.ts";
import { currentVersion } from "../../translations/ledger/state.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import type { Note } from "../../translations/notes/note.ts";
import { canonicalText } from "../../translations/text/canonical.ts";
import { parseText } from "../../translations/text/parse.ts";
import { routeTable } from "../bench/hostile-table.ts";
import { inRole, lossyHistories, plain, STREAM, type TakeOut } from "../help/histories.ts";
import { openBench, serve, type LedgerBench, type LedgerSite } from "../help/ledger-site.ts";
import { bareWork } from "../help/store-contract.ts";
import { bring, correct } from "../help/made-works.ts";
import { type Command, done as perform } from "../help/one-passage.ts";
import { examples } from "../help/seeds.ts";
import type { AccessCommand, WorkCommand } from "../../translations/decide/decide.ts";
import type { TakingOfWork } from "../../translations/ledger/removals.ts";

const { work: WORK, passage: PASSAGE } = STREAM;
const HERE = `/${WORK}/${PASSAGE}`;
const API = `/api/works/${WORK}/passages/${PASSAGE}`;
const OTHER = { work: WORK, passage: "another" };
const ELSEWHERE = { work: "elsewhere", passage: "one" };
const ORIGIN = "https://variorum.example";
const OWNER = inRole("owner", "olive");
const REX = inRole("reviewer", "rex");

interface Heard {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** An answer as it comes over the wire. */
function ask(site: LedgerSite, path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Heard> {
  return new Promise((resolve, reject) => {
    request(
      site.address + path,
      { method, headers: { host: "asked.example", accept: "text/html", ...headers } },
      (res) => {
        const chunks: Buffer[] = [];
        res.on("data", (chunk: Buffer) => chunks.push(chunk));
        res.on("end", () => resolve({ status: res.statusCode!, headers: res.headers, body: Buffer.concat(chunks) }));
      },
    )
      .on("error", reject)
      .end();
  });
}

const JSON_WANTED = { accept: "application/json" };

function passages(...ids: string[]) {
  return ids.map((id, at) => ({
    id,
    locator: `Section ${at + 1}`,
    kind: "paragraph" as const,
    level: 2,
    source: { number: 1, held: "none" as const, words: [] },
  }));
}

function works() {
  return [
    { ...bareWork(WORK), passages: passages(PASSAGE, OTHER.passage) },
    { ...bareWork(ELSEWHERE.work, "Elsewhere"), passages: passages(ELSEWHERE.passage) },
  ] as const;
}

async function opened(file?: string): Promise<LedgerBench> {
  const all = await openBench(ORIGIN, file, [OWNER, REX]);
  const { store } = all.bench;
  for (const work of works()) if (!(await store.work(work.id))) await bring(store, work);
  return all;
}

async function done(
  { desk }: Workbench,
  actor: Actor,
  asked: Command | TakeOut | Ruling,
  stream = STREAM,
): Promise<LedgerEvent[]> {
  const outcome = await ("taking" in asked
    ? desk.remove(stream, asked.taking, asked.why, actor)
    : asked.type === "set-approvals"
      ? desk.share(stream.work, asked, actor)
      : perform(desk, stream, asked, actor));
  if (!outcome.ok) throw new Error(refusalInWords(outcome.refusal));
  return outcome.events;
}

function recording(text: string | null, base: number | null = null, notes: Note[] = []): Command {
  const rendering = text === null ? null : plain(text);
  const contributors = [{ name: "A. Translator", role: "translator" as const }];
  const facts = { date: "2022-01-24", publishedIn: [], rationale: "As it was.", notes, provenance: "Known." };
  return { type: "record-version", facts: { ...facts, base, rendering, contributors } };
}

/** How many approvals a version needs from then on. */
type Ruling = AccessCommand & { type: "set-approvals" };

// --- The law --------------------------------------------------------------------------------------------------------

/** What a stranger asks for: a path and what goes with it. */
type Question = readonly [path: string, headers?: Record<string, string>];

const QUESTIONS: readonly Question[] = [
  ["/"],
  ["/", { cookie: "theme=dark; size=large" }],
  ["/review"],
  ["/about"],
  [`/${WORK}`],
  ...["terms", "terms.csv", "terms.tbx", "terms/t1"].map((which): Question => [`/${WORK}/${which}`]),
  [HERE],
  [HERE, { cookie: "theme=dark" }],
  ...[
    "v1",
    "v2",
    "v3",
    "feed.atom",
    "feed.json",
    "v1..v2",
    "v1..v2?show=side",
    "origins",
    "life",
    "origins?version=1",
    "collation",
    "collation?versions=1,2",
  ].map((which): Question => [`${HERE}/${which}`]),
  ...VERSION_FORMATS.map((format): Question => [`${HERE}/v1.${format}`]),
  ...["p1", "p2", "p3", "p4", "p5"].map((id): Question => [`/${WORK}/proposals/${id}`]),
  ...[
    "/api/works",
    `/api/works/${WORK}`,
    API,
    `${API}/v1`,
    `${API}/v1..v2`,
    `${API}/origins`,
    `${API}/life`,
    `${API}/collation`,
  ].map((path): Question => [path, JSON_WANTED]),
];

/** The same as the routes read it too. */
const OTHERWISE: readonly Question[] = [
  [`/${WORK}/${PASSAGE.replace("s", "%73")}`],
  [`/${WORK}/${PASSAGE.replace("s", "%73")}/v1`],
  [`/${WORK}/Proposals/p2`],
];

function named([path, headers = {}]: Question): string {
  return `${path} ${JSON.stringify(headers)}`;
}

/** Asks everything, of a site that remembers and of one that has just begun, and holds what is asked against what was. */
class Witness {
  readonly #seen = new Map<string, string>();
  readonly answered = new Set<string>();

  constructor(
    readonly bench: Workbench,
    readonly site: LedgerSite,
  ) {}

  /** @throws Error if a tag stands for two bodies, or what is remembered is not what would be made. */
  async look(): Promise<void> {
    const anew = await serve({ ...this.bench, answers: new Answers(8) });
    try {
      for (const [path, headers = {}] of [...QUESTIONS, ...OTHERWISE]) {
        const [kept, made] = [await ask(this.site, path, headers), await ask(anew, path, headers)];
        const at = named([path, headers]);
        if (kept.status !== made.status || !kept.body.equals(made.body) || kept.headers.etag !== made.headers.etag)
          throw new Error(`${at}: what is remembered is not what would be made`);
        if (kept.status === 200) this.#hold(at, kept.headers.etag!, kept.body.toString());
      }
    } finally {
      await anew.end();
    }
  }

  #hold(at: string, tag: string, body: string): void {
    this.answered.add(at);
    const before = this.#seen.get(`${at} ${tag}`);
    if (before !== undefined && before !== body) throw new Error(`${at}: ${tag} stands for two answers`);
    this.#seen.set(`${at} ${tag}`, body);
  }
}

/** What happens beside the passage, and shows on some page. */
const MEANWHILE: Record<string, (bench: Workbench) => Promise<unknown>> = {
  "another passage": (bench) => done(bench, OWNER, recording("Beside."), OTHER),
  "another work": (bench) => done(bench, OWNER, recording("Far away."), ELSEWHERE),
  "a title": ({ store }) => correct(store, { ...works()[0], title: "Corrected" }),
  "a locator": ({ store }) => correct(store, { ...works()[0], passages: passages(OTHER.passage, PASSAGE) }),
  "a title said anew": (bench) => saidAnew(bench, { type: "describe-work", words: { title: "Another title" } }),
  "another source": (bench) =>
    saidAnew(bench, { type: "word-source", passage: PASSAGE, number: 1, source: { held: "whole", words: ["厘清"] } }),
  "passages that are final": async (bench) => {
    const work = await bench.store.work(WORK);
    const final = !work?.passages.some((passage) => passage.final);
    return saidAnew(bench, { type: "set-finality", passages: [PASSAGE], branch: false, final });
  },
  "another number of approvals": async ({ desk }) => {
    const { needed } = (await desk.access(WORK)).approvals;
    return desk.share(WORK, { type: "set-approvals", needed: needed === 1 ? 0 : 1, own: "owners" }, OWNER);
  },
  "a term": (bench) =>
    saidAnew(bench, {
      type: "set-term",
      term: "t1",
      words: { source: "厘清", rendering: "Clarify", alternatives: [], remark: "", provenance: "" },
    }),
  "another version chosen": async (bench) => {
    const { versions } = await bench.desk.passage({ work: WORK, passage: PASSAGE });
    const current = currentVersion({ versions })?.number ?? null;
    const number = (versions.find((each) => each.number !== current) ?? versions[0])?.number ?? 1;
    const choice = { type: "choose-version" as const, passage: PASSAGE, number, current, reason: "It reads better." };
    return saidAnew(bench, choice);
  },
  "a version withdrawn": async (bench) => {
    const { versions } = await bench.desk.passage({ work: WORK, passage: PASSAGE });
    const number = currentVersion({ versions })?.number ?? 1;
    return saidAnew(bench, { type: "withdraw-version", passage: PASSAGE, number, reason: "Printed in error." });
  },
  "somebody joined to an account": async ({ desk }) => {
    const foreign = { name: "A. Translator" };
    const { joined } = await desk.access(WORK);
    const person = joined.has(foreignKey(foreign)) ? null : { id: "ann", name: "Ann Lee" };
    return desk.share(WORK, { type: "join-person", foreign, person, reason: "By her own account." }, OWNER);
  },
  "a source taken out": (bench) => takenOut(bench, { worded: { kind: "source", passage: PASSAGE, number: 2 } }),
  "a locator taken out": (bench) => takenOut(bench, { worded: { kind: "passage", passage: PASSAGE } }),
  "a title taken out": (bench) => takenOut(bench, { worded: { kind: "work" } }),
  "a term taken out": (bench) => takenOut(bench, { worded: { kind: "term", term: "t1" } }),
  "a translator taken out": (bench) => takenOut(bench, { whom: { name: "Ada" }, instead: { name: "Eda" } }),
  "a work put away": ({ store }) => store.putAway(WORK, "2026-02-03T04:05:06.000Z"),
  "a work brought back": ({ store }) => store.putAway(WORK, null),
  "who runs it": ({ settings }) => settings.set(ABOUT_SETTINGS.operator, "Somebody else."),
  "a licence": ({ settings }) => settings.set(ABOUT_SETTINGS.licence, "None."),
  "steps kept no more": ({ settings }) => settings.set(STEPS_SETTING, "dropped"),
  "another public address": ({ address }) => address.set("https://elsewhere.example/under"),
  "no public address": ({ address }) => address.set(null),
  "the first address again": ({ address }) => address.set(ORIGIN),
  "steps of drafts kept without names": async ({ store: { drafts } }) => {
    for (const proposal of ["p1", "p2", "p3", "p4", "p5"])
      for (const draft of await drafts.of(proposal)) {
        await drafts.begin(draft, { bytes: Uint8Array.of(0, 0), by: null });
        await drafts.end(draft, "anonymous");
      }
  },
};

function saidAnew({ desk }: Workbench, command: WorkCommand): Promise<unknown> {
  return desk.describe(WORK, command, OWNER);
}

function takenOut({ desk }: Workbench, taking: TakingOfWork): Promise<unknown> {
  return desk.removeOfWork(WORK, taking, { ground: "copyright", reason: "Not ours." }, OWNER);
}

const meanwhile = fc.noBias(fc.option(fc.constantFrom(...Object.keys(MEANWHILE)), { freq: 2 }));

test("where the bytes of an answer differ, so does its tag, whatever happens", async () => {
  await fc.assert(
    fc.asyncProperty(
      lossyHistories(6),
      fc.array(meanwhile, { minLength: 40, maxLength: 40 }),
      async ({ steps }, besides) => {
        const { bench, clock, close } = await opened();
        const site = await serve(bench);
        const witness = new Witness(bench, site);
        try {
          await witness.look();
          for (const [at, { actor, command, takeOut, at: instant, decision }] of steps.entries()) {
            clock.now = instant;
            await done(bench, actor, takeOut ?? command).catch(() => undefined);
            const beside = besides[at % besides.length];
            if (beside) await MEANWHILE[beside]!(bench).catch(() => undefined);
            if (beside || (decision.ok && decision.events.length > 0)) await witness.look();
          }
        } finally {
          await site.end();
          await close();
        }
      },
    ),
    { numRuns: examples(8) },
  );
}, 240_000);

const COURT = { ground: "court" as const, reason: "A court said so." };

/** What is taken out after that. */
const TAKEN_OUT: readonly [Actor, TakeOut][] = [
  [OWNER, { taking: { of: { version: 3 }, what: "text" }, why: COURT }],
  [OWNER, { taking: { of: { proposal: "p3" }, what: "reasons" }, why: COURT }],
  [OWNER, { taking: { whom: { id: "ann", name: "" }, instead: { name: "Another name" } }, why: COURT }],
  [OWNER, { taking: { whom: { name: "A. Translator" }, instead: null }, why: COURT }],
];

/** A history in which every kind of event comes, but that nothing is taken out. */
function everyKind(): readonly [Actor, Command | Ruling][] {
  const [ann, ben, rex] = [inRole("translator", "ann"), inRole("translator", "ben"), inRole("reviewer", "rex")];
  const submit = (proposal: string, text: string): Command => ({
    type: "submit-proposal",
    ...{
      proposal,
      rendering: plain(text),
      notes: [],
      summary: "Better.",
      proposers: [ann, { id: "ann-2", name: "Ann" }],
    },
  });
  const open = (proposal: string, base: number | null, kind: "revision" | "supply" = "revision"): Command => ({
    type: "open-proposal",
    ...{ proposal, kind, base },
  });
  return [
    [OWNER, recording(null)],
    [OWNER, recording("Clarify the relationship", 1)],
    [ann, open("p1", 1, "supply")],
    [ann, submit("p1", "The first words")],
    [rex, { type: "accept-proposal", proposal: "p1", reason: "So it was." }],
    [ann, open("p2", 2)],
    [ann, { type: "choose-readers", proposal: "p2", readers: "accounts", steps: "readers" }],
    [ann, { type: "invite-person", proposal: "p2", person: ben }],
    [ann, { type: "let-person-go", proposal: "p2", person: ben }],
    [ann, submit("p2", "Sort out the relationship")],
    [rex, { type: "return-proposal", proposal: "p2", reason: "Shorter." }],
    [ann, submit("p2", "Sort it out")],
    [ann, open("p3", 2)],
    [ann, submit("p3", "Straighten it out")],
    [OWNER, { type: "set-approvals", needed: 2, own: "nobody" }],
    [rex, { type: "accept-proposal", proposal: "p2", reason: "Yes, from me." }],
    [rex, { type: "withdraw-approval", proposal: "p2", reason: "No, after all." }],
    [rex, { type: "accept-proposal", proposal: "p2", reason: "Yes, again." }],
    [OWNER, { type: "accept-proposal", proposal: "p2", reason: "Yes." }],
    [OWNER, { type: "set-approvals", needed: 1, own: "owners" }],
    [ann, { type: "rebase-proposal", proposal: "p3", base: 3 }],
    [rex, { type: "decline-proposal", proposal: "p3", reason: "No." }],
    [ann, open("p4", 3)],
    [ann, { type: "add-part", proposal: "p4", passage: OTHER.passage, base: null }],
    [ann, submit("p4", "Order it")],
    [ann, { type: "withdraw-proposal", proposal: "p4", reason: "Not good enough." }],
  ];
}

test("the same through every kind of event, every other change, and people who come and go", async () => {
  const { bench, clock, close } = await opened();
  const site = await serve(bench);
  const witness = new Witness(bench, site);
  const seen = new Set<string>();
  for (const [at, [actor, command]] of [...everyKind(), ...TAKEN_OUT].entries()) {
    clock.now = new Date(Date.UTC(2026, 0, 1, at)).toISOString();
    for (const { type } of await done(bench, actor, command)) if (type !== "approvals-set") seen.add(type);
    await witness.look();
  }
  // Discussions are in `threads.test.ts`. What is said of a work changes, and goes, meanwhile; who reads it is said in `private-works.test.ts`, what an import brings
  // goes in `undoing.test.ts`.
  const isElsewhere = (event: LedgerEvent) =>
    isDescribing(event) || isOfAccess(event) || isOfImport(event) || isDiscussing(event) || isTerming(event);
  const kinds = Object.keys(EVENT_KINDS).filter(
    (type) =>
      !isElsewhere({ type } as LedgerEvent) &&
      !/^(wording-removed|note-checked|version-chosen|version-withdrawn)$/.test(type),
  );
  expect([...seen].sort()).toEqual(kinds.sort());
  for (const change of Object.values(MEANWHILE)) {
    await change(bench);
    await witness.look();
  }
  for (const name of ["Ann", "Anna"]) {
    await joined(bench, name);
    await witness.look();
  }
  const unanswered = [...QUESTIONS, ...OTHERWISE].map(named).filter((each) => !witness.answered.has(each));
  expect(unanswered).toEqual([named([`/${WORK}/proposals/p5`])]);
  await site.end();
  await close();
}, 240_000);

/** Somebody who has joined: their session's cookie. */
async function joined({ accounts }: Workbench, name: string): Promise<string> {
  const token = (await accounts.ownerToken()) ?? (await accounts.invite((await accounts.people())[0]!, "translator"));
  const email = `${name.toLowerCase()}@example.org`;
  const outcome = await accounts.join(token, { name: `${name} Person`, email, password: "long enough" }, "here");
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return outcome.cookies.map((cookie) => cookie.split(";")[0]!).join("; ");
}

/** Why what is read here is not among what strangers read. */
const LEFT_OUT: Record<string, string> = {
  "/healthz": "the program's own",
  "/readyz": "the program's own",
  "/metrics": "the program's own",
  "/api/events": "a stream",
  "/api/works/:work/events": "a stream",
  "/api/news": "what happened since",
  "/api/openapi.json": "of this program alone: its own bytes are its tag",
  "/api/about": "given to programs without a tag of its own",
  "/:work/-/errands/:errand": "for whoever asked for it",
  "/api/works/:work/errands/:errand": "the same",
  "/:work/-/return": "for those who may propose",
  "/:work/-/outline/propose": "for those who may propose",
  "/:work/-/outline/proposals/:number": "what whoever asks may do with it",
  "/:work/-/return/:staged": "for whoever brought it",
  "/:work/-/readers": "owners of the work",
  "/:work/-/people": "owners of the work",
  "/:work/-/export": "for those with an account",
  "/api/works/:work/export/:as": "for those with an account, and kept by nobody",
  "/api/search": "an index that comes behind the ledger",
  "/search": "the same",
  "/api/proposals/:id/docx": "what whoever asks may read of it",
  "/:work/proposals/:id/docx": "the same",
  "/sign-in": "a form",
  "/works/new": "whose it is",
  "/api/works/new": "whose it is",
  "/works/new/:staged": "whose it is",
  "/api/works/new/:staged": "whose it is",
  "/join/:token": "whoever has the link",
  "/-/reset/:token": "whoever has the link",
  "/-/ask": "a form",
  "/me": "whose it is",
  "/api/me": "whose it is",
  "/me/news": "whose it is",
  "/api/me/news": "whose it is",
  "/api/me/bell": "whose it is",
  "/-/mail/:secret": "whoever has the link",
  "/-/feeds/:which": "whoever has the address",
  "/me/following": "whose it is",
  "/api/me/following": "whose it is",
  "/-/account": "whose it is",
  "/api/account": "whose it is",
  "/people": "owners",
  "/api/people": "owners",
  "/people/:id/role": "owners",
  "/people/:id/close": "owners",
  "/:work/-/remove": "owners",
  "/:work/settings": "owners",
  "/:work/-/source": "owners",
  "/:work/-/terms": "a form",
  "/:work/-/standing": "all passages, counted for it, and kept by nobody",
  "/:work/-/standing.csv": "the same",
  "/api/works/:work/passages/:passage/people": "for those who are signed in",
  "/api/proposals/:id/people": "for those who are signed in",
  "/api/works/:work/requests": "for those who are signed in",
  "/me/requests.ics": "whose it is",
  "/:work/-/remark/:passage": "a form, which says when it was opened",
  "/:work/-/remarks": "for reviewers and owners of the work",
  "/api/works/:work/remarks": "the same",
  "/:work/-/notes": "notes of many passages, worked out for it",
  "/api/works/:work/notes-to-check": "the same",
  "/:work/-/changes": "lines of all that happened, asked for between any two days",
  "/api/works/:work/changes": "the same",
  "/api/works/:work/standing": "the same",
  "/:work/-/outline": "records that are gone through for it, and kept by nobody",
  "/:work/-/outline/:pair": "the same",
  "/:work/-/imports": "owners",
  "/:work/-/imports/:import": "owners",
  "/api/works/:work/imports": "owners",
  "/api/works/:work/imports/:import": "owners",
  "/:work/-/source/:staged": "owners",
  "/:work/-/remove/:passage": "owners",
  "/-/settings": "owners",
  "/api/settings": "owners",
  "/api/proposals/:id": "given to programs without a tag of its own",
  "/api/proposals/:id/puts-back": "for those who are signed in",
  "/api/proposals/:id/same-reason": "for those who write it",
  "/api/proposals/:id/base": "for those who are signed in",
  "/api/proposals/:id/memory": "for those who are signed in",
  "/api/proposals/:id/wordings": "for those who are signed in",
  "/:work/-/revise": "for those who may propose",
  "/api/proposals/:id/parts/:passage": "for those who are signed in",
  "/api/proposals/:id/addable": "for those who write the draft",
  "/:work/proposals/:id/history": "read from a draft's log",
  "/api/proposals/:id/history": "read from a draft's log",
  "/api/proposals/:id/history/:step": "read from a draft's log",
};

/** Versions, comparisons, origins and collations have routes of their own; what they read stands in one row. */
const WITHIN: Record<string, string> = { origins: ":which", life: ":which", collation: ":which" };

test("of every address that is read it is said what it is made of, or why not", () => {
  const rows = new Set(PUBLIC.flatMap(({ paths }) => paths));
  const read = routeTable().filter(({ method }) => method === "GET");
  const inRow = (path: string) => path.replace(/[^/]+$/, (last) => WITHIN[last] ?? last);
  const unsaid = read.map(({ path }) => path).filter((path) => !rows.has(inRow(path)) && !(path in LEFT_OUT));
  expect(unsaid, "add a row to server/http/reads.ts").toEqual([]);
  const routes = new Set(read.map(({ path }) => path));
  expect([...rows, ...Object.keys(LEFT_OUT)].filter((path) => !routes.has(path))).toEqual([]);
});

test("what another process writes is shown at once, and what is remembered from before it no more", async () => {
  const folder = mkdtempSync(join(tmpdir(), "variorum-kept-"));
  const [ours, theirs] = [await opened(join(folder, "one.db")), await opened(join(folder, "one.db"))];
  const site = await serve(ours.bench);
  const witness = new Witness(ours.bench, site);
  for (const [actor, command] of everyKind()) {
    await done(theirs.bench, actor, command);
    await witness.look();
  }
  expect((await ask(site, `${HERE}/v3.txt`)).body.toString()).toBe(canonicalText(parseText("Sort it out")));
  await site.end();
  for (const { close } of [ours, theirs]) await close();
  rmSync(folder, { recursive: true, force: true });
});

// --- Asked again ----------------------------------------------------------------------------------------------------

describe("of a workbench with three versions", () => {
  let all: LedgerBench;
  let bench: Workbench;
  let site: LedgerSite;

  beforeEach(async () => {
    all = await opened();
    bench = all.bench;
    for (const [actor, command] of everyKind()) await done(bench, actor, command);
    site = await serve(bench);
  });
  afterEach(async () => {
    await site.end();
    await all.close();
  });

  test("what somebody has is seen to stand without a page made or a passage read", async () => {
    const sent = new Map<Question, IncomingHttpHeaders>();
    for (const question of QUESTIONS) {
      const { status, headers } = await ask(site, ...question);
      if (status === 200 && !question[0].includes(".txt")) sent.set(question, headers);
    }
    expect(sent.size).toBeGreaterThan(QUESTIONS.length - 6);
    const nobody = (): never => {
      throw new Error("asked for nothing");
    };
    const idle = await serve({
      ...bench,
      aside: nobody,
      answers: new Answers(8),
      store: new Proxy(bench.store, { get: (store, name) => (name === "drafts" ? store.drafts : nobody) }),
      desk: { ...bench.desk, passage: nobody, proposal: nobody },
    });
    for (const [[path, headers], { etag: tag = "", vary, "cache-control": kept }] of sent) {
      const again = await ask(idle, path, { ...headers, "if-none-match": `"another", ${tag}` });
      expect([path, again.status, again.body.length, again.headers.etag]).toEqual([path, 304, 0, tag]);
      expect([path, again.headers.vary, again.headers["cache-control"]]).toEqual([path, vary, kept]);
      const anyway = await ask(site, path, { ...headers, "if-none-match": tag, "cache-control": "no-cache" });
      expect(anyway.status).toBe(200);
    }
    await idle.end();
  });

  test("a passage's pages stand while others move on, and move on with theirs", async () => {
    const tagsOf = async (...paths: string[]) =>
      Promise.all(paths.map(async (path) => (await ask(site, path)).headers.etag));
    const own = [HERE, `${HERE}/v2`, `${HERE}/v1..v2`, `${HERE}/origins`, `/${WORK}/proposals/p3`];
    const around = [`/${WORK}`, "/", "/review"];
    const before = [await tagsOf(...own), await tagsOf(...around)] as const;
    await done(bench, OWNER, recording("Beside."), OTHER);
    expect(await tagsOf(...own)).toEqual(before[0]);
    const after = await tagsOf(...around);
    for (const [at, tag] of after.entries()) expect(tag).not.toBe(before[1][at]);
    await done(bench, inRole("translator", "ann"), {
      type: "open-proposal",
      proposal: "p5",
      kind: "revision",
      base: 3,
    });
    for (const [at, tag] of (await tagsOf(...own)).entries()) expect(tag).not.toBe(before[0][at]);
  });

  test("another build, another look or another address has another tag", async () => {
    const tag = async (path = HERE, headers = {}, of = site) => (await ask(of, path, headers)).headers.etag;
    const other = await serve({ ...bench, build: "another", answers: new Answers(1_000_000) });
    const tags = [
      await tag(),
      await tag(HERE, {}, other),
      await tag(`${HERE}?x=1`),
      await tag(HERE, { cookie: "theme=dark" }),
      await tag(HERE, { cookie: "size=large" }),
      await tag(HERE, JSON_WANTED),
    ];
    expect(new Set(tags).size).toBe(tags.length);
    expect(await tag(HERE, { cookie: "theme=purple; whatever=1" })).toBe(tags[0]);
    await bring(bench.store, { ...bareWork("letters"), passages: passages("first.txt") });
    expect(await tag("/letters/first.txt")).not.toBe(await tag("/letters/first.txt", { cookie: "theme=dark" }));
    await other.end();
  });

  test("what moves on while it is made has no tag that says more than it shows", async () => {
    let meanwhile: (() => Promise<unknown>) | null = () => done(bench, OWNER, recording("At that moment", 3));
    const slow = await serve({
      ...bench,
      aside: async (name, ...input) => {
        await meanwhile?.();
        meanwhile = null;
        return bench.aside(name, ...input);
      },
    });
    const first = await ask(slow, HERE);
    expect(first.body.toString()).not.toContain("At that moment");
    for (const of of [slow, site]) {
      const again = await ask(of, HERE, { "if-none-match": first.headers.etag! });
      expect(again.status).toBe(200);
      expect(again.body.toString()).toContain("At that moment");
    }
    await slow.end();
  });

  test("what was another for a moment is not remembered as it was then", async () => {
    let meanwhile: (() => Promise<void>) | null = () => bench.address.set("https://another.example");
    const slow = await serve({
      ...bench,
      aside: async (name, ...input) => {
        await meanwhile?.();
        meanwhile = null;
        return bench.aside(name, ...input);
      },
    });
    expect((await ask(slow, `${HERE}/v2`)).body.toString()).toContain("https://another.example/");
    await bench.address.set(ORIGIN);
    expect((await ask(slow, `${HERE}/v2`)).body.toString()).not.toContain("https://another.example/");
    await slow.end();
  });

  // --- What is remembered -------------------------------------------------------------------------------------------

  test("a page is made once, and gone out the same in every coding, with a body or without", async () => {
    let made = 0;
    const counting = await serve({
      ...bench,
      answers: new Answers(1_000_000),
      aside: (name, ...input) => {
        if (name === "page") made++;
        return bench.aside(name, ...input);
      },
    });
    const plainly = await ask(counting, `${HERE}/v2`);
    for (const [coding, read] of [
      ["br", brotliDecompressSync],
      ["gzip", gunzipSync],
    ] as const)
      for (let time = 0; time < 3; time++) {
        const { headers, body } = await ask(counting, `${HERE}/v2`, { "accept-encoding": coding });
        expect(headers["content-encoding"]).toBe(coding);
        expect(headers.etag).toBe(plainly.headers.etag);
        expect(headers.vary).toMatch(/Cookie, Accept, Accept-Encoding/);
        expect(read(body).equals(plainly.body)).toBe(true);
        const head = await ask(counting, `${HERE}/v2`, { "accept-encoding": coding }, "HEAD");
        expect([head.status, head.body.length]).toEqual([200, 0]);
        for (const name of ["etag", "content-length", "content-type", "content-encoding", "cache-control", "vary"])
          expect([name, head.headers[name]]).toEqual([name, headers[name]]);
      }
    expect(made).toBe(3);
    await counting.end();
  });

  test("nothing of it is for who has a session, or says so, and nothing of theirs for anybody else", async () => {
    const cookie = await joined(bench, "Olive");
    const stranger = await ask(site, HERE);
    const { size } = bench.answers;
    for (const path of [HERE, `${HERE}/v2`, "/", `/${WORK}`, `${HERE}/v2.txt`, `${HERE}/v2.json`])
      await ask(site, path, { cookie });
    const own = await ask(site, HERE, { cookie, "if-none-match": stranger.headers.etag! });
    expect([own.status, own.headers["cache-control"]]).toEqual([200, "private, no-cache"]);
    expect(own.body.toString()).toContain("Olive Person");
    expect(own.body.toString()).toContain("Propose a revision");
    expect(bench.answers.size).toBe(size);
    for (const said of ["variorum.session_token=made-up", "theme=dark; variorum.session_token=x.y"])
      await ask(site, HERE, { cookie: said });
    expect(bench.answers.size).toBe(size);
    expect((await ask(site, HERE)).body.equals(stranger.body)).toBe(true);
    expect(stranger.body.toString()).not.toContain("Olive");
    const ownJson = await ask(site, HERE, { ...JSON_WANTED, cookie });
    expect(ownJson.headers["cache-control"]).toBe("private, no-cache");
  });

  test("no question, no spelling and no refusal takes room beside a page", async () => {
    await ask(site, HERE);
    const { size } = bench.answers;
    expect(size).toBeGreaterThan(0);
    const spelled = [
      `/${WORK.replace("n", "%6E")}/${PASSAGE}`,
      `/${WORK}/${PASSAGE.replace("s", "%73")}`,
      `${HERE}/v99`,
    ];
    const refused = [
      "/nowhere",
      `/${WORK}/nowhere`,
      `${HERE}/nothing`,
      `${HERE}/collation?versions=77`,
      "/REVIEW",
      "/About",
    ];
    for (let at = 0; at < 50; at++) spelled.push(`${HERE}?x=${at}`, `${HERE}?`, `${HERE}/v2?show=${at}`);
    for (const path of [...spelled, ...refused]) await ask(site, path);
    expect(bench.answers.size).toBe(size);
  });

  test("a section of a long work is remembered under the address of its first passage, and under no other", async () => {
    const ids = Array.from({ length: 250 }, (_, at) => `p${at}`);
    await bring(bench.store, { ...bareWork("long"), passages: passages(...ids) });
    const { size } = bench.answers;
    for (const asked of ["/long?at=p7", "/long?at=p201", "/long?at=p200&at=p201", "/review?at=p200", `${HERE}?at=p200`])
      await ask(site, asked);
    expect(bench.answers.size).toBe(size);
    const first = await ask(site, "/long?at=p200");
    expect(bench.answers.size).toBeGreaterThan(size + first.body.length);
    const again = await ask(site, "/long?at=p200", { "if-none-match": first.headers.etag! });
    expect(again.status).toBe(304);
  });

  test("of passages that stand in other sections no history is read, only what they are called", async () => {
    const ids = Array.from({ length: 250 }, (_, at) => `p${at}`);
    await bring(bench.store, { ...bareWork("long"), passages: passages(...ids) });
    const note = {
      id: "n",
      author: OWNER,
      date: "2026-01-01",
      category: "style" as const,
      body: "So.",
      alternatives: [],
    };
    for (const passage of ["p0", "p200"])
      await done(bench, OWNER, recording(`Words of ${passage}.`, null, [{ ...note, target: null, source: null }]), {
        work: "long",
        passage,
      });
    const asked: string[] = [];
    const versions: Workbench["desk"]["versions"] = (stream) => {
      asked.push(stream.passage);
      return bench.desk.versions(stream);
    };
    const passage: Workbench["desk"]["passage"] = (stream) => {
      asked.push(stream.passage);
      return bench.desk.passage(stream);
    };
    const watched = await serve({ ...bench, desk: { ...bench.desk, passage, versions } });
    expect((await ask(watched, "/long?at=p200")).body.toString()).toContain("Words of p200.");
    expect(asked).toEqual(["p200"]);
    await watched.end();
  });

  test("a host that somebody makes up is shown to nobody else", async () => {
    const evil = { host: "evil.example" };
    expect((await ask(site, `${HERE}/v2`, evil)).body.toString()).not.toContain("evil.example");
    await bench.address.set(null);
    const { size } = bench.answers;
    const [theirs, ours] = [await ask(site, `${HERE}/v2`, evil), await ask(site, `${HERE}/v2`)];
    expect(theirs.body.toString()).toContain("http://evil.example/");
    expect(ours.body.toString()).not.toContain("evil.example");
    expect(ours.headers.etag).not.toBe(theirs.headers.etag);
    expect((await ask(site, `${HERE}/v2.bib`)).body.toString()).not.toContain("evil.example");
    expect(bench.answers.size).toBe(size);
    expect((await ask(site, `${HERE}/v2.txt`, evil)).body.toString()).toBe(
      canonicalText(parseText("Clarify the relationship")),
    );
  });
});

describe("the memory of answers", () => {
  const answer = (bytes: number) => ({ headers: { "Content-Type": "text/html" }, body: Buffer.alloc(bytes) });

  test("never holds more bytes than it may, and lets go of what was asked for longest ago", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(40), fc.nat(3), fc.nat(20_000)), { maxLength: 200 }), (all) => {
        const answers = new Answers(100_000);
        for (const [place, tag, bytes] of all) {
          answers.set(String(place), String(tag), answer(bytes));
          expect(answers.size).toBeLessThanOrEqual(100_000);
          if (bytes < 12_000) expect(answers.get(String(place), String(tag))?.body.length).toBe(bytes);
          expect(answers.get(String(place), "another")).toBeNull();
        }
      }),
    );
    const answers = new Answers(100_000);
    for (let place = 0; place < 9; place++) {
      answers.set(String(place), "tag", answer(12_000));
      answers.get("0", "tag");
    }
    expect(answers.get("0", "tag")).not.toBeNull();
    expect(answers.get("1", "tag")).toBeNull();
  });
});
