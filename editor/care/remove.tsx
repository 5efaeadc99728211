/** `/{work}/-/remove/{passage}`: an owner takes something out of a passage, for good; `/{work}/-/remove`: of what is said of the work. */
import type { ComponentChildren, JSX } from "preact";
import type { Removable } from "../../translations/ledger/events.ts";
import { GROUNDS } from "../../translations/ledger/grounds.ts";
import type { Worded } from "../../translations/ledger/work.ts";
import { address } from "../links/addresses.ts";
import { Page, wayTo } from "../shell/Page.tsx";
import { groundWords } from "../design/Removals.tsx";
import type { RemoveView } from "./view.ts";
import type { Visit } from "../shell/view.ts";
import type { PageOf } from "../shell/page-of.ts";

export const removePage: PageOf<RemoveView> = {
  Page: RemovePage,
  title: ({ passage, work }) => `Take something out of ${passage ? `${passage.locator}, ` : ""}${work.title}`,
};

/** What of it, after "Of v2". */
const WHAT: Readonly<Record<Removable | Worded["kind"], string>> = {
  text: "the words, and the notes on them",
  notes: "the notes alone",
  reasons: "the reasons given, and where it was published",
  work: "its titles and issuers, and what is said of it",
  translation: "title, publisher and address",
  passage: "its locator, and the remark on it",
  source: "the words, and where they are from",
  term: "its words and their renderings, and the remark on it",
};

function RemovePage({ view, visit }: { view: RemoveView; visit: Visit }): JSX.Element {
  const { work, passage, things, people, done } = view;
  const action = address.remove(work.id, passage?.id);
  return (
    <Page visit={visit} crumbs={wayTo(work, passage, { words: "Take something out" })} name="form-page">
      <h1>Take something out of {passage?.locator ?? work.title}</h1>
      <p>
        What is taken out is deleted for good: here, in the drafts it was written in, and in what is kept ready to be
        shown. Its address stays, and says when, by whom and why it was removed; the chain of records stays whole.
      </p>
      <p class="hint">
        Copies elsewhere remain: backups made before, archives, and what others saved.{" "}
        {passage
          ? "The same words may stand in other versions and proposals of this passage, or in notes that quote them; take them out of each. Steps of the drafts of decided proposals on this passage go too, for the words may stand in them."
          : "All wordings that there were so far go, the one that stands among them; what may stand instead is said anew afterwards. What belongs to one passage is taken out there."}
      </p>
      {done !== null && (
        <p class="told" role="status">
          {done === 0 ? "There was nothing left of that to take out." : "It was taken out, for good."}{" "}
          {passage ? (
            <a href={address.passage(work.id, passage.id)}>To the passage</a>
          ) : (
            <a href={address.work(work.id)}>To the work</a>
          )}
        </p>
      )}
      <section aria-labelledby="words">
        <h2 id="words">Words or reasons</h2>
        {things.length === 0 ? (
          <p class="empty">Nothing of it is kept that could be taken out.</p>
        ) : (
          <Asked about="words" action={action}>
            <p class="field">
              <label for="thing">What is to go</label>
              <select id="thing" name="thing" required>
                <Choose />
                {things.map(({ name, of, what }) => (
                  <option value={name}>
                    Of {of}: {WHAT[what]}
                  </option>
                ))}
              </select>
            </p>
          </Asked>
        )}
      </section>
      {people.length > 0 && (
        <section aria-labelledby="name">
          <h2 id="name">A name</h2>
          <Asked about="name" action={action}>
            <p class="field">
              <label for="person">Whose</label>
              <select id="person" name="person" required>
                <Choose />
                {people.map(({ value, name }) => (
                  <option value={value}>{name}</option>
                ))}
              </select>
            </p>
            <p class="field">
              <label for="instead">The name to stand in its place</label>
              <input id="instead" name="instead" maxLength={80} autocomplete="off" aria-describedby="instead-hint" />
              <span class="hint" id="instead-hint">
                Left empty, “N. N.” stands there. It changes in{" "}
                {passage
                  ? "this passage: in its versions, notes and proposals."
                  : "what is said of the work and its terms; in each passage it is taken out there."}
              </span>
            </p>
          </Asked>
        </section>
      )}
    </Page>
  );
}

/** A form that says why, and is asked once more. */
function Asked(props: { about: "words" | "name"; action: string; children: ComponentChildren }): JSX.Element {
  const { about, action, children } = props;
  return (
    <form method="post" action={action}>
      {children}
      <p class="field">
        <label for={`ground-${about}`}>On what ground</label>
        <select id={`ground-${about}`} name="ground" required>
          <Choose />
          {GROUNDS.map((ground) => (
            <option value={ground}>{groundWords(ground)}</option>
          ))}
        </select>
      </p>
      <p class="field">
        <label for={`reason-${about}`}>Why, in a sentence that is shown in its place</label>
        <textarea id={`reason-${about}`} name="reason" rows={2} required />
      </p>
      <p class="field">
        <label>
          <input type="checkbox" name="confirmed" value="yes" required /> I know that nothing brings it back.
        </label>
      </p>
      <button type="submit" class="button">
        Take it out for good
      </button>
    </form>
  );
}

/** Before a choice is made: nobody takes out for good what merely stood first in a list. */
function Choose(): JSX.Element {
  return <option value="">Choose …</option>;
}
