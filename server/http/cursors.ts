/**
 * Where a list of what waits in all works goes on. That is the number of a record, which would tell how much is recorded in
 * works that somebody may not read: so it goes out sealed, and tells nothing but that it is the same.
 */
import { createCipheriv, createDecipheriv, createHmac } from "node:crypto";

const CIPHER = "aes-128-ecb";
const SHAPE = /^[A-Za-z0-9_-]{22}$/;

export interface Cursors {
  seal(number: number): string;
  /** Null of what was not sealed here. */
  open(cursor: string): number | null;
}

/** @param secret the same after a restart, so that an address that somebody kept leads on. */
export function cursorsWith(secret: string): Cursors {
  const key = createHmac("sha256", secret).update("cursors").digest().subarray(0, 16);
  return {
    seal(number) {
      const block = Buffer.alloc(16);
      block.writeBigUInt64BE(BigInt(number), 8);
      const cipher = createCipheriv(CIPHER, key, null).setAutoPadding(false);
      return Buffer.concat([cipher.update(block), cipher.final()]).toString("base64url");
    },
    open(cursor) {
      if (!SHAPE.test(cursor)) return null;
      const decipher = createDecipheriv(CIPHER, key, null).setAutoPadding(false);
      const block = Buffer.concat([decipher.update(Buffer.from(cursor, "base64url")), decipher.final()]);
      const number = Number(block.readBigUInt64BE(8));
      // Half of the block is empty: what somebody made up opens to something there.
      return block.readBigUInt64BE(0) === 0n && Number.isSafeInteger(number) ? number : null;
    },
  };
}
