/** `GET /api/search`: words in renderings, sources, notes and reasons; and source and rendering together. */
import { Router, type Request } from "express";
import { askedIn, dateAsked, FIELDS, personAsked, type Clause, type Field } from "../../translations/search/search.ts";
import { networkOfPeer } from "../host/network.ts";
import type { Asked } from "../searching/searching.ts";
import { sendJson } from "./answer.ts";
import { Problem } from "./problem.ts";
import type { Workbench } from "./workbench.ts";

const SOUGHT: readonly Field[] = FIELDS.filter((field) => field !== "about");

export function searchRoutes({ searching }: Workbench): Router {
  const router = Router();
  router.get("/api/search", async (req, res) =>
    sendJson(res, await searching.find(questionOf(req), networkOfPeer(req) ?? "this machine")),
  );
  return router;
}

/** @throws Problem 422 that says what can't be looked for */
function questionOf(req: Request): Asked {
  const said = (name: string): string => {
    const value = req.query[name];
    return typeof value === "string" ? value.trim() : "";
  };
  const clauses = (name: string): readonly Clause[] | null => (said(name) === "" ? null : clausesOf(said(name)));
  const [words, source, without] = [clauses("q"), clauses("source"), clauses("without")];
  if (words === null && source === null) throw unfit("empty");
  const [versions, after] = [said("versions") || "current", said("after")];
  if (versions !== "current" && versions !== "all") throw unfit("versions");
  if (versions === "all" && (source !== null || without !== null)) throw unfit("together");
  if (after !== "" && !/^[0-9a-f]{1,16}$/.test(after)) throw unfit("after");
  const field = SOUGHT.find((each) => each === said("in"));
  if (said("in") !== "" && field === undefined) throw unfit("in");
  return {
    clauses: words ?? [],
    in: field ? [field] : source === null ? SOUGHT : ["rendering"],
    ...{ source, without, versions },
    work: said("work") || null,
    section: said("section") || null,
    about: [...dateOf(said("date")), ...personOf(said("person"))],
    after: after || null,
  };
}

function clausesOf(question: string): readonly Clause[] {
  const clauses = askedIn(question);
  if (typeof clauses === "string") throw unfit(clauses);
  return clauses;
}

function dateOf(date: string): string[][] {
  if (date === "") return [];
  const token = dateAsked(date);
  if (token === null) throw unfit("date");
  return [[token]];
}

function personOf(name: string): string[][] {
  return name === "" ? [] : [personAsked(name.slice(0, 200)) ?? []].filter((tokens) => tokens.length > 0);
}

function unfit(why: "long" | "many" | "empty" | "versions" | "together" | "after" | "in" | "date"): Problem {
  return new Problem(422, { code: "not-searchable", why });
}
