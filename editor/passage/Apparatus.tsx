/** The apparatus: renderings that were offered and not chosen, kept beside the words they would have replaced. */
import type { JSX } from "preact";
import type { StandingAlternative } from "../../translations/apparatus/apparatus.ts";
import { address } from "../links/addresses.ts";
import type { NumberedNote } from "../rendering/notes.ts";
import { Mixed } from "../design/Prose.tsx";
import { Term } from "../design/Term.tsx";

export interface ApparatusProps {
  work: string;
  passage: string;
  offered: readonly StandingAlternative[];
  /** The notes shown on the page, to refer to them by number. */
  notes: readonly NumberedNote[];
}

/** Lemma, bracket, alternative, who: as an apparatus prints it. Nothing if no alternative stands. */
export function Apparatus({ work, passage, offered, notes }: ApparatusProps): JSX.Element | null {
  if (offered.length === 0) return null;
  return (
    <section class="apparatus" aria-labelledby="alternatives">
      <h2 id="alternatives">
        <Term id="alternative">Alternatives</Term>
      </h2>
      <ul>
        {offered.map((alternative) => (
          <li>
            <Lemma alternative={alternative} work={work} passage={passage} /> <em>{alternative.words}</em>{" "}
            <span class="by">
              {alternative.by.name}, <From alternative={alternative} work={work} passage={passage} notes={notes} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The words that stand now, and a bracket; of words that do not, the version whose they are. */
function Lemma(props: { alternative: StandingAlternative; work: string; passage: string }): JSX.Element {
  const { alternative, work, passage } = props;
  const { instead, formerly } = alternative;
  const words = (
    <span class="lemma-words">
      <Mixed text={instead ?? "the whole"} />
    </span>
  );
  if (formerly === null)
    return (
      <>
        {words}
        <span class="bracket">]</span>
      </>
    );
  return (
    <>
      <span class="by">
        for words of <a href={address.version(work, passage, formerly.version)}>v{formerly.version}</a>
        {formerly.gone ? " that are no longer in the text: " : ": "}
      </span>
      {words} <span class="by">offered</span>
    </>
  );
}

function From(props: { alternative: StandingAlternative } & Omit<ApparatusProps, "offered">): JSX.Element {
  const { alternative, work, passage, notes } = props;
  const { from } = alternative;
  if (from.kind === "proposal") return <a href={address.proposal(work, from.proposal)}>a proposal that was declined</a>;
  const shown = notes.find(({ note, version }) => note.id === from.note && version === from.version);
  if (shown) return <a href={`#note-${from.note}`}>note {shown.number}</a>;
  return <a href={address.version(work, passage, from.version)}>a note on v{from.version}</a>;
}
