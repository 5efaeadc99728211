/** `/{work}/-/imports`: what was brought to a work, when, by whom and how much; and undoing it, which is asked first. */
import type { JSX } from "preact";
import { PersonAndDate } from "../design/People.tsx";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { Page, wayTo } from "../shell/Page.tsx";
import type { PageOf } from "../shell/page-of.ts";
import type { Visit } from "../shell/view.ts";
import {
  WORK_ITSELF,
  type Going,
  type ImportLine,
  type ImportsView,
  type ImportView,
  type KeptBy,
  type ListedImport,
} from "./imports-view.ts";
import { IMPORTS } from "./imports-words.tsx";

export const importsPage: PageOf<ImportsView> = {
  Page: ImportsPage,
  title: ({ work }) => wordsFrom(IMPORTS).title(work.title),
};

export const importPage: PageOf<ImportView> = {
  Page: ImportPage,
  title: ({ import: line }) => askedOf(line),
};

function ImportsPage({ view, visit }: { view: ImportsView; visit: Visit }): JSX.Element {
  const { work, imports, mayUndoWork, done } = view;
  const words = wordsFrom(IMPORTS);
  return (
    <Page visit={visit} crumbs={wayTo(work, null, { words: words.crumb })} name="form-page imports">
      <h1>{words.title(work.title)}</h1>
      {done && (
        <p class="told" role="status">
          {words.done(nameOf(done))}
        </p>
      )}
      <p>{words.lead}</p>
      {imports.length === 0 ? (
        <p class="empty">{words.none}</p>
      ) : (
        <ol class="import-list">
          {imports.map((line) => (
            <li id={line.id} class={line.undone ? "undone" : ""}>
              <h2>{nameOf(line)}</h2>
              <Facts line={line} />
              {line.halfway && <p class="told">{words.halfway(<a href={againAt(work.id, line)}>{words.again}</a>)}</p>}
              {(!line.undone || line.rest) && (line.id !== WORK_ITSELF || mayUndoWork) && (
                <Undoable line={line} work={work.id} />
              )}
            </li>
          ))}
        </ol>
      )}
    </Page>
  );
}

/** The way to undo it, or why it can't be. */
function Undoable({ line, work }: { line: ListedImport; work: string }): JSX.Element {
  const words = wordsFrom(IMPORTS);
  if (line.kept) return <Kept kept={line.kept} lead={`${words.asked.kept}. `} />;
  const named = <span class="visually-hidden"> {nameOf(line)}</span>;
  return (
    <p>
      <a class="button" href={address.imported(work, line.id)}>
        {line.rest || line.halfway ? words.undoRest(named) : words.undo(named)}
      </a>
    </p>
  );
}

/** Where the same file is brought again. */
function againAt(work: string, { brings }: ImportLine): string {
  return brings === "source" ? address.source(work) : address.returning(work);
}

function Kept({ kept: { sentence, href }, lead = "" }: { kept: KeptBy; lead?: string }): JSX.Element {
  const words = wordsFrom(IMPORTS);
  return (
    <p>
      {lead}
      {sentence} <a href={href}>{words.see}</a>
    </p>
  );
}

/** What it brought, how much, when and by whom, and what became of it. */
function Facts({ line }: { line: ImportLine }): JSX.Element {
  const { id, brings, by, at, ended, undone } = line;
  const words = wordsFrom(IMPORTS);
  return (
    <>
      <p class="facts">
        {brings !== WORK_ITSELF && line.file !== "" && `${words.brings[brings]} · `}
        {amountOf(line)}
        {by && (
          <>
            {" · "}
            {words.by(<PersonAndDate person={by} iso={at} />)}
          </>
        )}
        {brings !== WORK_ITSELF && (
          <>
            {" · "}
            <code>{id}</code>
          </>
        )}
      </p>
      {!ended && !undone && <p class="facts">{words.stopped}</p>}
      {undone && (
        <p class="facts">{words.undone(<PersonAndDate person={undone.by} iso={undone.at} />, undone.reason)}</p>
      )}
    </>
  );
}

function amountOf({ brings, ended }: ImportLine): string {
  const words = wordsFrom(IMPORTS);
  if (!ended) return words.brings[brings];
  if (brings === WORK_ITSELF) return words.work(ended.passages);
  return words.came[brings](ended.passages, ended.pieces);
}

function nameOf({ brings, file }: ImportLine): string {
  const words = wordsFrom(IMPORTS);
  return file === "" ? words.brings[brings] : file;
}

/** What is asked, in a sentence. */
function askedOf(line: ImportLine): string {
  const { title, theWork } = wordsFrom(IMPORTS).asked;
  return title(line.brings === WORK_ITSELF ? theWork : nameOf(line));
}

function ImportPage({ view, visit }: { view: ImportView; visit: Visit }): JSX.Element {
  const { work, import: line, going, kept, gone } = view;
  const words = wordsFrom(IMPORTS);
  const crumbs = [
    ...wayTo(work, null, { words: words.crumb, href: address.imports(work.id) }),
    { words: nameOf(line) },
  ];
  return (
    <Page visit={visit} crumbs={crumbs} name="form-page imports">
      <h1>{gone ? nameOf(line) : askedOf(line)}</h1>
      <Facts line={line} />
      {gone && <p>{words.asked.gone}</p>}
      {!gone && !kept && (
        <>
          <h2>{words.asked.goes}</h2>
          {going ? <Goes going={going} line={line} /> : <p>{words.asked.unlooked}</p>}
          <form method="post" action={address.undoImport(work.id, line.id)}>
            <p class="field">
              <label for="reason">{words.asked.reason}</label>
              <textarea id="reason" name="reason" rows={2} required maxLength={1_000} />
            </p>
            <p class="actions">
              <button type="submit" class="button primary">
                {words.asked.undo}
              </button>{" "}
              <a href={address.imports(work.id)}>{words.asked.back}</a>
            </p>
          </form>
        </>
      )}
      {kept && (
        <>
          <h2>{words.asked.kept}</h2>
          <Kept kept={kept} />
        </>
      )}
    </Page>
  );
}

function Goes({ going, line }: { going: Going; line: ImportLine }): JSX.Element {
  const { asked } = wordsFrom(IMPORTS);
  const { versions, sources, passages, proposals, translation } = going;
  const lines = [
    line.brings === WORK_ITSELF ? asked.work(passages) : null,
    versions > 0 ? asked.versions(versions) : null,
    translation === null ? null : asked.translation(translation),
    sources > 0 ? asked.sources(sources) : null,
    passages > 0 && line.brings !== WORK_ITSELF ? asked.passages(passages) : null,
    proposals > 0 ? asked.proposals(proposals) : null,
  ].filter((each) => each !== null);
  return (
    <>
      <ul>{lines.length === 0 ? <li>{asked.nothing}</li> : lines.map((each) => <li>{each}</li>)}</ul>
      <p>{asked.again}</p>
    </>
  );
}
