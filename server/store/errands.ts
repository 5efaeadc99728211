/** What was asked for that takes long: kept before it is begun, so that a workbench that is stopped goes on with it, and until some time after it is done. */
import type { Database } from "better-sqlite3";
import { answer } from "./answer.ts";

/** Something that is to be done for somebody in a work. */
export interface KeptErrand {
  id: string;
  person: string;
  work: string;
  /** What is to be done, and what it is given. */
  name: string;
  asked: unknown;
  /** ISO 8601 instant. */
  begun: string;
}

export interface KeptErrands {
  /** Keeps one that is to be begun; those that were done long before it go, and of the same person's all but the newest. */
  add(errand: KeptErrand): Promise<void>;
  /** What came of one is kept, and of what it was given no more than that. */
  end(id: string, asked: unknown, came: unknown): Promise<void>;
  /** One with what came of it; `came` undefined: it is not done. Null if there is none, or it is somebody else's. */
  get(person: string, id: string): Promise<(KeptErrand & { came?: unknown }) | null>;
  /** Those of a work that were begun at an instant or after it, with what came of each as `get` has it. */
  since(work: string, at: string): Promise<(KeptErrand & { came?: unknown })[]>;
  /** Those that are not done, the oldest first; those that were done long ago go. */
  left(): Promise<KeptErrand[]>;
}

/** What is done stays for so long, in milliseconds, so that whoever asked for it finds what came of it. */
const STAYS = 7 * 24 * 60 * 60 * 1000;
/** And of one person's no more than so many, the newest. */
const MOST_OF_ONE = 100;

interface Row extends Omit<KeptErrand, "asked"> {
  asked: string;
  came: string | null;
}

/** The errands in `db`, whose tables the store has brought up to date. */
export function keptErrands(db: Database): KeptErrands {
  const add = db.prepare<[string, string, string, string, string, string]>(
    "INSERT INTO errand (id, person, work, name, asked, begun) VALUES (?, ?, ?, ?, ?, ?)",
  );
  const end = db.prepare<[string, string, string]>("UPDATE errand SET asked = ?, came = ? WHERE id = ?");
  const get = db.prepare<[string, string], Row>("SELECT * FROM errand WHERE id = ? AND person = ?");
  const since = db.prepare<[string, string], Row>("SELECT * FROM errand WHERE work = ? AND begun >= ? ORDER BY begun");
  const left = db.prepare<[], Row>("SELECT * FROM errand WHERE came IS NULL ORDER BY begun");
  const drop = db.prepare<[string]>("DELETE FROM errand WHERE came IS NOT NULL AND begun < ?");
  const most = db.prepare<[string, string]>(
    `DELETE FROM errand WHERE person = ? AND came IS NOT NULL AND id NOT IN (
       SELECT id FROM errand WHERE person = ? AND came IS NOT NULL ORDER BY begun DESC LIMIT ${MOST_OF_ONE})`,
  );
  const dropLongDone = (now: number) => drop.run(new Date(now - STAYS).toISOString());
  return {
    add: ({ id, person, work, name, asked, begun }) =>
      answer(() => {
        dropLongDone(Date.parse(begun));
        most.run(person, person);
        add.run(id, person, work, name, JSON.stringify(asked), begun);
      }),
    end: (id, asked, came) => answer(() => void end.run(JSON.stringify(asked), JSON.stringify(came), id)),
    get: (person, id) =>
      answer(() => {
        const row = get.get(id, person);
        return row ? withWhatCame(row) : null;
      }),
    since: (work, at) => answer(() => since.all(work, at).map(withWhatCame)),
    left: () =>
      answer(() => {
        dropLongDone(Date.now());
        return left.all().map(errandIn);
      }),
  };
}

function withWhatCame(row: Row): KeptErrand & { came?: unknown } {
  return { ...errandIn(row), ...(row.came !== null && { came: JSON.parse(row.came) as unknown }) };
}

function errandIn({ asked, came: _, ...row }: Row): KeptErrand {
  return { ...row, asked: JSON.parse(asked) as unknown };
}
