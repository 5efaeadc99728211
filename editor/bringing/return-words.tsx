/** The sentences of a file that comes back to its work, by language. */
import type { JSX } from "preact";
import { count } from "../language/english.ts";
import type { Catalogue } from "../language/language.ts";

const en = {
  title: (work: string) => `Bring a file back to ${work}`,
  crumb: "Bring back",
  lead: (link: JSX.Element): JSX.Element => (
    <>
      A Word file that was {link} and edited comes back here. What it says otherwise becomes a proposal, a part for each
      passage; tracked changes stand under their people’s names, and remarks become notes. Nothing that stands is
      changed before a reviewer accepts it.
    </>
  ),
  out: "taken out of this work",
  needsScript: "The file is sent by a script. Programs send it to the address that the API’s description names.",
  file: "The Word file",
  chosen: (name: string) => `${name} is chosen.`,
  reason: "Why it reads otherwise (its name, if you say nothing)",
  propose: "Propose what it says",
  sending: "Reading it …",
  onlyWord: (name: string) =>
    `Only a Word file comes back here, and ${name} is none. Take the work out as Word, and edit that.`,
  proposed: (passages: number) => `${count(passages, "passage")} read otherwise and are proposed:`,
  proposal: (number: number, of: number): string => (of === 1 ? "the proposal" : `proposal ${number}`),
  already: "What it says was proposed before. Nothing was changed.",
  nothing: "Nothing in it reads otherwise in a passage that is known by its mark. Nothing was changed.",
  left: (name: string, found: number) => `${name} (${found})`,
  notTaken: (list: string) => `Not taken: ${list}.`,
};

export const RETURNING: Catalogue<typeof en> = { en };
