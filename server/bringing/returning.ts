/** A Word file that comes back: read, and laid beside what stands. */
import { NotTaken } from "../../translations/exchange/brought.ts";
import type { Piece } from "../../translations/exchange/pieces.ts";
import type { Choices } from "../../translations/exchange/reading.ts";
import { passagesIn, returned, type Returned, type ReturnedFile } from "../../translations/exchange/returned.ts";
import { replay, type PassageState } from "../../translations/ledger/state.ts";
import type { Work } from "../../translations/ledger/work.ts";
import type { Person } from "../../translations/notes/note.ts";
import type { Counts } from "../../translations/exchange/brought.ts";
import type { Store } from "../store/store.ts";
import { inTurns } from "../store/turns.ts";
import { readFile } from "./reading-files.ts";

/** A file with its changes and without, and what of it is not read. @throws NotTaken if it can't be read, or is no text. */
export async function returnedFile(name: string, bytes: Uint8Array): Promise<ReturnedFile & { notTaken: Counts }> {
  const read = async (tracked: Choices["tracked"]): Promise<{ pieces: Piece[]; notTaken: Counts }> => {
    const file = await readFile(name, bytes, { tracked: tracked!, footnotes: "notes" });
    if (file.kind === "passages") throw new NotTaken({ code: "a-table" });
    return file;
  };
  const { pieces: accepted, notTaken } = await read("accepted");
  const { pieces: both } = await read("both");
  return { accepted, both, notTaken };
}

/** What a file says that is new of a work. @param day ISO 8601, of what has none. */
export async function returnedTo(
  store: Store,
  work: Work,
  file: ReturnedFile,
  by: Person,
  day: string,
): Promise<Returned> {
  let state: PassageState | undefined;
  const steps = returned(work, file, () => state!, { by, day });
  const others = inTurns();
  for (const { id } of passagesIn(work, file)) {
    state = replay(id, await store.records({ work: work.id, passage: id }));
    const { done, value } = steps.next();
    if (done) return value;
    await others();
  }
  // Of a file without any passage of the work.
  return steps.next().value as Returned;
}
