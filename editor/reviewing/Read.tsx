/** The words of a proposal as they are read: beside its base with what they change, or alone; and what moved meanwhile. */
import type { ComponentChildren, JSX } from "preact";
import { writersOf } from "../../translations/ledger/rights.ts";
import { isHeld, wordsRemoved, type Version } from "../../translations/ledger/state.ts";
import type { Term as GlossaryTerm } from "../../translations/ledger/work.ts";
import type { RenderingJson } from "../../translations/text/schema.ts";
import { address } from "../links/addresses.ts";
import {
  ChangeSteps,
  compare,
  Diff,
  type DiffProps,
  type Difference,
  hungNotes,
  InWords,
  Measure,
  pathOf,
  showOf,
  Shows,
} from "../comparing/comparing.ts";
import { Dated, VersionAndPeople } from "../design/People.tsx";
import { Prose } from "../design/Prose.tsx";
import { Removals } from "../design/Removals.tsx";
import { namesOf } from "../design/wording.ts";
import type { ProposalView } from "../drafting/drafting.ts";
import { Margin } from "../rendering/Margin.tsx";
import type { NumberedNote } from "../rendering/notes.ts";
import { SourceColumn, Text } from "../rendering/Text.tsx";
import { readerWords } from "../shell/Forms.tsx";
import type { Visit } from "../shell/view.ts";
import { notesOf, proposedWords, type TwoNotes } from "./proposed.ts";

interface Props {
  view: ProposalView;
  visit: Visit;
}

export function Read(props: Props & { found: Difference | null; acts: JSX.Element | null }): JSX.Element {
  const { view, visit, found, acts } = props;
  const { proposal, base, current } = view;
  const words = proposedWords(view);
  if (!words)
    return (
      <>
        <p class="empty">
          {proposal.status === "draft" ? "Nothing has been written yet." : "Nothing was written in it."}
        </p>
        {acts}
      </>
    );
  if (wordsRemoved(proposal))
    return (
      <>
        <Removals removals={proposal.removals} />
        {acts}
      </>
    );
  const notes = notesOf(view, words.notes);
  const moved = view.stale;
  return (
    <>
      <Removals removals={proposal.removals} />
      {proposal.status === "withdrawn" && proposal.submission === null && (
        <p class="hint">
          It was given up before it was proposed. These were its last words; {readerWords(proposal.readers)} read them.
        </p>
      )}
      {words.summary !== "" && (
        <section class="summary" aria-labelledby="summary">
          <h2 id="summary">{proposal.kind === "supply" ? "Where it comes from" : "Why"}</h2>
          <Prose text={words.summary} />
        </section>
      )}
      {moved && current && <Moved view={view} current={current} />}
      {found && base && isHeld(base) ? (
        <Compared
          view={view}
          visit={visit}
          found={found}
          base={base.words.rendering}
          words={words.rendering}
          notes={notes}
        >
          {moved && current && isHeld(current) && <Elsewhere view={view} current={current} words={words.rendering} />}
          {acts}
        </Compared>
      ) : (
        <Plain view={view} words={words.rendering} notes={notes.proposed}>
          {acts}
        </Plain>
      )}
    </>
  );
}

/** The passage moved on while the proposal waited: said first, with what to do. */
export function Moved({
  view: { work, passage, proposal, base, may },
  current,
}: {
  view: ProposalView;
  current: Version;
}): JSX.Element {
  return (
    <div class="moved-on" role="note">
      <p>
        <b>{passage.locator} has moved on.</b> This proposal was begun on{" "}
        {base ? `v${base.number}` : "an empty passage"}; v{current.number} was accepted since. It can’t be accepted
        until it is moved onto v{current.number}. Its words stay as they are; read below what each side changed.
      </p>
      {base && (
        <p>
          <a href={address.compare(work.id, passage.id, base.number, current.number)}>
            v{base.number} to v{current.number}
          </a>{" "}
          · <a href="#elsewhere">the three differences</a>
        </p>
      )}
      {may.move && (
        <form method="post" action={address.act(proposal.id, "rebase")} class="inline-form">
          <input type="hidden" name="base" value={current.number} />
          <input type="hidden" name="part" value={passage.id} />
          <button type="submit" class="button">
            Move onto v{current.number}
          </button>
        </form>
      )}
    </div>
  );
}

function Compared(
  props: Props & {
    found: Difference;
    base: RenderingJson;
    words: RenderingJson;
    notes: TwoNotes;
    children: ComponentChildren;
  },
): JSX.Element {
  const { view, visit, found, base, words, notes, children } = props;
  const { work, passage } = view;
  const show = showOf(visit.url);
  const diff: DiffProps = {
    older: { rendering: base, name: view.base && <VersionAndPeople version={view.base} />, notes: notes.base },
    newer: { rendering: words, name: <ProposedName view={view} />, notes: notes.proposed },
    show,
    lang: work.language,
    found: compare(base, words, view.terms),
  };
  return (
    <>
      <div class="diff-bar">
        <Shows path={pathOf(visit.url)} show={show} />
        <Measure older={base} newer={words} found={diff.found} />
        <ChangeSteps changes={found.anchors.size} />
      </div>
      <div class={`comparison showing-${show}`}>
        <SourceColumn passage={passage} lang={work.sourceLanguage} notes={[...notes.proposed, ...notes.base]} />
        <Diff {...diff} />
        <Margin
          notes={[...notes.proposed, ...notes.base].toSorted((a, b) => a.number - b.number)}
          label="Notes on the proposal and on its base"
          lang={work.sourceLanguage}
          shown={hungNotes(found, notes.base, notes.proposed, show).shown}
          origin={(note) => (notes.proposed.includes(note) ? "with this proposal" : `on v${note.version}`)}
        />
        <div class="below">
          <InWords {...diff} sourceLanguage={work.sourceLanguage} />
          {children}
        </div>
      </div>
    </>
  );
}

function ProposedName({ view: { proposal } }: { view: ProposalView }): JSX.Element {
  const { status, submission, openedBy, openedAt } = proposal;
  // Sent back, its words are no more those of the submission, of whose day they would seem.
  if (status === "draft")
    return (
      <>
        <b class="siglum">being written</b> {namesOf(writersOf(proposal))}
      </>
    );
  return (
    <>
      <b class="siglum">proposed</b> {namesOf(submission?.proposers ?? [openedBy])},{" "}
      <Dated iso={submission?.at ?? openedAt} />
    </>
  );
}

/** Words with nothing to compare them with: a first rendering, or a text supplied. */
function Plain(props: {
  view: ProposalView;
  words: RenderingJson;
  notes: readonly NumberedNote[];
  children: ComponentChildren;
}): JSX.Element {
  const { view, words, notes, children } = props;
  return (
    <>
      <p class="hint">
        {view.proposal.kind === "supply"
          ? `No wording of v${view.proposal.base ?? 0} is held, so there is nothing to compare this with. Check it against where it comes from.`
          : view.base && wordsRemoved(view.base)
            ? `The words of v${view.base.number} were removed, so there is nothing to compare this with.`
            : "The passage has no rendering yet, so there is nothing to compare this with."}
      </p>
      <div class="text">
        <Text passage={view.passage} languages={view.work} rendering={words} notes={notes} instead={null}>
          {children}
        </Text>
      </div>
    </>
  );
}

/** The other two differences of a proposal whose base moved. */
function Elsewhere({
  view,
  current,
  words,
}: {
  view: ProposalView;
  current: Version;
  words: RenderingJson;
}): JSX.Element | null {
  const { base } = view;
  const within = { lang: view.work.language, terms: view.terms };
  if (!isHeld(current)) return null;
  const there = current.words.rendering;
  return (
    <section class="elsewhere" aria-labelledby="elsewhere">
      <h2 id="elsewhere">The three differences</h2>
      <p class="hint">Above: what the proposal changes in {base ? `v${base.number}` : "an empty passage"}.</p>
      {base && isHeld(base) && (
        <Small
          title={`What v${current.number} changed in v${base.number}`}
          older={base.words.rendering}
          newer={there}
          {...within}
        />
      )}
      <Small title={`What the proposal would change in v${current.number}`} older={there} newer={words} {...within} />
    </section>
  );
}

function Small(props: {
  title: string;
  older: RenderingJson;
  newer: RenderingJson;
  lang: string;
  terms: readonly GlossaryTerm[];
}): JSX.Element {
  const { title, older, newer, lang, terms } = props;
  return (
    <section>
      <h3>{title}</h3>
      <Diff
        older={{ rendering: older, name: null, notes: [] }}
        newer={{ rendering: newer, name: null, notes: [] }}
        show="inline"
        lang={lang}
        found={compare(older, newer, terms)}
        apart
      />
    </section>
  );
}
