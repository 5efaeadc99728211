/** `/{work}/-/notes`: the notes whose words changed, each with its words then and now, and what becomes of it. */
import type { JSX } from "preact";
import { mayCheckNotes } from "../../translations/ledger/rights.ts";
import { Dated } from "../design/People.tsx";
import { Hidden, Mixed, Prose } from "../design/Prose.tsx";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { RENDERING } from "../rendering/words.ts";
import { Locator } from "../shell/Locator.tsx";
import { Page, wayTo } from "../shell/Page.tsx";
import type { PageOf } from "../shell/page-of.ts";
import { may, type Visit, type WorkHead } from "../shell/view.ts";
import type { NoteLine, NotesDone, NotesView } from "./notes-view.ts";
import { NOTES } from "./notes-words.tsx";

export const notesPage: PageOf<NotesView> = {
  Page: NotesPage,
  title: ({ work }) => wordsFrom(NOTES).title(work.title),
};

function NotesPage({ view, visit }: { view: NotesView; visit: Visit }): JSX.Element {
  const { work, only, notes, next, done } = view;
  const words = wordsFrom(NOTES);
  const checks = may(visit, mayCheckNotes);
  return (
    <Page visit={visit} crumbs={wayTo(work, null, { words: words.crumb })} mode="reviewing" name="notes-page">
      <h1>{words.title(work.title)}</h1>
      {done && <Done done={done} work={work} undone={checks} />}
      {only && <p>{words.onlyOf(only.locator, <a href={address.notes(work.id)}>{words.all}</a>)}</p>}
      {notes.length > 0 && <p class="hint">{words.lead}</p>}
      {notes.length > 0 && !checks && <p class="hint">{words.forReviewers}</p>}
      {notes.length === 0 && <p class="empty">{next === null ? words.none : words.noneHere}</p>}
      <ol class="notes-to-check">
        {notes.map((line) => (
          <Line line={line} work={work} checks={checks} />
        ))}
      </ol>
      {next !== null && (
        <p class="more">
          <a href={address.notes(work.id, { after: next })} rel="next">
            {words.further}
          </a>
        </p>
      )}
    </Page>
  );
}

/** What was done just now, and the way back. */
function Done({ done, work, undone }: { done: NotesDone; work: WorkHead; undone: boolean }): JSX.Element {
  const { passage, of, version, outcome } = done;
  const words = wordsFrom(NOTES);
  return (
    <form class="banner" method="post" action={address.checkNote(work.id, passage.id, of)}>
      <input type="hidden" name="version" value={version} />
      {words.done(outcome, <a href={address.passage(work.id, passage.id)}>{passage.locator}</a>)}{" "}
      {undone && (
        <button type="submit" class="quiet-action" name="outcome" value="open">
          {words.undo}
        </button>
      )}
    </form>
  );
}

function Line({ line, work, checks }: { line: NoteLine; work: WorkHead; checks: boolean }): JSX.Element {
  const { passage, of, author, date, category, body, source, version, last } = line;
  const words = wordsFrom(NOTES);
  return (
    <li>
      <h2>
        <a href={address.passage(work.id, passage.id)} data-line>
          <Locator passage={passage} lang={work.sourceLanguage} />
        </a>
      </h2>
      <p class="first-change">
        <ThenAndNow line={line} work={work} />
        {source !== "" && (
          <>
            {" · "}
            <q lang={work.sourceLanguage}>
              <Mixed text={source} lang={work.sourceLanguage} />
            </q>
          </>
        )}
      </p>
      <Prose text={body} lang={work.sourceLanguage} />
      <p class="facts">
        {author.name}, <Dated iso={date} />
        {" · "}
        {wordsFrom(RENDERING).categories[category]}
        {" · "}
        {words.of(<a href={address.version(work.id, passage.id, of.version)}>v{of.version}</a>)}
        {last !== null && last !== version && (
          <>
            {" · "}
            {words.changed(
              (link) => (
                <a href={address.compare(work.id, passage.id, last, version)}>{link}</a>
              ),
              last,
              version,
            )}
          </>
        )}
      </p>
      {checks && <Acts line={line} work={work.id} />}
    </li>
  );
}

/** The words that it was about, and those that stand there now. */
function ThenAndNow({ line: { words: then, instead }, work }: { line: NoteLine; work: WorkHead }): JSX.Element {
  const words = wordsFrom(NOTES);
  return (
    <>
      {then === "" ? (
        words.noWords
      ) : (
        <del class="deleted" lang={work.language}>
          <span class="changed-words">{then}</span>
        </del>
      )}
      <span aria-hidden="true"> → </span>
      {instead ? (
        <ins class="inserted" lang={work.language}>
          <span class="changed-words">{instead.exact}</span>
        </ins>
      ) : (
        words.gone
      )}
    </>
  );
}

/** The three things that may become of it. */
function Acts({ line, work }: { line: NoteLine; work: string }): JSX.Element {
  const { passage, of, version, instead, body } = line;
  const words = wordsFrom(NOTES);
  const id = `${passage.id}-${of.version}-${of.note}`;
  const forWhom = <Hidden>{words.ofNote(passage.locator)}</Hidden>;
  return (
    <form method="post" class="check-note" action={address.checkNote(work, passage.id, of)}>
      <input type="hidden" name="version" value={version} />
      {instead && <input type="hidden" name="target" value={JSON.stringify(instead)} />}
      <p class="field">
        <label for={`words-${id}`}>{words.words(version)}</label>
        <input type="text" id={`words-${id}`} name="words" autocomplete="off" value={instead?.exact ?? ""} />
      </p>
      <p class="field">
        <label for={`reason-${id}`}>{words.reason}</label>
        <input type="text" id={`reason-${id}`} name="reason" maxLength={1_000} autocomplete="off" />
      </p>
      <button type="submit" class="button" name="outcome" value="confirmed">
        {words.holds}
        {forWhom}
      </button>{" "}
      <button type="submit" class="button" name="outcome" value="retired">
        {words.retire}
        {forWhom}
      </button>
      <details class="folded">
        <summary>{words.edited}</summary>
        <p class="field">
          <label for={`body-${id}`}>{words.body}</label>
          <textarea id={`body-${id}`} name="body" rows={4} defaultValue={body} />
        </p>
        <button type="submit" class="button" name="outcome" value="edited">
          {words.edit}
          {forWhom}
        </button>
      </details>
    </form>
  );
}
