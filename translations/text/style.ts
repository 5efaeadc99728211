/** What a style attribute of markup says. */

/** A style attribute's declarations, those of one program's own too. */
export type Style = ReadonlyMap<string, string>;

/** The declarations of a style attribute, in small letters. */
export function styleIn(attribute: string): Style {
  const declarations = attribute.split(";").map((declaration): [string, string] => {
    const colon = declaration.indexOf(":");
    return [
      declaration.slice(0, colon).trim().toLowerCase(),
      declaration
        .slice(colon + 1)
        .trim()
        .toLowerCase(),
    ];
  });
  return new Map(declarations);
}

/** Null if the style doesn't say. */
export function isStrong(style: Style): boolean | null {
  const weight = style.get("font-weight") ?? "";
  if (/^bold/.test(weight) || Number.parseInt(weight) >= 600) return true;
  return /^(normal|lighter|\d+)/.test(weight) ? false : null;
}

export function isEmphasised(style: Style): boolean | null {
  const slant = style.get("font-style") ?? "";
  if (/^(italic|oblique)/.test(slant)) return true;
  return slant.startsWith("normal") ? false : null;
}

/** Elements of HTML that end the words before them. */
export const BLOCKS = new Set(
  "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre search section summary table tbody td tfoot th thead tr ul".split(
    " ",
  ),
);

/** How poems, their stanzas and lines are called, by ourselves, Pandoc, MediaWiki, Wikisource, Asciidoctor and Project Gutenberg. */
export const POEM = /(?:^|\s)(?:poem|ws-poem|poetry)(?:\s|$)/i;
export const STANZA = /(?:^|\s)(?:verse|verseblock|stanza|ws-poem-stanza|line-block)(?:\s|$)/i;
export const LINE = /(?:^|\s)(?:verse-line|line)(?:\s|$)/i;
