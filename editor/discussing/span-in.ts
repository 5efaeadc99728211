/**
 * Words chosen on a page, found in the text that it shows: pure, so that what a browser says of a selection is looked at nowhere else.
 * A page shows a text with signs laid over it and spaces of its own, so letters are compared, and no spaces.
 */

/** Words by where they stand, and as they stand there: so that what is sent from an old page is never about others. */
export interface ChosenSpan {
  /** Offsets in UTF-16 code units. */
  start: number;
  end: number;
  exact: string;
}

/** The letters of a text without its spaces, and where each stands in it. */
interface Letters {
  letters: string;
  at: number[];
}

const SPACE = /[\s\u200b\u2060¶]/u;

function lettersOf(text: string): Letters {
  const at: number[] = [];
  let letters = "";
  for (let index = 0; index < text.length; index++) {
    if (SPACE.test(text[index]!)) continue;
    letters += text[index]!;
    at.push(index);
  }
  return { letters, at };
}

/**
 * Where the words stand in `text` that a page shows behind `before`. If the page shows something else before them, they are found if
 * they stand once in the text; null if they do not, or are none.
 */
export function spanIn(text: string, before: string, words: string): ChosenSpan | null {
  const whole = lettersOf(text);
  const { letters: chosen } = lettersOf(words);
  if (chosen === "") return null;
  const behind = lettersOf(before);
  const shown = whole.letters.startsWith(behind.letters + chosen);
  const from = shown ? behind.letters.length : onceIn(whole.letters, chosen);
  if (from === null) return null;
  const start = whole.at[from]!;
  const end = whole.at[from + chosen.length - 1]! + 1;
  return { start, end, exact: text.slice(start, end) };
}

function onceIn(letters: string, chosen: string): number | null {
  const first = letters.indexOf(chosen);
  return first < 0 || letters.indexOf(chosen, first + 1) >= 0 ? null : first;
}
