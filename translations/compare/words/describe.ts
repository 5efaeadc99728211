/** Changes in words: the text alternative to a coloured difference, one plain sentence a change. */
import type { Layout } from "../../text/layout.ts";
import { withPilcrows } from "../../text/lines.ts";
import { words } from "../../text/words.ts";
import { isInsertion, textsOf, type Change } from "../change.ts";
import { unseenChange, unseenOnly } from "./invisible.ts";

/**
 * A sentence for each change, in order, without number and full stop, such as `"Clarify" replaced by "Sort out"`.
 * What can't be seen is named: `a no-break space before "10", not a space`. With layouts it also says which marks words gained or lost; plain text has none.
 */
export function describe(changes: readonly Change[], a: string | Layout, b: string | Layout): string[] {
  const [sideA, sideB] = [sideOf(a), sideOf(b)];
  return changes.map((change) => sentence(change, sideA, sideB) + asideOf(change));
}

const ONLY: Record<NonNullable<Change["only"]>, string> = {
  case: " (capitals only)",
  punctuation: " (punctuation only)",
  spelling: " (spelling only)",
};

function asideOf({ only, coarse }: Change): string {
  if (coarse) return " (too long to be compared word by word)";
  return only ? ONLY[only] : "";
}

type Side = Pick<Layout, "text" | "runs">;

function sideOf(side: string | Layout): Side {
  return typeof side === "string" ? { text: side, runs: [] } : side;
}

function sentence(change: Change, a: Side, b: Side): string {
  const { fromA, fromB } = change;
  const [before, after] = textsOf(change, a.text, b.text);
  switch (change.kind) {
    case "replaced":
      return unseenChange(before, after) ?? `${quoted(before)} replaced by ${quoted(after)}`;
    case "deleted":
      return `${unseenOnly(before) ?? quoted(before)} deleted ${placeOf(a.text, fromA)}`;
    case "inserted":
      return `inserted ${unseenOnly(after) ?? quoted(after)} ${placeOf(b.text, fromB)}`;
    case "moved":
      return isInsertion(change)
        ? `${quoted(after)} moved to here, ${placeOf(b.text, fromB)}`
        : `${quoted(before)} moved away from here, ${placeOf(a.text, fromA)}`;
    case "reformatted":
      return reformatted(change, a, b, before, after);
  }
}

/** How many words say where something stands. */
const WORDS_OF_PLACE = 3;

/** `after "of the king"`, or `at the beginning`. */
function placeOf(text: string, offset: number): string {
  const before = words(text.slice(Math.max(0, offset - 200), offset)).slice(-WORDS_OF_PLACE);
  const from = before[0]?.from;
  if (from === undefined) return "at the beginning";
  return `after ${quoted(text.slice(Math.max(0, offset - 200) + from, offset))}`;
}

/** On one line, in quotation marks; a pilcrow for a paragraph's end. White space alone is named. */
function quoted(text: string): string {
  const line = withPilcrows(text)
    .replace(/^ [¶/] | [¶/] $/g, "")
    .trim()
    .replace(/\s+/g, " ");
  return line === "" ? "white space" : `"${line}"`;
}

function reformatted({ fromA, toA, fromB, toB }: Change, a: Side, b: Side, before: string, after: string): string {
  const [marksA, marksB] = [markNames(a, fromA, toA), markNames(b, fromB, toB)];
  const gained = marksB.filter((name) => !marksA.includes(name)).map((name) => `now ${name}`);
  const lost = marksA.filter((name) => !marksB.includes(name)).map((name) => `no longer ${name}`);
  const news = [...gained, ...lost, ...blockChanges(leadOf(before), leadOf(after))];
  const unseen =
    news.length === 0 || (news.length === 1 && news[0] === OTHER_SPACE) ? unseenChange(before, after) : null;
  if (unseen !== null) return unseen;
  return `${quoted(after.slice(leadOf(after).length))} ${news.length > 0 ? news.join(", ") : "set otherwise"}`;
}

const MARK_NAMES: Record<string, string> = { emphasis: "emphasised", strong: "strong", superscript: "superscript" };

function markNames({ runs }: Side, from: number, to: number): string[] {
  const names = runs
    .filter((run) => run.from < to && run.to > from)
    .flatMap(({ marks }) =>
      marks.map(({ type, attrs }) => MARK_NAMES[type.name] ?? `marked as foreign (${String(attrs["lang"])})`),
    );
  return [...new Set(names)];
}

/** White space, signs of quotations and block marker before the first word. */
function leadOf(text: string): string {
  return /^(?:\s|>(?=\s))*(?:- |\d{1,5}\. )*(?:#{1,6} |\| )?/.exec(text)![0];
}

function blockChanges(before: string, after: string): string[] {
  const [deepBefore, deepAfter] = [quotationsIn(before), quotationsIn(after)];
  const moved = deepBefore < deepAfter ? ["now in a quotation"] : ["no longer in a quotation"];
  const [bareBefore, bareAfter] = [withoutQuotations(before), withoutQuotations(after)];
  return [
    ...(deepBefore === deepAfter ? [] : moved),
    ...(bareBefore === bareAfter ? [] : [blockChange(bareBefore, bareAfter)]),
  ];
}

/** In how many quotations the block stands that a lead leads to. */
function quotationsIn(lead: string): number {
  return lead.slice(lead.lastIndexOf("\n") + 1).split(">").length - 1;
}

function withoutQuotations(lead: string): string {
  return lead.replace(/> ?/g, "");
}

function blockChange(before: string, after: string): string {
  const [kindBefore, kindAfter] = [blockKind(before), blockKind(after)];
  if (kindBefore !== kindAfter && (after.includes("\n") || kindAfter !== "paragraph"))
    return `now begins a ${kindAfter}`;
  if (kindAfter === VERSE) return /\n\n/.test(after) ? "now begins a stanza" : "no longer begins a stanza";
  if (after.includes("\n") && !before.includes("\n")) return "now begins a paragraph";
  if (before.includes("\n") && !after.includes("\n")) return "no longer begins a paragraph";
  if (kindBefore !== kindAfter) return `now in a ${kindAfter}`;
  return kindAfter === "list item" ? "numbered or placed otherwise in its list" : OTHER_SPACE;
}

const OTHER_SPACE = "with other white space before it";

const VERSE = "line of verse";

function blockKind(lead: string): string {
  if (lead.endsWith("| ")) return VERSE;
  const level = /(#{1,6}) $/.exec(lead)?.[1]?.length;
  if (level) return `heading of level ${level}`;
  return /(?:- |\d\. )$/.test(lead) ? "list item" : "paragraph";
}
