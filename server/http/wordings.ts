/** The wordings that a passage's source has had. */
import { passageStream } from "../../translations/ledger/record.ts";
import type { Version } from "../../translations/ledger/state.ts";
import type { Passage } from "../../translations/ledger/work.ts";
import type { Store } from "../store/store.ts";

/**
 * A passage with the wording of its source that a version renders, however it reads now: the notes on it hang on those
 * words. The records are read only where the source was worded anew.
 */
export async function asRendered<Of extends Passage>(
  store: Pick<Store, "stream">,
  work: string,
  passage: Of,
  { source: number }: Pick<Version, "source">,
): Promise<Of> {
  if (number === undefined || number >= passage.source.number) return passage;
  const records = await store.stream(passageStream({ work, passage: passage.id }));
  const said = records.find(({ event }) => event.type === "source-worded" && event.number === number)?.event;
  if (said?.type !== "source-worded") return passage;
  const { held, wording, provenance } = said;
  const words = wording ?? [];
  const known = { number, held: wording ? held : ("none" as const), words };
  return { ...passage, source: { ...known, ...(provenance !== undefined && { provenance }) } };
}
