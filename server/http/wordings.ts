/** The wordings that a passage's source has had. */
import { passageStream } from "../../translations/ledger/record.ts";
import { renderedSource, sourceMoved, type Version } from "../../translations/ledger/state.ts";
import { sourceText, type Passage, type Source, type Work } from "../../translations/ledger/work.ts";
import { canonicalWords } from "../../translations/text/canonical.ts";
import type { RenderingJson } from "../../translations/text/schema.ts";
import type { SourceMove } from "../../editor/difference/difference.ts";
import type { Store } from "../store/store.ts";
import type { Workbench } from "./workbench.ts";

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

/** What differs between the source as `version` renders it, or as a part was written against, and as it reads now; null if nothing does. */
export async function sourceMove(
  { aside, store }: Pick<Workbench, "aside" | "store">,
  { id, terms }: Work,
  passage: Passage,
  version: Pick<Version, "source" | "confirmed">,
): Promise<SourceMove | null> {
  if (!sourceMoved(version, passage.source)) return null;
  const from = renderedSource(version)!;
  const { source } = await asRendered(store, id, passage, { source: from });
  const [older, newer] = [asParagraphs(source), asParagraphs(passage.source)];
  const read = older && newer ? { older, newer, found: await aside("compared", older, newer, terms) } : null;
  return { from, to: passage.source.number, read };
}

/** A wording as a rendering of paragraphs, for differences are of renderings; null if none of its words are held. */
export function asParagraphs(source: Pick<Source, "words">): RenderingJson | null {
  const texts = sourceText(source).split("\n\n").map(canonicalWords);
  const content = texts
    .filter((text) => text !== "")
    .map((text) => ({ type: "paragraph", content: [{ type: "text", text }] }));
  return content.length > 0 ? { type: "doc", content } : null;
}
