/** What is shown of texts laid side by side: so many pairs a page, and what is filled in of the work to be. */
import { setImmediate as othersTurn } from "node:timers/promises";
import {
  FIELDS,
  type BackForm,
  type FieldName,
  type FurtherRow,
  type PairRow,
  pairOf,
  type Splitting,
  type StagedView,
  type UnsurePlace,
} from "../../editor/bringing/bringing.ts";
import { countsOf, isUnsure, type Pair } from "../../translations/align/align.ts";
import { Counting } from "../../translations/exchange/brought.ts";
import { cutOut, endOf, sentencesOf, usualPlaces, type Sentence } from "../../translations/exchange/cutting.ts";
import { idOfKey } from "../../translations/exchange/keys.ts";
import { wordsOf } from "../../translations/exchange/staged.ts";
import { VISIBILITIES, type Visibility } from "../../translations/ledger/access.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { besideOf } from "../bringing/staged-text.ts";
import type { Stage } from "../store/staging.ts";
import { endingFor, idEnding } from "./names.ts";
import { columnOf, furtherOf, headsOf, titleOf, type Column } from "./bringing-beside.ts";
import { standingIn } from "./bringing-mending.ts";
import { stageFor, textsOf } from "./bringing-stage.ts";
import type { Problem } from "./problem.ts";
import type { Workbench } from "./workbench.ts";

/** So many pairs a page. */
export const AT_ONCE = 60;

/** Which pairs are asked for: from one on, all or those that are unsure, and which is to be split. */
export interface Asks {
  from: number;
  only: boolean;
  split: number | null;
}

/** What was sent from the page and not taken: what the work is, or the form of a further translation. */
export interface Answered {
  refused?: Problem;
  back?: BackForm;
}

export async function viewOf(
  bench: Workbench,
  actor: Actor,
  stage: Stage,
  { from, only, split }: Asks,
  { refused, back }: Answered,
): Promise<StagedView> {
  const { id, changed, pairs, mends, about } = stage;
  const ending = endingFor(actor);
  const listed = pairs.flatMap((pair, at) => (!only || isUnsure(pair) ? [{ pair, at }] : []));
  const first = Math.max(0, listed.findIndex(({ at }) => at >= from)); // prettier-ignore
  const shown = listed.slice(first, first + AT_ONCE);
  const further = await besideOf(bench.staging, actor.id, id);
  const stages = await furtherOf(bench, actor, id);
  const columns: Column[] = [];
  for (const each of stages) {
    // Of 100,000 pairs each takes tens of milliseconds.
    await othersTurn();
    columns.push(columnOf(bench, stage, each));
  }
  const before = listed[first - AT_ONCE] ?? listed[0];
  return {
    ...{ page: "staged", id, after: changed, only },
    counts: countsOf(pairs),
    beside: await besideWhat(bench, actor, stage),
    further: headsOf(further, stages),
    isRevised: about.fields["revised"] === "yes",
    isClosed: about.fields["closedRendering"] === "yes",
    rows: await rowsOf(bench, stage, shown, split, columns),
    previous: first > 0 ? (before?.at ?? 0) : null,
    next: listed[first + AT_ONCE]?.at ?? null,
    unsure: nearestTo(shown, [unsureIn(pairs), ...columns.map(({ unsure }) => unsure)]),
    mayUndo: mends.done > 0,
    mayRedo: mends.done < mends.steps.length,
    notTaken: notTakenOf(about),
    languages: { source: about.texts.a?.language ?? null, rendering: about.texts.b?.language ?? null },
    fields: await fieldsOf(bench, stage, ending),
    ending,
    readers: { visibility: visibilityOf(about.fields["visibility"]), texts: textsOf(about) },
    refused: refused?.message ?? null,
    back: back ?? null,
  };
}

function unsureIn(pairs: readonly Pair[]): UnsurePlace[] {
  return pairs.flatMap((pair, at) => (isUnsure(pair) ? [{ from: at, place: pairOf(at) }] : []));
}

/** Of what is unsure the nearest behind and before the rows that are shown. @param all of each column, in whatever order */
function nearestTo(shown: readonly { at: number }[], all: readonly (readonly UnsurePlace[])[]): StagedView["unsure"] {
  const [first, last] = [shown[0]?.at ?? 0, shown.at(-1)?.at ?? 0];
  let [previous, next]: [UnsurePlace | null, UnsurePlace | null] = [null, null];
  for (const places of all)
    for (const place of places) {
      if (place.from > last && (next === null || place.from < next.from)) next = place;
      if (place.from < first && (previous === null || place.from >= previous.from)) previous = place;
    }
  return { next, previous };
}

async function rowsOf(
  bench: Workbench,
  stage: Stage,
  shown: readonly { pair: Pair; at: number }[],
  split: number | null,
  columns: readonly Column[],
): Promise<PairRow[]> {
  const read = standingIn(bench, stage);
  const rows: PairRow[] = [];
  const aloneIn = (index: number, found: FurtherRow[], more = 0): PairRow => ({
    ...{ pair: null, unsure: false, settled: false, source: [], rendering: [], splitting: null, more },
    further: columns.map((_, at) => (at === index ? found : [])),
  });
  /** @param left how many more pairs each column has in the row before. */
  const addAlone = async (behind: number, left: readonly number[] = []): Promise<void> => {
    for (const [index, column] of columns.entries()) {
      const { found, more } = await column.behind(behind);
      rows.push(...found.map((each) => aloneIn(index, [each])));
      const all = more + (left[index] ?? 0);
      if (all > 0) rows.push(aloneIn(index, [], all));
    }
  };
  if (shown[0]?.at === 0) await addAlone(0);
  for (const { pair, at } of shown) {
    const { a, b } = await read(pair);
    const cells = [];
    for (const column of columns) cells.push(await column.at(at));
    rows.push({
      ...{ pair: at, unsure: isUnsure(pair), settled: pair.settled },
      source: a.map((each) => wordsOf(cutOut(each))),
      rendering: b.map((each) => wordsOf(cutOut(each))),
      ...{ further: cells.map(({ found }) => found), more: 0 },
      splitting: at === split ? splittingOf(sentencesOf(a), sentencesOf(b)) : null,
    });
    await addAlone(
      at + 1,
      cells.map(({ more }) => more),
    );
  }
  return rows;
}

/** What was not taken of its own texts: of a further translation, what the first lacks is told with that. */
function notTakenOf({ texts, beside }: Stage["about"]): StagedView["notTaken"] {
  const counting = new Counting();
  for (const text of beside ? [texts.b] : [texts.a, texts.b]) counting.addAll(text?.notTaken ?? {});
  return counting.counts();
}

async function besideWhat(bench: Workbench, actor: Actor, { about }: Stage): Promise<StagedView["beside"]> {
  if (!about.beside) return null;
  const { id, about: of } = await stageFor(bench, actor, about.beside.stage);
  return { id, title: of.fields["title"] ?? "" };
}

function splittingOf(source: Sentence[], rendering: Sentence[]): Splitting {
  const usual = usualPlaces(source, rendering);
  return {
    source: { sentences: source, end: endOf(source), usual: usual.a },
    rendering: { sentences: rendering, end: endOf(rendering), usual: usual.b },
  };
}

/** What was filled in, else what the texts say. */
async function fieldsOf({ store }: Workbench, { about, id }: Stage, ending: string): Promise<StagedView["fields"]> {
  const { texts, fields, beside } = about;
  const title = beside ? titleOf(about) : (fields["title"] ?? "");
  const usual: Partial<Record<FieldName, string>> = {
    originalTitle: texts.a?.heading ?? "",
    language: texts.b?.language ?? "und",
    sourceLanguage: texts.a?.language ?? "und",
    work: beside ? "" : await freeId(store, idOfKey(title) ?? `work-${id.slice(0, 6)}`, ending),
  };
  const said: Readonly<Record<string, string>> = { ...fields, title };
  return Object.fromEntries(FIELDS.map((name) => [name, said[name] ?? usual[name] ?? ""])) as StagedView["fields"];
}

function visibilityOf(said: string | undefined): Visibility {
  return VISIBILITIES.find((each) => each === said) ?? "public";
}

/** An id like the one that is wished for, with this ending, that no work has; "" if there is none. */
async function freeId(store: Workbench["store"], wish: string, ending: string): Promise<string> {
  const comingIn = new Set((await store.stage.works()).map(({ work }) => work));
  for (let number = 1; number < 100; number++) {
    const id = idEnding(wish, number === 1 ? ending : `-${number}${ending}`);
    if (id !== null && !comingIn.has(id) && (await store.work(id)) === null) return id;
  }
  return "";
}
