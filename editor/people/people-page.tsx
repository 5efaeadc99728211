/** `/people`: who has an account here, in which role; invitations. For owners. */
import type { JSX } from "preact";
import { ROLES, type Role } from "../../translations/ledger/roles.ts";
import { namesakes } from "../../translations/people/name.ts";
import { address } from "../links/addresses.ts";
import { CopyButton } from "../design/Copy.tsx";
import { Field, Refused } from "../shell/Forms.tsx";
import { Page } from "../shell/Page.tsx";
import { Dated } from "../design/People.tsx";
import { Hidden, Prose } from "../design/Prose.tsx";
import { roleWords } from "../design/wording.ts";
import type { PeopleView } from "./view.ts";
import type { Visit } from "../shell/view.ts";

export function PeoplePage({ view, visit }: { view: PeopleView; visit: Visit }): JSX.Element {
  return (
    <Page visit={visit} crumbs={[{ words: "Works", href: address.works() }, { words: "People" }]} name="people-page">
      <h1>People</h1>
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
  return (
    <div class="fresh-link" role="status">
      <p>Send this link to {linkFor ?? "one person"}. It serves once, and is shown only now.</p>
      <div class="taking">
        <pre tabIndex={0} aria-label="One-time link">
          <code>{link}</code>
        </pre>
        <CopyButton words={link} what="the link" />
      </div>
    </div>
  );
}

function Askings({ view: { askings, mayAsk } }: { view: PeopleView }): JSX.Element {
  return (
    <section aria-labelledby="askings">
      <h2 id="askings">Who asks to take part</h2>
      {askings.length === 0 && (
        <p class="hint">
          {mayAsk ? "Nobody just now. Strangers may ask" : "Strangers can’t ask"} (
          <a href={address.settings()}>Settings</a>
          ).
        </p>
      )}
      {askings.map(({ id, name, email, why, at }) => (
        <article class="asking" aria-label={`${name} asks`}>
          <p>
            <b class="person">{name}</b>, {email}, <Dated iso={at} />
          </p>
          <Prose text={why} />
          <div class="row-form">
            <form method="post" action={address.asking(id, "answer")} class="row-form">
              <RoleChoice id={`answer-${id}`} label="Invite as" chosen="translator" />
              <button type="submit" class="button">
                Make a link<Hidden> for {name}</Hidden>
              </button>
            </form>
            <form method="post" action={address.asking(id, "put-away")} class="inline-form">
              <button type="submit" class="quiet-action">
                Put away<Hidden> the request of {name}</Hidden>
              </button>
            </form>
          </div>
        </article>
      ))}
    </section>
  );
}

function RoleChoice({ id, label, chosen }: { id: string; label: string; chosen: Role }): JSX.Element {
  return (
    <>
      <label for={id}>{label}</label>
      <select id={id} name="role">
        {ROLES.map((role) => (
          <option value={role} selected={role === chosen}>
            {role}
          </option>
        ))}
      </select>
    </>
  );
}

function Invite({ view: { typed } }: { view: PeopleView }): JSX.Element {
  const more = typed.email !== "" || typed.message !== "" || typed.place !== "";
  return (
    <section aria-labelledby="invite">
      <h2 id="invite">Invite</h2>
      <form method="post" action={address.invite()}>
        <p class="row-form">
          <RoleChoice id="invite-role" label="A new" chosen={typed.role} />
          <button type="submit" class="button primary">
            Make a link
          </button>
        </p>
        <details class="invite-more" open={more}>
          <summary>With a message, a place, or for one e-mail address only</summary>
          <p class="field">
            <label for="invite-message">Message</label>
            <textarea id="invite-message" name="message" rows={3} maxLength={1_000} defaultValue={typed.message} />
          </p>
          <Field
            name="place"
            label="Where they arrive"
            value={typed.place}
            optional
            autocomplete="off"
            hint="A page of this workbench, such as /nip14, or its whole address as you copied it."
          />
          <Field
            name="email"
            label="Only for this e-mail"
            type="email"
            value={typed.email}
            optional
            autocomplete="off"
            hint="They join with it, or not at all. The page of the invitation does not show it."
          />
        </details>
      </form>
      <ul class="role-words">
        {ROLES.map((role) => (
          <li>{roleWords(role)}</li>
        ))}
      </ul>
      <p class="hint">
        A draft is written by whoever began it and those invited to it there, on its own page. A role taken away counts
        at once, also in drafts that are open.
      </p>
    </section>
  );
}

function Invitations({ view: { invitations } }: { view: PeopleView }): JSX.Element {
  return (
    <section aria-labelledby="invitations">
      <h2 id="invitations">Open invitations</h2>
      {invitations.length === 0 && <p class="hint">None. A link serves for a week, once.</p>}
      <ul class="plain-list">
        {invitations.map(({ id, role, by, made, expires, email, message, place }) => (
          <li class="invitation">
            <p>
              {role === "owner" ? "An" : "A"} {role}, {email ?? "whoever has the link"}; by {by}
              {made && (
                <>
                  , <Dated iso={made} />
                </>
              )}
              ; until <Dated iso={expires} exact />
              {place !== "/" && (
                <>
                  ; arrives at <a href={place}>{place}</a>
                </>
              )}
            </p>
            {message !== "" && <Prose text={message} />}
            <form method="post" action={address.revoke(id)} class="inline-form">
              <button type="submit" class="quiet-action">
                Revoke<Hidden> the invitation for {email ?? `a ${role}`}</Hidden>
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
  return (
    <section aria-labelledby="accounts">
      <h2 id="accounts">Accounts</h2>
      <div class="table-place" tabIndex={0} role="region" aria-label="Table of accounts">
        <table>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Email</th>
              <th scope="col">Since</th>
              <th scope="col">Role</th>
              <th scope="col">More</th>
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
  const called = alike ? `${name} (${email})` : name;
  return (
    <tr>
      <th scope="row">
        {name}
        {own && " (you)"}
        {alike && <span class="hint"> Another account has this name.</span>}
      </th>
      <td class="email">{email}</td>
      <td>
        <Dated iso={since} exact={alike} />
      </td>
      <td>
        <form method="get" action={address.person(id, "role")} class="row-form">
          <select name="role" aria-label={`Role of ${called}`}>
            {ROLES.map((each) => (
              <option value={each} selected={each === role}>
                {each}
              </option>
            ))}
          </select>
          <button type="submit" class="quiet-action">
            Change…<Hidden> the role of {called}</Hidden>
          </button>
        </form>
      </td>
      <td>
        <form method="post" action={address.person(id, "reset")} class="inline-form">
          <button type="submit" class="quiet-action">
            Link for a new password<Hidden> of {called}</Hidden>
          </button>
        </form>{" "}
        <a class="quiet-action" href={address.person(id, "close")}>
          Close…<Hidden> the account of {called}</Hidden>
        </a>
      </td>
    </tr>
  );
}
