/** Ledgers of the fourth set: who may read a work, and what they may do in it. */
import type { AccessEvent } from "../../translations/ledger/access.ts";
import type { LedgerRecord } from "../../translations/ledger/record.ts";
import { ANN, BEN, OLIVE, revised } from "./ledgers.ts";

const said = (event: AccessEvent) => ({ passage: null, event });
const ann = { ...ANN, id: ANN.id! };
const ben = { ...BEN, id: BEN.id! };

export const ACCESS_LEDGERS: Record<string, (name: string) => LedgerRecord[]> = {
  "access-made-private": (name) =>
    revised(name)
      .act(
        said({ type: "visibility-set", visibility: "private", by: OLIVE }),
        said({ type: "role-given", person: ann, role: "reviewer", by: OLIVE }),
      )
      .act(said({ type: "role-given", person: ben, role: "reader", by: OLIVE }))
      .act(said({ type: "role-given", person: ben, role: null, by: OLIVE }))
      .act(said({ type: "visibility-set", visibility: "members", by: OLIVE })).records,
};
