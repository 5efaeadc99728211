/** `/join/{token}`: an invitation taken up. */
import type { JSX } from "preact";
import { address } from "../components/addresses.ts";
import { Field, Refused } from "../components/Forms.tsx";
import { Page } from "../components/Page.tsx";
import type { Role } from "../../translations/ledger/roles.ts";
import type { JoinView, Visit } from "../views.ts";

/** What the invited person will be able to do. */
const MAY: Record<Role, string> = {
  reader: "As a reader you read and cite.",
  translator: "As a translator you read, cite and propose.",
  reviewer: "As a reviewer you propose, and decide on the proposals of others.",
  owner: "As its owner you do everything here: propose, decide, invite people and give them roles.",
};

export function JoinPage({ view, visit }: { view: JoinView; visit: Visit }): JSX.Element {
  const { invitation, refused, name, email } = view;
  return (
    <Page visit={visit} crumbs={[{ words: "Works", href: address.works() }, { words: "Join" }]} name="form-page">
      <h1>{invitation ? "Join this workbench" : "This link can’t be used"}</h1>
      <Refused message={refused} />
      {invitation ? (
        <>
          <p>
            {invitation.by === null
              ? "This link makes the first account, which owns the workbench."
              : `${invitation.by} invites you.`}{" "}
            {MAY[invitation.role]}
          </p>
          <form method="post">
            <Field
              name="name"
              label="Name"
              value={name}
              autocomplete="name"
              hint="As you wish to be credited. It stands beside your words for good."
            />
            <Field name="email" label="Email" type="email" value={email} autocomplete="username" />
            <Field name="password" label="Password" type="password" autocomplete="new-password" minLength={8} />
            <button type="submit" class="button primary">
              Make the account
            </button>
          </form>
        </>
      ) : (
        <p>
          It was used already, is past its day, or was never an invitation. Ask an owner for a new one. If you have an
          account, <a href={address.signIn("/")}>sign in</a>.
        </p>
      )}
    </Page>
  );
}
