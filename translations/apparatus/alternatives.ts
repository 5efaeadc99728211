/**
 * The standing apparatus: renderings that were offered and not chosen, by notes and by declined proposals. They are
 * kept with whoever offered them; whether a later version took one up is for the reader to see.
 */
import { isInsertion, kindBySides, textsOf, widened, type Change, type Hunk } from "../compare/change.ts";
import { diffRenderings } from "../compare/words/words.ts";
import {
  currentVersion,
  versionOf,
  wordsRemoved,
  type PassageState,
  type ProposalHere,
  type Version,
} from "../ledger/state.ts";
import { canonicalText, renderingFromJson } from "../text/canonical.ts";
import type { RenderingJson } from "../text/schema.ts";
import { words } from "../text/words.ts";
import { anchorAt, resolve } from "../notes/anchor.ts";
import { standingNotes, type StandingNote } from "./carry.ts";
import type { Anchor, Person } from "../notes/note.ts";

/** A rendering offered but not chosen. */
export interface StandingAlternative {
  words: string;
  /** The words it would replace; null if it is offered for the whole. */
  instead: string | null;
  /** The version whose words those are, if they can't be placed in the words that stand now. */
  formerly: { version: number; gone: boolean } | null;
  by: Person;
  from: { kind: "note"; version: number; note: string } | { kind: "proposal"; proposal: string };
}

/** A proposal of more changes than this is a rendering of its own, and is offered whole. */
const FEW = 3;

/** What of a passage offers alternatives. */
type Offering = Pick<PassageState, "versions" | "proposals">;

/** True if there may be alternatives: it is seen without comparing any words. */
export function offersAlternatives({ versions, proposals }: Offering): boolean {
  return (
    versions.some(({ notes }) => notes.some(({ alternatives }) => alternatives.length > 0)) ||
    proposals.some(({ status }) => status === "declined")
  );
}

/** All alternatives of a passage: those of notes, oldest version first, then those of declined proposals. */
export function standingAlternatives(state: Offering): StandingAlternative[] {
  const current = currentVersion(state);
  const text = current?.words ? textOf(current.words.rendering) : null;
  const standing = current ? standingNotes(state.versions, current.number) : [];
  return [
    ...state.versions.flatMap((version) => fromNotes(version, standing, text)),
    ...state.proposals.flatMap((proposal) => fromProposal(proposal, state, text)),
  ];
}

/** @param text the words that stand now, null if they are not held. */
function fromNotes(
  { number, base, notes }: Version,
  standing: readonly StandingNote[],
  text: string | null,
): StandingAlternative[] {
  return notes.flatMap(({ id, author, alternatives, target, lost }) => {
    const instead = target?.exact ?? lost ?? null;
    const now = standing.find(({ note, version }) => note.id === id && version === number)?.note.target;
    const formerly = instead === null || now ? null : former(target ? number : (base ?? number), instead, text);
    return alternatives.map((offered): StandingAlternative => {
      return { words: offered, instead, formerly, by: author, from: { kind: "note", version: number, note: id } };
    });
  });
}

/** Words that can't be placed; they may still stand there more than once, which is not to be gone. */
function former(version: number, words: string, text: string | null): StandingAlternative["formerly"] {
  return { version, gone: text !== null && !text.includes(words) };
}

function textOf(rendering: RenderingJson): string {
  return canonicalText(renderingFromJson(rendering));
}

function fromProposal(proposal: ProposalHere, state: Offering, text: string | null): StandingAlternative[] {
  const { id, kind, status, submission, base, openedBy } = proposal;
  if (status !== "declined" || kind !== "revision" || !submission || wordsRemoved(proposal)) return [];
  const revised = base === null ? undefined : versionOf(state, base);
  const pairs = offers(submission.rendering, revised?.words?.rendering ?? null);
  const by = submission.proposers[0] ?? openedBy;
  return pairs.map(({ words, instead, anchor }): StandingAlternative => {
    const stands = anchor === null || base === null || (text !== null && resolve(anchor, text) !== null);
    const formerly = stands || instead === null ? null : former(base, instead, text);
    return { words, instead, formerly, by, from: { kind: "proposal", proposal: id } };
  });
}

/** `anchor`: where the words that it would replace stand in the version it revises; null for the whole. */
type Offer = Pick<StandingAlternative, "words" | "instead"> & { anchor: Anchor | null };

function offers(proposed: RenderingJson, base: RenderingJson | null): Offer[] {
  const rendering = renderingFromJson(proposed);
  const whole = [{ words: canonicalText(rendering), instead: null, anchor: null }];
  if (!base) return whole;
  const { a, b, changes } = diffRenderings(renderingFromJson(base), rendering);
  const wordings = changes.filter(({ kind }) => kind !== "reformatted");
  if (wordings.length > FEW || wordings.some(({ kind }) => kind === "moved")) return whole;
  return wordings.map((change) => {
    const offered = readable(change, a.text);
    const [older, newer] = textsOf(offered, a.text, b.text);
    const anchor = isInsertion(offered) ? null : anchorAt(a.text, offered.fromA, offered.toA);
    return { words: newer.trim(), instead: older.trim(), anchor };
  });
}

/**
 * An insertion or a deletion with the kept words beside it, so that both sides have words to read: taking out "very"
 * of "a very good life" offers "a good" instead of "a very good".
 */
function readable(change: Change, text: string): Hunk {
  if (kindBySides(change) === "replaced") return change;
  const before = words(text.slice(0, change.fromA)).at(-1);
  const after = words(text.slice(change.toA))[0];
  return widened(change, before ? change.fromA - before.from : 0, after ? after.to : 0);
}
