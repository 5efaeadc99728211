/** A note whose words changed: somebody says that it holds for other words, how it reads from then on, or that it holds no more. */
import type { NoteChecked, NoteOf, NoteOutcome, NoteWording } from "../ledger/note-checks.ts";
import { citedOf } from "../ledger/cited.ts";
import type { Refusal } from "../ledger/refusals.ts";
import { everIn } from "../ledger/sections.ts";
import { currentVersion, isHeld, versionOf, type Version } from "../ledger/state.ts";
import type { Work } from "../ledger/work.ts";
import type { Anchor, Person } from "../notes/note.ts";
import { anchorAt } from "../notes/anchor.ts";
import { canonicalJson } from "../text/json.ts";
import { over } from "../text/limits.ts";
import { isInvisible, plainly } from "../text/well-formed.ts";
import { add, refuse, tooLarge, type Decision } from "./commands.ts";
import type { Span } from "./discussing.ts";

export interface CheckingNote {
  type: "check-note";
  passage: string;
  of: NoteOf;
  /** The version that is current, as far as is known to whoever checks it. */
  version: number;
  outcome: NoteOutcome;
  /** The words of that version on which it holds; null: it speaks of the whole. */
  target: Span | null;
  /** How it reads from then on; left out: as it did. */
  body?: string | undefined;
  reason: string;
}

export function isCheckingNote(command: { type: string }): command is CheckingNote {
  return command.type === "check-note";
}

/** Said a second time by the same, it adds nothing. */
export function checkNote(work: Work, command: CheckingNote, by: Person, versions: readonly Version[]): Decision {
  const { passage, of, version: number, outcome } = command;
  if (!everIn(work, passage)) return refuse({ code: "unknown-passage", named: passage });
  const current = currentVersion({ versions });
  if (!current || current.number !== number)
    return refuse({ code: "stale-base", why: "checking", current: current?.number ?? null });
  const recorded = versionOf({ versions }, of.version);
  if (!recorded?.notes.some(({ id }) => id === of.note) || of.version >= number)
    return refuse({ code: "not-in-text", what: "note" });
  const wording = wordingOf(command, current);
  if (wording && "code" in wording) return refuse(wording);
  const last = recorded.checks?.findLast(({ note }) => note === of.note);
  const said = { outcome, version: number, wording, reason: plainly(command.reason) };
  if (outcome === "open" && (!last || last.outcome === "open")) return add();
  if (last && last.by.id === by.id && canonicalJson(said) === canonicalJson(saidIn(last))) return add();
  const event: NoteChecked = { type: "note-checked", of: { ...of }, ...said, by };
  return { ok: true, facts: [{ passage, event }] };
}

type Said = Pick<NoteChecked, "outcome" | "version" | "wording" | "reason">;

function saidIn({ outcome, version, wording, reason }: Said): Said {
  return { outcome, version, wording, reason };
}

/** What the note hangs on, and how it reads; null where it holds no more, or is to be looked at again. */
function wordingOf({ outcome, target, body }: CheckingNote, current: Version): NoteWording | Refusal | null {
  if (outcome === "retired" || outcome === "open") return null;
  const on = target && anchorIn(current, target);
  if (on === undefined) return { code: "not-in-text", what: "words" };
  if (outcome === "confirmed") return { target: on };
  const words = plainly(body ?? "");
  if (isInvisible(words)) return { code: "empty", why: "note" };
  const excess = over("noteCharacters", words.length);
  return excess ? tooLarge(excess) : { target: on, body: words };
}

/** Undefined if these are no words of it. */
function anchorIn(version: Version, { start, end, exact }: Span): Anchor | undefined {
  const text = isHeld(version) ? citedOf(version.words).canonical : "";
  if (start >= end || end > text.length || isInvisible(text.slice(start, end))) return undefined;
  return exact !== undefined && text.slice(start, end) !== exact ? undefined : anchorAt(text, start, end);
}
