/** Changes that put back what a version had changed, each with whose change it undoes: of a part in brief, and of words that are being edited. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { PutBack, type ProposalView } from "../drafting/drafting.ts";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { at } from "../links/under.ts";
import { REVIEWING } from "./words.tsx";

type Found = ProposalView["putsBack"];

/** Each by its words; nothing if there are none. */
export function PutsBackList({ work, found }: { work: ProposalView["work"]; found: Found }): JSX.Element | null {
  if (found.length === 0) return null;
  const words = wordsFrom(REVIEWING).parts;
  return (
    <ul class="part-signs">
      {found.map(({ change, before, after, version }) => (
        <li key={change}>
          <span lang={work.language}>{words.change(before, after)}</span>
          <PutBack version={version} lang={work.sourceLanguage} />
        </li>
      ))}
    </ul>
  );
}

/** What the part would put back with this text, told as soon as that is known; or that it can't be known now. */
export function EditPutsBack({ view, text }: { view: ProposalView; text: string }): JSX.Element {
  const found = usePutsBack(view, text);
  return (
    <div aria-live="polite">
      {found === "unknown" ? (
        <p class="hint">{wordsFrom(REVIEWING).otherwise.putsBackUnknown}</p>
      ) : (
        <PutsBackList work={view.work} found={found} />
      )}
    </div>
  );
}

const NOTHING: Found = [];

/** Of words that are no more those of the text nothing is told. */
function usePutsBack({ proposal, passage, base }: ProposalView, text: string): Found | "unknown" {
  const [told, setTold] = useState<{ of: string; found: Found | "unknown" }>({ of: "", found: NOTHING });
  // What nobody has revised before its base puts nothing back.
  const isAsked = (base?.base ?? null) !== null;
  useEffect(() => {
    if (!isAsked) return;
    const leaving = new AbortController();
    void putsBackWith(proposal.id, passage.id, text, leaving.signal).then((found) => {
      if (!leaving.signal.aborted) setTold({ of: text, found });
    });
    return () => leaving.abort();
  }, [isAsked, proposal.id, passage.id, text]);
  return isAsked && told.of === text ? told.found : NOTHING;
}

async function putsBackWith(
  proposal: string,
  part: string,
  text: string,
  signal: AbortSignal,
): Promise<Found | "unknown"> {
  try {
    const answer = await fetch(at(address.putsBackWith(proposal)), {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify({ part, text }),
      signal,
    });
    return answer.ok ? ((await answer.json()) as { putsBack: Found }).putsBack : "unknown";
  } catch {
    return "unknown";
  }
}
