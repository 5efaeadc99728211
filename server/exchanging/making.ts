/** A work is made of texts that somebody has begun and laid beside each other, as they lie when it is begun. */
import { NO_MENDS, SIDES, type Lying, type Side } from "../../translations/align/align.ts";
import { NotTaken, type BroughtPassage, type Fault } from "../../translations/exchange/brought.ts";
import type { Head } from "../../translations/exchange/records.ts";
import { passagesOfBlocks } from "../../translations/exchange/staged.ts";
import { translationsOf } from "../../translations/ledger/work.ts";
import type { Person } from "../../translations/notes/note.ts";
import { bringIn, hasBroughtIn, type BringingEffects, type Came } from "../bringing/bringing.ts";
import { besideOf } from "../bringing/staged-text.ts";
import { later, lyingIn, type Sides, type Staging } from "../store/staging.ts";
import type { Store } from "../store/store.ts";

/** A work that is to be made. */
export interface Making {
  /** What was begun, and by whom. */
  id: string;
  person: string;
  head: Head;
  by: Person;
  /** See `actOf` of `bringing/bringing.ts`. */
  act: string;
  /** The source and its first translation, then each further one, in the order in which the head has them. */
  of: MadeOf[];
}

/** What somebody has begun, with the digests of its texts. */
interface MadeOf {
  id: string;
  digests: Record<Side, string | null>;
  isRevised: boolean;
}

/** What came of it, under which address. `moved`: one of its texts is another by now, or was thrown away. */
export type Made = { came: Came; work: string } | { fault: Fault; line: number | null } | { moved: true };

/** Makes it; what only served to make it is gone then. Made by this before a stop, it is brought to its end. */
export async function make(
  { store, staging }: { store: Store; staging: Staging },
  making: Making,
  effects: BringingEffects,
): Promise<Made> {
  const { id, person, head, by, act } = making;
  try {
    if (await hasBroughtIn(store, head.id, act, effects)) {
      await markMade(staging, person, id, head.id);
      return { came: "already", work: head.id };
    }
    const passages = await passagesOf(staging, making);
    if (!passages) return { moved: true };
    const came = await bringIn(store, { head, by, act, passages }, effects);
    if (came === "taken" || came === "already") await markMade(staging, person, id, head.id);
    return { came, work: head.id };
  } catch (error) {
    if (error instanceof NotTaken) return { fault: error.fault, line: error.line };
    throw error;
  }
}

/** Keeps that a work was made of what was begun, whatever was changed in it meanwhile; what only served to make it goes. */
export async function markMade(staging: Staging, person: string, id: string, work: string): Promise<void> {
  for (const beside of await besideOf(staging, person, id)) await staging.discard(beside.id);
  for (;;) {
    const now = await staging.get(person, id);
    // Thrown away meanwhile, it is begun no more either.
    if (!now) return;
    const done = { ...now, made: work, found: [], pairs: [], mends: NO_MENDS };
    if (await staging.save(done, later(now.changed), { a: [], b: [] })) return;
  }
}

async function passagesOf(staging: Staging, { person, head, of }: Making): Promise<BroughtPassage[] | null> {
  const texts: (Sides & { lying: Lying })[] = [];
  for (const each of of) {
    const text = await textOf(staging, person, each);
    if (!text) return null;
    texts.push(text);
  }
  const [first, ...further] = texts;
  const [own, ...others] = translationsOf(head);
  const made = passagesOfBlocks(
    { lying: first!.lying, source: first!.a, translation: first!.b },
    further.map(({ b, lying }, at) => {
      const { id: translation, translators } = others[at]!;
      return { translation, translators, isRevised: of[at + 1]!.isRevised, lying, blocks: b };
    }),
  );
  const dates = new Map([own!, ...others].map(({ id, date }) => [id, date ?? null]));
  return made.map((passage) => ({
    ...passage,
    versions: passage.versions.map((version) => ({
      ...version,
      date: version.date ?? dates.get(version.translation ?? own!.id) ?? null,
    })),
  }));
}

/** Its blocks and how they lie, however it is mended meanwhile; null if one of its texts is another by now. */
async function textOf(
  staging: Staging,
  person: string,
  { id, digests }: MadeOf,
): Promise<(Sides & { lying: Lying }) | null> {
  for (;;) {
    const stage = await staging.get(person, id);
    if (!stage || SIDES.some((side) => (stage.about.texts[side]?.digest ?? null) !== digests[side])) return null;
    const [a, b] = [await staging.blocks(stage, "a"), await staging.blocks(stage, "b")];
    if (a && b) return { a, b, lying: lyingIn(stage) };
  }
}
