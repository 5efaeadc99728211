/** What is on its way, counted: each count says what it counts, and follows the news while the page is open. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { OpenCounts } from "../../translations/ledger/state.ts";
import { listen, type WorkNews } from "./live.ts";
import type { Visit } from "./view.ts";
import { address } from "../links/addresses.ts";
import { at } from "../links/under.ts";
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

/** So long after news came it is asked how much of it was for whoever looks; not by all pages at once. In milliseconds. */
const ASKED_AFTER = { least: 300, most: 1_500 };

/** How much was told to whoever looks that they have not seen, as the page began and as it is since. */
function useUnseen(before: number): number {
  const [unseen, set] = useState(before);
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const ask = (): void => {
      waiting = undefined;
      unseenNow().then(set, () => undefined);
    };
    const silence = listen(() => {
      waiting ??= setTimeout(ask, ASKED_AFTER.least + Math.random() * (ASKED_AFTER.most - ASKED_AFTER.least));
    });
    return () => {
      silence();
      clearTimeout(waiting);
    };
  }, []);
  return unseen;
}

async function unseenNow(): Promise<number> {
  const response = await fetch(at(address.bell()), { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  return ((await response.json()) as { unseen: number }).unseen;
}

/** The way to one's own work, with how much was told there that is not seen yet. */
export function MyWork({ visit }: { visit: Visit }): JSX.Element {
  const unseen = useUnseen(visit.unseen ?? 0);
  const words = wordsFrom(SHELL);
  return (
    <a href={address.mine()} data-mine title={unseen > 0 ? words.unseen(unseen) : undefined}>
      {words.mine}
      {unseen > 0 && (
        <span class="bell">
          {" "}
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M8 1a1 1 0 0 0-1 1v.6A4.5 4.5 0 0 0 3.5 7v3L2 12v1h12v-1l-1.5-2V7A4.5 4.5 0 0 0 9 2.6V2a1 1 0 0 0-1-1zM6.3 14a1.8 1.8 0 0 0 3.4 0z" />
          </svg>
          <span class="number">{words.unseenNumber(unseen)}</span>
        </span>
      )}
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
