/** `/-/reset/{token}`: a new password, by a link that an owner made. */
import type { JSX } from "preact";
import { address } from "../links/addresses.ts";
import { Field, Refused } from "../shell/Forms.tsx";
import { Page } from "../shell/Page.tsx";
import type { ResetView } from "./view.ts";
import type { Visit } from "../shell/view.ts";

export function ResetPage({ view: { person, refused }, visit }: { view: ResetView; visit: Visit }): JSX.Element {
  return (
    <Page
      visit={visit}
      crumbs={[{ words: "Works", href: address.works() }, { words: "New password" }]}
      name="form-page"
    >
      <h1>{person === null ? "This link can’t be used" : `A new password for ${person}`}</h1>
      <Refused message={refused} />
      {person === null ? (
        <p>
          It was used already, is past its day, or was never one. Ask an owner for a new one. If you know your password,{" "}
          <a href={address.signIn("/")}>sign in</a>.
        </p>
      ) : (
        <form method="post">
          <Field
            name="password"
            label="New password"
            type="password"
            autocomplete="new-password"
            minLength={10}
            hint="At least 10 characters. A few words in a row do well."
          />
          <button type="submit" class="button primary">
            Set it and sign in
          </button>
          <p class="hint">Every session of the account that is open ends, on all devices.</p>
        </form>
      )}
    </Page>
  );
}
