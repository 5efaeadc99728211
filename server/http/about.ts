/** `/about`: who runs this workbench, and what its words mean. Who, the owner's settings say, else the environment. */
import { Router } from "express";
import { z } from "zod";
import { type AboutView, usualLicence } from "../../editor/care/care.ts";
import { atLeast, type Actor } from "../../translations/ledger/roles.ts";
import { bodyOf } from "./body.ts";
import { Problem } from "./problem.ts";
import { actorFor, visitorOf } from "./visitor.ts";
import { onHost, show, type Workbench } from "./workbench.ts";

/** The names of the settings that this page shows, as `settings` keeps them. */
export const ABOUT_SETTINGS = { operator: "operator", licence: "licence", licenceUrl: "licence-url" } as const;

/** What an owner says of the workbench; empty takes it back. */
export const Said = z.object({
  operator: z.string().max(5_000).optional(),
  licence: z.string().max(5_000).optional(),
  licenceUrl: z.union([z.literal(""), z.url({ protocol: /^https?$/ }).max(2_000)]).optional(),
});

function isOwner(actor: Actor | null): boolean {
  return actor !== null && atLeast(actor.role, "owner");
}

/** Of the licence that people agree to where an owner has said nothing else. */
const USUAL_LICENCE = "https://creativecommons.org/licenses/by/4.0/";

export function aboutRoutes(bench: Workbench): Router {
  const router = Router();
  router.get(["/about", "/api/about"], async (req, res) => {
    const { page, mayChange: _mayChange, ...json } = await aboutOf(bench);
    const actor = await visitorOf(bench, req).catch(() => null);
    await show(bench, req, res, { view: { page, ...json, mayChange: isOwner(actor) }, json });
  });
  router.post("/about", async (req, res) => {
    if (!isOwner(await actorFor(bench, req))) throw new Problem(403, { code: "not-allowed", why: "about" });
    const { operator, licence, licenceUrl } = bodyOf(Said, req);
    for (const [name, value] of [
      [ABOUT_SETTINGS.operator, operator],
      [ABOUT_SETTINGS.licence, licence],
      [ABOUT_SETTINGS.licenceUrl, licenceUrl],
    ] as const)
      if (value !== undefined) await bench.settings.set(name, value.trim() === "" ? null : value.trim());
    res.redirect(303, onHost(bench, "/about"));
  });
  return router;
}

/** Who runs the workbench, and the licence of contributions, as things stand now. */
export async function aboutOf(
  { settings }: Pick<Workbench, "settings">,
  env: NodeJS.ProcessEnv = process.env,
): Promise<AboutView> {
  const operator = (await settings.get(ABOUT_SETTINGS.operator)) ?? env["VARIORUM_OPERATOR"] ?? "";
  const words = (await settings.get(ABOUT_SETTINGS.licence)) ?? env["VARIORUM_LICENCE"] ?? "";
  const url = (await settings.get(ABOUT_SETTINGS.licenceUrl)) ?? env["VARIORUM_LICENCE_URL"] ?? "";
  return {
    page: "about",
    mayChange: false,
    operator: operator.trim() === "" ? null : operator,
    licence:
      words.trim() === ""
        ? { words: usualLicence(), url: USUAL_LICENCE }
        : { words, url: url.trim() === "" ? null : url },
  };
}
