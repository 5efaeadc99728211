/**
 * A revised file of a translation against the translation as it stands, group by group: what became of its passages, and which
 * words are to be proposed. Where passages stand, and which are one, is told and not proposed: that is for the outline.
 */
import { DOUBTFUL } from "../align/align.ts";
import type { Contributor } from "../ledger/events.ts";
import { isHeld, latestOf, type PassageState } from "../ledger/state.ts";
import type { Work } from "../ledger/work.ts";
import type { Person } from "../notes/note.ts";
import type { RenderingJson } from "../text/schema.ts";
import type { BroughtVersion, Counting } from "./brought.ts";
import type { Group, Known, Placed } from "./onto.ts";
import type { ReturnedPart } from "./returned.ts";
import { isKnown, isSame, wasProposed, withIds } from "./said-before.ts";

/** What became of passages; `proposed`: what of them is worded otherwise was proposed before. */
export const BECAME = ["kept", "proposed", "revised", "moved", "split", "merged", "new", "gone"] as const;
export type Became = (typeof BECAME)[number];

/** What became of some passages in a file. */
export interface Difference {
  became: Became;
  /** True if they stand elsewhere, whatever else became of them. */
  moved: boolean;
  /** True if these may be the words of other passages. */
  doubtful: boolean;
  passages: string[];
  /** How the file words them, each of its pieces by itself. */
  words: RenderingJson[];
  /** What is to be proposed. */
  parts: ReturnedPart[];
}

/** With whom and what a file is compared. */
export interface Comparing {
  work: Pick<Work, "translation">;
  /** The id of the translation that the file revises. */
  translation: string;
  /** Whoever brings it, and on which day (ISO 8601). */
  by: Person;
  day: string;
  /** Those who revised it, where the file names nobody. */
  people: readonly Person[];
}

/**
 * What became of the passages of a group; null if nothing is to be told of them.
 * @param states of each of its passages.
 * @param left counts what of the file is not taken.
 */
export function differenceOf(
  group: Group,
  states: readonly PassageState[],
  comparing: Comparing,
  left: Counting,
): Difference | null {
  const { shape, moved, passages, placed, words } = group;
  const told = { moved, passages, words, parts: [], doubtful: placed.some(({ confidence }) => confidence < DOUBTFUL) };
  if (shape === "new") return { ...told, became: "new" };
  const parts = placed.map((each) => partOf(each, states[passages.indexOf(each.passage)]!, comparing, left));
  if (parts.every((part) => part === "nothing"))
    return isWorded(states, comparing) ? { ...told, became: "gone" } : null;
  if (moved) left.add("moves of passages");
  if (shape === "merged") left.add("joins of passages");
  const proposed = parts.filter((part) => typeof part === "object");
  // What can't be cut would be the words of one passage and stay those of the others.
  const all = { ...told, parts: placed.length < passages.length ? [] : proposed };
  if (proposed.length === 0 && parts.includes("proposed")) return { ...all, became: "proposed" };
  if (shape === "merged") return { ...all, became: "merged" };
  if (parts.every((part) => part === "unworded")) return null;
  const [part] = parts;
  if (part === "kept") return { ...all, became: moved ? "moved" : "kept" };
  if (shape === "split") return { ...all, became: "split" };
  if (moved) return { ...all, became: "moved" };
  return { ...all, became: "revised" };
}

/** Groups without those whose passage stands where it stood, in the same words and with no note; and how many those are. */
export function withoutKept(groups: readonly Group[], known: readonly Known[]): { groups: Group[]; kept: number } {
  const here = new Map(known.map(({ id, rendering }) => [id, rendering]));
  const left = groups.filter(({ shape, moved, placed: [placed] }) => {
    if (moved || !placed || shape === "merged" || placed.versions.length > 1) return true;
    const [{ rendering, notes = [], rationale }] = placed.versions as [BroughtVersion];
    const standing = here.get(placed.passage);
    return !standing || !rendering || notes.length > 0 || rationale !== "" || !isSame(standing, rendering);
  });
  return { groups: left, kept: groups.length - left.length };
}

function isWorded(states: readonly PassageState[], { translation, work }: Comparing): boolean {
  return states.some(({ versions }) => {
    const latest = latestOf(translation, versions, work.translation.id);
    return latest !== undefined && isHeld(latest);
  });
}

/** A part of a proposal, or why there is none: the file has no words, or those that stand, or that were proposed, or that can't be. */
function partOf(
  { passage, versions }: Placed,
  state: PassageState,
  { work, translation, by, day, people }: Comparing,
  left: Counting,
): ReturnedPart | "nothing" | "kept" | "proposed" | "unworded" {
  const latest = versions.at(-1);
  if (!latest?.rendering) return "nothing";
  const { rendering } = latest;
  const notes = (latest.notes ?? []).filter((note) => !isKnown(state, note));
  const standing = latestOf(translation, state.versions, work.translation.id);
  countOthers(versions, left);
  // A proposal revises what stands, or gives a passage its first words.
  if (!standing && (state.versions.length > 0 || translation !== work.translation.id)) {
    left.add("passages that it had no words for");
    return "unworded";
  }
  const isKept = standing?.words ? isSame(standing.words.rendering, rendering) : false;
  if (isKept || wasProposed(state, rendering)) {
    left.add("notes on words that are as they were", notes.length);
    return isKept ? "kept" : "proposed";
  }
  const base = standing?.number ?? null;
  return {
    ...{ passage, base, rendering, notes: withIds(state, notes, by, day) },
    proposers: named(latest.by, people),
    stale: false,
  };
}

/** A proposal has the last of several wordings, and one reason for all of its parts. */
function countOthers(versions: readonly BroughtVersion[], left: Counting): void {
  left.add("earlier wordings", versions.length - 1);
  left.add("reasons of single passages", versions.filter(({ rationale }) => rationale !== "").length);
}

function named(by: readonly Pick<Contributor, "name">[], people: readonly Person[]): Person[] {
  return by.length > 0 ? by.map(({ name }) => ({ name })) : [...people];
}
