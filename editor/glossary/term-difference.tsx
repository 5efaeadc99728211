/** How a term would read, beside how it reads: a line for each thing that differs, what goes struck through and what comes underlined. */
import type { JSX } from "preact";
import { canonicalJson } from "../../translations/text/json.ts";
import type { TermWords } from "../../translations/ledger/work.ts";
import { Hidden, Mixed } from "../design/Prose.tsx";
import { wordsFrom } from "../language/language.ts";
import type { WorkHead } from "../shell/view.ts";
import { GLOSSARY } from "./words.tsx";

/** What is said of a term, in the order in which it is shown. */
const SAID = [
  ...["source", "forms", "rendering", "alternatives", "avoided"],
  ...["obsolete", "scope", "within", "remark", "provenance"],
] as (keyof TermWords)[];

const OF_SOURCE: readonly (keyof TermWords)[] = ["source", "forms"];

/** @param before null: the term is new, and all of it is shown plainly. */
export function TermDifference(props: {
  before: TermWords | null;
  after: TermWords;
  work: Pick<WorkHead, "sourceLanguage" | "language">;
}): JSX.Element {
  const { before, after, work } = props;
  const words = wordsFrom(GLOSSARY);
  const shown = SAID.filter((name) => canonicalJson(textsOf(before, name)) !== canonicalJson(textsOf(after, name)));
  if (shown.length === 0) return <p class="empty">{words.nothingDiffers}</p>;
  return (
    <dl class="term-facts">
      {shown.map((name) => (
        <>
          <dt>{words.fields[name]}</dt>
          <dd>
            {before === null ? (
              <Texts texts={textsOf(after, name)} lang={langOf(name, work)} />
            ) : (
              <Changed before={textsOf(before, name)} after={textsOf(after, name)} lang={langOf(name, work)} />
            )}
          </dd>
        </>
      ))}
    </dl>
  );
}

/** A term as it reads. */
export function TermFacts({
  words: term,
  work,
}: {
  words: TermWords;
  work: Parameters<typeof TermDifference>[0]["work"];
}) {
  const words = wordsFrom(GLOSSARY);
  return (
    <dl class="term-facts">
      {SAID.filter((name) => textsOf(term, name).length > 0).map((name) => (
        <>
          <dt>{words.fields[name]}</dt>
          <dd>
            <Texts texts={textsOf(term, name)} lang={langOf(name, work)} />
          </dd>
        </>
      ))}
    </dl>
  );
}

function langOf(name: keyof TermWords, work: Pick<WorkHead, "sourceLanguage" | "language">): string | undefined {
  if (OF_SOURCE.includes(name)) return work.sourceLanguage;
  return name === "scope" || name === "within" || name === "remark" || name === "provenance"
    ? undefined
    : work.language;
}

function textsOf(term: TermWords | null, name: keyof TermWords): string[] {
  const said = term?.[name] ?? [];
  return [said].flat().filter((each) => each !== "");
}

function Texts({ texts, lang }: { texts: readonly string[]; lang: string | undefined }): JSX.Element {
  return (
    <ul class="term-texts">
      {texts.map((text) => (
        <li lang={lang}>
          <Mixed text={text} lang={lang} />
        </li>
      ))}
    </ul>
  );
}

function Changed(props: {
  before: readonly string[];
  after: readonly string[];
  lang: string | undefined;
}): JSX.Element {
  const { before, after, lang } = props;
  const words = wordsFrom(GLOSSARY);
  return (
    <ul class="term-texts">
      {before.map((text) => (
        <li lang={lang}>
          {after.includes(text) ? (
            <Mixed text={text} lang={lang} />
          ) : (
            <del class="deleted">
              <Hidden>{words.removed}: </Hidden>
              <span class="changed-words">{text}</span>
            </del>
          )}
        </li>
      ))}
      {after
        .filter((text) => !before.includes(text))
        .map((text) => (
          <li lang={lang}>
            <ins class="inserted">
              <Hidden>{words.added}: </Hidden>
              <span class="changed-words">{text}</span>
            </ins>
          </li>
        ))}
    </ul>
  );
}
