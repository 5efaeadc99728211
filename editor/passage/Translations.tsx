/** The translations of a passage beside each other, each in its own words, with its people, date and publisher. */
import type { JSX } from "preact";
import { translationOf, type Translation } from "../../translations/ledger/work.ts";
import { address, webAddress } from "../links/addresses.ts";
import { Contributors, Dated } from "../design/People.tsx";
import { Hidden } from "../design/Prose.tsx";
import { authorsOf } from "../design/wording.ts";
import { Rendering } from "../rendering/Rendering.tsx";
import { wordsFrom } from "../language/language.ts";
import type { WorkHead } from "../shell/view.ts";
import type { TranslationBeside } from "./view.ts";
import { PASSAGE } from "./words.tsx";

/** Nothing where there are not at least two. */
export function Translations(props: {
  work: WorkHead;
  passage: string;
  translations: readonly TranslationBeside[];
  /** The number of the version that stands now. */
  current: number | null;
}): JSX.Element | null {
  const { work, passage, translations, current } = props;
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
}): JSX.Element {
  const { work, passage, each, current, isRevised } = props;
  const { version, rendering, from } = each;
  const words = wordsFrom(PASSAGE).translations;
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
