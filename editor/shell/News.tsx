/** What happens while a page is open, said in a polite live region: nothing moves under the reader. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { listen, type PageNews, type WorkNews } from "./live.ts";
import { address, type HungAt } from "../links/addresses.ts";
import { Dated } from "../design/People.tsx";
import { wordsFrom } from "../language/language.ts";
import { SHELL } from "./words.tsx";

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

/** News, and of which passages it was told. */
export interface Gathered {
  heard: PageNews;
  passages: ReadonlySet<string>;
}

/** What is told of a proposal's passages one after another is told once. */
export function gathered(news: readonly PageNews[]): Gathered[] {
  const all: Gathered[] = [];
  for (const heard of news) {
    const passages = isTold(heard) ? [heard.passage] : [];
    const before = all.at(-1);
    if (before && isSameStep(before.heard, heard))
      all.splice(-1, 1, { ...before, passages: new Set([...before.passages, ...passages]) });
    else all.push({ heard, passages: new Set(passages) });
  }
  return all;
}

function isSameStep(one: PageNews, other: PageNews): boolean {
  if (one.type === "outline" && other.type === "outline")
    return one.number === other.number && one.status === other.status;
  if (one.type !== "proposal" || other.type !== "proposal") return false;
  return one.id === other.id && one.status === other.status;
}

/** The region itself is there from the start, so that what comes into it is spoken. */
export function News({ work, news }: { work: string; news: readonly PageNews[] }): JSX.Element {
  return (
    <div class="news" role="status" aria-live="polite">
      {gathered(news)
        .slice(-3)
        .map((each) => (
          <p>
            <Item work={work} {...each} />
          </p>
        ))}
    </div>
  );
}

function hungOn(work: string, { passage, proposal }: { passage: string; proposal?: string }): HungAt {
  return proposal === undefined ? { work, passage } : { work, proposal };
}

function Item({ work, heard, passages }: Gathered & { work: string }): JSX.Element {
  const words = wordsFrom(SHELL).news;
  if (heard.type === "missed") return words.missed((link) => <a href="">{link}</a>);
  const moment = <Dated iso={heard.at} exact />;
  switch (heard.type) {
    case "version":
      return words.version(
        heard.number,
        heard.locator,
        moment,
        heard.number > 1 ? (
          <a href={address.compare(work, heard.passage, heard.number - 1, heard.number)}>{words.seeChanged}</a>
        ) : (
          <a href={address.version(work, heard.passage, heard.number)}>{words.read}</a>
        ),
      );
    case "text":
      return words.text(
        heard.number,
        heard.locator,
        moment,
        <a href={address.version(work, heard.passage, heard.number)}>{words.read}</a>,
      );
    case "thread":
      return (heard.proposal === undefined ? words.thread : words.threadOfProposal)(
        heard.locator,
        moment,
        <a href={address.threadAnew(hungOn(work, heard), heard.id, heard.at)}>{words.look}</a>,
      );
    case "outline":
      return words.outline(
        words.passages(heard.locator, passages.size - 1),
        words.outlineStatus[heard.status] ?? words.otherStatus(heard.status),
        moment,
        <a href={address.outlineProposal(work, heard.number)}>{words.look}</a>,
      );
    case "proposal":
      return words.proposal(
        words.passages(heard.locator, passages.size - 1),
        words.status[heard.status] ?? words.otherStatus(heard.status),
        moment,
        <a href={address.proposal(work, heard.id)}>{words.look}</a>,
      );
  }
}
