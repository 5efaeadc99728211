/** What somebody is mailed, as they choose it on their account's page. Nothing where no mail goes out. */
import type { JSX } from "preact";
import { MAIL_KINDS, RHYTHMS, type MailWishes } from "../../translations/ledger/mail-kinds.ts";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { OWN_MAIL } from "./mail-words.ts";

export function OwnMail({ mail: { rhythm, off } }: { mail: MailWishes }): JSX.Element {
  const words = wordsFrom(OWN_MAIL);
  return (
    <section aria-labelledby="account-mail">
      <h2 id="account-mail">{words.title}</h2>
      <p>{words.lead}</p>
      <form method="post" action={address.account()}>
        <input type="hidden" name="act" value="mail" />
        <fieldset class="choices">
          <legend>{words.rhythm}</legend>
          {RHYTHMS.map((each) => (
            <p>
              <input type="radio" id={`mail-${each}`} name="rhythm" value={each} checked={each === rhythm} />{" "}
              <label for={`mail-${each}`}>{words.rhythms[each]}</label>
            </p>
          ))}
        </fieldset>
        <fieldset class="choices">
          <legend>{words.of}</legend>
          {MAIL_KINDS.map((each) => (
            <p>
              <input type="checkbox" id={`mail-of-${each}`} name="on" value={each} checked={!off.includes(each)} />{" "}
              <label for={`mail-of-${each}`}>{words.kinds[each]}</label>
            </p>
          ))}
        </fieldset>
        <button type="submit" class="button">
          {words.keep}
        </button>
      </form>
    </section>
  );
}
