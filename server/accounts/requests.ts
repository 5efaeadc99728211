/**
 * Requests as they are kept: beside the accounts, since who is asked for what is how people here organise their work and nothing
 * that was said of a text. Each is kept whole; beside it stand the columns by which it is found.
 */
import type { Database } from "better-sqlite3";
import { noticesOfStep, type Notice } from "../../translations/requests/notices.ts";
import { requestAfter, type Request, type RequestStep, type Subject } from "../../translations/requests/request.ts";
import { NoticesBeside } from "./notices.ts";

/** So many are open in one work at most: more than anybody looks through, and each is on a page. */
export const MOST_OPEN = 500;
/** Of those that ended, so many are told at their place, the last. */
const ENDED_TOLD = 20;

/** What keeps requests. */
export interface KeptRequests {
  /** Keeps a new one, and what is told of it. False if as many are open in its work as there may be. */
  add(request: Request, told?: readonly Notice[]): Promise<boolean>;
  /** Keeps what became of one, and what is told of that; false if somebody else did something with it meanwhile, or there is none. */
  change(after: Request, told?: readonly Notice[]): Promise<boolean>;
  /** One of a work; null if there is none. */
  one(work: string, id: string): Promise<Request | null>;
  /** The open ones for which a person is asked; */
  askedOf(person: string): Promise<Request[]>;
  /** those for which anybody is; */
  forAnybody(): Promise<Request[]>;
  /** and those by which a person asks others, which are open or were given up. */
  askedBy(person: string): Promise<Request[]>;
  /** The open ones of a work, */
  openIn(work: string): Promise<Request[]>;
  /** and those about one thing in it, with the last that ended, the last first. */
  about(work: string, about: Subject): Promise<{ open: Request[]; ended: Request[] }>;
  /** Those of a work with which something was done at an instant or after it, as far as that is kept. */
  since(work: string, at: string): Promise<Request[]>;
  /** All open ones that have a day. */
  dated(): Promise<Request[]>;
  /** Calls `listener` with each that is new or was changed, until the function it gives is called. */
  listen(listener: (request: Request) => void): () => void;
  /** What was told to people of them. */
  readonly notices: NoticesBeside;
}

export class RequestsBeside implements KeptRequests {
  readonly #db: Database;
  readonly #now: () => number;
  readonly #listeners = new Set<(request: Request) => void>();
  readonly notices: NoticesBeside;

  /** Makes the table if it is not there yet. */
  constructor(db: Database, now: () => number) {
    this.#db = db;
    this.#now = now;
    this.notices = new NoticesBeside(db);
    db.exec(`CREATE TABLE IF NOT EXISTS request (
      id TEXT PRIMARY KEY,
      work TEXT NOT NULL,
      kind TEXT NOT NULL,
      about TEXT NOT NULL,
      asks TEXT NOT NULL,
      asked TEXT,
      until TEXT,
      standing TEXT NOT NULL,
      changes INTEGER NOT NULL,
      body TEXT NOT NULL
    ) STRICT, WITHOUT ROWID`);
    db.exec("CREATE INDEX IF NOT EXISTS request_about ON request (work, kind, about)");
    db.exec("CREATE INDEX IF NOT EXISTS request_asked ON request (asked, standing)");
    db.exec("CREATE INDEX IF NOT EXISTS request_asks ON request (asks, standing)");
  }

  add(request: Request, told: readonly Notice[] = []): Promise<boolean> {
    return Promise.resolve(this.#kept(request, told, () => this.#add(request)));
  }

  change(after: Request, told: readonly Notice[] = []): Promise<boolean> {
    return Promise.resolve(this.#kept(after, told, () => this.#change(after)));
  }

  listen(listener: (request: Request) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What is kept of a request, and what is told of it, at once. */
  #kept(request: Request, told: readonly Notice[], keep: () => boolean): boolean {
    const isKept = this.#db.transaction(() => {
      const isNew = keep();
      if (isNew) this.notices.tell(told);
      return isNew;
    })();
    if (isKept) for (const listener of this.#listeners) listener(request);
    return isKept;
  }

  #add(request: Request): boolean {
    const { changes } = this.#db
      .prepare(
        `INSERT INTO request (id, work, kind, about, asks, asked, until, standing, changes, body)
         SELECT :id, :work, :kind, :about, :asks, :asked, :until, :standing, :changes, :body
         WHERE (SELECT count(*) FROM request WHERE work = :work AND standing = 'open') < :most`,
      )
      .run({ ...columns(request), most: MOST_OPEN });
    return changes === 1;
  }

  #change(after: Request): boolean {
    const { id, asked, until, standing, changes, body } = columns(after);
    return (
      this.#db
        .prepare(
          `UPDATE request SET asked = :asked, until = :until, standing = :standing, changes = :changes, body = :body
           WHERE id = :id AND changes = :changes - 1`,
        )
        .run({ id, asked, until, standing, changes, body }).changes === 1
    );
  }

  one(work: string, id: string): Promise<Request | null> {
    return Promise.resolve(this.#where("id = ? AND work = ?", id, work)[0] ?? null);
  }

  askedOf(person: string): Promise<Request[]> {
    return Promise.resolve(this.#where("asked = ? AND standing = 'open'", person));
  }

  forAnybody(): Promise<Request[]> {
    return Promise.resolve(this.#where("asked IS NULL AND standing = 'open'"));
  }

  askedBy(person: string): Promise<Request[]> {
    return Promise.resolve(this.#where("asks = ? AND standing IN ('open', 'given-up')", person));
  }

  openIn(work: string): Promise<Request[]> {
    return Promise.resolve(this.#where("work = ? AND standing = 'open'", work));
  }

  about(work: string, { kind, id }: Subject): Promise<{ open: Request[]; ended: Request[] }> {
    const here = "work = ? AND kind = ? AND about = ?";
    // However many ended there, no more than are told are read.
    const last = `json_extract(body, '$.steps[#-1].at') DESC, id LIMIT ${ENDED_TOLD}`;
    return Promise.resolve({
      open: this.#where(`${here} AND standing = 'open'`, work, kind, id),
      ended: this.#sorted(`${here} AND standing <> 'open'`, last, work, kind, id),
    });
  }

  since(work: string, at: string): Promise<Request[]> {
    const last = "coalesce(json_extract(body, '$.steps[#-1].at'), json_extract(body, '$.at'))";
    return Promise.resolve(this.#where(`work = ? AND ${last} >= ?`, work, at));
  }

  dated(): Promise<Request[]> {
    return Promise.resolve(this.#where("standing = 'open' AND until IS NOT NULL"));
  }

  /** Gives up what a person is asked for whose account is closed: whoever asked sees it, and asks somebody else. */
  drop(person: string): void {
    const at = new Date(this.#now()).toISOString();
    const step: RequestStep = { act: "give-up", by: person, at, word: "" };
    for (const request of this.#where("asked = ? AND standing = 'open'", person)) {
      const after = requestAfter(request, step);
      this.#kept(after, noticesOfStep(request, after, step), () => this.#change(after));
    }
    this.notices.drop(person);
  }

  #where(condition: string, ...of: string[]): Request[] {
    return this.#sorted(condition, "id", ...of);
  }

  #sorted(condition: string, order: string, ...of: string[]): Request[] {
    return this.#db
      .prepare<string[], string>(`SELECT body FROM request WHERE ${condition} ORDER BY ${order}`)
      .pluck()
      .all(...of)
      .map((body) => JSON.parse(body) as Request);
  }
}

function columns(request: Request) {
  const { id, work, about, by: asks, of: asked, until, standing, changes } = request;
  return {
    id,
    work,
    kind: about.kind,
    about: about.id,
    asks,
    asked,
    until,
    standing,
    changes,
    body: JSON.stringify(request),
  };
}
