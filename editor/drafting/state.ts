/** What the state line of a draft says. It never says more than is so: "saved" means on the server's disk. */
import { CLOSE } from "../../translations/draft/frames.ts";
import { clock } from "../design/clock.ts";
import { wordsFrom } from "../language/language.ts";
import { DESK } from "./desk-words.tsx";

/** What the session knows. */
export interface Facts {
  connected: boolean;
  /** True once the draft has come in whole, at any time. */
  opened: boolean;
  /** True while nothing that the server has is missing here. */
  synced: boolean;
  /** Words written here that the server has not said are on its disk. */
  unsaved: boolean;
  /** False if this browser could not put them by, so that they would go with the page. */
  kept: boolean;
  /** When the server last said so. */
  savedAt: Date | null;
  /** The code with which the server last closed the socket, if it meant something, and the reason that it gave. */
  refused: number | null;
  reason: string;
  mayWrite: boolean;
  /** True while a draft that was begun on this page is joined for the first time, or waits to be. */
  joining?: boolean;
}

/** One line, and how it should look: at ease, at work, or in need of the reader. */
export interface StateLine {
  tone: "calm" | "busy" | "warning";
  text: string;
  /** What it means, for those who want to know more. */
  more: string;
  /** True if the words here should be offered for copying. */
  copy: boolean;
  /** True if connecting again by hand may help. */
  retry: boolean;
  /** True if the server would refuse the unsaved words again, so that they must be left out to go on. */
  leaveOut: boolean;
}

/** What these refused would be refused again. */
const NEVER_TAKEN: ReadonlySet<number> = new Set([CLOSE.malformed, CLOSE.tooLarge]);

/** After these the same page can go on if it connects again. */
const WORTH_RETRYING: ReadonlySet<number> = new Set([CLOSE.signInNeeded, CLOSE.tooMany]);

/**
 * What is known of a draft and of the one in which its proposal's reason is written, as of one: saved once both are. That the
 * other has ended is no matter of this one; and until it has come in, this one is written alone.
 */
export function together(own: Facts, other: Facts | null): Facts {
  if (!other) return own;
  const savedAt =
    [own.savedAt, other.savedAt].filter((at) => at !== null).sort((a, b) => Number(b) - Number(a))[0] ?? null;
  const of = own.refused === null && other.refused !== CLOSE.closed ? other : own;
  return {
    ...own,
    connected: own.connected && (other.connected || !other.opened),
    synced: own.synced && (other.synced || !other.opened),
    unsaved: own.unsaved || other.unsaved,
    kept: own.kept && other.kept,
    savedAt,
    refused: of.refused,
    reason: of.reason,
  };
}

/** True for a code after which nothing written on this page would ever be kept. */
export function endsWriting(code: number | null): boolean {
  return code !== null && code >= 4400 && code < 4500 && code !== CLOSE.tooMany;
}

/** True for a code that tells a person something; others are a lost connection. */
export function isRefusal(code: number): boolean {
  return Object.hasOwn(wordsFrom(DESK).state.closed, code) || (code >= 4400 && code < 4500);
}

/**
 * The state line for what is known. Times are of this browser's clock, in 24 hours. `ended`: who ended the draft and when,
 * in a sentence, once that is known.
 */
export function stateLine(facts: Facts, ended: string | null = null): StateLine {
  const { refused } = facts;
  if (refused !== null)
    return {
      tone: "warning",
      text:
        refused === CLOSE.closed && ended
          ? `${wordsFrom(DESK).state.noMoreWords(ended)}${unsavedToo(facts)}`
          : refusal(refused, facts),
      more: "",
      // Who only reads has no words here.
      copy: facts.opened && (facts.mayWrite || facts.unsaved),
      retry: WORTH_RETRYING.has(refused),
      leaveOut: facts.unsaved && NEVER_TAKEN.has(refused),
    };
  const [tone, text, copy, more = ""] = ordinary(facts);
  return { tone, text, more, copy, retry: false, leaveOut: false };
}

/** The server's own words, where it gave any, and what to do. */
function refusal(code: number, facts: Facts): string {
  const words = wordsFrom(DESK).state;
  const [what, todo] = words.closed[code] ?? words.closedFor(code);
  const said = facts.reason.trim().replace(/([^.!?…])$/, "$1.");
  return `${said === "" ? what : said} ${todo}${unsavedToo(facts)}`;
}

function unsavedToo({ unsaved, kept, refused }: Facts): string {
  if (!unsaved || refused === CLOSE.notKept) return "";
  const words = wordsFrom(DESK).state;
  return kept ? words.notSavedKept : words.notSaved;
}

function ordinary({
  connected,
  opened,
  synced,
  unsaved,
  kept,
  savedAt,
  mayWrite,
}: Facts): [tone: StateLine["tone"], text: string, copy: boolean, more?: string] {
  const words = wordsFrom(DESK).state;
  if (!opened) return ["busy", connected ? words.opening : words.connecting, false];
  if (!connected || !synced) return ["warning", offline(kept, mayWrite), unsaved];
  if (!mayWrite) return ["calm", words.reading, false];
  if (unsaved) return ["busy", words.saving, false];
  return ["calm", words.saved, false, words.allSaved(savedAt && timeOf(savedAt))];
}

function offline(kept: boolean, mayWrite: boolean): string {
  const words = wordsFrom(DESK).state;
  if (!mayWrite) return words.offlineReading;
  return kept ? words.offline : words.offlineNotKept;
}

/** The second, by the page's clock. */
function timeOf(at: Date): string {
  return clock.value.show(at).second + clock.value.suffix;
}
