/**
 * Of which passages and versions a Word file is: bookmarks around the words, which Word and its kin keep while a file is edited,
 * and beside them a part that says what each bookmark is called for. Where that part was lost, the bookmark says the passage.
 */
import { isPassageId } from "../ledger/work.ts";
import { digestOfText } from "../text/digest.ts";
import type { Stamp } from "./pieces.ts";
import { elementsIn, type XmlElement } from "./xml.ts";

/** What such a bookmark's name begins with. */
export const PASSAGE_MARK = "variorum_";
/** The namespace of the part that says more. */
export const VARIORUM = "urn:variorum:work";
/** Word keeps no longer name of a bookmark. */
const LONGEST = 40;
const ENDING = 9;

/** The name of the bookmark around a passage: of a long one its beginning, and digits that tell it from others. */
export function markOf(passage: string): string {
  const name = PASSAGE_MARK + passage.replaceAll("-", "_");
  if (name.length <= LONGEST) return name;
  return `${name.slice(0, LONGEST - ENDING)}_${digestOfText(passage).slice(0, ENDING - 1)}`;
}

/** What the parts of a file say of its bookmarks, by their names. */
export function stampsIn(parts: readonly (XmlElement | undefined)[]): ReadonlyMap<string, Stamp> {
  const said = parts.filter((part) => part?.name === "v:work").flatMap((part) => elementsIn(part, "v:version"));
  return new Map(
    said.flatMap(({ attributes }): [string, Stamp][] => {
      const [passage = "", digest = ""] = [attributes.get("passage"), attributes.get("digest")];
      return isPassageId(passage) && /^[0-9a-f]{64}$/.test(digest) ? [[markOf(passage), { passage, digest }]] : [];
    }),
  );
}

/** The passage that a bookmark is called for; null if it is none of ours. */
export function passageOfMark(name: string, stamps: ReadonlyMap<string, Stamp>): string | null {
  if (!name.startsWith(PASSAGE_MARK)) return null;
  const passage = stamps.get(name)?.passage ?? name.slice(PASSAGE_MARK.length).replaceAll("_", "-");
  return isPassageId(passage) ? passage : null;
}
