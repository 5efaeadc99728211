/** What the front page shows before the works: to a stranger one change that was made, to others what waits for them. */
import type { JSX } from "preact";
import type { ExampleChange, OwnerStep, WaitingProposal, WorksView } from "./view.ts";
import { address } from "../links/addresses.ts";
import { Dated } from "../design/People.tsx";
import { Mixed } from "../design/Prose.tsx";
import { ReviewWords } from "../passage/passage.ts";
import { count, namesOf, shortened } from "../design/wording.ts";

/** One real change with its reason and its decision: what this place is for, in a few lines. */
export function Example({ example }: { example: ExampleChange }): JSX.Element {
  const { work, passage, from, to, before, older, newer, after, reason, by } = example;
  return (
    <section class="example" aria-labelledby="example">
      <h2 id="example">One change, as it was made</h2>
      <blockquote class="rendering" lang={work.language}>
        {before}
        {older !== "" && (
          <del class="deleted">
            <span class="changed-words">{older}</span>
          </del>
        )}{" "}
        {newer !== "" && (
          <ins class="inserted">
            <span class="changed-words">{newer}</span>
          </ins>
        )}
        {after}
      </blockquote>
      <p>
        <b>Why:</b> <Mixed text={shortened(reason, 320)} lang={work.sourceLanguage} /> ({by})
      </p>
      <p class="facts">
        {passage.locator}, <b class="siglum">v{to.number}</b>, <Dated iso={to.date} />, <ReviewWords version={to} />
        {to.review.kind === "accepted" && to.review.reason !== "" && `: “${to.review.reason}”`}
      </p>
      <p class="deeds">
        <a class="button" href={address.passage(work.id, passage.id)}>
          Read
        </a>
        <a class="button" href={address.compare(work.id, passage.id, from, to.number)}>
          See what changed and why
        </a>
        <a class="button" href={`${address.version(work.id, passage.id, to.number)}#cite`}>
          Cite
        </a>
      </p>
    </section>
  );
}

/** What waits for whoever looks: proposals to decide on, and their own. */
export function Mine({ mine }: { mine: NonNullable<WorksView["mine"]> }): JSX.Element {
  const { toDecide, own } = mine;
  return (
    <section class="mine" aria-labelledby="mine">
      <h2 id="mine">My work</h2>
      {toDecide.proposals.length === 0 && own.proposals.length === 0 && (
        <p class="empty">Nothing waits for you. Open a work below, choose a passage, and propose a better rendering.</p>
      )}
      <Waiting title="You decide" proposals={toDecide.proposals} />
      {toDecide.more && (
        <p>
          <a href={address.review()}>All that wait for review</a>
        </p>
      )}
      <Waiting title="Yours" proposals={own.proposals} />
      {own.more && <p class="facts">Older ones are not listed here until some of these are decided.</p>}
    </section>
  );
}

const STANDS: Record<WaitingProposal["stands"], string> = {
  draft: "being written",
  "asked-for-changes": "changes were asked for",
  open: "waiting for review",
};

function Waiting({ title, proposals }: { title: string; proposals: readonly WaitingProposal[] }): JSX.Element | null {
  if (proposals.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul class="waiting-list">
        {proposals.map(({ work, locator, more, id, people, summary, stands }) => (
          <li>
            <a href={address.proposal(work, id)}>
              {locator}
              {more > 0 && ` and ${count(more, "passage")} more`}
            </a>{" "}
            <span class="facts">{STANDS[stands]}</span> <span class="facts">{namesOf(people)}</span>
            {summary !== "" && (
              <p>
                <Mixed text={shortened(summary, 160)} />
              </p>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

/** What an owner has still to set up: each can be left for later. */
export function Steps({ steps }: { steps: readonly OwnerStep[] }): JSX.Element | null {
  if (steps.length === 0) return null;
  return (
    <section class="steps-list" aria-labelledby="set-up">
      <h2 id="set-up">To set up</h2>
      <ul>
        {steps.map(({ id, done, words, href, link, away }) => (
          <li class={done ? "done" : undefined}>
            <span class="tick" aria-hidden="true">
              {done ? "✓" : "○"}
            </span>{" "}
            <div>
              {words} {done ? <b>Done.</b> : href && <a href={href}>{link}</a>}
              {!done && away && (
                <form method="post" action={address.settings()} class="inline-form">
                  <button type="submit" class="quiet-action" name="putAway" value={away.work}>
                    Put {away.title} away
                  </button>
                </form>
              )}
            </div>
            {!done && (
              <form method="post" action={address.skip()} class="inline-form">
                <input type="hidden" name="step" value={id} />
                <button type="submit" class="quiet-action">
                  Skip<span class="visually-hidden">: {words}</span>
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
