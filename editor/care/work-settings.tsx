/** `/{work}/settings`: an owner says what a work is, and how its outline stands. Plain forms, one passage at a time. */
import type { JSX } from "preact";
import { DEEPEST_LEVEL } from "../../translations/decide/decide.ts";
import { isRetired, PASSAGE_KINDS, translationsOf, type Translation } from "../../translations/ledger/work.ts";
import { writtenName } from "../../translations/people/named.ts";
import { Dated } from "../design/People.tsx";
import { Mixed } from "../design/Prose.tsx";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { AllowRemarks } from "../remarks/remarks.ts";
import { Page, wayTo } from "../shell/Page.tsx";
import type { PageOf } from "../shell/page-of.ts";
import type { Visit } from "../shell/view.ts";
import { Act, Branch, FindPlace, Pieces, Place, Text } from "./outline-fields.tsx";
import { WORK_SETTINGS } from "./work-settings-words.tsx";
import type { ChosenPassage, WorkSettingsView } from "./work-view.ts";

export const workSettingsPage: PageOf<WorkSettingsView> = {
  Page: WorkSettingsPage,
  title: ({ work }) => wordsFrom(WORK_SETTINGS).title(work.title),
};

function WorkSettingsPage({ view, visit }: { view: WorkSettingsView; visit: Visit }): JSX.Element {
  const { work, chosen, done } = view;
  const words = wordsFrom(WORK_SETTINGS);
  return (
    <Page visit={visit} crumbs={wayTo(work, null, { words: words.crumb })} name="form-page">
      <h1>{words.title(work.title)}</h1>
      {done !== null && (
        <p class="told" role="status">
          {words.done(done)}
        </p>
      )}
      {chosen && <Chosen chosen={chosen} work={work.id} languages={work} />}
      <Outline view={view} />
      <Steps view={view} />
      <ReadyReasons view={view} />
      <AllowRemarks work={work.id} allowed={view.remarks} />
      <Description view={view} />
    </Page>
  );
}

function Outline({ view }: { view: WorkSettingsView }): JSX.Element {
  const { work, outline, previous, next, retired, chosen } = view;
  const words = wordsFrom(WORK_SETTINGS);
  const lang = work.sourceLanguage;
  return (
    <section aria-labelledby="outline">
      <h2 id="outline">{words.outline}</h2>
      {outline.length === 0 ? <p class="empty">{words.noPassages}</p> : <p>{words.outlineLead}</p>}
      <ul class="further">
        <li>
          <a href={address.source(work.id)}>{words.wholeSource}</a>
        </li>
        <li>
          <a href={address.imports(work.id)}>{words.imports}</a>
        </li>
        <li>
          <a href={address.happened(work.id)}>{words.log}</a>
        </li>
        <li>
          <a href={address.returning(work.id)}>{words.revisedFile}</a>
        </li>
        <li>
          <a href={address.exporting(work.id)}>{words.asFile}</a>
        </li>
      </ul>
      {previous && (
        <p>
          <a href={address.workSettings(work.id, previous.id)}>{words.earlier(previous.locator)}</a>
        </p>
      )}
      <ol class="outline-list">
        {outline.map(({ id, locator, level, words: said }) => (
          <li class={`level-${Math.min(level, 8)}`}>
            <a href={address.workSettings(work.id, id)} aria-current={chosen?.passage.id === id ? "true" : undefined}>
              {locator}
            </a>{" "}
            {said !== "" && <Mixed text={said} lang={lang} />}
          </li>
        ))}
      </ol>
      {next && (
        <p>
          <a href={address.workSettings(work.id, next.id)}>{words.later(next.locator)}</a>
        </p>
      )}
      {retired.length > 0 && (
        <>
          <h3>{words.gone}</h3>
          <ul class="outline-list">
            {retired.map(({ id, locator, end }) => (
              <li>
                <a href={address.workSettings(work.id, id)}>{locator}</a>,{" "}
                {words.goneOn(words.how[end.how], <Dated iso={end.at} />)}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Chosen(props: { chosen: ChosenPassage; work: string; languages: WorkSettingsView["work"] }): JSX.Element {
  const { chosen, work, languages } = props;
  const { passage, next, fresh, rendering, source } = chosen;
  const words = wordsFrom(WORK_SETTINGS);
  const act = (name: string, of = passage.id): string => `${address.record(work, of)}/${name}`;
  const gone = isRetired(passage);
  return (
    <section aria-labelledby="chosen" class="chosen">
      <h2 id="chosen">{words.chosen(passage.locator)}</h2>
      <p>
        <a href={address.passage(work, passage.id)}>{words.toPassage}</a>
      </p>
      {!gone && (
        <Act title={words.call} action={act("name")} button={words.say} reason="name">
          <Text name="locator" label={words.locator} value={passage.locator} required />
          <Text name="remark" label={words.remark} value={passage.remark ?? ""} long />
          <Shape of="name" kind={passage.kind} level={passage.level} />
        </Act>
      )}
      <Act
        title={gone ? words.again : words.move}
        action={act("move")}
        button={gone ? words.putIt : words.moveIt}
        reason="move"
        open={chosen.places.asked !== ""}
      >
        <Place chosen={chosen} />
        {!gone && <Branch />}
      </Act>
      {!gone && (
        <>
          <Act title={words.add} action={act("add", fresh.added)} button={words.addIt} reason="add">
            <input type="hidden" name="after" value={passage.id} />
            <p>
              {words.id}: <code>{fresh.added}</code>
            </p>
            <Text name="locator" of="add" label={words.locator} value="" required />
            <Shape of="add" kind="paragraph" level={passage.level} />
            <Text name="words" of="add" label={words.words} value="" long />
          </Act>
          <Act title={words.reword} action={act("source")} button={words.say} reason={null}>
            <input type="hidden" name="number" value={passage.source.number} />
            <input type="hidden" name="held" value="whole" />
            <Text
              name="text"
              of="source"
              label={words.wording}
              value={passage.source.words.join("\n\n")}
              long
              required
            />
            <Text name="provenance" of="source" label={words.provenance} value="" required />
          </Act>
          {(rendering.length > 1 || source.length > 1) && (
            <Act title={words.split} action={act("split")} button={words.splitIt} reason="split" required>
              <p>{words.splitLead}</p>
              <Pieces title={words.inSource} name="sourceCuts" pieces={source} lang={languages.sourceLanguage} />
              <Pieces title={words.inRendering} name="cuts" pieces={rendering} lang={languages.language} />
            </Act>
          )}
          {next && (
            <Act title={words.join(next.locator)} action={act("join")} button={words.joinIt} reason="join" required>
              <p>{words.joinLead}</p>
              <input type="hidden" name="next" value={next.id} />
              <input type="hidden" name="id" value={fresh.joined} />
              <p>
                {words.id}: <code>{fresh.joined}</code>
              </p>
              <Text name="locator" of="join" label={words.locator} value={passage.locator} required />
            </Act>
          )}
          <Act title={words.retire} action={act("retire")} button={words.retireIt} reason="retire" required>
            <p>{words.drafts}</p>
            <Branch />
          </Act>
        </>
      )}
      <FindPlace page={address.workSettings(work)} name="at" passage={passage.id} />
    </section>
  );
}

function Shape({ of, kind, level }: { of: string; kind: string; level: number }): JSX.Element {
  const words = wordsFrom(WORK_SETTINGS);
  return (
    <>
      <p class="field">
        <label for={`${of}-kind`}>{words.kind}</label>
        <select id={`${of}-kind`} name="kind">
          {PASSAGE_KINDS.map((each) => (
            <option value={each} selected={each === kind}>
              {words.kinds[each]}
            </option>
          ))}
        </select>
      </p>
      <p class="field">
        <label for={`${of}-level`}>{words.level}</label>
        <input
          id={`${of}-level`}
          name="level"
          type="number"
          min={1}
          max={DEEPEST_LEVEL}
          defaultValue={String(level)}
          required
        />
      </p>
    </>
  );
}

/** What was done to the outline, and how it stood on a day. */
function Steps({ view: { work, steps, then } }: { view: WorkSettingsView }): JSX.Element {
  const words = wordsFrom(WORK_SETTINGS);
  return (
    <section aria-labelledby="steps">
      <h2 id="steps">{words.steps}</h2>
      {steps !== null && (
        <p>
          <a href={address.outline(work.id)}>{words.compareOutline}</a>
        </p>
      )}
      {steps === null && <p class="empty">{words.tooLong}</p>}
      {steps?.length === 0 && <p class="empty">{words.noSteps}</p>}
      <ol class="outline-list">
        {steps?.map(({ what, passage, locator, by, at, reason }) => (
          <li>
            <Dated iso={at} />
            {by && `, ${by.name}`}: <a href={address.passage(work.id, passage)}>{locator}</a> {words.did[what]}
            {reason !== "" && `: “${reason}”`}
          </li>
        ))}
      </ol>
      {steps !== null && (
        <form method="get" action={`${address.workSettings(work.id)}#then`}>
          <p class="field">
            <label for="on">{words.on}</label>
            <input id="on" name="on" type="date" required defaultValue={then?.day ?? ""} />
          </p>
          <button type="submit" class="button">
            {words.show}
          </button>
        </form>
      )}
      {then && (
        <>
          <h3 id="then">{words.then(<Dated iso={then.day} />)}</h3>
          <ol class="outline-list">
            {then.passages.map(({ id, locator }) => (
              <li>
                <a href={address.passage(work.id, id)}>{locator}</a>
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

function ReadyReasons({ view: { work, reasons } }: { view: WorkSettingsView }): JSX.Element {
  const words = wordsFrom(WORK_SETTINGS);
  return (
    <section aria-labelledby="reasons">
      <h2 id="reasons">{words.readyReasons}</h2>
      <form method="post" action={address.readyReasons(work.id)}>
        <p class="field">
          <label for="ready-reasons">{words.readyReasonsLead}</label>
          <textarea id="ready-reasons" name="reasons" rows={4} defaultValue={reasons.join("\n")} maxLength={6_000} />
        </p>
        <button type="submit" class="button">
          {words.keepReasons}
        </button>
      </form>
    </section>
  );
}

function Description({ view: { work, freshTranslation } }: { view: WorkSettingsView }): JSX.Element {
  const words = wordsFrom(WORK_SETTINGS);
  const [own, ...others] = translationsOf(work);
  return (
    <>
      <section aria-labelledby="description">
        <h2 id="description">{words.description}</h2>
        <form method="post" action={address.describe(work.id)}>
          {(Object.keys(words.fields) as (keyof typeof words.fields)[]).map((name) => (
            <Text
              name={name}
              of="work"
              label={words.fields[name]}
              value={work[name]}
              long={name === "about" || name === "rights"}
            />
          ))}
          <button type="submit" class="button primary">
            {words.say}
          </button>
        </form>
      </section>
      <section aria-labelledby="translation">
        <h2 id="translation">{words.translation}</h2>
        <form method="post" action={address.describe(work.id, own!.id)}>
          <TranslationFields of="translation" said={own!} />
          <button type="submit" class="button primary">
            {words.say}
          </button>
        </form>
        {others.map((translation) => (
          <details>
            <summary>{words.otherTranslation(translation.title || translation.id, translation.language)}</summary>
            <form method="post" action={address.describe(work.id, translation.id)}>
              <TranslationFields of={`translation-${translation.id}`} said={translation} />
              <button type="submit" class="button">
                {words.say}
              </button>
            </form>
          </details>
        ))}
        <details>
          <summary>{words.addTranslation}</summary>
          <p>{words.addTranslationLead}</p>
          <form method="post" action={address.addTranslation(work.id, freshTranslation)}>
            <TranslationFields
              of="new-translation"
              said={{ title: "", publisher: "", language: work.language, translators: [] }}
            />
            <button type="submit" class="button">
              {words.addTranslation}
            </button>
          </form>
        </details>
      </section>
    </>
  );
}

/** What is said of a translation, in fields. */
function TranslationFields({
  of,
  said,
}: {
  of: string;
  said: Pick<Translation, "title" | "publisher" | "language" | "date" | "licence" | "translators">;
}): JSX.Element {
  const words = wordsFrom(WORK_SETTINGS);
  return (
    <>
      {(Object.keys(words.ofTranslation) as (keyof typeof words.ofTranslation)[]).map((name) => (
        <Text name={name} of={of} label={words.ofTranslation[name]} value={said[name] ?? ""} />
      ))}
      <Text
        name="translators"
        of={of}
        label={words.translators}
        value={said.translators.map(writtenName).join("\n")}
        long
      />
    </>
  );
}
