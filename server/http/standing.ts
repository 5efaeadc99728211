/** `/{work}/-/standing`: where a work stands, part by part; the same as a table, and as JSON. */
import { Router } from "express";
import type { StandingView } from "../../editor/reviewing/reviewing.ts";
import { tableLine } from "../../translations/exchange/table.ts";
import { partsStanding, STAGES, tallyOf, type Tally } from "../../translations/ledger/standing.ts";
import { everIn } from "../../translations/ledger/sections.ts";
import type { Passage, Work } from "../../translations/ledger/work.ts";
import { requestsInWork } from "./requests-view.ts";
import { visitorOf } from "./visitor.ts";
import { notesToCheckIn } from "./checking-notes.ts";
import { titleOf } from "./sections.ts";
import { part, show, workFor, type Workbench } from "./workbench.ts";
import { headOf } from "./head.ts";

export function standingRoutes(bench: Workbench): Router {
  const router = Router();
  router.get(["/:work/-/standing", "/api/works/:work/standing"], async (req, res) => {
    const work = await workFor(bench, req, part(req, "work"));
    const view = {
      ...(await viewOf(bench, work)),
      ...(await requestsInWork(bench, work, await visitorOf(bench, req))),
    };
    await show(bench, req, res, {
      view,
      json: {
        ...{ work: work.id, whole: view.whole, parts: view.parts, notes: view.notes, questions: view.asked },
        reshaped: view.reshaped,
      },
    });
  });
  router.get("/:work/-/standing.csv", async (req, res) => {
    const work = await workFor(bench, req, part(req, "work"));
    res.type("text/csv; charset=utf-8").send(tabled(await viewOf(bench, work)));
  });
  return router;
}

async function viewOf(bench: Workbench, work: Work): Promise<StandingView> {
  const { reading } = bench;
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
    reshaped: (await reading.reshaped(work.id)).size,
    notes: await notesToCheckIn(bench, work),
    asked: await askedOf(bench, work),
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

async function askedOf({ reading, desk }: Workbench, work: Work): Promise<StandingView["asked"]> {
  const { questions, all } = await reading.questions(work.id);
  const told: StandingView["asked"]["questions"] = [];
  for (const { thread: id, passage: of } of questions) {
    const thread = await desk.thread(work.id, id);
    const passage = everIn(work, of);
    const first = thread?.comments[0];
    if (!first || !passage) continue;
    const name = { id: passage.id, locator: passage.locator };
    const { at, words: question } = first;
    const by = first.approver ? { ...first.by, reader: true as const } : first.by;
    told.push({ thread: id, passage: name, words: thread.quoted?.source?.exact ?? "", by, at, question });
  }
  return { questions: told, all };
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
