/** What the front page shows before the works: to a stranger one change that was made, to others what waits for them. */
import type { JSX } from "preact";
import type { ExampleChange, OwnerStep, WaitingProposal, WorksView } from "./view.ts";
import { address } from "../links/addresses.ts";
import { Dated } from "../design/People.tsx";
import { Mixed } from "../design/Prose.tsx";
import { ReviewWords } from "../passage/passage.ts";
import { namesOf, shortened } from "../design/wording.ts";
import { wordsFrom } from "../language/language.ts";
import { WORKS } from "./words.tsx";

/** One real change with its reason and its decision: what this place is for, in a few lines. */
export function Example({ example }: { example: ExampleChange }): JSX.Element {
  const { work, passage, from, to, before, older, newer, after, reason, by } = example;
  const words = wordsFrom(WORKS).example;
  return (
    <section class="example" aria-labelledby="example">
      <h2 id="example">{words.title}</h2>
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
      <p>{words.why(<Mixed text={shortened(reason, 320)} lang={work.sourceLanguage} />, by)}</p>
      <p class="facts">
        {words.facts(
          passage.locator,
          <b class="siglum">v{to.number}</b>,
          <Dated iso={to.date} />,
          <ReviewWords version={to} />,
        )}
        {to.review.kind === "accepted" && to.review.reason !== "" && words.reviewReason(to.review.reason)}
      </p>
      <p class="deeds">
        <a class="button" href={address.passage(work.id, passage.id)}>
          {words.read}
        </a>
        <a class="button" href={address.compare(work.id, passage.id, from, to.number)}>
          {words.compare}
        </a>
        <a class="button" href={`${address.version(work.id, passage.id, to.number)}#cite`}>
          {words.cite}
        </a>
      </p>
    </section>
  );
}

/** What waits for whoever looks: proposals to decide on, and their own. */
export function Mine({ mine }: { mine: NonNullable<WorksView["mine"]> }): JSX.Element {
  const { toDecide, own } = mine;
  const words = wordsFrom(WORKS).mine;
  return (
    <section class="mine" aria-labelledby="mine">
      <h2 id="mine">{words.title}</h2>
      {toDecide.proposals.length === 0 && own.proposals.length === 0 && <p class="empty">{words.none}</p>}
      <Waiting title={words.decide} proposals={toDecide.proposals} />
      {toDecide.more && (
        <p>
          <a href={address.review()}>{words.allWaiting}</a>
        </p>
      )}
      <Waiting title={words.own} proposals={own.proposals} />
      <p>
        <a href={address.mine()}>{words.all}</a>
      </p>
    </section>
  );
}

function Waiting({ title, proposals }: { title: string; proposals: readonly WaitingProposal[] }): JSX.Element | null {
  if (proposals.length === 0) return null;
  const words = wordsFrom(WORKS).mine;
  return (
    <>
      <h3>{title}</h3>
      <ul class="waiting-list">
        {proposals.map(({ work, locator, more, id, people, summary, stands }) => (
          <li>
            <a href={address.proposal(work, id)}>
              {locator}
              {more > 0 && words.more(more)}
            </a>{" "}
            <span class="facts">{words.stands[stands]}</span> <span class="facts">{namesOf(people)}</span>
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
  const words = wordsFrom(WORKS).setUp;
  return (
    <section class="steps-list" aria-labelledby="set-up">
      <h2 id="set-up">{words.title}</h2>
      <ul>
        {steps.map((step) => (
          <li class={step.done ? "done" : undefined}>
            <span class="tick" aria-hidden="true">
              {step.done ? "✓" : "○"}
            </span>{" "}
            <div>
              {stepWords(step)} {step.done ? <b>{words.done}</b> : <WhereDone step={step} />}
            </div>
            {!step.done && (
              <form method="post" action={address.skip()} class="inline-form">
                <input type="hidden" name="step" value={step.id} />
                <button type="submit" class="quiet-action">
                  {words.skip(
                    (hidden) => (
                      <span class="visually-hidden">{hidden}</span>
                    ),
                    stepWords(step),
                  )}
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function stepWords(step: OwnerStep): string {
  const words = wordsFrom(WORKS).setUp;
  if (step.id === "text") return words.text(step.example !== null);
  return step.id === "care" ? words.care(step.addressed, step.copied) : words[step.id];
}

const PLACES = { readers: address.about(), people: address.people(), care: address.settings() };

/** The way to where a step is done; of the first, as long as there is no such place, to what stands in its way. */
function WhereDone({ step }: { step: OwnerStep }): JSX.Element | null {
  const words = wordsFrom(WORKS).setUp;
  if (step.id !== "text") return <a href={PLACES[step.id]}>{words.links[step.id]}</a>;
  if (step.example === null) return null;
  return (
    <form method="post" action={address.settings()} class="inline-form">
      <button type="submit" class="quiet-action" name="putAway" value={step.example}>
        {words.putExampleAway}
      </button>
    </form>
  );
}
