/**
 * Words with the version they first came in: in the text by a small figure before each stretch and by how it is
 * underlined, in the margin by a key. What came when is reckoned in `translations/compare/lineage/`.
 */
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { renderingFromJson } from "../../translations/text/canonical.ts";
import { layout } from "../../translations/text/layout.ts";
import type { HeldVersion } from "../../translations/ledger/state.ts";
import type { OriginsView } from "./view.ts";
import type { VersionHead } from "../passage/passage.ts";
import { address } from "../links/addresses.ts";
import { groups, pieces, type NoteSpan } from "../rendering/overlay.ts";
import { Dated } from "../design/People.tsx";
import { Hidden } from "../design/Prose.tsx";
import { blocksOf, marked } from "../rendering/Rendering.tsx";
import { APPARATUS } from "./words.tsx";
import { authorsOf, day, namesOf } from "../design/wording.ts";
import { wordsFrom } from "../language/language.ts";

export type Traced = NonNullable<OriginsView["traced"]>;
type Source = Traced["sources"][number];

interface Props {
  view: OriginsView;
  version: HeldVersion;
  traced: Traced;
}

/** The rendering, each stretch of words with its figure. */
export function TracedWords({ view: { work, passage }, version, traced }: Props): JSX.Element {
  const node = useMemo(() => renderingFromJson(version.words.rendering), [version.words.rendering]);
  const plan = useMemo(() => layout(node), [node]);
  const ages = agesOf(traced.sources, version.number);
  const heads = new Map(traced.sources.map((source) => [source.number, source.version]));
  const spans = traced.stretches.flatMap((stretch) => figured(stretch, plan.text));
  return (
    <div class="rendering traced" lang={work.language}>
      {blocksOf(node, (index) => {
        const block = plan.blocks[index]!;
        const inside = spans.filter(({ from, to }) => to > block.from && from < block.to);
        return groups(pieces(plan, block, { notes: inside, changes: [] }), (a, b) => a.notes[0] === b.notes[0]).map(
          (group) => {
            const words = group.map(({ text, marks }) => <>{marked(text, marks)}</>);
            const span = group[0]!.notes[0];
            const head = span && heads.get(span.number);
            if (!head) return <>{words}</>;
            return (
              <>
                {span.id !== UNFIGURED && <Figure work={work.id} passage={passage.id} head={head} />}
                <span
                  class={`stretch ${ages.get(head.number)!}`}
                  title={wordsFrom(APPARATUS).origins.firstIn(inWords(head))}
                >
                  {words}
                </span>
              </>
            );
          },
        );
      })}
    </div>
  );
}

/** Signs that close what stands before them: a figure between them would part what belongs together. */
const CLOSING = /^[,.;:!?)\]}”’»、。，；：！？）】]+/;
/** The id of a span that has no figure before it. */
const UNFIGURED = "unfigured";

/** The stretch, its closing signs at the beginning apart from its words, so that the figure stands before these. */
function figured({ from, to, version: number }: Traced["stretches"][number], text: string): NoteSpan[] {
  const signs = CLOSING.exec(text.slice(from, to))?.[0].length ?? 0;
  const words = from + signs + /^\s*/.exec(text.slice(from + signs, to))![0].length;
  if (signs === 0 || words === to) return [{ from, to, number, id: "" }];
  return [
    { from, to: from + signs, number, id: UNFIGURED },
    { from: words, to, number, id: "" },
  ];
}

type Age = "shown" | "between" | "oldest";

function agesOf(sources: readonly Source[], shown: number): Map<number, Age> {
  return new Map(
    sources.map(({ number }, index) => [number, index === 0 ? "oldest" : number === shown ? "shown" : "between"]),
  );
}

function inWords(head: VersionHead): string {
  return wordsFrom(APPARATUS).origins.head(head.number, namesOf(authorsOf(head)), day(head.date));
}

/** To what the version changed; of one that revises nothing, to the version. */
function Figure({ work, passage, head }: { work: string; passage: string; head: VersionHead }): JSX.Element {
  const { number, base } = head;
  const href = base === null ? address.version(work, passage, number) : address.compare(work, passage, base, number);
  const words = wordsFrom(APPARATUS).origins;
  const leads = base === null ? words.firstInRead : words.firstInChanged;
  return (
    <sup class="origin-figure">
      <a href={href} aria-label={leads(inWords(head))}>
        {number}
      </a>
    </sup>
  );
}

/** Who, when, how many of the words, and what is not known of them. */
export function OriginsKey({ view: { work, passage }, version, traced }: Props): JSX.Element {
  const ages = agesOf(traced.sources, version.number);
  const all = traced.sources.reduce((sum, { words }) => sum + words, 0);
  const words = wordsFrom(APPARATUS).origins;
  return (
    <aside class="margin origins-key" aria-labelledby="key">
      <h2 id="key">{words.key}</h2>
      <ol>
        {traced.sources.map((source) => (
          <li id={`from-v${source.number}`} value={source.number}>
            <p>
              <span class={`stretch ${ages.get(source.number)!}`}>
                <a class="siglum" href={address.version(work.id, passage.id, source.number)}>
                  v{source.number}
                </a>
              </span>{" "}
              {words.by(namesOf(authorsOf(source.version)), <Dated iso={source.version.date} />)}
            </p>
            <p class="share">
              {source.words === 0 ? words.onlySigns : words.share(source.words, all)}
              {source.version.base !== null && (
                <>
                  {" · "}
                  <a href={address.compare(work.id, passage.id, source.version.base, source.number)}>
                    {words.changed(
                      (hidden) => (
                        <Hidden>{hidden}</Hidden>
                      ),
                      source.version.base,
                      source.number,
                    )}
                  </a>
                </>
              )}
            </p>
            {doubt(source) && <p class="doubt">{doubt(source)}</p>}
          </li>
        ))}
      </ol>
    </aside>
  );
}

/** Why words may be older than the version they are first seen in. */
function doubt({ number, unheld, cut }: Source): string | null {
  const words = wordsFrom(APPARATUS).origins;
  if (unheld.length > 0) return words.olderThanUnheld(unheld);
  return cut ? words.olderThanCut(number) : null;
}

/** What is said where all words came with one version. */
export function sourceWords(source: Source | undefined, shown: { number: number }): string {
  const words = wordsFrom(APPARATUS).origins;
  if (!source) return words.noWords;
  const { number, unheld } = source;
  return unheld.length > 0 ? words.allFromUnheld(shown.number, number, unheld) : words.allFrom(shown.number, number);
}
