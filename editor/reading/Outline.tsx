/**
 * The contents of a work: a column on a wide screen, a drawer on a narrow one. Branches are folded; how the keys move
 * in them, and which branch stands open, is `follow-outline.ts`. Of a long work they lead from section to section.
 *
 * They are written, not drawn: hundreds of lines, in which nothing changes while it is read. They stand once on the page:
 * the drawer opens what comes behind it.
 */
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { isWhole, type ContentsLine, type PassageLine, type WorkView } from "./view.ts";
import type { WorkHead } from "../shell/view.ts";
import { KEPT, markup, type Markup } from "../design/markup.ts";
import { hidden, mixed } from "../design/Prose.tsx";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { at } from "../links/under.ts";
import { titleInContents } from "./lines.ts";
import { READING } from "./words.tsx";

/** What stands on the page, by passage, with its name. */
type Here = ReadonlyMap<string, { line: PassageLine; name: Omit<Name, "open"> }>;

export function Outline({ view }: { view: WorkView }): JSX.Element {
  const list = useMemo(() => contentsOf(view), [view]);
  const words = wordsFrom(READING);
  return (
    <>
      <details class="drawer">
        <summary>{words.contents}</summary>
      </details>
      <nav class="outline" aria-labelledby="outline-title" data-contents>
        <a class="skip past" href="#text">
          {words.pastContents}
        </a>
        <h2 id="outline-title">{words.contents}</h2>
        <ol dangerouslySetInnerHTML={list} />
      </nav>
    </>
  );
}

function contentsOf({ work, lines, contents }: WorkView): Markup {
  if (contents === null) return KEPT;
  const here: Here = new Map(lines.filter(isWhole).map((line) => [line.passage.id, { line, name: nameOf(line) }]));
  return listed(contents, { here, work });
}

interface Around {
  here: Here;
  work: WorkHead;
}

function listed(contents: readonly ContentsLine[], around: Around): Markup {
  return markup`${contents.map((line) => {
    const name = line.elsewhere ?? around.here.get(line.passage)!.name;
    return markup`<li class="level-${Math.min(name.level, 4)}">${entry(line, name, around)}${
      line.under.length > 0 && branch(line, name, around)
    }</li>`;
  })}`;
}

/** What stands under a passage of another section is listed because this section is in it: it is open from the start. */
function branch({ elsewhere, under }: ContentsLine, { locator }: Pick<Name, "locator">, around: Around): Markup {
  const open = elsewhere !== null && markup` open`;
  const words = hidden(wordsFrom(READING).passagesOf(locator));
  return markup`<details${open}><summary>${words}</summary><ol>${listed(under, around)}</ol></details>`;
}

type Name = NonNullable<ContentsLine["elsewhere"]>;

function nameOf(line: PassageLine): Omit<Name, "open"> {
  const { locator, level } = line.passage;
  return { locator, to: null, words: titleInContents(line), level };
}

function entry(line: ContentsLine, { locator, to, words }: Omit<Name, "open">, { here, work }: Around): Markup {
  const { passage, elsewhere } = line;
  const range = to === null ? locator : `${locator} – ${to}`;
  const link = elsewhere
    ? markup`href="${at(address.reading(work.id, passage))}"`
    : markup`href="#${passage}" data-outline="${passage}"`;
  const title = mixed(words, work.sourceLanguage);
  return markup`<a ${link}><span class="locator">${range}</span> <span class="words">${title}</span>${
    hasProposals(line, here) && openHere()
  }</a>`;
}

function openHere(): Markup {
  const { openHere: words } = wordsFrom(READING);
  return markup`<span class="open-here" title="${words}"> <span aria-hidden="true">●</span>${hidden(words)}</span>`;
}

/** True if it, or a passage under it, has an open proposal: a folded branch hides none. */
function hasProposals({ passage, elsewhere, under }: ContentsLine, here: Here): boolean {
  if (elsewhere) return elsewhere.open;
  return here.get(passage)!.line.proposals > 0 || under.some((line) => hasProposals(line, here));
}
