/**
 * A random program of several people at one draft, and all that must hold while it runs and when it has ended. Every letter
 * is another one, so that each can be followed: who typed it, who took it out, where it must stand.
 */
import type { Node } from "prosemirror-model";
import type { Transaction } from "prosemirror-state";
import * as Y from "yjs";
import { exactDoc } from "../../translations/draft/exact-doc.ts";
import { flatOf, indexAt, positionAt, readText } from "../../translations/draft/flat.ts";
import { indexOfPlace, placeAt, type PlaceJson } from "../../translations/draft/ytext.ts";
import { parseText } from "../../translations/text/parse.ts";
import { anyAct, below, chanceFrom, FlatPerson, oneOf, seedOf, type Chance } from "./flat-people.ts";

/** What a program came to. */
export interface Outcome {
  acts: number;
  deliveries: number;
  /** Neighbours of a run that were looked at, and those that were parted where one letter was on its way. */
  neighbours: number;
  raced: number;
  anchors: number;
  /** Letters that stand twice because two people took back their deletion. */
  doubled: number;
}

/** What did not hold; the message says what, and the seed. */
export class Broken extends Error {
  override name = "Broken";
}

export interface ProgramOptions {
  people: number;
  steps: number;
  undo: boolean;
}

/** Runs the program of a seed. @throws Broken */
export function runProgram(seed: number, options: ProgramOptions): Outcome {
  try {
    return new Program(seed, options).run();
  } catch (error) {
    throw new Broken(`seed ${seed} of ${JSON.stringify(options)}: ${(error as Error).message}`, { cause: error });
  }
}

/** All edits are one to undo, up to the next undo: how quickly the program runs must not matter. In milliseconds. */
const ALWAYS = 1e9;

interface Anchor {
  letters: string;
  from: PlaceJson;
  to: PlaceJson;
}

class Program {
  readonly #chance: Chance;
  readonly #options: ProgramOptions;
  readonly #people: FlatPerson[];
  /** What is on its way to each. */
  readonly #boxes: Uint8Array[][];
  readonly #online: boolean[];
  readonly #letters: Letters;
  readonly #anchors: Anchor[] = [];
  readonly #outcome: Outcome = { acts: 0, deliveries: 0, neighbours: 0, raced: 0, anchors: 0, doubled: 0 };

  constructor(seed: number, options: ProgramOptions) {
    this.#chance = chanceFrom(seed * 7_919 + 13);
    this.#options = options;
    this.#letters = new Letters(options.people);
    const begun = seedOf(parseText(this.#beginning(seed)));
    this.#people = Array.from(
      { length: options.people },
      (_, who) => new FlatPerson(10 + below(this.#chance, 1_000) * 8 + who, begun, oneOf(this.#chance, [0, ALWAYS])),
    );
    this.#boxes = this.#people.map(() => []);
    this.#online = this.#people.map(() => true);
    for (const person of this.#people) person.heard = (transaction) => this.#letters.followMap(transaction);
  }

  #beginning(seed: number): string {
    const some = (count: number) => this.#letters.fresh(count);
    return [
      `${some(12)}\n\n${some(8)}\n\n- ${some(4)}\n- ${some(4)}\n  1. ${some(3)}\n- ${some(4)}\n\n## ${some(5)}`,
      some(20),
      `- ${some(5)}\n- ${some(5)}\n\n${some(9)}`,
      `> ${some(6)}\n>\n> | ${some(4)}\n> | ${some(4)}\n\n| ${some(5)}\n| ${some(4)}\n\n| ${some(6)}\n\n${some(7)}`,
    ][seed % 4]!;
  }

  run(): Outcome {
    for (let step = 0; step < this.#options.steps * this.#people.length; step++) this.#step();
    this.#online.fill(true);
    this.#boxes.forEach((box, who) => {
      while (box.length > 0) this.#deliver(who);
    });
    this.#judge();
    return this.#outcome;
  }

  #step(): void {
    const who = below(this.#chance, this.#people.length);
    if (this.#chance() < 0.04) this.#online[who] = !this.#online[who];
    if (this.#chance() < 0.12) this.#anchor(this.#people[who]!);
    if (this.#chance() < 0.34) this.#type(who);
    else this.#act(who);
    this.#outcome.acts++;
    this.#look(this.#people[who]!);
    for (let times = 0; times < 3; times++)
      if (this.#chance() < 0.5) this.#deliver(below(this.#chance, this.#people.length));
  }

  /** A run of letters, others' words coming in between. */
  #type(who: number): void {
    const person = this.#people[who]!;
    let last = "";
    for (let left = 1 + below(this.#chance, 5); left > 0; left--) {
      const letter = this.#letters.fresh(1);
      const { doc, selection } = person.state;
      person.dispatch(person.state.tr.insertText(letter));
      this.#letters.watch(who, doc, person.state.doc, false);
      if (last !== "" && selection.empty) this.#letters.runs.push([last, letter]);
      last = letter;
      this.#send(who);
      if (this.#chance() < 0.3) this.#deliver(who);
      if (this.#chance() < 0.3) this.#deliver(below(this.#chance, this.#people.length));
    }
  }

  #act(who: number): void {
    const person = this.#people[who]!;
    const { doc } = person.state;
    const back = this.#options.undo && this.#chance() < 0.12;
    if (back) person.run(oneOf(this.#chance, [person.binding.undo, person.binding.undo, person.binding.redo]));
    else anyAct(this.#chance, (count) => this.#letters.fresh(count)).run(person.state, person.dispatch);
    this.#letters.watch(who, doc, person.state.doc, back);
    this.#send(who);
  }

  #anchor({ state, text, binding }: FlatPerson): void {
    const words = blocksOf(state.doc).filter(({ length }) => length >= 2);
    if (words.length === 0) return;
    const block = oneOf(this.#chance, words);
    const at = below(this.#chance, block.length - 1);
    const letters = block.slice(at, at + 1 + below(this.#chance, 4));
    const [from, to] = [
      indexOfLetter(text, state.doc, letters[0]!),
      indexOfLetter(text, state.doc, letters.at(-1)!) + 1,
    ];
    this.#anchors.push({ letters, from: placeAt(binding.text, from, 0), to: placeAt(binding.text, to, -1) });
  }

  #send(who: number): void {
    for (const update of this.#people[who]!.written.splice(0))
      this.#boxes.forEach((box, other) => other !== who && box.push(update));
  }

  #deliver(who: number): void {
    const [box, person] = [this.#boxes[who]!, this.#people[who]!];
    if (box.length === 0 || !this.#online[who]) return;
    const [update] = box.splice(below(this.#chance, Math.min(box.length, 4)), 1);
    person.receive(update!);
    this.#outcome.deliveries++;
    if (person.written.length > 0) throw new Error("who only received has written");
    this.#look(person);
  }

  #look({ state, read }: FlatPerson): void {
    state.doc.check();
    if (!read.eq(state.doc)) throw new Error(`read as ${String(read)}, shown as ${String(state.doc)}`);
  }

  #judge(): void {
    const [first, ...others] = this.#people;
    const { doc } = first!.state;
    for (const { state } of others)
      if (!state.doc.eq(doc)) throw new Error(`not the same: ${String(doc)} and ${String(state.doc)}`);
    const server = exactDoc();
    for (const person of this.#people) Y.applyUpdate(server, Y.encodeStateAsUpdate(person.doc));
    if (!readText(server.getText("text")).rendering.eq(doc)) throw new Error("a server reads something else");
    Object.assign(this.#outcome, this.#letters.judge(doc));
    for (const anchor of this.#anchors) this.#judgeAnchor(first!, anchor);
  }

  #judgeAnchor({ text, state: { doc } }: FlatPerson, { letters, from, to }: Anchor): void {
    const stand = lettersOf(doc);
    if (letters.split("").some((letter) => this.#letters.taken.has(letter) || !stand.includes(letter))) return;
    this.#outcome.anchors++;
    const flat = flatOf(doc, readText(text).bare);
    const [start, end] = [indexOfPlace(text, from), indexOfPlace(text, to)];
    if (start === null || end === null) throw new Error(`the anchor of ${letters} is nowhere`);
    const [a, b] = [positionAt(flat, start), positionAt(flat, end)];
    const [head, tail] = [doc.textBetween(a, a + 1), doc.textBetween(b - 1, b)];
    if (head !== letters[0] || tail !== letters.at(-1))
      throw new Error(`the anchor of ${letters} is on ${head}…${tail}`);
  }
}

function indexOfLetter(text: Y.Text, doc: Node, letter: string): number {
  let position = -1;
  doc.descendants((node, at) => {
    if (node.isText && node.text!.includes(letter)) position = at + node.text!.indexOf(letter);
  });
  return indexAt(flatOf(doc, readText(text).bare), position);
}

/** All letters, each another one, and what became of them. */
class Letters {
  #next = 0x4e00;
  /** Who put each in, who took each out, and how it looked where it was put in, or brought back, right after. */
  readonly #author = new Map<string, number>();
  readonly #looked = new Map<string, string[]>();
  readonly #takers: Set<string>[];
  /** Those that anybody took out, or undo brought back. */
  readonly taken = new Set<string>();
  /** Who brought back which. */
  readonly #broughtBack = new Map<string, Set<number>>();
  /** Pairs of letters, typed one after the other. */
  readonly runs: [string, string][] = [];
  /** Letters of which one stood at a block's end at some time, and pairs that somebody's Enter parted. */
  readonly #ended = new Set<string>();
  readonly #parted = new Set<string>();

  constructor(people: number) {
    this.#takers = Array.from({ length: people }, () => new Set());
  }

  fresh(count: number): string {
    return Array.from({ length: count }, () => String.fromCharCode(this.#next++)).join("");
  }

  /** Takes in what somebody did. */
  watch(who: number, before: Node, after: Node, back: boolean): void {
    if (before === after) return;
    const [was, is] = [lettersOf(before), lettersOf(after)];
    const [old, now] = [countOf(was), countOf(is)];
    for (const letter of old.keys()) if (!now.has(letter)) this.#out(who, letter, back);
    for (const [letter, count] of now) if (count > (old.get(letter) ?? 0)) this.#in(who, letter, is, back);
    this.#watchBlocks(blocksOf(before), blocksOf(after));
  }

  #out(who: number, letter: string, back: boolean): void {
    this.taken.add(letter);
    const author = this.#author.get(letter);
    if (!back) this.#takers[who]!.add(letter);
    else if (author !== undefined && author !== who && !this.#takers[who]!.has(letter))
      throw new Error(`undo took out ${letter}, which another had typed`);
  }

  #in(who: number, letter: string, looks: string, back: boolean): void {
    if (back) {
      this.taken.add(letter);
      const people = this.#broughtBack.get(letter) ?? new Set();
      this.#broughtBack.set(letter, people.add(who));
    } else if (!this.#author.has(letter)) this.#author.set(letter, who);
    const before = this.#looked.get(letter) ?? [];
    if (back || before.length === 0) this.#looked.set(letter, [...before, looks]);
  }

  #watchBlocks(before: readonly string[], after: readonly string[]): void {
    const [old, now] = [blockOfEach(before), blockOfEach(after)];
    const ends = new Set(before.map((letters) => letters.at(-1)));
    for (const letters of after) if (letters !== "" && !ends.has(letters.at(-1))) this.#ended.add(letters.at(-1)!);
    // Enter at the start of a block puts its marker right behind the block before.
    if (after.length > before.length)
      after.forEach((letters, at) => letters === "" && after[at - 1] && this.#ended.add(after[at - 1]!.at(-1)!));
    for (const [a, b] of this.runs)
      if (old.has(a) && old.get(a) === old.get(b) && now.has(a) && now.has(b) && now.get(a) !== now.get(b))
        this.#parted.add(a + b);
  }

  /** Each letter that stays goes where the transaction's mapping says. */
  followMap({ before, doc, mapping }: Transaction): void {
    const now = placesOf(doc);
    for (const [letter, from] of placesOf(before)) {
      const to = now.get(letter);
      if (to === undefined || this.#broughtBack.has(letter)) continue;
      if (mapping.map(from, 1) !== to || mapping.map(from + 1, -1) !== to + 1)
        throw new Error(`${letter} went from ${from} to ${to}, and is mapped to ${mapping.map(from, 1)}`);
    }
  }

  /** All have everything: nothing is lost, nothing stands twice, runs are whole. */
  judge(doc: Node): Pick<Outcome, "neighbours" | "raced" | "doubled"> {
    const stand = lettersOf(doc);
    const counts = countOf(stand);
    const outcome = { neighbours: 0, raced: 0, doubled: 0 };
    for (const [letter, count] of counts) {
      if (count === 1) continue;
      if ((this.#broughtBack.get(letter)?.size ?? 0) < 2) throw new Error(`${letter} stands ${count} times`);
      outcome.doubled++;
    }
    for (const letter of this.#author.keys())
      if (!this.taken.has(letter) && !counts.has(letter)) throw new Error(`${letter} is lost`);
    const blocks = blockOfEach(blocksOf(doc));
    for (const [a, b] of this.runs) {
      if (this.taken.has(a) || this.taken.has(b)) continue;
      outcome.neighbours++;
      if (this.#raced(a, b, stand, blocks)) outcome.raced++;
    }
    return outcome;
  }

  /** True if something stands between two neighbours that was put behind the one while the other was on its way. */
  #raced(a: string, b: string, stand: string, blocks: Map<string, number>): boolean {
    const [from, to] = [stand.indexOf(a), stand.indexOf(b)];
    if (from > to) throw new Error(`${a}${b} stand in another order`);
    for (const stranger of stand.slice(from + 1, to)) {
      const looks = this.#looked.get(stranger) ?? [];
      const ways = looks.map((looked) => [a, stranger, b].map((letter) => looked.indexOf(letter)));
      if (ways.some(([first, own, last]) => first! >= 0 && first! < own! && own! < last!)) continue;
      if (ways.some(([first, own, last]) => first! >= 0 && first! < own! && last! < 0)) return true;
      throw new Error(`${stranger} stands in ${a}…${b}, and was not put there`);
    }
    if (blocks.get(a) === blocks.get(b) || this.#parted.has(a + b)) return false;
    if (this.#ended.has(a)) return true;
    throw new Error(`${a} and ${b} stand in two blocks, and nobody parted them`);
  }
}

function lettersOf(doc: Node): string {
  return blocksOf(doc).join("");
}

function blocksOf(doc: Node): string[] {
  const blocks: string[] = [];
  doc.descendants((node) => {
    if (node.isTextblock) blocks.push(node.textContent);
    return !node.isTextblock;
  });
  return blocks;
}

function blockOfEach(blocks: readonly string[]): Map<string, number> {
  return new Map(blocks.flatMap((letters, number) => letters.split("").map((letter) => [letter, number] as const)));
}

function countOf(letters: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const letter of letters) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  return counts;
}

function placesOf(doc: Node): Map<string, number> {
  const places = new Map<string, number>();
  doc.descendants((node, position) => {
    if (node.isText) node.text!.split("").forEach((letter, at) => places.set(letter, position + at));
  });
  return places;
}
