/** Records of a whole work, passage by passage. */
import { partsOf, type LedgerRecord } from "../../translations/ledger/record.ts";

/** Of records in the order of the ledger, those about each passage, by its id. */
export function byPassage(records: readonly LedgerRecord[]): Map<string, LedgerRecord[]> {
  const opened = new Map<string, string>();
  const found = new Map<string, LedgerRecord[]>();
  for (const record of records) {
    const { kind, id } = partsOf(record.stream)!;
    if (kind !== "passage" && kind !== "proposal") continue;
    if (record.event.type === "proposal-opened") opened.set(id, record.event.parts[0]!.passage);
    const passage = kind === "passage" ? id : opened.get(id)!;
    found.set(passage, [...(found.get(passage) ?? []), record]);
  }
  return found;
}
