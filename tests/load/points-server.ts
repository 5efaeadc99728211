/**
 * A whole workbench in a process of its own that stops at one point, says that it is there, and does nothing more: it
 * waits to be killed. The points are reached in the real store and the real SQLite; the workbench knows nothing of them.
 * `node points-server.js ORDERS`
 */
import { writeSync } from "node:fs";
import { startWorkbench } from "../../server/app.ts";
import { openSqlite } from "../../server/sqlite/sqlite.ts";
import type { Store } from "../../server/store/store.ts";
import { namedStore } from "../help/live.ts";
import { otherwise } from "../help/otherwise.ts";
import { TOLD_ON, type Orders, type Point, type Told } from "./points.ts";

const { at, data, client, port } = JSON.parse(process.argv[2]!) as Orders;
let times = 0;

function tell(told: Told): void {
  writeSync(TOLD_ON, `${JSON.stringify(told)}\n`);
}

/** Comes to a point; if it is the one, for good. */
function come(to: Point): void {
  if (to !== at?.point || ++times < at.time) return;
  tell({ reached: to });
  // Nothing of this process runs any more: no timer, no answer, no commit.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

/** Where SQLite itself comes by, in the middle of a transaction. */
const INSIDE: Partial<Record<Point, string[]>> = {
  "in the middle of a checkpoint": ["INSERT ON main.draft_checkpoint", "UPDATE ON main.draft_checkpoint"],
  "in the middle of thinning": ["DELETE ON main.draft_update"],
  "in the middle of a migration": ["INSERT ON main.migration"],
};

/** Triggers of this connection alone; the file is not changed. */
function watchInside(db: ReturnType<typeof openSqlite>): typeof db {
  const moments = (at && INSIDE[at.point]) ?? [];
  if (db.prepare("SELECT 1 FROM main.sqlite_schema WHERE name = 'migration'").get() === undefined) return db;
  db.function("come", () => {
    come(at!.point);
    return null;
  });
  for (const [number, moment] of moments.entries())
    db.exec(`CREATE TEMP TRIGGER come_${number} AFTER ${moment} BEGIN SELECT come(); END`);
  return db;
}

/** An hour ago is not of late: what was written a moment ago may be thinned. */
const anHourAgo = () => Date.now() - 3_600_000;

function watchAround(store: Store): Store {
  const after = <Asked extends unknown[], Answer>(ask: (...asked: Asked) => Promise<Answer>, point: Point) => {
    return async (...asked: Asked): Promise<Answer> => {
      const answer = await ask(...asked);
      come(point);
      return answer;
    };
  };
  const { drafts } = store;
  return otherwise(store, {
    append: after(store.append.bind(store), "between the ledger's commit and the broadcast"),
    drafts: otherwise(drafts, {
      append: after(drafts.append.bind(drafts), "after an append, before its acknowledgement"),
    }),
  });
}

const { address, ownerLink } = await startWorkbench(
  { data, client, port, host: "127.0.0.1", origin: null },
  {
    openSqlite: (file) => watchInside(openSqlite(file)),
    sqliteStore: (db) => watchAround(namedStore(db, anHourAgo)),
  },
);
tell({ address, ownerLink });
