/** What the pages are given on which an owner sees what was brought to a work, and undoes it. */
import type { Imported } from "../../translations/ledger/importing.ts";
import type { Import } from "../../translations/ledger/imports.ts";
import type { Person } from "../../translations/notes/note.ts";
import type { WorkHead } from "../shell/view.ts";

/** By what the import that brought the work itself is addressed. */
export const WORK_ITSELF = "work";

/** An import as it is listed. */
export interface ImportLine extends Pick<Import, "file" | "at" | "ended" | "undone"> {
  id: string;
  brings: Imported | typeof WORK_ITSELF;
  /** Null where it is not known. */
  by: Person | null;
}

/** Why an import can't be undone, in a sentence, and where that by which it can't is read. */
export interface KeptBy {
  sentence: string;
  href: string;
}

/** An import as it is listed, with what can be done about it. */
export interface ListedImport extends ImportLine {
  /** Null if nothing keeps it, or it was not looked at for the list. */
  kept: KeptBy | null;
  /** It is said to be undone, and something of it stands. */
  rest: boolean;
  /** Undoing it was stopped on the way: part of it is withdrawn, and nothing says that it is undone. */
  halfway: boolean;
}

/** `/{work}/-/imports` */
export interface ImportsView {
  page: "imports";
  work: WorkHead;
  /** The newest first. */
  imports: ListedImport[];
  /** True if this visitor may also undo the one that brought the work. */
  mayUndoWork: boolean;
  /** The one that was just undone. */
  done: ImportLine | null;
}

/** What would go: how much of each kind, and the title of a translation that came with it. */
export interface Going {
  versions: number;
  /** Passages whose source would read again as it did. */
  sources: number;
  /** Passages that came with it. */
  passages: number;
  proposals: number;
  translation: string | null;
}

/** `/{work}/-/imports/{import}` */
export interface ImportView {
  page: "import";
  work: WorkHead;
  import: ImportLine;
  /** Null where the work is too long for it to be looked at before, or nothing would go. */
  going: Going | null;
  kept: KeptBy | null;
  /** All of it is gone. */
  gone: boolean;
}
