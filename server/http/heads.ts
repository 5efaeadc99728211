/** What a work is, as whoever brings it in fills it in; and what is said of a text that can't be brought in. */
import { z } from "zod";
import { BRINGING, FIELDS, FIELDS_OF_FURTHER, type FieldName } from "../../editor/bringing/bringing.ts";
import { wordsFrom } from "../../editor/language/language.ts";
import { fileFaultInWords, type Answer } from "../../editor/refusals/refusals.ts";
import { Counting, type NotTaken } from "../../translations/exchange/brought.ts";
import { TRANSLATION, type Head } from "../../translations/exchange/records.ts";
import { dateOf } from "../../translations/exchange/values.ts";
import { VISIBILITIES } from "../../translations/ledger/access.ts";
import { isWorkId, type Translation } from "../../translations/ledger/work.ts";
import { namedAs, readNamed } from "../../translations/people/named.ts";
import { canonicalLanguage } from "../../translations/text/language.ts";
import { isLanguageTag } from "../../translations/text/schema.ts";
import { isInvisible, plainly } from "../../translations/text/well-formed.ts";
import { Problem } from "./problem.ts";

/** So many letters a day has at most: 2021, 2021-12, 2021-12-28. */
const DAY = 10;
const said = z.string().max(2_000).default("");
/** What the work is. */
export const Create = z.object({
  ...(Object.fromEntries(FIELDS.map((name) => [name, said])) as Record<FieldName, typeof said>),
  /** Who reads it, from its first record on. */
  visibility: z.enum(VISIBILITIES).default("public"),
});

const closed = z.enum(["yes", "no"]).default("no");
/** The same of a work that is made of texts that lie side by side: “yes” of one that may not be shown to all. */
export const CreateOfTexts = Create.extend({ closedSource: closed, closedRendering: closed });

/** What a further translation is; “yes”: it is revised from the first, or may not be shown to all. */
export const DescribeFurther = z.object({
  ...(Object.fromEntries(FIELDS_OF_FURTHER.map((name) => [name, said])) as Pick<
    Record<FieldName, typeof said>,
    (typeof FIELDS_OF_FURTHER)[number]
  >),
  revised: closed,
  closedRendering: closed,
});

export type Filled = Readonly<z.infer<typeof Create>>;
export type FilledOfTexts = Readonly<z.infer<typeof CreateOfTexts>>;
export type FilledOfFurther = Readonly<z.infer<typeof DescribeFurther>>;

type Refused = Extract<Answer, { code: "not-taken" }>;

export function notTaken(why: Exclude<Refused["why"], "file" | "ending" | "not-for-all" | "further">): Problem {
  return new Problem(422, { code: "not-taken", why });
}

type Fallen = Pick<NotTaken, "fault" | "line"> & Partial<Pick<NotTaken, "file">>;

/** A file, or a text without a name, is not taken in. */
export function refused(name: string, { fault, line, file = null }: Fallen): Problem {
  const { nameless } = wordsFrom(BRINGING);
  return new Problem(422, {
    code: "not-taken",
    why: "file",
    sentence: fileFaultInWords(file ?? (name || nameless), fault, line),
  });
}

export function idTaken(): Problem {
  return new Problem(409, { code: "already-exists", why: "work-id" });
}

/** A date that somebody filled in (ISO 8601); null if they did not. @throws Problem 422 if it is none */
export function dateIn(filled: string): string | null {
  const counting = new Counting();
  const date = dateOf(filled, counting);
  if (Object.keys(counting.counts()).length > 0) throw notTaken("no-date");
  return date;
}

/** @throws Problem 422 */
export function headOf(fields: Filled): Head {
  const { title, work, sourceLanguage, originalTitle, issuer, rights, visibility } = fields;
  if (isInvisible(title)) throw notTaken("no-title");
  if (!isWorkId(work)) throw notTaken("no-id");
  const { language, ...translation } = translationOf(fields);
  const issued = dateIn(fields.issued);
  return {
    ...{ id: work, title: plainly(title), originalTitle: plainly(originalTitle) },
    ...{ issuer: plainly(issuer), originalIssuer: "", rights: plainly(rights), about: "" },
    issued: issued?.slice(0, DAY) ?? "",
    language,
    sourceLanguage: languageIn(sourceLanguage),
    translation: { ...translation, id: TRANSLATION },
    ...(visibility !== "public" && { visibility }),
  };
}

/** What a further translation is, but for its id. @throws Problem 422 */
export function furtherHeadOf(fields: FilledOfFurther): Omit<Translation, "id"> {
  if (isInvisible(fields.title)) throw notTaken("no-translation-title");
  return translationOf(fields);
}

function translationOf(fields: Pick<Filled, (typeof FIELDS_OF_FURTHER)[number]>): Omit<Translation, "id"> {
  const { title, language, translators, url, licence, publisher } = fields;
  const date = dateIn(fields.date);
  if (url !== "" && !/^https?:\/\/\S+$/.test(url)) throw notTaken("no-url");
  const people = translators.split(";").filter((name) => name.trim() !== "").map((name) => readNamed(name)); // prettier-ignore
  if (people.some((name) => !name.ok)) throw notTaken("no-name");
  return {
    ...{ language: languageIn(language), title: plainly(title), publisher: plainly(publisher), editors: [] },
    translators: people.flatMap((read) => (read.ok ? [namedAs(read)] : [])),
    ...(date !== null && { date }),
    ...(url !== "" && { url }),
    ...(licence.trim() !== "" && { licence: plainly(licence) }),
  };
}

function languageIn(tag: string): string {
  if (!isLanguageTag(tag)) throw notTaken("no-language");
  return canonicalLanguage(tag);
}
