/** Who may propose what a file says, and how it is proposed by an account. */
import { setImmediate as turn } from "node:timers/promises";
import type { Request } from "express";
import { mayBegin } from "../../translations/ledger/rights.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { renderingFromJson } from "../../translations/text/canonical.ts";
import type { Recording } from "../bringing/proposing.ts";
import { actingFor, type Acting } from "./acting.ts";
import type { Workbench } from "./workbench.ts";

/** Who asks, as whoever they are in the work as well. @throws Problem 401, 403, 404 */
export function proposerFor(bench: Workbench, req: Request): Promise<Acting> {
  return actingFor(bench, req, mayBegin, "proposing");
}

/** By an account, whose they are to write on, should they come back: what their drafts say then is what was handed in. */
export function byAccount(
  { desk, reading }: Pick<Workbench, "desk" | "reading">,
  work: string,
  actor: Actor,
): Recording {
  return async (proposals) => {
    for (const { proposal, parts, summary } of proposals) {
      const words = parts.map(({ passage, base, rendering, notes, proposers }) => ({
        ...{ passage, base, rendering: renderingFromJson(rendering), notes, proposers },
      }));
      const undecided = await reading.undecidedOf(actor);
      const outcome = await desk.execute(
        { work },
        { type: "propose", proposal, parts: words, summary, undecided },
        actor,
      );
      if (!outcome.ok) return outcome.refusal;
      // Two hundred parts take a hundred milliseconds, and a book has hundreds of them.
      await turn();
    }
    return null;
  };
}
