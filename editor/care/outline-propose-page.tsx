/** `/{work}/-/outline/propose?passage=…`: whoever may write proposes to split a passage, to join it with the next, or to move it. */
import type { ComponentChildren, JSX } from "preact";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { Page, wayTo } from "../shell/Page.tsx";
import type { PageOf } from "../shell/page-of.ts";
import { Act, Branch, FindPlace, Pieces, Place, Text } from "./outline-fields.tsx";
import { outlineChangeInWords } from "./outline-proposal-page.tsx";
import type { OutlineProposeView } from "./outline-proposal-view.ts";
import { PersonAndDate } from "../design/People.tsx";
import type { OutlineProposal } from "../../translations/ledger/outline-proposals.ts";
import type { Visit, WorkHead } from "../shell/view.ts";
import { OUTLINE_PROPOSALS } from "./outline-proposal-words.tsx";
import { WORK_SETTINGS } from "./work-settings-words.tsx";

export const outlineProposePage: PageOf<OutlineProposeView> = {
  Page: OutlineProposePage,
  title: ({ work, chosen, asksSource }) => {
    const { tab, tabSource } = wordsFrom(OUTLINE_PROPOSALS).forms;
    return `${(asksSource ? tabSource : tab)(chosen.passage.locator)}, ${work.title}`;
  },
};

function OutlineProposePage({ view, visit }: { view: OutlineProposeView; visit: Visit }): JSX.Element {
  const { work, chosen, proposed, decided, asksSource } = view;
  const { passage, next, rendering, source } = chosen;
  const words = wordsFrom(OUTLINE_PROPOSALS).forms;
  const settings = wordsFrom(WORK_SETTINGS);
  const action = address.proposeOutlineAct(work.id);
  const act = (name: string): JSX.Element => (
    <>
      <input type="hidden" name="act" value={name} />
      <input type="hidden" name="passage" value={passage.id} />
    </>
  );
  return (
    <Page visit={visit} crumbs={wayTo(work, passage)} mode="proposing" name="form-page">
      <h1>{(asksSource ? words.titleSource : words.title)(passage.locator)}</h1>
      <p>
        {words.lead}
        {!asksSource && ` ${words.keeps}`}
      </p>
      <p>
        <a href={address.passage(work.id, passage.id)}>{words.back}</a>
      </p>
      {proposed.length > 0 && (
        <section aria-labelledby="proposed">
          <h2 id="proposed">{words.proposed}</h2>
          <Listed work={work} proposals={proposed} />
        </section>
      )}
      <div class="chosen">
        <Correct view={view}>{act("source")}</Correct>
        {(rendering.length > 1 || source.length > 1) && (
          <Act title={words.split} action={action} button={words.splitIt} reason="split" required>
            {act("split")}
            <p>{settings.splitLead}</p>
            <Pieces title={settings.inSource} name="sourceCuts" pieces={source} lang={work.sourceLanguage} />
            <Pieces title={settings.inRendering} name="cuts" pieces={rendering} lang={work.language} />
          </Act>
        )}
        {next && (
          <Act title={words.join(next.locator)} action={action} button={words.joinIt} reason="join" required>
            {act("join")}
            <input type="hidden" name="next" value={next.id} />
            <Text name="locators" of="join" label={words.joined} value="" />
          </Act>
        )}
        <Act
          title={words.move}
          action={action}
          button={words.moveIt}
          reason="move"
          required
          open={chosen.places.asked !== ""}
        >
          {act("move")}
          <Place chosen={chosen} />
          <Branch />
        </Act>
        <FindPlace page={address.proposeOutline(work.id)} name="passage" passage={passage.id} />
      </div>
      {decided.length > 0 && (
        <section aria-labelledby="decided">
          <h2 id="decided">{words.decided}</h2>
          <Listed work={work} proposals={decided} />
        </section>
      )}
    </Page>
  );
}

/** Proposals with who made each, when, and where it stands. */
function Listed({ work, proposals }: { work: WorkHead; proposals: readonly OutlineProposal[] }): JSX.Element {
  const { stands } = wordsFrom(OUTLINE_PROPOSALS);
  return (
    <ul>
      {proposals.map((each) => (
        <li>
          <a href={address.outlineProposal(work.id, each.number)}>{outlineChangeInWords(each)}</a>{" "}
          <span class="facts">
            <PersonAndDate person={each.by} iso={each.at} />. {stands[each.status]}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** The source as it should read, with why, and where that is found. */
function Correct({ view, children }: { view: OutlineProposeView; children: ComponentChildren }): JSX.Element {
  const { work, source, asksSource } = view;
  const { number, text, provenance, reason, from, met } = source;
  const words = wordsFrom(OUTLINE_PROPOSALS).forms;
  return (
    <Act
      title={words.correct}
      action={address.proposeOutlineAct(work.id)}
      button={words.correctIt}
      reason="source"
      required
      why={reason}
      open={asksSource}
    >
      {children}
      <input type="hidden" name="number" value={number} />
      {from !== null && <input type="hidden" name="instead" value={from} />}
      <p>{words.correctLead}</p>
      {from !== null && <p class="hint">{words.fromOlder}</p>}
      {met > 0 && <p class="stale">{words.met(met)}</p>}
      <Text
        name="text"
        of="source"
        label={words.sourceText}
        value={text}
        lang={work.sourceLanguage}
        rows={6}
        long
        required
      />
      <Text name="provenance" of="source" label={words.provenance} value={provenance} />
    </Act>
  );
}
