/** How changed words are set on the command line: in colours, in brackets, or as HTML. */
import type { Change, ChangeKind } from "../../translations/compare/change.ts";
import { signInWords } from "../../editor/changes/changes.ts";
import { escaped as inHtml } from "../../editor/design/markup.ts";
import { atSigns, type Sign, signOf, signsOf } from "../../translations/compare/words/words.ts";

/** How a difference is shown. */
export type DiffFormat = "color" | "list" | "html" | "json" | "stat";

/** The two ends of a move as places on a page. */
export interface Link {
  id: string;
  to: string;
}

/** What stands around the words gone and come of a change. */
export interface Style {
  gone(text: string, kind: ChangeKind, link?: Link): string;
  come(text: string, kind: ChangeKind, link?: Link): string;
  /** Sets words that are not changed, and all words before they are marked. */
  write(text: string): string;
  /** Sets one changed character that can't be seen, or that looks like another, so that it is. */
  sign(text: string, sign: Sign): string;
}

/** In place of what can't be seen, before a letter that is: `⍽`, `⟨ZWSP⟩`, `⟨CYR⟩а`. */
function inLetters(text: string, { drawn, of }: Pick<Sign, "drawn" | "of">): string {
  return (drawn.length === 1 ? drawn : `⟨${drawn}⟩`) + ("script" in of ? text : "");
}

/** A terminal obeys any but these: tabs and ends of lines. */
const CONTROL = /(?!\t|\n|\r\n)\p{Cc}/gu;

/** `text` as a terminal may have it: with signs in place of what it would obey. */
export function forTerminal(text: string): string {
  return text.replace(CONTROL, (character) =>
    inLetters(character, { drawn: signOf(character), of: { unseen: character } }),
  );
}

const RED = "\u001b[31;9m";
const GREEN = "\u001b[32;4m";
const BLUE = "\u001b[34m";
const YELLOW = "\u001b[33m";
const RESET = "\u001b[0m";

/** Colour is never alone: deletions are struck through, insertions underlined, moves and formatting bracketed. */
export const ANSI: Style = {
  gone: (text, kind) => (kind === "moved" ? `${BLUE}[~${text}~]${RESET}` : `${RED}${text}${RESET}`),
  come: (text, kind) => {
    if (kind === "moved") return `${BLUE}{~${text}~}${RESET}`;
    return kind === "reformatted" ? `${YELLOW}{=${text}=}${RESET}` : `${GREEN}${text}${RESET}`;
  },
  write: forTerminal,
  sign: inLetters,
};

export const PLAIN: Style = {
  gone: (text, kind) => (kind === "moved" ? `[~${text}~]` : `[-${text}-]`),
  come: (text, kind) => {
    if (kind === "moved") return `{~${text}~}`;
    return kind === "reformatted" ? `{=${text}=}` : `{+${text}+}`;
  },
  write: forTerminal,
  sign: inLetters,
};

/** Nothing stands around words. */
export const BARE: Style = { ...PLAIN, gone: (text) => text, come: (text) => text };

export const HTML: Style = {
  gone: (text, kind, link) => `<del${attributes(kind, link)}>${linked(text, link)}</del>`,
  come: (text, kind, link) => {
    if (kind === "reformatted") return `<mark class="reformatted">${text}</mark>`;
    return `<ins${attributes(kind, link)}>${linked(text, link)}</ins>`;
  },
  write: escaped,
  sign: (text, sign) =>
    `<span class="${"script" in sign.of ? "look-alike" : "invisible"}" title="${signInWords(sign)}" data-sign="${sign.drawn}">${escaped(text)}</span>`,
};

function attributes(kind: ChangeKind, link?: Link): string {
  return (kind === "moved" ? ' class="moved"' : "") + (link ? ` id="${link.id}"` : "");
}

function linked(text: string, link?: Link): string {
  return link ? `<a href="#${link.to}">${text}</a>` : text;
}

/** Text `b` with what is gone from `a` and what is come set in `style`; `link` leads from one end of a move to the other. */
export function printed(
  changes: readonly Change[],
  a: string,
  b: string,
  style: Style,
  link: (change: Change) => Link | undefined = () => undefined,
): string {
  let [page, kept] = ["", 0];
  for (const change of changes) {
    const { fromA, toA, fromB, toB, kind } = change;
    const [older, newer] = signsOf(change, a, b);
    const gone = withSigns(a.slice(fromA, toA), fromA, older, style);
    const come = withSigns(b.slice(fromB, toB), fromB, newer, style);
    page += style.write(b.slice(kept, fromB));
    if (fromA < toA && kind !== "reformatted") page += style.gone(gone, kind, link(change));
    if (fromB < toB) page += style.come(come, kind, link(change));
    kept = toB;
  }
  return page + style.write(b.slice(kept));
}

/** Changed words, from offset `from` on, with signs for what can't be seen of them. */
function withSigns(words: string, from: number, signs: readonly Sign[], style: Style): string {
  const shown = atSigns(words, from, signs);
  return shown.map(({ text, sign }) => (sign ? style.sign(text, sign) : style.write(text))).join("");
}

/** As text of an HTML page; line ends are kept. */
export function escaped(text: string): string {
  return inHtml(text).replaceAll("\n", "<br>\n");
}
