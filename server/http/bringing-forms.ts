/**
 * Texts in a form that a browser sends without a script: pasted, or as files. What files leave open, or why they are not taken
 * in, is said beside the same form, with all that was filled in.
 */
import type { Request } from "express";
import { ABOUT, chosenIn, FIELD, type BackForm, type Side } from "../../editor/bringing/bringing.ts";
import { NotTaken } from "../../translations/exchange/brought.ts";
import type { Choices, Question } from "../../translations/exchange/reading.ts";
import { isInvisible } from "../../translations/text/well-formed.ts";
import type { Sent } from "../bringing/reading-files.ts";
import { calledSo } from "../bringing/staged-text.ts";
import { wantsJson } from "./answer.ts";
import { choicesFrom, pasted } from "./bringing-texts.ts";
import { notTaken, refused } from "./heads.ts";
import { partsIn, type Part } from "./form-parts.ts";
import { Problem } from "./problem.ts";
import type { Workbench } from "./workbench.ts";

export interface FormSent {
  fields: ReadonlyMap<string, string>;
  /** The texts that it has, each with what was chosen for it. @throws Problem 422 if there is no such choice */
  texts(): { side: Side; sent: Sent; choices: Choices }[];
  /** The names of the files of a side. */
  files: Readonly<Record<Side, readonly string[]>>;
}

/** The form that a browser sent without a script; null if it is a program's. @throws Problem 422 if it is broken */
export function formSent(req: Request): FormSent | null {
  const { body } = req as { body: unknown };
  if (!Buffer.isBuffer(body) || wantsJson(req)) return null;
  const type = req.headers["content-type"] ?? "";
  const parts = req.is("multipart/form-data") ? partsIn(type, body) : null;
  if (!parts) throw refused("", new NotTaken({ code: "broken" }));
  const fields = new Map(parts.flatMap(({ name, file, bytes }) => (file === null ? [[name, bytes.toString()]] : [])));
  const files = { a: filesOf(parts, "a"), b: filesOf(parts, "b") };
  const names = { a: namesOf(files.a), b: namesOf(files.b) };
  const texts = (): ReturnType<FormSent["texts"]> =>
    (["a", "b"] as const).flatMap((side) => {
      const sent = sentIn(files[side], fields.get(FIELD[side]) ?? "", side, { body, type });
      return sent ? [{ side, sent, choices: choicesIn(fields, side, names[side]) }] : [];
    });
  return { fields, texts, files: names };
}

function filesOf(parts: readonly Part[], side: Side): Part[] {
  return parts.filter(({ name, file }) => name === `${FIELD[side]}-file` && file !== null && file !== "");
}

function namesOf(files: readonly Part[]): string[] {
  return files.map(({ file }) => calledSo(file ?? ""));
}

/** A text of the form: its one file as it is, its several in their form, or what was pasted; null if there is none of it. */
function sentIn(
  files: readonly Part[],
  written: string,
  side: Side,
  { body, type }: { body: Buffer; type: string },
): Sent | null {
  const [one, ...others] = files;
  if (!one) return isInvisible(written) ? null : pasted(written);
  if (others.length > 0) return { name: "", bytes: body, form: type, field: FIELD[side] };
  return { name: calledSo(one.file ?? ""), bytes: one.bytes, form: null };
}

/** How a form says for which files something was chosen in it. */
function forOf(files: readonly string[]): string {
  return files.join("/");
}

/** What was chosen for the files of a side, as long as they are those that it was asked of. */
function choicesIn(fields: FormSent["fields"], side: Side, files: readonly string[]): Choices {
  if (fields.get(`${side}-for`) !== forOf(files)) return {};
  return choicesFrom((about) => chosenIn(fields, side, about));
}

/**
 * Takes in the texts of a form, one after the other.
 * @param take keeps one, and says what its files leave open, and was decided as is usual.
 * @returns what comes back with the form, if something is open or was refused: what was taken is then to be thrown away; null if
 *   all is taken.
 * @throws what `take` throws, unless it is a refusal of what was sent
 */
export async function takenFrom(
  form: FormSent,
  take: (side: Side, sent: Sent, choices: Choices) => Promise<readonly Question[]>,
): Promise<BackForm | null> {
  const open: Record<Side, Question[]> = { a: [], b: [] };
  try {
    const texts = form.texts();
    if (texts.length === 0) throw notTaken("nothing");
    for (const { side, sent, choices } of texts)
      open[side] = (await take(side, sent, choices)).filter(({ about }) => choices[about] === undefined);
  } catch (error) {
    if (!(error instanceof Problem) || ![409, 413, 422].includes(error.status)) throw error;
    return backOf(form, open, error.message);
  }
  return open.a.length + open.b.length > 0 ? backOf(form, open, null) : null;
}

/**
 * Takes in the text of a form with one side, and has it held under an id; or gives what comes back with the form, of which nothing is
 * held then.
 * @throws what `hold` throws, unless it is a refusal of what was sent
 */
export async function heldFrom(
  { staging }: Pick<Workbench, "staging">,
  form: FormSent,
  hold: (sent: Sent, choices: Choices) => Promise<{ id: string; questions: readonly Question[] }>,
): Promise<{ id: string } | { back: BackForm }> {
  let id = "";
  const back = await takenFrom(form, async (_side, sent, choices) => {
    const held = await hold(sent, choices);
    ({ id } = held);
    return held.questions;
  });
  if (!back) return { id };
  if (id !== "") await staging.discard(id);
  return { back };
}

/** The form as it was filled in: what was pasted, and what was chosen before and is not asked again. */
function backOf({ fields, files }: FormSent, asks: Record<Side, Question[]>, refused: string | null): BackForm {
  const isAsked = (name: string, side: Side): boolean =>
    asks[side].some(({ about }) => name.startsWith(about === "columns" ? `${side}-column` : `${side}-${about}`));
  const isChosen = (name: string): boolean => {
    const side = name.startsWith("a-") ? "a" : "b";
    const about = name.slice(2);
    const isOfFile = about === "head" || about.startsWith("column-") || ABOUT.some((each) => each === about);
    return isOfFile && fields.get(`${side}-for`) === forOf(files[side]) && !isAsked(name, side);
  };
  const chosen = [...fields].filter(([name]) => /^[ab]-/.test(name) && isChosen(name));
  return {
    refused,
    pasted: { a: fields.get(FIELD.a) ?? "", b: fields.get(FIELD.b) ?? "" },
    files,
    for: { a: forOf(files.a), b: forOf(files.b) },
    asks,
    chosen: Object.fromEntries(chosen),
    translation: fields.get("translation") ?? "",
  };
}
