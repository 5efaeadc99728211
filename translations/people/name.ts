/**
 * How a person may be called: what of a name is kept, what can't be one, and when two names look alike. A name stands
 * beside words for good, so nothing in it may be invisible, and nobody may be taken for somebody else by their letters.
 */

export const NAME_MOST = 80;

/** Why something can't be a name. */
export type NameFault = "empty" | "too-long" | "unprintable" | "invisible" | "mixed-scripts";

export type NameRead = { ok: true; name: string } | { ok: false; fault: NameFault };

/** Control characters, line ends, signs that turn the direction of the words after them, private use, half characters. */
// oxlint-disable-next-line no-control-regex -- naming the control characters is the point
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff]|[\p{Cs}\p{Co}]/u;
/** More marks on one letter than any script writes: they would run over the lines around. */
const HEAPED = /\p{M}{5}|^\p{M}/u;
const VISIBLE = /[\p{L}\p{N}\p{S}]/u;
/** White space of any width, and the sign of Braille that has no dot. */
const BLANKS = /[\s\u2800]+/gu;

/** Scripts whose writing needs a joiner or non-joiner between letters: Arabic's, India's and their neighbours'. */
const JOINING =
  "\\p{scx=Arab}\\p{scx=Syrc}\\p{scx=Nkoo}\\p{scx=Mong}\\p{scx=Deva}\\p{scx=Beng}\\p{scx=Guru}\\p{scx=Gujr}\\p{scx=Orya}\\p{scx=Taml}\\p{scx=Telu}\\p{scx=Knda}\\p{scx=Mlym}\\p{scx=Sinh}\\p{scx=Khmr}\\p{scx=Mymr}\\p{scx=Tibt}";
const PICTURE = "\\p{Extended_Pictographic}(?:[\\u{1f3fb}-\\u{1f3ff}]|\\ufe0f)*";
/** What can't be seen and yet is part of how something is written: kept where it stands, and nowhere else. */
const NEEDED = new RegExp(
  [
    `(?<=[${JOINING}])[\\u200c\\u200d](?=[${JOINING}])`,
    `(?<=${PICTURE})\\u200d(?=\\p{Extended_Pictographic})`,
    // The colour or plainness of a picture, and flags written with tags.
    "(?<=[\\p{Emoji}\\p{S}])[\\ufe0e\\ufe0f]",
    "(?<=\\u{1f3f4}[\\u{e0020}-\\u{e007e}]{0,8})[\\u{e0020}-\\u{e007e}](?=[\\u{e0020}-\\u{e007e}]{0,8}\\u{e007f})",
    "(?<=\\u{1f3f4}[\\u{e0020}-\\u{e007e}]{1,8})\\u{e007f}",
    // The shape of a Chinese character that its bearer writes, and of a Mongolian letter.
    "(?<=\\p{sc=Han})[\\ufe00-\\ufe02\\u{e0100}-\\u{e01ef}]",
    "(?<=\\p{sc=Mong})[\\u180b-\\u180d\\u180f]",
  ].join("|"),
  "gu",
);
const IGNORABLE = /\p{Default_Ignorable_Code_Point}/u;

/** Alphabets of which a word has one: letters of two in one word are nearly always there to deceive (UTS #39, 5.2). */
const ALPHABETS = [
  "Latn",
  "Cyrl",
  "Grek",
  "Armn",
  "Geor",
  "Cher",
  "Copt",
  "Hebr",
  "Arab",
  "Deva",
  "Thai",
  "Lisu",
  "Osge",
].map((script) => new RegExp(`\\p{sc=${script}}`, "u"));

/** The name as it is kept: composed, its blanks single, without what can't be seen; or why it can't be one. */
export function readName(typed: string): NameRead {
  if (typed.length > 4 * NAME_MOST + 1_000) return { ok: false, fault: "too-long" };
  const name = withoutInvisible(
    typed.normalize("NFC").replace(BLANKS, (blank) => (/[\n\r\v\f\u2028\u2029\u0085]/.test(blank) ? blank : " ")),
  ).trim();
  const fault = faultOf(name);
  return fault === null ? { ok: true, name } : { ok: false, fault };
}

function faultOf(name: string): NameFault | null {
  if (name === "") return "empty";
  if (Array.from(name).length > NAME_MOST) return "too-long";
  if (UNPRINTABLE.test(name) || HEAPED.test(name)) return "unprintable";
  if (!VISIBLE.test(name)) return "invisible";
  return name.split(/[^\p{L}\p{M}]+/u).some(isMixed) ? "mixed-scripts" : null;
}

function isMixed(word: string): boolean {
  return ALPHABETS.filter((alphabet) => alphabet.test(word)).length > 1;
}

/** Leaves out every character that has no shape of its own (`Default_Ignorable_Code_Point`), unless it is needed there. */
function withoutInvisible(text: string): string {
  if (!IGNORABLE.test(text)) return text;
  const kept = new Set(Array.from(text.matchAll(NEEDED), ({ index }) => index));
  let [shown, at] = ["", 0];
  for (const character of text) {
    if (kept.has(at) || isDirection(character) || !IGNORABLE.test(character)) shown += character;
    at += character.length;
  }
  return shown;
}

/** Those are refused in so many words, not left out. */
function isDirection(character: string): boolean {
  return /[\u202a-\u202e\u2066-\u2069]/.test(character);
}

/**
 * Letters that look like those of the Latin alphabet, and signs of Japanese that look like Chinese ones: the part of
 * Unicode's confusables (UTS #39) that names are written in.
 */
const LOOKS_LIKE = new Map(
  [
    "aаαɑᴀ",
    "AАΑᎪᗅ",
    "bЬьƅ",
    "BВΒᏴᗷ",
    "cсϲᴄⅽ",
    "CСϹᏟ",
    "dԁɗᏧ",
    "DᎠᗞ",
    "eеҽ",
    "EЕΕᎬ",
    "FҒϜᖴ",
    "gɡց",
    "GԌᏀ",
    "hһհᏂ",
    "HНΗᎻ",
    "iіιıɩɪ",
    "IІΙӀׁ",
    "jјϳ",
    "JЈᎫ",
    "kкκᴋ",
    "KКΚᏦ",
    "lӏⅼ",
    "LᏞ",
    "MМΜᎷϺ",
    "nոп",
    "NΝ",
    "oоοօσᴏσ",
    "OОΟՕⲞ",
    "pрρ",
    "PРΡᏢ",
    "qԛզ",
    "QԚ",
    "rгᴦ",
    "RᎡ",
    "sѕꜱ",
    "SЅՏᏚ",
    "tтτ",
    "TТΤᎢ",
    "uυսᴜ",
    "UՍ",
    "vνѵᴠ",
    "VѴᏙ",
    "wԝѡᴡ",
    "WԜᎳ",
    "xхχ",
    "XХΧ",
    "yуγү",
    "YУΥҮᎩ",
    "zᴢ",
    "ZΖᏃ",
    "'’‘ʼʹ`´′ꞌ＇",
    "-‐‑‒–—−‧・·",
    "口ロ",
    "力カ",
    "二ニ",
    "工エ",
    "卜ト",
    "夕タ",
    "八ハ",
    "へヘ",
    "一ー",
    "千チ",
  ].flatMap((row) => {
    const [shape = "", ...others] = Array.from(row);
    return others.map((other): [string, string] => [other, shape]);
  }),
);

/** Shapes that differ by their letter alone in most faces. */
const SHAPES = new Map([
  ["I", "l"],
  ["1", "l"],
  ["|", "l"],
  ["0", "O"],
  ["m", "rn"],
]);

/** What the eye is shown of a name, in three readings; two names that agree in any of them look alike. */
function readings(name: string): string[] {
  const plain = withoutIgnorable(name.normalize("NFKC")).replace(BLANKS, " ");
  const shaped = replaced(plain.normalize("NFD"), LOOKS_LIKE);
  return [folded(plain), folded(shaped), replaced(shaped, SHAPES)];
}

function withoutIgnorable(text: string): string {
  return text.replaceAll(/\p{Default_Ignorable_Code_Point}/gu, "");
}

function replaced(text: string, shapes: ReadonlyMap<string, string>): string {
  return Array.from(text, (character) => shapes.get(character) ?? character).join("");
}

/** Capitals and small letters alike: the long s, the final sigma and the German sharp s too. */
function folded(text: string): string {
  return text.toUpperCase().toLowerCase().normalize("NFC");
}

/** True if both are one name, but for capitals. */
export function isSameName(a: string, b: string): boolean {
  return folded(withoutIgnorable(a.normalize("NFKC"))) === folded(withoutIgnorable(b.normalize("NFKC")));
}

/** True if the eye may take one name for the other. */
export function looksLike(a: string, b: string): boolean {
  const others = readings(b);
  return readings(a).some((reading, at) => reading === others[at]);
}

/** Those of `people` whose name looks like that of another among them: pages say more of each than the name. */
export function namesakes<Named extends { name: string }>(people: readonly Named[]): Set<Named> {
  const seen = new Map<string, Named[]>();
  for (const person of people)
    readings(person.name).forEach((reading, at) => {
      const key = `${at} ${reading}`;
      seen.set(key, [...(seen.get(key) ?? []), person]);
    });
  return new Set([...seen.values()].filter((group) => group.length > 1).flat());
}
