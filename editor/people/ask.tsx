/** `/-/ask`: somebody without an account asks to take part. */
import type { JSX } from "preact";
import { address } from "../links/addresses.ts";
import { Field, Refused } from "../shell/Forms.tsx";
import { Page } from "../shell/Page.tsx";
import type { AskView } from "./view.ts";
import type { Visit } from "../shell/view.ts";

export function AskPage({ view, visit }: { view: AskView; visit: Visit }): JSX.Element {
  const { asked, refused, name, email, why } = view;
  return (
    <Page visit={visit} crumbs={[{ words: "Works", href: address.works() }, { words: "Ask" }]} name="form-page">
      <h1>Ask to take part</h1>
      {asked ? (
        <p class="done" role="status">
          Your request is with the owners of this workbench. If they take it up, they write to you and send you a link.
        </p>
      ) : (
        <>
          <p>Reading, comparing and citing need no account. To propose and review, say who you are and why.</p>
          <Refused message={refused} />
          <form method="post">
            <Field name="name" label="Name" value={name} autocomplete="name" />
            <Field
              name="email"
              label="Email"
              type="email"
              value={email}
              autocomplete="email"
              hint="Only the owners see it. An answer goes there, and an invitation will be for this address alone."
            />
            <p class="field">
              <label for="why">Why</label>
              <textarea id="why" name="why" rows={5} required maxLength={2_000} defaultValue={why} />
            </p>
            <button type="submit" class="button primary">
              Ask
            </button>
          </form>
        </>
      )}
    </Page>
  );
}
