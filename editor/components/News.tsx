/** What happens while a page is open, said in a polite live region: nothing moves under the reader. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { listen, type WorkNews } from "../client/live.ts";
import { address } from "./addresses.ts";

/** What has been heard of a work since the page was opened, newest last. Empty on the server. */
export function useNews(work: string, passage: string | null): WorkNews[] {
  const [news, setNews] = useState<WorkNews[]>([]);
  useEffect(
    () =>
      listen(work, (heard) => {
        if (passage === null || heard.passage === passage) setNews((before) => [...before, heard]);
      }),
    [work, passage],
  );
  return news;
}

/** The region itself is there from the start, so that what comes into it is spoken. */
export function News({
  work,
  news,
  locatorOf,
}: {
  work: string;
  news: readonly WorkNews[];
  locatorOf: (passage: string) => string;
}): JSX.Element {
  return (
    <div class="news" role="status" aria-live="polite">
      {news.slice(-3).map((heard) => (
        <p>
          <Item work={work} heard={heard} locatorOf={locatorOf} />
        </p>
      ))}
    </div>
  );
}

function Item(props: { work: string; heard: WorkNews; locatorOf: (passage: string) => string }): JSX.Element {
  const { work, heard, locatorOf } = props;
  switch (heard.type) {
    case "version":
      return (
        <>
          Version {heard.number} of {heard.locator} was accepted just now.{" "}
          {heard.number > 1 ? (
            <a href={address.compare(work, heard.passage, heard.number - 1, heard.number)}>See what changed</a>
          ) : (
            <a href={address.version(work, heard.passage, heard.number)}>Read it</a>
          )}
          .
        </>
      );
    case "text":
      return (
        <>
          The wording of version {heard.number} of {heard.locator} is held now.{" "}
          <a href={address.version(work, heard.passage, heard.number)}>Read it</a>.
        </>
      );
    case "proposal":
      return (
        <>
          A proposal for {locatorOf(heard.passage)} is {statusWords(heard.status)}.{" "}
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
