/** Reasons that a work's owners have made ready for those who decide: one is chosen and added to. They are this workbench's, not the record's. */
import { Router } from "express";
import { z } from "zod";
import { address as addresses } from "../../editor/links/addresses.ts";
import { mayDescribe } from "../../translations/ledger/rights.ts";
import { isInvisible, plainly } from "../../translations/text/well-formed.ts";
import { actingFor } from "./acting.ts";
import { wantsJson } from "./answer.ts";
import { bodyOf } from "./body.ts";
import type { Workbench } from "./workbench.ts";

/** So many are kept for a work, */
const MOST = 20;
/** and each is at most so long. */
export const LONGEST_READY = 300;

/** One a line, or a list; all of them count anew. */
export const ReadyReasons = z.object({
  reasons: z.union([
    z
      .string()
      .max(20_000)
      .transform((text) => linesIn(text.split(/\r?\n/)))
      .refine((lines) => lines.length <= MOST && lines.every(({ length }) => length <= LONGEST_READY)),
    z.array(z.string().max(LONGEST_READY)).max(MOST).transform(linesIn),
  ]),
});

/** A reason that was chosen, and what was added to it. */
export function reasonOf({ ready, reason }: { ready?: string | undefined; reason: string }): string {
  return [ready ?? "", reason].filter((each) => each.trim() !== "").join("\n\n");
}

/** Those of a work, in the order in which its owners put them. */
export async function readyReasonsOf({ settings }: Pick<Workbench, "settings">, work: string): Promise<string[]> {
  const kept = await settings.get(nameOf(work));
  return kept === null ? [] : (JSON.parse(kept) as string[]);
}

function nameOf(work: string): string {
  return `ready reasons of ${work}`;
}

export function readyReasonRoutes(bench: Workbench): Router {
  const router = Router();
  router.post("/api/works/:work/reasons", async (req, res) => {
    const { work } = await actingFor(bench, req, mayDescribe, "describing");
    const { reasons } = bodyOf(ReadyReasons, req);
    await bench.settings.set(nameOf(work.id), reasons.length === 0 ? null : JSON.stringify(reasons));
    if (wantsJson(req)) return void res.json({ reasons });
    res.redirect(303, `${addresses.workSettings(work.id)}?done=1#reasons`);
  });
  return router;
}

/** What they say, each once. */
function linesIn(lines: readonly string[]): string[] {
  const said = lines.map((line) => plainly(line)).filter((line) => !isInvisible(line));
  return [...new Set(said)];
}
