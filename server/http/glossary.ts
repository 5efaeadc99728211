/** `/{work}/terms`, `/{work}/terms/{term}`: the glossary of a work, and one term of it: read, proposed, discussed and decided. */
import { TERM_ID } from "../../translations/ledger/term-words.ts";
import { Router, type Request, type Response } from "express";
import { z } from "zod";
import type { ProposedTerm, TermView, TermsFilter, TermsView } from "../../editor/glossary/glossary.ts";
import { TERMS_FILTERS } from "../../editor/glossary/glossary.ts";
import { address } from "../../editor/links/addresses.ts";
import type { TermCommand } from "../../translations/decide/decide.ts";
import { isTermUndecided, type TermState } from "../../translations/ledger/term-state.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import type { Term, Work } from "../../translations/ledger/work.ts";
import { LIMITS } from "../../translations/text/limits.ts";
import type { Outcome } from "../desk/desk.ts";
import { newId } from "../store/ids.ts";
import { wantsJson } from "./answer.ts";
import { bodyOf } from "./body.ts";
import { concordanceOf } from "./concordance.ts";
import { notFound, Problem, problemOf } from "./problem.ts";
import { requestsHere } from "./requests-view.ts";
import { TermAsked, termAsked } from "./term-asked.ts";
import { actorFor, visitorOf } from "./visitor.ts";
import { onHost, part, show, workFor, type Workbench } from "./workbench.ts";
import { headOf } from "./head.ts";

/** So many terms stand on a page, and so many proposals before them. */
const [SHOWN, ON_THE_WAY] = [100, 50];

const Number1 = z.coerce.number().int().positive();
const Reason = z.string().max(LIMITS.reason).default("");

/**
 * How a term is to read, and why. `number`: one's own proposal is worded anew. `as`: `set` says it at once (owners), and then `seen` is
 * how it read when it was looked at.
 */
export const ProposeTerm = TermAsked.extend({
  reason: Reason,
  number: Number1.optional(),
  as: z.enum(["propose", "set"]).default("propose"),
  seen: z.string().max(64).optional(),
});

/** A word on a proposal of a term. `seen`: which words were looked at, of the term and of the proposal. */
export const DecideTerm = z.object({ reason: Reason, seen: z.string().max(64).optional() });

export const RemarkOnTerm = z.object({ words: z.string() });

export const RetireTerm = z.object({ reason: Reason });

export function glossaryRoutes(bench: Workbench): Router {
  const router = Router();
  router.get("/:work/terms", async (req, res) => {
    const work = await workFor(bench, req, part(req, "work"));
    const view = await termsView(bench, req, work);
    const { terms, proposed, next } = view;
    await show(bench, req, res, { view, json: { work: work.id, terms, proposed, next } });
  });
  router.get(["/:work/terms/:term", "/api/works/:work/terms/:term"], async (req, res) => {
    const work = await workFor(bench, req, part(req, "work"));
    const state = await bench.desk.term(work.id, part(req, "term"));
    if (!state) throw notFound({ why: "term", named: part(req, "term"), inWork: work.title });
    const view = {
      ...(await termView(bench, req, work, state)),
      ...(await requestsHere(bench, work, { kind: "term", id: state.id }, await visitorOf(bench, req))),
    };
    const { concordance } = view;
    await show(bench, req, res, { view, json: { work: work.id, ...state, concordance }, open: true });
  });
  router.post("/api/works/:work/terms", (req, res) => propose(bench, req, res, newId));
  router.post("/api/works/:work/terms/:term/propose", (req, res) => propose(bench, req, res, () => termIn(req)));
  const on = (path: string, commandIn: (req: Request) => TermCommand) =>
    router.post(`/api/works/:work/terms/:term/${path}`, (req, res) => act(bench, req, res, commandIn));
  on("retire", (req) => ({ type: "retire-term", term: termIn(req), ...bodyOf(RetireTerm, req) }));
  for (const verb of ["accept", "return", "decline", "withdraw"] as const)
    on(`proposals/:number/${verb}`, (req) => {
      const { reason, seen } = bodyOf(DecideTerm, req);
      const of = { term: termIn(req), number: numberIn(req), reason };
      return verb === "accept" ? { type: "accept-term", ...of, seen } : { type: `${verb}-term`, ...of };
    });
  on("proposals/:number/remark", (req) => ({
    ...{ type: "remark-on-term", term: termIn(req), number: numberIn(req) },
    ...bodyOf(RemarkOnTerm, req),
  }));
  return router;
}

async function propose(bench: Workbench, req: Request, res: Response, idIn: () => string): Promise<void> {
  // A stranger is asked to sign in, whatever they send.
  const actor = await actorFor(bench, req);
  const work = await workFor(bench, req, part(req, "work"));
  const term = idIn();
  const { reason, number, as, seen, ...asked } = bodyOf(ProposeTerm, req);
  const words = termAsked(asked);
  const outcome =
    as === "set"
      ? await bench.desk.describe(work.id, { type: "set-term", term, words, reason, seen }, actor)
      : await bench.desk.onTerm(
          work.id,
          { type: "propose-term", term, words, reason, ...(await proposing(bench, actor, number)) },
          actor,
        );
  answer(bench, req, res, { work: work.id, term }, outcome);
}

/** Which of one's own proposals is worded anew, or how many of them wait, should it be one more. */
async function proposing({ reading }: Workbench, actor: Actor, number: number | undefined) {
  if (number !== undefined) return { number };
  const own = await reading.terms(actor, { work: "", by: actor.id, most: LIMITS.undecided + 1 });
  return { undecided: own.length };
}

async function act(
  bench: Workbench,
  req: Request,
  res: Response,
  commandIn: (req: Request) => TermCommand,
): Promise<void> {
  const actor = await actorFor(bench, req);
  const { id } = await workFor(bench, req, part(req, "work"));
  const command = commandIn(req);
  answer(bench, req, res, { work: id, term: command.term }, await bench.desk.onTerm(id, command, actor));
}

function answer(
  bench: Workbench,
  req: Request,
  res: Response,
  { work, term }: { work: string; term: string },
  outcome: Outcome,
): void {
  if (!outcome.ok) throw problemOf(outcome.refusal);
  const proposed = outcome.events.find((event) => event.type === "term-proposed");
  const to = address.term(work, term);
  if (!wantsJson(req))
    return res.redirect(303, onHost(bench, `${to}${proposed ? `#proposal-${proposed.number}` : ""}`));
  const number = proposed ? { number: proposed.number } : {};
  res.json({ term, said: outcome.events.length, ...number, address: onHost(bench, to) });
}

/** @throws Problem 422 */
function termIn(req: Request): string {
  const term = part(req, "term");
  if (!TERM_ID.test(term)) throw new Problem(422, { code: "not-an-id", why: "term" });
  return term;
}

/** @throws Problem 404 */
function numberIn(req: Request): number {
  const number = part(req, "number");
  if (!/^[1-9]\d{0,8}$/.test(number)) throw problemOf({ code: "unknown-term" });
  return Number(number);
}

function asked({ query }: Request, name: string): string {
  const value = query[name];
  return typeof value === "string" ? value.slice(0, 200).trim() : "";
}

async function termsView(bench: Workbench, req: Request, work: Work): Promise<TermsView> {
  const [q, after] = [asked(req, "q"), asked(req, "after")];
  const only = TERMS_FILTERS.find((each) => each === asked(req, "only")) ?? "";
  const fitting = sorted(work.terms).filter((term) => isAsked(term, q, only));
  const from = /^\d{1,6}$/.test(after) ? Number(after) : 0;
  const visitor = await visitorOf(bench, req);
  const proposed = await proposedIn(bench, visitor, { work: work.id, by: "", most: ON_THE_WAY });
  return {
    ...{ page: "terms", work: headOf(work), asked: { q, only } },
    ...{ count: work.terms.length, fitting: fitting.length, proposed },
    terms: fitting.slice(from, from + SHOWN),
    next: from + SHOWN < fitting.length ? String(from + SHOWN) : null,
  };
}

function isAsked(term: Term, q: string, only: TermsFilter | ""): boolean {
  const { source, rendering, alternatives, forms = [], avoided = [], obsolete = [], remark, scope = "" } = term;
  if (only === "avoided" && avoided.length === 0) return false;
  if (only === "obsolete" && obsolete.length === 0) return false;
  if (only === "scoped" && scope === "" && term.within === undefined) return false;
  const letters = q.toLowerCase();
  const all = [source, rendering, remark, scope, ...alternatives, ...forms, ...avoided, ...obsolete];
  return all.some((words) => words.toLowerCase().includes(letters));
}

/** In the order of their source words. */
function sorted(terms: readonly Term[]): Term[] {
  const collator = new Intl.Collator("zh");
  return terms.toSorted((a, b) => collator.compare(a.source, b.source));
}

/** What is proposed for terms and waits, as lists have it; with `by` one person's own, also what came back. */
export async function proposedIn(
  { reading, desk, store }: Pick<Workbench, "reading" | "desk" | "store">,
  visitor: Parameters<Workbench["reading"]["terms"]>[0],
  which: { work: string; by: string; most: number },
): Promise<ProposedTerm[]> {
  const found: ProposedTerm[] = [];
  for (const { work: id, term, proposal: number } of await reading.terms(visitor, which)) {
    const [work, state] = [await store.work(id), await desk.term(id, term)];
    const proposal = state?.proposals[number - 1];
    if (!work || !proposal || !isTermUndecided(proposal)) continue;
    const { by, at, reason, status, words } = proposal;
    const { title, sourceLanguage, language } = work;
    found.push({
      ...{ work: { id, title, sourceLanguage, language }, term, number, by, at, reason, status },
      named: words?.source ?? "",
      before: state.words?.rendering ?? null,
      after: words?.rendering ?? "",
    });
  }
  return found;
}

async function termView(bench: Workbench, req: Request, work: Work, state: TermState): Promise<TermView> {
  const searched = state.words ?? state.proposals.findLast(isTermUndecided)?.words ?? null;
  const concordance = searched
    ? await concordanceOf(bench, work, searched, {
        others: asked(req, "only") === "others",
        after: asked(req, "after"),
      })
    : null;
  return { page: "term", work: headOf(work), term: state, concordance };
}
