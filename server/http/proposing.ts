/** Who may propose what a file says, and how it is proposed by an account. */
import { setImmediate as turn } from "node:timers/promises";
import type { Request } from "express";
import { z } from "zod";
import { refusedUnsaid } from "../../translations/decide/decide.ts";
import { WRONG, type Wrong } from "../../translations/ledger/events.ts";
import { mayBegin } from "../../translations/ledger/rights.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { renderingFromJson } from "../../translations/text/canonical.ts";
import type { Recording, Why } from "../bringing/proposing.ts";
import { actingFor, type Acting } from "./acting.ts";
import type { Workbench } from "./workbench.ts";

/** What is wrong with words that are final, as a form or a program says it; "": nothing is said. */
export const WrongSaid = z
  .enum([...WRONG, ""])
  .default("")
  .transform((wrong) => wrong || undefined);

/** Why a file says otherwise: as it was said or, if it was not, by what it is called; that is no word of what is wrong. */
export function whySaid(reason: string, called: string, wrong: Wrong | undefined): Why {
  return reason === "" ? { summary: called } : { summary: reason, wrong };
}

/** Who asks, as whoever they are in the work as well. @throws Problem 401, 403, 404 */
export function proposerFor(bench: Workbench, req: Request): Promise<Acting> {
  return actingFor(bench, req, mayBegin, "proposing");
}

/** By an account, whose they are to write on, should they come back: what their drafts say then is what was handed in. */
export function byAccount(
  { store, desk, reading }: Pick<Workbench, "store" | "desk" | "reading">,
  work: string,
  actor: Actor,
): Recording {
  return async (proposals) => {
    // Of several none is kept that another would be refused beside.
    const described = await store.work(work);
    for (const proposal of described ? proposals : []) {
      const unsaid = refusedUnsaid(described!, proposal);
      if (unsaid) return unsaid;
    }
    for (const { proposal, parts, summary, wrong } of proposals) {
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
      // Two hundred parts take a hundred milliseconds, and a book has hundreds of them.
      await turn();
    }
    return null;
  };
}
