/** Passages as they stand whose source is nearly that of another: found by runs of its words, and those that have the most of these read and compared. */
import type { Database } from "better-sqlite3";
import type { Contributor } from "../../translations/ledger/events.ts";
import { nearestTo, runsOf, type Near, type Remembered } from "../../translations/memory/memory.ts";
import { canonicalText, renderingFromJson } from "../../translations/text/canonical.ts";
import type { RenderingJson } from "../../translations/text/schema.ts";
import { SqliteWordIndex } from "../sqlite/sqlite.ts";
import { placed, standing, standingBetween } from "./place.ts";
import type { LedgerRecords } from "./records.ts";
import { together } from "./seek.ts";
import { textsOf, tokensIn, type Languages } from "./texts.ts";

/** A passage, its source, and who asks. */
export interface AskedAlike extends Languages {
  work: string;
  passage: string;
  source: string;
  /** Works that are not to be read by whoever asks: nothing tells that they are there. */
  hidden: ReadonlySet<string>;
}

interface Kept extends Remembered {
  work: string;
  passage: string;
  version: number;
  words: RenderingJson;
  contributors: Contributor[];
  date: string;
}

/** What is near, the nearest first. */
export type Alike = Omit<Near<Kept>, "of"> & Omit<Kept, "rendering">;

/** So many places of each run are counted, and so many of those that have most read. */
const [COUNTED, READ] = [1_000, 24];

interface Row extends Languages {
  id: string;
  passage: string;
  standing: number | null;
  source: number | null;
}

/** @returns what answers: passages in the same language, of works that whoever asks may read, but the one itself. */
export function likening(db: Database, ledger: LedgerRecords): (asked: AskedAlike) => Alike[] {
  const index = new SqliteWordIndex(db);
  const row = db.prepare<[number, number], Row>(
    `SELECT work.id AS id, passage.id AS passage, language, source_language AS sourceLanguage, standing, source
     FROM passage JOIN work ON work.ordinal = passage.work WHERE passage.work = ? AND rank = ?`,
  );

  /** The places that have some of the runs, those with most first. */
  function placesWith({ source, sourceLanguage, hidden }: AskedAlike): bigint[] {
    const words = tokensIn({ texts: [source], lang: sourceLanguage })[0]!.map(({ token }) => token);
    const works = ledger.works().filter(({ id }) => !hidden.has(id));
    const ranges = together(works.map(({ ordinal }) => ordinal));
    const counts = new Map<bigint, number>();
    for (const run of runsOf(words)) {
      const wanted = [{ in: ["source"] as const, clauses: [[run]] }];
      for (const { from, to } of ranges) {
        const between = standingBetween(from, to);
        for (const place of index.find({ shelf: "now", wanted, without: null, ...between, most: COUNTED }))
          counts.set(place, (counts.get(place) ?? 0) + 1);
      }
    }
    return [...counts].sort((a, b) => b[1] - a[1]).map(([place]) => standing(place));
  }

  /** What stands at a place now; null if it is of another language, has no words, or is the passage itself. */
  function keptAt(place: bigint, asked: AskedAlike): Kept | null {
    const { work, rank } = placed(place);
    const at = row.get(work, rank);
    if (!at || at.standing === null || at.source === null) return null;
    if (primary(at.language) !== primary(asked.language)) return null;
    if (at.id === asked.work && at.passage === asked.passage) return null;
    const told = { work: at.id, passage: at.passage };
    const [version, source] = [ledger.version(told, at.standing), ledger.source(told, at.source)];
    if (!version?.words || !source) return null;
    const { rendering: words } = version.words;
    return {
      ...{ ...told, version: at.standing, words, rendering: canonicalText(renderingFromJson(words)) },
      source: textsOf({ version: null, source }, "source", at).texts.join("\n\n"),
      ...{ contributors: version.contributors, date: version.date },
    };
  }

  return (asked) => {
    const kept = placesWith(asked)
      .slice(0, READ)
      .flatMap((place) => keptAt(place, asked) ?? []);
    return nearestTo(asked.source, kept).map(({ of, ...near }) => {
      const { rendering: _, ...own } = of;
      return { ...own, ...near };
    });
  };
}

/** The language itself, without script and country. */
function primary(tag: string): string {
  return tag.split("-")[0]!.toLowerCase();
}
