/**
 * The body of a record as it lies in a database: each digest in it, a JSON string of 64 hexadecimal digits, as its 32 bytes
 * behind a mark. A version's record names seven, which are half of it. What is digested, verified, exported and copied is
 * the body itself.
 */

/** Stands for the quotation marks of a digest: in UTF-8 there is no such byte. */
const MARK = 0xff;
const BYTES = 32;

const DIGEST = /"([0-9a-f]{64})"/;

/** @throws nothing: whatever the body holds, {@link unpacked} gives it back. */
export function packed(body: string): Buffer {
  // Of what a pattern's group matched, every second piece is one.
  const pieces = body.split(DIGEST);
  const mark = Buffer.of(MARK);
  return Buffer.concat(
    pieces.flatMap((piece, at) => (at % 2 === 0 ? [Buffer.from(piece, "utf8")] : [mark, Buffer.from(piece, "hex")])),
  );
}

/** The body of what {@link packed} made; of bytes that somebody bent, another. */
export function unpacked(bytes: Buffer): string {
  let [body, from] = ["", 0];
  for (let at = bytes.indexOf(MARK); at !== -1; at = bytes.indexOf(MARK, from)) {
    body += `${bytes.toString("utf8", from, at)}"${bytes.toString("hex", at + 1, at + 1 + BYTES)}"`;
    from = Math.min(at + 1 + BYTES, bytes.length);
  }
  return body + bytes.toString("utf8", from);
}
