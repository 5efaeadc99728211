/** Two desks on one store, as two servers would have: each knows what the other did at its next question. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { openDesk, type Desk, type DeskEffects, type Outcome } from "../../server/desk/desk.ts";
import { openSqlite, sqliteStore } from "../../server/sqlite/sqlite.ts";
import type { Store } from "../../server/store/store.ts";
import { saltsFrom } from "../../translations/ledger/enclosures.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { lossyHistories, inRole, plain, STREAM, type TakeOut } from "../help/histories.ts";
import { bareWork } from "../help/store-contract.ts";
import { ANN, PASSAGES, REX, tries, words } from "../help/parts.ts";
import { verified } from "../help/verified.ts";
import { bring } from "../help/made-works.ts";
import { type Command, done } from "../help/one-passage.ts";
import { examples } from "../help/seeds.ts";

const ELSEWHERE = { ...STREAM, passage: "4-1" };

/** One clock and one source of ids for several desks. */
function effects(): DeskEffects {
  let [acts, moments] = [0, 0];
  return {
    newAct: () => `act-${++acts}`,
    newSalt: saltsFrom("two desks"),
    now: () => new Date(Date.UTC(2026, 10, 26) + 1_000 * ++moments).toISOString(),
  };
}

async function store(): Promise<Store> {
  const opened = sqliteStore(openSqlite(":memory:"));
  for (const id of [STREAM.work, "other"]) await bring(opened, bareWork(id));
  return opened;
}

/** A store that does some things otherwise. */
function instead(store: Store, otherwise: Partial<Store>): Store {
  return new Proxy(store, {
    get: (target, name: keyof Store) => {
      const value = otherwise[name] ?? target[name];
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

interface Asked {
  place: typeof STREAM;
  actor: Actor;
  command: Command;
  takeOut: TakeOut | null;
}

interface Turn extends Asked {
  /** Which desk is asked. */
  second: boolean;
}

function asked(desk: Desk, { place, actor, command, takeOut }: Asked): Promise<Outcome> {
  return takeOut ? desk.remove(place, takeOut.taking, takeOut.why, actor) : done(desk, place, command, actor);
}

const turns = fc
  .tuple(lossyHistories(), fc.infiniteStream(fc.boolean()), fc.infiniteStream(fc.nat(9)))
  .map(([{ steps }, seconds, places]) =>
    steps.map(({ actor, command, takeOut }): Turn => {
      const elsewhere = places.next().value === 0;
      return { second: seconds.next().value, place: elsewhere ? ELSEWHERE : STREAM, actor, command, takeOut };
    }),
  );

test("whichever of two desks is asked, history is that of one, and the other knows it", async () => {
  await fc.assert(
    fc.asyncProperty(turns, async (all) => {
      const [shared, alone] = [await store(), await store()];
      const one = effects();
      const desks: [Desk, Desk] = [openDesk(shared, one), openDesk(shared, one)];
      const model = openDesk(alone, effects());
      for (const turn of all) {
        const { second, place } = turn;
        const outcome = await asked(desks[second ? 1 : 0], turn);
        expect(outcome).toEqual(await asked(model, turn));
        for (const desk of desks) expect(await desk.passage(place)).toEqual(await model.passage(place));
      }
      expect(await shared.recordsOfWork(STREAM.work)).toEqual(await alone.recordsOfWork(STREAM.work));
      for (const place of [STREAM, ELSEWHERE]) expect(verified(await shared.records(place))).toEqual([]);
      for (const each of [shared, alone]) await each.close();
    }),
    { numRuns: examples(40) },
  );
});

test("whatever is asked of both at once, each knows afterwards what is kept", async () => {
  await fc.assert(
    fc.asyncProperty(turns, fc.integer({ min: 2, max: 6 }), async (all, atOnce) => {
      const shared = await store();
      const desks: [Desk, Desk] = [openDesk(shared), openDesk(shared)];
      for (let from = 0; from < all.length; from += atOnce) {
        const together = all.slice(from, from + atOnce);
        await Promise.all(together.map((turn) => asked(desks[turn.second ? 1 : 0], turn)));
        for (const place of [STREAM, ELSEWHERE]) {
          const kept = await openDesk(shared).passage(place);
          for (const desk of desks) expect(await desk.passage(place)).toEqual(kept);
        }
      }
      await shared.close();
    }),
    { numRuns: examples(40) },
  );
});

test("what a desk has added itself it does not read again, and knows as another reads it", async () => {
  await fc.assert(
    fc.asyncProperty(lossyHistories(), async ({ steps }) => {
      const kept = await store();
      let readOn = 0;
      const since: Store["since"] = async (...after) => {
        const added = await kept.since(...after);
        readOn += added.length;
        return added;
      };
      const desk = openDesk(instead(kept, { since }));
      for (const { command, actor, takeOut } of steps) {
        if (takeOut) continue;
        await done(desk, STREAM, command, actor);
        // A clone has plain objects, whatever made them.
        expect(structuredClone(await desk.passage(STREAM))).toStrictEqual(await openDesk(kept).passage(STREAM));
      }
      expect(readOn).toBe(0);
      await kept.close();
    }),
    { numRuns: examples(40) },
  );
});

test("two who touch different proposals of one passage at once are both done, at the first try", async () => {
  const shared = await store();
  let appends = 0;
  const counted = instead(shared, {
    append: (...act) => {
      appends++;
      return shared.append(...act);
    },
  });
  const [a, b] = [openDesk(counted), openDesk(counted)];
  const open = (proposal: string): Command => ({ type: "open-proposal", proposal, kind: "revision", base: null });
  const submit = (proposal: string, text: string): Command => ({
    type: "submit-proposal",
    proposal,
    rendering: plain(text),
    notes: [],
    summary: "So.",
    proposers: [],
  });
  const [ann, ben] = [inRole("translator", "ann"), inRole("translator", "ben")];
  await Promise.all([done(a, STREAM, open("p1"), ann), done(b, STREAM, open("p2"), ben)]);
  const outcomes = await Promise.all([
    done(a, STREAM, submit("p1", "Clarify."), ann),
    done(b, STREAM, submit("p2", "Sort out."), ben),
  ]);
  expect(outcomes.map(({ ok }) => ok)).toEqual([true, true]);
  expect(appends).toBe(4);
  const both = (await a.passage(STREAM)).proposals.map(({ id, status }) => [id, status]);
  expect(both.sort()).toEqual([
    ["p1", "open"],
    ["p2", "open"],
  ]);
  expect(await b.passage(STREAM)).toEqual(await a.passage(STREAM));
  await shared.close();
});

test("of two owners who take out the same at once, one does", async () => {
  await fc.assert(
    fc.asyncProperty(lossyHistories(), async ({ steps }) => {
      const shared = await store();
      const [a, b] = [openDesk(shared), openDesk(shared)];
      for (const turn of steps.map((step) => ({ ...step, place: STREAM }))) {
        const outcomes = await Promise.all((turn.takeOut ? [a, b] : [a]).map((desk) => asked(desk, turn)));
        if (turn.takeOut && "of" in turn.takeOut.taking)
          expect(outcomes.filter((outcome) => outcome.ok && outcome.events.length > 0).length).toBeLessThan(2);
      }
      await shared.close();
    }),
    { numRuns: examples(40) },
  );
});

test("a desk takes in what another adds, to what it knows and to others, and where that is much reads no long way on", async () => {
  const shared = await store();
  let readOn = 0;
  const since: Store["since"] = async (...after) => {
    const added = await shared.since(...after);
    readOn += added.length;
    return added;
  };
  const [here, there] = [openDesk(instead(shared, { since })), openDesk(shared)];
  await here.passage({ work: "other", passage: "s0" });
  const ann = inRole("translator", "ann");
  for (let at = 0; at < 1_050; at++) {
    const command: Command = { type: "open-proposal", proposal: `p-${at}`, kind: "revision", base: null };
    await done(there, { work: at % 2 === 0 ? "other" : STREAM.work, passage: `s${at}` }, command, ann);
  }
  expect((await here.passage({ work: "other", passage: "s0" })).proposals.map(({ id }) => id)).toEqual(["p-0"]);
  expect(await here.proposal("p-1049")).toMatchObject({
    work: STREAM.work,
    proposal: { parts: [{ passage: "s1049" }] },
  });
  const last = { work: STREAM.work, passage: "s1049" };
  expect(await here.passage(last)).toEqual(await there.passage(last));
  expect(readOn).toBe(0);
  await done(there, last, { type: "withdraw-proposal", proposal: "p-1049", reason: "" }, ann);
  expect(await here.passage(last)).toEqual(await there.passage(last));
  expect(readOn).toBe(1);
  await shared.close();
});

/** What is tried, each by one of two desks. */
const partTurns = fc.array(fc.tuple(tries, fc.boolean()), { maxLength: 30 });

async function basesIn(desk: Desk): Promise<(passage: string) => number | null> {
  const bases = new Map<string, number | null>();
  for (const passage of PASSAGES)
    bases.set(passage, (await desk.passage({ work: STREAM.work, passage })).versions.length || null);
  return (passage) => bases.get(passage)!;
}

test("with parts too, whichever desk is asked: history is that of one, and the other knows it", async () => {
  await fc.assert(
    fc.asyncProperty(partTurns, async (all) => {
      const [shared, alone] = [await store(), await store()];
      const one = effects();
      const desks: [Desk, Desk] = [openDesk(shared, one), openDesk(shared, one)];
      const model = openDesk(alone, effects());
      for (const [attempt, second] of all) {
        const [actor, command] = attempt(await basesIn(model));
        const outcome = await desks[second ? 1 : 0].execute(STREAM, command, actor);
        expect(outcome).toEqual(await model.execute(STREAM, command, actor));
        for (const desk of desks)
          for (const id of ["p", "q"]) expect(await desk.proposal(id)).toEqual(await model.proposal(id));
      }
      expect(await shared.recordsOfWork(STREAM.work)).toEqual(await alone.recordsOfWork(STREAM.work));
      expect(verified(await shared.recordsOfWork(STREAM.work))).toEqual([]);
      for (const each of [shared, alone]) await each.close();
    }),
    { numRuns: examples(25) },
  );
});

test("of two who accept parts at once, one does all that they named, and the other nothing", async () => {
  const shared = await store();
  const [a, b] = [openDesk(shared), openDesk(shared)];
  for (const proposal of ["p", "q"]) {
    const parts = PASSAGES.map((passage) => ({ passage, base: null }));
    await a.execute(STREAM, { type: "open-proposal", proposal, kind: "revision", parts }, ANN);
    const submitted = PASSAGES.map((passage) => words(passage, `${proposal} of ${passage}`));
    await a.execute(STREAM, { type: "submit-proposal", proposal, parts: submitted, summary: "So." }, ANN);
  }
  const accept = (proposal: string, passages: string[]) => ({
    ...{ type: "accept-proposal" as const, proposal, passages, reason: "" },
  });
  // They meet in one passage only.
  const outcomes = await Promise.all([
    a.execute(STREAM, accept("p", ["a", "b"]), REX),
    b.execute(STREAM, accept("q", ["b", "c"]), REX),
  ]);
  expect(outcomes.map(({ ok }) => ok).sort()).toEqual([false, true]);
  const refused = outcomes.find((outcome) => !outcome.ok);
  expect(refused).toMatchObject({ refusal: { code: "stale-base", passage: "b" } });
  const [first, second] = [(await b.proposal("p"))!, (await a.proposal("q"))!].map(({ proposal }) =>
    proposal.parts.map(({ status }) => status),
  );
  expect([first, second]).toEqual(
    outcomes[0].ok
      ? [
          ["accepted", "accepted", "open"],
          ["open", "open", "open"],
        ]
      : [
          ["open", "open", "open"],
          ["open", "accepted", "accepted"],
        ],
  );
  expect(verified(await shared.recordsOfWork(STREAM.work))).toEqual([]);
  await shared.close();
});
