/**
 * Whatever came between, a person reaches an end: all that files brought is gone, or all of it is here, however often undoing and
 * bringing were stopped on the way, met by somebody who built on it, or by each other.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { bringIn } from "../../server/bringing/bringing.ts";
import { bringOnto } from "../../server/bringing/bringing-onto.ts";
import { OntoRefused } from "../../server/bringing/importing.ts";
import { supplyTo } from "../../server/bringing/supplying.ts";
import { undoOnto } from "../../server/bringing/undoing-onto.ts";
import { undoImport } from "../../server/bringing/undoing.ts";
import { audit } from "../../server/care/audit.ts";
import { openDesk } from "../../server/desk/desk.ts";
import { openSqlite, sqliteStore } from "../../server/sqlite/sqlite.ts";
import type { Store } from "../../server/store/store.ts";
import { readJsonl } from "../../translations/exchange/jsonl.ts";
import type { Supplied } from "../../translations/exchange/supplied.ts";
import { importsIn } from "../../translations/ledger/imports.ts";
import { isWithdrawn } from "../../translations/ledger/state.ts";
import { sourceText, translationsOf } from "../../translations/ledger/work.ts";
import { canonicalText, renderingFromJson } from "../../translations/text/canonical.ts";
import { inRole } from "../help/histories.ts";
import { interrupted } from "../help/interrupted.ts";
import { done } from "../help/one-passage.ts";
import { ASV, AT_ONCE, onto, versionsOf, WORK, workWith } from "../help/onto.ts";
import { bareWork } from "../help/store-contract.ts";
import { examples } from "../help/seeds.ts";

const WHY = { by: { name: "Ada" }, reason: "The wrong file." };
const ANN = inRole("translator", "ann");
const IDS = Array.from({ length: 60 }, (_, at) => `p${at}`);
const OLD = Object.fromEntries(IDS.map((id) => [id, [`Old ${id}`]]));
const NEW = Object.fromEntries(IDS.map((id) => [id, [`New ${id}`]]));

/** What somebody does; at something that is asked of the store, somebody else does what comes next, or it is stopped there. */
const doing = fc.record({
  what: fc.constantFrom("bring", "undo", "propose"),
  which: fc.nat(IDS.length - 1),
  at: fc.option(fc.nat(250)),
  meets: fc.boolean(),
});
type Doing = typeof doing extends fc.Arbitrary<infer Does> ? Does : never;
/** In which order both ends are asked for. */
const ends = fc.constantFrom(["gone", "here"] as const, ["here", "gone"] as const);

class Stopped extends Error {}

/** Does one after the other, some within another, then gives up what was proposed. */
async function doneIn(store: Store, all: readonly Doing[], bring: (through: Store) => Promise<unknown>): Promise<void> {
  const proposals: string[] = [];
  const next = [...all];
  const act = async ({ what, which, at, meets }: Doing): Promise<void> => {
    const otherwise = async () => {
      if (!meets) throw new Stopped();
      const other = next.shift();
      if (other) await act(other);
    };
    const through = at === null ? store : interrupted(store, at, otherwise);
    try {
      if (what === "bring") await bring(through);
      else if (what === "undo") await undoOne(through, which);
      else await propose(store, which, proposals);
    } catch (error) {
      if (!(error instanceof Stopped || error instanceof OntoRefused)) throw error;
    }
  };
  while (next.length > 0) await act(next.shift()!);
  for (const proposal of proposals)
    await openDesk(store).execute({ work: WORK }, { type: "withdraw-proposal", proposal, reason: "No." }, ANN);
}

async function importsOf(store: Store): Promise<string[]> {
  return importsIn(await store.stream(`work/${WORK}`))
    .map(({ id }) => id)
    .reverse();
}

async function undoOne(store: Store, which: number): Promise<void> {
  const imports = await importsOf(store);
  const one = imports[which % imports.length];
  if (one !== undefined) await undoOnto(store, WORK, one, WHY, AT_ONCE);
}

async function propose(store: Store, which: number, proposals: string[]): Promise<void> {
  const { passages } = (await store.work(WORK))!;
  const passage = passages[which % passages.length]!.id;
  const base = (await versionsOf(store, passage)).findLast((version) => !isWithdrawn(version))?.number ?? null;
  const open = { type: "open-proposal" as const, proposal: `p${proposals.length}`, kind: "revision" as const, base };
  const { ok } = await done(openDesk(store), { work: WORK, passage }, open, ANN);
  if (ok) proposals.push(open.proposal);
}

/** How the work reads: its translations, and of each passage the source and the versions that stand. */
async function readIn(store: Store): Promise<string[]> {
  const work = (await store.work(WORK))!;
  const held = translationsOf(work).map(({ id }) => id);
  const lines = [held.join(" ")];
  for (const { id, source } of work.passages) {
    const versions = (await versionsOf(store, id)).filter((version) => !isWithdrawn(version));
    for (const { translation = held[0]! } of versions) expect(held).toContain(translation);
    const words = versions.map((version) => canonicalText(renderingFromJson(version.words!.rendering)));
    lines.push([sourceText(source), ...words].join(" | "));
  }
  return lines;
}

/** A text with other words for each passage, and with one behind each that the work has not. */
async function supplied(store: Store): Promise<Supplied[]> {
  const { passages, retired = [] } = (await store.work(WORK))!;
  const ever = new Set([...passages, ...retired].map(({ id }) => id));
  const said = { locator: "§", kind: "paragraph", level: 1, doubtful: false } as const;
  const standing = new Map(passages.map((passage) => [sourceText(passage.source), passage]));
  return IDS.flatMap((id): Supplied[] => {
    const { source } = passages.find((passage) => passage.id === id)!;
    const [before, changed, added] = [source.words, [`新${id}`], [`又${id}`]];
    const there = standing.get(added[0]!);
    let fresh = `${id}-a`;
    while (ever.has(fresh)) fresh += "a";
    return [
      {
        ...said,
        what: before[0] === changed[0] ? "same" : "changed",
        passage: id,
        before,
        words: changed,
        number: source.number,
        after: null,
      },
      there
        ? {
            ...said,
            what: "same",
            passage: there.id,
            before: added,
            words: added,
            number: there.source.number,
            after: null,
          }
        : { ...said, what: "new", passage: fresh, before: [], words: added, number: 0, after: id },
    ];
  });
}

const FILES: Record<string, (store: Store) => Promise<unknown>> = {
  "another translation": (store) => bringOnto(store, onto(NEW, { translation: ASV }), AT_ONCE),
  "versions of the work's own": async (store) => {
    const [translation] = translationsOf((await store.work(WORK))!);
    return bringOnto(store, onto(NEW, { translation: translation! }), AT_ONCE);
  },
  "a source": async (store) => {
    const supply = { without: [], passages: await supplied(store) };
    const of = { digest: "x", file: "源.txt", by: WHY.by };
    return supplyTo(store, WORK, { supply, provenance: "A scan.", reason: "New." }, of);
  },
};

test.each(Object.entries(FILES))(
  "of %s all can go and all can be here, whatever came between",
  async (_what, bring) => {
    const ideal = await workWith(OLD);
    const gone = await readIn(ideal.store);
    await bring(ideal.store);
    const here = await readIn(ideal.store);
    await fc.assert(
      fc.asyncProperty(fc.array(doing, { minLength: 2, maxLength: 6 }), ends, async (all, asked) => {
        const { db, store } = await workWith(OLD);
        await doneIn(store, [{ what: "bring", which: 0, at: null, meets: false }, ...all], bring);
        await readIn(store);
        for (const end of asked) {
          const came: string[] = [];
          if (end === "here") await bring(store);
          else for (const id of await importsOf(store)) came.push((await undoOnto(store, WORK, id, WHY, AT_ONCE)).was);
          expect(await readIn(store), came.join()).toEqual(end === "here" ? here : gone);
        }
        expect(audit(db).faults).toEqual([]);
        await store.close();
      }),
      { numRuns: examples(25) },
    );
  },
  240_000,
);

test("the work itself can go and be here, wherever undoing it and bringing it were stopped, or met each other", async () => {
  const { passages } = readJsonl(
    IDS.slice(0, 4)
      .map((id) => JSON.stringify({ id, versions: [{ text: id }] }))
      .join("\n"),
  );
  const bring = async (store: Store) => {
    const { passages: _, terms: __, ...head } = bareWork(WORK);
    const bringing = { head, passages, by: WHY.by, act: "import/own" };
    return bringIn(store, bringing, AT_ONCE);
  };
  const step = fc.record({ what: fc.constantFrom("bring", "undo"), at: fc.option(fc.nat(40)), meets: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 5 }), ends, async (all, asked) => {
      const db = openSqlite(":memory:");
      const store = sqliteStore(db);
      await bring(store);
      const next = [...all];
      const act = async ({ what, at, meets }: (typeof all)[number]): Promise<void> => {
        const otherwise = async () => {
          if (!meets) throw new Stopped();
          const other = next.shift();
          if (other) await act(other);
        };
        const through = at === null ? store : interrupted(store, at, otherwise);
        await (what === "bring" ? bring(through) : undoImport(through, WORK, WHY, AT_ONCE)).catch((error: unknown) => {
          if (!(error instanceof Stopped)) throw error;
        });
      };
      while (next.length > 0) await act(next.shift()!);
      for (const end of asked) {
        await (end === "here" ? bring(store) : undoImport(store, WORK, WHY, AT_ONCE));
        expect((await store.works()).map(({ id }) => id)).toEqual(end === "here" ? [WORK] : []);
        const standing = (await store.work(WORK))!.passages.map(({ id }) => id);
        expect(standing).toEqual(end === "here" ? IDS.slice(0, 4) : []);
      }
      expect(audit(db).faults).toEqual([]);
      await store.close();
    }),
    { numRuns: examples(60) },
  );
}, 120_000);
