/** What Git's commit objects say (gitformat-commit): whoever wrote, when, why, and what came before. */
import { isInvisible, plainly } from "../text/well-formed.ts";
import { LIMITS } from "../text/limits.ts";
import { readName } from "../people/name.ts";
import type { Counting } from "./brought.ts";

export interface Commit {
  parents: string[];
  /** Its author, and who is named as having written with them; without addresses. */
  by: string[];
  /** When its author made it (ISO 8601 instant, with their own offset); null if it says nothing that can be. */
  date: string | null;
  /** All of its message, without lines that only sign it. */
  message: string;
}

/** Lines at the end of a message that name people by their mail: who is meant is taken, the line is not. */
const SIGNED = /^(?:signed-off-by|acked-by|reviewed-by|tested-by|reported-by|cc|change-id):/i;
const WITH = /^co-authored-by:\s*(.*?)\s*(?:<[^<>]*>)?\s*$/i;

/** @param counting is told what of it can't be taken. */
export function commitIn(object: string, counting: Counting): Commit {
  const end = object.indexOf("\n\n");
  const [head, body] = end < 0 ? [object, ""] : [object.slice(0, end), object.slice(end + 2)];
  const lines = head.split("\n");
  const valueOf = (name: string) => lines.find((line) => line.startsWith(`${name} `))?.slice(name.length + 1) ?? "";
  const [, name = "", seconds = "", zone = ""] = /^(.*?) ?<[^<>]*> (-?\d+) ([+-]\d{4})$/.exec(valueOf("author")) ?? [];
  const said = body.split(/\r?\n/);
  const written = [name, ...said.map((line) => WITH.exec(line)?.[1] ?? "").filter((each) => each !== "")];
  return {
    parents: lines.filter((line) => line.startsWith("parent ")).map((line) => line.slice(7)),
    by: namesIn(written, counting),
    date: instantOf(Number(seconds || NaN), zone, counting),
    message: reasonIn(said, counting),
  };
}

function namesIn(written: readonly string[], counting: Counting): string[] {
  const names = written.flatMap((each) => {
    const read = readName(each);
    if (!read.ok) counting.add("by");
    return read.ok ? [read.name] : [];
  });
  return [...new Set(names)].slice(0, LIMITS.people);
}

/** The last instant whose year has four figures, in seconds. */
const LAST = 253_402_300_799;

/** Seconds since 1970 as an instant with an offset such as +1100. Nothing was kept in Git before 1970. */
function instantOf(seconds: number, zone: string, counting: Counting): string | null {
  const minutes = Number(`${zone[0]}1`) * (60 * Number(zone.slice(1, 3)) + Number(zone.slice(3)));
  const local = seconds + 60 * minutes;
  if (seconds >= 0 && local >= 0 && local <= LAST && Math.abs(minutes) < 24 * 60) {
    const there = new Date(1_000 * local).toISOString().slice(0, 19);
    return there + (minutes === 0 ? "Z" : `${zone.slice(0, 3)}:${zone.slice(3)}`);
  }
  counting.add("date");
  return null;
}

/** The message, or its first line where all of it is too long. */
function reasonIn(lines: readonly string[], counting: Counting): string {
  const kept = lines.filter((line) => !SIGNED.test(line) && !WITH.test(line));
  const [all, first] = [kept.join("\n"), kept[0] ?? ""].map((text) => {
    const trimmed = text.replaceAll("\0", "").trim();
    return isInvisible(trimmed) ? "" : plainly(trimmed);
  }) as [string, string];
  if (all.length <= LIMITS.reason) return all;
  counting.add("messages in full");
  return first.length <= LIMITS.reason ? first : "";
}
