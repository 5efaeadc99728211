/** What became of the versions that a proposal revises while its page is open: told at once, and the page is not turned under anybody's hands. */
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Dated } from "../design/People.tsx";
import { type OtherPart, type PartNow, partsNow, type ProposalView } from "../drafting/drafting.ts";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import type { PageNews } from "../shell/live.ts";
import { partsIn } from "./parts.ts";
import { REVIEWING } from "./words.tsx";

/** Nothing while the page says how things are. */
export function MovedNow({ view, news }: { view: ProposalView; news: readonly PageNews[] }): JSX.Element {
  const [now, setNow] = useState<readonly PartNow[]>([]);
  const last = news.findLast((heard) => concerns(heard, view));
  useEffect(() => {
    if (!last) return;
    let left = false;
    void partsNow(view).then((parts) => {
      if (!left) setNow(parts);
    });
    return () => void (left = true);
  }, [last]);
  const told = partsIn(view).flatMap((part) => {
    const found = now.find(({ passage }) => passage === part.passage.id);
    return found && part.may.read ? (toldOf(view, part, found) ?? []) : [];
  });
  return <div role="status">{told}</div>;
}

/** What the page does not say of a part: that it was brought up to date, or which version came. */
function toldOf(view: ProposalView, part: OtherPart, { base: revised, came }: PartNow): JSX.Element | null {
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
    <Box key={key} words={moved} lead={words.seeAndBringUp} way={way}>
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
  lead: string;
  /** To the page as it is now: what was written is kept. */
  way: string;
  children?: ComponentChildren;
}

function Box({ words, lead, way, children }: BoxProps): JSX.Element {
  return (
    <div class="moved-on">
      <p>{words}</p>
      <p>
        {children}
        <a class="button" href={way}>
          {lead}
        </a>
      </p>
    </div>
  );
}

function concerns(heard: PageNews, { order, proposal, work }: ProposalView): boolean {
  if (heard.type === "missed") return true;
  if (heard.work !== work.id) return false;
  return heard.type === "version"
    ? order.includes(heard.passage)
    : heard.type === "proposal" && heard.id === proposal.id;
}
