/** Who else proposes something for the same passage, so that nobody decides on one without knowing of the other. */
import type { JSX } from "preact";
import { namesOf } from "../design/wording.ts";
import type { Now, ProposalView, Rival } from "../drafting/drafting.ts";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { REVIEWING } from "./words.tsx";

/** @param now what was asked of it since its page was opened. */
export function Rivals({ view, now }: { view: ProposalView; now: Now | null }): JSX.Element | null {
  const { work, proposal } = view;
  const rivals = now?.rivals ?? view.rivals;
  if (rivals.length === 0) return null;
  const words = wordsFrom(REVIEWING).rivals;
  const sideBySide = (sigla: readonly (string | null)[]) =>
    address.collation(
      work.id,
      view.passage.id,
      [view.current && `v${view.current.number}`, view.siglum, ...sigla].filter((each) => each !== null),
    );
  return (
    <ul class="rivals">
      {rivals.map((rival) => (
        <li key={rival.id}>
          {words.of(
            (link) => (
              <a href={address.proposal(work.id, rival.id)}>{link}</a>
            ),
            namesOf(rival.people),
            rival.people.length,
            rival.base === proposal.base ? null : rival.base,
          )}{" "}
          <Meeting rival={rival} lang={work.language} />{" "}
          <a href={sideBySide([rival.siglum])} aria-label={words.besideHeard(namesOf(rival.people))}>
            {words.beside}
          </a>
        </li>
      ))}
      {rivals.length > 1 && (
        <li>
          <a href={sideBySide(rivals.map(({ siglum }) => siglum))}>{words.allBeside(rivals.length)}</a>
        </li>
      )}
    </ul>
  );
}

/** In how many places both change the same words. */
function Meeting({ rival: { places, words: same }, lang }: { rival: Rival; lang: string }): JSX.Element | null {
  const words = wordsFrom(REVIEWING).rivals;
  if (places === null) return null;
  if (places === 0) return <>{words.apart}</>;
  return words.meet(
    places,
    same.map((each) => <q lang={lang}>{each}</q>),
  );
}
