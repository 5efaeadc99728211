/**
 * The contents of a work: a column on a wide screen, a drawer on a narrow one. Branches are folded; how the keys move
 * in them, and which branch stands open, is `follow-outline.ts`. Of a long work they lead from section to section.
 */
import type { JSX } from "preact";
import type { ContentsLine, PassageLine, WorkView } from "./view.ts";
import type { WorkHead } from "../shell/view.ts";
import { address } from "../links/addresses.ts";
import { titleInContents } from "./lines.ts";
import { Hidden, Mixed } from "../design/Prose.tsx";
import { wordsFrom } from "../language/language.ts";
import { READING } from "./words.tsx";

/** What stands on the page, by passage, with its name: the contents are drawn twice. */
type Here = ReadonlyMap<string, { line: PassageLine; name: Omit<Name, "open"> }>;

export function Outline({ view: { work, lines, contents } }: { view: WorkView }): JSX.Element {
  const here: Here = new Map(lines.map((line) => [line.passage.id, { line, name: nameOf(line) }]));
  const words = wordsFrom(READING);
  const list = <Branches contents={contents} here={here} work={work} />;
  return (
    <>
      <nav class="outline" aria-labelledby="outline-title" data-contents>
        <a class="skip past" href="#text">
          {words.pastContents}
        </a>
        <h2 id="outline-title">{words.contents}</h2>
        {list}
      </nav>
      <details class="drawer">
        <summary>{words.contents}</summary>
        <nav aria-label={words.contents} data-contents>
          {list}
        </nav>
      </details>
    </>
  );
}

interface BranchProps {
  here: Here;
  work: WorkHead;
}

/** What stands under a passage of another section is listed because this section is in it: it is open from the start. */
function Branches({ contents, ...rest }: BranchProps & { contents: readonly ContentsLine[] }): JSX.Element {
  return (
    <ol>
      {contents.map((line) => {
        const name = line.elsewhere ?? rest.here.get(line.passage)!.name;
        return (
          <li class={`level-${Math.min(name.level, 4)}`}>
            <Entry line={line} name={name} {...rest} />
            {line.under.length > 0 && (
              <details open={line.elsewhere !== null}>
                <summary>
                  <Hidden>{wordsFrom(READING).passagesOf(name.locator)}</Hidden>
                </summary>
                <Branches contents={line.under} {...rest} />
              </details>
            )}
          </li>
        );
      })}
    </ol>
  );
}

type Name = NonNullable<ContentsLine["elsewhere"]>;

function nameOf(line: PassageLine): Omit<Name, "open"> {
  const { locator, level } = line.passage;
  return { locator, to: null, words: titleInContents(line), level };
}

function Entry({
  line,
  name,
  here,
  work,
}: BranchProps & { line: ContentsLine; name: Omit<Name, "open"> }): JSX.Element {
  const { passage, elsewhere } = line;
  return (
    <a
      href={elsewhere ? address.reading(work.id, passage) : `#${passage}`}
      data-outline={elsewhere ? undefined : passage}
    >
      <span class="locator">{name.to === null ? name.locator : `${name.locator} – ${name.to}`}</span>{" "}
      <span class="words">
        <Mixed text={name.words} lang={work.sourceLanguage} />
      </span>
      {hasProposals(line, here) && (
        <span class="open-here" title={wordsFrom(READING).openHere}>
          {" "}
          <span aria-hidden="true">●</span>
          <Hidden>{wordsFrom(READING).openHere}</Hidden>
        </span>
      )}
    </a>
  );
}

/** True if it, or a passage under it, has an open proposal: a folded branch hides none. */
function hasProposals({ passage, elsewhere, under }: ContentsLine, here: Here): boolean {
  if (elsewhere) return elsewhere.open;
  return here.get(passage)!.line.proposals > 0 || under.some((line) => hasProposals(line, here));
}
