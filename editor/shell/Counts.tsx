/** What is on its way, counted: each count says what it counts, and follows the news while the page is open. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { OpenCounts } from "../../translations/ledger/state.ts";
import { listen, type WorkNews } from "./live.ts";
import type { Visit } from "./view.ts";
import { address } from "../links/addresses.ts";
import { openWords } from "../design/wording.ts";
import { wordsFrom } from "../language/language.ts";
import { SHELL } from "./words.tsx";

/** `counts`, until news that `pick` takes counts anew. */
function useFollowed(counts: OpenCounts, pick: (news: WorkNews) => OpenCounts | null): OpenCounts {
  const [heard, hear] = useState<OpenCounts | null>(null);
  useEffect(
    () =>
      listen((news) => {
        const anew = news.type === "missed" ? null : pick(news);
        if (anew) hear(anew);
      }),
    [],
  );
  return heard ?? counts;
}

/** What is on its way in the whole workbench: `counts`, or what the news told since. */
export function useOpen(counts: OpenCounts): OpenCounts {
  return useFollowed(counts, ({ open }) => open.all);
}

/** The way to review, with how many proposals wait for it. */
export function ToReview({ visit }: { visit: Visit }): JSX.Element {
  const { waiting } = useOpen({ waiting: visit.toReview, written: 0 });
  const words = wordsFrom(SHELL);
  return (
    <a href={address.review()} title={openWords({ waiting, written: 0 })}>
      {words.review}
      {waiting > 0 && <span class="number">{words.waitingNumber(waiting)}</span>}
    </a>
  );
}

/** "Proposals: 2 wait for review, 1 is being written", of a work. */
export function OpenInWork({ work, counts }: { work: string; counts: OpenCounts }): JSX.Element {
  const open = useFollowed(counts, (news) => (news.work === work ? news.open.work : null));
  return <OpenHere counts={open} href={address.review()} />;
}

/** The same of what a page counts itself; a link where anything is on its way. */
export function OpenHere({ counts, href }: { counts: OpenCounts; href: string }): JSX.Element {
  if (counts.waiting + counts.written === 0) return <>{openWords(counts)}</>;
  return (
    <>
      {wordsFrom(SHELL).proposals}{" "}
      <a class="open" href={href}>
        {openWords(counts)}
      </a>
    </>
  );
}
