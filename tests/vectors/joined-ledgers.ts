/** Ledgers of the seventh set: somebody whom a work names is said to be a person with an account, and then not to be. */
import type { AccessEvent } from "../../translations/ledger/access.ts";
import type { LedgerRecord } from "../../translations/ledger/record.ts";
import { ANN, BEN, OLIVE, revised } from "./ledgers.ts";

const said = (event: AccessEvent) => ({ passage: null, event });
const [ann, ben] = [
  { ...ANN, id: ANN.id! },
  { ...BEN, id: BEN.id! },
];

export const JOINED_LEDGERS: Record<string, (name: string) => LedgerRecord[]> = {
  "person-joined": (name) => {
    const [elsewhere, named] = [{ id: "u-elsewhere", name: "A. Lee" }, { name: "Arthur Waley" }];
    const join = (foreign: typeof elsewhere | typeof named, person: typeof ann | null, reason: string) =>
      said({ type: "person-joined", foreign, person, reason, by: OLIVE });
    return revised(name)
      .act(join(elsewhere, ann, "She told me so."))
      .act(join(named, ben, "By his own account."))
      .act(join(named, null, "Another of that name.")).records;
  },
};
