/** A question to the index, and the words in their place: read from the ledger as it is now, so that nothing that went is shown. */
import type { Database } from "better-sqlite3";
import { excerptOf, joined, spansIn, type Clause, type Field } from "../../translations/search/search.ts";
import { SqliteWordIndex } from "../sqlite/sqlite.ts";
import { SHELVES, type Shelf, type Wanted } from "../store/word-index.ts";
import { MOST_RANK } from "./ranks.ts";
import { placed, standing, standingBetween, stretch } from "./place.ts";
import type { LedgerRecords } from "./records.ts";
import { textsOf, tokensIn, type Languages, type Texts } from "./texts.ts";

/** What is looked for, and where. */
export interface Asked {
  /** In one of these fields, all of it. */
  clauses: readonly Clause[];
  in: readonly Field[];
  /** What the source beside it says, and what the rendering does not. */
  source: readonly Clause[] | null;
  without: readonly Clause[] | null;
  versions: "current" | "all";
  work: string | null;
  /** Works that are not to be read by whoever asks: nothing tells that they are there. */
  hidden: ReadonlySet<string>;
  /** The passages under this one. */
  section: string | null;
  /** A date and a name, as an index has them. */
  about: readonly Clause[];
  /** Behind which place it goes on. */
  after: string | null;
}

/** Words that were found. */
export interface Hit {
  work: string;
  passage: string;
  /** Null: of the source. */
  version: number | null;
  in: Field;
  lang: string;
  before: string;
  match: string;
  after: string;
}

export interface Found {
  hits: Hit[];
  next: string | null;
  /** So many records of works that whoever asks may read were not taken in yet. */
  behind: number;
}

/** So many places are shown at once, and so many looked at where what was found has gone meanwhile. */
const [SHOWN, LOOKED_AT] = [20, 200];

interface Row extends Languages {
  id: string;
  passage: string;
  standing: number | null;
  source: number | null;
}

export function seeking(db: Database, ledger: LedgerRecords): (asked: Asked) => Omit<Found, "behind"> {
  const index = new SqliteWordIndex(db);
  const row = db.prepare<[number, number], Row>(
    `SELECT work.id AS id, passage.id AS passage, language, source_language AS sourceLanguage, standing, source
     FROM passage JOIN work ON work.ordinal = passage.work WHERE passage.work = ? AND rank = ?`,
  );
  const section = db.prepare<[number, string], { rank: number; level: number }>(
    "SELECT rank, level FROM passage WHERE work = ? AND id = ? AND level IS NOT NULL",
  );
  const next = db
    .prepare<[number, number, number], number | null>(
      "SELECT min(rank) FROM passage WHERE work = ? AND rank > ? AND level <= ?",
    )
    .pluck();

  /** The places that are looked through, in order. */
  function ranges(asked: Asked): { from: bigint; to: bigint }[] {
    const all = ledger.works().filter(({ id }) => !asked.hidden.has(id) && (asked.work === null || id === asked.work));
    if (asked.section === null || asked.work === null) return together(all.map(({ ordinal }) => ordinal));
    return all.flatMap(({ ordinal }) => {
      const begin = section.get(ordinal, asked.section!);
      if (!begin) return [];
      const end = next.get(ordinal, begin.rank, begin.level) ?? null;
      return [stretch(ordinal, begin.rank, end === null ? MOST_RANK : end - 1)];
    });
  }

  function placesIn(asked: Asked, after: bigint, most: number): bigint[] {
    const wanted = wantedOf(asked);
    const without: Wanted | null = asked.without && { in: ["rendering"], clauses: asked.without };
    const shelves: readonly Shelf[] = asked.versions === "all" ? SHELVES : ["now"];
    const found: bigint[] = [];
    for (const { from, to } of ranges(asked)) {
      if (to <= after || found.length >= most) continue;
      const between = { from: from > after ? from : after + 1n, to, most: most - found.length };
      const here = shelves.flatMap((shelf) =>
        shelf === "then"
          ? index.find({ shelf, wanted, without, ...between })
          : index
              .find({ shelf, wanted, without, ...between, ...standingBetween(between.from, between.to) })
              .map(standing),
      );
      found.push(...here.sort((a, b) => (a < b ? -1 : 1)).slice(0, between.most));
    }
    return found;
  }

  /** How a place is told: by its work's id, since numbers of works would tell how many there are beside those that are read. */
  function told(place: bigint): string {
    const { work } = placed(place);
    const id = ledger.works().find(({ ordinal }) => ordinal === work)?.id ?? "";
    return `${id}.${(place - stretch(work, 0, 0).from).toString(16)}`;
  }

  /** The place that was told; null if there is none in a work that whoever asks may read. */
  function placeAt({ after, hidden }: Asked): bigint | null {
    if (after === null) return 0n;
    const [id = "", within = ""] = after.split(".");
    const ordinal = hidden.has(id) ? null : ledger.ordinal(id);
    return ordinal === null ? null : stretch(ordinal, 0, 0).from + BigInt(`0x${within}`);
  }

  /** The words at a place, in each field that has them. */
  function hitsAt(place: bigint, { clauses, in: fields, source }: Asked): Hit[] {
    const { work, rank, number, of } = placed(place);
    const at = row.get(work, rank);
    if (!at) return [];
    const told = { work: at.id, passage: at.passage };
    const version = of === "source" ? null : number === 0 ? at.standing : number;
    const wording = of === "source" ? number : number === 0 ? at.source : null;
    const texts: Texts = {
      version: version === null ? null : ledger.version(told, version),
      source: wording === null ? null : ledger.source(told, wording),
    };
    // Source and rendering together are shown together.
    const beside = source ? [{ field: "source" as const, sought: source }] : [];
    const looked = clauses.length > 0 ? fields.map((field) => ({ field, sought: clauses })) : [];
    return [...beside, ...looked].flatMap(({ field, sought }): Hit[] => {
      const own = textsOf(texts, field, at);
      const tokens = tokensIn(own);
      const span = spansIn(joined(tokens), sought)?.[0];
      if (!span) return [];
      let begin = 0;
      const text = tokens.findIndex((each) => {
        if (span.from < begin + each.length) return true;
        begin += each.length + 1;
        return false;
      });
      const excerpt = excerptOf(own.texts[text]!, tokens[text]!, { from: span.from - begin, to: span.to - begin });
      return [{ ...told, version: field === "source" ? null : version, in: field, lang: own.lang, ...excerpt }];
    });
  }

  return (asked) => {
    const hits: Hit[] = [];
    const begin = placeAt(asked);
    if (begin === null) return { hits, next: null };
    let [after, shown, looked] = [begin, 0, 0];
    for (;;) {
      const places = placesIn(asked, after, SHOWN + 1);
      for (const place of places) {
        if (shown === SHOWN || looked === LOOKED_AT) return { hits, next: told(after) };
        const here = hitsAt(place, asked);
        hits.push(...here);
        if (here.length > 0) shown++;
        looked++;
        after = place;
      }
      if (places.length <= SHOWN) return { hits, next: null };
    }
  };
}

/** The places of works, those of works that come one behind the other at once. @param ordinals rising */
export function together(ordinals: readonly number[]): { from: bigint; to: bigint }[] {
  const begins = ordinals.filter((ordinal, at) => ordinal !== ordinals[at - 1]! + 1);
  const ends = ordinals.filter((ordinal, at) => ordinal + 1 !== ordinals[at + 1]);
  return begins.map((first, at) => ({
    from: stretch(first, 0, 0).from,
    to: stretch(ends[at]!, MOST_RANK, MOST_RANK).to,
  }));
}

function wantedOf({ clauses, in: fields, source, about }: Asked): Wanted[] {
  return [
    ...(clauses.length > 0 ? [{ in: fields, clauses }] : []),
    ...(source ? [{ in: ["source"] as const, clauses: source }] : []),
    ...about.map((clause): Wanted => ({ in: ["about"], clauses: [clause] })),
  ];
}
