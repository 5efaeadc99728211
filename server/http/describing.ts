/** An owner says anew what a work is, or something in it: programs ask so; there is no page for it yet. */
import { Router, type Request } from "express";
import { z } from "zod";
import type { TranslationWords, WorkCommand } from "../../translations/decide/decide.ts";
import type { Person } from "../../translations/notes/note.ts";
import { readName } from "../../translations/people/name.ts";
import { bodyOf } from "./body.ts";
import { Problem, problemOf } from "./problem.ts";
import { actorFor, part, type Workbench } from "./workbench.ts";

/** One text, as a form sends one, or several. */
const Texts = z.union([z.string(), z.array(z.string()).max(1_000)]).transform((texts) => [texts].flat());

/** What the work is; what is left out stays. */
export const Describe = z.object({
  title: z.string().optional(),
  originalTitle: z.string().optional(),
  issuer: z.string().optional(),
  originalIssuer: z.string().optional(),
  about: z.string().optional(),
  rights: z.string().optional(),
  sourceLanguage: z.string().optional(),
  issued: z.string().optional(),
});

/** Whose and which a translation is; what is left out stays. */
export const DescribeTranslation = z.object({
  title: z.string().optional(),
  publisher: z.string().optional(),
  language: z.string().optional(),
  date: z.string().optional(),
  url: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .optional(),
  licence: z.string().optional(),
  translators: Texts.optional(),
  editors: Texts.optional(),
});

/** How a passage is called, and what is known where it is not held; what is left out stays. */
export const NamePassage = z.object({ locator: z.string().optional(), remark: z.string().optional() });

/** Another wording of a passage's source, after the one of this `number`. */
export const WordSource = z.object({
  number: z.coerce.number().int().nonnegative(),
  held: z.enum(["whole", "phrases", "none"]),
  words: Texts.default([]),
  provenance: z.string().optional(),
});

/** How a term is rendered. */
export const SetTerm = z.object({
  source: z.string(),
  rendering: z.string(),
  alternatives: Texts.default([]),
  remark: z.string().default(""),
  provenance: z.string().default(""),
});

/** What a term may be called in its address. */
const TERM_ID = /^[a-z0-9][a-z0-9-]{0,63}$/;

export function describingRoutes(bench: Workbench): Router {
  const router = Router();

  function route(path: string, commandIn: (req: Request) => WorkCommand): void {
    router.post(path, async (req, res) => {
      const actor = await actorFor(bench, req);
      const outcome = await bench.desk.describe(part(req, "work"), commandIn(req), actor);
      if (!outcome.ok) throw problemOf(outcome.refusal);
      res.json({ said: outcome.events.length });
    });
  }

  route("/api/works/:work/describe", (req) => ({ type: "describe-work", words: given(bodyOf(Describe, req)) }));
  route("/api/works/:work/translations/:translation/describe", (req) => {
    const { translators, editors, ...words } = bodyOf(DescribeTranslation, req);
    const people: Partial<TranslationWords> = {
      ...(translators && { translators: translators.map(personIn) }),
      ...(editors && { editors: editors.map(personIn) }),
    };
    return {
      type: "describe-translation",
      translation: part(req, "translation"),
      words: { ...given(words), ...people },
    };
  });
  route("/api/works/:work/passages/:passage/name", (req) => ({
    type: "name-passage",
    passage: part(req, "passage"),
    words: given(bodyOf(NamePassage, req)),
  }));
  route("/api/works/:work/passages/:passage/source", (req) => {
    const { number, provenance, ...source } = bodyOf(WordSource, req);
    return {
      type: "word-source",
      passage: part(req, "passage"),
      number,
      source: { ...source, ...(provenance !== undefined && { provenance }) },
    };
  });
  route("/api/works/:work/terms/:term", (req) => {
    const term = part(req, "term");
    if (!TERM_ID.test(term)) throw new Problem(422, { code: "not-an-id", why: "term" });
    return { type: "set-term", term, words: bodyOf(SetTerm, req) };
  });
  return router;
}

/** The members that are there. */
function given<T extends object>(words: T): { [Name in keyof T]: Exclude<T[Name], undefined> } {
  const there = Object.entries(words).filter(([, each]) => each !== undefined);
  return Object.fromEntries(there) as { [Name in keyof T]: Exclude<T[Name], undefined> };
}

/** @throws Problem 422 */
function personIn(typed: string): Person {
  const read = readName(typed);
  if (!read.ok) throw new Problem(422, { code: "no-name", why: "each" });
  return { name: read.name };
}
