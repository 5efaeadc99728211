/** Source words are given to passages: of one passage anew, or a whole text at once, with new passages between. */
import { worded } from "../ledger/described.ts";
import type { Fact } from "../ledger/record.ts";
import { everIn } from "../ledger/sections.ts";
import { sourceText, type Passage, type Source, type Work } from "../ledger/work.ts";
import type { Person } from "../notes/note.ts";
import { withFewMarks } from "../text/canonical.ts";
import { canonicalJson } from "../text/json.ts";
import { over } from "../text/limits.ts";
import { add, refuse, type Decision } from "./commands.ts";
import { addPassage, type PassageWords } from "./outline.ts";

/** Another wording of a passage's source. `number`: of the wording that it follows. */
export interface WordingSource {
  type: "word-source";
  passage: string;
  number: number;
  source: Omit<Source, "number">;
}

/** What one passage gets of a text: a wording after the one of this `number`, or, of one that is new, its place and name as well. */
export type SuppliedSource = { passage: string; words: readonly string[] } & (
  { number: number } | { after: string | null; called: PassageWords }
);

/** A piece of a text is laid on a work, in the text's order: so many passages as one act has. */
export interface SupplyingSource {
  type: "supply-source";
  passages: readonly SuppliedSource[];
  /** Where the words are from, */
  provenance: string;
  /** and why they come. */
  reason: string;
}

/** Said a second time, it adds nothing. */
export function wordSource(work: Work, { passage, number, source }: WordingSource, by: Person): Decision {
  const before = everIn(work, passage)?.source;
  if (!before) return refuse({ code: "unknown-passage", named: passage });
  const words = source.words.filter((each) => each !== "").map(withFewMarks);
  const after = { ...source, words };
  const { number: current, since: _, ...stood } = before;
  const stands = canonicalJson(after) === canonicalJson(stood);
  // Said a second time: the answer to the first was lost, say.
  if (stands && current === number + 1) return add();
  if (current !== number) return refuse({ code: "stale-base", why: "source", current });
  if ((source.held === "none") !== (words.length === 0)) return refuse({ code: "empty", why: "source" });
  if (stands) return refuse({ code: "unchanged", why: "source", number });
  return { ok: true, facts: [{ passage, event: worded({ ...after, number: number + 1 }, by) }] };
}

/** All of it or nothing; what is there already is left as it is. */
export function supplySource(work: Work, command: SupplyingSource, by: Person): Decision {
  const { passages, provenance, reason } = command;
  const facts: Fact[] = [];
  const added = new Map<string, Passage>();
  for (const { passage, words, ...place } of passages) {
    const excess = over("characters", words.join("\n\n").length) ?? over("blocks", words.length);
    if (excess) return refuse({ code: "too-large", excess });
    const source = { held: "whole" as const, words: [...words], provenance };
    if ("number" in place) {
      const decision = wordSource(work, { type: "word-source", passage, number: place.number, source }, by);
      if (!decision.ok) return decision;
      facts.push(...decision.facts);
    } else if (!isThere(added.get(passage) ?? everIn(work, passage), words)) {
      const { after, called } = place;
      const adding = { type: "add-passage" as const, passage, after, words: called, source, reason };
      const decision = addPassage(work, adding, by, added);
      if (!decision.ok) return decision;
      facts.push(...decision.facts);
      added.set(passage, { id: passage, ...called, source: { ...source, number: 1 } });
    }
  }
  return { ok: true, facts };
}

/** True if a passage was added so before: the answer to that was lost, say. */
function isThere(ever: Passage | undefined, words: readonly string[]): boolean {
  return ever !== undefined && sourceText(ever.source) === sourceText({ words: words.map(withFewMarks) });
}
