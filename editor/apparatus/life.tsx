/** `/{work}/{passage}/life`: what happened to a passage, on an axis of time and as a table. */
import type { JSX } from "preact";
import { axisOf, stretchesOf, type Axis, type LifeEvent, type LifeKind } from "../../translations/ledger/life.ts";
import { Dated } from "../design/People.tsx";
import { day, moment, namesOf } from "../design/wording.ts";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { Page, wayTo } from "../shell/Page.tsx";
import type { PageOf } from "../shell/page-of.ts";
import type { Visit } from "../shell/view.ts";
import type { LifeView } from "./life-view.ts";
import { LIFE } from "./life-words.tsx";

export const lifePage: PageOf<LifeView> = {
  Page: LifePage,
  title: ({ passage, work }) => wordsFrom(LIFE).tab(passage.locator, work.title),
};

function LifePage({ view, visit }: { view: LifeView; visit: Visit }): JSX.Element {
  const { work, passage, events, all } = view;
  const words = wordsFrom(LIFE);
  return (
    <Page visit={visit} crumbs={wayTo(work, passage, { words: words.crumb })} mode="reading" name="life-page">
      <h1>{words.title(passage.locator)}</h1>
      {events.length === 0 ? (
        <p class="empty">{words.empty}</p>
      ) : (
        <>
          <p>{words.lead}</p>
          <Picture events={events} />
          {all > events.length && <p class="facts">{words.last(events.length, all)}</p>}
          <Table view={view} />
        </>
      )}
    </Page>
  );
}

/** In CSS pixels: the height of a lane, and of a row of proposals. */
const [LANE, ROW] = [30, 12];
/** The least distance of the names of two days; the width of the axis on a wide page, and on the narrowest. */
const [APART, WIDE, NARROW] = [124, 620, 148];
/** Of the axis: what has no width at all is not drawn. */
const SHORTEST = 0.005;
/** So many rows of proposals are drawn apart; those beyond lie on the last. */
const MOST_ROWS = 16;

/** In which lane what happened to the text stands. */
const LANES: Readonly<Partial<Record<LifeKind, number>>> = {
  ...{ source: 0, version: 1, text: 1, chosen: 1, withdrawn: 1, notes: 2, checked: 2 },
};

function Picture({ events }: { events: readonly LifeEvent[] }): JSX.Element {
  const words = wordsFrom(LIFE);
  const axis = axisOf(events.map(({ at }) => at));
  const { rows, stretches } = stretchesOf(events);
  const drawn = Math.min(rows, MOST_ROWS);
  const top = LANE * 3;
  const height = top + Math.max(LANE, drawn * ROW + ROW) + 24;
  const names = [words.lanes.source, words.lanes.versions, words.lanes.notes, words.lanes.proposals];
  return (
    <div class="life-picture" aria-hidden="true">
      <svg class="life-lanes" height={height}>
        {names.map((name, lane) => (
          <text x="0" y={LANE * lane + LANE / 2 + 4}>
            {name}
          </text>
        ))}
      </svg>
      <svg class="life-axis" height={height}>
        {[0, 1, 2].map((lane) => (
          <line class="lane" x1="-8" x2="102%" y1={LANE * lane + LANE / 2} y2={LANE * lane + LANE / 2} />
        ))}
        <Ticks ticks={axis.ticks.length > 0 ? axis.ticks : endsOf(events)} height={height} />
        {stretches.map(({ proposal, from, to, row }) => (
          <rect
            class={to === null ? "stretch-open" : "stretch-ended"}
            x={share(axis.place(from))}
            y={top + 8 + Math.min(row, MOST_ROWS - 1) * ROW}
            width={share(Math.max(SHORTEST, (to === null ? 1 : axis.place(to)) - axis.place(from)))}
            height={ROW - 4}
            key={proposal}
          >
            <title>{words.stretch(told(from), to === null ? null : told(to))}</title>
          </rect>
        ))}
        {events.map((event) => {
          const lane = LANES[event.kind];
          if (lane === undefined) return null;
          return <Mark event={event} x={share(axis.place(event.at))} y={LANE * lane + LANE / 2} />;
        })}
      </svg>
    </div>
  );
}

/** Of the width of the axis, which is that of the page. @param place from 0 to 1 */
function share(place: number): string {
  return `${Number((place * 100).toFixed(2))}%`;
}

/** Of what happened within a day or two, the first and the last day at the ends of the axis. */
function endsOf(events: readonly LifeEvent[]): Axis["ticks"] {
  const [first, last] = [events[0]!.at, events.at(-1)!.at];
  return [{ at: first, place: 0 }, ...(day(first) === day(last) ? [] : [{ at: last, place: 1 }])];
}

/** Lines at the ticks; the name of a day beneath each that has room for it, some of them on a wide page only. */
function Ticks({ ticks, height }: { ticks: Axis["ticks"]; height: number }): JSX.Element {
  const wide = withRoom(ticks, WIDE);
  const narrow = withRoom([...wide], NARROW);
  return (
    <>
      {ticks.map((tick) => {
        const x = share(tick.place);
        return (
          <>
            <line class="tick" x1={x} x2={x} y1="0" y2={height - 18} />
            {wide.has(tick) && (
              <text class={narrow.has(tick) ? "tick-name" : "tick-name only-wide"} x={x} y={height - 4}>
                {day(tick.at)}
              </text>
            )}
          </>
        );
      })}
    </>
  );
}

/** Those whose names stand apart on an axis that is so wide. */
function withRoom(ticks: Axis["ticks"], width: number): Set<Axis["ticks"][number]> {
  let free = 0;
  return new Set(
    ticks.filter(({ place }) => {
      const has = place * width >= free;
      if (has) free = place * width + APART;
      return has;
    }),
  );
}

function Mark({ event, x, y }: { event: LifeEvent; x: string; y: number }): JSX.Element {
  const words = wordsFrom(LIFE);
  const { kind, number, count, at, people } = event;
  return (
    <circle class={`life-${kind}`} cx={x} cy={y} r={kind === "version" || kind === "source" ? 6 : 4}>
      <title>{words.at(words.kinds[kind](number, count), told(at), namesOf(people))}</title>
    </circle>
  );
}

function told(at: string): string {
  return at.includes("T") ? moment(at) : day(at);
}

function Table({ view: { work, passage, events } }: { view: LifeView }): JSX.Element {
  const words = wordsFrom(LIFE);
  return (
    <div class="standing-table" role="region" aria-label={words.crumb} tabIndex={0}>
      <table class="life-table">
        <thead>
          <tr>
            <th scope="col">{words.columns.when}</th>
            <th scope="col">{words.columns.what}</th>
            <th scope="col">{words.columns.who}</th>
          </tr>
        </thead>
        <tbody>
          {events.map(({ kind, at, number, proposal, people, count }) => (
            <tr>
              <td>
                <Dated iso={at} exact />
              </td>
              <td>
                {words.kinds[kind](number, count)}
                {proposal !== null && (
                  <>
                    {": "}
                    <a href={address.proposal(work.id, proposal)}>{words.proposal}</a>
                  </>
                )}
                {kind === "version" && number !== null && (
                  <>
                    {": "}
                    <a href={address.version(work.id, passage.id, number)}>v{number}</a>
                  </>
                )}
              </td>
              <td>{namesOf(people)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
