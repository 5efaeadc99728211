/** `/` and `/{work}`: the works held, and one of them whole, source beside rendering. */
import { Router } from "express";
import type { PassageLine, WorkHead } from "../../editor/views.ts";
import {
  countOpen,
  currentVersion,
  isHeld,
  NOTHING,
  openProposals,
  type PassageState,
} from "../../translations/ledger/state.ts";
import type { Passage, Work } from "../../translations/ledger/work.ts";
import { wantsJson } from "./answer.ts";
import { firstOf } from "./home.ts";
import { notesBy } from "./notes.ts";
import { part, show, visitorOf, type Workbench, workFor } from "./workbench.ts";

export function workRoutes(bench: Workbench): Router {
  const router = Router();
  router.get(["/", "/api/works"], async (req, res) => {
    const held = await bench.store.works();
    const works = await Promise.all(held.map((work) => summary(bench, work)));
    const shelf = await Promise.all(held.map(async (work) => ({ work, states: await bench.desk.work(work.id) })));
    const visitor = wantsJson(req) ? null : await visitorOf(bench, req).catch(() => null);
    const first = await firstOf(bench, visitor, wantsJson(req) ? [] : shelf);
    await show(bench, req, res, { view: { page: "works", works, ...first }, json: { works }, open: true });
  });
  router.get(["/:work", "/api/works/:work"], async (req, res) => {
    const work = await workFor(bench, part(req, "work"));
    const states = await bench.desk.work(work.id);
    const lines = await Promise.all(
      work.passages.map((passage) => lineOf(bench, passage, states.get(passage.id) ?? NOTHING)),
    );
    await show(bench, req, res, { view: { page: "work", work, lines }, json: { work, passages: lines }, open: true });
  });
  return router;
}

/** A work without its passages and terms. */
export function headOf({ passages: _passages, terms: _terms, ...head }: Work): WorkHead {
  return head;
}

async function summary(bench: Workbench, work: Work) {
  const states = [...(await bench.desk.work(work.id)).values()];
  return {
    work: headOf(work),
    passages: work.passages.length,
    held: states.filter((state) => state.versions.some(isHeld)).length,
    open: states.reduce((sum, state) => sum + openProposals(state).length, 0),
    waiting: countOpen(states).waiting,
  };
}

async function lineOf({ aside }: Workbench, passage: Passage, state: PassageState): Promise<PassageLine> {
  const current = currentVersion(state) ?? null;
  return {
    passage,
    current,
    notes: current ? await notesBy(aside, "notesOnVersion", state.versions, current.number) : [],
    versions: state.versions.length,
    proposals: openProposals(state).length,
    waiting: countOpen([state]).waiting,
  };
}
