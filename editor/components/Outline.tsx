/** The contents of a work: a column on a wide screen, a drawer on a narrow one. */
import type { JSX } from "preact";
import type { PassageLine } from "../views.ts";
import { Mixed } from "./Prose.tsx";
import { lineTitle } from "./lines.ts";

interface Entry {
  line: PassageLine;
  /** True if it, or a passage under it, has an open proposal. */
  open: boolean;
}

/** The parts and headings of a work; of a work without any, its passages. */
function entriesOf(lines: readonly PassageLine[]): Entry[] {
  const entries: Entry[] = [];
  const headed = lines.some(({ passage }) => passage.kind === "part" || passage.kind === "heading");
  for (const line of lines) {
    const heads = !headed || line.passage.kind === "part" || line.passage.kind === "heading";
    if (heads) entries.push({ line, open: line.proposals > 0 });
    else if (line.proposals > 0 && entries.length > 0) entries.at(-1)!.open = true;
  }
  return entries;
}

export function Outline({ lines, lang }: { lines: readonly PassageLine[]; lang: string }): JSX.Element {
  const list = (
    <ol>
      {entriesOf(lines).map(({ line, open }) => (
        <li class={`level-${Math.min(line.passage.level, 4)}`}>
          <a href={`#${line.passage.id}`} data-outline={line.passage.id}>
            <span class="locator">{line.passage.locator}</span>{" "}
            <span class="words">
              <Mixed text={lineTitle(line)} lang={lang} />
            </span>
            {open && (
              <span class="open-here" title="open proposal here">
                {" "}
                <span aria-hidden="true">●</span>
                <span class="visually-hidden">open proposal here</span>
              </span>
            )}
          </a>
        </li>
      ))}
    </ol>
  );
  return (
    <>
      <nav class="outline" aria-labelledby="outline-title">
        <h2 id="outline-title">Contents</h2>
        {list}
      </nav>
      <details class="drawer">
        <summary>Contents</summary>
        <nav aria-label="Contents">{list}</nav>
      </details>
    </>
  );
}
