/** How the source of a passage is proposed to read: what differs from its wording, and the form in which it is proposed, or brought up to date. */
import type { OutlineProposalView, SourceForm } from "../../editor/care/care.ts";
import { outlineProposalOf, type OutlineProposal } from "../../translations/ledger/outline-proposals.ts";
import { everIn } from "../../translations/ledger/sections.ts";
import type { Passage, Source, Work } from "../../translations/ledger/work.ts";
import { canonicalText, renderingFromJson } from "../../translations/text/canonical.ts";
import type { RenderingJson } from "../../translations/text/schema.ts";
import { asParagraphs, asRendered } from "./wordings.ts";
import type { Workbench } from "./workbench.ts";

/** So many that were decided are listed. */
const MOST_DECIDED = 20;

/** How the source of a passage was proposed to read, and was decided, the newest first. */
export function sourcesDecided({ outlineProposals = [] }: Work, passage: string): OutlineProposal[] {
  return outlineProposals
    .filter(({ change, status }) => change.act === "source" && change.passage === passage && status !== "open")
    .toReversed()
    .slice(0, MOST_DECIDED);
}

/** The wording that a proposal corrects, as it would read, and what differs. */
export async function correctedOf(
  { aside, store }: Pick<Workbench, "aside" | "store">,
  work: Work,
  { change, source }: OutlineProposal,
): Promise<Pick<OutlineProposalView, "before" | "after" | "source">> {
  const passage = change.act === "source" ? everIn(work, change.passage) : undefined;
  if (change.act !== "source" || !passage) return { before: [], after: [], source: null };
  const { source: was } = await asRendered(store, work.id, passage, { source: change.source });
  const cuts = { rendering: [], source: [] };
  const named = { id: passage.id, locator: passage.locator, rendering: null, changes: true, cuts };
  const [older, newer] = [asParagraphs(was), source ? asParagraphs(source) : null];
  const read = older && newer ? { older, newer, found: await aside("compared", older, newer, work.terms) } : null;
  return {
    before: [{ ...named, source: was.words }],
    after: [{ ...named, source: source?.words ?? [] }],
    source: read,
  };
}

/** The source as it reads; or, from a proposal of it, what that would make of it as it reads now. */
export async function sourceFormOf(
  bench: Pick<Workbench, "aside" | "store">,
  work: Work,
  passage: Passage,
  from: number | null,
): Promise<SourceForm> {
  const { number, words, provenance = "" } = passage.source;
  const plain = { number, text: words.join("\n\n"), provenance, reason: "", from: null, met: 0 };
  const proposal = from === null ? undefined : outlineProposalOf(work, from);
  const { change, source, reason } = proposal ?? {};
  if (!source || change?.act !== "source" || change.passage !== passage.id) return plain;
  const { source: was } = await asRendered(bench.store, work.id, passage, { source: change.source });
  const { text, met } = await merged(bench, was, source, passage.source);
  return { ...plain, text, met, provenance: source.provenance ?? provenance, reason: reason ?? "", from };
}

/** The proposal's words with what became of the source since; where both changed the same, the proposal's. */
async function merged(
  { aside }: Pick<Workbench, "aside">,
  was: Pick<Source, "words">,
  proposed: Pick<Source, "words">,
  now: Pick<Source, "words">,
): Promise<{ text: string; met: number }> {
  const [base, ours, theirs] = [asParagraphs(was), asParagraphs(proposed), asParagraphs(now)];
  const asProposed = { text: proposed.words.join("\n\n"), met: 0 };
  if (!base || !ours || !theirs) return asProposed;
  const both = await aside("merged", base, ours, theirs, { choices: [], rest: "ours", seen: null });
  if (!both) return asProposed;
  const [of] = await aside("met", revising(base, ours), [revising(base, theirs)], null, []);
  return { text: canonicalText(renderingFromJson(both.rendering)), met: of?.places ?? 0 };
}

function revising(base: RenderingJson, words: RenderingJson) {
  return { base: { number: 1, rendering: base }, words };
}
