/**
 * A reference in words: Chicago (Manual of Style, 17th edition, bibliography), MLA (Handbook, 9th edition, works
 * cited) and APA (Publication Manual, 7th edition, reference list). Titles keep their letters as they are, also where
 * a style asks for sentence case: no program can tell which words of a title are names.
 *
 * The version is always "version 2 of Section 10", never "version 2" alone, since a number belongs to its passage.
 */
import { isWebAddress, type Day } from "./line.ts";
import { initialled, spoken, type Name } from "./name.ts";
import type { FirstPublished, Reference, WordsGone } from "./reference.ts";
import { closed, joined, quoted, runs, sentences, type Phrase, type Run } from "./runs.ts";

const MONTHS = "January February March April May June July August September October November December".split(" ");
const MLA_MONTHS = "Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec.".split(" ");

/**
 * Chicago: Author. *Title*. Translated by … . Revised by … . Version n of …, date. English translation of … .
 * First published in … . Keeper. Address.
 */
export function chicago(cited: Reference): Run[] {
  const { issuer, title, translators, revisers, editors, publisher } = cited;
  return sentences(
    issuer,
    { text: title, italic: true },
    by("Translated", chicagoNames(translators)),
    by("Revised", chicagoNames(revisers)),
    by("Edited", chicagoNames(editors)),
    joined(", ", `Version ${versionOfPassage(cited)}`, americanDay(cited.day)),
    [translationOf(cited), prefixed(", ", americanDay(cited.original.day))],
    firstPublishedIn(cited, americanDay),
    publisher,
    prefixed("Accessed ", americanDay(cited.accessed)),
    link(cited.url),
    notHeld(cited),
    wordsGone(cited, americanDay),
  );
}

/** MLA: Author. *Title*. Original date. Contributors. *Container*, version n of …, date, address. Supplements. */
export function mla(cited: Reference): Run[] {
  const { issuer, title, translators, revisers, editors, publisher } = cited;
  const contributors = joined(
    ", ",
    by("translated", mlaNames(translators)),
    by("revised", mlaNames(revisers)),
    by("edited", mlaNames(editors)),
  );
  return sentences(
    issuer,
    { text: title, italic: true },
    mlaDay(cited.original.day),
    capitalised(contributors),
    capitalised(
      joined(
        ", ",
        { text: publisher, italic: true },
        `version ${versionOfPassage(cited)}`,
        mlaDay(cited.day),
        link(cited.url),
      ),
    ),
    prefixed("Accessed ", mlaDay(cited.accessed)),
    translationOf(cited),
    firstPublishedIn(cited, mlaDay),
    notHeld(cited),
    wordsGone(cited, mlaDay),
  );
}

/** APA: Author. (Date). *Title* (Translators, Trans.; Version n of …) [Description]. Keeper. Address (Original work …) */
export function apa(cited: Reference): Run[] {
  const date = `(${apaDay(cited.day)})`;
  const title = joined(" ", { text: cited.title, italic: true }, apaParticulars(cited), [
    "[",
    translationOf(cited),
    "]",
  ]);
  const head = cited.issuer === "" ? sentences(title, date) : sentences(cited.issuer, date, title);
  return joined(" ", head, closed(".", cited.publisher), apaRetrieval(cited), apaOrigins(cited));
}

function apaParticulars(cited: Reference): Phrase {
  const { translators, revisers, editors } = cited;
  const particulars = joined(
    "; ",
    suffixed(apaNames(translators), ", Trans."),
    prefixed("revised by ", apaNames(revisers)),
    suffixed(apaNames(editors), editors.length === 1 ? ", Ed." : ", Eds."),
    `Version ${versionOfPassage(cited)}`,
  );
  return ["(", particulars, ")"];
}

/** APA gives a date of retrieval before the address, and no full stop after it. */
function apaRetrieval({ accessed, url }: Reference): Phrase {
  return accessed.length > 0 ? [`Retrieved ${americanDay(accessed)}, from `, link(url)] : link(url);
}

function apaOrigins(cited: Reference): Phrase {
  const { original, firstPublished, recordOnly } = cited;
  const reprinted = recordOnly === null && firstPublished;
  const origins = joined(
    "; ",
    prefixed("Original work published ", year(original.day)),
    reprinted ? reprintedFrom(reprinted) : null,
    apaNotHeld(cited),
    apaGone(cited),
  );
  return origins.length > 0 ? ["(", capitalised(origins), ")"] : null;
}

function reprintedFrom(first: FirstPublished): string {
  const { title, publisher, day } = first;
  if (publisher === null) return `reprinted from ${quotedWith(title, year(day), "")}`;
  return `first published ${called(first)}by ${listed(publisher, year(day))}`;
}

function called({ as }: FirstPublished): string {
  return as === null ? "" : `as ${quoted(as, "")} `;
}

function apaNotHeld({ recordOnly, url }: Reference): Phrase {
  if (recordOnly === null) return null;
  return recordOnly === url ? "wording not held there" : ["wording not held; record at ", link(recordOnly)];
}

function apaGone(cited: Reference): Phrase {
  const [first, ...rest] = runs(wordsGone(cited, americanDay));
  return first ? [{ ...first, text: first.text.replace(/^[A-Z]/, (letter) => letter.toLowerCase()) }, ...rest] : null;
}

function versionOfPassage({ version, locator, unreviewed }: Reference): string {
  return `${version} of ${locator}${unreviewed ? ", unreviewed" : ""}`;
}

/**
 * "English translation of the Chinese original …", with the title marked as being in its own language; what is not
 * known of either is not said.
 */
function translationOf({ language, original }: Reference): Run[] {
  const title: Run = original.tag === null ? { text: original.title } : { text: original.title, lang: original.tag };
  const translation = language === "" ? "Translation" : `${language} translation`;
  if (original.language !== "") return joined(" ", `${translation} of the ${original.language} original`, title);
  return original.title === "" ? runs(translation) : joined(" ", `${translation} of`, title);
}

/** Where the words of this version first stood. Of words that are not held the whole citation says so already. */
function firstPublishedIn({ firstPublished, recordOnly, publisher }: Reference, day: (day: Day) => string): Phrase {
  if (!firstPublished || (recordOnly !== null && publisher === firstPublished.publisher)) return null;
  return placeOf(firstPublished, day(firstPublished.day));
}

function placeOf(first: FirstPublished, date: string): string {
  const { title, publisher } = first;
  if (publisher !== null) return `First published ${called(first)}by ${listed(publisher, date)}`;
  return `First published in ${quotedWith(title, date, ".")}`;
}

function quotedWith(title: string, date: string, end: "." | ""): string {
  return date === "" ? quoted(title, end) : `${quoted(title, ",")} ${date}`;
}

function listed(...texts: string[]): string {
  return texts.filter((text) => text !== "").join(", ");
}

function notHeld({ recordOnly, url }: Reference): Phrase {
  if (recordOnly === null) return null;
  if (recordOnly === url) return "The wording of this version is not held there";
  return ["The wording of this version is not held; its record stands at ", link(recordOnly)];
}

/** "Withdrawn on May 3, 2026, because “…”; version 2 stands instead, https://…" */
function wordsGone({ gone }: Reference, day: (day: Day) => string): Phrase {
  if (!gone) return null;
  const said = goneWords(gone, day(gone.day));
  return gone.instead ? [`${said}; version ${gone.instead.version} stands instead, `, link(gone.instead.url)] : said;
}

/** When words were withdrawn or removed, and why, as a sentence without its end. @param date as the style writes it */
export function goneWords({ how, reason }: WordsGone, date: string): string {
  const what = how === "withdrawn" ? "Withdrawn" : "The wording was removed";
  return `${what} on ${date}${reason === "" ? "" : `, because ${quoted(reason)}`}`;
}

function link(url: string): Run {
  return isWebAddress(url) ? { text: url, href: url } : { text: url };
}

function by(verb: string, names: string): string {
  return prefixed(`${verb} by `, names);
}

function prefixed(prefix: string, text: string): string {
  return text === "" ? "" : prefix + text;
}

function suffixed(text: string, suffix: string): string {
  return text === "" ? "" : text + suffix;
}

/** A sentence's first letter is large; a title or a name that stands first stays as it is. */
function capitalised(list: Run[]): Run[] {
  const [first, ...rest] = list;
  if (!first || first.italic || first.href) return list;
  return runs({ ...first, text: first.text.replace(/^[a-z]/, (letter) => letter.toUpperCase()) }, rest);
}

/** Chicago 14.76: up to ten names; of more, seven and "et al." */
function chicagoNames(names: readonly Name[]): string {
  const said = names.map(spoken);
  return said.length > 10 ? `${said.slice(0, 7).join(", ")}, et al.` : series(said, "and");
}

/** MLA 5.8: two names, or the first of more and "et al." */
function mlaNames(names: readonly Name[]): string {
  const said = names.map(spoken);
  return said.length > 2 ? `${said[0]!} et al.` : series(said, "and");
}

/** APA 9.8: up to twenty names; of more, nineteen, an ellipsis and the last. */
function apaNames(names: readonly Name[]): string {
  const said = names.map(initialled);
  return said.length > 20 ? `${said.slice(0, 19).join(", ")}, . . . ${said.at(-1)!}` : series(said, "&");
}

/** "A", "A and B", "A, B, and C". */
function series(names: readonly string[], and: "and" | "&"): string {
  if (names.length < 3) return names.join(` ${and} `);
  return `${names.slice(0, -1).join(", ")}, ${and} ${names.at(-1)!}`;
}

/** "January 24, 2022", "January 2022", "2022" or "". */
export function americanDay([year, month, day]: Day): string {
  if (year === undefined || month === undefined) return year === undefined ? "" : String(year);
  const name = MONTHS[month - 1]!;
  return day === undefined ? `${name} ${year}` : `${name} ${day}, ${year}`;
}

/** "24 Jan. 2022". */
function mlaDay([year, month, day]: Day): string {
  const parts = [day, month === undefined ? undefined : MLA_MONTHS[month - 1], year];
  return parts.filter((part) => part !== undefined).join(" ");
}

/** "2022, January 24"; "n.d." if no date is known. */
function apaDay([year, month, day]: Day): string {
  if (year === undefined) return "n.d.";
  if (month === undefined) return String(year);
  return [`${year}, ${MONTHS[month - 1]!}`, day].filter((part) => part !== undefined).join(" ");
}

function year([year]: Day): string {
  return year === undefined ? "" : String(year);
}
