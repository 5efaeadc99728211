/** One discussion: the words that it hangs on, what was said, and the forms to say more, which need no script. */
import type { ComponentChildren, JSX } from "preact";
import type { Quoted } from "../../translations/ledger/discussing.ts";
import { mayBegin } from "../../translations/ledger/rights.ts";
import { mayResolve, mayReword, mayTakeBack, type Comment, type Thread } from "../../translations/ledger/thread.ts";
import { LIMITS } from "../../translations/text/limits.ts";
import { Dated, PersonAndDate } from "../design/People.tsx";
import { Mixed } from "../design/Prose.tsx";
import { wordsFrom } from "../language/language.ts";
import { address, type HungAt } from "../links/addresses.ts";
import { actingHere, type Visit, type WorkHead } from "../shell/view.ts";
import { SaidWords, type Known } from "./SaidWords.tsx";
import { DISCUSSION } from "./words.tsx";
import type { ThreadEntry } from "./view.ts";

/** Where discussions stand, and who looks. */
export interface Here {
  work: WorkHead;
  on: HungAt;
  visit: Visit;
}

export function ThreadHere({ entry, ...here }: Here & { entry: ThreadEntry }): JSX.Element {
  const { thread } = entry;
  const words = wordsFrom(DISCUSSION);
  return (
    <article class={thread.resolved ? "thread resolved" : "thread"} id={`discussion-${thread.id}`}>
      <About entry={entry} {...here} />
      <ol class="said">
        {thread.comments.map((comment) => (
          <li key={comment.number} id={`discussion-${thread.id}-${comment.number}`}>
            <Said thread={thread} comment={comment} named={entry.named ?? {}} {...here} />
          </li>
        ))}
      </ol>
      {thread.resolved && (
        <p class="facts">
          {words.resolved(
            <PersonAndDate person={thread.resolved.by} iso={thread.resolved.at} />,
            thread.resolved.reason,
          )}
        </p>
      )}
      <More thread={thread} {...here} />
    </article>
  );
}

/** On which words it hangs, of which version or proposal, and whether they still stand. */
function About({ entry, work, on: here, visit }: Here & { entry: ThreadEntry }): JSX.Element {
  const { thread, gone, changed } = entry;
  const { on, quoted } = thread;
  const words = wordsFrom(DISCUSSION);
  const where = whereOf(thread);
  const actor = actingHere(visit);
  return (
    <header class="about">
      {quoted && <QuotedWords quoted={quoted} work={work} />}
      {quoted?.source && on.passage !== undefined && actor && mayBegin(actor) && (
        <p class="facts">
          <a href={address.proposeSource(work.id, on.passage)}>{words.correctSource}</a>
        </p>
      )}
      <p class="facts">
        {where && `${where} `}
        {"version" in on && on.version !== null && (
          <>{words.on(<a href={address.version(work.id, on.passage, on.version)}>v{on.version}</a>)}</>
        )}
        {(where || "version" in on) && " · "}
        <a href={address.thread(here, thread.id)}>{words.address}</a>
      </p>
      {gone && (
        <p class="changed-since">
          {changed !== null && "version" in on && on.version !== null
            ? words.changedIn(
                (link) => <a href={address.compare(work.id, on.passage, on.version!, changed)}>{link}</a>,
                changed,
              )
            : words.gone}
        </p>
      )}
    </header>
  );
}

/** What it hangs on where it quotes no words, or none that are left. */
function whereOf({ on, quoted }: Thread): string | false {
  const words = wordsFrom(DISCUSSION);
  if (quoted) return !quoted.target && !quoted.proposed && !quoted.source && words.noWords;
  if ("note" in on) return words.onNote;
  if (!("proposal" in on)) return words.onWhole;
  return on.passage === undefined ? words.onProposal : words.onPart;
}

/** The words themselves; of a change, those before and after it. */
function QuotedWords({ quoted: { target, proposed, source }, work }: { quoted: Quoted; work: WorkHead }): JSX.Element {
  return (
    <>
      {target && <q lang={work.language}>{target.exact}</q>}
      {target && proposed && <span aria-hidden="true"> → </span>}
      {proposed && <q lang={work.language}>{proposed.exact}</q>}
      {source && (
        <q lang={work.sourceLanguage}>
          <Mixed text={source.exact} lang={work.sourceLanguage} />
        </q>
      )}
    </>
  );
}

function Said(props: Here & Pick<Known, "named"> & { thread: Thread; comment: Comment }): JSX.Element {
  const { thread, comment, named, ...here } = props;
  const { by, at: moment, words: said, earlier, removed } = comment;
  const words = wordsFrom(DISCUSSION);
  const actor = actingHere(here.visit);
  const read = earlier.filter((each) => each.words !== null);
  return (
    <>
      <p class="facts">
        <PersonAndDate person={comment.approver ? { ...by, reader: true } : by} iso={moment} exact />
        {comment.approver && words.letThrough(comment.approver.name)}
        {earlier.length > 0 && !removed && ` · ${words.edited}`}
      </p>
      {said !== null && <SaidWords text={said} people={comment.named} named={named} visit={here.visit} />}
      {removed && (
        <p class="taken-out">
          {words.takenOut(<PersonAndDate person={removed.by} iso={removed.at} />, removed.reason)}
        </p>
      )}
      {read.length > 0 && (
        <Folded summary={words.earlier}>
          {read.map((each) => (
            <div class="earlier" key={each.until}>
              <p class="facts">{words.until(<Dated iso={each.until} exact />)}</p>
              <SaidWords text={each.words!} named={named} visit={here.visit} />
            </div>
          ))}
        </Folded>
      )}
      {actor && mayReword(comment, actor) && (
        <Folded summary={words.reword}>
          <Act {...here} thread={thread} act="reword" button={words.saveWords}>
            <input type="hidden" name="number" value={comment.number} />
            <WordsField id={`reword-${thread.id}-${comment.number}`} value={said ?? ""} on={here.on} />
          </Act>
        </Folded>
      )}
      {actor && mayTakeBack(comment, actor) && (
        <Folded summary={words.takeBack}>
          <p class="hint">{words.takeBackHint}</p>
          <Act {...here} thread={thread} act="take-back" button={words.takeBackSend}>
            <input type="hidden" name="number" value={comment.number} />
            {by.id !== actor.id && (
              <ReasonField id={`why-${thread.id}-${comment.number}`} label={words.takeBackWhy} required />
            )}
          </Act>
        </Folded>
      )}
    </>
  );
}

/** Replying, and saying whether it is resolved. */
function More({ thread, ...here }: Here & { thread: Thread }): JSX.Element | null {
  const words = wordsFrom(DISCUSSION);
  const actor = actingHere(here.visit);
  if (!actor) return null;
  return (
    <div class="more">
      <Folded summary={words.reply}>
        <Act {...here} thread={thread} act="reply" button={words.sendReply}>
          <input type="hidden" name="after" value={thread.comments.length} />
          <WordsField id={`reply-${thread.id}`} value="" on={here.on} />
        </Act>
      </Folded>
      {mayResolve(thread, actor) &&
        (thread.resolved ? (
          <Act {...here} thread={thread} act="reopen" button={words.reopen} />
        ) : (
          <Folded summary={words.resolve}>
            <Act {...here} thread={thread} act="resolve" button={words.resolve}>
              <ReasonField id={`resolve-${thread.id}`} label={words.resolveWhy} />
            </Act>
          </Folded>
        ))}
    </div>
  );
}

export function Folded({ summary, children }: { summary: string; children: ComponentChildren }): JSX.Element {
  return (
    <details class="folded">
      <summary>{summary}</summary>
      {children}
    </details>
  );
}

type ActName = Parameters<typeof address.inThread>[2];

function Act(
  props: Here & { thread: Thread; act: ActName; button: string; children?: ComponentChildren },
): JSX.Element {
  const { on, thread, act, button, children } = props;
  return (
    <form class="say" method="post" action={address.inThread(on, thread.id, act)}>
      {children}
      <button type="submit" class="button">
        {button}
      </button>
    </form>
  );
}

/** What somebody says; a script offers those who may be named there behind “@”. */
export function WordsField({ id, value, on }: { id: string; value: string; on: HungAt }): JSX.Element {
  return (
    <p class="field">
      <label for={id}>{wordsFrom(DISCUSSION).say}</label>
      <textarea
        id={id}
        name="words"
        rows={4}
        required
        maxLength={LIMITS.comment}
        defaultValue={value}
        data-names={address.mentionable(on)}
        aria-describedby={`hint-${id}`}
      />
      <span class="hint" id={`hint-${id}`}>
        {wordsFrom(DISCUSSION).naming}
      </span>
    </p>
  );
}

function ReasonField(props: { id: string; label: string; required?: boolean }): JSX.Element {
  const { id, label, required = false } = props;
  return (
    <p class="field">
      <label for={id}>{label}</label>
      <input type="text" id={id} name="reason" maxLength={1_000} required={required} autocomplete="off" />
    </p>
  );
}
