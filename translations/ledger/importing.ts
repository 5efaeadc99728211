/**
 * The facts that say of a work that something is imported onto it, as one act of whoever brings it. What they add up to stands in
 * `imports.ts`.
 */
import type { Person } from "../notes/note.ts";

/** What an import brings: versions of a translation, proposals, or source words. */
export const IMPORTED = ["translation", "proposals", "source"] as const;
export type Imported = (typeof IMPORTED)[number];

export type ImportEvent =
  | {
      type: "import-begun";
      /** Unique in its work. */
      import: string;
      brings: Imported;
      /** SHA-256 of what was brought, with how it was read. */
      digest: string;
      /** How the files are called; null: removed since. */
      wording: { file: string } | null;
      by: Person;
    }
  /** All of it is there: so many passages gained so many versions, proposed words, or wordings of their source. */
  | { type: "import-ended"; import: string; passages: number; pieces: number; by: Person }
  /** All that it brought is withdrawn. */
  | { type: "import-undone"; import: string; reason: string; by: Person };
