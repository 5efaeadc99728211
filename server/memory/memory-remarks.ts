/** Readers’ remarks that wait, kept as plain values: a trial. */
import { answer } from "../store/answer.ts";
import type { HeldRemark, KeptRemarks, RefusedRemark } from "../store/remarks.ts";

type Row = HeldRemark & { refused: string | null };

export function memoryRemarks(): KeptRemarks {
  let rows: Row[] = [];
  const seen = new Map<string, string>();
  const waits = ({ refused }: Row): boolean => refused === null;
  const waitingIn = (work: string): Row[] => rows.filter((row) => row.work === work && waits(row));
  /** Puts others in the place of those that are meant; gives how many these are. */
  const change = (meant: (row: Row) => boolean, after: (row: Row) => Row[]): number => {
    const count = rows.filter(meant).length;
    rows = rows.flatMap((row) => (meant(row) ? after(row) : [row]));
    return count;
  };
  const byTime = (one: HeldRemark, other: HeldRemark): number => order(one.at, other.at) || order(one.id, other.id);
  return {
    hold: (remark, most) =>
      answer(() => {
        const there = waitingIn(remark.work);
        if (there.some((row) => SAME.every((member) => row[member] === remark[member]))) return "same";
        if (there.length >= most) return "full";
        rows.push({ ...remark, refused: null });
        return "held";
      }),
    waiting: (work) => answer(() => waitingIn(work).toSorted(byTime).map(withoutRefusal)),
    refused: (work) =>
      answer(() =>
        rows
          .filter((row): row is RefusedRemark => row.work === work && !waits(row))
          .toSorted((one, other) => order(other.refused, one.refused) || order(one.id, other.id)),
      ),
    refuse: (work, ids, at) =>
      answer(() =>
        change(
          (row) => row.work === work && waits(row) && ids.includes(row.id),
          (row) => [{ ...row, refused: at }],
        ),
      ),
    putBack: (work, id) =>
      answer(
        () =>
          change(
            (row) => row.work === work && row.id === id && !waits(row),
            (row) => [{ ...row, refused: null }],
          ) === 1,
      ),
    drop: (work, id) =>
      answer(
        () =>
          change(
            (row) => row.work === work && row.id === id && waits(row),
            () => [],
          ) === 1,
      ),
    unquote: (work, passage) =>
      answer(
        () =>
          void change(
            (row) => row.work === work && row.passage === passage,
            (row) => [{ ...row, chosen: null }],
          ),
      ),
    forget: (before) =>
      answer(
        () =>
          void change(
            ({ at, refused }) => at < before.came || (refused !== null && refused < before.refused),
            () => [],
          ),
      ),
    counts: () =>
      answer(() =>
        [...new Set(rows.filter(waits).map(({ work }) => work))].toSorted(order).map((work) => {
          const there = waitingIn(work).toSorted(byTime);
          return { work, count: there.length, last: there.at(-1)!.at };
        }),
      ),
    since: (work, at) => answer(() => waitingIn(work).filter((row) => row.at > at).length),
    seen: (person, work) => answer(() => seen.get(`${person} ${work}`) ?? ""),
    see: (person, work, until) =>
      answer(() => {
        const before = seen.get(`${person} ${work}`) ?? "";
        seen.set(`${person} ${work}`, until > before ? until : before);
      }),
  };
}

const SAME = ["passage", "words", "name", "mark"] as const;

function order(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function withoutRefusal({ refused: _, ...remark }: Row): HeldRemark {
  return remark;
}
