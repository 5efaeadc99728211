/**
 * The words of a text: what a revision changes, and what a reader counts. A scanner over small tables, the same in
 * every browser and on the server. Which words two texts share stands in `diff/`.
 *
 * A word is a run of letters and digits with their combining marks, and what is written in one with it: a hyphenated
 * compound, an inner apostrophe, `1,234.5`, `2021–2025`, `98%`, `$5`, `14th`, a note mark such as `[12]`. In scripts
 * without spaces each character is a word, unless a glossary term keeps several together. Each other sign is a word
 * of its own kind; a repeated one (`...`, `——`) is one. An emoji sequence or a flag is whole. No word begins or ends
 * inside a grapheme cluster (UAX #29). White space belongs to the word after it and is never a word.
 */

/** `text.slice(from, to)`: one word, without the white space before it. Offsets are UTF-16 code units. */
export interface Word {
  from: number;
  to: number;
  /** `sign`: punctuation, a symbol or an emoji; it stands in the text but is not counted as a word. */
  kind: "word" | "sign";
}

/**
 * The words of `text`, in order. Between them, before the first and after the last stands only white space.
 * @param terms glossary terms to keep whole where a word begins with one; the longest wins.
 */
export function words(text: string, terms: readonly string[] = []): Word[] {
  const clusters = clustersOf(text);
  const glossary = byFirstLetter(terms);
  const found: Word[] = [];
  for (let at = 0; at < clusters.length;) {
    const end =
      clusters[at]!.class === "white" ? at + 1 : (termEnd(text, clusters, at, glossary) ?? wordEnd(text, clusters, at));
    if (clusters[at]!.class !== "white") found.push(wordOf(clusters.slice(at, end)));
    at = end;
  }
  return found;
}

/** How many words a reader counts in `text`: signs are left out. */
export function countWords(text: string): number {
  return words(text).filter(({ kind }) => kind === "word").length;
}

type Class = "white" | "letter" | "digit" | "solo" | "emoji" | "flag" | "format" | "extend" | "sign";

/** A grapheme cluster, as far as words care: `class` is that of its first character. */
interface Cluster {
  from: number;
  to: number;
  class: Class;
}

/** First match wins. `solo`: letters of scripts that put no space between words. */
const CLASSES: readonly [Class, RegExp][] = [
  ["extend", /^(?:\p{M}|\p{Emoji_Modifier}|\u200c|\u200d|[\u0e33\u0eb3\uff9e\uff9f]|[\u{e0020}-\u{e007f}])$/u],
  ["white", /^\p{White_Space}$/u],
  [
    "solo",
    /^(?=[\p{L}\p{N}])[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Bopomofo}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]$/u,
  ],
  ["digit", /^\p{N}$/u],
  ["letter", /^\p{L}$/u],
  ["flag", /^\p{Regional_Indicator}$/u],
  ["emoji", /^\p{Extended_Pictographic}$/u],
  ["format", /^\p{Cf}$/u],
];

/** Classes that stand in one word when they touch. A format character goes with whatever is beside it. */
const TOGETHER: Partial<Record<Class, readonly Class[]>> = {
  letter: ["letter", "digit", "format"],
  digit: ["letter", "digit", "format"],
  solo: ["format"],
  emoji: ["format"],
  flag: ["format"],
  sign: ["format"],
  format: ["letter", "digit", "solo", "emoji", "flag", "sign", "format"],
};

/** A sign between these two classes is inside a word. */
const BRIDGES: readonly { signs: string; between: readonly Class[] }[] = [
  { signs: "'’ʼ·", between: ["letter"] },
  { signs: "-‐‑", between: ["letter", "digit"] },
  { signs: ".,:/–", between: ["digit"] },
  { signs: ".", between: ["letter"] },
];

const AFTER_DIGITS = "%‰°";
const BEFORE_DIGITS = /^\p{Sc}$/u;
const NOTE_MARK = /\[\d{1,4}\]/y;

function classOf(character: string): Class {
  return CLASSES.find(([, pattern]) => pattern.test(character))?.[0] ?? "sign";
}

/** Remembers what the patterns say of each character of the basic plane; the answer never changes. */
const remembered: Class[] = [];

function classAt(text: string, at: number): Class {
  const code = text.codePointAt(at)!;
  if (code > 0xffff) return classOf(String.fromCodePoint(code));
  return (remembered[code] ??= classOf(text[at]!));
}

function clustersOf(text: string): Cluster[] {
  const clusters: Cluster[] = [];
  for (let from = 0; from < text.length;) {
    const cluster = clusterAt(text, from);
    clusters.push(cluster);
    from = cluster.to;
  }
  return clusters;
}

/** A space that carries a combining mark is a sign; line ends and tabs carry none. */
function clusterAt(text: string, from: number): Cluster {
  const first = classAt(text, from);
  const bare = characterEnd(text, from);
  if (first === "white" && /[\t-\r\u0085\u2028\u2029]/.test(text[from]!)) return { from, to: bare, class: "white" };
  let to = extended(text, bare);
  if (first === "flag" && to === bare && to < text.length && classAt(text, to) === "flag")
    to = extended(text, characterEnd(text, to));
  while (first === "emoji" && text[to - 1] === "\u200d" && to < text.length && classAt(text, to) === "emoji")
    to = extended(text, characterEnd(text, to));
  const carries = first === "white" && to > bare;
  return { from, to, class: carries || first === "extend" ? "sign" : first };
}

function characterEnd(text: string, at: number): number {
  return at + (text.codePointAt(at)! > 0xffff ? 2 : 1);
}

function extended(text: string, at: number): number {
  let to = at;
  while (to < text.length && classAt(text, to) === "extend") to = characterEnd(text, to);
  return to;
}

function wordEnd(text: string, clusters: readonly Cluster[], start: number): number {
  const noteMark = noteMarkEnd(text, clusters, start);
  if (noteMark !== null) return noteMark;
  let end = start + 1;
  while (end < clusters.length) {
    const step = joins(text, clusters, end);
    if (step === 0) break;
    end += step;
  }
  return end;
}

/** How many clusters from `at` on go with the one before it: none, one, or a sign and what stands after it. */
function joins(text: string, clusters: readonly Cluster[], at: number): 0 | 1 | 2 {
  const [left, right, next] = [clusters[at - 1]!, clusters[at]!, clusters[at + 1]];
  if (TOGETHER[left.class]?.includes(right.class)) return 1;
  const sign = text.slice(right.from, right.to);
  if (left.class === "digit" && AFTER_DIGITS.includes(sign)) return 1;
  if (right.class === "digit" && BEFORE_DIGITS.test(text.slice(left.from, left.to))) return 1;
  if (left.class === "sign" && right.class === "sign" && text.slice(left.from, left.to) === sign) return 1;
  if (next && bridges(sign, left.class, next.class)) return 2;
  return 0;
}

function bridges(sign: string, left: Class, right: Class): boolean {
  return BRIDGES.some(
    ({ signs, between }) => signs.includes(sign) && between.includes(left) && between.includes(right),
  );
}

function noteMarkEnd(text: string, clusters: readonly Cluster[], start: number): number | null {
  NOTE_MARK.lastIndex = clusters[start]!.from;
  const mark = NOTE_MARK.exec(text);
  return mark && clusterEndingAt(clusters, start, clusters[start]!.from + mark[0].length);
}

/** The index after the cluster that ends at `to`, or null if `to` is inside one. */
function clusterEndingAt(clusters: readonly Cluster[], start: number, to: number): number | null {
  let end = start;
  while (end < clusters.length && clusters[end]!.to < to) end++;
  return clusters[end]?.to === to ? end + 1 : null;
}

function wordOf(clusters: readonly Cluster[]): Word {
  const counted = clusters.some(({ class: kind }) => kind === "letter" || kind === "digit" || kind === "solo");
  return { from: clusters[0]!.from, to: clusters.at(-1)!.to, kind: counted ? "word" : "sign" };
}

function byFirstLetter(terms: readonly string[]): Map<string, string[]> {
  const glossary = new Map<string, string[]>();
  const longestFirst = [...terms].sort((a, b) => b.length - a.length);
  for (const term of longestFirst) if (term !== "") glossary.set(term[0]!, [...(glossary.get(term[0]!) ?? []), term]);
  return glossary;
}

/** Where a term ends that begins here; not a term if its last letters go on into a longer word. */
function termEnd(
  text: string,
  clusters: readonly Cluster[],
  start: number,
  glossary: Map<string, string[]>,
): number | null {
  const { from } = clusters[start]!;
  for (const term of glossary.get(text[from]!) ?? []) {
    const end = text.startsWith(term, from) ? clusterEndingAt(clusters, start, from + term.length) : null;
    if (end !== null && (end === clusters.length || joins(text, clusters, end) === 0)) return end;
  }
  return null;
}
