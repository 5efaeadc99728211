/** `/-/account`: one's own name, e-mail, password and sessions, and the way out. Every form comes back to this address. */
import type { ComponentChildren, JSX } from "preact";
import { address, webAddress } from "../links/addresses.ts";
import { Field, Refused } from "../shell/Forms.tsx";
import { Page } from "../shell/Page.tsx";
import { Dated } from "../design/People.tsx";
import { Hidden } from "../design/Prose.tsx";
import type { AccountAct, AccountView } from "./view.ts";
import type { Visit } from "../shell/view.ts";

const DONE: Record<NonNullable<AccountView["done"]>, string> = {
  name: "Your name is changed. What is recorded already keeps the name it was signed with.",
  email: "Your e-mail is changed, and your other sessions are ended.",
  password: "Your password is changed, and your other sessions are ended.",
  "end-session": "That session is ended.",
  "end-others": "Your other sessions are ended.",
};

export function AccountPage({ view, visit }: { view: AccountView; visit: Visit }): JSX.Element {
  const { account, done, typed } = view;
  return (
    <Page
      visit={visit}
      crumbs={[{ words: "Works", href: address.works() }, { words: "Your account" }]}
      name="form-page"
    >
      <h1>Your account</h1>
      {done && (
        <p class="done" role="status">
          {DONE[done]}
        </p>
      )}
      <p>
        You are {account.role === "owner" ? "an" : "a"} {account.role} here. You joined on <Dated iso={account.since} />
        . <Agreed agreed={account.agreed} />
      </p>

      <Part view={view} act="name" title="Name">
        <Field name="name" label="Name" value={typed.name} autocomplete="name" hint="As your versions are signed." />
        <fieldset>
          <legend>Its parts, for citations</legend>
          <p class="hint">
            Nobody guesses which part of a name is the family name. Say it here, or leave these empty: then your name is
            cited whole.
          </p>
          <Field name="family" label="Family name" value={typed.family} autocomplete="family-name" optional />
          <Field name="given" label="Given names" value={typed.given} autocomplete="given-name" optional />
          <Field name="particle" label="Particle, such as van" value={typed.particle} autocomplete="off" optional />
          <Field name="suffix" label="Suffix, such as Jr." value={typed.suffix} autocomplete="off" optional />
        </fieldset>
        <button type="submit" class="button">
          Change the name
        </button>
      </Part>

      <Part view={view} act="email" title="E-mail">
        <Field name="email" label="E-mail" type="email" value={typed.email} autocomplete="username" />
        <Current id="email-password" />
        <button type="submit" class="button">
          Change the e-mail
        </button>
      </Part>

      <Part view={view} act="password" title="Password">
        <Current id="password-password" />
        <Field
          name="fresh"
          label="New password"
          type="password"
          autocomplete="new-password"
          minLength={10}
          hint="At least 10 characters. Your sessions elsewhere end."
        />
        <button type="submit" class="button">
          Change the password
        </button>
      </Part>

      <Sessions view={view} />

      <Part view={view} act="leave" title="Leave">
        <p>
          Leaving closes your account. Your name stays beside the words that you wrote, for good; your e-mail, your
          password and your sessions go. A closed account can’t be opened again.
        </p>
        <Current id="leave-password" />
        <p>
          <label>
            <input type="checkbox" name="sure" value="yes" required /> I am sure
          </label>
        </p>
        <button type="submit" class="button">
          Close my account
        </button>
      </Part>
    </Page>
  );
}

function Agreed({ agreed }: Pick<AccountView["account"], "agreed">): JSX.Element | null {
  if (!agreed) return null;
  const href = webAddress(agreed.licence);
  return (
    <>
      On <Dated iso={agreed.at} /> you agreed to the licence of contributions
      {href ? (
        <>
          : <a href={href}>{href}</a>.
        </>
      ) : (
        `: “${agreed.licence}”`
      )}
    </>
  );
}

function Part(props: { view: AccountView; act: AccountAct; title: string; children: ComponentChildren }): JSX.Element {
  const { view, act, title, children } = props;
  return (
    <section aria-labelledby={`account-${act}`}>
      <h2 id={`account-${act}`}>{title}</h2>
      <Refused message={view.refused?.act === act ? view.refused.message : null} />
      <form method="post" action={address.account()}>
        <input type="hidden" name="act" value={act} />
        {children}
      </form>
    </section>
  );
}

function Current({ id }: { id: string }): JSX.Element {
  return <Field id={id} name="password" label="Current password" type="password" autocomplete="current-password" />;
}

function Sessions({ view }: { view: AccountView }): JSX.Element {
  const { sessions } = view.account;
  const refused = view.refused?.act === "end-session" || view.refused?.act === "end-others";
  return (
    <section aria-labelledby="account-sessions">
      <h2 id="account-sessions">Where you are signed in</h2>
      <Refused message={refused ? (view.refused?.message ?? null) : null} />
      <ul class="plain-list">
        {sessions.map(({ id, agent, since, here }) => (
          <li>
            <span>
              {browserOf(agent)}, since <Dated iso={since} exact />
              {here && " (this one)"}
            </span>
            {!here && " "}
            {!here && (
              <form method="post" action={address.account()} class="inline-form">
                <input type="hidden" name="act" value="end-session" />
                <input type="hidden" name="session" value={id} />
                <button type="submit" class="quiet-action">
                  End<Hidden> the session of {browserOf(agent)}</Hidden>
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <form method="post" action={address.account()}>
          <input type="hidden" name="act" value="end-others" />
          <button type="submit" class="button">
            End all but this one
          </button>
        </form>
      )}
    </section>
  );
}

const BROWSERS: readonly [pattern: RegExp, name: string][] = [
  [/\bEdgA?\//, "Edge"],
  [/\bOPR\//, "Opera"],
  [/\b(?:Firefox|FxiOS)\//, "Firefox"],
  [/\b(?:Chrome|CriOS|HeadlessChrome)\//, "Chrome"],
  [/\bSafari\//, "Safari"],
];
const SYSTEMS: readonly [pattern: RegExp, name: string][] = [
  [/\bAndroid\b/, "Android"],
  [/\biP(?:hone|ad)\b/, "an iPhone or iPad"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b/, "a Mac"],
  [/\bLinux\b|\bX11\b/, "Linux"],
];

/** What a browser says of itself, in words that its person knows. */
function browserOf(agent: string): string {
  const browser = BROWSERS.find(([pattern]) => pattern.test(agent))?.[1];
  const system = SYSTEMS.find(([pattern]) => pattern.test(agent))?.[1];
  if (browser) return system ? `${browser} on ${system}` : browser;
  return agent === "" ? "A program" : `A program (${agent.slice(0, 40)})`;
}
