/** `/{work}/-/standing`: where a work stands, part by part; the same as a table, and as JSON. */
import { Router } from "express";
import type { StandingView } from "../../editor/reviewing/reviewing.ts";
import { tableLine } from "../../translations/exchange/table.ts";
import { partsStanding, STAGES, tallyOf, type Tally } from "../../translations/ledger/standing.ts";
import type { Passage, Work } from "../../translations/ledger/work.ts";
import { titleOf } from "./sections.ts";
import { part, show, workFor, type Workbench } from "./workbench.ts";
import { headOf } from "./works.ts";

export function standingRoutes(bench: Workbench): Router {
  const router = Router();
  router.get(["/:work/-/standing", "/api/works/:work/standing"], async (req, res) => {
    const work = await workFor(bench, req, part(req, "work"));
    const view = await viewOf(bench, work);
    await show(bench, req, res, { view, json: { work: work.id, whole: view.whole, parts: view.parts } });
  });
  router.get("/:work/-/standing.csv", async (req, res) => {
    const work = await workFor(bench, req, part(req, "work"));
    res.type("text/csv; charset=utf-8").send(tabled(await viewOf(bench, work)));
  });
  return router;
}

async function viewOf({ reading }: Workbench, work: Work): Promise<StandingView> {
  const known = await reading.standing(work.id);
  const whole = tallyOf(work.passages, known);
  const parts = partsStanding(work.passages, known);
  const read = await reading.read(
    work.id,
    parts.map(({ first }) => first.id),
  );
  const titleOfFirst = (first: Passage): string =>
    titleOf({ passage: first, current: read.get(first.id)?.current ?? null });
  const asked = [whole, ...parts.map(({ tally }) => tally)].flatMap(({ since }) => since ?? []);
  const instants = await reading.instants([...new Set(asked)]);
  const dated = (tally: Tally) => ({
    ...tally,
    since: tally.since === null ? null : (instants.get(tally.since) ?? null),
  });
  return {
    page: "standing",
    work: headOf(work),
    whole: dated(whole),
    parts: parts.map(({ first, last, depth, tally }) => ({
      passage: first.id,
      locator: first.locator,
      words: last ? "" : titleOfFirst(first),
      to: last?.locator ?? null,
      depth,
      tally: dated(tally),
    })),
  };
}

/** The names of its columns stay as they are, whatever language pages speak: scripts read them. */
function tabled({ parts, whole, work }: StandingView): string {
  const head = ["passage", "part", "depth", "passages", ...STAGES, "source changed", "versions", "waits since"];
  const figures = ({ passages, stages, moved, versions, since }: StandingView["whole"]): string[] => [
    ...[passages, ...STAGES.map((stage) => stages[stage]), moved, versions].map(String),
    since ?? "",
  ];
  return [
    head,
    ["", work.title, "", ...figures(whole)],
    ...parts.map(({ passage, locator, to, depth, tally }) => [
      passage,
      to === null ? locator : `${locator} – ${to}`,
      String(depth + 1),
      ...figures(tally),
    ]),
  ]
    .map((cells) => tableLine(cells, ","))
    .join("");
}
