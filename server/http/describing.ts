/** An owner says anew what a work is, or something in it, and how its outline stands: programs ask so. */
import { TERM_ID } from "../../translations/ledger/term-words.ts";
import { Router, type Request } from "express";
import { z } from "zod";
import { address as addresses } from "../../editor/links/addresses.ts";
import { DEEPEST_LEVEL, freeId, type TranslationWords, type WorkCommand } from "../../translations/decide/decide.ts";
import { everIn } from "../../translations/ledger/sections.ts";
import { partsStanding } from "../../translations/ledger/standing.ts";
import { PASSAGE_KINDS, type Source, type Work } from "../../translations/ledger/work.ts";
import type { Person } from "../../translations/notes/note.ts";
import { LIMITS } from "../../translations/text/limits.ts";
import { namedAs, readNamed } from "../../translations/people/named.ts";
import { wantsJson } from "./answer.ts";
import { bodyOf } from "./body.ts";
import { Problem, problemOf } from "./problem.ts";
import { PassageIds } from "./passages.ts";
import { TermAsked, termAsked } from "./term-asked.ts";
import { actorFor } from "./visitor.ts";
import { part, workFor, type Workbench } from "./workbench.ts";

/** One text, as a form sends one, or several. */
const Texts = z.union([z.string(), z.array(z.string()).max(1_000)]).transform((texts) => [texts].flat());

/** Names, each a text or a line of one. */
const Names = Texts.transform((texts) => texts.flatMap((text) => text.split(/\r?\n/)).filter((name) => name !== ""));

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
  translators: Names.optional(),
  editors: Names.optional(),
});

const Reason = z.string().max(LIMITS.reason).default("");
const Kind = z.enum(PASSAGE_KINDS);
const Level = z.coerce.number().int().min(1).max(DEEPEST_LEVEL);
/** A passage's id; "" for none: before all others. */
const Behind = z
  .string()
  .max(200)
  .transform((id) => (id === "" ? null : id));
/** True with all that stands under it. */
const Branch = z
  .union([z.boolean(), z.literal("yes")])
  .transform(Boolean)
  .default(false);
const Named = z.object({ id: z.string().max(200), locator: z.string() });
const Offset = z.coerce.number().int().nonnegative();
/** So many passages come of one at most, or are joined. */
const MOST_PARTED = 200;

/** How a passage is called, which part it plays, and what is known where it is not held; what is left out stays. */
export const NamePassage = z.object({
  locator: z.string().optional(),
  remark: z.string().optional(),
  kind: Kind.optional(),
  level: Level.optional(),
  reason: Reason,
});

/** Behind which passage another is to stand. */
export const MovePassage = z.object({ after: Behind, branch: Branch, reason: Reason });

/** A new passage: its id for good, where it stands, and its source. */
export const AddPassage = z.object({
  after: Behind,
  locator: z.string(),
  remark: z.string().optional(),
  kind: Kind.default("paragraph"),
  level: Level.default(1),
  held: z.enum(["whole", "phrases", "none"]).default("none"),
  words: Texts.default([]),
  provenance: z.string().optional(),
  reason: Reason,
});

/** Why a passage is to stand in the outline no more. */
export const RetirePassage = z.object({ branch: Branch, reason: Reason });

/** Several, or, as a form sends one, one. */
function many<Each extends z.ZodType>(each: Each) {
  return z
    .union([z.array(each).max(MOST_PARTED), each])
    .transform((all) => [all].flat() as z.output<Each>[])
    .default([]);
}

/** `1:20`: paragraph and offset. */
const SourceCutTyped = z
  .string()
  .regex(/^\d{1,7}:\d{1,7}$/)
  .transform((typed) => {
    const [paragraph = 0, offset = 0] = typed.split(":").map(Number);
    return { paragraph, offset };
  });

/**
 * What a passage is to become (left out: as it is called, and numbered), and where it is cut: `cuts` are offsets into the text of its current version, `sourceCuts`
 * into the paragraphs of its source (UTF-16 code units).
 */
export const SplitPassage = z.object({
  parts: z.array(Named).max(MOST_PARTED).optional(),
  cuts: many(Offset),
  sourceCuts: many(z.union([z.object({ paragraph: Offset, offset: Offset }), SourceCutTyped])),
  reason: Reason,
});

/** The passages behind this one with which it becomes one; its id and locator. */
export const JoinPassages = z.object({ next: many(z.string().max(200)), ...Named.shape, reason: Reason });

/** Another wording of a passage's source, after the one of this `number`. */
export const WordSource = z.object({
  number: z.coerce.number().int().nonnegative(),
  held: z.enum(["whole", "phrases", "none"]),
  words: Texts.default([]),
  /** Instead of `words`: paragraphs, parted by empty lines. */
  text: z.string().optional(),
  provenance: z.string().optional(),
});

/** That a version renders the wording of its source that stands now as well. */
export const ConfirmSource = z.object({
  number: z.coerce.number().int().positive(),
  source: z.coerce.number().int().positive(),
  reason: Reason,
  /** The page on which that is said by a form, and to which it leads back, if that is not the passage's. */
  on: z.literal("review").optional(),
});

/** That a version is to be the current one, instead of `current` ("" if there is none). */
export const ChooseVersion = z.object({
  number: z.coerce.number().int().positive(),
  current: z.union([z.literal("").transform(() => null), z.null(), z.coerce.number().int().positive()]),
  reason: Reason,
});

/** That a version is withdrawn. */
export const WithdrawVersion = z.object({ number: z.coerce.number().int().positive(), reason: Reason });

/** How a term is rendered, and why it is from now on. `seen`: how it read when it was looked at, so that nothing is undone unseen. */
export const SetTerm = TermAsked.extend({
  reason: z.string().max(LIMITS.reason).optional(),
  seen: z.string().max(64).optional(),
});

/** Which passages are final from now on, or no more; `branch`: with all that stands under each. */
export const SetFinality = z.object({
  passages: PassageIds.optional(),
  /** A part as “Where it stands” has it, by its first passage: all that stands in it. */
  part: z.string().max(200).optional(),
  final: z.enum(["yes", "no"]),
  branch: z.literal("yes").optional(),
  /** The page that it was said on. */
  on: z.literal("standing").optional(),
});

/** A source as it was asked for: its paragraphs one by one, or in a text. */
export function sourceAsked({
  provenance,
  text,
  held,
  words,
}: Omit<z.output<typeof WordSource>, "number">): Omit<Source, "number"> {
  const source = { held, words: text === undefined ? words : text.split(/\r?\n[ \t]*\r?\n/) };
  return { ...source, ...(provenance !== undefined && { provenance }) };
}

export function describingRoutes(bench: Workbench): Router {
  const router = Router();

  /** @param commandIn may ask what there is, for what a form leaves to the program. */
  function route(path: string, commandIn: (req: Request) => WorkCommand | Promise<WorkCommand>): void {
    router.post(path, async (req, res) => {
      const actor = await actorFor(bench, req);
      // Before the ledger is asked: it refuses a work that is not theirs to read otherwise than one that is not there.
      await workFor(bench, req, part(req, "work"));
      const command = await commandIn(req);
      const outcome = await bench.desk.describe(part(req, "work"), command, actor);
      if (!outcome.ok) throw problemOf(outcome.refusal);
      const said = outcome.events.length;
      if (wantsJson(req)) return void res.json({ said });
      if (command.type === "confirm-source" && bodyOf(ConfirmSource, req).on === "review")
        return res.redirect(303, `${addresses.review()}#moved`);
      if (command.type === "set-term") return res.redirect(303, addresses.term(part(req, "work"), command.term));
      if (command.type === "confirm-source" || command.type === "choose-version" || command.type === "withdraw-version")
        return res.redirect(303, addresses.passage(part(req, "work"), command.passage));
      if (command.type === "set-finality") {
        const [only, ...others] = command.passages;
        const isOne = others.length === 0 && bodyOf(SetFinality, req).on !== "standing" && only !== undefined;
        return res.redirect(
          303,
          isOne ? addresses.passage(part(req, "work"), only) : addresses.standing(part(req, "work")),
        );
      }
      const to = addresses.workSettings(part(req, "work"), "passage" in command ? command.passage : intoOf(command));
      res.redirect(303, `${to}${to.includes("?") ? "&" : "?"}done=${said}`);
    });
  }

  route("/api/works/:work/describe", (req) => ({ type: "describe-work", words: given(bodyOf(Describe, req)) }));
  const ofTranslation = (type: "describe-translation" | "add-translation") => (req: Request) => {
    const { translators, editors, ...words } = bodyOf(DescribeTranslation, req);
    const people: Partial<TranslationWords> = {
      ...(translators && { translators: translators.map(personIn) }),
      ...(editors && { editors: editors.map(personIn) }),
    };
    return {
      type,
      translation: part(req, "translation"),
      words: { ...given(words), ...people },
    };
  };
  route("/api/works/:work/translations/:translation/describe", ofTranslation("describe-translation"));
  route("/api/works/:work/translations/:translation/add", ofTranslation("add-translation"));
  route("/api/works/:work/passages/:passage/name", (req) => {
    const { reason, ...words } = bodyOf(NamePassage, req);
    return { type: "name-passage", passage: part(req, "passage"), words: given(words), reason };
  });
  route("/api/works/:work/passages/:passage/move", (req) => ({
    type: "move-passage",
    passage: part(req, "passage"),
    ...bodyOf(MovePassage, req),
  }));
  route("/api/works/:work/passages/:passage/add", (req) => {
    const { after, held, words, provenance, reason, remark, ...called } = bodyOf(AddPassage, req);
    return {
      type: "add-passage",
      passage: part(req, "passage"),
      after,
      words: { ...called, ...(remark !== undefined && { remark }) },
      source: {
        held: words.some((each) => each !== "") && held === "none" ? "whole" : held,
        words,
        ...(provenance !== undefined && { provenance }),
      },
      reason,
    };
  });
  route("/api/works/:work/passages/:passage/retire", (req) => ({
    type: "retire-passage",
    passage: part(req, "passage"),
    ...bodyOf(RetirePassage, req),
  }));
  route("/api/works/:work/passages/:passage/split", async (req) => {
    const { parts, ...split } = bodyOf(SplitPassage, req);
    const passage = part(req, "passage");
    const count = Math.max(split.cuts.length, split.sourceCuts.length) + 1;
    const named = parts ?? partsOf(await workFor(bench, req, part(req, "work")), passage, count);
    return { type: "split-passage", passage, parts: named, ...split };
  });
  route("/api/works/:work/passages/:passage/join", (req) => {
    const { next, reason, ...into } = bodyOf(JoinPassages, req);
    return { type: "join-passages", passages: [part(req, "passage"), ...next], into, reason };
  });
  route("/api/works/:work/passages/:passage/source", (req) => {
    const { number, ...asked } = bodyOf(WordSource, req);
    return { type: "word-source", passage: part(req, "passage"), number, source: sourceAsked(asked) };
  });
  route("/api/works/:work/passages/:passage/confirm-source", (req) => ({
    type: "confirm-source",
    passage: part(req, "passage"),
    ...confirming(bodyOf(ConfirmSource, req)),
  }));
  route("/api/works/:work/finality", async (req) => {
    const { passages = [], part: of, final, branch } = bodyOf(SetFinality, req);
    const all = of === undefined ? passages : [...passages, ...(await partOf(bench, part(req, "work"), of))];
    return { type: "set-finality", passages: all, final: final === "yes", branch: branch === "yes" };
  });
  route("/api/works/:work/passages/:passage/choose", (req) => ({
    type: "choose-version",
    passage: part(req, "passage"),
    ...bodyOf(ChooseVersion, req),
  }));
  route("/api/works/:work/passages/:passage/withdraw", (req) => ({
    type: "withdraw-version",
    passage: part(req, "passage"),
    ...bodyOf(WithdrawVersion, req),
  }));
  route("/api/works/:work/terms/:term", (req) => {
    const term = part(req, "term");
    if (!TERM_ID.test(term)) throw new Problem(422, { code: "not-an-id", why: "term" });
    const { reason, seen, ...words } = bodyOf(SetTerm, req);
    return { type: "set-term", term, words: termAsked(words), reason, seen };
  });
  return router;
}

/** The passages of a part as _Where it stands_ has it: those side by side, or the one under which the others stand. */
async function partOf(bench: Workbench, id: string, first: string): Promise<string[]> {
  const passages = (await bench.store.work(id))?.passages ?? [];
  const last = partsStanding(passages, new Map()).find((each) => each.first.id === first)?.last;
  if (!last) return [first];
  const all = passages.map((passage) => passage.id);
  return all.slice(all.indexOf(first), all.indexOf(last.id) + 1);
}

/** The passage that comes of a command about several. */
function intoOf(command: WorkCommand): string | undefined {
  return command.type === "join-passages" ? command.into.id : undefined;
}

/** What the parts of a passage are called where nobody says: as it is, and numbered. */
function partsOf(work: Work, passage: string, count: number): { id: string; locator: string }[] {
  const locator = everIn(work, passage)?.locator ?? passage;
  const taken = new Set<string>();
  return Array.from({ length: count }, (_, index) => {
    const id = freeId(work, `${passage}-${index + 1}`, taken);
    taken.add(id);
    return { id, locator: `${locator} (${index + 1})` };
  });
}

/** What is said, without the page on which it was. */
function confirming({ on: _, ...said }: z.output<typeof ConfirmSource>): Omit<z.output<typeof ConfirmSource>, "on"> {
  return said;
}

/** The members that are there. */
function given<T extends object>(words: T): { [Name in keyof T]: Exclude<T[Name], undefined> } {
  const there = Object.entries(words).filter(([, each]) => each !== undefined);
  return Object.fromEntries(there) as { [Name in keyof T]: Exclude<T[Name], undefined> };
}

/** @throws Problem 422 */
function personIn(typed: string): Person {
  const read = readNamed(typed);
  if (!read.ok) throw new Problem(422, { code: "no-name", why: "each" });
  return namedAs(read);
}
