/** What is sent is taken down whole, in a file without a name, before anything is done with it. */
import { write } from "node:fs";
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

/**
 * Takes down what a request brings, and does something with it.
 * @param may who asks, if they may: asked again once all has come, for they may have lost that right meanwhile.
 */
export type TakingDown = <Done>(
  req: Request,
  may: () => Promise<Actor>,
  act: (by: Actor, file: number) => Promise<Done>,
) => Promise<Done>;

export function takingDown({ exchanging }: Pick<Workbench, "exchanging">): TakingDown {
  const taking = new AtOnce(MOST_OF_ONE);
  return async (req, may, act) =>
    taking.for((await may()).id, () =>
      exchanging.withFile(async (file) => {
        await takeDown(req, file);
        return act(await may(), file);
      }),
    );
}

const written = promisify(write);

/** Writes all of it where the file ends now. */
export async function writeTo(file: number, bytes: Uint8Array): Promise<void> {
  for (let rest = bytes; rest.length > 0;) rest = rest.subarray((await written(file, rest)).bytesWritten);
}

/** Writes what comes in into a file. @throws Problem 413, 415; 400 if it ends before its end. */
async function takeDown(req: Request, file: number): Promise<void> {
  const tooLarge = () => new Problem(413, { code: "too-large", why: "sent", most: FILE_LIMITS.sent });
  if (!/^(?:identity)?$/.test(req.headers["content-encoding"] ?? ""))
    throw new Problem(415, { code: "not-readable", why: "lines" });
  if (Number(req.headers["content-length"] ?? 0) > FILE_LIMITS.sent) throw tooLarge();
  req.setTimeout(PATIENCE, () => req.destroy());
  let bytes = 0;
  try {
    for await (const piece of req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      bytes += piece.length;
      if (bytes > FILE_LIMITS.sent) throw tooLarge();
      await writeTo(file, piece);
    }
  } catch (error) {
    throw req.destroyed && !(error instanceof Problem)
      ? new Problem(400, { code: "not-readable", why: "request" })
      : error;
  }
  req.setTimeout(0);
}
