/** What whatever keeps readers' remarks does: over random doings it agrees with a list that is gone through by hand. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { HeldRemark, KeptRemarks } from "../../server/store/remarks.ts";

const MOST = 4;
const at = (minute: number): string => new Date(Date.UTC(2026, 10, 28, 0, minute)).toISOString();

type Doing =
  | { do: "hold"; work: string; passage: string; words: string; mark: string }
  | { do: "refuse" | "put-back" | "drop"; work: string; which: number }
  | { do: "unquote"; work: string; passage: string }
  | { do: "forget"; came: number; refused: number }
  | { do: "see"; person: string; work: string };

const work = fc.constantFrom("w", "x");
const passage = fc.constantFrom("p", "q");
const DOINGS: fc.Arbitrary<Doing[]> = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant("hold" as const),
        ...{
          work,
          passage,
          words: fc.constantFrom("a", "吗\u202e", "💬".repeat(200)),
          mark: fc.constantFrom("m", "n"),
        },
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constantFrom("refuse" as const, "put-back" as const, "drop" as const),
        work,
        which: fc.nat(20),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant("unquote" as const), work, passage }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant("forget" as const), came: fc.nat(40), refused: fc.nat(40) }) },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant("see" as const), person: fc.constantFrom("ann", "ben"), work }),
    },
  ),
  { maxLength: 40 },
);

type Row = HeldRemark & { refused: string | null };

export function remarksContract(name: string, open: () => KeptRemarks): void {
  describe(`${name} keeping remarks`, () => {
    test("does with each what a list by hand does", async () => {
      await fc.assert(
        fc.asyncProperty(DOINGS, async (doings) => {
          const kept = open();
          let rows: Row[] = [];
          const seen = new Map<string, string>();
          const waiting = (of: string): Row[] => rows.filter((row) => row.work === of && row.refused === null);
          for (const [index, doing] of doings.entries()) {
            const now = at(index + 1);
            if (doing.do === "hold") {
              const { do: _, ...said } = doing;
              const chosen = index % 2 === 0 ? { side: "target" as const, start: 0, end: 1, exact: "s" } : null;
              const remark = {
                ...said,
                id: `r${index}`,
                version: index % 3 === 0 ? null : 1,
                chosen,
                name: "",
                at: now,
              };
              const there = waiting(doing.work);
              const isSame = there.some(
                (row) => row.passage === said.passage && row.words === said.words && row.mark === said.mark,
              );
              const outcome = isSame ? "same" : there.length >= MOST ? "full" : "held";
              expect(await kept.hold(remark, MOST)).toBe(outcome);
              if (outcome === "held") rows.push({ ...remark, refused: null });
            } else if (doing.do === "unquote") {
              await kept.unquote(doing.work, doing.passage);
              rows = rows.map((row) =>
                row.work === doing.work && row.passage === doing.passage ? { ...row, chosen: null } : row,
              );
            } else if (doing.do === "forget") {
              const before = { came: at(doing.came), refused: at(doing.refused) };
              await kept.forget(before);
              rows = rows.filter(
                (row) => row.at >= before.came && (row.refused === null || row.refused >= before.refused),
              );
            } else if (doing.do === "see") {
              const last = (await kept.counts()).find((each) => each.work === doing.work)?.last ?? "";
              await kept.see(doing.person, doing.work, last);
              const key = `${doing.person} ${doing.work}`;
              seen.set(key, [seen.get(key) ?? "", last].toSorted().at(-1)!);
            } else {
              const id = `r${doing.which}`;
              const meant = rows.find((row) => row.id === id && row.work === doing.work);
              const waits = meant?.refused === null;
              if (doing.do === "refuse") {
                expect(await kept.refuse(doing.work, [id, "none"], now)).toBe(waits ? 1 : 0);
                if (meant && waits) meant.refused = now;
              } else if (doing.do === "put-back") {
                expect(await kept.putBack(doing.work, id)).toBe(meant !== undefined && !waits);
                if (meant) meant.refused = null;
              } else {
                expect(await kept.drop(doing.work, id)).toBe(waits);
                if (waits) rows = rows.filter((row) => row !== meant);
              }
            }
          }
          for (const of of ["w", "x"]) {
            const there = waiting(of).toSorted((one, other) => one.at.localeCompare(other.at));
            expect(await kept.waiting(of)).toEqual(there.map(({ refused: _, ...remark }) => remark));
            const gone = rows.filter((row) => row.work === of && row.refused !== null);
            expect(await kept.refused(of)).toEqual(
              gone.toSorted((one, other) => other.refused!.localeCompare(one.refused!)),
            );
            for (const person of ["ann", "ben"]) {
              const until = seen.get(`${person} ${of}`) ?? "";
              expect(await kept.seen(person, of)).toBe(until);
              expect(await kept.since(of, until)).toBe(there.filter((row) => row.at > until).length);
            }
          }
          expect(await kept.counts()).toEqual(
            ["w", "x"].flatMap((of) => {
              const there = waiting(of).map((row) => row.at);
              return there.length === 0 ? [] : [{ work: of, count: there.length, last: there.toSorted().at(-1) }];
            }),
          );
        }),
        { numRuns: 150 },
      );
    });
  });
}
