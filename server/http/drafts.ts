/** `/api/proposals/{id}/history`: how a draft came to be, step by step, for everybody who may read it. */
import { Router } from "express";
import type { Person } from "../../translations/notes/note.ts";
import { renderingToJson } from "../../translations/text/canonical.ts";
import { Playback, PlaybackBusy, type Step } from "../sync/history.ts";
import { sendJson } from "./answer.ts";
import { notFound, Problem } from "./problem.ts";
import { part, type Workbench } from "./workbench.ts";

export function draftRoutes(bench: Workbench): Router {
  const router = Router();
  const playback = new Playback(bench.store);
  router.get("/api/proposals/:id/history", async (req, res) => {
    const id = await proposalFor(bench, part(req, "id"));
    const steps = await playback.steps(id).catch(busy);
    const names = await bench.accounts.names([...new Set(steps.flatMap(({ by }) => by))]);
    sendJson(res, { proposal: id, steps: steps.map((step) => stepJson(step, names)) });
  });
  router.get("/api/proposals/:id/history/:step", async (req, res) => {
    const id = await proposalFor(bench, part(req, "id"));
    const number = /^[1-9]\d{0,4}$/.test(part(req, "step")) ? Number(part(req, "step")) : 0;
    const played = number > 0 ? await playback.at(id, number).catch(busy) : null;
    if (!played)
      throw notFound(`The draft has no step “${part(req, "step")}”. /api/proposals/${id}/history lists those it has.`);
    const names = await bench.accounts.names(played.step.by);
    sendJson(res, { proposal: id, ...stepJson(played.step, names), rendering: renderingToJson(played.rendering) });
  });
  return router;
}

async function proposalFor({ store }: Workbench, id: string): Promise<string> {
  if (await store.streamOf(id)) return id;
  throw notFound(`There is no proposal “${id}” here. Proposals are never deleted, so the address may be mistyped.`);
}

function busy(error: unknown): never {
  throw error instanceof PlaybackBusy ? new Problem(503, "Busy", error.message) : error;
}

function stepJson({ number, from, to, by }: Step, names: ReadonlyMap<string, string>) {
  const people = by.map((id): Person => ({ id, name: names.get(id) ?? "Somebody whose account is gone" }));
  return { step: number, from: instant(from), to: instant(to), by: people };
}

function instant(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
