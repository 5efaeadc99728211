/** `/healthz`: the program runs. `/readyz`: it can serve, and will go on to. For whatever starts and watches it. */
import { Router } from "express";
import type { Store } from "../store/store.ts";
import type { Unwritable } from "../store/unwritable.ts";

/** A store that takes longer, in milliseconds, is as good as none. */
const PATIENCE = 2_000;
/** Writing is tried no more often, in milliseconds, however many ask: each trial waits for the disk. */
const TRIAL_EVERY = 1_000;

const UNWRITABLE: Record<Unwritable, string> = {
  full: "the disk is full: reading goes on, nothing is written",
  "read-only": "the data folder can't be written: reading goes on",
  failing: "the disk fails: reading goes on as far as it can",
};

type Asked = Pick<Store, "work" | "tryWriting">;

/** @param stopping true once the workbench has begun to stop. */
export function healthRoutes(store: Asked, stopping: () => boolean): Router {
  const trial = everySoOften(() => store.tryWriting());
  const router = Router();
  router.get("/healthz", (_req, res) => void res.set("Cache-Control", "no-store").type("text").send("ok\n"));
  router.get("/readyz", async (_req, res) => {
    const reason = stopping() ? "stopping" : await inTime(() => wrongWith(store, trial));
    res
      .status(reason === null ? 200 : 503)
      .set("Cache-Control", "no-store")
      .type("text")
      .send(`${reason ?? "ready"}\n`);
  });
  return router;
}

/** What is wrong with a store that answers; null if nothing is. */
async function wrongWith(store: Asked, trial: () => Promise<Unwritable | null>): Promise<string | null> {
  await store.work("");
  const reason = await trial();
  return reason && UNWRITABLE[reason];
}

/** What `ask` gives; that the store does not answer if that fails or takes too long. */
async function inTime(ask: () => Promise<string | null>): Promise<string | null> {
  const silent = "the store does not answer";
  let late: NodeJS.Timeout | undefined;
  const waited = new Promise<string>((resolve) => (late = setTimeout(() => resolve(silent), PATIENCE)));
  const answered = await Promise.race([ask().catch(() => silent), waited]);
  clearTimeout(late);
  return answered;
}

/** Asks again when what was last answered is old enough. */
function everySoOften<T>(ask: () => Promise<T>): () => Promise<T> {
  let [last, at]: [Promise<T> | null, number] = [null, -Infinity];
  return () => {
    if (last && performance.now() - at < TRIAL_EVERY) return last;
    [last, at] = [ask(), performance.now()];
    return last;
  };
}
