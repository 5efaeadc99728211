/** The proposal in which a section is revised, if it is begun, and its people. */
import type { JSX } from "preact";
import { namesOf } from "../design/wording.ts";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import type { SectionProposal } from "./section-view.ts";
import { SECTION } from "./section-words.tsx";

export function OfProposal(props: { work: string; proposal: SectionProposal | null }): JSX.Element | null {
  const { work, proposal } = props;
  if (proposal === null) return null;
  return wordsFrom(SECTION).proposal(
    (link) => <a href={address.proposal(work, proposal.id)}>{link}</a>,
    namesOf(proposal.people),
  );
}
