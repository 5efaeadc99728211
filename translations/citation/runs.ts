/** A formatted citation as runs of text, and the two ways to write it down: plain text and safe HTML. */

/** A stretch of a citation. `text` is plain; nothing in it is markup. */
export interface Run {
  text: string;
  italic?: true;
  /** BCP 47, where the words are not in the citation's own language. */
  lang?: string;
  /** An http or https address. */
  href?: string;
}

/** What may be joined into a sentence: runs, plain words, or nothing. */
export type Phrase = Run | string | null | readonly Phrase[];

/** Phrases as runs, in order; `null` and "" leave no trace. */
export function runs(...phrases: Phrase[]): Run[] {
  return phrases.flatMap((phrase): Run[] => {
    if (phrase === null || phrase === "") return [];
    if (typeof phrase === "string") return [{ text: phrase }];
    return isRun(phrase) ? (phrase.text === "" ? [] : [phrase]) : runs(...phrase);
  });
}

function isRun(phrase: Run | readonly Phrase[]): phrase is Run {
  return "text" in phrase;
}

/** Phrases that say something, joined by `separator`; a comma stands inside a closing quotation mark. */
export function joined(separator: string, ...phrases: Phrase[]): Run[] {
  const said = phrases.map((phrase) => runs(phrase)).filter((each) => each.length > 0);
  return said.reduce<Run[]>(
    (before, each) => (before.length === 0 ? each : [...parted(before, separator), ...each]),
    [],
  );
}

function parted(before: readonly Run[], separator: string): Run[] {
  const last = before.at(-1)!;
  const inside = separator.startsWith(",") && last.lang === undefined && /[^,?!，？！]”$/u.test(last.text);
  if (!inside) return [...before, { text: separator }];
  return [...before.slice(0, -1), { ...last, text: `${last.text.slice(0, -1)},”` }, { text: separator.slice(1) }];
}

/** The runs with a mark of punctuation after them, unless they end with one that makes it needless. */
export function closed(mark: "." | ",", ...phrases: Phrase[]): Run[] {
  const said = runs(...phrases);
  if (said.length === 0) return [];
  return CLOSED[mark].test(plain(said)) ? said : [...said, { text: mark }];
}

const CLOSED = { ".": /[.?!。？！…][”’]?$/u, ",": /[,?!，？！][”’]?$/u };

/** Sentences, each closed with a full stop. */
export function sentences(...phrases: Phrase[]): Run[] {
  return joined(" ", ...phrases.map((phrase) => closed(".", phrase)));
}

/** A title in quotation marks, the mark that follows it inside them, as American styles ask. */
export function quoted(title: string, mark: "." | "," | "" = ""): string {
  const inside = mark === "" ? title : plain(closed(mark, title));
  return `“${inside}”`;
}

/** The runs as plain text. */
export function plain(list: readonly Run[]): string {
  return list.map(({ text }) => text).join("");
}

/** The runs as HTML that is safe to put into a page as it is: `i`, `a`, `span lang` and `bdi`, all text escaped. */
export function html(list: readonly Run[]): string {
  return list.map(htmlOfRun).join("");
}

function htmlOfRun({ text, italic, lang, href }: Run): string {
  let inner = isolated(escaped(text));
  if (lang) inner = `<span lang="${escaped(lang)}">${inner}</span>`;
  if (italic) inner = `<i>${inner}</i>`;
  return href ? `<a href="${escaped(href)}">${inner}</a>` : inner;
}

const RIGHT_TO_LEFT =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

/** Words that run from right to left may not carry the punctuation after them along. */
function isolated(markup: string): string {
  return RIGHT_TO_LEFT.test(markup) ? `<bdi>${markup}</bdi>` : markup;
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign]!);
}
