/** A work is made of texts that lie side by side: once, under the address that was chosen, whatever happens meanwhile. */
import { address } from "../../editor/links/addresses.ts";
import { idOfKey } from "../../translations/exchange/keys.ts";
import { TRANSLATION } from "../../translations/exchange/records.ts";
import { personOf, type Actor } from "../../translations/ledger/roles.ts";
import { isPassageId, isWorkId, type Translation } from "../../translations/ledger/work.ts";
import { hasBroughtIn } from "../bringing/bringing.ts";
import type { Beginning } from "../exchanging/errands.ts";
import { markMade } from "../exchanging/making.ts";
import type { Stage } from "../store/staging.ts";
import { refuseName } from "./names.ts";
import { furtherOf, titleOf } from "./bringing-beside.ts";
import { Moved, saved, textsOf, toBeWorkFor } from "./bringing-stage.ts";
import type { Telling } from "./doing.ts";
import { DescribeFurther, furtherHeadOf, headOf, idTaken, notTaken, refused, type FilledOfTexts } from "./heads.ts";
import { Problem } from "./problem.ts";
import type { Workbench } from "./workbench.ts";

/** What came to it now would be in no work, and go with what served to make that. @throws Problem 409 while a work is made of it */
export function refuseWhileMade(
  { errands }: Workbench,
  { id: person }: Actor,
  { id, about }: Pick<Stage, "id" | "about">,
): void {
  const own = about.beside?.stage ?? id;
  if (errands.isGoing(person, "make", (making) => making.id === own)) throw new Moved();
}

/**
 * A work that is to be made of what is begun. One is made of it at a time: who asks for it again meanwhile waits for that one, also
 * under another address.
 * @throws Problem 404; 409 if a work was made of it; 422 if something is missing, or the address is not theirs
 */
export async function makingOf(
  bench: Workbench,
  actor: Actor,
  id: string,
  fields: FilledOfTexts,
): Promise<Beginning<"make">> {
  const stage = await described(bench, actor, id, fields);
  const own = headOf(fields);
  refuseName(actor, own.id);
  if (stage.pairs.length === 0) throw notTaken("nothing");
  const further = await furtherOf(bench, actor, stage.id);
  refuseToShow(stage, fields, further);
  const otherTranslations = translationsIn(further);
  const head = { ...own, ...(further.length > 0 && { otherTranslations }) };
  const of = [stage, ...further].map(madeOf);
  const asked = { id, person: actor.id, head, by: personOf(actor), act: actOf(stage, head.id), of };
  // In a process of its own, which reads the texts: who writes meanwhile waits for none of it.
  return { person: actor.id, work: head.id, name: "make", asked, isShort: false };
}

/** What came of what was to be made a work. @throws Problem 409 also if it is one under another address than this asked for */
export const toldOfMaking: Telling<"make"> = (_bench, errand, done) => {
  if ("moved" in done) throw new Moved();
  if ("fault" in done) throw refused("", done);
  if (done.came === "another" || done.came === "under-way") throw idTaken();
  const { work } = done;
  if (work !== errand.work) throw new Problem(409, { code: "already-exists", why: "made", work });
  return Promise.resolve({ json: { work }, to: address.work(work) });
};

/**
 * With what was filled in: it stays, whatever is wrong with it, so that after a stop the work is gone on with under the
 * address that was chosen.
 * @throws Problem 404; 409 if a work was made of it, perhaps one that was stopped on the way and is whole now
 */
async function described(bench: Workbench, actor: Actor, id: string, fields: FilledOfTexts): Promise<Stage> {
  const { staging, store } = bench;
  const stage = await toBeWorkFor(bench, actor, id);
  const before = stage.about.fields["work"] ?? "";
  const mayBeMade = before !== fields.work && isWorkId(before);
  if (mayBeMade && (await hasBroughtIn(store, before, actOf(stage, before))))
    await markMade(staging, actor.id, stage.id, before);
  await fill(bench, actor, id, fields);
  return toBeWorkFor(bench, actor, id);
}

/** Keeps what was filled in; once more if somebody did so in the same moment, as whoever asks twice does. */
async function fill(bench: Workbench, actor: Actor, id: string, fields: FilledOfTexts, isFirst = true): Promise<void> {
  const now = await toBeWorkFor(bench, actor, id);
  try {
    await saved(bench, { ...now, about: { ...now.about, fields: { ...fields } } });
  } catch (error) {
    if (!isFirst || !(error instanceof Moved)) throw error;
    await fill(bench, actor, id, fields, false);
  }
}

/** Made at two addresses by two servers at once, both are works, whose acts are others. */
function actOf({ id }: Stage, work: string): string {
  return `staged/${id}/${work}`;
}

function madeOf({ id, about: { texts, fields } }: Stage) {
  const digests = { a: texts.a?.digest ?? null, b: texts.b?.digest ?? null };
  return { id, digests, isRevised: fields["revised"] === "yes" };
}

/** Further translations as the work is to have them. @throws Problem 422 if it is not said what one is */
function translationsIn(further: readonly Stage[]): Translation[] {
  const taken = new Set([TRANSLATION]);
  return further.map(({ about }) => {
    const title = titleOf(about);
    const described = furtherIn({ language: about.texts.b?.language ?? "und", ...about.fields, title });
    const wish = idOfKey(title) ?? "further";
    let id = wish;
    for (let next = 2; taken.has(id) || !isPassageId(id); next++) id = `${wish.slice(0, 60)}-${next}`;
    taken.add(id);
    return { ...described, id };
  });
}

function furtherIn(fields: Readonly<Record<string, string>> & { title: string }): Omit<Translation, "id"> {
  try {
    return furtherHeadOf(DescribeFurther.parse(fields));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw new Problem(422, { code: "not-taken", why: "further", title: fields.title, sentence: error.message });
  }
}

/** @throws Problem 422 if all are to read what somebody says may not be shown to all. */
function refuseToShow(stage: Stage, fields: FilledOfTexts, further: readonly Stage[]): void {
  const texts = textsOf({ ...stage.about, fields }).flatMap(({ text, isClosed }) => (isClosed ? [text] : []));
  const closed = further.filter(({ about }) => about.fields["closedRendering"] === "yes");
  if (fields.visibility === "public" && texts.length + closed.length > 0)
    throw new Problem(422, {
      ...{ code: "not-taken", why: "not-for-all" },
      ...{ texts, further: closed.map(({ about }) => titleOf(about)) },
    });
}
