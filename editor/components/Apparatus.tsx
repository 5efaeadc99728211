/** The apparatus: renderings that were offered and not chosen, kept beside the words they would have replaced. */
import type { JSX } from "preact";
import type { Proposal } from "../../translations/ledger/state.ts";
import { address } from "./addresses.ts";
import { Dated } from "./People.tsx";
import type { NumberedNote } from "./notes.ts";
import { namesOf } from "./wording.ts";

export interface ApparatusProps {
  work: string;
  lang: string;
  notes: readonly NumberedNote[];
  proposals: readonly Proposal[];
}

/** Lemma, bracket, alternative, who: as an apparatus prints it. */
export function Apparatus({ work, lang, notes, proposals }: ApparatusProps): JSX.Element | null {
  const offered = notes.filter(({ note }) => note.alternatives.length > 0);
  const declined = proposals.filter(({ status, kind, submission }) => status === "declined" && kind === "revision" && submission);
  if (offered.length + declined.length === 0) return null;
  return (
    <section class="apparatus" aria-labelledby="alternatives">
      <h3 id="alternatives">Alternatives</h3>
      <ul>
        {offered.map(({ note, number }) => (
          <li>
            <span class="lemma-words">{note.target?.exact ?? note.lost ?? "the whole"}</span>
            {note.source && (
              <span class="lemma-source" lang={lang}>
                {" "}
                {note.source.exact}
              </span>
            )}
            <span class="bracket">]</span> <em>{note.alternatives.join("; ")}</em>{" "}
            <span class="by">
              {note.author.name}, <a href={`#note-${note.id}`}>note {number}</a>
            </span>
          </li>
        ))}
        {declined.map((proposal) => (
          <li>
            <span class="lemma-words">{proposal.base === null ? "the whole" : `v${proposal.base}`}</span>
            <span class="bracket">]</span> <a href={address.proposal(work, proposal.id)}>a revision that was declined</a>{" "}
            <span class="by">
              {namesOf(proposal.submission!.proposers)}, <Dated iso={proposal.decision!.at} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
