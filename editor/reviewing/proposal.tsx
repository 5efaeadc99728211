/** `/{work}/proposals/{id}`: a proposal from its first word to its decision, kept for ever. */
import type { ComponentChildren, JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { Note } from "../../translations/notes/note.ts";
import { writersOf, type Rights } from "../../translations/ledger/rights.ts";
import { isHeld, wordsRemoved, type ProposalStatus, type Version } from "../../translations/ledger/state.ts";
import type { Term as GlossaryTerm } from "../../translations/ledger/work.ts";
import type { RenderingJson } from "../../translations/text/schema.ts";
import { address, partName } from "../links/addresses.ts";
import { Diff, InWords, Measure, type DiffProps, compare, difference, hungNotes, notesOn, showOf, type Difference, type Show, ChangeSteps, pathOf, Shows } from "../comparing/comparing.ts";
import { readerWords, ReasonForm, Refused, SendAgain } from "../shell/Forms.tsx";
import { Locator } from "../shell/Locator.tsx";
import { News, useNews } from "../shell/News.tsx";
import { Margin } from "../rendering/Margin.tsx";
import { numbered, type NumberedNote } from "../rendering/notes.ts";
import { Page, wayTo, type Mode } from "../shell/Page.tsx";
import { Dated, PersonAndDate, VersionAndPeople } from "../design/People.tsx";
import { Prose } from "../design/Prose.tsx";
import { Removals } from "../design/Removals.tsx";
import { Term } from "../design/Term.tsx";
import { SourceColumn, Text } from "../rendering/Text.tsx";
import { count, namesOf } from "../design/wording.ts";
import { HowToWrite, Writers, type ProposalView, DraftPlace } from "../drafting/drafting.ts";
import type { Visit } from "../shell/view.ts";
import { AddPassage, DecideParts, Parts, partsIn } from "./ProposalParts.tsx";

interface Props {
  view: ProposalView;
  visit: Visit;
}

export function ProposalPage({ view, visit }: Props): JSX.Element {
  const { work, passage, proposal, refused } = view;
  const news = useNews(work.id, view.others.length > 0 ? null : passage.id);
  const [writes, setWrites] = useState(view.may.edit);
  const found = useMemo(() => foundIn(view, showOf(visit.url)), [view, visit.url]);
  if (!view.may.read) return <HiddenPage view={view} visit={visit} />;
  const undecided = proposal.status === "draft" || proposal.status === "open";
  const drafting = proposal.status === "draft" && visit.actor !== null;
  const several = view.others.length > 0;
  const turned =
    drafting && visit.actor ? (
      <>
        {view.may.edit && view.stale && view.current && <Moved view={view} current={view.current} />}
        <DraftPlace view={view} me={visit.actor} onRights={setWrites}>
          {!view.may.edit && (
            <>
              <p class="only-reading">
                You are reading this draft as it stands now. <HowToWrite view={view} me={visit.actor} />
              </p>
              <Read view={view} visit={visit} found={found} acts={null} />
            </>
          )}
        </DraftPlace>
      </>
    ) : (
      <Read view={view} visit={visit} found={found} acts={several ? null : <Acts view={view} writing={false} />} />
    );
  return (
    <Page
      visit={visit}
      crumbs={wayTo(work, passage, { words: "Proposal" })}
      mode={modeOf(proposal.status, writes)}
      about={
        drafting ? (
          <>
            {aboutOf(view)} · <a href="#about-draft">who writes and reads it</a>
          </>
        ) : (
          aboutOf(view)
        )
      }
      name={`proposal-page status-${proposal.status}${drafting ? " drafting" : ""}`}
    >
      <header class="proposal-title">
        <h1 class={drafting ? "visually-hidden" : undefined}>{titleOf(view)}</h1>
        {!drafting && <Begun view={view} />}
      </header>
      <AskedBar view={view} found={found} />
      <Refused message={refused} />
      {!isShownAgain(view) && <SendAgain typed={view.typed} lang={work.language} />}
      {!several && <Decided view={view} />}
      <Next view={view} />
      <News work={work.id} news={news} />
      {several ? (
        <Parts view={view}>
          <Decided view={view} />
          <Returns view={view} />
          {turned}
        </Parts>
      ) : (
        <>
          <Returns view={view} />
          {turned}
        </>
      )}
      {several && <DecideParts view={view} />}
      {visit.actor && <AddPassage view={view} />}
      {drafting && visit.actor && (
        <section class="about-draft" id="about-draft" aria-label="About this draft">
          <Begun view={view} />
          <Writers view={view} visit={visit} />
        </section>
      )}
      {(several || (drafting && visit.actor)) && <Acts view={view} writing />}
      {undecided && !drafting && (
        <section class="about-draft" aria-label="About this proposal">
          <Writers view={view} visit={visit} />
        </section>
      )}
      {!visit.actor && undecided && (
        <p class="hint">
          <a href={address.signIn(visit.url)}>Sign in to decide on it</a>
        </p>
      )}
    </Page>
  );
}

/** For those who may not read it: that it is there, that it is unfinished, and who may. */
function HiddenPage({ view, visit }: Props): JSX.Element {
  const { work, passage, proposal, may, refused } = view;
  const written = proposal.status === "draft";
  return (
    <Page
      visit={visit}
      crumbs={wayTo(work, passage, { words: "Proposal" })}
      mode={written ? "reading" : "decided"}
      about={aboutOf(view)}
      name={`proposal-page status-${proposal.status} hidden-draft`}
    >
      <header class="proposal-title">
        <h1>{titleOf(view)}</h1>
      </header>
      <Refused message={refused} />
      <p class="empty">
        {written
          ? `This is being written and unfinished. Until it is proposed, ${readerWords(proposal.readers)} read it; then everybody can.`
          : "This was begun and given up before it was proposed. Nothing of it is open to read."}{" "}
        <a href={address.passage(work.id, passage.id)}>The passage as it stands now</a>
      </p>
      {written && may.invite && (
        <p class="hint">
          As an owner you can invite others to write in it, yourself too, or give it up; the record will say so.
        </p>
      )}
      {may.invite && <Writers view={view} visit={visit} />}
      {may.withdraw && <Acts view={view} writing />}
      {!visit.actor && (
        <p class="hint">
          <a href={address.signIn(visit.url)}>Sign in, if you are one of them</a>
        </p>
      )}
    </Page>
  );
}

/** Who began or proposed it, when, and the way to how it came to be. */
function Begun({ view }: { view: ProposalView }): JSX.Element {
  const { work, proposal } = view;
  return (
    <p class="facts">
      {proposal.submission && proposal.status !== "draft" ? (
        <>
          <Term id="proposal">Proposed</Term> by {namesOf(proposal.submission.proposers)},{" "}
          <Dated iso={proposal.submission.at} exact />
        </>
      ) : (
        <>
          <Term id="draft">Draft</Term>, begun by{" "}
          <PersonAndDate person={proposal.openedBy} iso={proposal.openedAt} exact />
        </>
      )}
      {view.may.playBack && (
        <>
          {" · "}
          <a href={address.history(work.id, proposal.id, partName(proposal))}>History of this draft</a>
        </>
      )}
    </p>
  );
}

/** What is asked of the reader, always in sight: who proposes how much with which reasons, and whose turn it is. */
function AskedBar({ view, found }: { view: ProposalView; found: Difference | null }): JSX.Element | null {
  const { proposal, may } = view;
  if (view.others.length > 0) return <AskedOfParts view={view} />;
  if (proposal.status !== "open" || !proposal.submission) return null;
  const { proposers } = proposal.submission;
  return (
    <div class="asked-bar" role="region" aria-label="What is asked">
      <p>
        <b>
          {namesOf(proposers)} {proposers.length === 1 ? "proposes" : "propose"} {askedWords(view, found)}
        </b>
        {reasonsWords(view, found)}. {turnWords(may)}
      </p>
      {may.decide && (
        <a class="button primary" href="#acts">
          Decide
        </a>
      )}
      {!may.decide && (may.takeBack || may.withdraw) && (
        <a class="button" href="#acts">
          Your proposal
        </a>
      )}
    </div>
  );
}

/** The same of a proposal of several parts: how many of them wait, and whose turn it is. */
function AskedOfParts({ view }: { view: ProposalView }): JSX.Element | null {
  const parts = partsIn(view);
  const open = parts.filter(({ proposal }) => proposal.status === "open");
  if (open.length === 0) return null;
  const may = (open.find((part) => part.may.decide) ?? open[0]!).may;
  return (
    <div class="asked-bar" role="region" aria-label="What is asked">
      <p>
        <b>
          {namesOf(view.proposal.credited)}: {open.length} of {count(parts.length, "passage")}{" "}
          {open.length === 1 ? "waits" : "wait"}
        </b>
        . {turnWords(may)}
      </p>
      {may.decide && (
        <a class="button primary" href="#acts">
          Decide
        </a>
      )}
    </div>
  );
}

/** What is proposed, in a few words. */
function askedWords({ proposal: { kind, base } }: ProposalView, found: Difference | null): string {
  if (kind === "supply") return `the text of v${base ?? 0}`;
  return found ? count(found.changes.length, "change") : "a first rendering";
}

/** How many of the changes have a reason that hangs on them. */
function reasonsWords(view: ProposalView, found: Difference | null): string {
  if (!found || found.changes.length === 0) return "";
  const own = notesOf(view, proposedWords(view)?.notes ?? []).proposed;
  const reasoned = found.changes.filter(({ newer }) => notesOn(own, newer).length > 0).length;
  if (reasoned === 0) return ", none with a reason of its own";
  return `, ${reasoned} with ${reasoned === 1 ? "a reason" : "reasons"}`;
}

/** The changes of a revision from its base; null where there is nothing to compare it with. */
function foundIn(view: ProposalView, show: Show): Difference | null {
  const words = proposedWords(view);
  const { proposal, base } = view;
  if (proposal.kind !== "revision" || !words || wordsRemoved(proposal) || base === null || !isHeld(base)) return null;
  const older = base.words.rendering;
  return difference(older, words.rendering, show, false, compare(older, words.rendering, view.terms));
}

/** After a decision: what waits next, for whoever decides. */
function Next({ view: { next } }: { view: ProposalView }): JSX.Element | null {
  if (!next) return null;
  if (next === "none")
    return (
      <p class="hint">
        Nothing else waits for your decision. <a href={address.works()}>My work</a>
      </p>
    );
  return (
    <p class="next-proposal">
      <a class="button primary" href={address.proposal(next.work, next.id)}>
        Next that waits: {next.locator}
      </a>{" "}
      <a href={address.review()}>All that wait</a>
    </p>
  );
}

function turnWords(may: Rights): string {
  if (may.decide) return "You decide.";
  return may.takeBack ? "It waits for a reviewer." : "It waits for a reviewer’s decision.";
}

/** True if the form that was refused still stands on the page, with what was typed in it. */
function isShownAgain({ proposal, may, typed }: ProposalView): boolean {
  const acts = {
    accept: may.decide,
    decline: may.decide,
    return: may.sendBack || may.takeBack,
    withdraw: may.withdraw,
    submit: proposal.status === "draft" && may.edit,
  };
  return Object.entries(acts).some(
    ([act, stands]) => stands && typed?.action === address.act(proposal.id, act as keyof typeof acts),
  );
}

function modeOf(status: ProposalStatus, writes: boolean): Mode {
  if (status === "draft") return writes ? "proposing" : "reading";
  return status === "open" ? "reviewing" : "decided";
}

function aboutOf({ passage, proposal, base, others }: ProposalView): ComponentChildren {
  if (others.length > 0) return `revises ${count(others.length + 1, "passage")}`;
  if (proposal.kind === "supply") return `the text of ${passage.locator}, v${proposal.base ?? 0}`;
  return base ? `revises ${passage.locator}, v${base.number}` : `a first rendering of ${passage.locator}`;
}

function titleOf({ work, passage, proposal, others }: ProposalView): JSX.Element {
  if (others.length > 0) return <>A revision of {count(others.length + 1, "passage")}</>;
  const where = <Locator passage={passage} lang={work.sourceLanguage} />;
  if (proposal.kind === "supply")
    return (
      <>
        The text of v{proposal.base} of {where}
      </>
    );
  return proposal.base === null ? <>A first rendering of {where}</> : <>A revision of {where}</>;
}

const DECISIONS = {
  accepted: ["✓", "Accepted"],
  declined: ["×", "Declined"],
  withdrawn: ["–", "Given up"],
} as const;

/** What was decided, by whom, when and why. */
function Decided({ view: { work, passage, proposal } }: { view: ProposalView }): JSX.Element | null {
  const { decision, status, number, kind } = proposal;
  if (!decision || status === "draft" || status === "open") return null;
  return (
    <div class={`decision decision-${status}`}>
      <p>
        <b>
          <span aria-hidden="true">{DECISIONS[status][0]} </span>
          {DECISIONS[status][1]}
        </b>{" "}
        by <PersonAndDate person={decision.by} iso={decision.at} exact />
        {number !== null && (
          <>
            {kind === "supply" ? ". It gave its words to " : ". It became "}
            <a href={address.version(work.id, passage.id, number)}>v{number}</a>
          </>
        )}
        .
      </p>
      {decision.reason && <blockquote>{decision.reason}</blockquote>}
    </div>
  );
}

/** Each time changes were asked for, or its own people went on writing, with what was said. */
function Returns({ view: { proposal } }: { view: ProposalView }): JSX.Element | null {
  if (proposal.returns.length === 0) return null;
  return (
    <ul class="returns">
      {proposal.returns.map(({ by, reason, at }) => (
        <li>
          {writersOf(proposal).some(({ id }) => id === by.id) ? "Went on writing" : "Asked for changes"}:{" "}
          <PersonAndDate person={by} iso={at} exact />
          {reason && <>: “{reason}”</>}
        </li>
      ))}
    </ul>
  );
}

/** The words that are proposed, or that the draft says so far. */
function proposedWords({
  proposal,
  draft,
}: ProposalView): { rendering: RenderingJson; notes: Note[]; summary: string } | null {
  return draft ?? proposal.submission;
}

function Read(props: Props & { found: Difference | null; acts: JSX.Element | null }): JSX.Element {
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

interface TwoNotes {
  base: readonly NumberedNote[];
  proposed: readonly NumberedNote[];
}

/** The base's notes and the proposal's own, numbered together. A proposed note has the version it would come with. */
function notesOf({ notes, base, current }: ProposalView, proposed: readonly Note[]): TwoNotes {
  const next = (current?.number ?? base?.number ?? 0) + 1;
  const own = proposed.map((note) => ({ note, version: next, gone: note.target === null && note.lost !== undefined }));
  const all = numbered([...own, ...notes]);
  const mine = new Set(proposed);
  return { base: all.filter(({ note }) => !mine.has(note)), proposed: all.filter(({ note }) => mine.has(note)) };
}

/** The passage moved on while the proposal waited: said first, with what to do. */
function Moved({
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

function actsTitle({ decide, sendBack, takeBack }: Rights): string {
  if (decide) return "Decide";
  return sendBack && !takeBack ? "What you can do" : "Your proposal";
}

/** What this person may do with the whole, beside deciding on its parts if it has several. */
function mayOf(view: ProposalView): Rights {
  if (view.others.length === 0) return view.may;
  const any = (right: keyof Rights) => partsIn(view).some(({ may }) => may[right]);
  return { ...view.may, decide: false, sendBack: false, takeBack: any("takeBack"), withdraw: any("withdraw") };
}

/** What this person may do with it. */
function Acts({ view, writing }: { view: ProposalView; writing: boolean }): JSX.Element | null {
  const { proposal, current } = view;
  const may = mayOf(view);
  if (!(may.decide || may.takeBack || may.sendBack || may.withdraw)) return null;
  const { stale } = view;
  return (
    <section class={writing ? "acts aside" : "acts"} aria-labelledby={view.others.length > 0 ? "own-acts" : "acts"}>
      <h2 id={view.others.length > 0 ? "own-acts" : "acts"}>{actsTitle(may)}</h2>
      {may.decide && stale && <p class="hint">It can be accepted once it is moved onto v{current?.number}.</p>}
      <div class="act-row">
        {may.decide && (
          <>
            {!stale && (
              <ReasonForm
                typed={view.typed}
                action={address.act(proposal.id, "accept")}
                name="accept"
                title={
                  <>
                    <span aria-hidden="true">✓ </span>Accept…
                  </>
                }
                button={
                  proposal.kind === "supply"
                    ? `Accept as the text of v${proposal.base ?? 0}`
                    : `Accept as v${(current?.number ?? 0) + 1}`
                }
                label="Your reason"
                required={false}
                primary
              />
            )}
            <ReasonForm
              typed={view.typed}
              action={address.act(proposal.id, "decline")}
              name="decline"
              title={
                <>
                  <span aria-hidden="true">× </span>Decline…
                </>
              }
              button="Decline"
              label="Why it is declined. The proposal stays readable with your reason."
              required
            />
          </>
        )}
        {may.sendBack && (
          <ReasonForm
            typed={view.typed}
            action={address.act(proposal.id, "return")}
            name="return"
            title="Ask for changes…"
            button="Ask for changes"
            label="What should change, so that the proposers can act on it"
            required
          />
        )}
        {may.takeBack && (
          <ReasonForm
            typed={view.typed}
            action={address.act(proposal.id, "return")}
            name="return"
            title="Go on writing…"
            button="Go on writing"
            label="Why you go on writing it"
            required={false}
          />
        )}
        {may.withdraw && (
          <ReasonForm
            typed={view.typed}
            action={address.act(proposal.id, "withdraw")}
            name="withdraw"
            title="Give up for good…"
            button="Give up for good"
            label="Why you give it up"
            required={false}
          />
        )}
      </div>
    </section>
  );
}
