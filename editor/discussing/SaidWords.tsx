/** What somebody said in a discussion: plain text, in which addresses lead where they say and people are named. Nothing else is read into it. */
import type { JSX } from "preact";
import type { Named } from "../../translations/ledger/mentions.ts";
import { Mixed } from "../design/Prose.tsx";
import { stretchesOf, type Here, type Stretch } from "../links/written.ts";
import type { Visit } from "../shell/view.ts";

/** What a page knows of the addresses that are named in what was said. */
export interface Known extends Pick<Here, "named"> {
  visit: Visit;
}

/** Paragraphs, parted by empty lines. */
export function SaidWords(props: Known & { text: string; people?: readonly Named[] | undefined }): JSX.Element {
  const { text, people = [], named, visit } = props;
  const here = { ...whereOf(visit), named };
  return (
    <>
      {paragraphsOf(text, people).map((runs) => (
        <p class="prose">
          {runs.map(({ words, isName }) =>
            isName ? <b class="named">{words}</b> : stretchesOf(words, here).map((each) => <Led stretch={each} />),
          )}
        </p>
      ))}
    </>
  );
}

/** Words that are a name, or others. */
export interface Run {
  words: string;
  isName: boolean;
}

/** The paragraphs of a text, each as its runs: together they are its words, without the empty lines and white space around. */
export function paragraphsOf(text: string, people: readonly Pick<Named, "start" | "end">[]): Run[][] {
  return [...text.matchAll(/(?:(?!\n\s*\n)[^])+/gu)].flatMap(({ index, 0: paragraph }) => {
    const from = index + paragraph.length - paragraph.trimStart().length;
    const to = index + paragraph.trimEnd().length;
    return from < to ? [runsIn(text, from, to, people)] : [];
  });
}

function runsIn(text: string, from: number, to: number, people: readonly Pick<Named, "start" | "end">[]): Run[] {
  const runs: Run[] = [];
  let at = from;
  const upTo = (end: number, isName: boolean): void => {
    if (end > at) runs.push({ words: text.slice(at, end), isName });
    at = Math.max(at, end);
  };
  for (const { start, end } of people) {
    if (start < at || end > to) continue;
    upTo(start, false);
    upTo(end, true);
  }
  upTo(to, false);
  return runs;
}

/** A link that strangers wrote is none that the workbench speaks for. */
function Led({ stretch: { text, href, own, title } }: { stretch: Stretch }): JSX.Element {
  if (href === null) return <Mixed text={text} />;
  if (own)
    return (
      <a href={href} title={title ?? undefined}>
        {text}
      </a>
    );
  return (
    <a href={href} rel="nofollow noopener">
      {text}
    </a>
  );
}

/** How the workbench's own addresses begin, as this page was asked for. */
function whereOf({ address = "", url, base = "" }: Visit): Omit<Here, "named"> {
  return { root: address.endsWith(url) ? address.slice(0, address.length - url.length) : "", base };
}
