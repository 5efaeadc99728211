/** `/-/settings`: the workbench as its owner looks after it. What is wrong, its public address, its works, its switches. */
import type { JSX } from "preact";
import { address } from "../links/addresses.ts";
import { wordsFrom } from "../language/language.ts";
import { Refused } from "../shell/Forms.tsx";
import { Page } from "../shell/Page.tsx";
import { Dated } from "../design/People.tsx";
import { Hidden } from "../design/Prose.tsx";
import { MailStanding } from "./MailStanding.tsx";
import type { SettingsView } from "./view.ts";
import type { Visit } from "../shell/view.ts";
import type { PageOf } from "../shell/page-of.ts";
import { CARE } from "./words.tsx";

export const settingsPage: PageOf<SettingsView> = {
  Page: SettingsPage,
  title: () => wordsFrom(CARE).settings.title,
};

function SettingsPage({ view, visit }: { view: SettingsView; visit: Visit }): JSX.Element {
  const { works, settings } = wordsFrom(CARE);
  return (
    <Page
      visit={visit}
      crumbs={[{ words: works, href: address.works() }, { words: settings.title }]}
      name="settings-page"
    >
      <h1>{settings.title}</h1>
      <Refused message={view.refused} />
      {view.done && (
        <p class="done" role="status">
          {view.done}
        </p>
      )}
      <Findings findings={view.findings} />
      <PublicAddress view={view} />
      <Works works={view.works} />
      {view.mail && <MailStanding mail={view.mail} />}
      {view.switches.map((each) => (
        <Switch {...each} />
      ))}
    </Page>
  );
}

function Findings({ findings }: Pick<SettingsView, "findings">): JSX.Element {
  const words = wordsFrom(CARE).settings;
  return (
    <section aria-labelledby="health">
      <h2 id="health">{words.health}</h2>
      {findings.length === 0 ? (
        <p>{words.well}</p>
      ) : (
        <ul class="findings">
          {findings.map(({ name, wrong, todo }) => (
            <li id={`finding-${name}`}>
              <p>
                <b>{wrong}</b>
              </p>
              <p>
                <Commands words={todo} />
              </p>
            </li>
          ))}
        </ul>
      )}
      <p class="hint">{words.commands()}</p>
    </section>
  );
}

/** Words with the commands in them, which stand between back quotes, as what is typed. */
function Commands({ words }: { words: string }): JSX.Element {
  return <>{words.split("`").map((part, index) => (index % 2 === 1 ? <code>{part}</code> : part))}</>;
}

function PublicAddress({ view: { publicAddress, typed, here } }: { view: SettingsView }): JSX.Element {
  const words = wordsFrom(CARE).settings;
  return (
    <section aria-labelledby="address">
      <h2 id="address">{words.address}</h2>
      <p>{words.addressLead}</p>
      {publicAddress.given ? (
        <p class="given">{words.given(<strong>{publicAddress.whole}</strong>)}</p>
      ) : (
        <form method="post" class="row-form">
          <label for="public-address">{words.address}</label>
          <input
            id="public-address"
            name="address"
            type="url"
            inputMode="url"
            autocomplete="off"
            placeholder="https://"
            value={typed ?? publicAddress.whole ?? ""}
          />
          <button type="submit" class="button primary">
            {words.set}
          </button>
        </form>
      )}
      <p class="hint">
        {words.here(here)}
        {publicAddress.whole === null && words.local}
      </p>
    </section>
  );
}

function Works({ works }: Pick<SettingsView, "works">): JSX.Element {
  const words = wordsFrom(CARE).settings;
  const hidden = (said: string): JSX.Element => <Hidden>{said}</Hidden>;
  return (
    <section aria-labelledby="works">
      <h2 id="works">{words.works}</h2>
      <p>{words.worksLead()}</p>
      {works.length === 0 ? (
        <p class="empty">{words.noWork}</p>
      ) : (
        <ul class="kept-works">
          {works.map(({ id, title, away, empty }) => (
            <li>
              <a href={address.work(id)}>{title}</a>
              {away !== null && <span class="away">{words.away(<Dated iso={away} />)}</span>}
              {away !== null && empty ? (
                <span class="away">
                  {words.undone((link) => (
                    <a href={address.imports(id)}>{link}</a>
                  ))}
                </span>
              ) : (
                <form method="post" class="inline-form">
                  <button type="submit" class="quiet-action" name={away === null ? "putAway" : "bringBack"} value={id}>
                    {away === null ? words.putAway(hidden, title) : words.bringBack(hidden, title)}
                  </button>
                </form>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Switch({ name, title, words, choices, value }: SettingsView["switches"][number]): JSX.Element {
  return (
    <section aria-labelledby={`switch-${name}`}>
      <h2 id={`switch-${name}`}>{title}</h2>
      <p>{words}</p>
      <form method="post">
        <input type="hidden" name="switch" value={name} />
        <fieldset class="choices">
          <legend class="visually-hidden">{title}</legend>
          {choices.map((choice) => (
            <p>
              <input
                type="radio"
                id={`${name}-${choice.value}`}
                name="value"
                value={choice.value}
                checked={choice.value === value}
              />{" "}
              <label for={`${name}-${choice.value}`}>{choice.words}</label>
            </p>
          ))}
        </fieldset>
        <button type="submit" class="button">
          {wordsFrom(CARE).settings.keep}
        </button>
      </form>
    </section>
  );
}
