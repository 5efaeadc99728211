/** `/healthz`: the program runs. `/readyz`: it can serve, and will go on to. For whatever starts and watches it. */
import { Router } from "express";
import type { Store } from "../store/store.ts";

/** A store that takes longer, in milliseconds, is as good as none. */
const PATIENCE = 2_000;

/** @param stopping true once the workbench has begun to stop. */
export function healthRoutes(store: Pick<Store, "work">, stopping: () => boolean): Router {
  const router = Router();
  router.get("/healthz", (_req, res) => void res.set("Cache-Control", "no-store").type("text").send("ok\n"));
  router.get("/readyz", async (_req, res) => {
    const reason = stopping() ? "stopping" : (await answers(store)) ? null : "the store does not answer";
    res
      .status(reason === null ? 200 : 503)
      .set("Cache-Control", "no-store")
      .type("text")
      .send(`${reason ?? "ready"}\n`);
  });
  return router;
}

async function answers(store: Pick<Store, "work">): Promise<boolean> {
  let late: NodeJS.Timeout | undefined;
  const waited = new Promise<boolean>((resolve) => (late = setTimeout(() => resolve(false), PATIENCE)));
  const asked = store.work("").then(
    () => true,
    () => false,
  );
  const answered = await Promise.race([asked, waited]);
  clearTimeout(late);
  return answered;
}
