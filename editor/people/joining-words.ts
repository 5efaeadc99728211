/** The sentences of who of those whom a work names is who here, by language. */
import type { Catalogue } from "../language/language.ts";
import { count } from "../language/english.ts";

interface Theirs {
  versions: number;
  notes: number;
  proposals: number;
  /** They have an account in another workbench. */
  elsewhere: boolean;
}

const en = {
  title: (work: string) => `Whom ${work} names`,
  crumb: "People",
  lead: "These are named in the work and have no account here: they came with an archive or with files, or are people of books. If you know that one of them has an account, say so: wherever the name stands, it is said then who that is here. Nobody may do more by it, or less; the records stay as they are.",
  done: "It is recorded, from now on.",
  nobody: "All whom this work names have an account here.",
  more: (number: number) => `And ${number} more.`,
  has: ({ versions, notes, proposals, elsewhere }: Theirs) =>
    [
      ...(versions > 0 ? [count(versions, "version")] : []),
      ...(notes > 0 ? [count(notes, "note")] : []),
      ...(proposals > 0 ? [count(proposals, "proposal")] : []),
      ...(elsewhere ? ["with an id from elsewhere"] : []),
    ].join(" · "),
  is: (name: string, reason: string, by: string) => `Is ${name} here, says ${by}: ${reason}`,
  join: "Has an account here …",
  undo: "Is somebody else …",
  person: "Who it is here",
  choose: "Choose …",
  why: "How you know",
  whyNot: "Why not",
  same: "They are the same person",
  part: "They are not the same person",
};

export const JOINING: Catalogue<typeof en> = { en };
