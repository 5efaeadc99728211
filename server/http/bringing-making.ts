/** A work is made of texts that lie side by side: once, under the address that was chosen, whatever happens meanwhile. */
import { NO_MENDS } from "../../translations/align/align.ts";
import { idOfKey } from "../../translations/exchange/keys.ts";
import { TRANSLATION } from "../../translations/exchange/records.ts";
import { personOf, type Actor } from "../../translations/ledger/roles.ts";
import { isPassageId, isWorkId, type Translation } from "../../translations/ledger/work.ts";
import { hasBroughtIn } from "../bringing/bringing.ts";
import { later, lyingIn, type Stage } from "../store/staging.ts";
import { refuseName } from "./names.ts";
import { discardBeside, furtherOf, titleOf } from "./bringing-beside.ts";
import { Moved, saved, textsOf, toBeWorkFor } from "./bringing-stage.ts";
import { DescribeFurther, furtherHeadOf, headOf, idTaken, notTaken, refused, type FilledOfTexts } from "./heads.ts";
import { Problem } from "./problem.ts";
import { writeTo } from "./taking-down.ts";
import type { Workbench } from "./workbench.ts";

/** Of which texts a work is being made just now. */
const making = new Map<string, Promise<string>>();

/** What came to it now would be in no work, and go with what served to make that. @throws Problem 409 while a work is made of it */
export function refuseWhileMade({ id, about }: Pick<Stage, "id" | "about">): void {
  if (making.has(about.beside?.stage ?? id)) throw new Moved();
}

/**
 * Makes a work of what is begun. One at a time: who asks for it again meanwhile finds what was made, also under another address.
 * @returns its id.
 * @throws Problem 404; 409 if a work was made of it, or another has its address; 422 if something is missing
 */
export async function madeWork(bench: Workbench, actor: Actor, id: string, fields: FilledOfTexts): Promise<string> {
  await making.get(id)?.catch(() => undefined);
  if (making.has(id)) return madeWork(bench, actor, id, fields);
  const made = described(bench, actor, id, fields).then((stage) => created(bench, actor, stage, fields));
  making.set(id, made);
  return made.finally(() => making.delete(id));
}

/**
 * With what was filled in: it stays, whatever is wrong with it, so that after a stop the work is gone on with under the
 * address that was chosen.
 * @throws Problem 404; 409 if a work was made of it, perhaps one that was stopped on the way and is whole now
 */
async function described(bench: Workbench, actor: Actor, id: string, fields: FilledOfTexts): Promise<Stage> {
  const stage = await toBeWorkFor(bench, actor, id);
  const before = stage.about.fields["work"] ?? "";
  const mayBeMade = before !== fields.work && isWorkId(before);
  if (mayBeMade && (await hasBroughtIn(bench.store, before, actOf(stage, before))))
    await made(bench, actor, stage, before);
  const now = await toBeWorkFor(bench, actor, id);
  await saved(bench, { ...now, about: { ...now.about, fields: { ...fields } } });
  return toBeWorkFor(bench, actor, id);
}

/** Keeps that this work was made of it, whatever was changed in it meanwhile; what only served to make it goes. */
async function made(bench: Workbench, actor: Actor, stage: Stage, work: string): Promise<void> {
  const { staging } = bench;
  await discardBeside(bench, actor, stage.id);
  for (;;) {
    const now = await staging.get(actor.id, stage.id);
    // Thrown away meanwhile, it is begun no more either.
    if (!now) return;
    const done = { ...now, made: work, found: [], pairs: [], mends: NO_MENDS };
    if (await staging.save(done, later(now.changed), { a: [], b: [] })) return;
  }
}

/** Made at two addresses by two servers at once, both are works, whose acts are others. */
function actOf({ id }: Stage, work: string): string {
  return `staged/${id}/${work}`;
}

/** Makes the work. @throws Problem 409 if another has its address, 422 if something is missing, or the address is not theirs */
async function created(bench: Workbench, actor: Actor, stage: Stage, fields: FilledOfTexts): Promise<string> {
  const own = headOf(fields);
  refuseName(actor, own.id);
  if (stage.pairs.length === 0) throw notTaken("nothing");
  const further = await furtherOf(bench, actor, stage.id);
  refuseToShow(stage, fields, further);
  const otherTranslations = translationsIn(further);
  const head = { ...own, ...(further.length > 0 && { otherTranslations }) };
  // In a process of its own, which reads the texts: who writes meanwhile waits for none of it.
  const done = await bench.exchanging.withFile(async (file) => {
    const all = [stage, ...further];
    await writeTo(file, Buffer.from(all.map((each) => `${JSON.stringify(lyingIn(each))}\n`).join("")));
    const making = { head, by: personOf(actor), act: actOf(stage, head.id), person: actor.id, of: all.map(madeOf) };
    return bench.exchanging.run("make", making, file);
  });
  if ("moved" in done) throw new Moved();
  if ("fault" in done) throw refused("", done);
  if (done.came === "another" || done.came === "under-way") throw idTaken();
  await made(bench, actor, stage, head.id);
  return head.id;
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
