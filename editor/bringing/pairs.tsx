/** Texts side by side, pair by pair, and what can be done at each; beside them what further translations have there. */
import type { JSX } from "preact";
import { Hidden } from "../design/Prose.tsx";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import {
  cellOf,
  pairOf,
  type FurtherRow,
  type PairRow,
  type Splitting,
  type StagedView,
  type UnsurePlace,
} from "./view.ts";
import { BRINGING } from "./words.tsx";

export function Pairs({ view }: { view: StagedView }): JSX.Element {
  const words = wordsFrom(BRINGING);
  const { id, only, rows, previous, next, beside, further } = view;
  const columns = further.filter(({ hasWords }) => hasWords);
  return (
    <section aria-labelledby="pairs">
      <h2 id="pairs">{words.pairs}</h2>
      <p class="hint needs-script pair-keys">{words.keys(beside !== null)}</p>
      <p class="pairs-ways">
        <a href={address.staged(id, 0, !only)}>{only ? words.all : words.onlyUnsure}</a>
        <ToUnsure id={id} place={view.unsure.previous} step="previous" />
        <ToUnsure id={id} place={view.unsure.next} step="next" />
        <a href="#description">{beside ? words.further.toDescription : words.toDescription}</a>
      </p>
      <form method="post" action={address.stagedAct(id, "mend")} class="pairs" data-pairs>
        <input type="hidden" name="after" value={view.after} />
        <input type="hidden" name="only" value={only ? "yes" : "no"} />
        <p>
          <Do value="undo" words={words.acts.undo} disabled={!view.mayUndo} />{" "}
          <Do value="redo" words={words.acts.redo} disabled={!view.mayRedo} />
          {columns
            .filter(({ mayUndo, mayRedo }) => mayUndo || mayRedo)
            .map(({ id: column, title, mayUndo, mayRedo }) => (
              <span class="column-undo">
                {title}: <Do value="undo" words={words.acts.undo} disabled={!mayUndo} form={mendForm(column)} />{" "}
                <Do value="redo" words={words.acts.redo} disabled={!mayRedo} form={mendForm(column)} />
              </span>
            ))}
        </p>
        {rows.length === 0 && <p class="empty">{words.none}</p>}
        <div class="pairs-across">
          <div class={columns.length > 0 ? "pairs-table" : undefined}>
            {columns.length > 0 && (
              <p class="pair-heads" aria-hidden="true">
                <span>{words.source}</span>
                <span>{words.rendering}</span>
                {columns.map((column) => (
                  <span>{column.title || words.untitled}</span>
                ))}
              </p>
            )}
            <ol start={(rows[0]?.pair ?? 0) + 1}>
              {rows.map((row) => (
                <Row row={row} view={view} columns={columns} />
              ))}
            </ol>
          </div>
        </div>
      </form>
      {columns.map((column) => (
        <MendForm column={column} row={rows.find(({ pair }) => pair !== null)?.pair ?? 0} only={only} />
      ))}
      {/* A form of its own, so that Enter at one of its sentences sends it. */}
      {rows.some(({ splitting }) => splitting) && (
        <form id="splitting" method="post" action={address.stagedAct(id, "mend")}>
          <input type="hidden" name="after" value={view.after} />
          <input type="hidden" name="only" value={only ? "yes" : "no"} />
        </form>
      )}
      <p class="pairs-ways">
        {previous !== null && <a href={address.staged(id, previous, only)}>{words.previous}</a>}
        {next !== null && <a href={address.staged(id, next, only)}>{words.next}</a>}
      </p>
    </section>
  );
}

/** The way to what is unsure on another page. */
function ToUnsure(props: { id: string; place: UnsurePlace | null; step: "next" | "previous" }): JSX.Element | null {
  const { id, place, step } = props;
  if (place === null) return null;
  return (
    <a href={`${address.staged(id, place.from)}#${place.place}`} data-to-unsure={step}>
      {wordsFrom(BRINGING).toUnsure[step]}
    </a>
  );
}

interface RowProps {
  row: PairRow;
  view: StagedView;
  /** The further translations that have words. */
  columns: StagedView["further"];
}

function Row({ row, view, columns }: RowProps): JSX.Element {
  const { pair, source, rendering, unsure, further } = row;
  const { languages, beside } = view;
  const words = wordsFrom(BRINGING);
  const sides = beside ? words.sides.further : words.sides.work;
  const cells = further.map((cell, at) => <FurtherCell cell={cell} column={columns[at]!} />);
  if (pair === null)
    return (
      <li class="pair alone">
        <Words paragraphs={[]} lang={null} none="" />
        <Words paragraphs={[]} lang={null} none="" />
        {cells}
        <p class="pair-acts facts">{row.more > 0 ? words.further.more(row.more) : words.further.alone}</p>
      </li>
    );
  return (
    <li
      id={pairOf(pair)}
      value={pair + 1}
      tabIndex={-1}
      class={unsure ? "pair unsure" : "pair"}
      {...(unsure && { "data-unsure": true })}
    >
      {row.splitting ? (
        <Split pair={pair} splitting={row.splitting} view={view} />
      ) : (
        <>
          <Words paragraphs={source} lang={languages.source} none={sides.noSource} />
          <Words paragraphs={rendering} lang={languages.rendering} none={sides.noRendering} />
          {cells}
          <Acts row={row} pair={pair} view={view} />
        </>
      )}
    </li>
  );
}

type Column = StagedView["further"][number];

/** What a further translation has in a row. */
function FurtherCell({ cell, column }: { cell: readonly FurtherRow[]; column: Column }): JSX.Element {
  return (
    <div class="pair-words">
      <span class="column-name">{column.title}</span>
      {cell.map((found) => (
        <FurtherPair found={found} column={column} />
      ))}
    </div>
  );
}

/** A pair of a further translation, which is mended here by the same keys; where it is split is chosen on its own page. */
function FurtherPair({ found, column }: { found: FurtherRow; column: Column }): JSX.Element {
  const { pair, words: paragraphs, unsure, settled, begins } = found;
  const words = wordsFrom(BRINGING);
  const { acts, further, sides } = words;
  const name = <Hidden>{further.of(column.title, pair + 1)}</Hidden>;
  const act = (value: string, said: string): JSX.Element => (
    <Do value={value} words={said} form={mendForm(column.id)} />
  );
  return (
    <div
      {...(begins && { id: cellOf(column.id, pair), tabIndex: -1, "data-column": column.id })}
      class={unsure ? "further-pair unsure" : "further-pair"}
      {...(unsure && begins && { "data-unsure": true })}
    >
      <div {...(column.language !== null && paragraphs.length > 0 && { lang: column.language })}>
        {paragraphs.length === 0 && <p class="empty">{further.none}</p>}
        {paragraphs.map((each) => (
          <p>{each}</p>
        ))}
      </div>
      {begins && (
        <details class="cell-acts">
          <summary class="quiet-action">
            {unsure ? further.lookUnsure : settled ? `✓ ${words.settled}` : further.mend}
            {name}
          </summary>
          <div>
            {!settled && act(`settle ${pair}`, acts.settle)}
            {act(`join ${pair}`, acts.join)}
            <a
              class="quiet-action"
              data-act="split"
              href={`${address.splitting(column.id, pair, pair, false)}#pair-${pair}`}
            >
              {acts.split}
            </a>
            {paragraphs.length > 0 && act(`shift-b ${pair}`, sides.further.shiftRendering)}
            {act(`shift-a ${pair}`, sides.further.shiftSource)}
            {paragraphs.length > 0 && act(`apart ${pair}`, acts.apart)}
          </div>
        </details>
      )}
    </div>
  );
}

/** The form by which a further translation is mended on the page of all. */
function mendForm(further: string): string {
  return `mend-${further}`;
}

function MendForm({ column, row, only }: { column: Column; row: number; only: boolean }): JSX.Element {
  return (
    <form id={mendForm(column.id)} method="post" action={address.stagedAct(column.id, "mend")} hidden>
      <input type="hidden" name="after" value={column.after} />
      <input type="hidden" name="row" value={row} />
      <input type="hidden" name="only" value={only ? "yes" : "no"} />
    </form>
  );
}

/** Where a pair is to be split. */
function Split(props: { pair: number; splitting: Splitting; view: StagedView }): JSX.Element {
  const { pair, splitting, view } = props;
  const { id, only, rows, languages, beside } = view;
  const words = wordsFrom(BRINGING);
  const begins = (beside ? words.sides.further : words.sides.work).begins;
  const [first = pair] = rows.flatMap((row) => row.pair ?? []);
  return (
    <>
      <Sentences
        side="a"
        of={splitting.source}
        lang={languages.source}
        sought={isCut(splitting.source)}
        says={begins.a}
      />
      <Sentences
        side="b"
        of={splitting.rendering}
        lang={languages.rendering}
        sought={!isCut(splitting.source)}
        says={begins.b}
      />
      <div class="pair-acts">
        <button type="submit" class="button primary" form="splitting" name="do" value={`split ${pair}`}>
          {words.splitHere}
        </button>{" "}
        <a href={`${address.staged(id, first, only)}#pair-${pair}`}>{words.leaveWhole}</a>
      </div>
    </>
  );
}

/** What can be done at a pair. */
function Acts({ row, pair, view }: { row: PairRow; pair: number; view: StagedView }): JSX.Element {
  const { source, rendering, unsure, settled } = row;
  const { id, only, rows, beside } = view;
  const words = wordsFrom(BRINGING);
  const { acts } = words;
  const sides = beside ? words.sides.further : words.sides.work;
  const alone = source.length === 0 || rendering.length === 0;
  const [first = pair] = rows.flatMap((each) => each.pair ?? []);
  return (
    <div class="pair-acts">
      {unsure && <b>? {words.unsure}</b>}
      {settled && <span class="facts">✓ {words.settled}</span>}
      {!settled && <Do value={`settle ${pair}`} words={acts.settle} />}
      <Do value={`join ${pair}`} words={acts.join} />
      <a class="quiet-action" data-act="split" href={address.splitting(id, pair, first, only)}>
        {acts.split}
      </a>
      {rendering.length > 0 && <Do value={`shift-b ${pair}`} words={sides.shiftRendering} />}
      {source.length > 0 && <Do value={`shift-a ${pair}`} words={sides.shiftSource} />}
      {!alone && <Do value={`apart ${pair}`} words={acts.apart} />}
    </div>
  );
}

/** Whether there is a choice. */
function isCut({ sentences }: Splitting["source"]): boolean {
  return sentences.length > 1;
}

/** Before which sentence of one side a pair is split. */
function Sentences(props: {
  side: "a" | "b";
  of: Splitting["source"];
  lang: string | null;
  /** The page opens at what is chosen here. */
  sought: boolean;
  says: string;
}): JSX.Element {
  const { side, of, lang, sought, says } = props;
  const words = wordsFrom(BRINGING);
  const choice = (place: string, said: JSX.Element): JSX.Element => (
    <label>
      <input
        type="radio"
        form="splitting"
        name={side}
        value={place}
        {...(place === of.usual && { defaultChecked: true, autofocus: sought })}
      />{" "}
      {said}
    </label>
  );
  return (
    <fieldset class="pair-words splitting">
      <legend>{says}</legend>
      {of.sentences.map(({ place, words: said }) =>
        choice(place, <span {...(lang !== null && { lang })}>{said}</span>),
      )}
      {choice(of.end, <i>{words.staysWhole}</i>)}
    </fieldset>
  );
}

function Words(props: { paragraphs: readonly string[]; lang: string | null; none: string }): JSX.Element {
  const { paragraphs, lang, none } = props;
  return (
    <div class="pair-words" {...(lang !== null && paragraphs.length > 0 && { lang })}>
      {paragraphs.length === 0 ? <p class="empty">{none}</p> : paragraphs.map((words) => <p>{words}</p>)}
    </div>
  );
}

/** A step is taken by a button, of which a key is the shorter way. @param props.form the form that it is sent by, if that is not around it */
function Do(props: { value: string; words: string; disabled?: boolean; form?: string }): JSX.Element {
  const { value, words, disabled = false, form } = props;
  return (
    <button
      type="submit"
      class="quiet-action"
      name="do"
      value={value}
      disabled={disabled}
      {...(form !== undefined && { form })}
    >
      {words}
    </button>
  );
}
