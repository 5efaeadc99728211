/** The words of a proposal as they are read: beside its base with what they change, or alone; and what moved meanwhile. */
import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import { doubtOf, touchedBy } from "../../translations/checks/checks.ts";
import type { Change } from "../../translations/compare/change.ts";
import { writersOf } from "../../translations/ledger/rights.ts";
import { isHeld, wordsRemoved, type Version } from "../../translations/ledger/state.ts";
import type { Term as GlossaryTerm } from "../../translations/ledger/work.ts";
import type { RenderingJson } from "../../translations/text/schema.ts";
import { doubtInWords } from "../checking/checking.ts";
import { address } from "../links/addresses.ts";
import { ChangeSteps, InWord, pathOf, Shows } from "../comparing/comparing.ts";
import { Diff, type DiffProps, InWords, Measure } from "../difference/Diff.tsx";
import {
  compare,
  type DescribedChange,
  type Difference,
  hungNotes,
  notesOn,
  showOf,
} from "../difference/difference.ts";
import { AtChange } from "../discussing/discussing.ts";
import { Dated, VersionAndPeople } from "../design/People.tsx";
import { Prose } from "../design/Prose.tsx";
import { Removals } from "../design/Removals.tsx";
import { namesOf } from "../design/wording.ts";
import { PutBack, type ProposalView } from "../drafting/drafting.ts";
import { Margin } from "../rendering/Margin.tsx";
import type { NumberedNote } from "../rendering/notes.ts";
import type { Span } from "../rendering/overlay.ts";
import { RENDERING } from "../rendering/words.ts";
import { SourceMoved } from "../passage/passage.ts";
import { SourceColumn, Text } from "../rendering/Text.tsx";
import { readerWords } from "../shell/Forms.tsx";
import type { Visit } from "../shell/view.ts";
import { Again } from "./Again.tsx";
import { SayLooked, SinceLooked } from "./Looked.tsx";
import { BringUp } from "./BringUp.tsx";
import { ChangeBox, sidesOf } from "./Otherwise.tsx";
import { isOwn } from "./parts.ts";
import { notesOf, proposedWords, type TwoNotes } from "./proposed.ts";
import { remarkAsked, remarkingAt, type Remarks, spansOf } from "./remarks.ts";
import { wordsFrom } from "../language/language.ts";
import { alsoIn } from "./SharedReasons.tsx";
import { REVIEWING } from "./words.tsx";

interface Props {
  view: ProposalView;
  visit: Visit;
}

export function Read(
  props: Props & { found: Difference | null; remarks: Remarks; acts: JSX.Element | null },
): JSX.Element {
  const { view, visit, found, remarks, acts } = props;
  const { proposal, base, current } = view;
  const words = proposedWords(view);
  const said = wordsFrom(REVIEWING).read;
  if (!words)
    return (
      <>
        <p class="empty">{proposal.status === "draft" ? said.nothingYet : said.nothing}</p>
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
        <p class="hint">{said.lastWords(readerWords(proposal.readers))}</p>
      )}
      {words.summary !== "" && (view.others.length === 0 || proposal.status === "draft") && (
        <section class="summary" aria-labelledby="summary">
          <h2 id="summary">{proposal.kind === "supply" ? said.whereFrom : said.why}</h2>
          <Prose text={words.summary} />
          <WhatIsWrong proposal={proposal} />
        </section>
      )}
      {moved && current && <Moved view={view} current={current} />}
      {view.moved && <SourceMoved move={view.moved} work={view.work} number={null} apart />}
      <Again view={view} />
      <SinceLooked view={view} />
      {found && base && isHeld(base) ? (
        <Compared
          view={view}
          visit={visit}
          found={found}
          base={base.words.rendering}
          words={words.rendering}
          notes={notes}
          remarks={remarks}
        >
          {moved && current && isHeld(current) && <Elsewhere view={view} current={current} words={words.rendering} />}
          {acts}
          <SayLooked view={view} />
        </Compared>
      ) : (
        <Plain view={view} words={words.rendering} notes={notes.proposed}>
          {acts}
          <SayLooked view={view} />
        </Plain>
      )}
    </>
  );
}

/** Of a passage that was final when this was proposed: of which kind is what is wrong there. */
function WhatIsWrong({ proposal: { submission, status } }: Pick<ProposalView, "proposal">): JSX.Element | null {
  if (!submission?.wrong || status === "draft") return null;
  return <p class="facts">{wordsFrom(REVIEWING).read.wrong(wordsFrom(RENDERING).categories[submission.wrong])}</p>;
}

/** The passage moved on while the proposal waited: said first, with what to do. */
export function Moved({ view, current }: { view: ProposalView; current: Version }): JSX.Element {
  const { work, passage, base } = view;
  const words = wordsFrom(REVIEWING).read;
  return (
    <div class="moved-on" role="note">
      <p>{words.moved(passage.locator, base?.number ?? null, current.number)}</p>
      {view.came?.left && <p>{words.left(view.came.left, current.number, isOwn(view))}</p>}
      {base && (
        <p>
          <a href={address.compare(work.id, passage.id, base.number, current.number)}>
            {words.pair(base.number, current.number)}
          </a>{" "}
          · <a href="#elsewhere">{words.threeDifferences}</a>
        </p>
      )}
      <BringUp view={view} current={current} />
    </div>
  );
}

function Compared(
  props: Props & {
    found: Difference;
    base: RenderingJson;
    words: RenderingJson;
    notes: TwoNotes;
    remarks: Remarks;
    children: ComponentChildren;
  },
): JSX.Element {
  const { view, visit, found, base, words, notes, remarks, children } = props;
  const { work, passage } = view;
  const show = showOf(visit.url);
  const told = wordsFrom(REVIEWING).read;
  const said = useRemarks({ view, visit, found, remarks });
  const diff = {
    older: {
      rendering: base,
      name: view.base && <VersionAndPeople version={view.base} />,
      sign: `v${view.base?.number ?? 0}`,
      notes: notes.base,
    },
    newer: {
      rendering: words,
      name: <ProposedName view={view} />,
      sign: view.proposal.status === "draft" ? told.beingWritten : told.proposed,
      notes: notes.proposed,
    },
    show,
    lang: work.language,
    found: compare(base, words, view.terms),
  } satisfies DiffProps;
  return (
    <>
      <div class="diff-bar">
        <Shows path={pathOf(visit.url)} show={show} part={view.others.length > 0 ? passage.id : undefined} />
        <Measure older={base} newer={words} found={diff.found} />
        <ChangeSteps changes={found.anchors.size} />
        <InWord href={address.proposalInWord(work.id, view.proposal.id)} />
      </div>
      <div class={`comparison showing-${show}`}>
        <SourceColumn passage={passage} lang={work.sourceLanguage} notes={[...notes.proposed, ...notes.base]} />
        <Diff {...diff} />
        <Margin
          notes={[...notes.proposed, ...notes.base].toSorted((a, b) => a.number - b.number)}
          label={told.notes}
          lang={work.sourceLanguage}
          shown={hungNotes(found, notes.base, notes.proposed, show).shown}
          origin={(note) => (notes.proposed.includes(note) ? told.withThis : told.onVersion(note.version))}
          also={alsoIn(view)}
        />
        <div class="below">
          <InWords
            {...diff}
            sourceLanguage={work.sourceLanguage}
            signs={withBoxes(view, signsOf(view, found, diff.found.changes, notes.proposed))}
            said={said}
          />
          {children}
        </div>
      </div>
    </>
  );
}

/** With a box at each change for who decides, by which it is accepted or not. */
function withBoxes(view: ProposalView, signs: ReadonlyMap<number, JSX.Element>): ReadonlyMap<number, JSX.Element> {
  const boxes = sidesOf(view)?.boxes ?? [];
  if (boxes.length < 2) return signs;
  const all = new Map(signs);
  for (const box of boxes)
    all.set(
      box.number,
      <>
        {signs.get(box.number)}
        <ChangeBox view={view} box={box} of={boxes.length} />
      </>,
    );
  return all;
}

/** At each change that puts something back, whose change it undoes and why that was made; and where its reason calls it what it is not. */
function signsOf(
  { putsBack, work, terms }: ProposalView,
  { a, b, changes: described }: Difference,
  changes: readonly Change[],
  notes: readonly NumberedNote[],
): Map<number, JSX.Element> {
  const back = new Map(putsBack.map(({ change, version }) => [change, version]));
  const touched = notes.length === 0 ? [] : touchedBy(a.text, b.text, changes, work.language, terms);
  const { categories } = wordsFrom(RENDERING);
  return new Map(
    described.flatMap(({ number, newer }): [number, JSX.Element][] => {
      const version = back.get(number);
      const called = notesOn(notes, reachOf(newer)).map(({ note }) => note.category);
      const doubt = doubtOf(changes[number - 1]!, called, touched);
      if (!version && !doubt) return [];
      const signs = (
        <>
          {doubt && <p class="puts-back">{doubtInWords(doubt, categories)}</p>}
          {version && <PutBack version={version} lang={work.sourceLanguage} />}
        </>
      );
      return [[number, signs]];
    }),
  );
}

/** What is said at each change, and where more can be: of what is still written nobody can choose the words. */
function useRemarks(props: Props & { found: Difference; remarks: Remarks }) {
  const { view, visit, found, remarks } = props;
  const { work, passage, proposal } = view;
  const [writing, setWriting] = useState({ at: remarkAsked(visit.url), focus: false });
  const on = { work: work.id, proposal: proposal.id };
  return (change: DescribedChange): JSX.Element | null => {
    const threads = remarks.at.get(change.number) ?? [];
    const spans = proposal.status === "draft" ? null : spansOf(change, found);
    if (threads.length === 0 && (!spans || !visit.actor)) return null;
    return (
      <AtChange
        {...{ work, visit, on, threads, spans, number: change.number, passage: passage.id }}
        writing={writing.at === change.number}
        focus={writing.focus}
        href={remarkingAt(visit.url, change.number)}
        onWrite={(at) => setWriting({ at, focus: true })}
      />
    );
  };
}

/** A reason for words that were only taken away hangs on the word beside them. */
function reachOf({ from, to }: Span): Span {
  return from < to ? { from, to } : { from: Math.max(0, from - 1), to: to + 2 };
}

function ProposedName({ view: { proposal } }: { view: ProposalView }): JSX.Element {
  const { status, submission, openedBy, openedAt } = proposal;
  const words = wordsFrom(REVIEWING).read;
  // Sent back, its words are no more those of the submission, of whose day they would seem.
  if (status === "draft")
    return (
      <>
        <b class="siglum">{words.beingWritten}</b> {namesOf(writersOf(proposal))}
      </>
    );
  return (
    <>
      <b class="siglum">{words.proposed}</b>{" "}
      {words.by(namesOf(submission?.proposers ?? [openedBy]), <Dated iso={submission?.at ?? openedAt} />)}
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
  const said = wordsFrom(REVIEWING).read;
  return (
    <>
      <p class="hint">
        {view.proposal.kind === "supply"
          ? said.noWording(view.proposal.base ?? 0)
          : view.base && wordsRemoved(view.base)
            ? said.baseRemoved(view.base.number)
            : said.noRendering}
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
  const said = wordsFrom(REVIEWING).read;
  return (
    <section class="elsewhere" aria-labelledby="elsewhere">
      <h2 id="elsewhere">{said.elsewhere}</h2>
      <p class="hint">{said.above(base?.number ?? null)}</p>
      {base && isHeld(base) && (
        <Small
          title={said.changedIn(current.number, base.number)}
          older={base.words.rendering}
          newer={there}
          {...within}
        />
      )}
      <Small title={said.wouldChange(current.number)} older={there} newer={words} {...within} />
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
