/**
 * Blind cases: one revision as two engines mark it, so drawn that neither a name, nor a habit with white space, nor the
 * order says which is which. A page or a file shows them; `judge-read.ts` reads the answers back.
 */
import { textsOf, type Hunk } from "../../translations/compare/change.ts";
import { randomness, shuffled } from "./pairs.ts";

/** A stretch of a marked text. */
export interface Stretch {
  kind: "kept" | "deleted" | "inserted";
  text: string;
}

/** A revision as ours and as those rivals mark it that mark it otherwise. */
export interface Candidate {
  revision: string;
  isHeavy: boolean;
  ours: Stretch[];
  rivals: { name: string; marked: Stretch[] }[];
}

export type Side = "left" | "right";

/** What is judged: two answers without names. */
export interface Blind {
  /** Its number in the order of its drawing, from 1 on. */
  id: number;
  left: Stretch[];
  right: Stretch[];
}

/** What is not shown: whose answers they are. */
export interface Key {
  id: number;
  revision: string;
  rival: string;
  ours: Side;
}

export type Case = Blind & Key;

/**
 * A revision as it is shown: what goes before what comes. White space at a mark's ends stands outside of it, and marks
 * of one kind with only white space between them are one, for what engines do with white space would tell them apart.
 */
export function marked(hunks: readonly Hunk[], a: string, b: string): Stretch[] {
  const shown: Stretch[] = [];
  let end = 0;
  for (const hunk of hunks) {
    const [gone, come] = textsOf(hunk, a, b);
    put(shown, "kept", a.slice(end, hunk.fromA) + blank(START, gone, come));
    put(shown, "deleted", gone.trim());
    put(shown, "inserted", come.trim());
    put(shown, "kept", blank(END, gone, come));
    end = hunk.toA;
  }
  put(shown, "kept", a.slice(end));
  return shown;
}

const [START, END] = [/^\s+/, /\s+$/];

function blank(where: RegExp, gone: string, come: string): string {
  return where.exec(come)?.[0] ?? where.exec(gone)?.[0] ?? "";
}

function put(shown: Stretch[], kind: Stretch["kind"], text: string): void {
  const last = shown.at(-1);
  const before = shown.at(-2);
  if (text === "") return;
  if (last?.kind === kind) last.text = kind === "kept" ? spacedOnce(last.text, text) : last.text + text;
  else if (last?.kind === "kept" && last.text.trim() === "" && before?.kind === kind) {
    before.text += last.text + text;
    shown.pop();
  } else shown.push({ kind, text });
}

function spacedOnce(text: string, next: string): string {
  return /\s$/.test(text) ? text + next.trimStart() : text + next;
}

/** Whether a reader sees two answers as one. */
export function looksTheSame(x: readonly Stretch[], y: readonly Stretch[]): boolean {
  const seen = (all: readonly Stretch[]) => all.filter(({ text }) => text.trim() !== "");
  return JSON.stringify(seen(x)) === JSON.stringify(seen(y));
}

const MARKS = { kept: ["", ""], deleted: ["[-", "-]"], inserted: ["{+", "+}"] } as const;

/** The marked text as plain text: `the [-king-]{+queen+} of`. */
export function inPlain(stretches: readonly Stretch[]): string {
  return stretches.map(({ kind, text }) => MARKS[kind][0] + text + MARKS[kind][1]).join("");
}

/**
 * Up to `most` cases in an order and with sides that hang on the seed alone: heavy and light ones in turns as long as
 * there are both, the same number against each rival if there are enough. No revision stands in two, or the answer that
 * came twice would be known for ours.
 */
export function blindCases(candidates: readonly Candidate[], most: number, seed: number): Case[] {
  const random = randomness(seed);
  const rivals = [...new Set(candidates.flatMap((candidate) => candidate.rivals.map(({ name }) => name)))].sort();
  const drawn = new Map(rivals.map((name) => [name, [] as Omit<Case, "id">[]]));
  const room = Math.floor(most / Math.max(1, rivals.length));
  for (const { revision, ours, rivals: theirs } of inTurns(shuffled(candidates, random))) {
    const free = theirs.filter(({ name }) => drawn.get(name)!.length < room);
    const [rival] = free.sort((x, y) => drawn.get(x.name)!.length - drawn.get(y.name)!.length);
    if (!rival) continue;
    const isLeft = random() < 0.5;
    const [left, right] = isLeft ? [ours, rival.marked] : [rival.marked, ours];
    drawn.get(rival.name)!.push({ revision, rival: rival.name, ours: isLeft ? "left" : "right", left, right });
  }
  return shuffled([...drawn.values()].flat(), random).map((each, index) => ({ id: index + 1, ...each }));
}

function inTurns(candidates: readonly Candidate[]): Candidate[] {
  const [heavy, light] = [candidates.filter(({ isHeavy }) => isHeavy), candidates.filter(({ isHeavy }) => !isHeavy)];
  return Array.from({ length: Math.max(heavy.length, light.length) }, (_, at) => [heavy[at], light[at]])
    .flat()
    .filter((candidate) => candidate !== undefined);
}

/** What of a case is shown. */
export function blind({ id, left, right }: Case): Blind {
  return { id, left, right };
}

/** What of a case is kept apart. */
export function keyOf({ id, revision, rival, ours }: Case): Key {
  return { id, revision, rival, ours };
}
