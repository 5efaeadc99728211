/** A request on a list: what is asked, of whom, by when, and what whoever looks may do with it. */
import type { ComponentChildren, JSX } from "preact";
import { LONGEST_WORD, type RequestAct } from "../../translations/requests/request.ts";
import { Dated } from "../design/People.tsx";
import { Hidden, Mixed } from "../design/Prose.tsx";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import type { Askable, RequestHere } from "./view.ts";
import { REQUESTS } from "./words.tsx";

/** On which page a form is sent, so that it leads back there. */
export type SentOn = "me" | "there" | "standing";

export interface LineProps {
  request: RequestHere;
  /** To whom it may be handed on. */
  people: readonly Askable[];
  on: SentOn;
  /** The first day that can be set. */
  today: string;
}

export function RequestLine({ request, people, on, today }: LineProps): JSX.Element {
  const words = wordsFrom(REQUESTS);
  const { id, work, name, task, until, left, why, last, standing, acts, pressing, by, of, at } = request;
  const moment = <Dated iso={at} />;
  const simple = acts.filter((act) => act === "take" || act === "done" || act === "take-back" || act === "reopen");
  return (
    <li class={`request${pressing === null ? "" : ` request-${pressing}`}`} id={`request-${id}`}>
      <p class="request-what">
        <b>{words.asked[task]}</b> <About request={request} linked={on !== "there"} />
        {on === "me" && <span class="work-title"> {work.title}</span>}
      </p>
      {until !== null && (
        <p class="request-day">
          {words.byDay(<Dated iso={until} />)}
          {left !== null && standing === "open" && <b> ({words.left(left)})</b>}
        </p>
      )}
      <p class="facts">
        {on === "me" && acts.includes("give-up")
          ? words.asksYou(by.name, moment)
          : words.asks(by.name, of?.name ?? null, moment)}
        {last && (
          <>
            {" · "}
            {words.last(words.lasts[last.act](last.by?.name ?? ""), <Dated iso={last.at} />, last.word)}
          </>
        )}
      </p>
      {why !== "" && (
        <p class="request-why">
          <Mixed text={words.quoted(why)} lang={work.sourceLanguage} />
        </p>
      )}
      {acts.length > 0 && (
        <div class="request-acts" data-of={name}>
          {simple.map((act) => (
            <ActForm request={request} act={act} on={on} />
          ))}
          {acts.includes("hand") && (
            <Folded request={request} act="hand">
              <ActForm request={request} act="hand" on={on} button={words.handOn}>
                <label for={`to-${id}`}>{words.whom}</label>
                <Whom id={`to-${id}`} name="to" people={people} />
                <Word id={id} act="hand" />
              </ActForm>
            </Folded>
          )}
          {acts.includes("postpone") && (
            <Folded request={request} act="postpone">
              <ActForm request={request} act="postpone" on={on} button={words.keepDay}>
                <label for={`until-${id}`}>{words.until}</label>
                <input id={`until-${id}`} type="date" name="until" min={today} defaultValue={until ?? ""} />
              </ActForm>
            </Folded>
          )}
          {acts.includes("give-up") && (
            <Folded request={request} act="give-up">
              <ActForm request={request} act="give-up" on={on} button={words.acts["give-up"]}>
                <Word id={id} act="give-up" />
              </ActForm>
            </Folded>
          )}
        </div>
      )}
    </li>
  );
}

/** What it is about, with the way there. */
function About({ request, linked }: { request: RequestHere; linked: boolean }): JSX.Element {
  const words = wordsFrom(REQUESTS);
  const { work, about, name } = request;
  const called = (
    <>
      {words.abouts[about.kind]}
      <Mixed text={name} lang={work.sourceLanguage} />
    </>
  );
  if (!linked) return called;
  return (
    <a href={placeOf(request)} data-line>
      {called}
    </a>
  );
}

/** The page on which what it is about stands. */
export function placeOf({ work, about: { kind, id } }: Pick<RequestHere, "about"> & { work: { id: string } }): string {
  if (kind === "proposal") return address.proposal(work.id, id);
  return kind === "term" ? address.term(work.id, id) : address.passage(work.id, id);
}

/** What is opened for a form that asks more than one press. */
function Folded(props: { request: RequestHere; act: RequestAct; children: ComponentChildren }): JSX.Element {
  const words = wordsFrom(REQUESTS);
  const { task, name } = props.request;
  return (
    <details class="request-act">
      <summary class="quiet-action">
        {words.acts[props.act]}
        <Hidden>{words.of(words.tasks[task], name)}</Hidden>
      </summary>
      {props.children}
    </details>
  );
}

function ActForm(props: {
  request: RequestHere;
  act: RequestAct;
  on: SentOn;
  button?: string;
  children?: ComponentChildren;
}): JSX.Element {
  const words = wordsFrom(REQUESTS);
  const { request, act, on, button, children } = props;
  const { id, work, changes, task, name } = request;
  return (
    <form method="post" action={address.onRequest(work.id, id, act)} class={children ? "row-form" : "inline-form"}>
      <input type="hidden" name="changes" value={changes} />
      <input type="hidden" name="on" value={on} />
      {children}
      <button type="submit" class="button">
        {button ?? words.acts[act]}
        <Hidden>{words.of(words.tasks[task], name)}</Hidden>
      </button>
    </form>
  );
}

function Word({ id, act }: { id: string; act: RequestAct }): JSX.Element {
  const words = wordsFrom(REQUESTS);
  const field = `word-${act}-${id}`;
  return (
    <>
      <label for={field}>
        {words.word}
        {words.optional}
      </label>
      <input id={field} type="text" name="word" maxLength={LONGEST_WORD} autocomplete="off" />
    </>
  );
}

/** Anybody, or one of these. */
export function Whom({ id, name, people }: { id: string; name: string; people: readonly Askable[] }): JSX.Element {
  const words = wordsFrom(REQUESTS);
  return (
    <select id={id} name={name}>
      <option value="">{words.anybody}</option>
      {people.map((person) => (
        <option value={person.id}>{words.person(person.name, words.roles[person.role])}</option>
      ))}
    </select>
  );
}
