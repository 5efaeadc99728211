/** What was told to somebody, line by line. */
import type { JSX } from "preact";
import { Dated } from "../design/People.tsx";
import { Mixed } from "../design/Prose.tsx";
import { namesOf, shortened } from "../design/wording.ts";
import { wordsFrom } from "../language/language.ts";
import { Locator } from "../shell/Locator.tsx";
import type { NewsLine } from "./news-view.ts";
import { NEWS } from "./news-words.ts";
import { placeOf, toldOf, whereOf } from "./told.ts";

/** So many characters of what was said with it stand on a line. */
const LONGEST = 160;

export function NewsList({ lines }: { lines: readonly NewsLine[] }): JSX.Element {
  return (
    <ol class="news-list">
      {lines.map((line) => (
        <Line line={line} />
      ))}
    </ol>
  );
}

function Line({ line }: { line: NewsLine }): JSX.Element {
  const words = wordsFrom(NEWS);
  const { before, more, behind, until } = toldOf(line);
  const { work, passage, by, at, reason, fresh } = line;
  return (
    <li class={fresh ? "fresh" : undefined}>
      <p class="mine-what">
        {fresh && <span class="fresh-mark">{words.fresh}</span>}
        {before}
        <a href={placeOf(line)} data-line>
          {passage && !line.term ? (
            <Locator passage={passage} lang={work.sourceLanguage} />
          ) : (
            <Mixed text={whereOf(line)} lang={work.sourceLanguage} />
          )}
          {more}
        </a>
        {behind}
        {until !== null && words.until(<Dated iso={until} />)} <span class="work-title">{work.title}</span>
      </p>
      <p class="facts">
        {by.length > 0 && `${words.by(namesOf(by))}, `}
        <Dated iso={at} exact />
      </p>
      {reason !== "" && (
        <p class="mine-said">
          <Mixed text={words.quoted(shortened(reason, LONGEST))} lang={work.sourceLanguage} />
        </p>
      )}
    </li>
  );
}
