/** What the state line of a draft says. It never says more than is so: "saved" means on the server's disk. */
import { CLOSE } from "../../translations/draft/frames.ts";

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

/** What has happened, in case the server did not say, and what to do. */
const REFUSALS: Readonly<Record<number, readonly [what: string, todo: string]>> = {
  [CLOSE.malformed]: [
    "The server could not read what this page sent.",
    "Nothing more can be saved here: copy your words, then reload.",
  ],
  [CLOSE.signInNeeded]: [
    "You are no longer signed in, so nothing more can be saved.",
    "Do it in another tab, so that this page stays as it is; then choose “Try again”.",
  ],
  [CLOSE.notAllowed]: [
    "You may read this draft but not write in it.",
    "Ask whoever began it, or an owner of this workbench, to invite you.",
  ],
  [CLOSE.unknownDraft]: ["This draft is not here any more.", "Nothing can be saved in it."],
  [CLOSE.closed]: [
    "This draft has been submitted or decided and takes no more words.",
    "Reload the page to read it as it stands.",
  ],
  [CLOSE.letGo]: [
    "You are no longer among those who write this draft: you were let go, or left.",
    "Copy the words you need; then reload the page.",
  ],
  [CLOSE.roleTaken]: [
    "Your role has changed and no longer lets you write.",
    "Copy the words you need; an owner of this workbench can say why. Reload the page to read on.",
  ],
  [CLOSE.otherSchema]: [
    "The workbench has been renewed since this page was opened.",
    "After reloading the page you can go on.",
  ],
  [CLOSE.tooLarge]: [
    "Your last change is larger than a draft may be.",
    "It was not saved. Copy your words, reload without the last ones, and put in less.",
  ],
  [CLOSE.tooMany]: [
    "Too much came in at once, and the server has paused.",
    "Your words stay on this page; in a minute, choose “Try again”.",
  ],
  [CLOSE.notKept]: [
    "The server can't write to its disk just now, so your last words are not saved yet.",
    "It is tried again by itself.",
  ],
};

/** For a code that this page is too old to know. */
function unknownRefusal(code: number): readonly [string, string] {
  return [`The server has closed this draft (${code}).`, "Copy your words, then reload the page."];
}

/** What these refused would be refused again. */
const NEVER_TAKEN: ReadonlySet<number> = new Set([CLOSE.malformed, CLOSE.tooLarge]);

/** After these the same page can go on if it connects again. */
const WORTH_RETRYING: ReadonlySet<number> = new Set([CLOSE.signInNeeded, CLOSE.tooMany]);

/** True for a code after which nothing written on this page would ever be kept. */
export function endsWriting(code: number | null): boolean {
  return code !== null && code >= 4400 && code < 4500 && code !== CLOSE.tooMany;
}

/** True for a code that tells a person something; others are a lost connection. */
export function isRefusal(code: number): boolean {
  return Object.hasOwn(REFUSALS, code) || (code >= 4400 && code < 4500);
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
          ? `${ended} It takes no more words.${unsavedToo(facts)}`
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
  const [what, todo] = REFUSALS[code] ?? unknownRefusal(code);
  const said = facts.reason.trim().replace(/([^.!?…])$/, "$1.");
  return `${said === "" ? what : said} ${todo}${unsavedToo(facts)}`;
}

function unsavedToo({ unsaved, kept, refused }: Facts): string {
  if (!unsaved || refused === CLOSE.notKept) return "";
  return kept ? " Your last words were not saved; they are kept in this browser." : " Your last words were not saved.";
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
  if (!opened)
    return ["busy", connected ? "Opening the draft. It can be read, and written in a moment." : "Connecting …", false];
  if (!connected || !synced) return ["warning", offline(kept, mayWrite), unsaved];
  if (!mayWrite) return ["calm", "You are reading this draft. It changes as others write.", false];
  if (unsaved) return ["busy", "Saving …", false];
  const since = savedAt ? ` since ${clock(savedAt)}` : "";
  return ["calm", "Saved ✓", false, `All is on the server’s disk${since}. What you write is saved as you write.`];
}

function offline(kept: boolean, mayWrite: boolean): string {
  if (!mayWrite) return "Offline. This is the draft as it was last seen.";
  if (!kept) return "Offline. Your words are kept on this page only and will be sent. Don't close it.";
  return "Offline. Your words are kept in this browser and will be sent.";
}

function clock(at: Date): string {
  return [at.getHours(), at.getMinutes(), at.getSeconds()].map((part) => String(part).padStart(2, "0")).join(":");
}
