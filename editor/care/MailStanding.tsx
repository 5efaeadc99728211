/** How it stands with mail, where whoever runs the workbench has named a server for it. */
import type { JSX } from "preact";
import { wordsFrom } from "../language/language.ts";
import { CARE_MAIL } from "./mail-words.ts";
import type { SettingsView } from "./view.ts";

export function MailStanding({ mail }: { mail: NonNullable<SettingsView["mail"]> }): JSX.Element {
  const words = wordsFrom(CARE_MAIL);
  const { host, from, fault, waiting, missing } = mail;
  return (
    <section aria-labelledby="mail">
      <h2 id="mail">{words.title}</h2>
      <p>{missing === null ? words.goesOut(host, from) : words.missing[missing]}</p>
      {fault !== null && (
        <>
          <p>{words.fault}</p>
          <pre tabIndex={0} aria-label={words.title}>
            <code>{fault}</code>
          </pre>
        </>
      )}
      {waiting > 0 && <p>{words.waiting(waiting)}</p>}
      {missing === null && (
        <form method="post">
          <button type="submit" class="button" name="mail" value="test">
            {words.test}
          </button>
        </form>
      )}
    </section>
  );
}
