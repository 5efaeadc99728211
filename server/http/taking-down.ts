/** What is sent is taken down whole, in a file of its own, before anything is done with it. */
import { createHash } from "node:crypto";
import { closeSync, write } from "node:fs";
import { promisify } from "node:util";
import type { Request } from "express";
import { FILE_LIMITS } from "../../translations/exchange/limits.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { AtOnce } from "./at-once.ts";
import { Problem } from "./problem.ts";
import type { Workbench } from "./workbench.ts";

/** So much is taken from one person at once. */
const MOST_OF_ONE = 2;
/** Whoever sends nothing for so many milliseconds is waited for no longer. */
const PATIENCE = 60_000;
/** So many bytes of the disk are left to what is written beside: whoever sends files takes the room of no version. */
const LEFT = 500_000_000;

/** What came, as it lies on the disk until the errand is done that takes it: its id there, and the SHA-256 of its bytes. */
export interface TakenDown {
  file: string;
  digest: string;
}

/**
 * Takes down what a request brings, and begins something with it.
 * @param may who asks, if they may: asked again once all has come, for they may have lost that right meanwhile.
 * @param act begins an errand with the file, whose it is then; where it begins none, the file is gone.
 * @param most so many bytes at most.
 */
export type TakingDown = (
  req: Request,
  may: () => Promise<Actor>,
  act: (by: Actor, taken: TakenDown) => Promise<void>,
  most?: number,
) => Promise<void>;

export function takingDown({ exchanging: { files } }: Pick<Workbench, "exchanging">): TakingDown {
  const taking = new AtOnce(MOST_OF_ONE);
  /** Of those that are being taken down, in bytes. */
  let coming = 0;
  /** @throws Problem 507 */
  async function whereRoom<Made>(size: number, take: () => Promise<Made>): Promise<Made> {
    coming += size;
    try {
      if ((await files.room()) < LEFT + coming) throw new Problem(507, { code: "disk-full", why: "disk" });
      return await take();
    } finally {
      coming -= size;
    }
  }
  return async (req, may, act, most = FILE_LIMITS.sent) =>
    taking.for((await may()).id, async () => {
      const { id, file } = files.begin();
      try {
        const digest = await whereRoom(sizeOf(req, most), () => takeDown(req, file, most)).finally(() =>
          closeSync(file),
        );
        await act(await may(), { file: id, digest });
      } catch (error) {
        files.drop(id);
        throw error;
      }
    });
}

/** How many bytes a request brings at most. */
function sizeOf({ headers }: Request, most: number): number {
  return Math.min(Number(headers["content-length"] ?? most) || most, most);
}

const written = promisify(write);

/** Writes all of it where the file ends now. */
export async function writeTo(file: number, bytes: Uint8Array): Promise<void> {
  for (let rest = bytes; rest.length > 0;) rest = rest.subarray((await written(file, rest)).bytesWritten);
}

/** Writes what comes in into a file. @returns its digest @throws Problem 413, 415; 400 if it ends before its end. */
async function takeDown(req: Request, file: number, most: number): Promise<string> {
  const tooLarge = () => new Problem(413, { code: "too-large", why: "sent", most });
  if (!/^(?:identity)?$/.test(req.headers["content-encoding"] ?? ""))
    throw new Problem(415, { code: "not-readable", why: "lines" });
  if (Number(req.headers["content-length"] ?? 0) > most) throw tooLarge();
  req.setTimeout(PATIENCE, () => req.destroy());
  const hash = createHash("sha256");
  let bytes = 0;
  try {
    for await (const piece of req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      bytes += piece.length;
      if (bytes > most) throw tooLarge();
      hash.update(piece);
      await writeTo(file, piece);
    }
  } catch (error) {
    throw req.destroyed && !(error instanceof Problem)
      ? new Problem(400, { code: "not-readable", why: "request" })
      : error;
  }
  req.setTimeout(0);
  return hash.digest("hex");
}
