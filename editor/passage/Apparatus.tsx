/** The apparatus: renderings that were offered and not chosen, kept beside the words they would have replaced. */
import type { JSX } from "preact";
import type { StandingAlternative } from "../../translations/apparatus/apparatus.ts";
import { address } from "../links/addresses.ts";
import type { NumberedNote } from "../rendering/notes.ts";
import { Mixed } from "../design/Prose.tsx";
import { Term } from "../design/Term.tsx";
import { wordsFrom } from "../language/language.ts";
import { PASSAGE } from "./words.tsx";

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
  const words = wordsFrom(PASSAGE).apparatus;
  return (
    <section class="apparatus" aria-labelledby="alternatives">
      <h2 id="alternatives">
        <Term id="alternative">{words.title}</Term>
      </h2>
      <ul>
        {offered.map((alternative) => (
          <li>
            <Lemma alternative={alternative} work={work} passage={passage} /> <em>{alternative.words}</em>{" "}
            <span class="by">
              {words.by(
                alternative.by.name,
                <From alternative={alternative} work={work} passage={passage} notes={notes} />,
              )}
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
  const said = wordsFrom(PASSAGE).apparatus;
  const words = (
    <span class="lemma-words">
      <Mixed text={instead ?? said.theWhole} />
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
        {(formerly.gone ? said.forWordsGone : said.forWords)(
          <a href={address.version(work, passage, formerly.version)}>v{formerly.version}</a>,
        )}
      </span>
      {words} <span class="by">{said.offered}</span>
    </>
  );
}

function From(props: { alternative: StandingAlternative } & Omit<ApparatusProps, "offered">): JSX.Element {
  const { alternative, work, passage, notes } = props;
  const { from } = alternative;
  const words = wordsFrom(PASSAGE).apparatus;
  if (from.kind === "proposal") return <a href={address.proposal(work, from.proposal)}>{words.declined}</a>;
  const shown = notes.find(({ note, version }) => note.id === from.note && version === from.version);
  if (shown) return <a href={`#note-${from.note}`}>{words.note(shown.number)}</a>;
  return <a href={address.version(work, passage, from.version)}>{words.noteOn(from.version)}</a>;
}
