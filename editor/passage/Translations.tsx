/** The translations of a passage beside each other, each in its own words, with its people, date and publisher. */
import type { JSX } from "preact";
import { translationOf, type Translation } from "../../translations/ledger/work.ts";
import { address, webAddress } from "../links/addresses.ts";
import { Contributors, Dated } from "../design/People.tsx";
import { Hidden } from "../design/Prose.tsx";
import { authorsOf } from "../design/wording.ts";
import { Rendering } from "../rendering/Rendering.tsx";
import { mayBegin } from "../../translations/ledger/rights.ts";
import { wordsFrom } from "../language/language.ts";
import { ProposeForm, type Proposing } from "../shell/Forms.tsx";
import { may, type WorkHead } from "../shell/view.ts";
import type { TranslationBeside } from "./view.ts";
import { PASSAGE } from "./words.tsx";

/** Nothing where there are not at least two. */
export function Translations(props: {
  work: WorkHead;
  passage: string;
  translations: readonly TranslationBeside[];
  /** The number of the version that stands now. */
  current: number | null;
  /** With what a revision is begun; null: here none is. */
  proposing: Proposing | null;
}): JSX.Element | null {
  const { work, passage, translations, current, proposing } = props;
  if (translations.length < 2) return null;
  const words = wordsFrom(PASSAGE).translations;
  const sigla = translations.map(({ version }) => `v${version.number}`);
  return (
    <section class="translations" aria-labelledby="translations">
      <h2 id="translations">{words.title}</h2>
      <p class="ways">
        <a href={address.collation(work.id, passage, sigla)}>{words.wordByWord}</a>
      </p>
      <div class="beside">
        {translations.map((each) => (
          <Beside
            work={work}
            passage={passage}
            each={each}
            current={each.version.number === current}
            proposing={each.version.number === current ? null : proposing}
            isRevised={translations.some(({ version }) => version.base === each.version.number)}
          />
        ))}
      </div>
    </section>
  );
}

function Beside(props: {
  work: WorkHead;
  passage: string;
  each: TranslationBeside;
  current: boolean;
  /** True if another of them was revised from it. */
  isRevised: boolean;
  proposing: Proposing | null;
}): JSX.Element {
  const { work, passage, each, current, isRevised, proposing } = props;
  const { version, rendering, from } = each;
  const words = wordsFrom(PASSAGE).translations;
  const title = wordsFrom(PASSAGE).page.propose;
  const translation = translationOf(work, version);
  const here = address.version(work.id, passage, version.number);
  return (
    <article aria-labelledby={`translation-${translation.id}`}>
      <h3 id={`translation-${translation.id}`}>
        <cite lang={translation.language}>{translation.title || translation.id}</cite>{" "}
        <a class="siglum" href={here}>
          v{version.number}
        </a>{" "}
        {current && <span class="state">{words.current}</span>}
      </h3>
      <Contributors people={authorsOf(version)} />
      <p class="facts">
        <Dated iso={version.date} />
        {translation.publisher && ` · ${translation.publisher}`}
        {version.base === null && !isRevised && ` · ${words.independent}`}
        {version.base !== null && (
          <>
            {" · "}
            {words.revisedFrom}{" "}
            <a href={address.compare(work.id, passage, version.base, version.number)}>
              v{version.base}
              <Hidden>{words.seeChanged}</Hidden>
            </a>
            {from !== null && from !== translation.id && (
              <>
                {" "}
                (<cite>{translationOf(work, { translation: from }).title || from}</cite>)
              </>
            )}
          </>
        )}
        <Licence translation={translation} />
      </p>
      <Rendering rendering={rendering} lang={translation.language} />
      <p class="ways">
        <a href={`${here}#cite`}>
          {words.cite}
          <Hidden> v{version.number}</Hidden>
        </a>
      </p>
      {proposing && may(proposing.visit, mayBegin) && (
        <ProposeForm {...proposing} kind="revision" base={version.number} label={title} quiet />
      )}
    </article>
  );
}

function Licence({ translation: { licence } }: { translation: Translation }): JSX.Element | null {
  if (licence === undefined) return null;
  const at = webAddress(licence);
  return (
    <>
      {" · "}
      {at ? <a href={at}>{licence}</a> : licence}
    </>
  );
}
