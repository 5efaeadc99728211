/** What somebody is told is what happened in what they follow, or was done to them, and they may read now; and nothing of their own deeds. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { openSqlite } from "../../server/sqlite/sqlite.ts";
import { VISIBILITIES, actorIn } from "../../translations/ledger/access.ts";
import { saltsFrom } from "../../translations/ledger/enclosures.ts";
import { endsAfter, type LedgerRecord } from "../../translations/ledger/record.ts";
import { rightsIn } from "../../translations/ledger/rights.ts";
import { ROLES, type Role } from "../../translations/ledger/roles.ts";
import { openProposals, type PassageState } from "../../translations/ledger/state.ts";
import { expectSameAnew } from "../help/folded.ts";
import { histories, inRole, STREAM, take, type Step } from "../help/histories.ts";
import { openBench } from "../help/ledger-site.ts";
import { bring } from "../help/made-works.ts";
import { recordsOfAct } from "../help/one-passage.ts";
import { bareWork } from "../help/store-contract.ts";

const folder = mkdtempSync(join(tmpdir(), "variorum-personal-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;

const CAST = ["ann", "ben", "chi"];
const SENT_BACK = { type: "return-proposal", reason: "Not yet." } as const;
const OWNER = inRole("owner", "olive");
const WORK = `work/${STREAM.work}`;
const PASSAGE = `passage/${STREAM.work}/${STREAM.passage}`;
const proposalThing = (id: string) => `proposal/${STREAM.work}/${id}`;

/** What people do beside writing: say what they follow, look, and an owner says who reads the work. */
type Aside =
  | { follow: { person: string; thing: string; follows: boolean } }
  | { look: string }
  | { visibility: (typeof VISIBILITIES)[number] }
  | { role: { person: string; role: Role | null } };

const person = fc.constantFrom(...CAST);
const aside: fc.Arbitrary<Aside> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .record({
        person,
        thing: fc.constantFrom(WORK, PASSAGE, ...["p1", "p2", "p3", "p4", "p5"].map(proposalThing)),
        follows: fc.boolean(),
      })
      .map((follow) => ({ follow })),
  },
  { weight: 1, arbitrary: person.map((look) => ({ look })) },
  { weight: 1, arbitrary: fc.constantFrom(...VISIBILITIES).map((visibility) => ({ visibility })) },
  { weight: 1, arbitrary: fc.record({ person, role: fc.constantFrom(null, ...ROLES) }).map((role) => ({ role })) },
);

/** What one step tells, as the person who reads the rules has it: of the command that was given, not of its record. */
interface Telling {
  kind: string;
  number: number;
  things: string[];
  doers: string[];
  proposal: string | null;
}

function tellingOf({ actor, command, decision, after }: Step, number: number): Telling[] {
  if (!decision.ok || decision.events.length === 0) return [];
  const of = (kind: string, proposal: string | null, things: string[], doers = [actor.id]) => [
    { kind, number, things, doers, proposal },
  ];
  switch (command.type) {
    case "record-version": {
      const first = decision.events.some((event) => event.type === "version-recorded" && event.number === 1);
      return of("recorded", null, first ? [WORK] : [PASSAGE, WORK]);
    }
    case "submit-proposal": {
      const all = after.proposals.find(({ id }) => id === command.proposal)!.submission!.proposers;
      const doers = all.flatMap(({ id }) => id ?? []);
      return of("proposed", command.proposal, [proposalThing(command.proposal), PASSAGE, WORK], doers);
    }
    case "accept-proposal":
    case "decline-proposal": {
      const kind = command.type === "accept-proposal" ? "accepted" : "declined";
      return of(kind, command.proposal, [proposalThing(command.proposal), PASSAGE, WORK]);
    }
    case "return-proposal":
    case "withdraw-proposal": {
      const kind = command.type === "return-proposal" ? "returned" : "given-up";
      return of(kind, command.proposal, [proposalThing(command.proposal)]);
    }
    case "invite-person": {
      const { id } = command.person;
      return id === undefined ? [] : of("invited", command.proposal, [`account/${id}`]);
    }
    default:
      return [];
  }
}

/** Who takes part in what by one step. */
function partsOf({ actor, command, decision, after }: Step): [account: string, thing: string][] {
  if (!decision.ok || decision.events.length === 0) return [];
  switch (command.type) {
    case "open-proposal":
    case "return-proposal":
    case "decline-proposal":
    case "withdraw-proposal":
      return [[actor.id, proposalThing(command.proposal)]];
    case "submit-proposal": {
      const { proposers } = after.proposals.find(({ id }) => id === command.proposal)!.submission!;
      return proposers.flatMap(({ id }) => (id === undefined ? [] : [[id, proposalThing(command.proposal)]]));
    }
    case "accept-proposal": {
      const made = after.versions.find(({ proposal }) => proposal === command.proposal);
      const hands = (made?.contributors ?? []).filter(({ role }) => role !== "approver" && role !== "supplier");
      return [
        [actor.id, proposalThing(command.proposal)],
        ...hands.flatMap(({ id }): [string, string][] => (id === undefined ? [] : [[id, PASSAGE]])),
      ];
    }
    case "invite-person":
      return command.person.id === undefined ? [] : [[command.person.id, proposalThing(command.proposal)]];
    default:
      return [];
  }
}

/** What people follow, as it stood at each moment. */
class Follows {
  readonly #taken = new Map<string, number>();
  readonly #said = new Map<string, { follows: boolean; since: number }>();

  take(account: string, thing: string, since: number): void {
    const key = `${account} ${thing}`;
    if (!this.#taken.has(key)) this.#taken.set(key, since);
  }

  say(account: string, thing: string, follows: boolean, since: number): void {
    const key = `${account} ${thing}`;
    if (this.#said.get(key)?.follows !== follows) this.#said.set(key, { follows, since });
  }

  /** Since when; null if not. */
  since(account: string, thing: string): number | null {
    const key = `${account} ${thing}`;
    if (thing === `account/${account}`) return 0;
    const said = this.#said.get(key);
    if (said) return said.follows ? said.since : null;
    return this.#taken.get(key) ?? null;
  }
}

test("a person is told what happened in what they follow and may read, whatever has happened and whatever right was lost", async () => {
  const counted: Record<string, number> = { told: 0, own: 0, hidden: 0, left: 0, unseen: 0 };
  const kinds = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      histories(26),
      fc.array(fc.tuple(fc.nat(40), aside), { maxLength: 25 }),
      async (history, asides) => {
        // What is sent back is seldom left there: of what waits at the end, it is.
        for (const { id: proposal } of openProposals(history.state).slice(1))
          take(
            history,
            { actor: inRole("owner", "chi"), command: { ...SENT_BACK, proposal } },
            "2026-03-01T08:00:00.000Z",
          );
        const file = join(folder, `${++files}.db`);
        const { bench, close } = await openBench(null, file);
        const { store, personal, accounts, desk } = bench;
        await bring(store, bareWork(STREAM.work));
        const follows = new Follows();
        const seen = new Map<string, number>();
        const told: Telling[] = [];
        const kept: LedgerRecord[] = [];
        const actors = CAST.flatMap((id) => (["reader", "reviewer"] as const).map((role) => inRole(role, id)));
        let state: PassageState | null = null;
        for (const [index, step] of history.steps.entries()) {
          for (const [, each] of asides.filter(([at]) => at === index)) {
            const through = await store.through();
            if ("follow" in each) {
              const { person, thing, follows: yes } = each.follow;
              await personal.follow(inRole("reader", person), thing, yes);
              follows.say(person, thing, yes, through);
            } else if ("look" in each) {
              await accounts.seeNews(each.look, through);
              seen.set(each.look, through);
            } else if ("visibility" in each)
              await desk.share(STREAM.work, { type: "set-visibility", visibility: each.visibility }, OWNER);
            else {
              const { person, role } = each.role;
              const given = await desk.share(
                STREAM.work,
                { type: "give-role", person: { id: person, name: person }, role },
                OWNER,
              );
              if (given.ok && given.events.length > 0)
                told.push({
                  kind: "role",
                  number: through + 1,
                  things: [`account/${person}`],
                  doers: [],
                  proposal: null,
                });
            }
          }
          if (step.takeOut || !step.decision.ok || step.decision.events.length === 0) continue;
          const act = { id: `act-${index}`, at: step.at, newSalt: saltsFrom(`act-${index}`) };
          const before = await store.through();
          const records = recordsOfAct(STREAM, endsAfter(kept), act, step.decision.events);
          expect(await store.append(records)).toEqual({ ok: true });
          kept.push(...records);
          state = step.after;
          // All that an act tells and by which one takes part is followed from the record that says it.
          const numberOf = (types: readonly string[]) =>
            before +
            1 +
            Math.max(
              0,
              records.findIndex(({ event }) => types.includes(event.type)),
            );
          for (const telling of tellingOf(step, before + 1)) told.push(telling);
          for (const [account, thing] of partsOf(step))
            follows.take(account, thing, thing === PASSAGE ? numberOf(["version-recorded"]) : before + 1);
        }
        for (const actor of actors) {
          const here = actorIn(await desk.access(STREAM.work), actor);
          const expected = told.filter(({ number, things, doers, proposal, kind }) => {
            const follow = things.some((thing) => {
              const since = follows.since(actor.id, thing);
              if (since === null && things.length > 0) counted["left"]!++;
              return since !== null && since < number;
            });
            if (!follow) return false;
            if (doers.includes(actor.id)) {
              counted["own"]!++;
              return false;
            }
            const found = proposal === null ? null : (state?.proposals.find(({ id }) => id === proposal) ?? null);
            const reads = here !== null && (proposal === null || rightsIn(found, here).read);
            if (!reads) counted["hidden"]!++;
            else kinds.add(kind);
            return reads;
          });
          const { lines, next } = await personal.news(actor, { most: 1_000 });
          expect(next).toBeNull();
          expect(lines.map(({ kind, proposal }) => [kind, proposal])).toEqual(
            expected.toReversed().map(({ kind, proposal }) => [kind, proposal]),
          );
          const unseen = expected.filter(({ number }) => number > (seen.get(actor.id) ?? 0)).length;
          expect(await personal.unseen(actor)).toBe(unseen);
          expect(await personal.unseen(actor)).toBe(lines.filter(({ fresh }) => fresh).length);
          const [few, pages] = [3, [] as string[]];
          for (let before = 0, at: number | null = 0; at !== null; before = at ?? 0) {
            const page = await personal.news(actor, { before, most: few });
            pages.push(...page.lines.map(({ kind }) => kind));
            at = page.next;
          }
          expect(pages).toEqual(lines.map(({ kind }) => kind));
          counted["told"]! += lines.length;
          counted["unseen"]! += unseen;
        }
        await close();
        const db = openSqlite(file);
        expectSameAnew(db);
        db.close();
      },
    ),
    { numRuns: 24 },
  );
  expect(Object.entries(counted).filter(([, times]) => times === 0)).toEqual([]);
  expect([...kinds].sort()).toEqual(
    ["accepted", "declined", "given-up", "invited", "proposed", "recorded", "returned", "role"].sort(),
  );
}, 120_000);
