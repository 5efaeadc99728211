/**
 * A collation on the page, as columns, a witness each, or as a list of readings with the witnesses that have them.
 * Both are tables; on a narrow screen the cells of a row stand under each other, each with its siglum.
 */
import type { JSX } from "preact";
import type { CollatedPart, ReadingPiece, VariantReading } from "../../translations/compare/collation/collation.ts";
import { withPilcrows } from "../../translations/text/lines.ts";
import type { CollationView } from "./view.ts";
import { Dated } from "../design/People.tsx";
import { Hidden } from "../design/Prose.tsx";
import { namesOf, statusWords } from "../design/wording.ts";
import { wordsFrom } from "../language/language.ts";
import { APPARATUS } from "./words.tsx";

export const COLLATED_AS = ["columns", "readings"] as const;
export type CollatedAs = (typeof COLLATED_AS)[number];

/** More columns than this are too narrow to read. */
const MOST_COLUMNS = 4;

/** What the address asks for with `?view=`, if anything. */
export function askedAs(url: string): CollatedAs | null {
  const asked = new URLSearchParams(url.split("?")[1]?.split("#")[0] ?? "").get("view");
  return COLLATED_AS.find((each) => each === asked) ?? null;
}

/** As the address asks; else columns if there is room for them. */
export function collatedAs(url: string, witnesses: number): CollatedAs {
  return askedAs(url) ?? (witnesses > MOST_COLUMNS ? "readings" : "columns");
}

export function Collated({ view, as }: { view: CollationView; as: CollatedAs }): JSX.Element {
  return as === "columns" ? <Columns view={view} /> : <Readings view={view} />;
}

/** The cells say their roles themselves, for those who hear a table that is not laid out as one. */
function Columns({ view: { work, passage, chosen, witnesses, parts } }: { view: CollationView }): JSX.Element {
  const words = wordsFrom(APPARATUS).collation;
  return (
    <div class="collated" tabIndex={0} role="region" aria-label={words.title(passage.locator)}>
      <table class="columns" role="table">
        <thead role="rowgroup">
          <tr role="row">
            <th scope="col" role="columnheader">
              <Hidden>{words.place}</Hidden>
            </th>
            {chosen.map((siglum) => (
              <th scope="col" role="columnheader">
                <WitnessHead siglum={siglum} witnesses={witnesses} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" lang={work.language}>
          {parts.map((part) =>
            "agreed" in part ? (
              <Agreed words={part.agreed} columns={chosen.length} />
            ) : (
              <tr role="row" class="place" id={`place-${part.number}`}>
                <PlaceNumber number={part.number} />
                {chosen.map((siglum) => (
                  <td role="cell" class={readingOf(part, siglum) === part.readings[0] ? undefined : "other"}>
                    <b class="siglum" aria-hidden="true">
                      {siglum}
                    </b>{" "}
                    <Words reading={readingOf(part, siglum)} place={part.number} />
                  </td>
                ))}
              </tr>
            ),
          )}
        </tbody>
      </table>
    </div>
  );
}

/** "v2 Paul Triolo, 24 January 2022": whose words stand in a column. */
function WitnessHead({ siglum, witnesses }: { siglum: string; witnesses: CollationView["witnesses"] }): JSX.Element {
  const witness = witnesses.find((each) => each.siglum === siglum);
  const words = wordsFrom(APPARATUS).collation;
  return (
    <>
      <b class="siglum">{siglum}</b>
      {witness && (
        <span class="whose">
          {" "}
          {words.witness(namesOf(witness.people), <Dated iso={witness.date} />)}
          {witness.proposal && words.aProposal(statusWords(witness.proposal.status))}
        </span>
      )}
    </>
  );
}

type Place = Extract<CollatedPart, { number: number }>;

/** Every witness reads something at every place, if only nothing. */
function readingOf({ readings }: Place, siglum: string): VariantReading {
  return readings.find(({ sigla }) => sigla.includes(siglum)) ?? { sigla: [siglum], pieces: [] };
}

function Agreed({ words, columns }: { words: string; columns: number }): JSX.Element {
  return (
    <tr role="row" class="agreed">
      <td role="cell">
        <Hidden>{wordsFrom(APPARATUS).collation.allAgree}</Hidden>
      </td>
      <td role="cell" colSpan={columns}>
        {withPilcrows(words)}
      </td>
    </tr>
  );
}

function PlaceNumber({ number, readings = 1 }: { number: number; readings?: number }): JSX.Element {
  return (
    <th scope={readings > 1 ? "rowgroup" : "row"} rowSpan={readings} role="rowheader">
      <a href={`#place-${number}`} aria-label={wordsFrom(APPARATUS).collation.placeNumber(number)}>
        {number}
      </a>
    </th>
  );
}

/** A row a reading: as an apparatus prints it, but with the readings under each other. */
function Readings({ view: { work, passage, parts } }: { view: CollationView }): JSX.Element {
  const words = wordsFrom(APPARATUS).collation;
  return (
    <div class="collated" tabIndex={0} role="region" aria-label={words.readingsOf(passage.locator)}>
      <table class="readings" role="table">
        <thead role="rowgroup">
          <tr role="row">
            {[words.place, words.versions, words.reading].map((name) => (
              <th scope="col" role="columnheader">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        {parts.map((part) =>
          "agreed" in part ? (
            <tbody role="rowgroup" lang={work.language}>
              <tr role="row" class="agreed">
                <td role="cell" />
                <td role="cell" class="sigla">
                  <Hidden>{wordsFrom(APPARATUS).collation.allAgree}</Hidden>
                </td>
                <td role="cell">{part.agreed}</td>
              </tr>
            </tbody>
          ) : (
            <tbody role="rowgroup" class="place" id={`place-${part.number}`} lang={work.language}>
              {part.readings.map((reading, index) => (
                <tr role="row">
                  {index === 0 && <PlaceNumber number={part.number} readings={part.readings.length} />}
                  <td role="cell" class="sigla">
                    {sigla(reading.sigla)}
                  </td>
                  <td role="cell" class={index === 0 ? undefined : "other"}>
                    <Words reading={reading} place={part.number} />
                  </td>
                </tr>
              ))}
            </tbody>
          ),
        )}
      </table>
    </div>
  );
}

/**
 * "v2 v3", or "v2–v5" where nothing held stands between: a range speaks of all that lies in it, also of what is not
 * chosen to be shown, and of a number whose words are not held.
 */
export function sigla(own: readonly string[]): string {
  const runs: string[][] = [];
  for (const siglum of own) {
    const last = runs.at(-1);
    if (last && follows(siglum, last.at(-1)!)) last.push(siglum);
    else runs.push([siglum]);
  }
  return runs.flatMap((run) => (run.length > 2 ? [`${run[0]!}–${run.at(-1)!}`] : run)).join(" ");
}

/** "v4" follows "v3", and no other does: one between them reads as it reads, whether it is shown or not. */
function follows(siglum: string, before: string): boolean {
  return siglum[0] === before[0] && Number(siglum.slice(1)) === Number(before.slice(1)) + 1;
}

function Words({ reading: { pieces }, place }: { reading: VariantReading; place: number }): JSX.Element {
  if (pieces.length === 0)
    return (
      <span class="lacking">
        <span aria-hidden="true">—</span>
        <Hidden>{wordsFrom(APPARATUS).collation.noWords}</Hidden>
      </span>
    );
  return (
    <>
      {pieces.map((piece) => (
        <PieceWords piece={piece} place={place} />
      ))}
    </>
  );
}

function PieceWords({
  piece: { text, varies, elsewhere },
  place,
}: {
  piece: ReadingPiece;
  place: number;
}): JSX.Element {
  const shown = withPilcrows(text);
  const words = shown.trimEnd();
  const space = shown.slice(words.length);
  const said = wordsFrom(APPARATUS).collation;
  if (!varies) return <>{shown}</>;
  if (elsewhere === null)
    return (
      <>
        <span class="varies">{words}</span>
        {space}
      </>
    );
  return (
    <>
      <span class="transposed">{words}</span>
      {elsewhere === place ? (
        <span class="to-elsewhere" title={said.otherOrder}>
          <span aria-hidden="true"> ⇄</span>
          <Hidden>{said.otherOrderHeard}</Hidden>
        </span>
      ) : (
        <a class="to-elsewhere" href={`#place-${elsewhere}`} aria-label={said.atPlace(elsewhere)}>
          {" "}
          ⇄{elsewhere}
        </a>
      )}
      {space}
    </>
  );
}
