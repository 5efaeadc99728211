/**
 * What is wrong with a workbench, and what to do about it, in sentences: for `variorum doctor` and for the owner's page.
 * It judges facts; where they come from stands in `facts.ts`.
 */

/** One thing that is wrong. */
export interface Finding {
  /** A short name that stays, for scripts. */
  name: string;
  /** What is wrong, a sentence. */
  wrong: string;
  /** What to do, a sentence. */
  todo: string;
}

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
}

/**
 * `untrusted`: `X-Forwarded-…` came from another machine, and was not believed. `scheme`: the public address is https, and
 * the proxy doesn't say that its visitors came by it. `visitor`: the proxy doesn't say who its visitors are.
 */
export type ProxyFault = "untrusted" | "scheme" | "visitor";

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
  ].flatMap((look) => look(facts) ?? []);
}

function roomProblem({ disk }: Facts): Finding | null {
  if (disk === null) return null;
  const needed = Math.max(LEAST_ROOM, disk.database);
  if (disk.free >= needed) return null;
  return {
    name: "disk",
    wrong: `The disk that holds the data folder has ${size(disk.free)} left of ${size(disk.total)}.`,
    todo: `Make room for at least ${size(needed)}; when it is full, nothing more can be written.`,
  };
}

function remoteProblem({ remote }: Facts): Finding | null {
  if (!remote) return null;
  return {
    name: "remote-disk",
    wrong: "The data folder lies on a disk of another machine, where locks and the write-ahead log can't be relied on.",
    todo: "Move it to a disk of this machine: back it up, restore it there, and name that folder with VARIORUM_DATA.",
  };
}

function ownerProblem({ owned }: Facts): Finding | null {
  if (owned) return null;
  return {
    name: "no-owner",
    wrong: "Nobody owns this workbench.",
    todo: "Make the link that makes an owner with `npx variorum owner-link`, and open it.",
  };
}

/** True if the copy that was proved to be whole is of the last days. */
export function isFresh(proven: Facts["proven"], now: number): boolean {
  return proven !== null && daysSince(proven.at, now) < PROVEN_DAYS;
}

function daysSince(at: string, now: number): number {
  return Math.floor((now - Date.parse(at)) / DAY);
}

function copyProblem({ proven, now }: Facts): Finding | null {
  const todo = "Make one with `npx variorum backup --prove FILE`, every night, and keep the files on another disk.";
  if (proven === null)
    return { name: "no-proven-copy", wrong: "There is no copy of this workbench that was proved to be whole.", todo };
  if (isFresh(proven, now)) return null;
  const days = daysSince(proven.at, now);
  const wrong = `The last copy that was proved to be whole is ${days} days old (${proven.at.slice(0, 10)}, ${proven.file}).`;
  return { name: "no-proven-copy", wrong, todo };
}

const ADDRESS = [noAddress, localAddress, plainAddress];

function noAddress({ address }: Facts): Finding | null {
  if (address !== null) return null;
  return {
    name: "no-address",
    wrong: "No public address is set, so citations are marked as local: nobody else can open them.",
    todo: "Set it under “Public address” on the owner's page (/-/settings), or with VARIORUM_URL.",
  };
}

function localAddress({ address }: Facts): Finding | null {
  if (address === null || !/^(localhost|.*\.localhost|127\..*|\[::1\])$/.test(new URL(address).hostname)) return null;
  return {
    name: "local-address",
    wrong: `The public address, ${address}, is one of this machine alone: nobody else can open a citation.`,
    todo: "Set the address that others use.",
  };
}

function plainAddress({ address }: Facts): Finding | null {
  if (address === null || !address.startsWith("http:") || localAddress({ address } as Facts)) return null;
  return {
    name: "no-https",
    wrong: `The public address, ${address}, is without HTTPS: passwords and sessions can be read on the way.`,
    todo: "Put a proxy with HTTPS before the workbench, and set the address with https:.",
  };
}

function openProblem({ open }: Facts): Finding | null {
  if (open.length === 0) return null;
  return {
    name: "files-open",
    wrong: `Others on this machine may read or change ${open.join(", ")}, with every password's hash and every draft in it.`,
    todo: `Take that from them: chmod go-rwx ${open.join(" ")}`,
  };
}

const PROXY_WORDS: Record<ProxyFault, (from: string) => Omit<Finding, "name">> = {
  untrusted: (from) => ({
    wrong: `A proxy at ${from} sends X-Forwarded headers, but only one on this machine is believed: all its visitors count as one, and share its limits.`,
    todo: "Run the proxy on the same machine, or, if there is no proxy there, pay no heed: somebody makes these headers up.",
  }),
  scheme: () => ({
    wrong: "The proxy doesn't say that its visitors come by HTTPS, so their cookies are not kept to it.",
    todo: "Have it set X-Forwarded-Proto to https (nginx: proxy_set_header X-Forwarded-Proto $scheme).",
  }),
  visitor: () => ({
    wrong: "The proxy doesn't say who its visitors are: all of them count as one, and share its limits.",
    todo: "Have it set X-Forwarded-For (nginx: proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for).",
  }),
};

const PROXY = (Object.keys(PROXY_WORDS) as ProxyFault[]).map((fault) => ({ proxy, now }: Facts): Finding | null => {
  const seen = proxy[fault];
  if (seen === undefined || now - Date.parse(seen.day) > FAULT_DAYS * DAY) return null;
  return { name: `proxy-${fault}`, ...PROXY_WORDS[fault](seen.from) };
});

function logProblem({ log }: Facts): Finding | null {
  if (log < LONG_LOG) return null;
  return {
    name: "long-log",
    wrong: `The write-ahead log has grown to ${size(log)}: something has been reading the database for very long.`,
    todo: "End programs that hold the database open; the log becomes short again by itself.",
  };
}

function tracesProblem({ traces }: Facts): Finding | null {
  if (!traces) return null;
  return {
    name: "traces",
    wrong: "The database file still holds what an owner has taken out for good: it could not be written anew since.",
    todo: "Make room on the disk for the database once more, and end programs that hold it open; it is tried again every few seconds, and at each start.",
  };
}

/** A number of bytes as people say it. */
export function size(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`;
  return bytes >= 1e6 ? `${Math.round(bytes / 1e6)} MB` : `${Math.ceil(bytes / 1e3)} kB`;
}
