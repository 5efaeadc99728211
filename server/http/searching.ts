/** `/search`, `GET /api/search`: words in renderings, sources, notes and reasons; and source and rendering together. */
import { Router, type Request } from "express";
import { SEARCH_FIELDS, type SearchField, type SearchView } from "../../editor/searching/searching.ts";
import { address } from "../../editor/links/addresses.ts";
import { askedIn, dateAsked, FIELDS, personAsked, type Clause, type Field } from "../../translations/search/search.ts";
import { networkOfPeer } from "../host/network.ts";
import { everIn } from "../../translations/ledger/sections.ts";
import { isWorkId, type Work } from "../../translations/ledger/work.ts";
import type { Asked, Found } from "../searching/searching.ts";
import { sendJson } from "./answer.ts";
import { Problem } from "./problem.ts";
import { worksSeen } from "./seen.ts";
import { visitorOf } from "./visitor.ts";
import { onHost, part, show, type Workbench } from "./workbench.ts";

const SOUGHT: readonly Field[] = FIELDS.filter((field) => field !== "about");

type Said = Record<SearchField | "after", string>;

export function searchRoutes(bench: Workbench): Router {
  const router = Router();
  router.get("/api/search", async (req, res) => {
    const asked = { ...questionOf(saidIn(req)), hidden: await hiddenFrom(bench, req) };
    sendJson(res, await bench.searching.find(asked, networkOf(req)));
  });
  router.get("/search", async (req, res) => {
    const said = saidIn(req);
    const { works, hidden } = await worksSeen(bench, await visitorOf(bench, req));
    const { found, refused } = await answerTo(bench, said, hidden, networkOf(req));
    const view = viewOf(said, works, found, refused);
    await show(bench, req, res, { view, json: found ?? {}, ...(refused && { status: refused.status }) });
  });
  // Words in one work are looked for with the others.
  router.get("/:work", (req, res, next) => {
    const [work, { q }] = [part(req, "work"), saidIn(req)];
    if (q === "" || !isWorkId(work)) return next();
    res.redirect(302, onHost(bench, address.search({ q, work })));
  });
  return router;
}

/** The works that whoever asks may not read. */
async function hiddenFrom(bench: Workbench, req: Request): Promise<ReadonlySet<string>> {
  return bench.reading.hidden(await visitorOf(bench, req));
}

/** Whose turn it is. */
export function networkOf(req: Request): string {
  return networkOfPeer(req) ?? "this machine";
}

/** What was asked for; "" of what was not. */
function saidIn(req: Request): Said {
  const said = (name: string): string => {
    const value = req.query[name];
    return typeof value === "string" ? value.trim() : "";
  };
  return Object.fromEntries([...SEARCH_FIELDS, "after"].map((name) => [name, said(name)])) as Said;
}

/** What is found; nothing before anything is asked, or if it can't be looked for. */
async function answerTo(
  { searching }: Workbench,
  said: Said,
  hidden: ReadonlySet<string>,
  from: string,
): Promise<{ found: Found | null; refused: Problem | null }> {
  if (said.q === "" && said.source === "") return { found: null, refused: null };
  try {
    return { found: await searching.find({ ...questionOf(said), hidden }, from), refused: null };
  } catch (error) {
    if (error instanceof Problem) return { found: null, refused: error };
    throw error;
  }
}

function viewOf(
  { after: _, ...asked }: Said,
  works: readonly Work[],
  found: Found | null,
  refused: Problem | null,
): SearchView {
  const known = new Map(works.map((work) => [work.id, work]));
  return {
    ...{ page: "search", asked, works: works.map(({ id, title }) => ({ id, title })) },
    hits: (found?.hits ?? []).map((hit) => ({ ...hit, locator: locatorIn(known.get(hit.work), hit.passage) })),
    next: found?.next ?? null,
    behind: found?.behind ?? 0,
    sought: found !== null,
    refused: refused?.message ?? null,
  };
}

function locatorIn(work: Work | undefined, passage: string): string {
  return (work && everIn(work, passage)?.locator) ?? passage;
}

/** @throws Problem 422 that says what can't be looked for */
function questionOf(said: Said): Omit<Asked, "hidden"> {
  const clauses = (words: string): readonly Clause[] | null => (words === "" ? null : clausesOf(words));
  const [words, source, without] = [clauses(said.q), clauses(said.source), clauses(said.without)];
  const { versions: asked, after } = said;
  if (words === null && source === null) throw unfit("empty");
  const versions = asked || "current";
  if (versions !== "current" && versions !== "all") throw unfit("versions");
  if (versions === "all" && (source !== null || without !== null)) throw unfit("together");
  if (after !== "" && !/^[a-z0-9-]{1,200}\.[0-9a-f]{1,16}$/.test(after)) throw unfit("after");
  const field = SOUGHT.find((each) => each === said.in);
  if (said.in !== "" && field === undefined) throw unfit("in");
  return {
    clauses: words ?? [],
    in: field ? [field] : source === null ? SOUGHT : ["rendering"],
    ...{ source, without, versions },
    work: said.work || null,
    section: said.section || null,
    about: [...dateOf(said.date), ...personOf(said.person)],
    after: after || null,
  };
}

function clausesOf(question: string): readonly Clause[] {
  const clauses = askedIn(question);
  if (typeof clauses === "string") throw unfit(clauses);
  return clauses;
}

function dateOf(date: string): Clause[] {
  if (date === "") return [];
  const clause = dateAsked(date);
  if (clause === null) throw unfit("date");
  return [clause];
}

function personOf(name: string): Clause[] {
  if (name === "") return [];
  const tokens = personAsked(name.slice(0, 200));
  if (tokens === null) throw unfit("person");
  return [[tokens]];
}

function unfit(why: "long" | "many" | "empty" | "versions" | "together" | "after" | "in" | "date" | "person"): Problem {
  return new Problem(422, { code: "not-searchable", why });
}
