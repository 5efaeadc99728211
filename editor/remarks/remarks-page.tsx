/** `/{work}/-/remarks`: the remarks of readers that wait, and what becomes of each. */
import type { JSX } from "preact";
import { mayDescribe } from "../../translations/ledger/rights.ts";
import { Dated } from "../design/People.tsx";
import { Hidden, Mixed, Prose } from "../design/Prose.tsx";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { Locator } from "../shell/Locator.tsx";
import { Page, wayTo } from "../shell/Page.tsx";
import type { PageOf } from "../shell/page-of.ts";
import { may, type Visit, type WorkHead } from "../shell/view.ts";
import type { RemarkLine, RemarksDone, RemarksHere, RemarksView } from "./view.ts";
import { REMARKS } from "./words.tsx";

export const remarksPage: PageOf<RemarksView> = {
  Page: RemarksPage,
  title: ({ work }) => wordsFrom(REMARKS).waitingTitle(work.title),
};

function RemarksPage({ view, visit }: { view: RemarksView; visit: Visit }): JSX.Element {
  const { work, allowed, waiting, refused, done } = view;
  const words = wordsFrom(REMARKS);
  return (
    <Page visit={visit} crumbs={wayTo(work, null, { words: words.waitingCrumb })} mode="reviewing" name="notes-page">
      <h1>{words.waitingTitle(work.title)}</h1>
      {done && (
        <p class="told" role="status">
          <Done done={done} work={work} />
        </p>
      )}
      {waiting.length > 0 && <p class="hint">{words.waitingLead}</p>}
      {waiting.length === 0 && <p class="empty">{words.none}</p>}
      {!allowed && <NotAllowed work={work} visit={visit} />}
      <ol class="notes-to-check">
        {waiting.map((line) => (
          <li>
            <Remark line={line} work={work} />
            <Acts line={line} work={work.id} />
          </li>
        ))}
      </ol>
      {refused.length > 0 && (
        <section aria-labelledby="refused">
          <h2 id="refused">{words.refused}</h2>
          <ol class="notes-to-check">
            {refused.map((line) => (
              <li>
                <Remark line={line} work={work} />
                <form method="post" action={address.onRemark(work.id, line.id, "put-back")}>
                  <button type="submit" class="button">
                    {words.putBack}
                    <Hidden>{words.of(line.passage.locator)}</Hidden>
                  </button>
                </form>
              </li>
            ))}
          </ol>
        </section>
      )}
    </Page>
  );
}

function NotAllowed({ work, visit }: { work: WorkHead; visit: Visit }): JSX.Element {
  const words = wordsFrom(REMARKS);
  return (
    <p class="hint">
      {may(visit, mayDescribe)
        ? words.noneAllowed((link) => <a href={`${address.workSettings(work.id)}#remarks`}>{link}</a>)
        : words.notAllowed}
    </p>
  );
}

function Done({ done, work }: { done: RemarksDone; work: WorkHead }): JSX.Element {
  const words = wordsFrom(REMARKS);
  if ("refused" in done) return <>{words.wereRefused(done.refused)}</>;
  if ("back" in done) return <>{words.isBack}</>;
  const { through, thread } = done;
  return words.through(<a href={address.thread({ work: work.id, passage: through.id }, thread)}>{through.locator}</a>);
}

function Remark({ line, work }: { line: RemarkLine; work: WorkHead }): JSX.Element {
  const { passage, version, quoted, ofSource, words: said, name, at } = line;
  const words = wordsFrom(REMARKS);
  const there = version === null ? address.passage(work.id, passage.id) : address.version(work.id, passage.id, version);
  return (
    <>
      <h3>
        <a href={there} data-line>
          <Locator passage={passage} lang={work.sourceLanguage} />
        </a>
      </h3>
      {quoted !== "" && (
        <p class="first-change">
          <q lang={ofSource ? work.sourceLanguage : work.language}>{quoted}</q>
        </p>
      )}
      <Prose text={said} lang={work.sourceLanguage} />
      <p class="facts">
        <Mixed text={words.reader(name)} lang={work.sourceLanguage} />, <Dated iso={at} exact />
        {version !== null && ` · ${words.on(version)}`}
        {quoted === "" && ` · ${words.onWhole}`}
      </p>
    </>
  );
}

function Acts({ line, work }: { line: RemarkLine; work: string }): JSX.Element {
  const { id, passage, alike } = line;
  const words = wordsFrom(REMARKS);
  const forWhich = <Hidden>{words.of(passage.locator)}</Hidden>;
  return (
    <div class="remark-acts">
      <form method="post" action={address.onRemark(work, id, "let-through")}>
        <button type="submit" class="button primary">
          {words.letThrough}
          {forWhich}
        </button>
      </form>
      <form method="post" action={address.onRemark(work, id, "refuse")}>
        <button type="submit" class="button">
          {words.refuse}
          {forWhich}
        </button>
      </form>
      {alike > 0 && (
        <form method="post" action={address.onRemark(work, id, "refuse-alike")}>
          <button type="submit" class="quiet-action">
            {words.refuseAlike(alike + 1)}
            {forWhich}
          </button>
        </form>
      )}
    </div>
  );
}

/** The works in which remarks wait for whoever looks. */
export function RemarksWaiting({ remarks }: { remarks: readonly RemarksHere[] }): JSX.Element {
  const words = wordsFrom(REMARKS);
  return (
    <section class="mine-list" aria-labelledby="remarks">
      <h2 id="remarks">{words.waitingCrumb}</h2>
      <ol>
        {remarks.map(({ work, count, fresh }) => (
          <li>
            <p class="mine-what">
              <a href={address.remarks(work.id)} data-line>
                {words.waiting(count)}
              </a>{" "}
              <span class="work-title">{work.title}</span>{" "}
              {fresh > 0 && <span class="fresh-mark">{words.fresh(fresh)}</span>}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
