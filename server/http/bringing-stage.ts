/** What is begun at `/works/new`, as long as it is no work: it belongs to one person, and each change is taken from a state. */
import type { StagedView } from "../../editor/bringing/bringing.ts";
import type { Side } from "../../translations/align/align.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { MOST_BEGUN, type NotStaged } from "../bringing/staged-text.ts";
import { newId } from "../store/ids.ts";
import { later, type Sides, type Stage, type StagedAbout } from "../store/staging.ts";
import { refused } from "./heads.ts";
import { notFound, Problem } from "./problem.ts";
import type { Workbench } from "./workbench.ts";

/** False of what comes to a work that is there, and of a further translation. */
export function isToBeWork({ about }: Pick<Stage, "about">): boolean {
  return about.onto === undefined && about.beside === undefined;
}

/** The texts of a stage, and whether somebody said that one may not be shown to all. */
export function textsOf({ texts, fields }: Pick<StagedAbout, "texts" | "fields">): StagedView["readers"]["texts"] {
  return [
    ...(texts.a ? [{ text: "source" as const, isClosed: fields["closedSource"] === "yes" }] : []),
    ...(texts.b ? [{ text: "rendering" as const, isClosed: fields["closedRendering"] === "yes" }] : []),
  ];
}

/** What is to be a work, or a further translation of that. @throws Problem 404 if there is none, or it is another's. */
export async function stageFor({ staging }: Workbench, { id: person }: Actor, id: string): Promise<Stage> {
  const stage = await staging.get(person, id);
  if (!stage || stage.about.onto !== undefined) throw notFound({ why: "staged" });
  return stage;
}

/** The same, as long as no work was made of it. @throws Problem 404, 409 */
export async function begunFor(bench: Workbench, actor: Actor, id: string): Promise<Stage> {
  const stage = await stageFor(bench, actor, id);
  if (stage.made !== null) throw new Problem(409, { code: "already-exists", why: "made", work: stage.made });
  return stage;
}

/** The same of what is to be a work itself. @throws Problem 404, 409 */
export async function toBeWorkFor(bench: Workbench, actor: Actor, id: string): Promise<Stage> {
  const stage = await begunFor(bench, actor, id);
  if (!isToBeWork(stage)) throw notFound({ why: "staged" });
  return stage;
}

/** The blocks of one side, or so many of them, as this state of the stage has them. @throws Moved */
export async function blocksOf(
  { staging }: Workbench,
  stage: Stage,
  side: Side,
  from?: number,
  to?: number,
): Promise<string[]> {
  const blocks = await staging.blocks(stage, side, from, to);
  if (!blocks) throw new Moved();
  return blocks;
}

/** What is read of a stage as it is now: read anew if somebody changes it meanwhile. @throws what `find` and `read` throw */
export async function readNow<Made>(find: () => Promise<Stage>, read: (stage: Stage) => Promise<Made>): Promise<Made> {
  for (;;) {
    const stage = await find();
    try {
      return await read(stage);
    } catch (error) {
      if (!(error instanceof Moved)) throw error;
    }
  }
}

/** Begins a text. @throws Problem 409 if somebody has begun as many as they may */
export async function begun({ staging }: Workbench, { id: person }: Actor): Promise<string> {
  await refuseMore(staging, person);
  const id = newId();
  await staging.begin(person, id, new Date().toISOString());
  return id;
}

/** @throws Problem 409 if somebody has begun as many texts as they may */
export async function refuseMore(staging: Workbench["staging"], person: string): Promise<void> {
  if ((await staging.of(person)).length >= MOST_BEGUN)
    throw new Problem(409, { code: "not-as-things-stand", why: "many-begun", most: MOST_BEGUN });
}

export async function saved({ staging }: Workbench, stage: Stage, sides: Partial<Sides> = {}): Promise<void> {
  if (!(await staging.save(stage, later(stage.changed), sides))) throw new Moved();
}

/** What is begun was changed meanwhile, or thrown away: a work that is to be, or what is to come to one that is there. */
export class Moved extends Problem {
  constructor(of: "pairs" | "revised" | "source" = "pairs") {
    super(409, { code: "not-as-things-stand", why: "staged-moved", of });
  }
}

/** What came of a text that is kept. @throws Problem 422 if it can't be taken in, 404 if there is none; Moved */
export function stagedOr<Made extends object>(made: Made | NotStaged | null, of: "revised" | "source"): Made {
  if (made === null) throw notFound({ why: "staged" });
  if ("fault" in made) throw refused(made.name, made);
  if ("moved" in made) throw new Moved(of);
  return made;
}
