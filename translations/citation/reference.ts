/**
 * What a citation of one version of one passage has to say, and the same as a CSL-JSON item. How it is worded in
 * each style stands in `styles.ts`; how other programs read it, in `bibtex.ts` and `ris.ts`.
 */
import { isUnreviewed, type Contributor, type Part } from "../ledger/events.ts";
import { insteadOf, isWithdrawn, latestBeside, withdrawalOf, type Version } from "../ledger/state.ts";
import { translationOf, type Passage, type Translation, type Work } from "../ledger/work.ts";
import type { Person, Publication } from "../notes/note.ts";
import { isLanguageTag, namesNoLanguage } from "../text/schema.ts";
import { addressLine, dayOf, isoDay, isWebAddress, line, type Day } from "./line.ts";
import { nameOfPerson, spoken, type Name, type PartedName } from "./name.ts";

/** A work as far as citing needs it. */
export type CitedWork = Omit<Work, "passages" | "terms">;
/** A passage as far as citing needs it. */
export type CitedPassage = Pick<Passage, "id" | "locator" | "kind">;

/** Where, and of what. */
interface CitedAt {
  /** The version's permanent address, absolute. */
  address: string;
  /** SHA-256 of its canonical text; the version's own if not given. */
  digest?: string | null | undefined;
  /** ISO 8601 day on which it was read, if the citation should say so. */
  accessed?: string | undefined;
  /** The passage's versions: those that this one descends from lend it their translators, a newer one supersedes it. */
  versions?: readonly Version[] | undefined;
}

/** Where a version's words first stood. */
export interface FirstPublished {
  title: string;
  day: Day;
  url: string | null;
  /** Named if it was the translation that the version belongs to; then its title says nothing new. */
  publisher: string | null;
  /** Of another translation than the work's own, which is not called as the work is: its title; else null. */
  as: string | null;
}

/** That the words of a version were withdrawn, or taken out of it; and which version stands for its translation by now. */
export interface WordsGone {
  how: "withdrawn" | "removed";
  day: Day;
  /** In one line, cut short where it is long; "" if it was taken out. */
  reason: string;
  instead: { version: number; url: string } | null;
}

/** All that a citation says, cleaned and in order. Text is on one line; lists may be empty. */
export interface Reference {
  id: string;
  issuer: string;
  title: string;
  locator: string;
  version: number;
  day: Day;
  original: { title: string; day: Day; tag: string | null; language: string };
  /** The language translated into, in English: "English"; like the original's, "" if it is not known. */
  language: string;
  languageTag: string;
  translators: Name[];
  revisers: Name[];
  editors: Name[];
  suppliers: Name[];
  /** True if nobody approved of it but those whose words it is. */
  unreviewed: boolean;
  /** How the version came to stand, and whether it stands still: "self-approved by …", "superseded by version 3". */
  status: string;
  firstPublished: FirstPublished | null;
  /** Who keeps or publishes what stands at `url`; "" if not known. */
  publisher: string;
  /** Where the words are: the permanent address, or, if they are not held, where they were published. */
  url: string;
  /** The address of the record, if the words are not held; null of those that are, and of those that are gone. */
  recordOnly: string | null;
  /** Null if the words are held, or never were. */
  gone: WordsGone | null;
  digest: string | null;
  accessed: Day;
}

/** The name under which this workbench keeps what stands at its addresses. */
const KEEPER = "Variorum";

/** The facts of a citation, from the records. A version that is not held is cited where it was published. */
export function referenceOf(work: CitedWork, passage: CitedPassage, version: Version, at: CitedAt): Reference {
  const held = version.words !== null;
  const translation = translationOf(work, version);
  const published = publicationOf(work, translation, version);
  const address = addressLine(at.address);
  const gone = held ? null : goneOf(work, version, at.versions ?? [], address);
  const elsewhere = held || gone ? null : (published?.url ?? null);
  return {
    id: `${work.id}-${passage.id}-v${version.number}`,
    issuer: line(work.issuer),
    title: line(work.title),
    locator: locatorOf(passage),
    version: version.number,
    day: dayOf(version.date),
    original: originalOf(work),
    language: languageName(translation.language),
    languageTag: translation.language,
    ...peopleOf(work, version, at.versions ?? []),
    unreviewed: isUnreviewed(version),
    status: statusOf(work, version, at.versions ?? []),
    firstPublished: published,
    publisher: elsewhere ? (published?.publisher ?? "") : KEEPER,
    url: elsewhere ?? address,
    recordOnly: held || gone ? null : address,
    gone,
    digest: held ? (at.digest ?? version.words?.digest ?? null) : null,
    accessed: at.accessed === undefined ? [] : dayOf(at.accessed),
  };
}

/** So many letters of a reason are in a citation. */
const LONGEST_REASON = 200;

function goneOf(work: CitedWork, version: Version, versions: readonly Version[], address: string): WordsGone | null {
  const removal = withdrawalOf(version) ?? version.removals.find(({ what }) => what === "text");
  if (!removal) return null;
  const instead = insteadOf(version, versions, work.translation.id);
  const letters = Array.from(line(removal.reason).replace(/[.。]$/, ""));
  return {
    how: isWithdrawn(version) ? "withdrawn" : "removed",
    day: dayOf(removal.at.slice(0, 10)),
    reason: letters.length > LONGEST_REASON ? `${letters.slice(0, LONGEST_REASON).join("")} …` : letters.join(""),
    instead: instead && {
      version: instead.number,
      url: address.replace(new RegExp(`/v${version.number}$`), `/v${instead.number}`),
    },
  };
}

function originalOf(work: CitedWork): Reference["original"] {
  return {
    title: line(work.originalTitle),
    day: dayOf(work.issued),
    tag: isLanguageTag(work.sourceLanguage) ? work.sourceLanguage : null,
    language: languageName(work.sourceLanguage),
  };
}

/** "Section 10" as it stands; a bare "4.1" becomes "Section 4.1", so that it can't be taken for a version. */
function locatorOf(passage: CitedPassage): string {
  const locator = line(passage.locator) || passage.id;
  if (!/^[\d.]+$/.test(locator)) return locator;
  return `${passage.kind === "part" ? "Part" : "Section"} ${locator}`;
}

/** The language in English, without script or region: `zh-Hans` is "Chinese"; "" if the tag names none. */
function languageName(tag: string): string {
  if (!isLanguageTag(tag)) return line(tag);
  if (namesNoLanguage(tag)) return "";
  const language = tag.split("-")[0]!;
  try {
    return new Intl.DisplayNames("en", { type: "language" }).of(language) ?? language;
  } catch {
    // ECMA-402 refuses tags of four letters, which BCP 47 only reserves: they name themselves.
    return language;
  }
}

function publicationOf(work: CitedWork, translation: Translation, version: Version): FirstPublished | null {
  const first = version.publishedIn[0] ?? broughtFrom(work, translation, version);
  if (!first || line(first.title) === "") return null;
  const url = addressLine(first.url ?? "");
  return {
    title: line(first.title),
    day: dayOf(first.date ?? ""),
    url: isWebAddress(url) ? url : null,
    publisher: isIn(translation, first) ? line(translation.publisher) || null : null,
    as: translation.id !== work.translation.id && line(first.title) !== line(work.title) ? line(first.title) : null,
  };
}

/** That translation itself, if it is another than the work's own, was published, and the version was recorded as it stood there. */
function broughtFrom(work: CitedWork, translation: Translation, { review, date }: Version): Publication | undefined {
  const { id, publisher, date: day } = translation;
  const wasPublished = id !== work.translation.id && (publisher !== "" || day !== undefined);
  return wasPublished && review.kind === "recorded" && (day === undefined || day === date) ? translation : undefined;
}

/** True if `publication` is that of the translation. */
function isIn({ url, title }: Translation, publication: Publication | undefined): boolean {
  if (!publication) return false;
  return publication.url === undefined ? publication.title === title : publication.url === url;
}

/** Whose words a version is, each once. */
export interface Credits {
  translators: Person[];
  revisers: Person[];
  editors: Person[];
}

/**
 * Who is named, and as what. Whoever rendered the words (translator, glossator, or the proposer of a first version)
 * is a translator; whoever revised a version before it, its proposers included, is a reviser, and never a translator.
 * An approver is not an author, nor is who supplied the text.
 * @param versions the passage's versions: a revision is also by those who translated what it revises.
 */
export function creditsOf(work: CitedWork, version: Version, versions: readonly Version[]): Credits {
  const ancestry = lineage(version, versions);
  const translators = ancestry.flatMap((each) => inRoles(each, ["translator", "glossator", ...firstHands(each)]));
  const translation = translationOf(work, version);
  const ownWords = translators.length === 0 && isIn(translation, version.publishedIn[0]);
  return {
    translators: named(ownWords ? translation.translators : translators),
    revisers: named(
      ancestry.flatMap((each) => inRoles(each, each.base === null ? ["reviser"] : ["reviser", "proposer"])),
    ),
    editors: named(inRoles(version, ["editor"])),
  };
}

/** The same people as a list, each with what they did. */
export function creditList({ translators, revisers, editors }: Credits): Contributor[] {
  const as = (role: Part) => (person: Person) => ({ ...person, role });
  return [...translators.map(as("translator")), ...revisers.map(as("reviser")), ...editors.map(as("editor"))];
}

type People = Pick<Reference, "translators" | "revisers" | "editors" | "suppliers">;

function peopleOf(work: CitedWork, version: Version, versions: readonly Version[]): People {
  const { translators, revisers, editors } = creditsOf(work, version, versions);
  const supplier = version.supplied ? [version.supplied.by] : [];
  return {
    translators: translators.map(nameOfPerson),
    revisers: revisers.map(nameOfPerson),
    editors: editors.map(nameOfPerson),
    suppliers: named([...inRoles(version, ["supplier"]), ...supplier]).map(nameOfPerson),
  };
}

/** In words: who recorded or approved it, and that it was superseded in its own translation. */
function statusOf(work: CitedWork, version: Version, versions: readonly Version[]): string {
  const { review, supplied } = version;
  const newest = latestBeside(version, versions, work.translation.id).number;
  const others = named(inRoles(version, ["approver"])).filter(({ name }) => line(name) !== line(review.by.name));
  return [
    stoodBy(version),
    ...others.map((person) => by("approved", person)),
    supplied ? `text ${by(approved(isSamePerson(supplied.by, supplied.approver)), supplied.approver)}` : "",
    newest > version.number && !isWithdrawn(version) ? `superseded by version ${newest}` : "",
  ]
    .filter((words) => words !== "")
    .join(", ");
}

function stoodBy({ review }: Version): string {
  if (review.kind === "recorded") return by("recorded", review.by);
  return by(review.unreviewed ? "unreviewed, accepted" : approved(review.self), review.by);
}

function approved(self: boolean): string {
  return self ? "self-approved" : "approved";
}

function by(what: string, { name }: Person): string {
  return `${what} by ${line(name)}`;
}

function isSamePerson(a: Person, b: Person): boolean {
  return a.id !== undefined && b.id !== undefined ? a.id === b.id : line(a.name) === line(b.name);
}

/** Those with a name, each once, by the name that they have last: an earlier version may know them by another, or by none. */
function named(people: readonly Person[]): Person[] {
  const all = people.filter(({ name }) => line(name) !== "");
  return all
    .filter((person, index) => all.findIndex((other) => isSamePerson(other, person)) === index)
    .map((person) => personOf(all.findLast((other) => isSamePerson(other, person))!));
}

/** Without what they did, which a list of credits says itself. */
function personOf({ id, name, parts, program }: Person): Person {
  return { ...(id !== undefined && { id }), name, ...(parts && { parts }), ...(program && { program }) };
}

function firstHands(version: Version): Part[] {
  return version.base === null ? ["proposer"] : [];
}

function inRoles(version: Version, roles: readonly Part[]): Person[] {
  return version.contributors.filter(({ role }) => roles.includes(role));
}

/** The versions whose hands are in this one, oldest first, itself last: back to the one that names its translators. */
function lineage(version: Version, versions: readonly Version[]): Version[] {
  if (inRoles(version, ["translator", "glossator"]).length > 0) return [version];
  const base = versions.find(({ number }) => number === version.base && number < version.number);
  return base ? [...lineage(base, versions), version] : [version];
}

/**
 * The title that stands for the version on its own: of all fields it is the one that every style prints and that tells
 * two versions of a passage apart in a reference manager. A number belongs to a passage, never to the whole work.
 */
export function fullTitle({ title, locator, version }: Reference): string {
  return `${title === "" ? locator : `${title}, ${locator}`} (version ${version})`;
}

/** "version 2, unreviewed, revised by Paul Triolo": for the one place that formats have for an edition. */
export function versionWords({ version, unreviewed, revisers }: Reference): string {
  const names = revisers.map(spoken);
  const last = names.pop();
  const said = unreviewed ? `version ${version}, unreviewed` : `version ${version}`;
  return last === undefined
    ? said
    : `${said}, revised by ${names.length === 0 ? last : `${names.join(", ")} and ${last}`}`;
}

/** A day as CSL-JSON writes it. */
interface CslDate {
  "date-parts": [number[]];
}

/** A name as CSL-JSON writes it. */
type CslName =
  { literal: string } | { family: string; given: string; "non-dropping-particle"?: string; suffix?: string };

/** One reference in CSL-JSON 1.0.2, as far as this program writes it. */
export interface CslItem {
  id: string;
  type: "document";
  /** Ends with the version. There is no short title: it would not say which version is meant. */
  title: string;
  /** The locator alone, such as "Section 10". */
  section: string;
  author?: CslName[];
  translator?: CslName[];
  editor?: CslName[];
  /** Those who revised what the translators rendered. */
  contributor?: CslName[];
  "original-title"?: string;
  "original-date"?: CslDate;
  publisher?: string;
  /** A bare number. */
  version: string;
  issued?: CslDate;
  accessed?: CslDate;
  language: string;
  URL: string;
  /** `Name: value` lines; Zotero reads the first ones back as fields. */
  note: string;
  /** What no style prints. */
  custom?: { "sha-256": string };
}

/**
 * One version of one passage as a CSL-JSON item. Its type is "document": the one that keeps the whole date in
 * Chicago and the version in APA. It stands in no container: where its words first stood is not what is cited, and
 * styles would give that place the version. Facts that are not known are left out.
 */
export function reference(work: CitedWork, passage: CitedPassage, version: Version, at: CitedAt): CslItem {
  return cslItem(referenceOf(work, passage, version, at));
}

/** The CSL-JSON item of a reference. */
export function cslItem(cited: Reference): CslItem {
  const { original, issuer, digest } = cited;
  return {
    id: cited.id,
    type: "document",
    title: fullTitle(cited),
    section: cited.locator,
    ...peopled("author", issuer === "" ? [] : [{ literal: issuer }]),
    ...peopled("translator", cited.translators),
    ...peopled("editor", cited.editors),
    ...peopled("contributor", cited.revisers),
    ...worded("original-title", original.title),
    ...dated("original-date", original.day),
    ...worded("publisher", cited.publisher),
    version: String(cited.version),
    ...dated("issued", cited.day),
    ...dated("accessed", cited.accessed),
    language: cited.languageTag,
    URL: cited.url,
    note: notesOf(cited).join("\n"),
    ...(digest !== null && { custom: { "sha-256": digest } }),
  };
}

type Role = "author" | "translator" | "editor" | "contributor";

function peopled<K extends Role>(key: K, list: readonly Name[]): Partial<Record<K, CslName[]>> {
  return list.length > 0 ? ({ [key]: list.map(cslName) } as Record<K, CslName[]>) : {};
}

function cslName(name: Name): CslName {
  return "literal" in name ? name : cslParts(name);
}

function cslParts({ family, given, particle, suffix }: PartedName): CslName {
  return { family, given, ...(particle && { "non-dropping-particle": particle }), ...(suffix && { suffix }) };
}

function worded<K extends string>(key: K, text: string): Partial<Record<K, string>> {
  return text === "" ? {} : ({ [key]: text } as Record<K, string>);
}

function dated<K extends string>(key: K, day: Day): Partial<Record<K, CslDate>> {
  return day.length === 0 ? {} : ({ [key]: { "date-parts": [[...day]] } } as Record<K, CslDate>);
}

/**
 * What formats have no field for, as `Name: value` lines, each on one line. Version and original title come first:
 * Zotero turns them into fields again. The digest is not among them, as some styles print notes.
 */
export function notesOf(cited: Reference): string[] {
  const lines: [string, string][] = [
    ["Version", String(cited.version)],
    ["Original Title", cited.original.title],
    ["Original Date", isoDay(cited.original.day)],
    ["Passage", cited.locator],
    ["Revised by", listed(cited.revisers)],
    ["Status", cited.status],
    ["Text supplied by", listed(cited.suppliers)],
    ["First published in", publicationLine(cited.firstPublished)],
    ["Record, without the wording", cited.recordOnly ?? ""],
    ...goneLines(cited.gone),
  ];
  return lines.filter(([, value]) => value !== "").map(([name, value]) => `${name}: ${value}`);
}

function goneLines(gone: WordsGone | null): [string, string][] {
  if (!gone) return [];
  const { how, day, reason, instead } = gone;
  const when = [isoDay(day), reason].filter((part) => part !== "").join(", because ");
  return [
    [how === "withdrawn" ? "Withdrawn" : "Wording removed", when],
    ["Stands instead", instead ? `version ${instead.version}, ${instead.url}` : ""],
  ];
}

function listed(list: readonly Name[]): string {
  return list.map(spoken).join("; ");
}

function publicationLine(published: FirstPublished | null): string {
  if (!published) return "";
  return [published.title, isoDay(published.day), published.url ?? ""].filter((part) => part !== "").join(", ");
}
