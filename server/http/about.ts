/** `/about`: who runs this workbench, and what its words mean. Who, the owner's settings say, else the environment. */
import { Router } from "express";
import type { AboutView } from "../../editor/views.ts";
import { show, type Workbench } from "./workbench.ts";

/** The names of the settings that this page shows, as `settings` keeps them. */
export const ABOUT_SETTINGS = { operator: "operator", licence: "licence", licenceUrl: "licence-url" } as const;

/** What people agree to where an owner has said nothing else. */
const USUAL_LICENCE: AboutView["licence"] = {
  words:
    "What you write here (renderings, notes, reasons) you give under the licence Creative Commons Attribution 4.0 International: anybody may use it, also changed and also for gain, if they name you.",
  url: "https://creativecommons.org/licenses/by/4.0/",
};

export function aboutRoutes(bench: Workbench): Router {
  const router = Router();
  router.get(["/about", "/api/about"], async (req, res) => {
    const { page, ...json } = await aboutOf(bench);
    await show(bench, req, res, { view: { page, ...json }, json });
  });
  return router;
}

/** Who runs the workbench, and the licence of contributions, as things stand now. */
export async function aboutOf({ settings }: Workbench, env: NodeJS.ProcessEnv = process.env): Promise<AboutView> {
  const operator = (await settings.get(ABOUT_SETTINGS.operator)) ?? env["VARIORUM_OPERATOR"] ?? "";
  const words = (await settings.get(ABOUT_SETTINGS.licence)) ?? env["VARIORUM_LICENCE"] ?? "";
  const url = (await settings.get(ABOUT_SETTINGS.licenceUrl)) ?? env["VARIORUM_LICENCE_URL"] ?? "";
  return {
    page: "about",
    operator: operator.trim() === "" ? null : operator,
    licence: words.trim() === "" ? USUAL_LICENCE : { words, url: url.trim() === "" ? null : url },
  };
}
