/** A workbench in this process whose ledger a test writes itself, and which strangers ask over HTTP. */
import { createServer } from "node:http";
import { dirname } from "node:path";
import type { AddressInfo } from "node:net";
import type { Database } from "better-sqlite3";
import { pino } from "pino";
import { openAccounts } from "../../server/accounts/accounts.ts";
import { publicAddress } from "../../server/host/address.ts";
import { atOnce } from "../../server/aside/aside.ts";
import { openDesk } from "../../server/desk/desk.ts";
import { newId, newSalt } from "../../server/store/ids.ts";
import { personalIn } from "../../server/personal/personal.ts";
import { readingOf } from "../../server/reading/reading.ts";
import { Answers, cursorsWith, site } from "../../server/http/http.ts";
import type { Workbench } from "../../server/http/workbench.ts";
import { positionsIn } from "../../server/store/positions.ts";
import { keptErrands } from "../../server/store/errands.ts";
import { keptSettings } from "../../server/store/settings.ts";
import { openErrands } from "../../server/exchanging/errands.ts";
import { exchangingIn } from "../../server/exchanging/exchanging.ts";
import { searchingHere } from "../../server/searching/searching.ts";
import { openRemarks } from "../../server/remarks/remarks.ts";
import { stagingIn } from "../../server/store/staging.ts";
import { openSqlite, sqliteRemarks, sqliteStore } from "../../server/sqlite/sqlite.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import type { LiveDrafts } from "../../server/sync/sync.ts";

export interface LedgerBench {
  bench: Workbench;
  /** What the desk takes for now. */
  clock: { now: string };
  /** What it is kept in. */
  db: Database;
  close(): Promise<void>;
}

/** A workbench that holds nothing. What strangers are shown needs no living draft: there is none. @param people who have accounts, for its desk. */
export async function openBench(
  origin: string | null,
  file = ":memory:",
  people: readonly Actor[] = [],
): Promise<LedgerBench> {
  const db = openSqlite(file);
  const store = sqliteStore(db);
  const settings = keptSettings(db);
  const clock = { now: "2026-01-01T00:00:00.000Z" };
  const account = (id: string) => Promise.resolve(people.find((each) => each.id === id) ?? null);
  const desk = openDesk(store, { now: () => clock.now, newAct: newId, newSalt }, account);
  const reading = readingOf(db);
  const accounts = await openAccounts(
    { db, secret: "a secret of tests, long enough", baseUrl: "http://127.0.0.1", secureCookies: false },
    { hash: { hash: async (password) => password, verify: async ({ hash, password }) => hash === password } },
  );
  const exchanging = exchangingIn(dirname(file));
  const staging = stagingIn(db);
  const failed = (_errand: unknown, error: unknown) => console.error(error);
  const positions = positionsIn(db);
  const bench: Workbench = {
    store,
    positions,
    remarks: openRemarks({
      ...{ kept: sqliteRemarks(db), desk, store, positions, secret: "a secret of tests" },
      failed: (error) => console.error(error),
    }),
    reading,
    settings,
    staging,
    searching: searchingHere(dirname(file)),
    exchanging,
    errands: openErrands({
      ...{ kept: keptErrands(db), exchanging, settings, grounds: { store, staging, reading, desk } },
      ...{ person: account, failed },
    }),
    ...{ desk, accounts },
    mailing: null,
    personal: personalIn({ store, desk, reading, accounts, positions: positionsIn(db) }),
    live: {} as LiveDrafts,
    assets: { scripts: ["/main.js"], styles: ["/main.css"], preload: [] },
    build: "this one",
    cursors: cursorsWith("a secret of tests"),
    answers: new Answers(4_000_000),
    aside: atOnce,
    address: await publicAddress(null, settings),
  };
  await bench.address.set(origin);
  return { bench, db, clock, close: () => store.close() };
}

export interface LedgerSite {
  address: string;
  end(): Promise<void>;
}

/** Serves a workbench on a free port; several may serve one. */
export async function serve(bench: Workbench): Promise<LedgerSite> {
  const watched = {
    live: { size: () => ({ drafts: 0, sockets: 0 }) },
    openMetrics: false,
    lookedAt: () => Promise.reject(new Error("Nobody looks after this one.")),
    watch: (_req: unknown, _res: unknown, next: () => void) => next(),
  };
  const { app, stop } = site(
    bench,
    "/nowhere",
    pino({ level: "silent" }),
    watched as unknown as Parameters<typeof site>[3],
  );
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const end = async (): Promise<void> => {
    stop();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, end };
}
