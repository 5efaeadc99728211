/**
 * Addresses as mails, PDFs and sentences hand them on: with a full stop, a bracket or a quotation mark behind them, in
 * capitals, with a slash. No address here ends so, and none of works has capitals: each means one without. The token of an
 * invitation or of a new password is taken as it is: it has capitals, and may end in `-` or `_`. Scripts and styles are asked
 * for by pages alone, in capitals too: one that is not there yet, or no more, means nothing else.
 */

/** The path without slashes behind it; null if it has none. */
export function withoutSlash(path: string): string | null {
  return path.length > 1 && path.endsWith("/") ? joined(segmentsOf(path)) : null;
}

/** The path that was probably meant; null if that is the path itself, or can't be read. */
export function tidied(path: string): string | null {
  const segments = read(path);
  if (!segments || segments[0] === "assets") return null;
  const token = tokenAt(segments);
  const bare = segments.map((segment, at) => (at === token ? segment : segment.toLowerCase()));
  while (bare.length > 0) {
    const last = bare.pop()!.replace(bare.length === token ? BEHIND_TOKEN : BEHIND, "");
    if (last === "") continue;
    bare.push(last.replace(DOTS, "$1..$2"));
    break;
  }
  const meant = joined(bare.map(encodeURIComponent));
  return meant === path ? null : meant;
}

/** Marks, signs and white space, also invisible; `&gt;` and its like, where a page was copied as it is written. */
const BEHIND = /(?:&(?:gt|lt|quot|amp|nbsp|rdquo|rsquo);|[\p{P}\p{S}\p{Z}\p{C}])+$/u;
/** Whatever no token has. */
const BEHIND_TOKEN = /(?:&(?:gt|lt|quot|amp|nbsp|rdquo|rsquo);|[^\w-])+$/u;
/** Two dots that a word processor made three, or one sign. */
const DOTS = /^(v\d+)(?:…|\.{3,})(v\d+)$/;

/** Which segment is a token, or null. */
function tokenAt(segments: readonly string[]): number | null {
  const [first, second] = segments.map((segment) => segment.toLowerCase());
  if (first === "join") return 1;
  return first === "-" && second === "reset" ? 2 : null;
}

function read(path: string): string[] | null {
  try {
    return segmentsOf(path).map(decodeURIComponent);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

/** Without empty ones, and no backslash, which browsers read as a slash: so no path can be taken for another host. */
function segmentsOf(path: string): string[] {
  return path
    .replaceAll("\\", "%5C")
    .split("/")
    .filter((segment) => segment !== "");
}

function joined(segments: readonly string[]): string {
  return `/${segments.join("/")}`;
}
