/** What became of the version that a proposal revises while its page is open: told at once, and the page is not turned under anybody's hands. */
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { type PartNow, partsNow, type ProposalView } from "../drafting/drafting.ts";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import type { PageNews } from "../shell/live.ts";
import { REVIEWING } from "./words.tsx";

/** How its part stands now; `moved`: the number of the version that came. */
type Now = Pick<PartNow, "base" | "stale"> & { moved: number | null };

/** Nothing while the page says how things are. */
export function MovedNow({ view, news }: { view: ProposalView; news: readonly PageNews[] }): JSX.Element {
  const { passage } = view;
  const [now, setNow] = useState<Now | null>(null);
  const last = news.findLast((heard) => concerns(heard, view));
  useEffect(() => {
    if (!last) return;
    let left = false;
    const version = news.findLast((heard) => heard.type === "version" && heard.passage === passage.id);
    const moved = version?.type === "version" ? version.number : null;
    void partsNow(view).then((parts) => {
      const part = parts.find((each) => each.passage === passage.id);
      if (part && !left) setNow({ ...part, moved });
    });
    return () => void (left = true);
  }, [last]);
  return <div role="status">{now && <Told view={view} now={now} />}</div>;
}

function Told({ view, now }: { view: ProposalView; now: Now }): JSX.Element | null {
  const { passage, proposal, work } = view;
  const { base } = proposal;
  const words = wordsFrom(REVIEWING).read;
  if (now.base !== base) return <Box words={words.broughtUpNow(now.base ?? 0)} lead={words.showAnew} />;
  const { moved, stale } = now;
  if (!stale || moved === null || moved === view.current?.number) return null;
  return (
    <Box words={words.movedNow(passage.locator, base, moved)} lead={words.seeAndBringUp}>
      {base !== null && (
        <>
          <a href={address.compare(work.id, passage.id, base, moved)}>{words.pair(base, moved)}</a>{" "}
        </>
      )}
    </Box>
  );
}

/** What is told, and the way to the page as it is now: what was written is kept. */
function Box({
  words,
  lead,
  children,
}: {
  words: JSX.Element;
  lead: string;
  children?: ComponentChildren;
}): JSX.Element {
  return (
    <div class="moved-on">
      <p>{words}</p>
      <p>
        {children}
        <a class="button" href="">
          {lead}
        </a>
      </p>
    </div>
  );
}

function concerns(heard: PageNews, { passage, proposal, work }: ProposalView): boolean {
  if (heard.type === "missed") return true;
  if (heard.work !== work.id) return false;
  return heard.type === "version"
    ? heard.passage === passage.id
    : heard.type === "proposal" && heard.id === proposal.id;
}
