/** Who may read a work, and what they may do in it. */
import fc, { type Arbitrary } from "fast-check";
import { describe, expect, test } from "vitest";
import {
  accessAfter,
  actorIn,
  mayReadWork,
  roleIn,
  OPEN_TO_ALL,
  VISIBILITIES,
  type AccessEvent,
  foreignKey,
  namedHere,
} from "../../translations/ledger/access.ts";
import { decideOnAccess, type AccessCommand } from "../../translations/decide/decide.ts";
import { saltsFrom } from "../../translations/ledger/enclosures.ts";
import { recordsOfAct } from "../../translations/ledger/record.ts";
import { WITHHELD } from "../../translations/notes/note.ts";
import { atLeast, ROLES } from "../../translations/ledger/roles.ts";
import { plan } from "../../translations/plan/plan.ts";
import { inRole } from "../help/histories.ts";
import { verified } from "../help/verified.ts";

const BY = { id: "olive", name: "Olive" };
const people = fc.constantFrom("ann", "ben", "cleo");
const roles = fc.constantFrom(...ROLES);
const visitors = fc.oneof(
  fc.constant(null),
  fc.tuple(roles, people).map(([role, id]) => inRole(role, id)),
);
/** Those whom a work names: by the id of an account elsewhere, or by their name alone. */
const foreigners = fc.oneof(
  fc.constantFrom("e1", "e2", "ann").map((id) => ({ id, name: "Ann" })),
  fc.constantFrom("Ann", "Waley").map((name) => ({ name })),
);
const reason = "By her own account.";
const events: Arbitrary<AccessEvent[]> = fc.array(
  fc.oneof(
    fc.tuple(foreigners, fc.option(people)).map(([foreign, id]) => ({
      ...{ type: "person-joined" as const, foreign, reason, by: BY },
      person: id === null ? null : { id, name: id },
    })),
    fc.constantFrom(...VISIBILITIES).map((visibility) => ({ type: "visibility-set" as const, visibility, by: BY })),
    fc
      .tuple(people, fc.option(roles))
      .map(([id, role]) => ({ type: "role-given" as const, person: { id, name: id }, role, by: BY })),
  ),
);
const commands: Arbitrary<AccessCommand> = fc.oneof(
  fc.constantFrom(...VISIBILITIES).map((visibility) => ({ type: "set-visibility" as const, visibility })),
  fc
    .tuple(people, fc.option(roles))
    .map(([id, role]) => ({ type: "give-role" as const, person: { id, name: id }, role })),
  fc.tuple(foreigners, fc.option(people)).map(([foreign, id]) => ({
    ...{ type: "join-person" as const, foreign, reason },
    person: id === null ? null : { id, name: id },
  })),
);
/** What stands of a work's readers after a command. */
const asked = ({ visibility, roles, joined, approvals }: ReturnType<typeof accessAfter>, command: AccessCommand) => {
  if (command.type === "set-visibility") return [command.visibility, visibility];
  if (command.type === "set-approvals") return [command.needed, approvals.needed];
  if (command.type === "give-role") return [command.role, roles.get(command.person.id)?.role ?? null];
  return [command.person?.id ?? null, joined.get(foreignKey(command.foreign))?.person.id ?? null];
};

describe("laws", () => {
  test("what was said in two goes says the same as in one", () => {
    fc.assert(
      fc.property(events, events, (first, then) => {
        expect(accessAfter(then, accessAfter(first))).toEqual(accessAfter([...first, ...then]));
      }),
    );
  });

  test("a private work is read by those who were given a role in it and by the workbench's owners, and by nobody else", () => {
    fc.assert(
      fc.property(events, visitors, (said, visitor) => {
        const access = { ...accessAfter(said), visibility: "private" as const };
        const given = visitor !== null && access.roles.has(visitor.id);
        expect(mayReadWork(access, visitor)).toBe(given || visitor?.role === "owner");
      }),
    );
  });

  test("who finds a work finds it also if it is opened further, and nobody signed in may do less than a stranger", () => {
    fc.assert(
      fc.property(events, visitors, (said, visitor) => {
        const reads = ["private", "members", "public"] as const;
        const found = reads.map((visibility) => mayReadWork({ ...accessAfter(said), visibility }, visitor));
        expect(found).toEqual(found.toSorted());
        expect(found.at(-1)).toBe(true);
      }),
    );
  });

  test("no role is more than was given in the work or in the workbench, and none that holds is less", () => {
    fc.assert(
      fc.property(events, roles, people, (said, role, id) => {
        const access = accessAfter(said);
        const actor = inRole(role, id);
        const given = access.roles.get(id)?.role;
        const held = actorIn(access, actor);
        if (given) expect(held && atLeast(held.role, given)).toBe(true);
        if (held) expect([given, role]).toContain(held.role);
        expect(held).toEqual(held && { ...actor, role: roleIn(access, actor) });
      }),
    );
  });

  test("who owns a work says who reads it, once; nobody else does, and who may not read it does not learn that it is there", () => {
    fc.assert(
      fc.property(events, commands, roles, people, (said, command, role, id) => {
        const access = accessAfter(said);
        const actor = inRole(role, id);
        const decision = decideOnAccess(plan.work, access, command, actor);
        const held = roleIn(access, actor);
        if (held !== "owner") {
          const code = held === null ? "unknown-work" : "not-allowed";
          expect(decision).toMatchObject({ ok: false, refusal: { code } });
          return;
        }
        if (!decision.ok) throw new Error(decision.refusal.code);
        const then = accessAfter(
          decision.facts.map(({ event }) => event as AccessEvent),
          access,
        );
        const [wanted, stands] = asked(then, command);
        expect(stands).toBe(wanted);
        const [, stood] = asked(access, command);
        expect(decision.facts.length).toBe(stood === wanted ? 0 : 1);
        expect(decideOnAccess(null, access, command, actor)).toMatchObject({ refusal: { code: "unknown-work" } });
      }),
    );
  });

  test("who is said to be who gives and takes no right: of anybody, in any work", () => {
    fc.assert(
      fc.property(events, visitors, (said, visitor) => {
        const without = said.filter(({ type }) => type !== "person-joined");
        expect(roleIn(accessAfter(said), visitor)).toBe(roleIn(accessAfter(without), visitor));
      }),
    );
  });

  test("whoever is joined is called so wherever they are named, nobody else is, and the names stay as they are", () => {
    fc.assert(
      fc.property(events, fc.array(foreigners), (said, named) => {
        const access = accessAfter(said);
        const shown = namedHere(access, named);
        expect(shown.map(({ here: _, ...each }) => each)).toEqual(named);
        for (const [at, each] of named.entries())
          expect(shown[at]!.here).toBe(access.joined.get(foreignKey(each))?.person.name);
      }),
    );
  });

  test("what is said stands in the access stream, and is whole", () => {
    fc.assert(
      fc.property(
        events.filter(({ length }) => length > 0),
        (said) => {
          const making = { id: "act", at: "2026-11-27T08:00:00.000Z", newSalt: saltsFrom("access") };
          const facts = said.map((event) => ({ passage: null, event }));
          const records = recordsOfAct("nip14", new Map(), making, facts);
          expect(new Set(records.map(({ stream }) => stream))).toEqual(new Set(["access/nip14"]));
          expect(verified(records)).toEqual([]);
        },
      ),
    );
  });
});

test("a work of which nothing is said is everybody's to read, and who is let go from a private one finds it no more", () => {
  expect(accessAfter([])).toEqual(OPEN_TO_ALL);
  expect(mayReadWork(OPEN_TO_ALL, null)).toBe(true);
  const given = (role: "reader" | null): AccessEvent => ({
    ...{ type: "role-given", person: { id: "ben", name: "Ben" }, role, by: BY },
  });
  const letIn = accessAfter([{ type: "visibility-set", visibility: "private", by: BY }, given("reader")]);
  const ben = inRole("translator", "ben");
  expect(roleIn(letIn, ben)).toBe("reader");
  expect(roleIn(accessAfter([given(null)], letIn), ben)).toBe(null);
});

test("without a reason nobody is joined to anybody", () => {
  const command = { type: "join-person", foreign: { name: "Waley" }, person: { id: "ben", name: "Ben" } } as const;
  const owner = inRole("owner", "olive");
  for (const reason of ["", " \u200b"])
    expect(decideOnAccess(plan.work, OPEN_TO_ALL, { ...command, reason }, owner)).toMatchObject({
      refusal: { code: "reason-required", why: "joining" },
    });
});

test("where the name of somebody who was joined is taken out, no other withheld name is said to be theirs", () => {
  const ann = { id: "ann", name: "Ann" };
  const join = (foreign: { id?: string; name: string }): AccessEvent => ({
    ...{ type: "person-joined", foreign, person: ann, reason, by: BY },
  });
  const after = accessAfter([join({ name: WITHHELD }), join({ name: "Waley" }), join({ id: "e1", name: WITHHELD })]);
  const named = [{ name: WITHHELD }, { name: "Waley" }, { id: "e1", name: WITHHELD }, { id: "e2", name: WITHHELD }];
  expect(namedHere(after, named).map(({ here }) => here)).toEqual([undefined, "Ann", "Ann", undefined]);
});
