/** What is wrong with a workbench, in sentences for whoever looks after it: the page of settings and `variorum doctor` say the same. The door of this room. */
import { wordsFrom } from "../language/language.ts";
import { FINDINGS } from "./words.ts";

/**
 * What can be wrong with the proxy before a workbench. `untrusted`: `X-Forwarded-…` came from another machine, and was not
 * believed. `scheme`: the public address is https, and the proxy doesn't say that its visitors came by it. `visitor`: the
 * proxy doesn't say who its visitors are.
 */
export type ProxyFault = "untrusted" | "scheme" | "visitor";

/** One thing that is wrong. `name` stays, for scripts; sizes are in bytes. */
export type Finding =
  | { name: "disk"; free: number; total: number; needed: number }
  | { name: "remote-disk" | "no-owner" | "no-address" | "traces" }
  /** `last`: the last copy that was proved to be whole, and of how many days ago; null if there was none. */
  | { name: "no-proven-copy"; last: { days: number; at: string; file: string } | null }
  | { name: "local-address" | "no-https"; address: string }
  | { name: "files-open"; files: readonly string[] }
  | { name: `proxy-${ProxyFault}`; from: string }
  | { name: "long-log"; length: number }
  /** Works by their ids. */
  | { name: "half-brought-in"; works: readonly string[] };

/** A finding in words: what is wrong, and what to do. Commands stand between back quotes. */
export interface ToldFinding {
  name: string;
  wrong: string;
  todo: string;
}

export function findingInWords(finding: Finding): ToldFinding {
  const words = wordsFrom(FINDINGS);
  const { name } = finding;
  switch (finding.name) {
    case "disk":
      return { name, ...words.disk(finding.free, finding.total, finding.needed) };
    case "no-proven-copy":
      return { name, wrong: copyWrong(finding.last), todo: words.copy.todo };
    case "local-address":
    case "no-https":
      return { name, ...words[finding.name](finding.address) };
    case "files-open":
      return { name, ...words["files-open"](finding.files) };
    case "proxy-untrusted":
    case "proxy-scheme":
    case "proxy-visitor":
      return { name, ...words[finding.name](finding.from) };
    case "long-log":
      return { name, ...words["long-log"](finding.length) };
    case "half-brought-in":
      return { name, ...words["half-brought-in"](finding.works) };
    default:
      return { name, ...words[finding.name] };
  }
}

function copyWrong(last: (Finding & { name: "no-proven-copy" })["last"]): string {
  const { copy } = wordsFrom(FINDINGS);
  return last === null ? copy.none : copy.old(last.days, last.at.slice(0, 10), last.file);
}
