/** The sentences of taking a work out, by language. */
import type { JSX } from "preact";
import type { FormatName } from "../../translations/exchange/format-names.ts";
import type { Catalogue } from "../language/language.ts";

/** What each is good for. */
const formats: Readonly<Record<FormatName, { name: string; use: string }>> = {
  docx: { name: "Word", use: "To be read and worked on in Word or LibreOffice, reasons and notes as remarks." },
  html: {
    name: "Web page",
    use: "One page that reads and prints well, with source, notes, and who made each version.",
  },
  md: { name: "Markdown", use: "What the work is, and the words that stand, with their emphasis." },
  txt: { name: "Text", use: "What the work is, and the words that stand, and nothing else." },
  csv: {
    name: "Table (CSV)",
    use: "A version a row, with source, people, dates, reasons and notes, for a spreadsheet.",
  },
  tsv: { name: "Table (TSV)", use: "The same with tabs between." },
  jsonl: { name: "JSON Lines", use: "A passage a line with all its versions, for programs." },
};

const en = {
  title: (work: string) => `Take ${work} out`,
  crumb: "Take out",
  lead: "Every file names the address and the digest of each version in it. What of this work a format can’t hold is said beside it.",
  formats,
  leftOut: "Not in it",
  nothing: "nothing",
  uncounted: "not counted: the work is large",
  part: (name: string, count: number) => `${name} (${count})`,
  get: "Download",
  getAs: (name: string) => `Download as ${name}`,
  withSource: "with its source",
  comesBack: (link: JSX.Element): JSX.Element => (
    <>Edited elsewhere, or as a second edition, a file {link} as a proposal.</>
  ),
  back: "comes back",
  archive: "To be kept, as an archive",
  publicLead:
    "What every reader of the work may read: all versions with their people, dates and reasons, notes and sources, in plain files that are explained in it, each with its digest. Nothing of drafts, and no records: no other workbench takes it in.",
  getPublic: "Download the archive of what all readers may read",
  whole: "The whole work",
  getWhole: "Download the whole archive",
  archiveLead:
    "All versions, notes, reasons and records in plain files that are explained in it. Another workbench takes it in with the same addresses and digests. It has no words of unfinished drafts, but its records name who began one, and hold what was proposed and sent back.",
  notTheirs: "The whole archive is for owners of the work.",
};

export const EXPORTING: Catalogue<typeof en> = { en };
