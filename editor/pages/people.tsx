/** `/people`: who has an account here, in which role; invitations. For owners. */
import type { JSX } from "preact";
import { ROLES } from "../../translations/ledger/roles.ts";
import { address } from "../components/addresses.ts";
import { CopyButton } from "../components/Copy.tsx";
import { Refused } from "../components/Forms.tsx";
import { Page } from "../components/Page.tsx";
import { Dated } from "../components/People.tsx";
import { ROLE_WORDS } from "../components/wording.ts";
import type { PeopleView, Visit } from "../views.ts";

export function PeoplePage({
  view: { people, link, refused },
  visit,
}: {
  view: PeopleView;
  visit: Visit;
}): JSX.Element {
  return (
    <Page visit={visit} crumbs={[{ words: "Works", href: address.works() }, { words: "People" }]} name="people-page">
      <h1>People</h1>
      <Refused message={refused} />
      <section aria-labelledby="invite">
        <h2 id="invite">Invite</h2>
        {link && (
          <div class="fresh-link" role="status">
            <p>Send this link to one person. It serves once, and is shown only now.</p>
            <div class="taking">
              <pre tabIndex={0} aria-label="Invitation link">
                <code>{link}</code>
              </pre>
              <CopyButton words={link} what="the invitation link" />
            </div>
          </div>
        )}
        <form method="post" action="/people/invite" class="row-form">
          <label for="invite-role">A new</label>
          <select id="invite-role" name="role">
            {ROLES.map((role) => (
              <option value={role} selected={role === "translator"}>
                {role}
              </option>
            ))}
          </select>
          <button type="submit" class="button primary">
            Make a link
          </button>
        </form>
        <ul class="role-words">
          {ROLES.map((role) => (
            <li>{ROLE_WORDS[role]}</li>
          ))}
        </ul>
        <p class="hint">
          A draft is written by whoever began it and those invited to it there, on its own page. A role taken away
          counts at once, also in drafts that are open.
        </p>
      </section>
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
              </tr>
            </thead>
            <tbody>
              {people.map(({ id, name, email, role, since }) => (
                <tr>
                  <th scope="row">{name}</th>
                  <td>{email}</td>
                  <td>
                    <Dated iso={since} />
                  </td>
                  <td>
                    <form method="post" action={address.role(id)} class="row-form">
                      <select name="role" aria-label={`Role of ${name}`}>
                        {ROLES.map((each) => (
                          <option value={each} selected={each === role}>
                            {each}
                          </option>
                        ))}
                      </select>
                      <button type="submit" class="quiet-action">
                        Change<span class="visually-hidden"> the role of {name}</span>
                      </button>
                    </form>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
    </Page>
  );
}
