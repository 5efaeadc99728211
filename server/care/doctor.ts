/**
 * What is wrong with a workbench, for `variorum doctor` and for the owner's page. It judges facts; where they come from
 * stands in `facts.ts`, and the sentences that tell it in `editor/findings`.
 */
import type { Finding, ProxyFault } from "../../editor/findings/findings.ts";

/** What there is to know of a workbench. */
export interface Facts {
  /** Now, in milliseconds since 1970. */
  now: number;
  /** The public address, or null until it is set. */
  address: string | null;
  /** The last copy that was restored elsewhere and verified; null if there was none. */
  proven: { at: string; file: string } | null;
  /** Of the disk that holds the data folder, in bytes; null if it can't be known. */
  disk: { free: number; total: number; database: number } | null;
  /** True if somebody is an owner. */
  owned: boolean;
  /** Files of the data folder that others on this machine may read or write. */
  open: readonly string[];
  /** True if the data folder lies on a disk of another machine. */
  remote: boolean;
  /** What was noticed of the proxy before the workbench while it served, newest day of each; see `ProxyFault`. */
  proxy: Partial<Record<ProxyFault, { day: string; from: string }>>;
  /** How long the write-ahead log is, in bytes. */
  log: number;
  /** True if the files still hold what was taken out of the workbench for good. */
  traces: boolean;
  /** The works that are on their way in, or whose bringing in was stopped: nobody sees them. */
  halfway: readonly string[];
}

const DAY = 24 * 60 * 60 * 1000;
/** A copy older than this, in days, is not counted on. */
const PROVEN_DAYS = 7;
/** Less room than this is too little, in bytes, whatever the database is; */
const LEAST_ROOM = 500_000_000;
/** and a proxy's fault that was not seen for so many days is taken to be mended. */
const FAULT_DAYS = 2;
const LONG_LOG = 1_000_000_000;

/** Everything that is wrong, the worst first; empty if nothing is. */
export function diagnose(facts: Facts): Finding[] {
  return [
    roomProblem,
    remoteProblem,
    ownerProblem,
    copyProblem,
    ...ADDRESS,
    openProblem,
    ...PROXY,
    logProblem,
    tracesProblem,
    halfwayProblem,
  ].flatMap((look) => look(facts) ?? []);
}

function roomProblem({ disk }: Facts): Finding | null {
  if (disk === null) return null;
  const needed = Math.max(LEAST_ROOM, disk.database);
  return disk.free >= needed ? null : { name: "disk", free: disk.free, total: disk.total, needed };
}

function remoteProblem({ remote }: Facts): Finding | null {
  return remote ? { name: "remote-disk" } : null;
}

function ownerProblem({ owned }: Facts): Finding | null {
  return owned ? null : { name: "no-owner" };
}

/** True if the copy that was proved to be whole is of the last days. */
export function isFresh(proven: Facts["proven"], now: number): boolean {
  return proven !== null && daysSince(proven.at, now) < PROVEN_DAYS;
}

function daysSince(at: string, now: number): number {
  return Math.floor((now - Date.parse(at)) / DAY);
}

function copyProblem({ proven, now }: Facts): Finding | null {
  if (proven === null) return { name: "no-proven-copy", last: null };
  if (isFresh(proven, now)) return null;
  return { name: "no-proven-copy", last: { ...proven, days: daysSince(proven.at, now) } };
}

const ADDRESS = [noAddress, localAddress, plainAddress];

function noAddress({ address }: Facts): Finding | null {
  return address === null ? { name: "no-address" } : null;
}

function localAddress({ address }: Pick<Facts, "address">): Finding | null {
  if (address === null || !/^(localhost|.*\.localhost|127\..*|\[::1\])$/.test(new URL(address).hostname)) return null;
  return { name: "local-address", address };
}

function plainAddress({ address }: Facts): Finding | null {
  if (address === null || !address.startsWith("http:") || localAddress({ address })) return null;
  return { name: "no-https", address };
}

function openProblem({ open }: Facts): Finding | null {
  return open.length === 0 ? null : { name: "files-open", files: open };
}

const PROXY = (["untrusted", "scheme", "visitor"] as const).map((fault) => ({ proxy, now }: Facts): Finding | null => {
  const seen = proxy[fault];
  if (seen === undefined || now - Date.parse(seen.day) > FAULT_DAYS * DAY) return null;
  return { name: `proxy-${fault}`, from: seen.from };
});

function logProblem({ log }: Facts): Finding | null {
  return log < LONG_LOG ? null : { name: "long-log", length: log };
}

function tracesProblem({ traces }: Facts): Finding | null {
  return traces ? { name: "traces" } : null;
}

function halfwayProblem({ halfway }: Facts): Finding | null {
  return halfway.length === 0 ? null : { name: "half-brought-in", works: halfway };
}
