/** What is wrong, and how what it is wrong with is called. */
import { partsOf } from "../../translations/ledger/record.ts";

/** One thing that is wrong, and where. */
export interface Fault {
  /** The record or row, as a person names it: "nip14/s10, record 3". */
  where: string;
  /** A sentence. */
  what: string;
}

/** Takes a fault: where, and what. */
export type Report = (where: string, what: string) => void;

/** A record as a person names it: "nip14/s10, record 3", "proposal clearer of nip14, record 2", "outline of nip14, record 5". */
export function placeInWords(stream: string, position: number): string {
  return `${streamInWords(stream)}, record ${position}`;
}

export function streamInWords(stream: string): string {
  const named = partsOf(stream);
  if (!named) return stream;
  const { kind, work, id } = named;
  if (kind === "other") return stream;
  if (kind === "work") return `work ${work}`;
  if (kind === "passage") return `${work}/${id}`;
  return `${kind}${id === null ? "" : ` ${id}`} of ${work}`;
}
