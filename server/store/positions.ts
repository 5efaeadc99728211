/**
 * How far what is kept has come: of each thing a short text that is another whenever the thing is. Asked of the rows that
 * are kept for it, so that nothing is read of what it stands for.
 */
import type { Database } from "better-sqlite3";
import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import { ABOUT, SEEN, UNHEARD } from "./rows.ts";
import type { Stream } from "./store.ts";

export interface Positions {
  /** A work's description, its place among the works, and whether it was put away; null if there is no such work. */
  description(work: string): string | null;
  /** The same, and all that is recorded of it. */
  work(id: string): string | null;
  /** The same, and of what is recorded no more than what is about one passage. */
  passage(stream: Stream): string | null;
  /** All works that are everybody's to read, and all that is recorded of them. */
  all(): string;
  /** What a proposal revises, and what became of its drafts' steps; null if there is no such proposal. */
  proposal(id: string): { work: string; passages: string[]; steps: string } | null;
  /** When a work was put away; null if it stands, or there is none. */
  putAway(work: string): string | null;
}

/** The streams of discussions in a work that strangers may not hear. */
function unheardIn(work: string): string {
  return `SELECT 'thread/' || reading_thread.work || '/' || thread FROM reading_thread WHERE reading_thread.work = ${work} AND ${UNHEARD}`;
}

/** So many works are known by where all their passages stand, which takes reading a row of each passage. */
const WORKS = 1_000;

// Each is one question: it is the asking that takes time.
export function positionsIn(db: Database): Positions {
  const description = db.prepare<[string], string>(
    "SELECT digest || ' ' || described FROM work JOIN reading_work ON work = id WHERE id = ?",
  );
  const work = db.prepare<[string], { digest: string; ledger: string }>(
    "SELECT work.digest, ledger_end.digest AS ledger FROM work, ledger_end WHERE id = ? AND staged IS NULL",
  );
  const passage = db.prepare<[Stream], string>(
    `SELECT digest || ' ' || described || ' ' || coalesce((SELECT group_concat(digest) FROM (SELECT digest FROM stream_end WHERE ${ABOUT} AND stream NOT IN (${unheardIn(":work")}) ORDER BY stream)), '')
            || ' ' || coalesce((SELECT digest FROM stream_end WHERE stream = 'access/' || :work), '')
     FROM work JOIN reading_work ON reading_work.work = id WHERE id = :work`,
  );
  const streams = db.prepare<[{ work: string }], string | null>(
    `SELECT group_concat(stream || ' ' || digest)
     FROM (SELECT stream, digest FROM stream_end WHERE work = :work AND stream NOT IN (${unheardIn(":work")}) ORDER BY stream)`,
  );
  const all = db.prepare<[], string | null>(
    // Of each work that is open, its row and its last record: what is still on its way in, or not everybody's, changes nothing.
    `SELECT group_concat(digest || ' ' || coalesce(last, ''))
     FROM (SELECT digest, (SELECT lower(hex(digest)) FROM record WHERE record.work = work.id AND stream NOT IN (${unheardIn("work.id")})
                           ORDER BY number DESC LIMIT 1) AS last
           FROM work WHERE staged IS NULL AND id NOT IN (SELECT work FROM reading_visibility WHERE visibility <> 'public')
           ORDER BY ordinal)`,
  );
  const proposal = db.prepare<[string], { work: string; passages: string; steps: string | null }>(
    `SELECT work, (SELECT json_group_array(passage) FROM part WHERE proposal = proposal.id) AS passages, (SELECT group_concat(coalesce(steps_after, ''))
                            FROM (SELECT steps_after FROM draft WHERE proposal = proposal.id ORDER BY id)) AS steps
     FROM proposal WHERE id = ? AND ${SEEN}`,
  );
  const putAway = db.prepare<[string], string | null>("SELECT away FROM work WHERE id = ?");
  for (const each of [description, passage, streams, all, putAway]) each.pluck();
  const known = new LRUCache<string, { ledger: string; position: string }>({ max: WORKS });

  /** As long as nothing was recorded anywhere, nothing was of this work. */
  function recorded(id: string, ledger: string): string {
    const before = known.get(id);
    if (before?.ledger === ledger) return before.position;
    const position = digestOf(streams.get({ work: id }) ?? "");
    known.set(id, { ledger, position });
    return position;
  }

  return {
    description: (work) => description.get(work) ?? null,
    work(id) {
      const found = work.get(id);
      return found ? `${found.digest} ${recorded(id, found.ledger)}` : null;
    },
    passage: (place) => passage.get(place) ?? null,
    all: () => digestOf(all.get() ?? ""),
    proposal(id) {
      const found = proposal.get(id);
      if (!found) return null;
      return { work: found.work, passages: JSON.parse(found.passages) as string[], steps: found.steps ?? "" };
    },
    putAway: (work) => putAway.get(work) ?? null,
  };
}

function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}
