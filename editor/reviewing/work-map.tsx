/** A work's map: each part as wide as it has passages, the darker the more it changed; what changed most, and what waits longest. */
import type { JSX } from "preact";
import { changedMost, mapOf, waitsLongest } from "../../translations/ledger/standing.ts";
import { Dated } from "../design/People.tsx";
import { Mixed } from "../design/Prose.tsx";
import { day, shortened } from "../design/wording.ts";
import { hundredths } from "../language/english.ts";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import type { StandingPart, StandingView } from "./standing-view.ts";
import { STANDING } from "./standing-words.tsx";

/** The width and the height of the map in its own units, and the least width of a part. */
const [WIDE, HIGH, LEAST] = [720, 44, 2];
/** So many parts stand on each list. */
const MOST = 5;
/** So many characters of a part's first words. */
const LONGEST = 60;

export function WorkMap({ view: { work, parts } }: { view: StandingView }): JSX.Element | null {
  const words = wordsFrom(STANDING).map;
  const map = mapOf(parts);
  if (map.length < 2) return null;
  const all = map.reduce((sum, { part }) => sum + part.tally.passages, 0);
  const scale = (WIDE - LEAST * map.length) / Math.max(1, all);
  let from = 0;
  return (
    <section class="work-map" aria-labelledby="map">
      <h2 id="map">{words.title}</h2>
      <p>{words.lead}</p>
      <svg viewBox={`0 0 ${WIDE} ${HIGH}`} width="100%" height={HIGH} preserveAspectRatio="none" aria-hidden="true">
        {map.map(({ part, heat }) => {
          const width = LEAST + part.tally.passages * scale;
          const x = from;
          from += width;
          return (
            <g key={part.passage}>
              <rect class={`heat-${heat}`} x={x} y="0" width={width} height={HIGH - 10}>
                <title>{told(part)}</title>
              </rect>
              {part.tally.since !== null && (
                <rect class="waits" x={x} y={HIGH - 8} width={width} height="8">
                  <title>{told(part)}</title>
                </rect>
              )}
            </g>
          );
        })}
      </svg>
      <div class="map-lists">
        <Ranked title={words.most} work={work} parts={changedMost(parts, MOST)} none={words.unchanged}>
          {({ tally: { versions, passages } }) => (
            <>{words.changes(versions, passages, hundredths(versions / passages))}</>
          )}
        </Ranked>
        <Ranked title={words.longest} work={work} parts={waitsLongest(parts, MOST)} none={words.nothingWaits}>
          {({ tally: { since } }) => words.since(<Dated iso={since!} exact />)}
        </Ranked>
      </div>
    </section>
  );
}

/** What a part is called, and its figures. */
function told({ locator, to, tally: { versions, passages, since } }: StandingPart): string {
  const { map: words, from } = wordsFrom(STANDING);
  const name = to === null ? locator : from(locator, to);
  return words.told(
    name,
    words.changes(versions, passages, hundredths(versions / passages)),
    since === null ? null : day(since),
  );
}

function Ranked(props: {
  title: string;
  work: StandingView["work"];
  parts: readonly StandingPart[];
  none: string;
  children: (part: StandingPart) => JSX.Element;
}): JSX.Element {
  const { title, work, parts, none, children } = props;
  const { from } = wordsFrom(STANDING);
  return (
    <div>
      <h3>{title}</h3>
      {parts.length === 0 && <p class="empty">{none}</p>}
      <ol>
        {parts.map((part) => (
          <li>
            <a href={address.reading(work.id, part.passage)}>
              {part.to === null ? part.locator : from(part.locator, part.to)}
            </a>{" "}
            <Mixed text={shortened(part.words, LONGEST)} lang={work.sourceLanguage} />{" "}
            <span class="facts">{children(part)}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
