/** What happens while a page is open, said in a polite live region: nothing moves under the reader. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { listen, type PageNews, type WorkNews } from "./live.ts";
import { address } from "../links/addresses.ts";
import { Dated } from "../design/People.tsx";

/** How much of it a page remembers: it may stand open for weeks. */
const MOST = 500;

/** What has been heard of a work since the page was opened, newest last. Empty on the server. */
export function useNews(work: string, passage: string | null): PageNews[] {
  const [news, setNews] = useState<PageNews[]>([]);
  useEffect(
    () =>
      listen((heard) => {
        const here = !isTold(heard) || (heard.work === work && (passage === null || heard.passage === passage));
        if (here) setNews((before) => [...before.slice(1 - MOST), heard]);
      }),
    [work, passage],
  );
  return news;
}

/** False for the news that there was more. */
export function isTold(news: PageNews): news is WorkNews {
  return news.type !== "missed";
}

/** The region itself is there from the start, so that what comes into it is spoken. */
export function News({ work, news }: { work: string; news: readonly PageNews[] }): JSX.Element {
  return (
    <div class="news" role="status" aria-live="polite">
      {news.slice(-3).map((heard) => (
        <p>
          <Item work={work} heard={heard} />
        </p>
      ))}
    </div>
  );
}

function Item({ work, heard }: { work: string; heard: PageNews }): JSX.Element {
  switch (heard.type) {
    case "version":
      return (
        <>
          Version {heard.number} of {heard.locator} was accepted, <Dated iso={heard.at} exact />.{" "}
          {heard.number > 1 ? (
            <a href={address.compare(work, heard.passage, heard.number - 1, heard.number)}>See what changed</a>
          ) : (
            <a href={address.version(work, heard.passage, heard.number)}>Read it</a>
          )}
          .
        </>
      );
    case "missed":
      return (
        <>
          More has happened meanwhile than can be told here. <a href="">Look at the page anew</a>.
        </>
      );
    case "text":
      return (
        <>
          The wording of version {heard.number} of {heard.locator} is held since <Dated iso={heard.at} exact />.{" "}
          <a href={address.version(work, heard.passage, heard.number)}>Read it</a>.
        </>
      );
    case "proposal":
      return (
        <>
          A proposal for {heard.locator} is {statusWords(heard.status)}, <Dated iso={heard.at} exact />.{" "}
          <a href={address.proposal(work, heard.id)}>Look at it</a>.
        </>
      );
  }
}

/** What became of a proposal, in words: by the name of what happened to it, or of where it stands now. */
const STATUS_NEWS: Record<string, string> = {
  opened: "being written",
  draft: "being written",
  submitted: "now waiting for review",
  open: "now waiting for review",
  returned: "being written again",
  withdrawn: "given up",
  rebased: "moved onto the current version",
};

function statusWords(status: string): string {
  return STATUS_NEWS[status] ?? `now ${status}`;
}
