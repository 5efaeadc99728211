/**
 * Texts that people bring in, before they are works: what was read of them, how it lies, and the steps by which it was mended.
 * Each belongs to one person. Nothing of it is in the ledger.
 */
import { setImmediate as othersTurn } from "node:timers/promises";
import type { Database } from "better-sqlite3";
import { held, NO_MENDS, SIDES, type Lying, type Mends, type Pair, type Side } from "../../translations/align/align.ts";
import type { Became } from "../../translations/exchange/difference.ts";
import type { Counts } from "../../translations/exchange/brought.ts";
import { answer } from "./answer.ts";

/** Of one side, which files it was and what was read of them. */
export interface StagedText {
  name: string;
  /** SHA-256 of its bytes; of several files, of what was read of them. */
  digest: string;
  language: string;
  heading: string;
  pieces: number;
  notTaken: Counts;
}

export interface StagedAbout {
  texts: Record<Side, StagedText | null>;
  /** What was filled in of the work's description, by field. */
  fields: Readonly<Record<string, string>>;
  /** The work that is there of which it is the source, or a revised file; absent of what is to be a work of its own. */
  onto?: string;
  /** Of a revised file: its first side has what it differs in. */
  revised?: StagedRevision;
  /** Of a further translation of what is to be a work: its first side is the first translation as that has it. */
  beside?: StagedBeside;
}

export interface StagedBeside {
  /** The id of what is to be the work. */
  stage: string;
  /** Behind the others in this order. */
  place: number;
  /** True if it came with the first in one table, and goes with that. */
  ofTable?: true;
}

/** A revised file of a translation of a work that is there. */
export interface StagedRevision {
  translation: string;
  /** How many passages became what, how many are worded otherwise, and what each difference is: see `bringing/revised-file.ts`. */
  counts: Readonly<Record<Became, number>>;
  parts: number;
  became: string;
  /** The ids of the passages that it words otherwise. */
  passages?: readonly string[];
  /** What came of it, once somebody has said so; null before. */
  came: { proposals: string[]; passages: number; since: number; import: string | null } | null;
}

export interface Stage {
  id: string;
  /** When it was last changed (ISO 8601 instant). */
  changed: string;
  /** The work that was made of it; null as long as none was. */
  made: string | null;
  about: StagedAbout;
  /** As the aligner found them, and as they are now. */
  found: readonly Pair[];
  pairs: readonly Pair[];
  mends: Mends;
}

/** Now, and after it was changed last: two steps in one millisecond are told apart. */
export function later(changed: string): string {
  return new Date(Math.max(Date.now(), Date.parse(changed) + 1)).toISOString();
}

/** How both texts lie beside each other by now. */
export function lyingIn({ pairs, mends }: Pick<Stage, "pairs" | "mends">): Lying {
  return { pairs, mends: held(mends) };
}

/** The blocks of both texts. */
export type Sides = Readonly<Record<Side, readonly string[]>>;

export interface Staging {
  /** What one person has begun and not made a work of, the newest first. */
  of(person: string): Promise<Pick<Stage, "id" | "changed" | "about">[]>;
  /** Null if there is none, or it is somebody else's. */
  get(person: string, id: string): Promise<Stage | null>;
  begin(person: string, id: string, at: string): Promise<void>;
  /**
   * Keeps it as it is now, and of each side that is given the blocks in the place of what it was, if nobody has changed it
   * since `changed`: false, and nothing is kept, if somebody has.
   */
  save(stage: Stage, at: string, sides?: Partial<Sides>): Promise<boolean>;
  /** The blocks of one side in this state, or so many of them; null if somebody has changed it since, or thrown it away. */
  blocks(state: Pick<Stage, "id" | "changed">, side: Side, from?: number, to?: number): Promise<string[] | null>;
  /** Throws it away, or what of it only served to make a work. */
  discard(id: string): Promise<void>;
}

interface Row {
  id: string;
  changed: string;
  made: string | null;
  about: string;
  found: string;
  pairs: string;
  mends: string;
}

/** So many blocks are put or dropped at once. */
const AT_ONCE = 20;

/** Where the blocks of a side stand: from one place to before another. */
interface Stretch {
  from: number;
  to: number;
}

/** What is begun in `db`, whose tables the store has brought up to date. */
export function stagingIn(db: Database): Staging {
  const sql = statements(db);
  const stands = ({ id, changed }: State): boolean => sql.stands.get(id, changed) !== undefined;
  /** Takes places behind all that there are, by putting the last block there; null if it is another state. */
  const reserve = db.transaction((state: State, side: Side, blocks: readonly string[]): Stretch | null => {
    if (!stands(state)) return null;
    const from = (sql.last.get(state.id, side) ?? -1) + 1;
    const to = from + blocks.length;
    if (to > from) sql.addBlock.run(state.id, side, to - 1, blocks.at(-1)!);
    return { from, to };
  });
  const put = db.transaction((state: State, side: Side, from: number, blocks: readonly string[]): boolean => {
    if (!stands(state)) return false;
    blocks.forEach((pieces, at) => sql.addBlock.run(state.id, side, from + at, pieces));
    return true;
  });
  /** Puts a text beside what stands, which nobody reads there; null if it is another state. */
  const putBeside = async (state: State, side: Side, blocks: readonly string[]): Promise<Stretch | null> => {
    const there = await inTurn(() => reserve.immediate(state, side, blocks));
    for (let at = 0; there && at < blocks.length - 1; at += AT_ONCE) {
      const some = blocks.slice(at, Math.min(at + AT_ONCE, blocks.length - 1));
      if (!(await inTurn(() => put.immediate(state, side, there.from + at, some)))) return null;
    }
    return there;
  };
  const keep = db.transaction((stage: Stage, at: string, sides: Partial<Record<Side, Stretch>>): boolean => {
    const { id, changed, made, about, found, pairs, mends } = stage;
    const texts = [JSON.stringify(about), packed(found), packed(pairs), JSON.stringify(mends)] as const;
    if (sql.save.run(at, made, ...texts, id, changed).changes === 0) return false;
    if (sides.a) sql.placeA.run(sides.a.from, sides.a.to, id);
    if (sides.b) sql.placeB.run(sides.b.from, sides.b.to, id);
    return true;
  });
  /** Drops what stands at no place of a side that is read. What somebody puts there meanwhile stays: it is behind `before`. */
  const dropOld = async (id: string, side: Side, before: number): Promise<void> => {
    while ((await inTurn(() => sql.drop.run(id, side, before, AT_ONCE))).changes > 0);
  };
  const blocks = db.transaction((state: State, side: Side, from: number, to: number) => {
    const at = sql.stands.get(state.id, state.changed);
    if (!at) return null;
    const own = side === "a" ? { from: at.from_a, to: at.to_a } : { from: at.from_b, to: at.to_b };
    return sql.blocks.all(state.id, side, own.from + from, Math.min(own.from + to, own.to - 1));
  });
  return {
    of: (person) =>
      answer(() =>
        sql.of.all(person).map(({ id, changed, about }) => ({ id, changed, about: JSON.parse(about) as StagedAbout })),
      ),
    get: (person, id) =>
      inTurn(() => {
        const row = sql.get.get(id, person);
        return row ? stageIn(row) : null;
      }),
    begin: (person, id, at) => answer(() => void sql.begin.run(id, person, at, JSON.stringify(NOTHING), NO_STEPS)),
    save: async (stage, at, sides = {}) => {
      const places: Partial<Record<Side, Stretch>> = {};
      for (const side of SIDES) {
        const own = sides[side];
        const there = own && (await putBeside(stage, side, own));
        if (there === null) return false;
        if (there) places[side] = there;
      }
      const isKept = await inTurn(() => keep.immediate(stage, at, places));
      if (isKept) for (const side of SIDES) if (places[side]) await dropOld(stage.id, side, places[side].from);
      return isKept;
    },
    blocks: (state, side, from = 0, to = MOST) => inTurn(() => blocks(state, side, from, to)),
    discard: (id) => answer(() => void sql.discard.run(id)),
  };
}

/** Names a state of what is begun. */
type State = Pick<Stage, "id" | "changed">;

/** Behind all blocks that a side may have. */
const MOST = 2 ** 31;

/** With 60,000 pieces each takes tens of milliseconds: who asks for several of these in a row lets others in between. */
async function inTurn<T>(ask: () => T): Promise<T> {
  await othersTurn();
  return ask();
}

const NOTHING: StagedAbout = { texts: { a: null, b: null }, fields: {} };
const NO_STEPS = JSON.stringify(NO_MENDS);

function stageIn({ id, changed, made, about, found, pairs, mends }: Row): Stage {
  return {
    ...{ id, changed, made },
    about: JSON.parse(about) as StagedAbout,
    found: unpacked(found),
    pairs: unpacked(pairs),
    mends: JSON.parse(mends) as Mends,
  };
}

/** A pair in four numbers: where it ends on both sides, how likely it is, and whether it is settled. */
type Packed = [toA: number, toB: number, confidence: number, settled: 0 | 1];

function packed(pairs: readonly Pair[]): string {
  return JSON.stringify(
    pairs.map(({ toA, toB, confidence, settled }): Packed => [toA, toB, confidence, settled ? 1 : 0]),
  );
}

function unpacked(text: string): Pair[] {
  let [fromA, fromB] = [0, 0];
  return (JSON.parse(text) as Packed[]).map(([toA, toB, confidence, settled]) => {
    const pair = { fromA, toA, fromB, toB, confidence, settled: settled === 1 };
    [fromA, fromB] = [toA, toB];
    return pair;
  });
}

function statements(db: Database) {
  return {
    of: db.prepare<[string], Row>(
      "SELECT id, changed, about FROM staged WHERE person = ? AND made IS NULL ORDER BY changed DESC",
    ),
    get: db.prepare<[string, string], Row>("SELECT * FROM staged WHERE id = ? AND person = ?"),
    begin: db.prepare<[string, string, string, string, string]>(
      "INSERT INTO staged (id, person, changed, about, found, pairs, mends) VALUES (?, ?, ?, ?, '[]', '[]', ?)",
    ),
    save: db.prepare<[string, string | null, string, string, string, string, string, string]>(
      "UPDATE staged SET changed = ?, made = ?, about = ?, found = ?, pairs = ?, mends = ? WHERE id = ? AND changed = ?",
    ),
    stands: db.prepare<[string, string], Record<"from_a" | "to_a" | "from_b" | "to_b", number>>(
      "SELECT from_a, to_a, from_b, to_b FROM staged WHERE id = ? AND changed = ?",
    ),
    last: db
      .prepare<[string, string], number | null>("SELECT max(place) FROM staged_block WHERE staged = ? AND side = ?")
      .pluck(),
    placeA: db.prepare<[number, number, string]>("UPDATE staged SET from_a = ?, to_a = ? WHERE id = ?"),
    placeB: db.prepare<[number, number, string]>("UPDATE staged SET from_b = ?, to_b = ? WHERE id = ?"),
    blocks: db
      .prepare<[string, string, number, number], string>(
        "SELECT pieces FROM staged_block WHERE staged = ? AND side = ? AND place BETWEEN ? AND ? ORDER BY place",
      )
      .pluck(),
    drop: db.prepare<[string, string, number, number]>(
      "DELETE FROM staged_block WHERE rowid IN " +
        "(SELECT rowid FROM staged_block WHERE staged = ? AND side = ? AND place < ? LIMIT ?)",
    ),
    addBlock: db.prepare<[string, string, number, string]>(
      "INSERT INTO staged_block (staged, side, place, pieces) VALUES (?, ?, ?, ?)",
    ),
    discard: db.prepare<[string]>("DELETE FROM staged WHERE id = ?"),
  };
}
