/** The small turns of phrase that all pages share, by language. */
import type { Part } from "../../translations/ledger/events.ts";
import type { Role } from "../../translations/ledger/roles.ts";
import type { ProposalStatus } from "../../translations/ledger/state.ts";
import { ago, inARow, monthOf, plural } from "../language/english.ts";
import type { Catalogue } from "../language/language.ts";

/** A day, or what is known of one: the year in digits, the month from 1, the day without a leading zero. */
export interface DayParts {
  year: string;
  month?: number | undefined;
  day?: string | undefined;
}

const parts: Record<Part, string> = {
  translator: "translator",
  reviser: "reviser",
  glossator: "gloss",
  editor: "editor",
  proposer: "proposed",
  approver: "approved",
  supplier: "supplied the text",
};

const roles: Record<Role, string> = {
  reader: "Reader: reads and cites",
  translator: "Translator: also proposes",
  reviewer: "Reviewer: also decides on proposals of others",
  owner: "Owner: also invites people and gives roles",
};

const statuses: Record<ProposalStatus, string> = {
  draft: "being written",
  open: "waiting for review",
  accepted: "accepted",
  declined: "declined",
  withdrawn: "given up",
};

const en = {
  ago,
  inARow,
  waiting: (number: number) => `${number} ${plural(number, "waits", "wait")} for review`,
  written: (number: number) => `${number} ${plural(number, "is", "are")} being written`,
  both: (waiting: string, written: string) => `${waiting}, ${written}`,
  noneOpen: "no open proposals",
  day: ({ year, month, day }: DayParts) => [day, month && monthOf(month), year].filter(Boolean).join(" "),
  /** `zone`: "" for the reader's own. */
  moment: (day: string, time: string, zone: string) => `${day}, ${time}${zone}`,
  span: (from: string, to: string) => `${from} to ${to}`,
  /** What a contributor did, in a word or two. */
  parts,
  program: (name: string) => `${name} (program)`,
  /** Whose words nobody vouches for; "": they gave no name. */
  reader: (name: string) => (name === "" ? "A reader" : `“${name}”, as a reader calls themselves`),
  here: (name: string | null) => (name === null ? "has an account here" : `here ${name}`),
  roles,
  statuses,
  unreviewed: "unreviewed",
  acceptedHere: "Proposed and accepted on this workbench.",
  /** What became of a wording that can't be shown, after "The wording of v1". */
  removed: "was removed",
  notHeld: "is not held here",
  copy: {
    offered: "Copy",
    done: "Copied",
    selected: "Selected: press Ctrl+C or ⌘C",
    toSelect: "Select the words, and press Ctrl+C or ⌘C",
  },
};

export const DESIGN: Catalogue<typeof en> = { en };
