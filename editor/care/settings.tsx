/** `/-/settings`: the workbench as its owner looks after it. What is wrong, its public address, its works, its switches. */
import type { JSX } from "preact";
import { address } from "../links/addresses.ts";
import { Refused } from "../shell/Forms.tsx";
import { Page } from "../shell/Page.tsx";
import { Dated } from "../design/People.tsx";
import { Hidden } from "../design/Prose.tsx";
import type { SettingsView } from "./view.ts";
import type { Visit } from "../shell/view.ts";
import type { PageOf } from "../shell/page-of.ts";

export const settingsPage: PageOf<SettingsView> = {
  Page: SettingsPage,
  title: () => "Settings",
};

function SettingsPage({ view, visit }: { view: SettingsView; visit: Visit }): JSX.Element {
  return (
    <Page
      visit={visit}
      crumbs={[{ words: "Works", href: address.works() }, { words: "Settings" }]}
      name="settings-page"
    >
      <h1>Settings</h1>
      <Refused message={view.refused} />
      {view.done && (
        <p class="done" role="status">
          {view.done}
        </p>
      )}
      <Findings findings={view.findings} />
      <PublicAddress view={view} />
      <Works works={view.works} />
      {view.switches.map((each) => (
        <Switch {...each} />
      ))}
    </Page>
  );
}

function Findings({ findings }: Pick<SettingsView, "findings">): JSX.Element {
  return (
    <section aria-labelledby="health">
      <h2 id="health">Is it well?</h2>
      {findings.length === 0 ? (
        <p>Nothing is wrong with this workbench, as far as it can tell.</p>
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
      <p class="hint">
        <code>npx variorum doctor</code> says the same on the machine itself, <code>npx variorum verify</code> reads the
        whole ledger.
      </p>
    </section>
  );
}

/** Words with the commands in them, which stand between back quotes, as what is typed. */
function Commands({ words }: { words: string }): JSX.Element {
  return <>{words.split("`").map((part, index) => (index % 2 === 1 ? <code>{part}</code> : part))}</>;
}

function PublicAddress({ view: { publicAddress, typed, here } }: { view: SettingsView }): JSX.Element {
  return (
    <section aria-labelledby="address">
      <h2 id="address">Public address</h2>
      <p>
        Citations, invitations and links that leave the workbench name this address and no other. Choose one that will
        last: what people print stays as it is. It may have a path, as in https://www.uni.example/variorum.
      </p>
      {publicAddress.given ? (
        <p class="given">
          It is <strong>{publicAddress.whole}</strong>, given with <code>VARIORUM_URL</code> (or <code>--url</code>) by
          whoever starts the program; that goes before what is set here.
        </p>
      ) : (
        <form method="post" class="row-form">
          <label for="public-address">Public address</label>
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
            Set
          </button>
        </form>
      )}
      <p class="hint">
        You are at {here}.{" "}
        {publicAddress.whole === null &&
          "Until an address is set, citations are marked as local: others can’t open them."}
      </p>
    </section>
  );
}

function Works({ works }: Pick<SettingsView, "works">): JSX.Element {
  return (
    <section aria-labelledby="works">
      <h2 id="works">Works</h2>
      <p>
        A work put away is out of the front page and of <em>Review</em>. Its addresses stay, with all that is cited.
      </p>
      {works.length === 0 ? (
        <p class="empty">No work is held here.</p>
      ) : (
        <ul class="kept-works">
          {works.map(({ id, title, away }) => (
            <li>
              <a href={address.work(id)}>{title}</a>
              {away !== null && (
                <span class="away">
                  {" "}
                  put away <Dated iso={away} />
                </span>
              )}
              <form method="post" class="inline-form">
                <button type="submit" class="quiet-action" name={away === null ? "putAway" : "bringBack"} value={id}>
                  {away === null ? "Put away" : "Bring back"}
                  <Hidden> {title}</Hidden>
                </button>
              </form>
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
          Keep
        </button>
      </form>
    </section>
  );
}
