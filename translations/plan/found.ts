/**
 * The first records of a ledger: what a corpus holds, put through the same rules as everything that comes after.
 * Keeping the records is left to the store.
 */
import { decide, type Command } from "../decide/decide.ts";
import { describingRecords, withRendered } from "../ledger/described.ts";
import { saltsFrom } from "../ledger/enclosures.ts";
import { endsAfter, passageStream, recordsOfAct, type End, type LedgerRecord } from "../ledger/record.ts";
import { evolveProposal, replay, type Proposal } from "../ledger/state.ts";
import { renderingFromJson } from "../text/canonical.ts";
import { PROJECT, PROJECT_PERSON, type Corpus, type CorpusProposal, type CorpusVersion } from "./corpus.ts";

/** When the corpus is taken to have been brought in. Fixed, so that every workbench begins with the same digests. */
export const FOUNDED = "2026-11-24T00:00:00.000Z";

/**
 * The records that bring `corpus` in: what describes the work, then its versions and proposals, passage by passage in the
 * order of the outline. The same corpus gives the same records, digests and all, every time.
 * @throws Error if the ledger's rules refuse anything in the corpus, naming the passage and the refusal.
 */
export function foundingRecords(corpus: Corpus): LedgerRecord[] {
  refuseStrangers(corpus);
  const { work } = corpus;
  // What a corpus holds is published: salts that anybody can make anew give nothing away.
  const id = `founding/${work.id}`;
  const describing = describingRecords(work, PROJECT_PERSON, { id, at: FOUNDED, newSalt: saltsFrom(id) });
  const ends = endsAfter(describing);
  const endOf = (passage: string) => ends.get(passageStream({ work: work.id, passage }))!;
  return [...describing, ...work.passages.flatMap(({ id }) => recordsOf(corpus, id, endOf(id)))];
}

/** @param end how the passage's stream ends so far. */
function recordsOf(corpus: Corpus, passage: string, end: End): LedgerRecord[] {
  const place = { work: corpus.work.id, passage };
  const records: LedgerRecord[] = [];
  let ends: ReadonlyMap<string, End> = new Map([[passageStream(place), end]]);
  commandsOf(corpus, passage).forEach((command, index) => {
    const passages = new Map([[passage, replay(passage, records)]]);
    const known = { passages, proposal: proposalIn(records, command), own: corpus.work.translation.id };
    const decision = decide(known, command, PROJECT, FOUNDED);
    if (!decision.ok)
      throw new Error(
        `The corpus can't be brought in: ${place.work}/${passage}, ${command.type}: ${JSON.stringify(decision.refusal)}`,
      );
    const facts = withRendered(corpus.work, decision.facts);
    const id = `founding/${place.work}/${passage}/${index + 1}`;
    const added = recordsOfAct(place.work, ends, { id, at: FOUNDED, newSalt: saltsFrom(id) }, facts);
    records.push(...added);
    ends = endsAfter(added, ends);
  });
  return records;
}

function proposalIn(records: readonly LedgerRecord[], command: Command): Proposal | null {
  const own = records.filter(
    ({ event }) => "proposal" in command && "proposal" in event && event.proposal === command.proposal,
  );
  return own.reduce(evolveProposal, null);
}

function commandsOf({ histories, proposals }: Corpus, passage: string): Command[] {
  return [
    ...histories
      .filter((history) => history.passage === passage)
      .flatMap(({ versions }) => versions.map((version) => recording(passage, version))),
    ...proposals.filter((proposal) => proposal.passage === passage).flatMap(proposing),
  ];
}

function recording(passage: string, { number: _number, digest: _digest, rendering, ...facts }: CorpusVersion): Command {
  return { type: "record-version", passage, facts: { ...facts, rendering: rendering && renderingFromJson(rendering) } };
}

function proposing({ id, passage, kind, base, rendering, notes, summary, proposers }: CorpusProposal): Command[] {
  const words = { passage, rendering: renderingFromJson(rendering), notes, proposers };
  return [
    { type: "open-proposal", proposal: id, kind, parts: [{ passage, base }] },
    { type: "submit-proposal", proposal: id, parts: [words], summary },
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
