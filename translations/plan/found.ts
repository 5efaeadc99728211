/**
 * The first records of a ledger: what a corpus holds, put through the same rules as everything that comes after.
 * Keeping the records is left to the store.
 */
import { decide, type Command } from "../ledger/decide.ts";
import { chain, type LedgerRecord } from "../ledger/events.ts";
import { evolve, NOTHING, type PassageState } from "../ledger/state.ts";
import { renderingFromJson } from "../text/canonical.ts";
import { PROJECT, type Corpus, type CorpusProposal, type CorpusVersion } from "./corpus.ts";

/** When the corpus is taken to have been brought in. Fixed, so that every workbench begins with the same digests. */
export const FOUNDED = "2026-11-24T00:00:00.000Z";

/**
 * The records that bring `corpus` in, passage by passage in the order of the outline, each passage's chained from its
 * first. The same corpus gives the same records, digests and all, every time.
 * @throws Error if the ledger's rules refuse anything in the corpus, naming the passage and the refusal.
 */
export function foundingRecords(corpus: Corpus): LedgerRecord[] {
  refuseStrangers(corpus);
  return corpus.work.passages.flatMap(({ id }) => recordsOf(corpus, id));
}

function recordsOf(corpus: Corpus, passage: string): LedgerRecord[] {
  const stream = { work: corpus.work.id, passage };
  const records: LedgerRecord[] = [];
  let state: PassageState = NOTHING;
  for (const command of commandsOf(corpus, passage)) {
    const decision = decide(state, command, PROJECT, FOUNDED);
    if (!decision.ok)
      throw new Error(
        `The corpus can't be brought in: ${stream.work}/${passage}, ${command.type}: ${decision.refusal.message}`,
      );
    for (const event of decision.events) {
      const record = chain(stream, records.at(-1) ?? null, FOUNDED, event);
      records.push(record);
      state = evolve(state, record);
    }
  }
  return records;
}

function commandsOf({ histories, proposals }: Corpus, passage: string): Command[] {
  return [
    ...histories.filter((history) => history.passage === passage).flatMap(({ versions }) => versions.map(recording)),
    ...proposals.filter((proposal) => proposal.passage === passage).flatMap(proposing),
  ];
}

function recording({ number: _number, digest: _digest, rendering, ...facts }: CorpusVersion): Command {
  return { type: "record-version", facts: { ...facts, rendering: rendering && renderingFromJson(rendering) } };
}

function proposing({ id, kind, base, rendering, notes, summary, proposers }: CorpusProposal): Command[] {
  return [
    { type: "open-proposal", proposal: id, kind, base },
    { type: "submit-proposal", proposal: id, rendering: renderingFromJson(rendering), notes, summary, proposers },
  ];
}

function refuseStrangers({ work, histories, proposals }: Corpus): void {
  const known = new Set(work.passages.map(({ id }) => id));
  const stranger = [...histories, ...proposals].find(({ passage }) => !known.has(passage));
  if (stranger)
    throw new Error(
      `The corpus can't be brought in: "${stranger.passage}" is no passage of ${work.id}. Add it to the outline.`,
    );
}
