/** What a file says is proposed by an account. */
import { setImmediate as turn } from "node:timers/promises";
import { refusedUnsaid } from "../../translations/decide/decide.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { renderingFromJson } from "../../translations/text/canonical.ts";
import type { Recording } from "../bringing/proposing.ts";
import type { Desk } from "../desk/desk.ts";
import type { Reading } from "../reading/reading.ts";
import type { Store } from "../store/store.ts";

/** By an account, whose they are to write on, should they come back: what their drafts say then is what was handed in. */
export function byAccount(
  {
    store,
    desk,
    reading,
  }: { store: Pick<Store, "work">; desk: Pick<Desk, "execute">; reading: Pick<Reading, "undecidedOf"> },
  work: string,
  actor: Actor,
): Recording {
  return async (proposals, told) => {
    // Of several none is kept that another would be refused beside.
    const described = await store.work(work);
    for (const proposal of described ? proposals : []) {
      const unsaid = refusedUnsaid(described!, proposal);
      if (unsaid) return unsaid;
    }
    for (const brought of proposals) {
      const { proposal, parts, summary, wrong } = brought;
      const words = parts.map(({ passage, base, rendering, notes, proposers }) => ({
        ...{ passage, base, rendering: renderingFromJson(rendering), notes, proposers },
      }));
      const undecided = await reading.undecidedOf(actor);
      const outcome = await desk.execute(
        { work },
        { type: "propose", proposal, parts: words, summary, undecided, ...(wrong && { wrong }) },
        actor,
      );
      if (!outcome.ok) return outcome.refusal;
      told?.(brought);
      // Two hundred parts take a hundred milliseconds, and a book has hundreds of them.
      await turn();
    }
    return null;
  };
}
