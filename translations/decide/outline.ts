/**
 * How an outline lives: passages are called otherwise, moved, added, retired, split and joined. What went keeps its id,
 * its address, its versions and what is proposed there; no id is ever given twice, so what is made of other passages is
 * new. Whoever drafts on a passage that goes keeps the draft; it can't be accepted there any more (`refusedWhereGone`).
 */
import type { PassagePlaced } from "../ledger/describing.ts";
import { placed } from "../ledger/described.ts";
import { everIn, outlineOf, passageIn } from "../ledger/sections.ts";
import type { Proposal, Version } from "../ledger/state.ts";
import { isGone, isRetired, type Passage, type Source, type Work } from "../ledger/work.ts";
import type { Person } from "../notes/note.ts";
import { withFewMarks } from "../text/canonical.ts";
import { canonicalJson } from "../text/json.ts";
import { isInvisible } from "../text/well-formed.ts";
import { notStanding, ofOutline, refusedId, sourceOf } from "./in-outline.ts";
import { add, refuse, type Command, type Decision } from "./commands.ts";
import type { Refusal } from "../ledger/refusals.ts";
import { isCheckingNote } from "./checking.ts";
import { isChoosing } from "./choosing.ts";
import { isConfirming } from "./confirming.ts";
import { isWithdrawing } from "./withdrawing.ts";
import { joinPassages, splitPassage, type Joining, type Splitting } from "./parting.ts";

/** How a passage is called, and which part it plays. */
export type PassageWords = Pick<Passage, "locator" | "remark" | "kind" | "level">;

/** `reason`: why; it may be empty where nothing goes. */
export type OutlineCommand =
  /** What is left out stays as it was. */
  | { type: "name-passage"; passage: string; words: Partial<PassageWords>; reason?: string }
  /** Behind another passage, or (null) before all; one that went stands in the outline again. `branch`: with all under it. */
  | { type: "move-passage"; passage: string; after: string | null; branch: boolean; reason: string }
  | {
      type: "add-passage";
      passage: string;
      after: string | null;
      words: PassageWords;
      source: Omit<Source, "number">;
      reason: string;
    }
  | { type: "retire-passage"; passage: string; branch: boolean; reason: string }
  | Splitting
  | Joining;

const KINDS: Readonly<Record<OutlineCommand["type"], true>> = {
  "name-passage": true,
  "move-passage": true,
  "add-passage": true,
  "retire-passage": true,
  "split-passage": true,
  "join-passages": true,
};

/** A passage stands in the outline this deep at most. */
export const DEEPEST_LEVEL = 20;

export function isOutlineCommand(command: { type: string }): command is OutlineCommand {
  return Object.hasOwn(KINDS, command.type);
}

/** The passages whose versions a command is decided on. */
export function passagesTold(command: { type: string }): readonly string[] {
  if (isConfirming(command) || isChoosing(command) || isWithdrawing(command) || isCheckingNote(command))
    return [command.passage];
  if (!isOutlineCommand(command)) return [];
  if (command.type === "split-passage") return [command.passage];
  return command.type === "join-passages" ? command.passages : [];
}

/** What `command` adds to a work. @param versions of the passages that it parts or joins. */
export function outlined(
  work: Work,
  command: OutlineCommand,
  by: Person,
  versions: ReadonlyMap<string, readonly Version[]>,
): Decision {
  switch (command.type) {
    case "name-passage":
      return namePassage(work, command, by);
    case "move-passage":
      return movePassage(work, command, by);
    case "add-passage":
      return addPassage(work, command, by);
    case "retire-passage":
      return retirePassage(work, command, by);
    case "split-passage":
      return splitPassage(work, command, by, versions.get(command.passage) ?? []);
    case "join-passages":
      return joinPassages(work, command, by, versions);
  }
}

/**
 * Why a proposal can't begin on, be brought to, or be accepted for a passage that stands in the outline no more: nobody
 * would read its words. Null if it can.
 */
export function refusedWhereGone(work: Work | null, command: Command, proposal: Proposal | null): Refusal | null {
  if (!work?.retired) return null;
  const named = passagesIn(command, proposal);
  const gone = work.retired.find(({ id }) => named.includes(id));
  return gone ? { code: "retired", named: gone.locator, into: gone.end.into } : null;
}

function passagesIn(command: Command, proposal: Proposal | null): readonly string[] {
  switch (command.type) {
    case "open-proposal":
    case "propose":
      return command.parts.map(({ passage }) => passage);
    case "add-part":
      return [command.passage];
    case "accept-proposal": {
      const open = proposal?.parts.filter(({ status }) => status === "open").map(({ passage }) => passage) ?? [];
      return open.filter((passage) => command.passages?.includes(passage) ?? true);
    }
    default:
      return [];
  }
}

function namePassage(
  work: Work,
  { passage, words, reason = "" }: OutlineCommand & { type: "name-passage" },
  by: Person,
): Decision {
  const { passages } = work;
  const at = outlineOf(passages).places.get(passage);
  if (at === undefined) return notStanding(work, passage);
  const before = passages[at]!;
  const locator = isGone(before.removals, "passage") && before.locator === before.id ? "" : before.locator;
  const { remark, ...named } = { ...before, locator, ...words };
  const after: Passage = remark ? { ...named, remark } : named;
  if (isInvisible(after.locator)) return refuse({ code: "empty", why: "locator" });
  const behind = passages[at - 1]?.id ?? null;
  const is = placed(after, behind, by, reason);
  const same = canonicalJson(placed(before, behind, null)) === canonicalJson(placed(after, behind, null));
  return same ? add() : { ok: true, facts: [{ passage: null, event: is }] };
}

/** A passage as it may be placed again: as it was called last. */
function asCalled({ locator, ...passage }: Passage, by: Person, after: string | null, reason: string): PassagePlaced {
  return placed({ ...passage, locator: isInvisible(locator) ? passage.id : locator }, after, by, reason);
}

function movePassage(
  work: Work,
  { passage, after, branch, reason }: OutlineCommand & { type: "move-passage" },
  by: Person,
): Decision {
  const { passages } = work;
  const moving = movedWith(work, passage, branch);
  if (moving.length === 0) return notStanding(work, passage);
  if (after !== null && !passageIn(work, after)) return notStanding(work, after);
  if (moving.some(({ id }) => id === after)) return refuse({ code: "not-beside", why: "into-itself" });
  const at = outlineOf(passages).places.get(passage);
  if (at !== undefined && (passages[at - 1]?.id ?? null) === after) return add();
  const events = moving.map((each, index) => asCalled(each, by, moving[index - 1]?.id ?? after, reason));
  return { ok: true, facts: ofOutline(events) };
}

/** The passage, with all under it if its branch is meant; one that went comes alone. */
function movedWith(work: Work, passage: string, branch: boolean): readonly Passage[] {
  const outline = outlineOf(work.passages);
  const at = outline.places.get(passage);
  if (at === undefined) return work.retired?.filter(({ id }) => id === passage) ?? [];
  return work.passages.slice(at, branch ? outline.ends[at] : at + 1);
}

/** @param added those that are added before it in one act. */
export function addPassage(
  work: Work,
  { passage: id, after, words, source, reason }: OutlineCommand & { type: "add-passage" },
  by: Person,
  added: ReadonlyMap<string, Passage> = new Map(),
): Decision {
  const refused = refusedId(work, id, added);
  if (refused) return refused;
  if (after !== null && !added.has(after) && !passageIn(work, after)) return notStanding(work, after);
  if (isInvisible(words.locator)) return refuse({ code: "empty", why: "locator" });
  const held = source.words.filter((each) => each !== "").map(withFewMarks);
  if ((source.held === "none") !== (held.length === 0)) return refuse({ code: "empty", why: "source" });
  const { remark, ...called } = words;
  const passage = { id, ...called, ...(remark && { remark }), source: { ...source, words: held, number: 1 } };
  return { ok: true, facts: [...ofOutline([placed(passage, after, by, reason)]), sourceOf(passage, by)] };
}

function retirePassage(
  work: Work,
  { passage, branch, reason }: OutlineCommand & { type: "retire-passage" },
  by: Person,
): Decision {
  if (reason === "") return refuse({ code: "reason-required", why: "outline" });
  const ever = everIn(work, passage);
  // Said a second time: the answer to the first was lost, say.
  if (ever && isRetired(ever)) return add();
  const going = movedWith(work, passage, branch);
  if (going.length === 0) return notStanding(work, passage);
  return { ok: true, facts: ofOutline(going.map(({ id }) => ({ type: "passage-retired", passage: id, reason, by }))) };
}
