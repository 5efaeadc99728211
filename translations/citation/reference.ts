/**
 * What a citation of one version of one passage has to say, and the same as a CSL-JSON item. How it is worded in
 * each style stands in `styles.ts`; how other programs read it, in `bibtex.ts` and `ris.ts`.
 */
import type { Part } from "../ledger/events.ts";
import type { Version } from "../ledger/state.ts";
import type { Passage, Work } from "../ledger/work.ts";
import type { Person, Publication } from "../notes/note.ts";
import { isLanguageTag } from "../text/schema.ts";
import { addressLine, dayOf, isoDay, isWebAddress, line, type Day } from "./line.ts";
import { nameOf, sorted, spoken, type Name } from "./name.ts";

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
  /** The passage's versions: those that this one descends from lend it their translators. */
  versions?: readonly Version[] | undefined;
}

/** Where a version's words first stood. */
export interface FirstPublished {
  title: string;
  day: Day;
  url: string | null;
  /** Named if it was the translation that the work's versions descend from; then its title says nothing new. */
  publisher: string | null;
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
  /** The language translated into, in English: "English". */
  language: string;
  languageTag: string;
  translators: Name[];
  revisers: Name[];
  editors: Name[];
  approvers: Name[];
  suppliers: Name[];
  firstPublished: FirstPublished | null;
  /** Who keeps or publishes what stands at `url`; "" if not known. */
  publisher: string;
  /** Where the words are: the permanent address, or, if they are not held, where they were published. */
  url: string;
  /** The address of the record, if the words are not there. */
  recordOnly: string | null;
  digest: string | null;
  accessed: Day;
}

/** The name under which this workbench keeps what stands at its addresses. */
const KEEPER = "Variorum";

/** The facts of a citation, from the records. A version that is not held is cited where it was published. */
export function referenceOf(work: CitedWork, passage: CitedPassage, version: Version, at: CitedAt): Reference {
  const held = version.words !== null;
  const published = publicationOf(work, version);
  const address = addressLine(at.address);
  const elsewhere = held ? null : (published?.url ?? null);
  return {
    id: `${work.id}-${passage.id}-v${version.number}`,
    issuer: line(work.issuer),
    title: line(work.title),
    locator: locatorOf(passage),
    version: version.number,
    day: dayOf(version.date),
    original: originalOf(work),
    language: languageName(work.language),
    languageTag: work.language,
    ...peopleOf(work, version, at.versions ?? []),
    firstPublished: published,
    publisher: elsewhere ? (published?.publisher ?? "") : KEEPER,
    url: elsewhere ?? address,
    recordOnly: held ? null : address,
    digest: held ? (at.digest ?? version.words?.digest ?? null) : null,
    accessed: at.accessed === undefined ? [] : dayOf(at.accessed),
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

/** The language in English, without script or region: `zh-Hans` is "Chinese". */
function languageName(tag: string): string {
  if (!isLanguageTag(tag)) return line(tag);
  const language = tag.split("-")[0]!;
  try {
    return new Intl.DisplayNames("en", { type: "language" }).of(language) ?? language;
  } catch {
    // ECMA-402 refuses tags of four letters, which BCP 47 only reserves: they name themselves.
    return language;
  }
}

function publicationOf(work: CitedWork, version: Version): FirstPublished | null {
  const first = version.publishedIn[0];
  if (!first || line(first.title) === "") return null;
  const url = addressLine(first.url ?? "");
  return {
    title: line(first.title),
    day: dayOf(first.date ?? ""),
    url: isWebAddress(url) ? url : null,
    publisher: isOwnTranslation(work, first) ? line(work.translation.publisher) || null : null,
  };
}

/** True if `publication` is the translation that the work's versions descend from. */
function isOwnTranslation(work: CitedWork, publication: Publication | undefined): boolean {
  if (!publication) return false;
  const { url, title } = work.translation;
  return publication.url === undefined ? publication.title === title : publication.url === url;
}

type People = Pick<Reference, "translators" | "revisers" | "editors" | "approvers" | "suppliers">;

/**
 * Who is named, and as what. Whoever rendered the words (translator, glossator, or the proposer of a first version)
 * is a translator; whoever revised a version before it, its proposers included, is a reviser. An approver is not an
 * author: approvers and suppliers are for the notes only.
 */
function peopleOf(work: CitedWork, version: Version, versions: readonly Version[]): People {
  const ancestry = lineage(version, versions);
  const translators = ancestry.flatMap((each) => inRoles(each, ["translator", "glossator", ...firstHands(each)]));
  const ownWords = translators.length === 0 && isOwnTranslation(work, version.publishedIn[0]);
  const supplier = version.supplied ? [version.supplied.by] : [];
  return {
    translators: names(ownWords ? work.translation.translators : translators),
    revisers: names(ancestry.flatMap((each) => (each.base === null ? [] : inRoles(each, ["reviser", "proposer"])))),
    editors: names(inRoles(version, ["editor"])),
    approvers: names(inRoles(version, ["approver"])),
    suppliers: names([...inRoles(version, ["supplier"]), ...supplier]),
  };
}

function firstHands(version: Version): Part[] {
  return version.base === null ? ["proposer", "reviser"] : [];
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

function names(people: readonly Person[]): Name[] {
  return withoutDoubles(people.filter(({ name }) => line(name) !== "").map(({ name }) => nameOf(name)));
}

function withoutDoubles(list: readonly Name[]): Name[] {
  return list.filter((name, index) => list.findIndex((other) => sorted(other) === sorted(name)) === index);
}

/** Everybody whose words these are: translators, then those who revised them. */
export function allTranslators({ translators, revisers }: Reference): Name[] {
  return withoutDoubles([...translators, ...revisers]);
}

/** The title that stands for the passage on its own: a version number belongs to a passage, never to the whole work. */
export function fullTitle({ title, locator }: Reference): string {
  return title === "" ? locator : `${title}, ${locator}`;
}

/** A day as CSL-JSON writes it. */
interface CslDate {
  "date-parts": [number[]];
}

/** One reference in CSL-JSON 1.0, as far as this program writes it. */
export interface CslItem {
  id: string;
  type: "document";
  title: string;
  /** The work's title alone. */
  "title-short": string;
  /** The locator alone, such as "Section 10". */
  section: string;
  author?: Name[];
  translator?: Name[];
  editor?: Name[];
  "original-title"?: string;
  "original-date"?: CslDate;
  "container-title"?: string;
  publisher?: string;
  /** A bare number. */
  version: string;
  issued?: CslDate;
  accessed?: CslDate;
  language: string;
  URL: string;
  /** `Name: value` lines; Zotero reads the first ones back as fields. */
  note: string;
}

/**
 * One version of one passage as a CSL-JSON item. Its type is "document": the one that keeps the whole date in
 * Chicago and the version in APA. Facts that are not known are left out.
 */
export function reference(work: CitedWork, passage: CitedPassage, version: Version, at: CitedAt): CslItem {
  return cslItem(referenceOf(work, passage, version, at));
}

/** The CSL-JSON item of a reference. */
export function cslItem(cited: Reference): CslItem {
  const { original, issuer } = cited;
  return {
    id: cited.id,
    type: "document",
    title: fullTitle(cited),
    "title-short": cited.title,
    section: cited.locator,
    ...named("author", issuer === "" ? [] : [{ literal: issuer }]),
    ...named("translator", allTranslators(cited)),
    ...named("editor", cited.editors),
    ...worded("original-title", original.title),
    ...dated("original-date", original.day),
    ...worded("container-title", containerOf(cited)),
    ...worded("publisher", cited.publisher),
    version: String(cited.version),
    ...dated("issued", cited.day),
    ...dated("accessed", cited.accessed),
    language: cited.languageTag,
    URL: cited.url,
    note: notesOf(cited).join("\n"),
  };
}

/** What the words stood in when they were published, unless that was the translation itself. */
function containerOf({ firstPublished }: Reference): string {
  return firstPublished && firstPublished.publisher === null ? firstPublished.title : "";
}

function named<K extends "author" | "translator" | "editor">(key: K, list: Name[]): Partial<Record<K, Name[]>> {
  return list.length > 0 ? ({ [key]: list } as Record<K, Name[]>) : {};
}

function worded<K extends string>(key: K, text: string): Partial<Record<K, string>> {
  return text === "" ? {} : ({ [key]: text } as Record<K, string>);
}

function dated<K extends string>(key: K, day: Day): Partial<Record<K, CslDate>> {
  return day.length === 0 ? {} : ({ [key]: { "date-parts": [[...day]] } } as Record<K, CslDate>);
}

/**
 * What formats have no field for, as `Name: value` lines, each on one line. Version and original title come first:
 * Zotero turns them into fields again.
 */
export function notesOf(cited: Reference): string[] {
  const lines: [string, string][] = [
    ["Version", String(cited.version)],
    ["Original Title", cited.original.title],
    ["Original Date", isoDay(cited.original.day)],
    ["Passage", cited.locator],
    ["SHA-256", cited.digest ?? ""],
    ["Translated by", listed(cited.translators)],
    ["Revised by", listed(cited.revisers)],
    ["Approved by", listed(cited.approvers)],
    ["Text supplied by", listed(cited.suppliers)],
    ["First published in", publicationLine(cited.firstPublished)],
    ["Record, without the wording", cited.recordOnly ?? ""],
  ];
  return lines.filter(([, value]) => value !== "").map(([name, value]) => `${name}: ${value}`);
}

function listed(list: readonly Name[]): string {
  return list.map(spoken).join("; ");
}

function publicationLine(published: FirstPublished | null): string {
  if (!published) return "";
  return [published.title, isoDay(published.day), published.url ?? ""].filter((part) => part !== "").join(", ");
}
