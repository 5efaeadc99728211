/** What there is to know of a workbench, looked up: its settings, its accounts, its files and their disk. */
import { statSync } from "node:fs";
import { readdir, stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import type { Database } from "better-sqlite3";
import { hasTraces } from "../sqlite/sqlite.ts";
import { keptSettings, type KeptSettings } from "../store/settings.ts";
import type { ProxyFault } from "../../editor/findings/findings.ts";
import type { Facts } from "./doctor.ts";

/** The names of the settings kept for looking after a workbench. */
const PROVEN = "proven-copy";
const PROXY = "proxy-seen";

/** Numbers of file systems that lie on another machine: NFS, SMB, CIFS, SMB 2, AFS, Ceph (Linux, `statfs(2)`). */
const REMOTE = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x5346414f, 0x00c36400]);

/** @param address the public address as it stands. */
export async function lookAt(
  db: Database,
  folder: string,
  address: string | null,
  now: number = Date.now(),
): Promise<Facts> {
  const settings = keptSettings(db);
  const [proven, proxy, disk] = await Promise.all([
    provenCopy(settings),
    settings.get(PROXY),
    statfs(folder).catch(() => null),
  ]);
  return {
    now,
    address,
    proven,
    proxy: proxy === null ? {} : (JSON.parse(proxy) as Facts["proxy"]),
    disk: disk && { free: disk.bavail * disk.bsize, total: disk.blocks * disk.bsize, database: lengthOf(db.name) },
    owned: hasOwner(db),
    open: await openFiles(folder),
    remote: disk !== null && REMOTE.has(disk.type),
    log: lengthOf(`${db.name}-wal`),
    traces: hasTraces(db),
    halfway: db.prepare<[], string>("SELECT id FROM work WHERE staged IS NOT NULL ORDER BY ordinal").pluck().all(),
  };
}

/** The last copy that was restored elsewhere and verified. */
export async function provenCopy(settings: Pick<KeptSettings, "get">): Promise<Facts["proven"]> {
  const proven = await settings.get(PROVEN);
  return proven === null ? null : (JSON.parse(proven) as Facts["proven"]);
}

/** Keeps that a copy was restored elsewhere and verified. */
export async function keepProof(settings: KeptSettings, proof: NonNullable<Facts["proven"]>): Promise<void> {
  await settings.set(PROVEN, JSON.stringify(proof));
}

/** Keeps that a proxy's fault was seen, once a day for each. */
export function proxyWatch(
  settings: KeptSettings,
  today: () => string,
): (fault: ProxyFault, from: string) => Promise<void> {
  const seen = new Map<ProxyFault, string>();
  return async (fault, from) => {
    const day = today();
    if (seen.get(fault) === day) return;
    seen.set(fault, day);
    const kept = JSON.parse((await settings.get(PROXY)) ?? "{}") as Facts["proxy"];
    await settings.set(PROXY, JSON.stringify({ ...kept, [fault]: { day, from } }));
  };
}

/** The table of accounts is made when the workbench is first served. */
function hasOwner(db: Database): boolean {
  const table = db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'user'").get();
  return table !== undefined && db.prepare("SELECT 1 FROM user WHERE role = 'owner' LIMIT 1").get() !== undefined;
}

/** Files that others may read or write; none if they can't enter the folder. */
async function openFiles(folder: string): Promise<string[]> {
  if (process.platform === "win32" || !opened((await stat(folder)).mode)) return [];
  const files = (await readdir(folder)).sort().map((name) => join(folder, name));
  const modes = await Promise.all(
    files.map((file) =>
      stat(file).then(
        ({ mode }) => mode,
        () => 0,
      ),
    ),
  );
  return files.filter((_, at) => opened(modes[at]!));
}

function opened(mode: number): boolean {
  return (mode & 0o077) !== 0;
}

function lengthOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
