/** Who may propose what a file says. */
import type { Request } from "express";
import { z } from "zod";
import { WRONG, type Wrong } from "../../translations/ledger/events.ts";
import { mayBegin } from "../../translations/ledger/rights.ts";
import type { Why } from "../bringing/proposing.ts";
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
