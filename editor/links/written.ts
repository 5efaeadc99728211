/**
 * Addresses that people wrote into plain text: where one begins and where it ends, so that a page can lead there. Pure. What stands in the
 * text stays as it is: a link shows just the letters that were written, and leads where they say, or there is none.
 */

/** A stretch of a text. */
export interface Stretch {
  text: string;
  /** Where it leads, as written; a path of the workbench's own from its root. Null: it is no address. */
  href: string | null;
  /** True of the workbench's own addresses. */
  own: boolean;
  /** What stands there, where that is known. */
  title: string | null;
}

/** The workbench whose addresses are its own. */
export interface Here {
  /** How its addresses begin, as `https://variorum.example/path`; "" where that is not known. */
  root: string;
  /** The path that it stands under on its host; "" for none. */
  base: string;
  /** What stands at paths of its own, from its root and without what is behind `#`. */
  named: Readonly<Record<string, string>>;
}

/** What RFC 3986 lets stand in an address. */
const ASCII = String.raw`[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]`;
/** Scripts that are written without spaces: their letters go on where an address has ended. */
const UNSPACED = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}`;
/** Letters beyond ASCII, as people copy them; of unspaced scripts those alone that no Latin letter or figure stands before. */
const LETTER = String.raw`(?!\p{Default_Ignorable_Code_Point})(?![\x00-\x7f])(?:(?![${UNSPACED}])[\p{L}\p{M}\p{N}]|(?<![A-Za-z0-9])[${UNSPACED}])`;

const WEB = String.raw`(?<![A-Za-z0-9_])https?:\/\/(?=[\p{L}\p{N}])(?:${ASCII}|${LETTER})+`;

/** A version, two compared, words of one, or a proposal: so nothing else is written. Or any passage, which must be known. */
const SLUG = "[a-z0-9][a-z0-9-]*";
const VERSION = String.raw`v\d+(?:\.\.v\d+)?(?:\/[0-9a-f]{8})?(?:\/words\/\d+-\d+)?`;
const PATH = String.raw`(?<![\p{L}\p{M}\p{N}_.:~%#?=&@\/-])\/(?:${SLUG}\/${SLUG}\/${VERSION}|${SLUG}(?:\/${SLUG})*)(?:#[A-Za-z0-9-]+)?(?![A-Za-z0-9_\/-])`;
const SURELY_OWN = new RegExp(String.raw`^\/${SLUG}\/(?:proposals\/${SLUG}|${SLUG}\/${VERSION})$`);

const EITHER = new RegExp(`(?<web>${WEB})|(?<path>${PATH})`, "gu");

/** A text, stretch by stretch: together they are the text. */
export function stretchesOf(text: string, here: Here): Stretch[] {
  const found: Stretch[] = [];
  let from = 0;
  const plainUpTo = (to: number): void => {
    if (to > from) found.push({ text: text.slice(from, to), href: null, own: false, title: null });
  };
  for (const { index, groups } of text.matchAll(EITHER)) {
    if (index < from) continue;
    const link = groups!["web"] === undefined ? pathLink(groups!["path"]!, here) : webLink(groups!["web"], here);
    if (!link) continue;
    plainUpTo(index);
    found.push(link);
    from = index + link.text.length;
  }
  plainUpTo(text.length);
  return found;
}

/** The paths from a workbench's root to which a text leads there, without what is behind `#`. */
export function ownPathsIn(text: string, here: Omit<Here, "named">): string[] {
  const all = { ...here, named: EVERYTHING };
  return stretchesOf(text, all).flatMap(({ text: written, own }) => (own ? [pathOf(written, here)] : []));
}

/** As if all were known. */
const EVERYTHING = new Proxy<Record<string, string>>({}, { get: () => "" });

function webLink(found: string, here: Here): Stretch | null {
  const text = withoutEnd(found);
  if (!isOfTheWeb(text)) return null;
  const own = here.root !== "" && (text === here.root || text.startsWith(`${here.root}/`));
  return { text, href: text, own, title: own ? titleOf(pathOf(text, here), here) : null };
}

function pathLink(text: string, here: Here): Stretch | null {
  const path = pathOf(text, here);
  const title = titleOf(path, here);
  if (title === null && !SURELY_OWN.test(path)) return null;
  return {
    text,
    href: here.base !== "" && isUnder(text, here.base) ? text.slice(here.base.length) : text,
    own: true,
    title,
  };
}

/** Where an address of the workbench's own leads from its root, without what is behind `#` or `?`. */
function pathOf(written: string, { root, base }: Omit<Here, "named">): string {
  const under = root !== "" && isUnder(written, root) ? root : base !== "" && isUnder(written, base) ? base : "";
  return written.slice(under.length).replace(/[?#].*$/su, "");
}

function isUnder(written: string, beginning: string): boolean {
  return written.startsWith(`${beginning}/`);
}

function titleOf(path: string, { named }: Here): string | null {
  return named[path] ?? null;
}

/** True of an address that a browser opens as it reads: no name or password before the host, which hides whose it is. */
function isOfTheWeb(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { username, password, host } = new URL(text);
  return host !== "" && username === "" && password === "" && !/^https?:\/\/[^/?#]*@/u.test(text);
}

/** Without signs that end a sentence and not an address, and brackets that were opened before it. */
function withoutEnd(text: string): string {
  const open = { ")": excessOf(text, "(", ")"), "]": excessOf(text, "[", "]") };
  let end = text.length;
  for (; end > 0; end--) {
    const last = text[end - 1]!;
    if (last === ")" || last === "]") {
      if (open[last] <= 0) break;
      open[last]--;
    } else if (!".,;:!?'*_~&".includes(last)) break;
  }
  return text.slice(0, end);
}

/** How many more brackets a text closes than it opens. */
function excessOf(text: string, opening: string, closing: string): number {
  let excess = 0;
  for (const sign of text)
    if (sign === closing) excess++;
    else if (sign === opening) excess--;
  return excess;
}
