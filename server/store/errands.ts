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
  /** Keeps one that is to be begun; those that were done long before it go. */
  add(errand: KeptErrand): Promise<void>;
  /** What came of one is kept. */
  end(id: string, came: unknown): Promise<void>;
  /** One with what came of it; `came` undefined: it is not done. Null if there is none, or it is somebody else's. */
  get(person: string, id: string): Promise<(KeptErrand & { came?: unknown }) | null>;
  /** Those that are not done, the oldest first. */
  left(): Promise<KeptErrand[]>;
}

/** What is done stays for so long, in milliseconds, so that whoever asked for it finds what came of it. */
const STAYS = 7 * 24 * 60 * 60 * 1000;

interface Row extends Omit<KeptErrand, "asked"> {
  asked: string;
  came: string | null;
}

/** The errands in `db`, whose tables the store has brought up to date. */
export function keptErrands(db: Database): KeptErrands {
  const add = db.prepare<[string, string, string, string, string, string]>(
    "INSERT INTO errand (id, person, work, name, asked, begun) VALUES (?, ?, ?, ?, ?, ?)",
  );
  const end = db.prepare<[string, string]>("UPDATE errand SET came = ? WHERE id = ?");
  const get = db.prepare<[string, string], Row>("SELECT * FROM errand WHERE id = ? AND person = ?");
  const left = db.prepare<[], Row>("SELECT * FROM errand WHERE came IS NULL ORDER BY begun");
  const drop = db.prepare<[string]>("DELETE FROM errand WHERE came IS NOT NULL AND begun < ?");
  return {
    add: ({ id, person, work, name, asked, begun }) =>
      answer(() => {
        drop.run(new Date(Date.parse(begun) - STAYS).toISOString());
        add.run(id, person, work, name, JSON.stringify(asked), begun);
      }),
    end: (id, came) => answer(() => void end.run(JSON.stringify(came), id)),
    get: (person, id) =>
      answer(() => {
        const row = get.get(id, person);
        return row ? { ...errandIn(row), ...(row.came !== null && { came: JSON.parse(row.came) as unknown }) } : null;
      }),
    left: () => answer(() => left.all().map(errandIn)),
  };
}

function errandIn({ asked, came: _, ...row }: Row): KeptErrand {
  return { ...row, asked: JSON.parse(asked) as unknown };
}
