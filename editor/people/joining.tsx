/** `/{work}/-/people`: whom a work names who has no account here, and which of them is who here. */
import type { JSX } from "preact";
import { LIMITS } from "../../translations/text/limits.ts";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { Page, wayTo } from "../shell/Page.tsx";
import type { PageOf } from "../shell/page-of.ts";
import type { Visit } from "../shell/view.ts";
import { JOINING } from "./joining-words.ts";
import type { ForeignIn, JoiningView } from "./view.ts";

export const joiningPage: PageOf<JoiningView> = {
  Page: JoiningPage,
  title: ({ work }) => wordsFrom(JOINING).title(work.title),
};

function JoiningPage({ view, visit }: { view: JoiningView; visit: Visit }): JSX.Element {
  const { work, foreign, all, people, isDone } = view;
  const words = wordsFrom(JOINING);
  return (
    <Page visit={visit} crumbs={wayTo(work, null, { words: words.crumb })} name="people-page joining">
      <h1>{words.title(work.title)}</h1>
      <p>{words.lead}</p>
      {isDone && (
        <p class="told" role="status">
          {words.done}
        </p>
      )}
      {foreign.length === 0 ? (
        <p class="empty">{words.nobody}</p>
      ) : (
        <ul class="foreign-rows">
          {foreign.map((each, at) => (
            <li>
              <Foreign of={each} at={at} work={work.id} people={people} />
            </li>
          ))}
        </ul>
      )}
      {all > foreign.length && <p class="hint">{words.more(all - foreign.length)}</p>}
    </Page>
  );
}

function Foreign(props: { of: ForeignIn; at: number; work: string; people: JoiningView["people"] }): JSX.Element {
  const { of, at, work, people } = props;
  const words = wordsFrom(JOINING);
  const { key, name, here } = of;
  return (
    <>
      <p>
        <b class="person">{name}</b> <span class="hint">{words.has(of)}</span>
      </p>
      {here && <p>{words.is(here.name, here.reason, here.by)}</p>}
      <details>
        <summary>{here ? words.undo : words.join}</summary>
        <form method="post" action={address.joinPerson(work)}>
          <input type="hidden" name="foreign" value={key} />
          {here ? (
            <input type="hidden" name="person" value="none" />
          ) : (
            <p class="field">
              <label for={`person-${at}`}>{words.person}</label>
              <select id={`person-${at}`} name="person" required>
                <option value="">{words.choose}</option>
                {people.map((each) => (
                  <option value={each.id}>{each.name}</option>
                ))}
              </select>
            </p>
          )}
          <p class="field">
            <label for={`reason-${at}`}>{here ? words.whyNot : words.why}</label>
            <input
              type="text"
              id={`reason-${at}`}
              name="reason"
              required
              maxLength={LIMITS.reason}
              autocomplete="off"
            />
          </p>
          <button type="submit" class="button">
            {here ? words.part : words.same}
          </button>
        </form>
      </details>
    </>
  );
}
