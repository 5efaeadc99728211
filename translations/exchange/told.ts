/** A work as it goes out: its passages one after another, each with its versions and their addresses. */
import { citedText } from "../ledger/cited.ts";
import { currentVersion, insteadOf, isHeld, withdrawalOf, type HeldVersion, type Version } from "../ledger/state.ts";
import type { Passage, Work } from "../ledger/work.ts";
import { WITHHELD, type Person } from "../notes/note.ts";
import { writtenName } from "../people/named.ts";
import type { RenderingJson } from "../text/schema.ts";
import { Counting, type Counts } from "./brought.ts";

/** A passage and all that is told of it. */
export interface Told {
  passage: Passage;
  versions: readonly Version[];
  /** The address of one of its versions. */
  address: (version: number) => string;
}

/** The words of a version as it is cited; null if they are not held. */
export function citedTextOf({ words }: Pick<Version, "words">): string | null {
  return words && citedText(words);
}

/** The number of the version that stands; 0 if none does. */
export function numberOfCurrent(versions: readonly Version[]): number {
  return currentVersion({ versions })?.number ?? 0;
}

/** The id of the translation that a version is of; null if it is of the work's own. */
export function translationNamed({ translation }: Version, work: Pick<Work, "translation">): string | null {
  return translation === undefined || translation === work.translation.id ? null : translation;
}

/** Who wrote a version, in one line; whoever but accepted it is named only if nobody else is. */
export function authorsOf({ contributors }: Pick<Version, "contributors">): string {
  const writing = contributors.filter(({ role }) => role !== "approver");
  return (writing.length > 0 ? writing : contributors).map(writtenName).join(", ");
}

/** A version that was withdrawn: when (ISO 8601 instant), by whom and why, and which version stands instead, if one does. */
export interface Withdrawal {
  number: number;
  at: string;
  by: Person;
  reason: string;
  instead: number | null;
}

/** Those of a passage that were withdrawn. */
export function withdrawalsIn({ versions }: Pick<Told, "versions">, work: Pick<Work, "translation">): Withdrawal[] {
  return versions.flatMap((version) => {
    const removal = withdrawalOf(version);
    if (!removal) return [];
    const { at, by, reason } = removal;
    return [
      {
        number: version.number,
        at,
        by,
        reason,
        instead: insteadOf(version, versions, work.translation.id)?.number ?? null,
      },
    ];
  });
}

/** The same in a line, beside the words of a passage. */
export function withdrawalLine({ number, at, by, reason, instead }: Withdrawal, address: Told["address"]): string {
  const why = reason.replace(/\s+/gu, " ").trim();
  const said = `${address(number)} withdrawn ${at.slice(0, 10)} by ${writtenName(by)}${why === "" ? "" : `, because “${why}”`}`;
  return instead === null ? said : `${said}; instead ${address(instead)}`;
}

/** Who withdrew a version, as a file that is read again has it; "" if nobody knows. */
export function whoWithdrew({ by }: Pick<Withdrawal, "by">): string {
  return by.name === WITHHELD ? "" : writtenName(by);
}

/** What such a line begins with. */
export const WITHDRAWN_LINE = String.raw`\S*/[a-z0-9-]+/v\d+ withdrawn \d{4}-\d\d-\d\d by .*`;

/** The version that stands; null if none does, or its words are not held. */
export function standing(told: Told): HeldVersion | null {
  const version = currentVersion(told);
  return version && isHeld(version) ? version : null;
}

/**
 * What no table and no line holds of a passage: marks in the words, where something was published or comes from.
 * @param marks those that the format does hold.
 */
export function beyondWords({ passage, versions }: Told, marks: readonly string[] = []): Counts {
  const counting = new Counting();
  for (const version of versions) {
    if (withdrawalOf(version)) counting.add("days of withdrawals");
    counting.add("places of publication", version.publishedIn.length);
    if (version.provenance !== "") counting.add("provenances");
    if (version.words && hasMarkBeyond(version.words.rendering, marks)) counting.add("versions with marks");
  }
  if (passage.source.provenance) counting.add("provenances");
  return counting.counts();
}

function hasMarkBeyond({ marks = [], content = [] }: RenderingJson, held: readonly string[]): boolean {
  return marks.some(({ type }) => !held.includes(type)) || content.some((each) => hasMarkBeyond(each, held));
}
