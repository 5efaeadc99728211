/** `/{work}/-/remove/{passage}`: an owner takes something out of a passage, for good; `/{work}/-/remove`: of what is said of the work. */
import type { ComponentChildren, JSX } from "preact";
import { GROUNDS } from "../../translations/ledger/grounds.ts";
import { address } from "../links/addresses.ts";
import { NAME_MOST } from "../../translations/people/name.ts";
import { wordsFrom } from "../language/language.ts";
import { Page, wayTo } from "../shell/Page.tsx";
import { groundWords } from "../design/Removals.tsx";
import type { RemoveView } from "./view.ts";
import type { Visit } from "../shell/view.ts";
import type { PageOf } from "../shell/page-of.ts";
import { CARE } from "./words.tsx";

export const removePage: PageOf<RemoveView> = {
  Page: RemovePage,
  title: ({ passage, work }) => {
    const words = wordsFrom(CARE).remove;
    return words.title(words.whole(passage?.locator, work.title));
  },
};

function RemovePage({ view, visit }: { view: RemoveView; visit: Visit }): JSX.Element {
  const { work, passage, things, people, done } = view;
  const action = address.remove(work.id, passage?.id);
  const words = wordsFrom(CARE).remove;
  return (
    <Page visit={visit} crumbs={wayTo(work, passage, { words: words.crumb })} name="form-page">
      <h1>{words.title(passage?.locator ?? work.title)}</h1>
      <p>{words.lead}</p>
      <p class="hint">
        {words.elsewhere}
        {passage ? words.ofPassage : words.ofWork}
      </p>
      {done !== null && (
        <p class="told" role="status">
          {done === 0 ? words.nothingLeft : words.takenOut}{" "}
          {passage ? (
            <a href={address.passage(work.id, passage.id)}>{words.toPassage}</a>
          ) : (
            <a href={address.work(work.id)}>{words.toWork}</a>
          )}
        </p>
      )}
      <section aria-labelledby="words">
        <h2 id="words">{words.things}</h2>
        {things.length === 0 ? (
          <p class="empty">{words.noThings}</p>
        ) : (
          <Asked of="words" action={action}>
            <p class="field">
              <label for="thing">{words.thing}</label>
              <select id="thing" name="thing" required>
                <Choose />
                {things.map(({ name, of, what }) => (
                  <option value={name}>{words.of(of, words.removable[what])}</option>
                ))}
              </select>
            </p>
          </Asked>
        )}
      </section>
      {people.length > 0 && (
        <section aria-labelledby="name">
          <h2 id="name">{words.name}</h2>
          <Asked of="name" action={action}>
            <p class="field">
              <label for="person">{words.whose}</label>
              <select id="person" name="person" required>
                <Choose />
                {people.map(({ value, name }) => (
                  <option value={value}>{name}</option>
                ))}
              </select>
            </p>
            <p class="field">
              <label for="instead">{words.instead}</label>
              <input
                id="instead"
                name="instead"
                maxLength={NAME_MOST}
                autocomplete="off"
                aria-describedby="instead-hint"
              />
              <span class="hint" id="instead-hint">
                {words.insteadHint(passage !== null)}
              </span>
            </p>
          </Asked>
        </section>
      )}
    </Page>
  );
}

/** A form that says why, and is asked once more. */
function Asked(props: { of: "words" | "name"; action: string; children: ComponentChildren }): JSX.Element {
  const { of, action, children } = props;
  const words = wordsFrom(CARE).remove;
  return (
    <form method="post" action={action}>
      {children}
      <p class="field">
        <label for={`ground-${of}`}>{words.ground}</label>
        <select id={`ground-${of}`} name="ground" required>
          <Choose />
          {GROUNDS.map((ground) => (
            <option value={ground}>{groundWords(ground)}</option>
          ))}
        </select>
      </p>
      <p class="field">
        <label for={`reason-${of}`}>{words.reason}</label>
        <textarea id={`reason-${of}`} name="reason" rows={2} required />
      </p>
      <p class="field">
        <label>
          <input type="checkbox" name="confirmed" value="yes" required /> {words.sure}
        </label>
      </p>
      <button type="submit" class="button">
        {words.take}
      </button>
    </form>
  );
}

/** Before a choice is made: nobody takes out for good what merely stood first in a list. */
function Choose(): JSX.Element {
  return <option value="">{wordsFrom(CARE).remove.choose}</option>;
}
