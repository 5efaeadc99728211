/** What became of the versions that a proposal revises while its page is open: told at once, and the page is not turned under anybody's hands. */
import type { ComponentChildren, JSX } from "preact";
import { Dated } from "../design/People.tsx";
import type { Now, OtherPart, ProposalView } from "../drafting/drafting.ts";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { isOwn, partsIn } from "./parts.ts";
import { REVIEWING } from "./words.tsx";

/**
 * Nothing while the page says how things are.
 * @param given what the page was opened with: `view` may revise another version by now.
 */
export function MovedNow(props: { given: ProposalView; view: ProposalView; now: Now | null }): JSX.Element {
  const { given, view, now } = props;
  const followed = view.proposal.base !== given.proposal.base;
  const told = partsIn(view).flatMap((part) => {
    const found = now?.parts.find(({ passage }) => passage === part.passage.id);
    return found && part.may.read ? (toldOf(view, part, found) ?? []) : [];
  });
  const words = wordsFrom(REVIEWING).read;
  return (
    <div role="status">
      {followed && (
        <div class="moved-on">
          <p>{words.followed(view.passage.locator, view.proposal.base ?? 0)}</p>
        </div>
      )}
      {told}
    </div>
  );
}

/** What the page does not say of a part: that it was brought up to date, or which version came. */
function toldOf(
  view: ProposalView,
  part: OtherPart,
  { base: revised, came }: Now["parts"][number],
): JSX.Element | null {
  const { passage, proposal } = part;
  const { base } = proposal;
  const words = wordsFrom(REVIEWING).read;
  const key = passage.id;
  const way = part === view ? "" : address.part(view.work.id, proposal.id, passage.id);
  if (revised !== base)
    return <Box key={key} words={words.broughtUpNow(passage.locator, revised ?? 0)} lead={words.showAnew} way={way} />;
  if (came === null || came.number === part.came?.number) return null;
  const moved = words.movedNow(passage.locator, base, came.number, came.by, <Dated iso={came.date} />);
  return (
    <Box
      key={key}
      words={moved}
      left={came.left ? words.left(came.left, came.number, isOwn(part)) : ""}
      lead={isOwn(part) ? words.seeAndBringUp : words.seeWhatMeets}
      way={way}
    >
      {base !== null && (
        <>
          <a href={address.compare(view.work.id, passage.id, base, came.number)}>
            {words.pair(base, came.number)}
          </a>{" "}
        </>
      )}
    </Box>
  );
}

interface BoxProps {
  words: JSX.Element;
  /** What is left of the part beside the version; "": nothing is known of that. */
  left?: string;
  lead: string;
  /** To the page as it is now: what was written is kept. */
  way: string;
  children?: ComponentChildren;
}

function Box({ words, left = "", lead, way, children }: BoxProps): JSX.Element {
  return (
    <div class="moved-on">
      <p>{words}</p>
      {left !== "" && <p>{left}</p>}
      <p>
        {children}
        <a class="button" href={way}>
          {lead}
        </a>
      </p>
    </div>
  );
}
