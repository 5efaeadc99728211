/** `/{work}/settings`: what an owner can say anew of a work and of its outline. The forms are sent to `describing.ts`. */
import { Router, type Request } from "express";
import type { ChosenPassage, Places, SplitPiece, WorkSettingsView } from "../../editor/care/care.ts";
import { shortened } from "../../editor/design/wording.ts";
import { freeId, freeTranslationId, sourceCutsIn } from "../../translations/decide/decide.ts";
import { outlineOn, outlineSteps } from "../../translations/ledger/outline-history.ts";
import { outlineStream } from "../../translations/ledger/record.ts";
import { mayDescribe } from "../../translations/ledger/rights.ts";
import { everIn, outlineOf, sectionAt, sectionOf } from "../../translations/ledger/sections.ts";
import { currentVersion, isHeld } from "../../translations/ledger/state.ts";
import { isRetired, type Passage, type Work } from "../../translations/ledger/work.ts";
import { renderingFromJson } from "../../translations/text/canonical.ts";
import { cutsIn } from "../../translations/text/cuts.ts";
import { layout } from "../../translations/text/layout.ts";
import { allowsRemarks } from "../remarks/remarks.ts";
import { addableIn } from "./adding.ts";
import { problemOf } from "./problem.ts";
import { readyReasonsOf } from "./ready-reasons.ts";
import { actingIn } from "./seen.ts";
import { titleOf } from "./sections.ts";
import { actorFor } from "./visitor.ts";
import { noPassage, part, show, workFor, type Workbench } from "./workbench.ts";
import { headOf } from "./head.ts";

/** So many sentences can be chosen from at most where a passage is split, and so many passages that went are listed. */
const [MOST_PIECES, MOST_RETIRED] = [500, 200];

/** Outlines of more passages are not gone through for a page; so many steps are listed. */
const [LONGEST, MOST_STEPS] = [5_000, 100];

export function workSettingsRoutes(bench: Workbench): Router {
  const router = Router();
  router.get("/:work/settings", async (req, res) => {
    const visitor = await actorFor(bench, req);
    const work = await workFor(bench, req, part(req, "work"));
    const actor = await actingIn(bench, work.id, visitor);
    if (!actor || !mayDescribe(actor)) throw problemOf({ code: "not-allowed", why: "describing" });
    const view = await viewOf(bench, work, {
      ...{ at: asked(req, "at"), done: asked(req, "done"), on: asked(req, "on"), find: askedFor(req, "find") },
    });
    const { page: _page, done: _done, ...json } = view;
    await show(bench, req, res, { view, json });
  });
  return router;
}

function asked({ query }: Request, name: string): string | null {
  const value = query[name];
  return typeof value === "string" ? value : null;
}

/** What is asked for by this name; "": nothing. */
export function askedFor(req: Request, name: string): string {
  return asked(req, name) ?? "";
}

interface Asked extends Record<"at" | "done" | "on", string | null> {
  /** Where the chosen passage could stand. */
  find: string;
}

async function viewOf(bench: Workbench, work: Work, { at, done, on, find }: Asked): Promise<WorkSettingsView> {
  const passage = at === null ? null : everIn(work, at);
  if (passage === undefined) throw noPassage(work, at!);
  const { passages, retired = [] } = work;
  const outline = outlineOf(passages);
  const section = sectionAt(outline, (passage && outline.places.get(passage.id)) ?? 0);
  const listed = passages.slice(section.from, section.to);
  const read = await bench.reading.read(
    work.id,
    listed.map(({ id }) => id),
  );
  const first = (number: number) =>
    number < 0 || number >= section.of ? null : nameOf(passages[sectionOf(outline, number).from]);
  return {
    page: "work-settings",
    work: headOf(work),
    freshTranslation: freeTranslationId(work),
    outline: listed.map((each) => ({
      ...{ id: each.id, locator: each.locator, level: each.level },
      words: titleOf({ passage: each, current: read.get(each.id)?.current ?? null }),
    })),
    previous: first(section.number - 1),
    next: first(section.number + 1),
    retired: retired.slice(-MOST_RETIRED),
    ...(await pastOf(bench, work, on)),
    reasons: await readyReasonsOf(bench, work.id),
    remarks: await allowsRemarks(bench.settings, work.id),
    chosen: passage && (await chosenOf(bench, work, passage, find)),
    done: done !== null && /^\d{1,6}$/.test(done) ? Number(done) : null,
  };
}

/** What was done to an outline; of one that is long that takes longer than others may wait. */
async function pastOf(
  { store }: Workbench,
  work: Work,
  on: string | null,
): Promise<Pick<WorkSettingsView, "steps" | "then">> {
  if (work.passages.length + (work.retired?.length ?? 0) > LONGEST) return { steps: null, then: null };
  const records = await store.stream(outlineStream(work.id));
  const steps = outlineSteps(records).toReversed().slice(0, MOST_STEPS);
  if (on === null || !/^\d{4}-\d\d-\d\d$/.test(on)) return { steps, then: null };
  const passages = outlineOn(work, records, on).map(({ id, locator }) => ({ id, locator }));
  return { steps, then: { day: on, passages } };
}

/** A passage of an outline, with where it can be cut, and where it could stand: around it, or where `find` is. */
export async function chosenOf(bench: Workbench, work: Work, passage: Passage, find: string): Promise<ChosenPassage> {
  const { passages } = work;
  const at = outlineOf(passages).places.get(passage.id);
  const versions = await bench.desk.versions({ work: work.id, passage: passage.id });
  const current = currentVersion({ versions });
  const rendering = !isRetired(passage) && current && isHeld(current) ? current.words.rendering : null;
  const { words } = passage.source;
  const after = (at === undefined ? afterOf(passage, work) : passages[at - 1]?.id) ?? "";
  return {
    ...{ passage, after, places: await placesFor(bench, work, passage, { after, find }) },
    next: at === undefined ? null : nameOf(passages[at + 1]),
    fresh: { added: freeId(work, `${passage.id}-new`), joined: freeId(work, `${passage.id}-joined`) },
    rendering: rendering ? renderingPieces(rendering) : [],
    source: isRetired(passage) ? [] : sourcePieces(words),
  };
}

/** So long are the words by which a passage is known in a list. */
const LONGEST_WORDS = 60;

async function placesFor(
  bench: Workbench,
  work: Work,
  { id }: Passage,
  { after, find }: { after: string; find: string },
): Promise<Places> {
  const itself = { parts: [{ passage: id }] };
  const { asked, groups, more } = await addableIn(bench, work, itself, { asked: find, at: after || id });
  const found = groups
    .flatMap(({ passages }) => passages)
    .map(({ id: each, locator, words }) => ({ id: each, locator, words: shortened(words, LONGEST_WORDS) }));
  return { asked, found, more: more && asked !== "" };
}

/** Where a passage that went stood, if what it stood behind still stands. */
function afterOf(passage: Passage, work: Work): string | undefined {
  const after = isRetired(passage) ? passage.end.after : null;
  return after !== null && outlineOf(work.passages).places.has(after) ? after : undefined;
}

function nameOf(passage: Passage | undefined): { id: string; locator: string } | null {
  return passage ? { id: passage.id, locator: passage.locator } : null;
}

function renderingPieces(json: unknown): SplitPiece[] {
  const rendering = renderingFromJson(json);
  const { text } = layout(rendering);
  const starts = [0, ...cutsIn(rendering).slice(0, MOST_PIECES)];
  return starts.map((from, index) => ({
    cut: index === 0 ? null : String(from),
    words: text.slice(from, starts[index + 1]).trim(),
  }));
}

function sourcePieces(words: readonly string[]): SplitPiece[] {
  if (words.length === 0) return [];
  const starts = [{ paragraph: 0, offset: 0 }, ...sourceCutsIn(words).slice(0, MOST_PIECES)];
  return starts.map(({ paragraph, offset }, index) => {
    const next = starts[index + 1];
    const end = next?.paragraph === paragraph ? next.offset : undefined;
    return { cut: index === 0 ? null : `${paragraph}:${offset}`, words: words[paragraph]!.slice(offset, end).trim() };
  });
}
