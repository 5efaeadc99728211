/** The difference of two whole works for the command line: passage by passage, with what moved from one to another. */
import { type Change, shiftedChange, whole } from "../../translations/compare/change.ts";
import { changeInWords, countsInWords } from "../../editor/changes/changes.ts";
import { describe, icuWords, summary, type Summary } from "../../translations/compare/words/words.ts";
import {
  changesOf,
  diffWorkTexts,
  type GroupKind,
  type PassageGroup,
  placeOf,
  type WorkDiff,
  type WorkText,
} from "../../translations/compare/works/works.ts";
import {
  ANSI,
  BARE,
  escaped,
  forTerminal,
  HTML,
  PLAIN,
  printed,
  type DiffFormat,
  type Link,
  type Style,
} from "./diff-style.ts";

/**
 * The difference between two works whose passages are known, without a line end after it. White space between passages
 * is not compared. Passages are numbered from 1.
 * `color`: the newer text with what changed, and a line of its own in brackets where passages moved, were split or
 * merged; `list`: numbered sentences and the counts; `html`: a fragment with a `div` a passage, the ends of moves
 * linked; `json`: `{a, b, changes, summary, passages: [{kind, moved, a, b, similarity, changes}], moves: [{from, to}]}`, all
 * offsets in UTF-16 code units into its texts `a` and `b`. There `changes` is the whole difference as one list, `a` and
 * `b` of a passage are `[{number, from, to}]`, and the ends of `moves` say `passages[passage].changes[change]`; `stat`:
 * the counts of changes, words and passages, on one line.
 */
export function printWorks(a: WorkText, b: WorkText, format: DiffFormat, colour: boolean): string {
  const diff = diffWorkTexts(a, b, icuWords);
  switch (format) {
    case "color":
      return page(diff, colour ? ANSI : PLAIN);
    case "list":
      return forTerminal(list(diff));
    case "html":
      return htmlPage(diff);
    case "json":
      return JSON.stringify(forPrograms(diff));
    case "stat":
      return stat(diff);
  }
}

interface NumberedPlace {
  number: number;
  from: number;
  to: number;
}

function forPrograms(diff: WorkDiff): object {
  return {
    a: diff.a.text,
    b: diff.b.text,
    changes: changesOf(diff),
    summary: { ...summaryOf(diff), passages: kindsOf(diff) },
    passages: diff.groups.map((group) => ({
      ...group,
      a: numbered(diff.a, group.a),
      b: numbered(diff.b, group.b),
    })),
    moves: diff.moves.map(({ from, to }) => ({
      from: { passage: from.group, change: from.change },
      to: { passage: to.group, change: to.change },
    })),
  };
}

function numbered({ passages }: WorkText, indexes: readonly number[]): NumberedPlace[] {
  return indexes.map((index) => ({ number: index + 1, from: passages[index]!.from, to: passages[index]!.to }));
}

function summaryOf({ a, b, groups }: WorkDiff): Summary {
  return summary(
    groups.flatMap(({ changes }) => changes),
    a.text,
    b.text,
  );
}

/** How many groups there are of each kind; what was split or merged and moved as well is counted as both. */
function kindsOf({ groups }: WorkDiff): Partial<Record<GroupKind, number>> {
  const counts: Partial<Record<GroupKind, number>> = {};
  for (const { kind, moved } of groups)
    for (const each of new Set<GroupKind>(moved ? [kind, "moved"] : [kind])) counts[each] = (counts[each] ?? 0) + 1;
  return counts;
}

/** The words of a group on both sides, and its changes with offsets into those. */
interface GroupText {
  a: string;
  b: string;
  changes: Change[];
}

function textOf({ a, b }: WorkDiff, group: PassageGroup): GroupText {
  const [inA, inB] = [group.a.length > 0 ? placeOf(a, group.a) : null, group.b.length > 0 ? placeOf(b, group.b) : null];
  const byA = inA?.from ?? group.changes[0]?.fromA ?? 0;
  const byB = inB?.from ?? group.changes[0]?.fromB ?? 0;
  return {
    a: inA ? a.text.slice(inA.from, inA.to) : "",
    b: inB ? b.text.slice(inB.from, inB.to) : "",
    changes: group.changes.map((change) => shiftedChange(change, -byA, -byB)),
  };
}

/** A piece of the page in reading order: a group, or the place that a group has moved away from. */
interface Piece {
  group: PassageGroup;
  at: number;
  away: boolean;
}

/** The groups in reading order; what moved stands at its old place, too, after the passage that it followed there. */
function pieces({ groups }: WorkDiff): Piece[] {
  const all = groups.map((group, at) => ({ group, at, away: false }));
  const gone = all
    .filter(({ group }) => group.moved)
    .map((piece) => ({ ...piece, away: true }))
    .sort((x, y) => x.group.a[0]! - y.group.a[0]!);
  const found: Piece[] = [];
  let next = 0;
  for (const piece of all) {
    const { a, moved } = piece.group;
    if (!moved && a.length > 0) while (next < gone.length && gone[next]!.group.a[0]! < a[0]!) found.push(gone[next++]!);
    found.push(piece);
  }
  return [...found, ...gone.slice(next)];
}

/** What a reader is told of passages beside their words; nothing of those that only stayed, came or went. */
function noteOf({ kind, a, b, moved, coarse }: PassageGroup): string {
  const notes: string[] = [];
  if (moved) notes.push(`${named(b)} moved here, before it was ${named(a)}`);
  if (kind === "split") notes.push(`older ${named(a)} split into ${named(b)}`);
  if (kind === "merged") notes.push(`older ${named(a)} merged into ${named(b)}`);
  if (coarse) notes.push("too long to be compared word by word throughout");
  return notes.join("; ");
}

function awayNote({ a, b }: PassageGroup): string {
  return `${named(a)} moved away from here, now it is ${named(b)}`;
}

/** `passage 3`, `passages 3 and 4`, `passages 3 to 5`. */
function named(indexes: readonly number[]): string {
  const [first, last] = [indexes[0]! + 1, indexes.at(-1)! + 1];
  if (first === last) return `passage ${first}`;
  return `passages ${first} ${indexes.length === 2 ? "and" : "to"} ${last}`;
}

const BETWEEN = "\n\n";

function page(diff: WorkDiff, style: Style): string {
  let [printedPage, end] = ["", 0];
  for (const { group, away } of pieces(diff)) {
    const place = away || group.b.length === 0 ? null : placeOf(diff.b, group.b);
    const lead = place ? style.write(diff.b.text.slice(end, place.from)) : "";
    printedPage += lead === "" && printedPage !== "" ? BETWEEN : lead;
    printedPage += away ? style.gone(awayNote(group), "moved") : words(diff, group, style);
    end = place?.to ?? end;
  }
  return printedPage + style.write(diff.b.text.slice(end));
}

function words(diff: WorkDiff, group: PassageGroup, style: Style): string {
  const { a, b, changes } = textOf(diff, group);
  const note = noteOf(group);
  return (note === "" ? "" : `${style.come(note, "moved")}\n`) + printed(changes, a, b, style);
}

function htmlPage(diff: WorkDiff): string {
  const links = linksOf(diff);
  const blocks = pieces(diff).map(({ group, at, away }) => {
    if (away)
      return `<p class="note" id="away-${at + 1}"><a href="#group-${at + 1}">${escaped(awayNote(group))}</a></p>`;
    const { a, b, changes } = textOf(diff, group);
    const link = (change: Change) => links.get(group.changes[changes.indexOf(change)]!);
    const note = noteOf(group);
    const told = group.moved ? `<a href="#away-${at + 1}">${escaped(note)}</a>` : escaped(note);
    const line = note === "" ? "" : `<p class="note">${told}</p>\n`;
    return `<div class="passage ${group.kind}" id="group-${at + 1}">\n${line}<p>${printed(changes, a, b, HTML, link)}</p>\n</div>`;
  });
  return `<div class="diff">\n${blocks.join("\n")}\n</div>`;
}

function linksOf({ groups, moves }: WorkDiff): Map<Change, Link> {
  const links = new Map<Change, Link>();
  moves.forEach(({ from, to }, index) => {
    const [start, end] = [`from-${index + 1}`, `to-${index + 1}`];
    links.set(groups[from.group]!.changes[from.change]!, { id: start, to: end });
    links.set(groups[to.group]!.changes[to.change]!, { id: end, to: start });
  });
  return links;
}

function list(diff: WorkDiff): string {
  const elsewhere = placesOfOtherEnds(diff);
  const sentences = diff.groups.flatMap((group) => {
    const { a, b, changes } = textOf(diff, group);
    const note = noteOf(group);
    const told = note === "" ? [] : [note];
    if (group.kind === "inserted" || group.kind === "deleted") return [wholePassage(group, a + b, elsewhere)];
    const about = named(group.b);
    const found = describe(changes, a, b).map(changeInWords);
    return [...told, ...found.map((line, at) => `${about}: ${line}${elsewhere.get(group.changes[at]!) ?? ""}`)];
  });
  if (sentences.length === 0) return nothingToSee(diff);
  const lines = sentences.map((sentence, index) => `${index + 1}. ${sentence}`);
  return [...lines, passagesInWords(diff), wordsInWords(diff)].join("\n");
}

/** The only thing that no sentence tells is white space between passages. */
function nothingToSee({ a, b }: WorkDiff): string {
  return a.text === b.text ? countsInWords(NO_CHANGES) : "no changes but of white space between passages";
}

const NO_CHANGES: Summary = { changes: 0, wordsChanged: 0, words: 0 };

function stat(diff: WorkDiff): string {
  const told = diff.groups.some((group) => group.kind !== "kept" || noteOf(group) !== "");
  return told ? `${wordsInWords(diff)} · ${passagesInWords(diff)}` : nothingToSee(diff);
}

/** So many words of a passage that came or went show which it is. */
const SHOWN = 12;

function wholePassage({ kind, a, b, changes }: PassageGroup, text: string, elsewhere: Map<Change, string>): string {
  const all = text.trim().split(/[ \n]+/);
  const shown = shownAlone(all.slice(0, SHOWN).join(" ")) + (all.length > SHOWN ? " …" : "");
  const [about, what] = kind === "inserted" ? [named(b), "inserted"] : [`older ${named(a)}`, "deleted"];
  return `${about} ${what}: "${shown}"${changes[0] ? (elsewhere.get(changes[0]) ?? "") : ""}`;
}

/** Words that came or went whole, with signs for what can't be seen of them. */
function shownAlone(words: string): string {
  return printed([{ ...whole(0, words.length), kind: "inserted" }], "", words, BARE);
}

/** For ends of moves between passages where the other end is. */
function placesOfOtherEnds({ groups, moves }: WorkDiff): Map<Change, string> {
  const places = new Map<Change, string>();
  for (const { from, to } of moves) {
    const [old, now] = [groups[from.group]!, groups[to.group]!];
    if (old === now) continue;
    places.set(old.changes[from.change]!, `, to ${named(now.b)}`);
    places.set(now.changes[to.change]!, `, from ${old.b.length > 0 ? named(old.b) : `older ${named(old.a)}`}`);
  }
  return places;
}

/** Said of works that differ: where only passages moved, no word did. */
function wordsInWords(diff: WorkDiff): string {
  const counts = summaryOf(diff);
  return counts.changes === 0 ? "no words changed" : countsInWords(counts);
}

const KINDS: readonly GroupKind[] = ["kept", "revised", "moved", "split", "merged", "inserted", "deleted"];

function passagesInWords(diff: WorkDiff): string {
  const counts = kindsOf(diff);
  const told = KINDS.flatMap((kind) => (counts[kind] ? [`${counts[kind]} ${kind}`] : []));
  return `passages: ${told.join(" · ")}`;
}
