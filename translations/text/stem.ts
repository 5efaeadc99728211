/**
 * The stem of an English word, by the published description of Porter2 (the Snowball project's “English” stemmer, by
 * M. F. Porter): `governing`, `governed` and `governs` are `govern`. Stems are for finding; nobody reads them.
 */

const VOWEL = /[aeiouy]/;
const DOUBLE = /(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/;
/** A short syllable at the end of a word. */
const SHORT = /(?:[^aeiouy][aeiouy][^aeiouywxY]|^[aeiouy][^aeiouy]|^past)$/;
/** Where the first region begins, whatever the rule says. */
const PREFIXED = /^(?:gener|commun|arsen|past|univers|later|emerg|organ|inter)/;

/** Words whose stem no rule gives. */
const OTHERWISE: Readonly<Record<string, string>> = Object.assign(Object.create(null) as Record<string, string>, {
  ...{ skis: "ski", skies: "sky", idly: "idl", gently: "gentl", ugly: "ugli", early: "earli", only: "onli" },
  ...{ singly: "singl", sky: "sky", news: "news", howe: "howe", atlas: "atlas", cosmos: "cosmos", bias: "bias" },
  andes: "andes",
});
/** Words that lose nothing more once their plural is gone. */
const DONE = /^(?:inning|outing|canning|herring|earring|proceed|exceed|succeed|evening)$/;

/** Endings and what stands instead, if they stand in the first region. */
const SECOND: readonly (readonly [ending: string, instead: string])[] = [
  ...([
    ["ational", "ate"],
    ["fulness", "ful"],
    ["iveness", "ive"],
    ["ization", "ize"],
    ["ousness", "ous"],
  ] as const),
  ...([
    ["biliti", "ble"],
    ["lessli", "less"],
    ["tional", "tion"],
    ["alism", "al"],
    ["aliti", "al"],
  ] as const),
  ...([
    ["ation", "ate"],
    ["entli", "ent"],
    ["fulli", "ful"],
    ["iviti", "ive"],
    ["ousli", "ous"],
  ] as const),
  ...([
    ["abli", "able"],
    ["alli", "al"],
    ["anci", "ance"],
    ["ator", "ate"],
    ["enci", "ence"],
  ] as const),
  ...([
    ["izer", "ize"],
    ["ogist", "og"],
    ["bli", "ble"],
    ["ogi", "ogi"],
    ["li", "li"],
  ] as const),
];
const THIRD: readonly (readonly [ending: string, instead: string])[] = [
  ...([
    ["ational", "ate"],
    ["tional", "tion"],
    ["alize", "al"],
    ["icate", "ic"],
    ["iciti", "ic"],
  ] as const),
  ...([
    ["ative", ""],
    ["ical", "ic"],
    ["ness", ""],
    ["ful", ""],
  ] as const),
];
/** Endings that go if they stand in the second region; the longest counts. */
const FOURTH = /(?:ement|ance|ence|able|ible|ment|ant|ent|ism|ate|iti|ous|ive|ize|ion|al|er|ic)$/;

/** The stem of a word in lower case, of any letters; what is no longer than two letters is its own. */
export function stemOf(word: string): string {
  if (word.length <= 2) return word;
  const plain = word.replaceAll("’", "'").replace(/^'/, "");
  if (plain in OTHERWISE) return OTHERWISE[plain]!;
  let stem = withConsonantY(plain);
  const [first, second] = regionsOf(stem);
  stem = withoutPlural(stem.replace(/'s'?$|'$/, ""));
  if (DONE.test(stem)) return stem;
  stem = withoutTense(stem, first);
  stem = stem.replace(/(?<=.[^aeiouy])[yY]$/, "i");
  stem = replaced(stem, SECOND, first, (ending, before) =>
    ending === "ogi"
      ? before.endsWith("l")
        ? "og"
        : null
      : ending === "li"
        ? /[cdeghkmnrt]$/.test(before)
          ? ""
          : null
        : undefined,
  );
  stem = replaced(stem, THIRD, first, (ending, before) =>
    ending === "ative" && before.length < second ? null : undefined,
  );
  stem = withoutFourth(stem, second);
  return withoutLast(stem, first, second).toLowerCase();
}

/** A `y` at the beginning or behind a vowel is a consonant, written `Y`. */
function withConsonantY(word: string): string {
  return word.replace(/^y/, "Y").replaceAll(/(?<=[aeiouy])y/g, "Y");
}

/** Where both regions begin: behind the first consonant that follows a vowel, and there the same once more. */
function regionsOf(word: string): [first: number, second: number] {
  const first = PREFIXED.exec(word)?.[0].length ?? behind(word, 0);
  return [first, behind(word, first)];
}

function behind(word: string, from: number): number {
  const found = /[aeiouy][^aeiouy]/.exec(word.slice(from));
  return found ? from + found.index + 2 : word.length;
}

function withoutPlural(word: string): string {
  if (word.endsWith("sses")) return word.slice(0, -2);
  if (/ie[ds]$/.test(word)) return word.slice(0, word.length > 4 ? -2 : -1);
  if (/[us]s$/.test(word)) return word;
  return /[aeiouy].+s$/.test(word) ? word.slice(0, -1) : word;
}

function withoutTense(word: string, first: number): string {
  const eed = /eed(?:ly)?$/.exec(word);
  if (eed) return eed.index >= first ? `${word.slice(0, eed.index)}ee` : word;
  const ending = /(?:ingly|edly|ing|ed)$/.exec(word);
  if (!ending) return word;
  const stem = word.slice(0, ending.index);
  if (!VOWEL.test(stem)) return word;
  if (ending[0].startsWith("ing") && /^[^aeiouy]y$/.test(stem)) return `${stem.slice(0, -1)}ie`;
  if (/(?:at|bl|iz)$/.test(stem)) return `${stem}e`;
  if (DOUBLE.test(stem)) return /^[aeo]..$/.test(stem) ? stem : stem.slice(0, -1);
  return stem.length <= first && SHORT.test(stem) ? `${stem}e` : stem;
}

/** @param special what stands instead of an ending; null: it stays; undefined: as the table has it. */
function replaced(
  word: string,
  endings: readonly (readonly [string, string])[],
  first: number,
  special: (ending: string, before: string) => string | null | undefined,
): string {
  const found = endings.find(([ending]) => word.endsWith(ending));
  if (!found) return word;
  const [ending, usual] = found;
  const before = word.slice(0, -ending.length);
  if (before.length < first) return word;
  const instead = special(ending, before);
  return instead === null ? word : before + (instead ?? usual);
}

function withoutFourth(word: string, second: number): string {
  const found = FOURTH.exec(word);
  if (!found || found.index < second) return word;
  const before = word.slice(0, found.index);
  return found[0] === "ion" && !/[st]$/.test(before) ? word : before;
}

function withoutLast(word: string, first: number, second: number): string {
  const before = word.slice(0, -1);
  if (word.endsWith("e"))
    return before.length >= second || (before.length >= first && !SHORT.test(before)) ? before : word;
  return word.endsWith("ll") && before.length >= second ? before : word;
}
