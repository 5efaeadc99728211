/** `/{work}/{passage}/life`: what happened to a passage, as everybody reads it who reads its work. */
import { Router } from "express";
import type { LifeView } from "../../editor/apparatus/apparatus.ts";
import { lifeOf, type WordedSource } from "../../translations/ledger/life.ts";
import { passageStream } from "../../translations/ledger/record.ts";
import { seenBy } from "../../translations/ledger/rights.ts";
import { part, placeFor, show, type Place, type Workbench } from "./workbench.ts";
import { headOf } from "./head.ts";

/** So many events stand on the page, the last. */
const MOST = 1_000;

export function lifeRoutes(bench: Workbench): Router {
  const router = Router();
  router.get(["/:work/:passage/life", "/api/works/:work/passages/:passage/life"], async (req, res) => {
    const place = await placeFor(bench, req, part(req, "work"), part(req, "passage"));
    const view = await viewOf(bench, place);
    const { work, passage, events, all } = view;
    await show(bench, req, res, { view, json: { work: work.id, passage: passage.id, events, all }, open: true });
  });
  return router;
}

async function viewOf(bench: Workbench, { work, passage, stream, state }: Place): Promise<LifeView> {
  // Of what is on its way no more than strangers read: the answer is the same for all.
  const { versions, proposals } = seenBy(state, null).state;
  const events = lifeOf(versions, proposals, await wordingsOf(bench, stream));
  return { page: "life", work: headOf(work), passage, events: events.slice(-MOST), all: events.length };
}

/** The wordings of its source, each since it was recorded. */
async function wordingsOf({ store }: Workbench, stream: Place["stream"]): Promise<WordedSource[]> {
  const records = await store.stream(passageStream(stream));
  return records.flatMap(({ event, at }) =>
    event.type === "source-worded" ? [{ number: event.number, at, by: event.by ?? null }] : [],
  );
}
