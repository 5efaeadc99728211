/** `/sign-in`. */
import type { JSX } from "preact";
import { address } from "../links/addresses.ts";
import { Field, Refused } from "../shell/Forms.tsx";
import { Page } from "../shell/Page.tsx";
import type { SignInView } from "./view.ts";
import type { Visit } from "../shell/view.ts";

export function SignInPage({
  view: { refused, email, next, mayAsk },
  visit,
}: {
  view: SignInView;
  visit: Visit;
}): JSX.Element {
  return (
    <Page visit={visit} crumbs={[{ words: "Works", href: address.works() }, { words: "Sign in" }]} name="form-page">
      <h1>Sign in</h1>
      <p>Reading, comparing and citing need no account. Proposing and reviewing do.</p>
      <Refused message={refused} />
      <form method="post">
        <input type="hidden" name="next" value={next} />
        <Field name="email" label="Email" type="email" value={email} autocomplete="username" />
        <Field name="password" label="Password" type="password" autocomplete="current-password" />
        <button type="submit" class="button primary">
          Sign in
        </button>
      </form>
      <p class="hint">
        No account yet?{" "}
        {mayAsk ? (
          <>
            You can <a href={address.ask()}>ask to take part</a>.
          </>
        ) : (
          "An owner of this workbench can send you an invitation link."
        )}
      </p>
      <p class="hint">
        Password forgotten? An owner can make you a link for a new one. Owners: whoever has the machine that this
        workbench runs on makes one with <code>npx variorum owner-link</code>.
      </p>
    </Page>
  );
}
