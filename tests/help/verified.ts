/** What is wrong with records of any streams, laid beside each other as a ledger has them. */
import { flawInWords } from "../../server/care/flaws.ts";
import { recordOf, type Kept, type LedgerRecord } from "../../translations/ledger/record.ts";
import { verifyActs } from "../../translations/ledger/verify-acts.ts";
import { read as readKept, verifyStream, type From } from "../../translations/ledger/verify.ts";

export interface Found {
  /** The record's place among those given, and in the stream that it says it is of, each counted from 1. */
  index: number;
  position: number;
  what: string;
}

/** All that is wrong, in the order of the records. */
export function verified(records: readonly Kept[], from?: From): Found[] {
  const read = records.map(readable);
  const streams = new Map<string, number[]>();
  read.forEach((record, index) => {
    const stream = typeof record?.stream === "string" ? record.stream : "";
    streams.set(stream, [...(streams.get(stream) ?? []), index]);
  });
  const places = new Map([...streams.values()].flatMap((all) => all.map((index, at) => [index, at + 1] as const)));
  const apart = [...streams].flatMap(([stream, all]) =>
    verifyStream(
      stream,
      all.map((index) => readKept(records[index]!)),
      from,
    ).map(({ position, what }) => ({ index: all[position - 1]! + 1, what: flawInWords(what) })),
  );
  const together = verifyActs(read).map(({ position: index, what }) => ({ index, what: flawInWords(what) }));
  return [...apart, ...together]
    .map(({ index, what }) => ({ index, position: places.get(index - 1)!, what }))
    .sort((a, b) => a.index - b.index);
}

function readable(kept: Kept): LedgerRecord | null {
  try {
    return recordOf(kept);
  } catch {
    return null;
  }
}
