/** `/people`: who has an account here, in which role; invitations. For owners. */
import type { JSX } from "preact";
import { ROLES, type Role } from "../../translations/ledger/roles.ts";
import { MESSAGE_MOST } from "../../translations/people/limits.ts";
import { namesakes } from "../../translations/people/name.ts";
import { address } from "../links/addresses.ts";
import { CopyButton } from "../design/Copy.tsx";
import { Field, Refused } from "../shell/Forms.tsx";
import { wordsFrom } from "../language/language.ts";
import { Page } from "../shell/Page.tsx";
import { Dated } from "../design/People.tsx";
import { Hidden, Prose } from "../design/Prose.tsx";
import { roleWords } from "../design/wording.ts";
import type { PeopleView } from "./view.ts";
import type { Visit } from "../shell/view.ts";
import { PEOPLE } from "./words.tsx";
import type { PageOf } from "../shell/page-of.ts";

export const peoplePage: PageOf<PeopleView> = {
  Page: PeoplePage,
  title: () => wordsFrom(PEOPLE).people.title,
};

function PeoplePage({ view, visit }: { view: PeopleView; visit: Visit }): JSX.Element {
  const { works, people: words } = wordsFrom(PEOPLE);
  return (
    <Page visit={visit} crumbs={[{ words: works, href: address.works() }, { words: words.title }]} name="people-page">
      <h1>{words.title}</h1>
      <Refused message={view.refused} />
      <Link view={view} />
      <Askings view={view} />
      <Invite view={view} />
      <Invitations view={view} />
      <Accounts view={view} visit={visit} />
    </Page>
  );
}

/** A link that was made just now. Only its digest is kept, so it can't be shown again. */
function Link({ view: { link, linkFor } }: { view: PeopleView }): JSX.Element | null {
  if (!link) return null;
  const words = wordsFrom(PEOPLE).people;
  return (
    <div class="fresh-link" role="status">
      <p>{words.send(linkFor ?? words.onePerson)}</p>
      <div class="taking">
        <pre tabIndex={0} aria-label={words.oneTimeLink}>
          <code>{link}</code>
        </pre>
        <CopyButton words={link} what={words.theLink} />
      </div>
    </div>
  );
}

/** Words for those who hear the page. */
const hidden = (words: string): JSX.Element => <Hidden>{words}</Hidden>;

function Askings({ view: { askings, mayAsk } }: { view: PeopleView }): JSX.Element {
  const words = wordsFrom(PEOPLE).people;
  return (
    <section aria-labelledby="askings">
      <h2 id="askings">{words.askings}</h2>
      {askings.length === 0 && (
        <p class="hint">
          {mayAsk ? words.nobodyAsks : words.nobodyMayAsk}{" "}
          {words.settings((link) => (
            <a href={address.settings()}>{link}</a>
          ))}
        </p>
      )}
      {askings.map(({ id, name, email, why, at }) => (
        <article class="asking" aria-label={words.asks(name)}>
          <p>{words.asker(<b class="person">{name}</b>, email, <Dated iso={at} />)}</p>
          <Prose text={why} />
          <div class="row-form">
            <form method="post" action={address.asking(id, "answer")} class="row-form">
              <RoleChoice id={`answer-${id}`} label={words.inviteAs} chosen="translator" />
              <button type="submit" class="button">
                {words.makeLinkFor(hidden, name)}
              </button>
            </form>
            <form method="post" action={address.asking(id, "put-away")} class="inline-form">
              <button type="submit" class="quiet-action">
                {words.putAway(hidden, name)}
              </button>
            </form>
          </div>
        </article>
      ))}
    </section>
  );
}

function RoleChoice({ id, label, chosen }: { id: string; label: string; chosen: Role }): JSX.Element {
  const { named } = wordsFrom(PEOPLE);
  return (
    <>
      <label for={id}>{label}</label>
      <select id={id} name="role">
        {ROLES.map((role) => (
          <option value={role} selected={role === chosen}>
            {named[role]}
          </option>
        ))}
      </select>
    </>
  );
}

function Invite({ view: { typed } }: { view: PeopleView }): JSX.Element {
  const more = typed.email !== "" || typed.message !== "" || typed.place !== "";
  const words = wordsFrom(PEOPLE).people;
  return (
    <section aria-labelledby="invite">
      <h2 id="invite">{words.invite}</h2>
      <form method="post" action={address.invite()}>
        <p class="row-form">
          <RoleChoice id="invite-role" label={words.aNew} chosen={typed.role} />
          <button type="submit" class="button primary">
            {words.makeLink}
          </button>
        </p>
        <details class="invite-more" open={more}>
          <summary>{words.more}</summary>
          <p class="field">
            <label for="invite-message">{words.message}</label>
            <textarea
              id="invite-message"
              name="message"
              rows={3}
              maxLength={MESSAGE_MOST}
              defaultValue={typed.message}
            />
          </p>
          <Field
            name="place"
            label={words.place}
            value={typed.place}
            optional
            autocomplete="off"
            hint={words.placeHint}
          />
          <Field
            name="email"
            label={words.onlyFor}
            type="email"
            value={typed.email}
            optional
            autocomplete="off"
            hint={words.onlyForHint}
          />
        </details>
      </form>
      <ul class="role-words">
        {ROLES.map((role) => (
          <li>{roleWords(role)}</li>
        ))}
      </ul>
      <p class="hint">{words.whoWrites}</p>
    </section>
  );
}

function Invitations({ view: { invitations } }: { view: PeopleView }): JSX.Element {
  const { aNamed, people: words } = wordsFrom(PEOPLE);
  return (
    <section aria-labelledby="invitations">
      <h2 id="invitations">{words.invitations}</h2>
      {invitations.length === 0 && <p class="hint">{words.noInvitations}</p>}
      <ul class="plain-list">
        {invitations.map(({ id, role, by, made, expires, email, message, place }) => (
          <li class="invitation">
            <p>
              {words.invitation(words.aRole[role], email ?? words.whoever, by)}
              {made && words.made(<Dated iso={made} />)}
              {words.until(<Dated iso={expires} exact />)}
              {place !== "/" && words.arrives(<a href={place}>{place}</a>)}
            </p>
            {message !== "" && <Prose text={message} />}
            <form method="post" action={address.revoke(id)} class="inline-form">
              <button type="submit" class="quiet-action">
                {words.revoke(hidden, email ?? aNamed[role])}
              </button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Accounts({ view: { people }, visit }: { view: PeopleView; visit: Visit }): JSX.Element {
  const alike = namesakes(people);
  const words = wordsFrom(PEOPLE).people;
  return (
    <section aria-labelledby="accounts">
      <h2 id="accounts">{words.accounts}</h2>
      <div class="table-place" tabIndex={0} role="region" aria-label={words.table}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.name}</th>
              <th scope="col">{words.email}</th>
              <th scope="col">{words.since}</th>
              <th scope="col">{words.role}</th>
              <th scope="col">{words.moreToDo}</th>
            </tr>
          </thead>
          <tbody>
            {people.map((person) => (
              <Row person={person} alike={alike.has(person)} own={visit.actor?.id === person.id} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Row(props: { person: PeopleView["people"][number]; alike: boolean; own: boolean }): JSX.Element {
  const { person, alike, own } = props;
  const { id, name, email, role, since } = person;
  const { named, people: words } = wordsFrom(PEOPLE);
  const called = alike ? words.called(name, email) : name;
  return (
    <tr>
      <th scope="row">
        {name}
        {own && words.you}
        {alike && <span class="hint">{words.sameName}</span>}
      </th>
      <td class="email">{email}</td>
      <td>
        <Dated iso={since} exact={alike} />
      </td>
      <td>
        <form method="get" action={address.person(id, "role")} class="row-form">
          <select name="role" aria-label={words.roleOf(called)}>
            {ROLES.map((each) => (
              <option value={each} selected={each === role}>
                {named[each]}
              </option>
            ))}
          </select>
          <button type="submit" class="quiet-action">
            {words.changeRole(hidden, called)}
          </button>
        </form>
      </td>
      <td>
        <form method="post" action={address.person(id, "reset")} class="inline-form">
          <button type="submit" class="quiet-action">
            {words.newPassword(hidden, called)}
          </button>
        </form>{" "}
        <a class="quiet-action" href={address.person(id, "close")}>
          {words.close(hidden, called)}
        </a>
      </td>
    </tr>
  );
}
