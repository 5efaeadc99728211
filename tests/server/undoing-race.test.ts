/** An import is undone while somebody begins to build on it: whoever comes second is told so, wherever the one meets the other. */
import { expect, test } from "vitest";
import { bringOnto } from "../../server/bringing/bringing-onto.ts";
import { supplyTo } from "../../server/bringing/supplying.ts";
import { undoOnto } from "../../server/bringing/undoing-onto.ts";
import { undoImport } from "../../server/bringing/undoing.ts";
import { audit } from "../../server/care/audit.ts";
import { openDesk, type Outcome } from "../../server/desk/desk.ts";
import type { Store } from "../../server/store/store.ts";
import type { Supplied } from "../../translations/exchange/supplied.ts";
import { importsIn } from "../../translations/ledger/imports.ts";
import { isWithdrawn } from "../../translations/ledger/state.ts";
import { translationsOf } from "../../translations/ledger/work.ts";
import { inRole } from "../help/histories.ts";
import { interrupted } from "../help/interrupted.ts";
import { done } from "../help/one-passage.ts";
import { AT_ONCE, onto, versionsOf, WORK, workWith } from "../help/onto.ts";

const WHY = { by: { name: "Ada" }, reason: "The wrong file." };
const ANN = inRole("translator", "ann");

async function withdrawn(store: Store) {
  const { id } = importsIn(await store.stream(`work/${WORK}`)).at(-1)!;
  return undoOnto(store, WORK, id, WHY, AT_ONCE);
}

function proposed(store: Store, passage: string, base: number | null): Promise<Outcome> {
  const open = { type: "open-proposal" as const, proposal: "p", kind: "revision" as const, base };
  return done(openDesk(store), { work: WORK, passage }, open, ANN);
}

interface Came {
  what: string;
  bring(store: Store): Promise<unknown>;
  undo(store: Store): Promise<{ was: string }>;
  /** On which somebody builds. */
  passage: string;
  base: number | null;
  refused: string;
}

const CAME: Came[] = [
  {
    what: "a version",
    bring: async (store) => {
      const translation = translationsOf((await store.work(WORK))!)[0]!;
      await bringOnto(store, onto({ p1: ["When all began"], p2: ["Lo"] }, { translation }), AT_ONCE);
    },
    undo: withdrawn,
    ...{ passage: "p1", base: 2, refused: "stale-base" },
  },
  {
    what: "a version of another translation",
    bring: (store) => bringOnto(store, onto({ p1: ["When all began"], p2: ["Lo"] }), AT_ONCE),
    undo: withdrawn,
    ...{ passage: "p1", base: 2, refused: "stale-base" },
  },
  {
    what: "a passage",
    bring: async (store) => {
      const added: Supplied = {
        ...{ what: "new", passage: "n", locator: "§", kind: "paragraph", level: 1, doubtful: false },
        ...{ before: [], words: ["新"], number: 0, after: "p1" },
      };
      const supply = { without: [], passages: [added] };
      const of = { digest: "x", file: "源.txt", by: { name: "Ada" } };
      await supplyTo(store, WORK, { supply, provenance: "A scan.", reason: "New." }, of);
    },
    undo: withdrawn,
    ...{ passage: "n", base: null, refused: "retired" },
  },
  {
    what: "the work itself",
    bring: async () => undefined,
    undo: (store) => undoImport(store, WORK, WHY, AT_ONCE),
    ...{ passage: "p1", base: 1, refused: "retired" },
  },
];

/** Each place where the one may meet the other. `act` is told where, and says whether they met. */
async function everywhere(act: (at: number) => Promise<boolean>): Promise<number> {
  let at = 0;
  while (await act(at)) at++;
  return at;
}

for (const { what, bring, undo, passage, base, refused } of CAME)
  test.each([
    ["somebody builds on it while it is undone", true],
    ["it is undone while somebody builds on it", false],
  ])(`of ${what} that came: %s`, async (_how, undoesFirst) => {
    const outcomes = new Set<string>();
    const places = await everywhere(async (at) => {
      const { db, store } = await workWith({ p1: ["x y"], p2: ["y"] });
      await bring(store);
      const before = (await store.works()).map(({ passages }) => passages.map(({ id }) => id));
      let undone: { was: string } | undefined;
      let built: Outcome | undefined;
      const [undoing, building] = [
        async (through: Store) => void (undone = await undo(through)),
        async (through: Store) => void (built = await proposed(through, passage, base)),
      ];
      const [first, second] = undoesFirst ? [undoing, building] : [building, undoing];
      await first(interrupted(store, at, () => second(store)));
      const met = undone !== undefined && built !== undefined;
      if (met) {
        outcomes.add(undone!.was);
        if (undone!.was === "built-on") {
          expect(built).toMatchObject({ ok: true });
          expect((await store.works()).map(({ passages }) => passages.map(({ id }) => id))).toEqual(before);
        } else expect(built).toMatchObject({ ok: false, refusal: { code: refused } });
        const gone = (await versionsOf(store, passage)).filter(isWithdrawn).map(({ number }) => number);
        const { proposals } = await openDesk(store).passage({ work: WORK, passage });
        expect(proposals.filter((proposal) => gone.includes(proposal.base!))).toEqual([]);
      }
      expect(audit(db).faults).toEqual([]);
      await store.close();
      return met;
    });
    expect(places).toBeGreaterThan(3);
    // But for the work itself, which is put away, nothing is asked of the store behind the act that undoes it.
    const isLast = undoesFirst && what !== "the work itself";
    expect([...outcomes].sort()).toEqual(isLast ? ["built-on"] : ["built-on", "undone"]);
  });

test("what was withdrawn before somebody built on the rest is told, and nobody builds on it", async () => {
  const ids = Array.from({ length: 60 }, (_, at) => `p${at}`);
  const { store } = await workWith(Object.fromEntries(ids.map((id) => [id, [`Old ${id}`]])));
  await bringOnto(store, onto(Object.fromEntries(ids.map((id) => [id, [`New ${id}`]]))), AT_ONCE);
  const { id } = importsIn(await store.stream(`work/${WORK}`)).at(-1)!;
  const gone = async (passage: string) => (await versionsOf(store, passage)).some(isWithdrawn);
  const those = async () => {
    const found: string[] = [];
    for (const passage of ids) if (await gone(passage)) found.push(passage);
    return found;
  };
  let begun = false;
  const pause = async () => {
    const already = begun ? [] : await those();
    if (already.length === 0) return;
    begun = true;
    await proposed(
      store,
      ids.find((passage) => !already.includes(passage))!,
      2,
    );
  };
  const undone = await undoOnto(store, WORK, id, WHY, { now: Date.now, pause });
  const withdrawnNow = await those();
  expect(withdrawnNow.length).toBeGreaterThan(0);
  expect(undone).toMatchObject({ was: "built-on", gone: withdrawnNow.length });
  const refused = { code: "stale-base", why: "beginning", current: null };
  const onGone = { type: "open-proposal" as const, proposal: "q", kind: "revision" as const, base: 2 };
  const built = await done(openDesk(store), { work: WORK, passage: withdrawnNow[0]! }, onGone, ANN);
  expect(built).toEqual({ ok: false, refusal: refused });
  await store.close();
});
