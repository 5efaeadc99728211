/**
 * A form with files as a browser sends it (`multipart/form-data`, RFC 7578), cut into its parts. Nothing of it is copied and no
 * file is read: what is in one, a process of its own finds out.
 */

/** A field that was filled in, or a file that was chosen. */
export interface Part {
  name: string;
  /** What the file is called; null of a field. A browser sends an empty one without a name where none was chosen. */
  file: string | null;
  bytes: Buffer;
}

/** More fields and files than any form of ours has. */
const MOST = 2_000;
/** So many bytes the head of a part has at most. */
const HEAD = 4_096;

/**
 * The parts of a form in their order.
 * @param type the content type, which names the boundary between them.
 * @returns null if it is no such form, or not whole.
 */
export function partsIn(type: string, body: Buffer): Part[] | null {
  const boundary = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(type)?.slice(1).find(Boolean);
  if (boundary === undefined) return null;
  const line = Buffer.from(`\r\n--${boundary}`);
  let at = body.indexOf(line.subarray(2));
  if (at !== 0 && body.indexOf(line) !== at - 2) return null;
  at += line.length - 2;
  const parts: Part[] = [];
  while (body.toString("latin1", at, at + 2) !== "--") {
    const end = body.indexOf(line, at);
    const part = end === -1 || parts.length === MOST ? null : partOf(body.subarray(at, end));
    if (!part) return null;
    parts.push(part);
    at = end + line.length;
  }
  return parts;
}

/** What stands between two boundaries: its head, an empty line, and what was sent. */
function partOf(between: Buffer): Part | null {
  const head = between.subarray(0, HEAD).indexOf("\r\n\r\n");
  if (head === -1) return null;
  const said = /^content-disposition:\s*form-data(;.*)$/im.exec(between.toString("utf8", 0, head))?.[1];
  const name = said && saidIn(said, "name");
  if (!said || name === undefined || name === null) return null;
  return { name, file: saidIn(said, "filename"), bytes: between.subarray(head + 4) };
}

/** Quotation marks and ends of lines in it are written as browsers write them: `%22`, `%0D`, `%0A`. */
function saidIn(disposition: string, what: string): string | null {
  const said = new RegExp(`;\\s*${what}="([^"]*)"`, "i").exec(disposition)?.[1];
  return said?.replace(/%(22|0D|0A)/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16))) ?? null;
}
