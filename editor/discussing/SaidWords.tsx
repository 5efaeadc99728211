/** What somebody said in a discussion: plain text, in which addresses lead where they say. Nothing else is read into it. */
import type { JSX } from "preact";
import { Mixed } from "../design/Prose.tsx";
import { stretchesOf, type Here, type Stretch } from "../links/written.ts";
import type { Visit } from "../shell/view.ts";

/** What a page knows of the addresses that are named in what was said. */
export interface Known extends Pick<Here, "named"> {
  visit: Visit;
}

/** Paragraphs, parted by empty lines. */
export function SaidWords({ text, named, visit }: Known & { text: string }): JSX.Element {
  const here = { ...whereOf(visit), named };
  return (
    <>
      {paragraphsOf(text).map((paragraph) => (
        <p class="prose">
          {stretchesOf(paragraph, here).map((stretch) => (
            <Led stretch={stretch} />
          ))}
        </p>
      ))}
    </>
  );
}

function paragraphsOf(text: string): string[] {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== "");
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
