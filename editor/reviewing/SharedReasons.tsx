/** Where reasons that several parts give alike are said: in full at the first of these, with links to the others; there, where that is. */
import type { JSX } from "preact";
import { Prose } from "../design/Prose.tsx";
import type { OtherPart, ProposalView } from "../drafting/drafting.ts";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { RENDERING } from "../rendering/words.ts";
import { partsIn } from "./parts.ts";
import { sharedReasonsOf, type PartsReason } from "./shared-reasons.ts";
import { REVIEWING } from "./words.tsx";

/** Of a part in brief: those of the reasons that several parts give which it gives. Nothing if there are none. */
export function SharedReasons(props: {
  view: ProposalView;
  part: OtherPart;
  shared: readonly PartsReason[];
}): JSX.Element | null {
  const { view, part, shared } = props;
  const own = shared.filter(({ at }) => at.some((each) => each.part === part));
  if (own.length === 0) return null;
  return (
    <ul class="part-signs">
      {own.map((reason) => (
        <li key={reason.said.id}>
          {reason.at[0]!.part === part ? (
            <InFull view={view} reason={reason} />
          ) : (
            <AsThere view={view} reason={reason} />
          )}
        </li>
      ))}
    </ul>
  );
}

/** At a note of the part that the page is turned to: in which others the same reason is given; null if in none. */
export function alsoIn(view: ProposalView): (note: { note: { id: string } }) => JSX.Element | null {
  const shared = view.others.length === 0 ? [] : sharedReasonsOf(partsIn(view));
  return ({ note: { id } }) => {
    const own = shared.find(({ at }) => at.some(({ part, notes }) => part === view && notes.some((n) => n.id === id)));
    return own ? <Also view={view} reason={own} of={view} /> : null;
  };
}

function InFull({ view, reason }: { view: ProposalView; reason: PartsReason }): JSX.Element {
  const { said, at } = reason;
  const words = wordsFrom(RENDERING);
  return (
    <>
      <p class="facts">
        <span class="category">{words.categories[said.category]}</span>, {said.author.name}
      </p>
      <Prose text={said.body} lang={view.work.sourceLanguage} />
      {said.alternatives.map((alternative) => (
        <p key={alternative} class="alternative">
          <span class="label">{words.alternative}</span> <em lang={view.work.language}>{alternative}</em>
        </p>
      ))}
      <Also view={view} reason={reason} of={at[0]!.part} />
    </>
  );
}

function AsThere({ view, reason: { at } }: { view: ProposalView; reason: PartsReason }): JSX.Element {
  return (
    <p class="facts">
      {wordsFrom(REVIEWING).parts.reasonAsAt} <PartLink view={view} part={at[0]!.part} />
    </p>
  );
}

function Also({ view, reason, of }: { view: ProposalView; reason: PartsReason; of: OtherPart }): JSX.Element {
  const others = reason.at.filter(({ part }) => part !== of);
  return (
    <p class="by">
      {wordsFrom(REVIEWING).parts.reasonAlsoAt}{" "}
      {others.map(({ part }, index) => (
        <>
          {index > 0 && ", "}
          <PartLink view={view} part={part} />
        </>
      ))}
    </p>
  );
}

/** To where a part stands on the page. */
function PartLink({ view, part }: { view: ProposalView; part: OtherPart }): JSX.Element {
  const { id, locator } = part.passage;
  return <a href={address.part(view.work.id, view.proposal.id, id)}>{locator}</a>;
}
