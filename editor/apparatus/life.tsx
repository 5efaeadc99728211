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

/** In the picture's own units: the room for the names of lanes, the width of the axis, the height of a lane, and of a row of proposals. */
const [NAMES, WIDE, LANE, ROW] = [96, 620, 30, 12];
/** The room beside the axis for half the name of a day at its end, and the least distance of two such names. */
const [END, APART] = [64, 124];
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
  const x = (at: string): number => NAMES + 8 + axis.place(at) * WIDE;
  const names = [words.lanes.source, words.lanes.versions, words.lanes.notes, words.lanes.proposals];
  return (
    <div class="life-picture" role="region" aria-label={words.picture} tabIndex={0}>
      <svg
        viewBox={`0 0 ${NAMES + WIDE + END} ${height}`}
        width={NAMES + WIDE + END}
        height={height}
        aria-hidden="true"
      >
        {names.map((name, lane) => (
          <text class="lane-name" x="0" y={LANE * lane + LANE / 2 + 4}>
            {name}
          </text>
        ))}
        {[0, 1, 2].map((lane) => (
          <line
            class="lane"
            x1={NAMES}
            x2={NAMES + WIDE + 16}
            y1={LANE * lane + LANE / 2}
            y2={LANE * lane + LANE / 2}
          />
        ))}
        <Ticks ticks={axis.ticks.length > 0 ? axis.ticks : endsOf(events)} height={height} />
        {stretches.map(({ proposal, from, to, row }) => (
          <rect
            class={to === null ? "stretch-open" : "stretch-ended"}
            x={x(from)}
            y={top + 8 + Math.min(row, MOST_ROWS - 1) * ROW}
            width={Math.max(3, (to === null ? NAMES + 8 + WIDE : x(to)) - x(from))}
            height={ROW - 4}
            key={proposal}
          >
            <title>{words.stretch(told(from), to === null ? null : told(to))}</title>
          </rect>
        ))}
        {events.map((event) => {
          const lane = LANES[event.kind];
          return lane === undefined ? null : <Mark event={event} x={x(event.at)} y={LANE * lane + LANE / 2} />;
        })}
      </svg>
    </div>
  );
}

/** Of what happened within a day or two, the first and the last day at the ends of the axis. */
function endsOf(events: readonly LifeEvent[]): Axis["ticks"] {
  const [first, last] = [events[0]!.at, events.at(-1)!.at];
  return [{ at: first, place: 0 }, ...(day(first) === day(last) ? [] : [{ at: last, place: 1 }])];
}

/** Lines at the ticks; the name of a day beneath each that has room for it. */
function Ticks({ ticks, height }: { ticks: Axis["ticks"]; height: number }): JSX.Element {
  let free = 0;
  return (
    <>
      {ticks.map(({ at, place }) => {
        const x = NAMES + 8 + place * WIDE;
        const named = x >= free;
        if (named) free = x + APART;
        return (
          <>
            <line class="tick" x1={x} x2={x} y1="0" y2={height - 18} />
            {named && (
              <text class="tick-name" x={x} y={height - 4}>
                {day(at)}
              </text>
            )}
          </>
        );
      })}
    </>
  );
}

function Mark({ event, x, y }: { event: LifeEvent; x: number; y: number }): JSX.Element {
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
