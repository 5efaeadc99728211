/** What a reader can't see of a change: spaces of several kinds, characters without width, letters of a look-alike script. */

/**
 * By code point: a sign to draw, and a name that takes an article. The letters of the signs are those of Unicode's charts;
 * a space is `␣`, one that no line ends in is `⍽`.
 */
const KNOWN: Readonly<Record<number, readonly [sign: string, name: string]>> = {
  0x09: ["TAB", "tab"],
  0x0a: ["LF", "line end"],
  0x0d: ["CR", "carriage return"],
  0x20: ["␣", "space"],
  0xa0: ["⍽", "no-break space"],
  0xad: ["SHY", "soft hyphen"],
  0x034f: ["CGJ", "combining grapheme joiner"],
  0x061c: ["ALM", "Arabic letter mark"],
  0x1680: ["␣OG", "Ogham space"],
  0x180e: ["MVS", "Mongolian vowel separator"],
  0x2000: ["␣NQ", "en quad"],
  0x2001: ["␣MQ", "em quad"],
  0x2002: ["␣EN", "en space"],
  0x2003: ["␣EM", "em space"],
  0x2004: ["␣3/M", "three-per-em space"],
  0x2005: ["␣4/M", "four-per-em space"],
  0x2006: ["␣6/M", "six-per-em space"],
  0x2007: ["⍽F", "figure space"],
  0x2008: ["␣P", "punctuation space"],
  0x2009: ["␣TH", "thin space"],
  0x200a: ["␣H", "hair space"],
  0x200b: ["ZWSP", "zero-width space"],
  0x200c: ["ZWNJ", "zero-width non-joiner"],
  0x200d: ["ZWJ", "zero-width joiner"],
  0x200e: ["LRM", "left-to-right mark"],
  0x200f: ["RLM", "right-to-left mark"],
  0x2028: ["LSEP", "line separator"],
  0x2029: ["PSEP", "paragraph separator"],
  0x202a: ["LRE", "left-to-right embedding"],
  0x202b: ["RLE", "right-to-left embedding"],
  0x202c: ["PDF", "end of embedding"],
  0x202d: ["LRO", "left-to-right override"],
  0x202e: ["RLO", "right-to-left override"],
  0x202f: ["⍽N", "narrow no-break space"],
  0x205f: ["␣MM", "mathematical space"],
  0x2060: ["WJ", "word joiner"],
  0x2066: ["LRI", "left-to-right isolate"],
  0x2067: ["RLI", "right-to-left isolate"],
  0x2068: ["FSI", "first-strong isolate"],
  0x2069: ["PDI", "end of isolate"],
  0x3000: ["␣ID", "ideographic space"],
  0xfeff: ["ZWNBSP", "zero-width no-break space"],
};

/** One of these is invisible, as a class of characters in a pattern. */
export const UNSEEN_CLASS = String.raw`[\p{White_Space}\p{Cf}\p{Cc}\u034f\p{Variation_Selector}]`;
const UNSEEN = new RegExp(`^${UNSEEN_CLASS}$`, "u");
const WHITE = /\p{White_Space}/u;

/** Letters that look like Latin ones (of Unicode's confusables those that do in most fonts). */
const CYRILLIC = pairs("аaеeоoрpсcуyхxіiјjѕsһhԁdԛqԝwАAВBЕEКKМMНHОOРPСCТTУYХXІIЈJЅS");
const GREEK = pairs("οoνvρpΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧX");

function pairs(letters: string): Map<string, string> {
  return new Map(letters.match(/../gu)!.map((pair) => [pair[0]!, pair[1]!]));
}

/** They, as a class of characters in a pattern. */
export const LOOKALIKE_CLASS = `[${[...CYRILLIC.keys(), ...GREEK.keys()].join("")}]`;

/** Whether a character is invisible. */
export function isUnseen(sign: string): boolean {
  return UNSEEN.test(sign);
}

/** The Latin letter that `letter` looks like; itself if it is one, or looks like none. */
export function latin(letter: string): string {
  return CYRILLIC.get(letter) ?? GREEK.get(letter) ?? letter;
}

/** The script that a look-alike letter is of; "Latin" for all other letters. */
export function scriptOf(letter: string): "Cyrillic" | "Greek" | "Latin" {
  if (CYRILLIC.has(letter)) return "Cyrillic";
  return GREEK.has(letter) ? "Greek" : "Latin";
}

/** What can be seen of a text: equal for texts that look alike. */
export function folded(text: string): string {
  return Array.from(seenOf(text)).join("");
}

/** That, letter by letter: one space where white space stands between two, Latin letters for those that look like them. */
function* seenOf(text: string): Generator<string> {
  let isFirst = true;
  let isParted = false;
  for (const sign of text.normalize("NFD")) {
    if (isUnseen(sign)) {
      isParted ||= WHITE.test(sign);
      continue;
    }
    if (isParted && !isFirst) yield " ";
    isFirst = isParted = false;
    yield latin(sign);
  }
}

/** Whether nothing that can be seen differs. Both are read as far as they look alike: most differ at their beginnings. */
export function lookAlike(a: string, b: string): boolean {
  const [older, newer] = [seenOf(a), seenOf(b)];
  for (;;) {
    const [x, y] = [older.next(), newer.next()];
    if (x.value !== y.value) return false;
    if (x.done) return true;
  }
}

/** A letter as it stands and looks, and what can't be seen before it. */
interface Seen {
  unseen: string;
  letter: string;
}

/** The letters that are seen, and at last what stands after them. */
function seenIn(text: string): Seen[] {
  const found: Seen[] = [];
  let unseen = "";
  for (const letter of text.normalize("NFD"))
    if (isUnseen(letter)) unseen += letter;
    else {
      found.push({ unseen, letter });
      unseen = "";
    }
  return [...found, { unseen, letter: "" }];
}

/**
 * The difference of two stretches that look alike, such as `a no-break space before "10", not a space` or `"plan": its
 * first letter was Cyrillic`; null if they look different.
 */
export function unseenChange(before: string, after: string): string | null {
  if (before === after || !lookAlike(before, after)) return null;
  const [older, newer] = [seenIn(before), seenIn(after)];
  const spaces = spaceChanges(older, newer);
  const scripts = scriptChanges(older, newer);
  const about = `"${folded(after)}"`;
  if (scripts !== "") return [`${about}: ${scripts}`, ...spaces].join("; ");
  return spaces.join("; ") || `${about} written with other characters that look the same`;
}

/** More places than this nobody reads one by one, and each names the word that it is in. */
const MOST_PLACES = 20;

/** What can't be seen and is another now, place by place; of a great many how many there are. */
function spaceChanges(older: readonly Seen[], newer: readonly Seen[]): string[] {
  const wasAt = (at: number) => older[at]?.unseen ?? "";
  const places = [...newer.keys()].filter((at) => wasAt(at) !== newer[at]!.unseen);
  if (places.length > MOST_PLACES) return [`what can't be seen is another in ${places.length} places`];
  const letters = newer.map(({ letter }) => latin(letter));
  return places.map((at) => spaceChange(wasAt(at), newer[at]!.unseen, placeAt(newer, letters, at)));
}

/** `before "10"`; inside a word and at the end `after "govern"`. */
function placeAt(all: readonly Seen[], letters: readonly string[], at: number): string {
  const starts = (index: number) => index === 0 || WHITE.test(all[index]!.unseen);
  if (starts(at) && at < all.length - 1) {
    let end = at + 1;
    while (end < all.length - 1 && !starts(end)) end++;
    return `before "${letters.slice(at, end).join("")}"`;
  }
  let from = at;
  while (from > 0 && (from === at || !starts(from))) from--;
  return from === at ? "" : `after "${letters.slice(from, at).join("")}"`;
}

function spaceChange(was: string, is: string, place: string): string {
  if (was === "") return `${named(is)} put in ${place}`.trimEnd();
  if (is === "") return `${named(was)} taken out ${place}`.trimEnd();
  return `${named(is)} ${place}, not ${named(was)}`.replace(" ,", ",");
}

/** A stretch in which nothing can be seen, in words: `a space`, `2 spaces and a soft hyphen`. */
export function named(unseen: string): string {
  const runs: { name: string; count: number }[] = [];
  for (const sign of unseen) {
    const name = nameOf(sign);
    const last = runs.at(-1);
    if (last?.name === name) last.count++;
    else runs.push({ name, count: 1 });
  }
  return runs.map(({ name, count }) => (count > 1 ? plural(count, name) : withArticle(name))).join(" and ");
}

function plural(count: number, name: string): string {
  return /^end of /.test(name) ? `${count} ${name.replace(/^end/, "ends")}` : `${count} ${name}s`;
}

/** Without an article, such as `no-break space`. */
export function nameOf(sign: string): string {
  return KNOWN[sign.codePointAt(0)!]?.[1] ?? `invisible character ${codeInWords(sign)}`;
}

/** A few letters to draw for an invisible character, such as `⍽`. */
export function signOf(sign: string): string {
  return KNOWN[sign.codePointAt(0)!]?.[0] ?? codeInWords(sign);
}

/** `U+E000`. */
function codeInWords(sign: string): string {
  return `U+${sign.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`;
}

function withArticle(name: string): string {
  return `${/^[aeio]/i.test(name) ? "an" : "a"} ${name}`;
}

/** What a stretch is called in which there is nothing to see; null if there is something, or a line ends in it. */
export function unseenOnly(text: string): string | null {
  if (text === "" || folded(text) !== "" || text.includes("\n")) return null;
  const special = text.replace(/ /g, "");
  return named(special === "" ? text : special);
}

const ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

function scriptChanges(older: readonly Seen[], newer: readonly Seen[]): string {
  const told = new Map<string, number[]>();
  newer.forEach(({ letter }, at) => {
    const [was, is] = [scriptOf(older[at]!.letter), scriptOf(letter)];
    if (was === is) return;
    const what = is === "Latin" ? `was ${was}` : `is now ${is}`;
    told.set(what, [...(told.get(what) ?? []), at]);
  });
  return [...told].map(([what, places]) => lettersIn(places, what)).join(", ");
}

/** `its first letter was Cyrillic`, `its first and third letters were Cyrillic`, `12 of its letters were Cyrillic`. */
function lettersIn(places: readonly number[], what: string): string {
  const many = what.replace(/^was/, "were").replace(/^is/, "are");
  const names = places.map((at) => ORDINALS[at]);
  if (names.length > 3 || names.includes(undefined))
    return places.length === 1 ? `one of its letters ${what}` : `${places.length} of its letters ${many}`;
  if (names.length === 1) return `its ${names[0]} letter ${what}`;
  return `its ${names.slice(0, -1).join(", ")} and ${names.at(-1)} letters ${many}`;
}
