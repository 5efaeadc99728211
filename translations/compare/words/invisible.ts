/** What a reader can't see of a change: spaces of several kinds, characters without width, letters of a look-alike script. */

/** By code point; each name takes an article. */
const NAMES: Readonly<Record<number, string>> = {
  0x09: "tab",
  0x0a: "line end",
  0x0d: "carriage return",
  0x20: "space",
  0xa0: "no-break space",
  0xad: "soft hyphen",
  0x034f: "combining grapheme joiner",
  0x061c: "Arabic letter mark",
  0x1680: "Ogham space",
  0x180e: "Mongolian vowel separator",
  0x2000: "en quad",
  0x2001: "em quad",
  0x2002: "en space",
  0x2003: "em space",
  0x2004: "three-per-em space",
  0x2005: "four-per-em space",
  0x2006: "six-per-em space",
  0x2007: "figure space",
  0x2008: "punctuation space",
  0x2009: "thin space",
  0x200a: "hair space",
  0x200b: "zero-width space",
  0x200c: "zero-width non-joiner",
  0x200d: "zero-width joiner",
  0x200e: "left-to-right mark",
  0x200f: "right-to-left mark",
  0x2028: "line separator",
  0x2029: "paragraph separator",
  0x202a: "left-to-right embedding",
  0x202b: "right-to-left embedding",
  0x202c: "end of embedding",
  0x202d: "left-to-right override",
  0x202e: "right-to-left override",
  0x202f: "narrow no-break space",
  0x205f: "mathematical space",
  0x2060: "word joiner",
  0x2066: "left-to-right isolate",
  0x2067: "right-to-left isolate",
  0x2068: "first-strong isolate",
  0x2069: "end of isolate",
  0x3000: "ideographic space",
  0xfeff: "zero-width no-break space",
};

const UNSEEN = /^(?:[\p{White_Space}\p{Cf}\p{Cc}]|\u034f|\p{Variation_Selector})$/u;
const WHITE = /\p{White_Space}/u;

/** Letters that look like Latin ones (of Unicode's confusables those that do in most fonts). */
const CYRILLIC = pairs("аaеeоoрpсcуyхxіiјjѕsһhԁdԛqԝwАAВBЕEКKМMНHОOРPСCТTУYХXІIЈJЅS");
const GREEK = pairs("οoνvρpΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧX");

function pairs(letters: string): Map<string, string> {
  return new Map(letters.match(/../gu)!.map((pair) => [pair[0]!, pair[1]!]));
}

function latin(letter: string): string {
  return CYRILLIC.get(letter) ?? GREEK.get(letter) ?? letter;
}

function scriptOf(letter: string): "Cyrillic" | "Greek" | "Latin" {
  if (CYRILLIC.has(letter)) return "Cyrillic";
  return GREEK.has(letter) ? "Greek" : "Latin";
}

/** What can be seen of a text: equal for texts that look alike. */
export function folded(text: string): string {
  return Array.from(text.normalize("NFD"), (sign) => (UNSEEN.test(sign) ? (WHITE.test(sign) ? " " : "") : latin(sign)))
    .join("")
    .replace(/ +/g, " ")
    .trim();
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
    if (UNSEEN.test(letter)) unseen += letter;
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
  if (before === after || folded(before) !== folded(after)) return null;
  const [older, newer] = [seenIn(before), seenIn(after)];
  const letters = newer.map(({ letter }) => latin(letter));
  const spaces = newer.flatMap(({ unseen }, at) => {
    const was = older[at]?.unseen ?? "";
    return was === unseen ? [] : [spaceChange(was, unseen, placeAt(newer, letters, at))];
  });
  const scripts = scriptChanges(older, newer);
  const about = `"${folded(after)}"`;
  if (scripts !== "") return [`${about}: ${scripts}`, ...spaces].join("; ");
  return spaces.join("; ") || `${about} written with other characters that look the same`;
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
function nameOf(sign: string): string {
  const code = sign.codePointAt(0)!;
  return NAMES[code] ?? `invisible character U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
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
