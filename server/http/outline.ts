/** `/{work}/-/outline`: whoever reads a work sees what was done to its outline, and what changed between two of its states. */
import { Router, type Request } from "express";
import type { OutlineView } from "../../editor/care/care.ts";
import { address } from "../../editor/links/addresses.ts";
import { outlineCompared, outlinePoint } from "../../translations/ledger/outline-compared.ts";
import { outlineSteps } from "../../translations/ledger/outline-history.ts";
import { outlineStream, type LedgerRecord } from "../../translations/ledger/record.ts";
import type { Work } from "../../translations/ledger/work.ts";
import { notFound } from "./problem.ts";
import { onHost, part, show, workFor, type Workbench } from "./workbench.ts";
import { headOf } from "./head.ts";

/** Outlines of more passages are not gone through for a page; so many steps are listed, and so many differences. */
const [LONGEST, MOST_STEPS, MOST_CHANGES] = [5_000, 200, 500];

export function outlineRoutes(bench: Workbench): Router {
  const router = Router();
  router.get("/:work/-/outline", async (req, res) => {
    const work = await workFor(bench, req, part(req, "work"));
    const [from, to] = [day(req, "from"), day(req, "to")];
    const records = await recordsOf(bench, work);
    if (from && to && records) {
      const points = pointsIn(records, from, to);
      return res.redirect(
        302,
        onHost(
          bench,
          address.outline(
            work.id,
            points.map(({ position }) => position),
          ),
        ),
      );
    }
    const steps = records && outlineSteps(records).toReversed().slice(0, MOST_STEPS);
    const view: OutlineView = { page: "outline", work: headOf(work), compared: null, more: 0, steps };
    await show(bench, req, res, { view, json: { work: work.id, steps } });
  });
  router.get("/:work/-/outline/:pair", async (req, res) => {
    const work = await workFor(bench, req, part(req, "work"));
    const [, one, other] = /^([^.]{1,10})\.\.([^.]{1,10})$/.exec(part(req, "pair")) ?? [];
    const records = await recordsOf(bench, work);
    if (!records) return res.redirect(302, onHost(bench, address.outline(work.id)));
    const [from, to] = pointsIn(records, one ?? "", other ?? "");
    const changes = outlineCompared(work, records, from.position, to.position);
    const steps = outlineSteps(records)
      .filter((step) => step.to > from.position && step.to <= to.position)
      .toReversed()
      .slice(0, MOST_STEPS);
    const compared = { from, to, changes: changes.slice(0, MOST_CHANGES) };
    const more = changes.length - compared.changes.length;
    const view: OutlineView = { page: "outline", work: headOf(work), compared, more, steps };
    await show(bench, req, res, { view, json: { work: work.id, ...compared, more, steps } });
  });
  return router;
}

/** Null of an outline that is too long. */
async function recordsOf({ store }: Workbench, { id, passages, retired = [] }: Work): Promise<LedgerRecord[] | null> {
  return passages.length + retired.length > LONGEST ? null : store.stream(outlineStream(id));
}

function day({ query }: Request, name: string): string | null {
  const value = query[name];
  return typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value) ? value : null;
}

/** The earlier of two states and the later. @throws Problem 404 */
function pointsIn(records: readonly LedgerRecord[], one: string, other: string) {
  const [a, b] = [outlinePoint(records, one), outlinePoint(records, other)];
  if (!a || !b) throw notFound({ why: "address" });
  return a.position <= b.position ? ([a, b] as const) : ([b, a] as const);
}
