/** What a reader can't see of a change: spaces of several kinds, characters without width, letters of a look-alike script. */

/**
 * By code point a sign to draw. The letters are those of Unicode's charts; a space is `␣`, one that no line ends in is `⍽`.
 */
const SIGNS: Readonly<Record<number, string>> = {
  0x09: "TAB",
  0x0a: "LF",
  0x0d: "CR",
  0x20: "␣",
  0xa0: "⍽",
  0xad: "SHY",
  0x034f: "CGJ",
  0x061c: "ALM",
  0x1680: "␣OG",
  0x180e: "MVS",
  0x2000: "␣NQ",
  0x2001: "␣MQ",
  0x2002: "␣EN",
  0x2003: "␣EM",
  0x2004: "␣3/M",
  0x2005: "␣4/M",
  0x2006: "␣6/M",
  0x2007: "⍽F",
  0x2008: "␣P",
  0x2009: "␣TH",
  0x200a: "␣H",
  0x200b: "ZWSP",
  0x200c: "ZWNJ",
  0x200d: "ZWJ",
  0x200e: "LRM",
  0x200f: "RLM",
  0x2028: "LSEP",
  0x2029: "PSEP",
  0x202a: "LRE",
  0x202b: "RLE",
  0x202c: "PDF",
  0x202d: "LRO",
  0x202e: "RLO",
  0x202f: "⍽N",
  0x205f: "␣MM",
  0x2060: "WJ",
  0x2066: "LRI",
  0x2067: "RLI",
  0x2068: "FSI",
  0x2069: "PDI",
  0x3000: "␣ID",
  0xfeff: "ZWNBSP",
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
export function scriptOf(letter: string): LookAlikeScript | "Latin" {
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

/** Characters that can't be seen, `count` of one kind in a row. */
export interface UnseenRun {
  character: string;
  count: number;
}

/** What can't be seen was this and is that; one of the two may be nothing. */
export interface UnseenPlace {
  was: UnseenRun[];
  is: UnseenRun[];
  /** The seen words that it stands beside; null where there are none. */
  beside: { side: "before" | "after"; words: string } | null;
}

/** The scripts of which there are letters that look like Latin ones. */
export type LookAlikeScript = "Cyrillic" | "Greek";

/** Letters that look as they did, and are of another script. */
export interface LettersChanged {
  /** Which script they are of now; or, where they are Latin now, were of. */
  script: LookAlikeScript;
  when: "was" | "now";
  /** Which letters of the stretch, from 0. */
  places: number[];
}

/** What differs between two stretches that look alike. */
export interface UnseenChange {
  /** What is seen of them. */
  words: string;
  letters: LettersChanged[];
  /** Place by place; of a great many, how many there are. */
  places: UnseenPlace[] | number;
}

/** The difference of two stretches that look alike; null if they look different. */
export function unseenChange(before: string, after: string): UnseenChange | null {
  if (before === after || !lookAlike(before, after)) return null;
  const [older, newer] = [seenIn(before), seenIn(after)];
  return { words: folded(after), letters: lettersChanged(older, newer), places: placesChanged(older, newer) };
}

/** More places than this nobody reads one by one, and each names the word that it is in. */
const MOST_PLACES = 20;

function placesChanged(older: readonly Seen[], newer: readonly Seen[]): UnseenPlace[] | number {
  const wasAt = (at: number) => older[at]?.unseen ?? "";
  const places = [...newer.keys()].filter((at) => wasAt(at) !== newer[at]!.unseen);
  if (places.length > MOST_PLACES) return places.length;
  const letters = newer.map(({ letter }) => latin(letter));
  return places.map((at) => ({
    was: runsOf(wasAt(at)),
    is: runsOf(newer[at]!.unseen),
    beside: placeAt(newer, letters, at),
  }));
}

/** Before the word that begins there; inside a word and at the end, after what is there of it. */
function placeAt(all: readonly Seen[], letters: readonly string[], at: number): UnseenPlace["beside"] {
  const starts = (index: number) => index === 0 || WHITE.test(all[index]!.unseen);
  if (starts(at) && at < all.length - 1) {
    let end = at + 1;
    while (end < all.length - 1 && !starts(end)) end++;
    return { side: "before", words: letters.slice(at, end).join("") };
  }
  let from = at;
  while (from > 0 && (from === at || !starts(from))) from--;
  return from === at ? null : { side: "after", words: letters.slice(from, at).join("") };
}

/** A stretch in which nothing can be seen, kind by kind. */
function runsOf(unseen: string): UnseenRun[] {
  const runs: UnseenRun[] = [];
  for (const character of unseen) {
    const last = runs.at(-1);
    if (last?.character === character) last.count++;
    else runs.push({ character, count: 1 });
  }
  return runs;
}

/** A few letters to draw for an invisible character, such as `⍽`. */
export function signOf(character: string): string {
  return SIGNS[character.codePointAt(0)!] ?? codeOf(character);
}

/** `U+E000`. */
export function codeOf(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`;
}

/** What a stretch holds in which there is nothing to see; null if there is something, or a line ends in it. */
export function unseenOnly(text: string): UnseenRun[] | null {
  if (text === "" || folded(text) !== "" || text.includes("\n")) return null;
  const special = text.replace(/ /g, "");
  return runsOf(special === "" ? text : special);
}

function lettersChanged(older: readonly Seen[], newer: readonly Seen[]): LettersChanged[] {
  const found: LettersChanged[] = [];
  newer.forEach(({ letter }, at) => {
    const [was, is] = [scriptOf(older[at]!.letter), scriptOf(letter)];
    if (was === is) return;
    const [script, when] = is === "Latin" ? [was as LookAlikeScript, "was" as const] : [is, "now" as const];
    const known = found.find((each) => each.script === script && each.when === when);
    if (known) known.places.push(at);
    else found.push({ script, when, places: [at] });
  });
  return found;
}
