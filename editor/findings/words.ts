/** The sentences of findings, by language. */
import { dayNamed, plural, size } from "../language/english.ts";
import type { Catalogue } from "../language/language.ts";

const en = {
  disk: (free: number, total: number, needed: number) => ({
    wrong: `The disk that holds the data folder has ${size(free)} left of ${size(total)}.`,
    todo: `Make room for at least ${size(needed)}; when it is full, nothing more can be written.`,
  }),
  "remote-disk": {
    wrong: "The data folder lies on a disk of another machine, where locks and the write-ahead log can't be relied on.",
    todo: "Move it to a disk of this machine: back it up, restore it there, and name that folder with VARIORUM_DATA.",
  },
  "no-owner": {
    wrong: "Nobody owns this workbench.",
    todo: "Make the link that makes an owner with `npx variorum owner-link`, and open it.",
  },
  copy: {
    none: "There is no copy of this workbench that was proved to be whole.",
    old: (days: number, day: string, file: string) =>
      `The last copy that was proved to be whole is ${days} ${plural(days, "day", "days")} old (${dayNamed(day)}, ${file}).`,
    todo: "Make one with `npx variorum backup --prove FILE`, every night, and keep the files on another disk.",
  },
  "no-address": {
    wrong: "No public address is set, so citations are marked as local: nobody else can open them.",
    todo: "Set it under “Public address” on the owner’s page (/-/settings), or with VARIORUM_URL.",
  },
  "local-address": (address: string) => ({
    wrong: `The public address, ${address}, is one of this machine alone: nobody else can open a citation.`,
    todo: "Set the address that others use.",
  }),
  "no-https": (address: string) => ({
    wrong: `The public address, ${address}, is without HTTPS: passwords and sessions can be read on the way.`,
    todo: "Put a proxy with HTTPS before the workbench, and set the address with https:.",
  }),
  "files-open": (files: readonly string[]) => ({
    wrong: `Others on this machine may read or change ${files.join(", ")}, with every password's hash and every draft in it.`,
    todo: `Take that from them: chmod go-rwx ${files.join(" ")}`,
  }),
  "proxy-untrusted": (from: string) => ({
    wrong: `A proxy at ${from} sends X-Forwarded headers, but only one on this machine is believed: all its visitors count as one, and share its limits.`,
    todo: "Run the proxy on the same machine, or, if there is no proxy there, pay no heed: somebody makes these headers up.",
  }),
  "proxy-scheme": (_from: string) => ({
    wrong: "The proxy doesn't say that its visitors come by HTTPS, so their cookies are not kept to it.",
    todo: "Have it set X-Forwarded-Proto to https (nginx: proxy_set_header X-Forwarded-Proto $scheme).",
  }),
  "proxy-visitor": (_from: string) => ({
    wrong: "The proxy doesn't say who its visitors are: all of them count as one, and share its limits.",
    todo: "Have it set X-Forwarded-For (nginx: proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for).",
  }),
  "long-log": (length: number) => ({
    wrong: `The write-ahead log has grown to ${size(length)}: something has been reading the database for very long.`,
    todo: "End programs that hold the database open; the log becomes short again by itself.",
  }),
  "half-brought-in": (works: readonly string[]) => ({
    wrong: `Not all of ${works.join(", ")} is brought in yet, so nobody sees it.`,
    todo: "If nobody is bringing it in just now, that was stopped. Bring the same files in again, or start the workbench anew: both go on with it.",
  }),
  traces: {
    wrong: "The database file still holds what an owner has taken out for good: it could not be written anew since.",
    todo: "Make room on the disk for the database once more, and end programs that hold it open; it is tried again every few seconds, and at each start.",
  },
};

export const FINDINGS: Catalogue<typeof en> = { en };
