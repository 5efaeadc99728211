/**
 * The contents of a work: a column on a wide screen, a drawer on a narrow one. Branches are folded; how the keys move
 * in them, and which branch stands open, is `client/outline.ts`.
 */
import type { JSX } from "preact";
import type { PassageLine } from "../views.ts";
import { Hidden, Mixed } from "./Prose.tsx";
import { lineTitle } from "./lines.ts";
import { shortened } from "./wording.ts";

/** A passage with those under it. */
export interface Branch {
  line: PassageLine;
  under: Branch[];
}

/** So much of a passage names it here, in characters. */
const LONGEST = 60;

/** Longer works list their parts and headings only. */
const MOST_PASSAGES = 400;

/** The passages of a work as its outline nests them, by their level. */
export function branchesOf(lines: readonly PassageLine[]): Branch[] {
  const top: Branch[] = [];
  const open: Branch[] = [];
  for (const line of listed(lines)) {
    while (open.length > 0 && open.at(-1)!.line.passage.level >= line.passage.level) open.pop();
    const branch = { line, under: [] };
    (open.at(-1)?.under ?? top).push(branch);
    open.push(branch);
  }
  return top;
}

function listed(lines: readonly PassageLine[]): readonly PassageLine[] {
  if (lines.length <= MOST_PASSAGES) return lines;
  const heads = lines.filter(({ passage }) => passage.kind === "part" || passage.kind === "heading");
  return heads.length > 0 ? heads : lines;
}

export function Outline({ lines, lang }: { lines: readonly PassageLine[]; lang: string }): JSX.Element {
  const branches = branchesOf(lines);
  const list = <Branches branches={branches} lang={lang} />;
  return (
    <>
      <nav class="outline" aria-labelledby="outline-title" data-contents>
        <a class="skip past" href="#text">
          Past the contents
        </a>
        <h2 id="outline-title">Contents</h2>
        {list}
      </nav>
      <details class="drawer">
        <summary>Contents</summary>
        <nav aria-label="Contents" data-contents>
          {list}
        </nav>
      </details>
    </>
  );
}

function Branches({ branches, lang }: { branches: readonly Branch[]; lang: string }): JSX.Element {
  return (
    <ol>
      {branches.map((branch) => (
        <li class={`level-${Math.min(branch.line.passage.level, 4)}`}>
          <Entry branch={branch} lang={lang} />
          {branch.under.length > 0 && (
            <details>
              <summary>
                <Hidden>Passages of {branch.line.passage.locator}</Hidden>
              </summary>
              <Branches branches={branch.under} lang={lang} />
            </details>
          )}
        </li>
      ))}
    </ol>
  );
}

function Entry({ branch, lang }: { branch: Branch; lang: string }): JSX.Element {
  const { passage } = branch.line;
  return (
    <a href={`#${passage.id}`} data-outline={passage.id}>
      <span class="locator">{passage.locator}</span>{" "}
      <span class="words">
        <Mixed text={shortened(lineTitle(branch.line), LONGEST)} lang={lang} />
      </span>
      {hasProposals(branch) && (
        <span class="open-here" title="open proposal here">
          {" "}
          <span aria-hidden="true">●</span>
          <Hidden>open proposal here</Hidden>
        </span>
      )}
    </a>
  );
}

/** True if it, or a passage under it, has an open proposal: a folded branch hides none. */
function hasProposals({ line, under }: Branch): boolean {
  return line.proposals > 0 || under.some(hasProposals);
}
