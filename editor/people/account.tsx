/** `/-/account`: one's own name, e-mail, password and sessions, and the way out. Every form comes back to this address. */
import type { ComponentChildren, JSX } from "preact";
import { TOKEN_MAY, type Token } from "../../translations/people/tokens.ts";
import { address, webAddress } from "../links/addresses.ts";
import { Field, Refused } from "../shell/Forms.tsx";
import { wordsFrom } from "../language/language.ts";
import { OwnMail } from "./OwnMail.tsx";
import { Page } from "../shell/Page.tsx";
import { CopyButton } from "../design/Copy.tsx";
import { Dated } from "../design/People.tsx";
import { Hidden } from "../design/Prose.tsx";
import type { AccountAct, AccountView } from "./view.ts";
import type { Visit } from "../shell/view.ts";
import { PEOPLE } from "./words.tsx";
import type { PageOf } from "../shell/page-of.ts";

export const accountPage: PageOf<AccountView> = {
  Page: AccountPage,
  title: () => wordsFrom(PEOPLE).account.title,
};

function AccountPage({ view, visit }: { view: AccountView; visit: Visit }): JSX.Element {
  const { account, done, typed } = view;
  const { works, aNamed, account: words } = wordsFrom(PEOPLE);
  return (
    <Page visit={visit} crumbs={[{ words: works, href: address.works() }, { words: words.title }]} name="form-page">
      <h1>{words.title}</h1>
      {done && (
        <p class="done" role="status">
          {words.done[done]}
        </p>
      )}
      <p>
        {words.youAre(aNamed[account.role], <Dated iso={account.since} />)} <Agreed agreed={account.agreed} />
      </p>

      <Part view={view} act="name" title={words.name}>
        <Field name="name" label={words.name} value={typed.name} autocomplete="name" hint={words.nameHint} />
        <fieldset>
          <legend>{words.parts}</legend>
          <p class="hint">{words.partsHint}</p>
          <Field name="family" label={words.family} value={typed.family} autocomplete="family-name" optional />
          <Field name="given" label={words.given} value={typed.given} autocomplete="given-name" optional />
          <Field name="particle" label={words.particle} value={typed.particle} autocomplete="off" optional />
          <Field name="suffix" label={words.suffix} value={typed.suffix} autocomplete="off" optional />
        </fieldset>
        <button type="submit" class="button">
          {words.changeName}
        </button>
      </Part>

      <Part view={view} act="email" title={words.email}>
        <Field name="email" label={words.email} type="email" value={typed.email} autocomplete="username" />
        <Current id="email-password" />
        <button type="submit" class="button">
          {words.changeEmail}
        </button>
      </Part>

      <Part view={view} act="password" title={words.password}>
        <Current id="password-password" />
        <Field
          name="fresh"
          label={words.fresh}
          type="password"
          autocomplete="new-password"
          minLength={10}
          hint={words.freshHint}
        />
        <button type="submit" class="button">
          {words.changePassword}
        </button>
      </Part>

      <Sessions view={view} />

      <Tokens view={view} />

      <OwnFeed view={view} />

      {view.mail && <OwnMail mail={view.mail} />}

      <Part view={view} act="leave" title={words.leave}>
        <p>{words.leaving}</p>
        <Current id="leave-password" />
        <p>
          <label>
            <input type="checkbox" name="sure" value="yes" required /> {words.sure}
          </label>
        </p>
        <button type="submit" class="button">
          {words.close}
        </button>
      </Part>
    </Page>
  );
}

function Agreed({ agreed }: Pick<AccountView["account"], "agreed">): JSX.Element | null {
  if (!agreed) return null;
  const words = wordsFrom(PEOPLE).account;
  const href = webAddress(agreed.licence);
  const day = <Dated iso={agreed.at} />;
  return href ? words.agreedAt(day, <a href={href}>{href}</a>) : words.agreed(day, agreed.licence);
}

function Part(props: {
  view: AccountView;
  act: AccountAct;
  title: string;
  /** What stands above the form. */
  before?: ComponentChildren;
  children: ComponentChildren;
}): JSX.Element {
  const { view, act, title, before, children } = props;
  return (
    <section aria-labelledby={`account-${act}`}>
      <h2 id={`account-${act}`}>{title}</h2>
      {before}
      <Refused message={view.refused?.act === act ? view.refused.message : null} />
      <form method="post" action={address.account()}>
        <input type="hidden" name="act" value={act} />
        {children}
      </form>
    </section>
  );
}

function Current({ id }: { id: string }): JSX.Element {
  return (
    <Field
      id={id}
      name="password"
      label={wordsFrom(PEOPLE).account.current}
      type="password"
      autocomplete="current-password"
    />
  );
}

function Sessions({ view }: { view: AccountView }): JSX.Element {
  const { sessions } = view.account;
  const words = wordsFrom(PEOPLE).account;
  const refused = view.refused?.act === "end-session" || view.refused?.act === "end-others";
  return (
    <section aria-labelledby="account-sessions">
      <h2 id="account-sessions">{words.sessions}</h2>
      <Refused message={refused ? (view.refused?.message ?? null) : null} />
      <ul class="plain-list">
        {sessions.map(({ id, agent, since, here }) => (
          <li>
            <span>
              {words.session(browserOf(agent), <Dated iso={since} exact />)}
              {here && words.thisOne}
            </span>
            {!here && " "}
            {!here && (
              <form method="post" action={address.account()} class="inline-form">
                <input type="hidden" name="act" value="end-session" />
                <input type="hidden" name="session" value={id} />
                <button type="submit" class="quiet-action">
                  {words.end(
                    (hidden) => (
                      <Hidden>{hidden}</Hidden>
                    ),
                    browserOf(agent),
                  )}
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
            {words.endOthers}
          </button>
        </form>
      )}
    </section>
  );
}

/** Until a token ends, as the form offers it; in days. */
const DAYS = [7, 30, 90, 365] as const;

function Tokens({ view }: { view: AccountView }): JSX.Element {
  const { tokens } = view.account;
  const words = wordsFrom(PEOPLE).account;
  return (
    <Part view={view} act="token" title={words.tokens} before={<TokensKept tokens={tokens} fresh={view.token} />}>
      <Field id="token-name" name="name" label={words.tokenName} autocomplete="off" hint={words.tokenNameHint} />
      <Field
        id="token-work"
        name="work"
        label={words.tokenWork}
        autocomplete="off"
        hint={words.tokenWorkHint}
        optional
      />
      <fieldset class="choices">
        <legend>{words.tokenMayLegend}</legend>
        {TOKEN_MAY.map((may) => (
          <p>
            <input type="checkbox" id={`token-${may}`} name="may" value={may} />
            <label for={`token-${may}`}>{words.tokenMay[may]}</label>
          </p>
        ))}
      </fieldset>
      <p class="field">
        <label for="token-days">{words.tokenDays}</label>
        <select id="token-days" name="days">
          {DAYS.map((days) => (
            <option value={days} selected={days === 30}>
              {words.tokenDay(days)}
            </option>
          ))}
        </select>
      </p>
      <Current id="token-password" />
      <button type="submit" class="button">
        {words.makeToken}
      </button>
    </Part>
  );
}

function TokensKept({ tokens, fresh }: { tokens: readonly Token[]; fresh: string | null }): JSX.Element {
  const words = wordsFrom(PEOPLE).account;
  return (
    <>
      <p>{words.tokensAre}</p>
      {fresh !== null && (
        <div class="fresh-link" role="status">
          <p>{words.freshToken}</p>
          <div class="taking">
            <pre tabIndex={0} aria-label={words.oneToken}>
              <code>{fresh}</code>
            </pre>
            <CopyButton words={fresh} what={words.theToken} />
          </div>
        </div>
      )}
      <ul class="plain-list tokens">
        {tokens.map((token) => (
          <TokenKept token={token} />
        ))}
      </ul>
    </>
  );
}

function TokenKept({ token: { id, name, work, may, expires, used } }: { token: Token }): JSX.Element {
  const words = wordsFrom(PEOPLE).account;
  const does = words.tokenFor(
    may.map((each) => words.tokenDoes[each]),
    work,
  );
  return (
    <li>
      <span>
        {words.token(name, does, <Dated iso={expires} />)}
        {used === null ? words.tokenNotUsed : words.tokenUsed(<Dated iso={used} exact />)}
      </span>{" "}
      <form method="post" action={address.account()} class="inline-form">
        <input type="hidden" name="act" value="revoke-token" />
        <input type="hidden" name="token" value={id} />
        <button type="submit" class="quiet-action">
          {words.revokeToken(
            (hidden) => (
              <Hidden>{hidden}</Hidden>
            ),
            name,
          )}
        </button>
      </form>
    </li>
  );
}

/** The secret address at which their news is read without signing in: made, renewed, taken away, and shown once. */
function OwnFeed({ view: { account, feeds } }: { view: AccountView }): JSX.Element {
  const words = wordsFrom(PEOPLE).account.ownFeed;
  return (
    <section aria-labelledby="account-feed">
      <h2 id="account-feed">{words.title}</h2>
      <p>{words.lead}</p>
      {feeds !== null && (
        <div class="fresh-link" role="status">
          <p>{words.fresh}</p>
          {(["atom", "json", "ics"] as const).map((as) => (
            <div class="taking">
              <pre tabIndex={0} aria-label={words.kinds[as]}>
                <code>{feeds[as]}</code>
              </pre>
              <CopyButton words={feeds[as]} what={words.kinds[as]} />
            </div>
          ))}
        </div>
      )}
      {account.feed !== null && <p>{words.made(<Dated iso={account.feed} exact />)}</p>}
      <form method="post" action={address.account()}>
        <button type="submit" class="button" name="act" value="feed">
          {account.feed === null ? words.make : words.renew}
        </button>
        {account.feed !== null && (
          <>
            {" "}
            <button type="submit" class="quiet-action" name="act" value="end-feed">
              {words.end}
            </button>
          </>
        )}
      </form>
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
const SYSTEMS: readonly [pattern: RegExp, name: keyof typeof PEOPLE.en.account.systems][] = [
  [/\bAndroid\b/, "android"],
  [/\biP(?:hone|ad)\b/, "apple"],
  [/\bWindows\b/, "windows"],
  [/\bMac OS X\b/, "mac"],
  [/\bLinux\b|\bX11\b/, "linux"],
];

/** What a browser says of itself, in words that its person knows. */
function browserOf(agent: string): string {
  const words = wordsFrom(PEOPLE).account;
  const browser = BROWSERS.find(([pattern]) => pattern.test(agent))?.[1];
  const system = SYSTEMS.find(([pattern]) => pattern.test(agent))?.[1];
  if (browser) return system ? words.browserOn(browser, words.systems[system]) : browser;
  return agent === "" ? words.program : words.programNamed(agent.slice(0, 40));
}
