/** Why a proposal of several passages is made: said once for all of them, before them. */
import type { JSX } from "preact";
import { Prose } from "../design/Prose.tsx";
import type { OtherPart, ProposalView } from "../drafting/drafting.ts";
import { wordsFrom } from "../language/language.ts";
import { partsIn } from "./parts.ts";
import { REVIEWING } from "./words.tsx";

/** A reason, and the parts that it was given for. */
interface Reason {
  summary: string;
  parts: OtherPart[];
}

/** The reasons that were given; that of what is being written stands in the draft, if the page is turned to one. */
function reasonsIn(view: ProposalView): Reason[] {
  const reasons: Reason[] = [];
  for (const part of partsIn(view)) {
    if (!part.may.read || (part.draft && view.proposal.status === "draft")) continue;
    const summary = (part.draft ?? part.proposal.submission)?.summary ?? "";
    const same = reasons.find((reason) => reason.summary === summary);
    if (same) same.parts.push(part);
    else if (summary !== "") reasons.push({ summary, parts: [part] });
  }
  return reasons;
}

export function Why({ view }: { view: ProposalView }): JSX.Element | null {
  const reasons = reasonsIn(view);
  if (reasons.length === 0) return null;
  const words = wordsFrom(REVIEWING).read;
  return (
    <section class="summary" aria-labelledby="summary">
      <h2 id="summary">{view.proposal.kind === "supply" ? words.whereFrom : words.why}</h2>
      {reasons.map(({ summary, parts }) => (
        <div key={parts[0]!.passage.id}>
          {reasons.length > 1 && <p class="facts">{words.ofPassages(parts.map(({ passage }) => passage.locator))}</p>}
          <Prose text={summary} />
        </div>
      ))}
    </section>
  );
}
