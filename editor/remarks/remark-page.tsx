/** `/{work}/-/remark/{passage}`: somebody without an account leaves a remark. A plain form; it needs no script. */
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { isHeld } from "../../translations/ledger/state.ts";
import { sourceText, translationOf } from "../../translations/ledger/work.ts";
import { NAME_MOST } from "../../translations/people/name.ts";
import { REMARK_MOST } from "../../translations/people/limits.ts";
import { canonicalText, renderingFromJson } from "../../translations/text/canonical.ts";
import { OnWhichWords } from "../discussing/discussing.ts";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { Text } from "../rendering/Text.tsx";
import { Page, wayTo } from "../shell/Page.tsx";
import type { PageOf } from "../shell/page-of.ts";
import type { Visit } from "../shell/view.ts";
import type { RemarkView } from "./view.ts";
import { REMARKS } from "./words.tsx";

export const remarkPage: PageOf<RemarkView> = {
  Page: RemarkPage,
  title: ({ passage }) => wordsFrom(REMARKS).title(passage.locator),
};

/** The way to it from a passage or a version of it, for those who are not signed in. */
export function LeaveRemark(props: { work: string; passage: string; version: number | null }): JSX.Element {
  const { work, passage, version } = props;
  const asked = version === null ? {} : { version: String(version) };
  return (
    <a class="quiet-action" href={address.remark(work, passage, asked)} rel="nofollow">
      {wordsFrom(REMARKS).leave}
    </a>
  );
}

function RemarkPage({ view, visit }: { view: RemarkView; visit: Visit }): JSX.Element {
  const { work, passage, version, left } = view;
  const words = wordsFrom(REMARKS);
  const rendering = version && isHeld(version) ? version.words.rendering : null;
  return (
    <Page
      visit={visit}
      crumbs={wayTo(work, passage, { words: words.crumb })}
      mode="reading"
      name="passage-page remark-page"
    >
      <h1>{words.title(passage.locator)}</h1>
      {left ? (
        <Thanks view={view} />
      ) : (
        <div class="text">
          <Text
            passage={passage}
            languages={{ ...work, language: translationOf(work, version ?? {}).language }}
            rendering={rendering}
            notes={[]}
            here={version?.number}
            instead={<p>{version ? words.noWords : words.noRendering}</p>}
          >
            <RemarkForm view={view} />
          </Text>
        </div>
      )}
    </Page>
  );
}

function RemarkForm({ view: { work, passage, version, stamp } }: { view: RemarkView }): JSX.Element {
  const words = wordsFrom(REMARKS);
  const texts = useMemo(() => {
    const target = version && isHeld(version) ? canonicalText(renderingFromJson(version.words.rendering)) : null;
    return { target, source: sourceText(passage.source) };
  }, [version, passage]);
  return (
    <form class="discussion say" method="post" action={address.leaveRemark(work.id, passage.id)}>
      <p>{words.lead}</p>
      <input type="hidden" name="version" value={version?.number ?? ""} />
      <input type="hidden" name="stamp" value={stamp} />
      <OnWhichWords texts={texts}>
        <p class="field">
          <label for="remark-words">{words.words}</label>
          <textarea
            id="remark-words"
            name="words"
            rows={6}
            required
            maxLength={REMARK_MOST}
            aria-describedby="hint-remark-words"
          />
          <span class="hint" id="hint-remark-words">
            {words.wordsHint}
          </span>
        </p>
      </OnWhichWords>
      <p class="field">
        <label for="remark-name">{words.name}</label>
        <input
          type="text"
          id="remark-name"
          name="name"
          maxLength={NAME_MOST}
          autocomplete="off"
          aria-describedby="hint-remark-name"
        />
        <span class="hint" id="hint-remark-name">
          {words.nameHint}
        </span>
      </p>
      <p hidden>
        <label for="remark-more">{words.trap}</label>
        <input type="text" id="remark-more" name="more" tabIndex={-1} autocomplete="off" />
      </p>
      <p class="hint">
        <b>{words.kept}.</b> {words.keptLead}
      </p>
      <p>
        <button type="submit" class="button primary">
          {words.send}
        </button>{" "}
        <a class="quiet-action" href={address.passage(work.id, passage.id)}>
          {words.back(passage.locator)}
        </a>
      </p>
    </form>
  );
}

function Thanks({ view: { work, passage } }: { view: RemarkView }): JSX.Element {
  const words = wordsFrom(REMARKS);
  return (
    <>
      <p class="told" role="status">
        {words.left}
      </p>
      <p>{words.leftLead}</p>
      <p>
        <a class="button" href={address.passage(work.id, passage.id)}>
          {words.back(passage.locator)}
        </a>{" "}
        <a class="quiet-action" href={address.remark(work.id, passage.id)}>
          {words.another}
        </a>
      </p>
    </>
  );
}
