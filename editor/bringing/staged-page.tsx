/** `/works/new/{id}`: two texts side by side, mended pair by pair, then said what they are, and made a work. */
import type { JSX } from "preact";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { Field, Refused } from "../shell/Forms.tsx";
import { Page } from "../shell/Page.tsx";
import type { PageOf } from "../shell/page-of.ts";
import type { Visit } from "../shell/view.ts";
import { ReadersChosen } from "./readers-chosen.tsx";
import { FIELDS_OF, type PairRow, type Splitting, type StagedView } from "./view.ts";
import { BRINGING } from "./words.tsx";

export const stagedPage: PageOf<StagedView> = {
  Page: StagedPage,
  title: ({ fields }) => fields.title || wordsFrom(BRINGING).title,
};

/** Without these a work is none. */
const NEEDED: ReadonlySet<string> = new Set(["title", "work", "language", "sourceLanguage"]);

function StagedPage({ view, visit }: { view: StagedView; visit: Visit }): JSX.Element {
  const words = wordsFrom(BRINGING);
  const left = Object.entries(view.notTaken);
  return (
    <Page
      visit={visit}
      crumbs={[
        { words: words.works, href: address.works() },
        { words: words.title, href: address.bringing() },
        { words: view.fields.title || words.untitled },
      ]}
      name="bringing"
    >
      <h1>{view.fields.title || words.untitled}</h1>
      <p role="status" class="facts">
        {words.counts(view.counts)}
      </p>
      {left.length > 0 && <p>{words.notTaken(left)}</p>}
      <p class="hint">{words.kept}</p>
      <Pairs view={view} />
      <section aria-labelledby="description" class="described">
        <h2 id="description">{words.description}</h2>
        <Refused message={view.refused} sought />
        <form method="post" action={address.stagedAct(view.id, "create")} data-making>
          {(["work", "source", "translation"] as const).map((about) => (
            <fieldset class="described-part">
              <legend>{words.about[about]}</legend>
              {FIELDS_OF[about].map((name) => (
                <Field
                  name={name}
                  value={view.fields[name]}
                  optional={!NEEDED.has(name)}
                  autocomplete="off"
                  {...words.fields[name]}
                  {...(name === "work" && view.ending !== "" && { hint: hintOf(view.ending) })}
                />
              ))}
            </fieldset>
          ))}
          <ReadersChosen readers={view.readers} />
          <button type="submit" class="button primary">
            {words.create}
          </button>
          <p role="status" class="facts">
            <span hidden>
              {words.making} <progress />
            </span>
          </p>
        </form>
      </section>
    </Page>
  );
}

/** Of an address that ends as it has to. */
function hintOf(ending: string): string {
  const words = wordsFrom(BRINGING);
  return `${words.fields.work.hint} ${words.addressEnds(ending)}`;
}

function Pairs({ view }: { view: StagedView }): JSX.Element {
  const words = wordsFrom(BRINGING);
  const { id, only, rows, previous, next } = view;
  return (
    <section aria-labelledby="pairs">
      <h2 id="pairs">{words.pairs}</h2>
      <p class="hint needs-script pair-keys">{words.keys}</p>
      <p class="pairs-ways">
        <a href={address.staged(id, 0, !only)}>{only ? words.all : words.onlyUnsure}</a>
        {view.unsureFrom !== null && (
          <a href={`${address.staged(id, view.unsureFrom)}#pair-${view.unsureFrom}`} data-to-unsure>
            {words.toUnsure}
          </a>
        )}
        <a href="#description">{words.toDescription}</a>
      </p>
      <form method="post" action={address.stagedAct(id, "mend")} class="pairs" data-pairs>
        <input type="hidden" name="after" value={view.after} />
        <input type="hidden" name="only" value={only ? "yes" : "no"} />
        <p>
          <Do value="undo" words={words.acts.undo} disabled={!view.mayUndo} />{" "}
          <Do value="redo" words={words.acts.redo} disabled={!view.mayRedo} />
        </p>
        {rows.length === 0 && <p class="empty">{words.none}</p>}
        <ol start={(rows[0]?.pair ?? 0) + 1}>
          {rows.map((row) => (
            <Row row={row} view={view} />
          ))}
        </ol>
      </form>
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

function Row({ row, view }: { row: PairRow; view: StagedView }): JSX.Element {
  const { pair, source, rendering, unsure, settled, splitting } = row;
  const { id, only, rows, languages } = view;
  const words = wordsFrom(BRINGING);
  const { acts } = words;
  const alone = source.length === 0 || rendering.length === 0;
  return (
    <li
      id={`pair-${pair}`}
      value={pair + 1}
      tabIndex={-1}
      class={unsure ? "pair unsure" : "pair"}
      {...(unsure && { "data-unsure": true })}
    >
      {splitting ? (
        <>
          <Sentences side="a" of={splitting.source} lang={languages.source} sought={isCut(splitting.source)} />
          <Sentences side="b" of={splitting.rendering} lang={languages.rendering} sought={!isCut(splitting.source)} />
          <div class="pair-acts">
            <button type="submit" class="button primary" form="splitting" name="do" value={`split ${pair}`}>
              {words.splitHere}
            </button>{" "}
            <a href={`${address.staged(id, rows[0]!.pair, only)}#pair-${pair}`}>{words.leaveWhole}</a>
          </div>
        </>
      ) : (
        <>
          <Words paragraphs={source} lang={languages.source} none={words.noSource} />
          <Words paragraphs={rendering} lang={languages.rendering} none={words.noRendering} />
          <div class="pair-acts">
            {unsure && <b>? {words.unsure}</b>}
            {settled && <span class="facts">✓ {words.settled}</span>}
            {!settled && <Do value={`settle ${pair}`} words={acts.settle} />}
            <Do value={`join ${pair}`} words={acts.join} />
            <a class="quiet-action" data-act="split" href={address.splitting(id, pair, rows[0]!.pair, only)}>
              {acts.split}
            </a>
            {rendering.length > 0 && <Do value={`shift-b ${pair}`} words={acts.shiftRendering} />}
            {source.length > 0 && <Do value={`shift-a ${pair}`} words={acts.shiftSource} />}
            {!alone && <Do value={`apart ${pair}`} words={acts.apart} />}
          </div>
        </>
      )}
    </li>
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
}): JSX.Element {
  const { side, of, lang, sought } = props;
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
      <legend>{words.begins[side]}</legend>
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

/** A step is taken by a button, of which a key is the shorter way. */
function Do({ value, words, disabled = false }: { value: string; words: string; disabled?: boolean }): JSX.Element {
  return (
    <button type="submit" class="quiet-action" name="do" value={value} disabled={disabled}>
      {words}
    </button>
  );
}
