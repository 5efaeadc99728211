/**
 * What may take long: answered once it is done, or, where that takes long, at once with the page on which it is seen how far it has
 * come. A program waits to the end, unless it would rather not (`Prefer: respond-async`, RFC 7240).
 */
import type { Request, Response } from "express";
import { address } from "../../editor/links/addresses.ts";
import type { Beginning, ErrandCame, ErrandName } from "../exchanging/errands.ts";
import { sendJson, wantsJson } from "./answer.ts";
import { onHost, type Workbench } from "./workbench.ts";

/** An errand of somebody's that has ended. */
export type Errand<Name extends ErrandName> = Pick<Beginning<Name>, "person" | "work" | "asked">;

/** What a program is told of what came of it, and where a browser goes. */
export interface Told {
  json: object;
  to: string;
}

/** Tells what came of an errand. @throws Problem if it was refused */
export type Telling<Name extends ErrandName> = (
  bench: Workbench,
  errand: Errand<Name>,
  came: ErrandCame<Name>,
) => Promise<Told>;

/** So many milliseconds a browser waits for what may be done by then. */
const PATIENCE = 2_000;

/** Does it, and answers. @throws what `tell` throws; TooBusy */
export async function doing<Name extends ErrandName>(
  bench: Workbench,
  req: Request,
  res: Response,
  errand: Beginning<Name>,
  tell: Telling<Name>,
): Promise<void> {
  const { id, work, ended } = await bench.errands.begin(errand, patienceOf(req));
  if (ended) return answered(bench, req, res, await tell(bench, errand, ended.came));
  if (!wantsJson(req)) return res.redirect(303, onHost(bench, address.errand(work, id)));
  const to = onHost(bench, address.errandFor(work, id));
  res.set("Location", to).set("Preference-Applied", "respond-async");
  sendJson(res, { id, address: to }, 202);
}

/** Answers with what came of it. */
export function answered(bench: Workbench, req: Request, res: Response, { json, to }: Told): void {
  if (wantsJson(req)) sendJson(res, json);
  else res.redirect(303, onHost(bench, to));
}

function patienceOf(req: Request): number {
  if (!wantsJson(req)) return PATIENCE;
  return /(?:^|[,;])\s*respond-async\s*(?:$|[,;])/i.test(req.get("prefer") ?? "") ? 0 : Infinity;
}
