/** The workbench put together: store, accounts, desk, live drafts and site, on one port. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Logger } from "pino";
import { isDecisive } from "../translations/ledger/events.ts";
import { proposalStream } from "../translations/ledger/record.ts";
import { rightsIn } from "../translations/ledger/rights.ts";
import type { Actor } from "../translations/ledger/roles.ts";
import { actorIn, mayReadWork } from "../translations/ledger/access.ts";
import { passageIn } from "../translations/ledger/sections.ts";
import { sourceText } from "../translations/ledger/work.ts";
import { hereIn, versionOf, wordsRemoved, type PassageState, type ProposalHere } from "../translations/ledger/state.ts";
import { foundingRecords, plan } from "../translations/plan/plan.ts";
import { renderingFromJson } from "../translations/text/canonical.ts";
import { digestOfJson } from "../translations/text/digest.ts";
import { parseText } from "../translations/text/parse.ts";
import { openAccounts, type Accounts, keepSecret } from "./accounts/accounts.ts";
import { atOnce, besides } from "./aside/aside.ts";
import { openErrands } from "./exchanging/errands.ts";
import { exchangingIn } from "./exchanging/exchanging.ts";
import { publicAddress } from "./host/address.ts";
import { lookAt, proxyWatch, watchProxy } from "./care/care.ts";
import { DATABASE } from "./store/names.ts";
import { goOnWithAll } from "./bringing/bringing.ts";
import { openDesk, type Desk } from "./desk/desk.ts";
import { readAssets, inside, Answers, cursorsWith, site, answerPlainly, asksForSocket } from "./http/http.ts";
import { openLog } from "./host/log.ts";
import { makeFolder, refuseUnwritable } from "./store/folder.ts";
import { takeDatabase, takeFolder } from "./store/lock.ts";
import { searchingBeside, searchingHere } from "./searching/searching.ts";
import { openMailing, type MailSettings } from "./mailing/mailing.ts";
import { personalIn } from "./personal/personal.ts";
import { openReminding } from "./requests/requests.ts";
import { readingOf } from "./reading/reading.ts";
import { positionsIn } from "./store/positions.ts";
import { openSqlite, sqliteRemarks, sqliteStore } from "./sqlite/sqlite.ts";
import { openRemarks } from "./remarks/remarks.ts";
import { keptErrands } from "./store/errands.ts";
import { keptSettings, type KeptSettings } from "./store/settings.ts";
import { stagingIn } from "./store/staging.ts";
import type { Store } from "./store/store.ts";
import {
  type DraftRights,
  Endings,
  type EndingsSetting,
  liveDrafts,
  type LiveSockets,
  type DraftSeed,
} from "./sync/sync.ts";

export { DATABASE };

export interface Settings {
  /** The data folder; made if it isn't there. */
  data: string;
  host: string;
  /** 0: any free port. */
  port: number;
  /** The public address, path and all, if whoever starts the program gives one; it goes before the one an owner sets. */
  origin: string | null;
  /** The browser's files as built. */
  client: string;
  /** Names the build, beside what the browser's files are called. */
  build?: string;
  /** The script of threads for long work; without it, it is done on this one. */
  worker?: URL;
  /** The script of the thread that searches; without it, it is done on this one. */
  searcher?: URL;
  /** The script of processes that write whole works down, or bring them in; without it, that is done in this one. */
  exchanger?: URL;
  /** The Plan: brought in now if it isn't held, or never; otherwise once, into a workbench that holds nothing. */
  plan?: "now" | "never";
  log?: Logger;
  /** Told how far what pages read is made, if an update of the program needs it anew before the start. */
  making?: (done: number, of: number) => void;
  /** By which server mail goes out; without it, none does. */
  mail?: MailSettings;
}

export interface Running {
  /** Where it listens, such as `http://127.0.0.1:3000`. */
  address: string;
  /** While nobody is the owner: the link that makes one, once. */
  ownerLink: string | null;
  /** Everything that was taken is on disk, and the port is free, when this resolves. */
  close(): Promise<void>;
}

/** What the workbench stands on; another for a test that stops it at a certain point. */
export interface Effects {
  openSqlite: typeof openSqlite;
  sqliteStore: typeof sqliteStore;
}

const REAL: Effects = { openSqlite, sqliteStore };

/** Bytes of public answers that are remembered. */
const REMEMBERED = 8 * 1024 * 1024;
/**
 * So many milliseconds a connection is kept for the next request: longer than proxies keep theirs (a minute, mostly), which
 * else send one on a connection that is just being closed.
 */
const KEPT_ALIVE = 65_000;

/**
 * Starts the workbench and resolves once it listens.
 * @throws FolderUnusable or FolderTaken if the data folder can't be had, UnknownTables if a newer program has been there,
 *   and what the system says if the port can't be had.
 */
export async function startWorkbench(settings: Settings, effects: Effects = REAL): Promise<Running> {
  const log = settings.log ?? openLog(process.env["LOG_LEVEL"] ?? "warn");
  const assets = readAssets(settings.client);
  makeFolder(settings.data);
  const letFolderGo = takeFolder(settings.data);
  const db = effects.openSqlite(join(settings.data, DATABASE));
  const store = effects.sqliteStore(db, settings.making ? { told: settings.making } : {});
  refuseUnwritable(db.name, await store.tryWriting());
  const letDatabaseGo = takenOrClosed(db, settings.data, letFolderGo);
  const kept = keptSettings(db);
  await found(store, kept, settings.plan);
  const secret = keepSecret(settings.data);
  const accounts = await openAccounts({
    db,
    secret,
    baseUrl: `http://${settings.host}:${settings.port}`,
    // Whether a cookie may only travel by HTTPS is said where it goes out, by how the request came.
    secureCookies: false,
  });
  await accounts.beginNews(await store.through());
  const desk = openDesk(store, undefined, (id) => accounts.person(id));
  const address = await publicAddress(settings.origin, kept);
  const live: LiveSockets = liveDrafts({
    drafts: store.drafts,
    accounts,
    log,
    address: () => address.whole(),
    seed: (draft): Promise<DraftSeed | null> => seedOf(store, desk, draft, (other) => live.read(other)),
    rightsOf: async (person, draft) => rightsInDraft(await partOf(store, desk, draft), desk, person),
  });
  lookAgain({ store, desk, accounts, live, log });
  const endings = endingsOf({ store, desk, live, settings: kept, log });
  const { aside, close: endAside } = settings.worker
    ? besides(settings.worker)
    : { aside: atOnce, close: async () => undefined };
  const searching = settings.searcher
    ? searchingBeside(settings.searcher, settings.data, log)
    : searchingHere(settings.data);
  const exchanging = exchangingIn(settings.data, settings.exchanger);
  const build = digestOfJson([assets, settings.build ?? ""]);
  const [positions, reading, answers] = [positionsIn(db), readingOf(db), new Answers(REMEMBERED)];
  const personal = personalIn({ store, desk, reading, accounts, positions });
  const reminding = openReminding({ store, desk, reading, accounts, positions }, (err) =>
    log.error({ err }, "Somebody could not be reminded of what they are asked for."),
  );
  const mailFailed = (err: unknown) => log.error({ err }, "A mail could not be written.");
  const mailing =
    settings.mail === undefined
      ? null
      : openMailing(settings.mail, { accounts, personal, reading, address, secret, failed: mailFailed });
  const staging = stagingIn(db);
  const errands = openErrands({
    ...{ kept: keptErrands(db), exchanging, settings: kept, grounds: { store, staging, reading, desk } },
    person: (id) => accounts.person(id),
    failed: ({ id, name, work }, err) => log.error({ err, id, name, work }, "What was asked for could not be done."),
  });
  const remarks = openRemarks({
    ...{ kept: sqliteRemarks(db), desk, store, positions, secret },
    failed: (err) => log.error({ err }, "What was taken out could not be taken out of the remarks that wait."),
  });
  await remarks.tidy();
  const bench = {
    ...{ personal, remarks, mailing, errands, staging },
    ...{ store, positions, reading, searching, desk, accounts, settings: kept, live },
    ...{ assets, build, answers, aside, exchanging, address, cursors: cursorsWith(secret) },
  };
  const openMetrics = process.env["VARIORUM_METRICS"] === "1";
  const { app, stop } = site(bench, settings.client, log, {
    live,
    openMetrics,
    lookedAt: () => lookAt(db, settings.data, address.whole()),
    watch: watchProxy(
      address,
      proxyWatch(kept, () => new Date().toISOString().slice(0, 10)),
      (err) => log.warn({ err }, "What a proxy does wrong could not be noted."),
    ),
  });
  const server = createServer((request, response) => {
    request.url = inside(request.url ?? "/", address.base());
    app(request, response);
  });
  server.keepAliveTimeout = KEPT_ALIVE;
  server.on("upgrade", (request, socket, head) => {
    if (!asksForSocket(request)) return answerPlainly(server, request, socket, head);
    request.url = inside(request.url ?? "/", address.base());
    live.handleUpgrade(request, socket, head);
  });
  const listening = await listen(server, settings);
  await live.thinLogs();
  void reminding.turn();
  await endings.askForAll();
  const ending = new AbortController();
  const notFurther = (work: string, err: unknown) =>
    log.error({ err, work }, "A work that is on its way in could not be brought further.");
  const goingOn = goOnWithAll(store, notFurther, ending.signal).catch((err: unknown) =>
    log.error({ err }, "What was left on the stage could not be looked through."),
  );
  const goingOnErrands = errands.goOn().catch((err: unknown) => log.error({ err }, "Nothing could be gone on with."));
  const token = await accounts.ownerToken();
  const close = async () => {
    stop();
    ending.abort();
    await goingOn;
    await errands.stop();
    await goingOnErrands;
    await reminding.close();
    await mailing?.close();
    await live.stop();
    await endings.stop();
    await closed(server);
    await endAside();
    await searching.close();
    letDatabaseGo();
    await store.close();
    letFolderGo();
  };
  return { address: listening, ownerLink: token && `${settings.origin ?? listening}/join/${token}`, close };
}

/** Has the steps of a draft kept, kept without people or dropped, as an owner has said, once its proposal is decided. */
function endingsOf(of: {
  store: Store;
  desk: Desk;
  live: LiveSockets;
  settings: EndingsSetting["settings"];
  log: Logger;
}): Endings {
  const { store, desk, live, settings, log } = of;
  const endings = new Endings({
    drafts: store.drafts,
    settings,
    close: (draft) => live.close(draft),
    isDecided: async (draft) => Boolean((await partOf(store, desk, draft))?.part.decision),
    source: async (draft) => (await seedOf(store, desk, draft, (other) => live.read(other)))?.source ?? "",
    failed: (what, err) => log.error({ ...what, err }, "The steps of a draft could not be ended as set."),
  });
  desk.listen(({ facts }) => {
    for (const { event } of facts) if (isDecisive(event)) endings.askOf(event.proposal);
  });
  return endings;
}

/**
 * Has the drafts look again at who may do what in them as soon as an invitation, its readers, a role, who reads the work or a
 * session has changed.
 */
function lookAgain(of: { store: Store; desk: Desk; accounts: Accounts; live: LiveSockets; log: Logger }): void {
  const { store, desk, accounts, live, log } = of;
  const lookAt = async (proposal: string) => {
    for (const draft of await store.drafts.of(proposal)) await live.look({ draft });
  };
  const failed = (err: unknown) => log.error({ err }, "The people in a draft could not be looked at again.");
  accounts.listen((person) => void live.look({ person }).catch(failed));
  desk.listen(({ facts }) => {
    for (const { event } of facts)
      if (event.type === "person-invited" || event.type === "person-let-go" || event.type === "readers-chosen")
        lookAt(event.proposal).catch(failed);
      else if (event.type === "role-given") live.look({ person: event.person.id }).catch(failed);
      else if (event.type === "visibility-set") live.look("everybody").catch(failed);
  });
}

/** Takes the database, or closes what was opened of a folder that another process has. */
function takenOrClosed(db: ReturnType<typeof openSqlite>, folder: string, letFolderGo: () => void): () => void {
  try {
    return takeDatabase(db, folder);
  } catch (error) {
    db.close();
    letFolderGo();
    throw error;
  }
}

/** The name of the setting that says that this workbench began without the Plan. */
const BEGUN_EMPTY = "begun-empty";

/**
 * Brings the Plan in, once: into a workbench that holds no work and was not begun empty, or if it is asked for. A work
 * that is held is never written over.
 */
async function found(store: Store, settings: KeptSettings, asked: Settings["plan"]): Promise<void> {
  if (asked === "never") await settings.set(BEGUN_EMPTY, "yes");
  const wanted = asked === "now" || ((await store.through()) === 0 && (await settings.get(BEGUN_EMPTY)) === null);
  if (wanted && asked !== "never") await store.bringIn(foundingRecords(plan));
}

/** The part of a proposal that a draft is of, and in which work; null if there is no such draft. */
async function partOf(store: Store, desk: Desk, draft: string): Promise<{ work: string; part: ProposalHere } | null> {
  const drafted = await store.drafts.partOf(draft);
  const found = drafted && (await desk.proposal(drafted.proposal));
  const part = found && hereIn(found.proposal, drafted.passage);
  return part && { work: found.work, part };
}

/** What somebody may do in a draft; null where its work is not theirs to read. */
async function rightsInDraft(
  found: Awaited<ReturnType<typeof partOf>>,
  desk: Desk,
  person: Actor | null,
): Promise<DraftRights | null> {
  if (!found) return null;
  const access = await desk.access(found.work);
  return mayReadWork(access, person) ? rightsIn(found.part, person && actorIn(access, person)) : null;
}

/** What a live room needs to know of its draft; null if there is no such draft. */
async function seedOf(store: Store, desk: Desk, draft: string, read: DraftReading): Promise<DraftSeed | null> {
  const found = await partOf(store, desk, draft);
  if (!found) return null;
  const { part } = found;
  const work = await store.work(found.work);
  const passage = work && passageIn(work, part.passage);
  const state = await desk.passage({ work: found.work, passage: part.passage });
  const isNew = part.startedFrom && !(await store.drafts.isBegun(draft)) && (await beganWith(store, found.work, part));
  const starting = isNew ? await startingWords(store, part, state, read) : null;
  return {
    content: starting ?? beginningOf(state, part),
    source: passage ? sourceText(passage.source) : "",
    editable: part.status === "draft",
  };
}

/** True of a part that was there when its proposal was begun: of those alone whoever began it read the words that it begins with. */
async function beganWith(store: Store, work: string, { id, passage }: ProposalHere): Promise<boolean> {
  const [first] = await store.stream(proposalStream(work, id));
  return first?.event.type === "proposal-opened" && first.event.parts.some((part) => part.passage === passage);
}

/** Reads what another draft says now. */
type DraftReading = LiveSockets["read"];

/** The words and notes of the proposal that a draft began from, as they read now; null if it began from none, or these are gone. */
async function startingWords(
  store: Store,
  { startedFrom, submission, passage }: ProposalHere,
  { proposals }: PassageState,
  read: DraftReading,
): Promise<DraftSeed["content"] | null> {
  const origin = submission || !startedFrom ? undefined : proposals.find(({ id }) => id === startedFrom.proposal);
  if (!origin || wordsRemoved(origin)) return null;
  if (origin.status !== "draft" && origin.submission)
    return { rendering: renderingFromJson(origin.submission.rendering), notes: origin.submission.notes };
  const [draft] = await store.drafts.of(origin.id, passage);
  if (draft === undefined) return null;
  const { rendering, notes } = await read(draft);
  return { rendering, notes };
}

/** What a draft begins with: what was submitted, or the words it revises, or nothing. */
function beginningOf(state: PassageState, { base, kind, submission }: ProposalHere): DraftSeed["content"] {
  if (submission)
    return { rendering: renderingFromJson(submission.rendering), notes: submission.notes, summary: submission.summary };
  const words = kind === "revision" && base !== null ? versionOf(state, base)?.words : undefined;
  return { rendering: words ? renderingFromJson(words.rendering) : parseText("") };
}

function listen(server: Server, { host, port }: Settings): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      const { port: taken } = server.address() as AddressInfo;
      resolve(`http://${host.includes(":") ? `[${host}]` : host}:${taken}`);
    });
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
