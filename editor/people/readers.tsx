/** `/{work}/-/readers`: who reads a work, and what everybody may do in it. */
import type { JSX } from "preact";
import { roleIn, VISIBILITIES } from "../../translations/ledger/access.ts";
import { NEEDED, OWN_COUNTS } from "../../translations/ledger/approvals.ts";
import { ROLES } from "../../translations/ledger/roles.ts";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { Page, wayTo } from "../shell/Page.tsx";
import type { PageOf } from "../shell/page-of.ts";
import type { Visit } from "../shell/view.ts";
import type { ReaderIn, ReadersView } from "./view.ts";
import { READERS_WORDS } from "./readers-words.ts";

export const readersPage: PageOf<ReadersView> = {
  Page: ReadersPage,
  title: ({ work }) => wordsFrom(READERS_WORDS).title(work.title),
};

function ReadersPage({ view, visit }: { view: ReadersView; visit: Visit }): JSX.Element {
  const { work, visibility, people, done } = view;
  const words = wordsFrom(READERS_WORDS);
  const here = people.filter((each) => each.here !== null);
  const others = people.filter((each) => each.here === null);
  return (
    <Page visit={visit} crumbs={wayTo(work, null, { words: words.crumb })} name="people-page readers">
      <h1>{words.title(work.title)}</h1>
      {done !== null && (
        <p class="told" role="status">
          {done === "visibility" ? words.now[visibility] : words.done[done]}
        </p>
      )}
      <section aria-labelledby="visibility">
        <h2 id="visibility">{words.visibility}</h2>
        <form method="post" action={address.setVisibility(work.id)}>
          {VISIBILITIES.map((each) => (
            <p class="choice">
              <input
                type="radio"
                name="visibility"
                id={`visibility-${each}`}
                value={each}
                checked={each === visibility}
              />
              <label for={`visibility-${each}`}>
                <b>{words.visibilities[each]}</b> {words.means[each]}
              </label>
            </p>
          ))}
          <p class="hint">{words.copies}</p>
          <button type="submit" class="button">
            {words.save}
          </button>
        </form>
      </section>
      <Approvals view={view} />
      <section aria-labelledby="roles">
        <h2 id="roles">{words.roles}</h2>
        <p>{words.rolesLead(visibility)}</p>
        {here.length === 0 ? (
          <p class="empty">{words.nobody}</p>
        ) : (
          <ul class="person-rows">
            {here.map((each) => (
              <li>
                <Reader of={each} work={work.id} visibility={visibility} />
              </li>
            ))}
          </ul>
        )}
        {others.length > 0 && (
          <form method="post" action={address.giveRoleIn(work.id)} class="row-form">
            <label for="person">{words.person}</label>
            <select id="person" name="person" required>
              <option value="">{words.choose}</option>
              {others.map(({ id, name, everywhere }) => (
                <option value={id}>{words.personAs(name, words.named[everywhere])}</option>
              ))}
            </select>
            <label for="role">{words.role}</label>
            <select id="role" name="role">
              {ROLES.map((role) => (
                <option value={role}>{words.named[role]}</option>
              ))}
            </select>
            <button type="submit" class="button">
              {words.give}
            </button>
          </form>
        )}
      </section>
    </Page>
  );
}

/** How many approvals a version needs, and whose count of words that are their own. */
function Approvals({ view: { work, approvals } }: { view: ReadersView }): JSX.Element {
  const words = wordsFrom(READERS_WORDS).approvals;
  return (
    <section aria-labelledby="approvals">
      <h2 id="approvals">{words.title}</h2>
      <p>{words.lead}</p>
      <form method="post" action={address.setApprovals(work.id)}>
        <fieldset>
          <legend>{words.howMany}</legend>
          {NEEDED.map((needed) => (
            <p class="choice" key={needed}>
              <input
                type="radio"
                name="needed"
                id={`needed-${needed}`}
                value={needed}
                checked={needed === approvals.needed}
              />
              <label for={`needed-${needed}`}>
                <b>{words.needed[needed].name}</b> {words.needed[needed].means}
              </label>
            </p>
          ))}
        </fieldset>
        <p class="field">
          <label for="own-counts">{words.own}</label>
          <select id="own-counts" name="own">
            {OWN_COUNTS.map((own) => (
              <option value={own} selected={own === approvals.own}>
                {words.whose[own]}
              </option>
            ))}
          </select>
        </p>
        <p class="hint">{words.fromNowOn}</p>
        <button type="submit" class="button">
          {words.save}
        </button>
      </form>
    </section>
  );
}

function Reader(props: { of: ReaderIn; work: string; visibility: ReadersView["visibility"] }): JSX.Element {
  const { of, work, visibility } = props;
  const { id, name, here, everywhere } = of;
  const words = wordsFrom(READERS_WORDS);
  const may = roleIn({ visibility, roles: new Map([[id, { role: here! }]]) }, { id, role: everywhere })!;
  return (
    <form method="post" action={address.giveRoleIn(work)} class="row-form">
      <b>{name}</b>
      <input type="hidden" name="person" value={id} />
      <select name="role" aria-label={words.roleOf(name)}>
        {ROLES.map((role) => (
          <option value={role} selected={role === here}>
            {words.named[role]}
          </option>
        ))}
        <option value="none">{words.none}</option>
      </select>
      <button type="submit" class="button">
        {words.change}
      </button>
      {may !== here && <span class="hint">{words.more(words.named[may])}</span>}
    </form>
  );
}
