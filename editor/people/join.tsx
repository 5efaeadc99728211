/** `/join/{token}`: an invitation taken up. */
import type { JSX } from "preact";
import { address } from "../links/addresses.ts";
import { Field, Refused } from "../shell/Forms.tsx";
import { wordsFrom } from "../language/language.ts";
import { Page } from "../shell/Page.tsx";
import { Prose } from "../design/Prose.tsx";
import type { JoinView } from "./view.ts";
import type { Visit } from "../shell/view.ts";
import { PEOPLE } from "./words.tsx";
import type { PageOf } from "../shell/page-of.ts";

export const joinPage: PageOf<JoinView> = {
  Page: JoinPage,
  title: () => wordsFrom(PEOPLE).join.crumb,
};

function from({ by, machine }: NonNullable<JoinView["invitation"]>): string {
  const words = wordsFrom(PEOPLE).join;
  if (by !== null) return words.invites(by);
  return machine ? words.byMachine : words.first;
}

function JoinPage({ view, visit }: { view: JoinView; visit: Visit }): JSX.Element {
  const { invitation, licence, refused, name, email, agreed } = view;
  const { works, join: words } = wordsFrom(PEOPLE);
  return (
    <Page visit={visit} crumbs={[{ words: works, href: address.works() }, { words: words.crumb }]} name="form-page">
      <h1>{invitation ? words.title : words.unusable}</h1>
      <Refused message={refused} />
      {invitation ? (
        <>
          <p>
            {from(invitation)} {words.as[invitation.role]}
          </p>
          {invitation.message !== "" && (
            <blockquote class="invitation-message">
              <Prose text={invitation.message} />
            </blockquote>
          )}
          {invitation.place !== "/" && <p>{words.arrive(<a href={invitation.place}>{invitation.place}</a>)}</p>}
          <form method="post">
            <Field
              name="name"
              label={words.name}
              value={name}
              autocomplete="name"
              optional={invitation.machine}
              hint={invitation.machine ? words.nameKept : words.nameHint}
            />
            <Field
              name="email"
              label={words.email}
              type="email"
              value={email}
              autocomplete="username"
              {...(invitation.bound && { hint: words.emailHint })}
            />
            <Field
              name="password"
              label={words.password}
              type="password"
              autocomplete="new-password"
              minLength={10}
              hint={words.passwordHint}
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
                  {words.agree}
                </label>{" "}
                {words.more((link) => (
                  <a href={address.about("licence")}>{link}</a>
                ))}
              </p>
            </div>
            <button type="submit" class="button primary">
              {words.make}
            </button>
          </form>
        </>
      ) : (
        <p>
          {words.used((link) => (
            <a href={address.signIn("/")}>{link}</a>
          ))}
        </p>
      )}
    </Page>
  );
}
