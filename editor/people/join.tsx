/** `/join/{token}`: an invitation taken up. */
import type { JSX } from "preact";
import { address } from "../links/addresses.ts";
import { Field, Refused } from "../shell/Forms.tsx";
import { Page } from "../shell/Page.tsx";
import { Prose } from "../design/Prose.tsx";
import type { Role } from "../../translations/ledger/roles.ts";
import type { JoinView } from "./view.ts";
import type { Visit } from "../shell/view.ts";

/** What the invited person will be able to do. */
const MAY: Record<Role, string> = {
  reader: "As a reader you read and cite.",
  translator: "As a translator you read, cite and propose.",
  reviewer: "As a reviewer you propose, and decide on the proposals of others.",
  owner: "As its owner you do everything here: propose, decide, invite people and give them roles.",
};

function from({ by, machine }: NonNullable<JoinView["invitation"]>): string {
  if (by !== null) return `${by} invites you.`;
  return machine
    ? "This link was made on the machine that runs this workbench. It makes a new owner; with the e-mail of an account that is there, it gives that account this password and makes it an owner."
    : "This link makes the first account, which owns the workbench.";
}

export function JoinPage({ view, visit }: { view: JoinView; visit: Visit }): JSX.Element {
  const { invitation, licence, refused, name, email, agreed } = view;
  return (
    <Page visit={visit} crumbs={[{ words: "Works", href: address.works() }, { words: "Join" }]} name="form-page">
      <h1>{invitation ? "Join this workbench" : "This link can’t be used"}</h1>
      <Refused message={refused} />
      {invitation ? (
        <>
          <p>
            {from(invitation)} {MAY[invitation.role]}
          </p>
          {invitation.message !== "" && (
            <blockquote class="invitation-message">
              <Prose text={invitation.message} />
            </blockquote>
          )}
          {invitation.place !== "/" && (
            <p>
              You will arrive at <a href={invitation.place}>{invitation.place}</a>.
            </p>
          )}
          <form method="post">
            <Field
              name="name"
              label="Name"
              value={name}
              autocomplete="name"
              optional={invitation.machine}
              hint={
                invitation.machine
                  ? "As you wish to be credited. An account that is there keeps its name."
                  : "As you wish to be credited. It stands beside your words for good."
              }
            />
            <Field
              name="email"
              label="Email"
              type="email"
              value={email}
              autocomplete="username"
              {...(invitation.bound && { hint: "The invitation is for one address: use the one that it was sent to." })}
            />
            <Field
              name="password"
              label="Password"
              type="password"
              autocomplete="new-password"
              minLength={10}
              hint="At least 10 characters. A few words in a row do well."
            />
            <div class="agreement">
              <Prose text={licence.words} />
              <p>
                <label>
                  <input
                    type="checkbox"
                    name="agreed"
                    value="yes"
                    required={!invitation.machine}
                    defaultChecked={agreed}
                  />{" "}
                  I agree
                </label>{" "}
                (<a href={address.about("licence")}>more about this</a>)
              </p>
            </div>
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
