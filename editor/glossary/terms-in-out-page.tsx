/** `/{work}/-/terms`: terms out as files, and in from files, looked at before they come and undone after. */
import type { JSX } from "preact";
import { maySetTerm } from "../../translations/ledger/term-state.ts";
import { LIMITS } from "../../translations/text/limits.ts";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { Page, wayTo } from "../shell/Page.tsx";
import type { PageOf } from "../shell/page-of.ts";
import { may, type Visit } from "../shell/view.ts";
import { TermDifference } from "./term-difference.tsx";
import type { TermsInOutView } from "./view.ts";
import { GLOSSARY } from "./words.tsx";

export const termsInOutPage: PageOf<TermsInOutView> = {
  Page: TermsInOutPage,
  title: ({ work }) => wordsFrom(GLOSSARY).inOutTitle(work.title),
};

function TermsInOutPage({ view, visit }: { view: TermsInOutView; visit: Visit }): JSX.Element {
  const { work, count, done, undone } = view;
  const words = wordsFrom(GLOSSARY);
  const crumbs = wayTo(work, null, { words: words.crumb, href: address.terms(work.id) });
  return (
    <Page visit={visit} crumbs={[...crumbs, { words: words.inOut }]} name="glossary">
      <h1>{words.inOutTitle(work.title)}</h1>
      {undone && (
        <p class="told" role="status">
          {words.undone}
        </p>
      )}
      {done !== null && may(visit, maySetTerm) && <Came work={work.id} done={done} />}
      {view.laid && <Would view={view} />}
      <section aria-labelledby="out">
        <h2 id="out">{words.out}</h2>
        {count === 0 ? (
          <p class="empty">{words.noneToTakeOut}</p>
        ) : (
          <ul>
            <li>
              <a href={address.termsAs(work.id, "csv")}>{words.asCsv}</a>
            </li>
            <li>
              <a href={address.termsAs(work.id, "tbx")}>{words.asTbx}</a>
            </li>
          </ul>
        )}
      </section>
      <section aria-labelledby="in">
        <h2 id="in">{words.in}</h2>
        {may(visit, maySetTerm) ? <Look view={view} /> : <p>{words.ownersOnly}</p>}
      </section>
    </Page>
  );
}

function Look({ view: { work, text, reason } }: { view: TermsInOutView }): JSX.Element {
  const words = wordsFrom(GLOSSARY);
  return (
    <form method="post" action={address.takeTerms(work.id)}>
      <input type="hidden" name="preview" value="yes" />
      <p>{words.inLead}</p>
      <p class="field needs-script">
        <label for="terms-file">{words.file}</label>
        <input
          id="terms-file"
          type="file"
          accept=".csv,.tsv,.tbx,.xml,.json"
          onChange={(event) => read(event.currentTarget)}
        />
      </p>
      <p class="field">
        <label for="terms-text">{words.text}</label>
        <textarea id="terms-text" name="text" rows={8} required defaultValue={text} />
      </p>
      <p class="field">
        <label for="terms-reason">{words.why}</label>
        <input
          id="terms-reason"
          name="reason"
          type="text"
          maxLength={LIMITS.reason}
          defaultValue={reason}
          aria-describedby="terms-reason-hint"
        />
        <span class="hint" id="terms-reason-hint">
          {words.whyHint}
        </span>
      </p>
      <button type="submit" class="button primary">
        {words.look}
      </button>
    </form>
  );
}

/** Puts the words of a chosen file where they are sent from, and its name as the reason where none is written. */
function read({ files, form }: HTMLInputElement): void {
  const [file] = files ?? [];
  if (!file || !form) return;
  const field = (name: string) => form.elements.namedItem(name) as HTMLInputElement | HTMLTextAreaElement;
  void file.text().then((text) => {
    field("text").value = text;
    if (field("reason").value === "") field("reason").value = file.name;
  });
}

/** What would come, and the button that has it come. */
function Would({ view }: { view: TermsInOutView }): JSX.Element {
  const words = wordsFrom(GLOSSARY);
  const { work, text, reason } = view;
  const { counts, fresh, changed, notTaken } = view.laid!;
  const isNothing = counts.fresh + counts.changed === 0;
  return (
    <section class="terms-would" aria-labelledby="would">
      <h2 id="would" tabIndex={-1}>
        {words.would(counts)}
      </h2>
      {isNothing && <p class="empty">{words.nothingToTake}</p>}
      {changed.length > 0 && <h3>{words.changed}</h3>}
      {changed.map(({ before, after }) => (
        <div class="term-proposal">
          <p class="term-source" lang={work.sourceLanguage}>
            {after.source}
          </p>
          <TermDifference before={before} after={after} work={work} />
        </div>
      ))}
      {fresh.length > 0 && <h3>{words.fresh}</h3>}
      <ul class="terms">
        {fresh.map(({ source, rendering }) => (
          <li>
            <span class="term-source" lang={work.sourceLanguage}>
              {source}
            </span>
            <span lang={work.language}>{rendering}</span>
          </li>
        ))}
      </ul>
      {notTaken.length > 0 && <h3>{words.notTaken}</h3>}
      <ul>
        {notTaken.map(({ at, source, why }) => (
          <li>{words.leftOut(at, source, words.whyNot(why))}</li>
        ))}
      </ul>
      {!isNothing && (
        <form method="post" action={address.takeTerms(work.id)}>
          <input type="hidden" name="text" value={text} />
          <input type="hidden" name="reason" value={reason} />
          <button type="submit" class="button primary">
            {words.take}
          </button>
        </form>
      )}
    </section>
  );
}

/** That terms have come, and the way back. */
function Came({ work, done }: { work: string; done: string }): JSX.Element {
  const words = wordsFrom(GLOSSARY);
  return (
    <section aria-labelledby="came">
      <h2 id="came">{words.came}</h2>
      <form method="post" action={address.undoTerms(work)}>
        <input type="hidden" name="import" value={done} />
        <p class="field">
          <label for="undo-reason">{words.reason}</label>
          <input
            id="undo-reason"
            name="reason"
            type="text"
            required
            aria-describedby="undo-hint"
            maxLength={LIMITS.reason}
          />
          <span class="hint" id="undo-hint">
            {words.undoHint}
          </span>
        </p>
        <button type="submit" class="button">
          {words.undo}
        </button>
      </form>
    </section>
  );
}
