/**
 * What may be said anew of a work: `decideOnWork(work, command, actor)` gives the facts a command makes, or says by name why
 * not. Pure, as `decide.ts` is. What is said anew counts whole from then on; what was said before stays in the records, and
 * versions go on saying which wording of the source they render.
 */
import type { Person } from "../notes/note.ts";
import { canonicalJson } from "../text/json.ts";
import { over, type Excess } from "../text/limits.ts";
import { isLanguageTag } from "../text/schema.ts";
import { isInvisible, plainly } from "../text/well-formed.ts";
import { refuse, tooLarge, type Decision } from "./commands.ts";
import { checkNote, isCheckingNote, type CheckingNote } from "./checking.ts";
import { chooseVersion, isChoosing, type Choosing } from "./choosing.ts";
import { isWithdrawing, withdrawVersion, type WithdrawingVersion } from "./withdrawing.ts";
import { isSettingFinality, setFinality, type SettingFinality } from "./finality.ts";
import { confirmSource, isConfirming, type Confirming } from "./confirming.ts";
import { supplySource, wordSource, type SupplyingSource, type WordingSource } from "./supplying.ts";
import { decideOnOutline, isOutlineProposing, passagesProposed, type OutlineProposing } from "./outline-proposals.ts";
import { isOutlineCommand, outlined, passagesTold, type OutlineCommand } from "./outline.ts";
import { refusedTerm } from "./terms.ts";
import { described, termSet, translated } from "../ledger/described.ts";
import { streamOfWorded, type DescribingEvent } from "../ledger/describing.ts";
import { outlineStream, passageStream } from "../ledger/record.ts";
import { mayCheckNotes, mayChoose, mayConfirm, mayDescribe, mayWithdraw } from "../ledger/rights.ts";
import { personOf, type Actor } from "../ledger/roles.ts";
import { cleaned, seenOf } from "../ledger/term-words.ts";
import {
  isGone,
  isPassageId,
  translationsOf,
  type TermWords,
  type Translation,
  type Work,
  type Worded,
} from "../ledger/work.ts";
import type { Version } from "../ledger/state.ts";

/** What a work is called and says of itself. */
export type WorkWords = Pick<
  Work,
  "title" | "originalTitle" | "issuer" | "originalIssuer" | "about" | "rights" | "sourceLanguage" | "issued"
>;

/** What is said of a translation. */
export type TranslationWords = Omit<Translation, "id">;

/** What is left out stays as it was. */
export type WorkCommand =
  | { type: "describe-work"; words: Partial<WorkWords> }
  | { type: "describe-translation"; translation: string; words: Partial<TranslationWords> }
  /** One more, in the same passages. */
  | { type: "add-translation"; translation: string; words: Partial<TranslationWords> }
  | OutlineCommand
  | Confirming
  | Choosing
  | CheckingNote
  | WithdrawingVersion
  | SettingFinality
  | OutlineProposing
  | WordingSource
  | SupplyingSource
  /** `seen`: how it read when it was looked at; see `seenOf`. */
  | { type: "set-term"; term: string; words: TermWords; reason?: string | undefined; seen?: string | undefined };

/** What says something of the work, beside how its outline stands. */
type Saying = Exclude<
  WorkCommand,
  | OutlineCommand
  | Confirming
  | Choosing
  | CheckingNote
  | WithdrawingVersion
  | SettingFinality
  | OutlineProposing
  | SupplyingSource
>;

/** The streams that must not have moved on while a command is decided. */
export function streamsTold(work: string, command: WorkCommand): string[] {
  if (command.type === "supply-source")
    return [outlineStream(work), ...command.passages.map(({ passage }) => passageStream({ work, passage }))];
  return [
    isOutlineCommand(command) || isSettingFinality(command) || isOutlineProposing(command)
      ? outlineStream(work)
      : isConfirming(command) || isChoosing(command) || isWithdrawing(command) || isCheckingNote(command)
        ? passageStream({ work, passage: command.passage })
        : streamOfWorded(work, wordedIn(command)),
  ];
}

/** The passages whose versions a command is decided on. */
export function passagesConcerned(work: Work | null, command: WorkCommand): readonly string[] {
  return isOutlineProposing(command) ? passagesProposed(work, command) : passagesTold(command);
}

function wordedIn(command: Saying): Worded {
  switch (command.type) {
    case "describe-work":
      return { kind: "work" };
    case "describe-translation":
    case "add-translation":
      return { kind: "translation", translation: command.translation };
    case "word-source":
      return { kind: "source", passage: command.passage, number: command.number + 1 };
    case "set-term":
      return { kind: "term", term: command.term };
  }
}

/**
 * The facts that `command` by `actor` adds to a work. None, without a refusal: it says what is said already.
 * @param versions of the passages that {@link passagesConcerned} names, by their ids.
 */
export function decideOnWork(
  work: Work | null,
  command: WorkCommand,
  actor: Actor,
  versions: ReadonlyMap<string, readonly Version[]> = new Map(),
): Decision {
  const why = notTheirs(command, actor);
  if (why) return refuse({ code: "not-allowed", why });
  if (!work) return refuse({ code: "unknown-work" });
  const excess = excessIn(command);
  if (excess) return refuse({ code: "too-large", excess });
  // Words that it names are those of a text, white space and all.
  if (isCheckingNote(command)) return checkNote(work, command, personOf(actor), versions.get(command.passage) ?? []);
  const [told, by] = [trimmed(command), personOf(actor)];
  if (isOutlineProposing(told))
    return decideOnOutline(work, told, actor, versions, (on, done, known) =>
      isOutlineCommand(done) ? outlined(on, done, by, known) : wordSource(on, done, by),
    );
  if (isChoosing(told)) return chooseVersion(told, by, versions.get(told.passage) ?? []);
  if (isWithdrawing(told)) return withdrawVersion(told, by, versions.get(told.passage) ?? []);
  if (isConfirming(told)) return confirmSource(work, told, by, versions.get(told.passage) ?? []);
  if (isSettingFinality(told)) return setFinality(work, told, by);
  if (told.type === "supply-source") return supplySource(work, told, by);
  return isOutlineCommand(told) ? outlined(work, told, by, versions) : saidOf(work, told, by);
}

/** What somebody may not do who asks for it; null if they may. */
function notTheirs(
  command: WorkCommand,
  actor: Actor,
): "choosing" | "confirming" | "checking" | "describing" | "withdrawing-version" | null {
  if (isCheckingNote(command)) return mayCheckNotes(actor) ? null : "checking";
  if (isChoosing(command)) return mayChoose(actor) ? null : "choosing";
  if (isWithdrawing(command)) return mayWithdraw(actor) ? null : "withdrawing-version";
  if (isConfirming(command)) return mayConfirm(actor) ? null : "confirming";
  // Whose each is, is said where they are decided.
  if (isOutlineProposing(command)) return null;
  return mayDescribe(actor) ? null : "describing";
}

function saidOf(work: Work, command: Saying, by: Person): Decision {
  switch (command.type) {
    case "describe-work":
      return describeWork(work, command, by);
    case "describe-translation":
      return describeTranslation(work, command, by);
    case "add-translation":
      return addTranslation(work, command, by);
    case "word-source":
      return wordSource(work, command, by);
    case "set-term":
      return setTerm(work, command, by);
  }
}

function describeWork(work: Work, { words }: WorkCommand & { type: "describe-work" }, by: Person): Decision {
  // A work whose title was taken out is called by its id, which nobody has said.
  const title = isGone(work.removals, "work") && work.title === work.id ? "" : work.title;
  const after = { ...work, title, ...words };
  if (isInvisible(after.title)) return refuse({ code: "empty", why: "title" });
  if (!isLanguageTag(after.sourceLanguage)) return noLanguage(after.sourceLanguage);
  if (after.issued !== "" && !isDay(after.issued)) return noDay(after.issued);
  return news(described(work, by), described(after, by));
}

function describeTranslation(
  work: Work,
  { translation, words }: WorkCommand & { type: "describe-translation" },
  by: Person,
): Decision {
  const before = translationsOf(work).find(({ id }) => id === translation);
  if (!before) return refuse({ code: "unknown-part", why: "translation", named: translation });
  const { translators, editors } = words;
  const after = asKnownNow({
    ...before,
    ...words,
    ...(translators && { translators: asKnown(translators, before.translators) }),
    ...(editors && { editors: asKnown(editors, before.editors) }),
  });
  return refusalOf(after) ?? news(translated(before, by), translated(after, by));
}

/** A translation without what is said to be empty: that is not known, or no more. */
function asKnownNow({ date, licence, ...rest }: Translation): Translation {
  return { ...rest, ...(date && { date }), ...(licence && { licence }) };
}

/** People as they were known, where a bare name is that of one: with what is known of its parts. */
function asKnown(people: readonly Person[], before: readonly Person[]): Person[] {
  return people.map((person) => {
    const known = before.find(({ name }) => name === person.name);
    const isBare = person.parts === undefined && person.id === undefined;
    return isBare && known && known.program === person.program ? known : person;
  });
}

/** Said a second time, it adds nothing. */
function addTranslation(
  work: Work,
  { translation, words }: WorkCommand & { type: "add-translation" },
  by: Person,
): Decision {
  const others = translationsOf(work);
  const after = asKnownNow({ ...NOTHING_SAID, ...words, id: translation });
  if (!isPassageId(translation)) return refuse({ code: "not-a-translation-id", written: translation });
  if (isInvisible(after.title)) return refuse({ code: "empty", why: "translation" });
  const refusal = refusalOf(after);
  if (refusal) return refusal;
  const before = others.find(({ id }) => id === translation);
  if (before) {
    const same = news(translated(before, by), translated(after, by));
    return same.ok && same.facts.length === 0
      ? same
      : refuse({ code: "already-exists", why: "translation", named: translation });
  }
  const many = over("translations", others.length + 1);
  return many ? refuse({ code: "too-large", excess: many }) : news(null, translated(after, by));
}

const NOTHING_SAID: TranslationWords = { language: "", title: "", publisher: "", translators: [], editors: [] };

/** Why a translation can't be described so; null if it can. */
function refusalOf({ language, date, translators, editors }: Translation): Decision | null {
  const people = over("people", translators.length + editors.length);
  if (people) return refuse({ code: "too-large", excess: people });
  if (!isLanguageTag(language)) return noLanguage(language);
  return date !== undefined && !isDay(date) ? noDay(date) : null;
}

function setTerm(
  work: Work,
  { term: id, words: given, reason = "", seen }: WorkCommand & { type: "set-term" },
  by: Person,
): Decision {
  const words = cleaned(given);
  const before = work.terms.find((each) => each.id === id);
  const many = before ? null : over("terms", work.terms.length + 1);
  const wrong = refusedTerm(work, id, words) ?? (many && tooLarge(many));
  if (wrong) return refuse(wrong);
  if (seen !== undefined && seen !== seenOf(before)) return refuse({ code: "stale-term" });
  const same = before && news(termSet({ id, ...cleaned(before) }, by), termSet({ id, ...words }, by));
  if (same?.ok && same.facts.length === 0) return same;
  return news(null, termSet({ id, ...words }, by, { reason }));
}

/** What is said, if it is not what was said before, by whomever. */
function news(before: DescribingEvent | null, after: DescribingEvent): Decision {
  if (before && canonicalJson({ ...before, by: null }) === canonicalJson({ ...after, by: null }))
    return { ok: true, facts: [] };
  return { ok: true, facts: [{ passage: null, event: after }] };
}

/** A year, a month or a day, as ISO 8601 writes it. */
function isDay(date: string): boolean {
  if (!/^\d{4}(-\d\d(-\d\d)?)?$/.test(date) || Number.isNaN(Date.parse(date))) return false;
  // A day that its month has not would be one of the next month.
  return new Date(date).toISOString().startsWith(date);
}

function noDay(date: string): Decision {
  return refuse({ code: "not-a-date", written: date });
}

function noLanguage(tag: string): Decision {
  return refuse({ code: "not-a-language", written: tag });
}

/** A source is as long as its paragraphs together. */
function excessIn(command: WorkCommand): Excess | null {
  // How long a source may be that is proposed is asked where it is.
  if (command.type === "propose-outline" && command.change.act === "source") {
    const { source, ...change } = command.change;
    return over("reason", longestIn({ ...command, change: { ...change, provenance: source.provenance ?? "" } }));
  }
  if (command.type === "supply-source") return over("reason", longestIn([command.provenance, command.reason]));
  if (command.type !== "word-source" && command.type !== "add-passage") return over("reason", longestIn(command));
  const { words, provenance = "" } = command.source;
  return over("characters", words.join("\n\n").length) ?? over("reason", longestIn({ ...command, source: provenance }));
}

function longestIn(value: unknown): number {
  if (typeof value === "string") return value.length;
  if (typeof value !== "object" || value === null) return 0;
  return Object.values(value).reduce<number>((most, each) => Math.max(most, longestIn(each)), 0);
}

/** With each text as it is kept. */
function trimmed<T>(value: T): T {
  if (typeof value === "string") return plainly(value) as T;
  if (Array.isArray(value)) return value.map((each) => trimmed<unknown>(each)) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, trimmed<unknown>(each)])) as T;
}
