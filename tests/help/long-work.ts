/** A long work, made up: books of chapters of verses, with a rendering for each passage of some of its chapters. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { refusalInWords } from "../../editor/refusals/refusals.ts";
import { openDesk } from "../../server/desk/desk.ts";
import { openSqlite, sqliteStore } from "../../server/sqlite/sqlite.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import type { Passage, Work } from "../../translations/ledger/work.ts";
import { anchorOn } from "../../translations/notes/anchor.ts";
import { plan } from "../../translations/plan/plan.ts";
import { parseText } from "../../translations/text/parse.ts";
import { bring } from "./made-works.ts";

export interface Shape {
  books: number;
  chapters: number;
  verses: number;
}

/** 24,020 passages. */
export const LONG: Shape = { books: 20, chapters: 30, verses: 39 };

const OWNER: Actor = { id: "seed", name: "Sam Seed", role: "owner" };

/** A work with passages `b1`, `b1-c1`, `b1-c1-v1` … */
export function longWork({ books, chapters, verses }: Shape = LONG, id = "long"): Work {
  const passages: Passage[] = [];
  const add = (kind: Passage["kind"], level: number, id: string, locator: string, words: string): void => {
    passages.push({
      id,
      locator,
      kind,
      level,
      source: { number: 1, held: "whole", words: [words], provenance: "Made up." },
    });
  };
  for (let book = 1; book <= books; book++) {
    add("part", 1, `b${book}`, `Book ${book}`, `卷${book}`);
    for (let chapter = 1; chapter <= chapters; chapter++) {
      const at = `b${book}-c${chapter}`;
      add("heading", 2, at, `${book}.${chapter}`, `第${chapter}章`);
      for (let verse = 1; verse <= verses; verse++)
        add("paragraph", 3, `${at}-v${verse}`, `${book}.${chapter}.${verse}`, `第${verse}节的话。`);
    }
  }
  return { ...plan.work, id, title: "A Long Work", originalTitle: "长卷", passages };
}

/** Words for a passage that stand nowhere else. */
export function wordsOf({ id, level, locator }: Pick<Passage, "id" | "level" | "locator">): string {
  if (level === 1) return `The tale of ${id}`;
  return level === 2 ? `What ${id} tells` : `These are the words of ${id}, and of no other verse than ${locator}.`;
}

/** Brings the work into a data folder; `rendered`: which passages have a version, with a note on a word of each verse. */
export async function bringLongWork(data: string, work: Work, rendered: (passage: Passage) => boolean): Promise<void> {
  mkdirSync(data, { recursive: true });
  const db = openSqlite(join(data, "variorum.db"));
  db.pragma("synchronous = OFF");
  const store = sqliteStore(db);
  const desk = openDesk(store);
  await bring(store, work);
  for (const passage of work.passages.filter(rendered)) {
    const text = wordsOf(passage);
    const note = {
      id: `n-${passage.id}`,
      author: OWNER,
      date: "2026-11-24",
      category: "terminology" as const,
      body: `Why ${passage.id} says it so.`,
      target: anchorOn(text, passage.id),
      source: null,
      alternatives: [],
    };
    const facts = {
      base: null,
      rendering: parseText(text),
      contributors: [{ name: "A. Translator", role: "translator" as const }],
      date: "2022-01-24",
      publishedIn: [],
      rationale: "",
      notes: passage.level > 2 ? [note] : [],
      provenance: "Made up.",
    };
    const outcome = await desk.execute(
      { work: work.id },
      { type: "record-version", passage: passage.id, facts },
      OWNER,
    );
    if (!outcome.ok) throw new Error(`${passage.id}: ${refusalInWords(outcome.refusal)}`);
  }
  await store.close();
}
