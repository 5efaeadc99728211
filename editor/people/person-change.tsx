/** Asked in words before somebody gets another role, or their account is closed. */
import type { JSX } from "preact";
import type { Role } from "../../translations/ledger/roles.ts";
import { address } from "../links/addresses.ts";
import { Page } from "../shell/Page.tsx";
import type { PersonChangeView } from "./view.ts";
import type { Visit } from "../shell/view.ts";

/** What somebody in a role may do, after "they". */
const MAY: Record<Role, string> = {
  reader: "read and cite, and no longer write in drafts: those that they have open become theirs to read only, at once",
  translator: "propose revisions, and not decide on those of others",
  reviewer: "propose revisions, and decide on those of others",
  owner: "do everything here: decide, invite people, give roles and close accounts",
};

const ARTICLE: Record<Role, string> = { reader: "a", translator: "a", reviewer: "a", owner: "an" };

export function PersonChangePage({ view, visit }: { view: PersonChangeView; visit: Visit }): JSX.Element {
  const { act, person, role } = view;
  const own = visit.actor?.id === person.id;
  return (
    <Page
      visit={visit}
      crumbs={[
        { words: "Works", href: address.works() },
        { words: "People", href: address.people() },
        { words: person.name },
      ]}
      name="form-page"
    >
      <h1>
        {act === "close" ? `Close the account of ${person.name}?` : `Make ${person.name} ${ARTICLE[role]} ${role}?`}
      </h1>
      <p>
        {person.name} ({person.email}) is {ARTICLE[person.role]} {person.role} now
        {own && ", and this is your own account"}.{" "}
        {act === "close" ? (
          <Closing />
        ) : (
          `From then on they may ${MAY[role]}. What they have written stays as it is, and credited.`
        )}
      </p>
      <form method="post" action={address.person(person.id, act)} class="row-form">
        {act === "role" && <input type="hidden" name="role" value={role} />}
        <input type="hidden" name="confirmed" value="yes" />
        <button type="submit" class="button primary">
          {act === "close" ? "Close the account" : `Make ${person.name} ${ARTICLE[role]} ${role}`}
        </button>
        <a class="quiet-action" href={address.people()}>
          Leave it as it is
        </a>
      </form>
    </Page>
  );
}

function Closing(): JSX.Element {
  return (
    <>
      Their name stays beside the words that they wrote, for good. Their e-mail, their password and their sessions go at
      once, and a closed account can’t be opened again; they would join anew.
    </>
  );
}
