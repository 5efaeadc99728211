/** What went wrong: what happened, what is safe, what to do. */
import type { JSX } from "preact";
import { address } from "../links/addresses.ts";
import { SendAgain } from "./Forms.tsx";
import { Page } from "./Page.tsx";
import { Prose } from "../design/Prose.tsx";
import type { ErrorView, Visit } from "./view.ts";

export function ErrorPage({
  view: { status, title, message, typed },
  visit,
}: {
  view: ErrorView;
  visit: Visit;
}): JSX.Element {
  return (
    <Page
      visit={visit}
      crumbs={[{ words: "Works", href: address.works() }, { words: title }]}
      name="form-page error-page"
    >
      <p class="status-number">{status}</p>
      <h1>{title}</h1>
      <Prose text={message} />
      <SendAgain typed={typed} />
      <p>
        {typed && visit.url !== address.works() && (
          <>
            <a href={visit.url}>Back to its page</a>
            {" · "}
          </>
        )}
        <a href={address.works()}>To the works held here</a>
        {status === 401 && (
          <>
            {" · "}
            <a href={address.signIn(visit.url)}>Sign in</a>
          </>
        )}
      </p>
    </Page>
  );
}
