/** The parts of a proposal that revises several passages: one under another, in the order of the work. */
import type { ComponentChildren, JSX } from "preact";
import { isHeld, wordsRemoved, type ProposalStatus } from "../../translations/ledger/state.ts";
import { address } from "../links/addresses.ts";
import { Diff } from "../difference/Diff.tsx";
import { changed } from "../difference/difference.ts";
import { Locator } from "../shell/Locator.tsx";
import { PersonAndDate } from "../design/People.tsx";
import { namesOf } from "../design/wording.ts";
import { Hidden } from "../design/Prose.tsx";
import { SourceMoved } from "../passage/passage.ts";
import { Rendering } from "../rendering/Rendering.tsx";
import { Text } from "../rendering/Text.tsx";
import type { OtherPart, ProposalView } from "../drafting/drafting.ts";
import { Ready, ReasonForm } from "../shell/Forms.tsx";
import { Decided } from "./Decided.tsx";
import { countedIn, partsIn } from "./parts.ts";
import { PutsBackList } from "./PutsBack.tsx";
import { SharedReasons } from "./SharedReasons.tsx";
import { Returns, wasOwn } from "./Returns.tsx";
import { sharedReasonsOf, type PartsReason } from "./shared-reasons.ts";
import { wordsFrom } from "../language/language.ts";
import { REVIEWING } from "./words.tsx";

/** The form that decides on the parts that are ticked. */
const DECIDING = "decide-parts";

/** Where a part stands, as a sign. */
const STANDS: Readonly<Record<ProposalStatus, string>> = {
  draft: "·",
  open: "…",
  accepted: "✓",
  declined: "×",
  withdrawn: "–",
};

/** Words for those who hear the page. */
const hidden = (words: string): JSX.Element => <Hidden>{words}</Hidden>;

/** @param children the part that the page is turned to, in full. */
export function Parts({ view, children }: { view: ProposalView; children: ComponentChildren }): JSX.Element {
  const parts = partsIn(view);
  const shared = sharedReasonsOf(parts);
  return (
    <div class="parts">
      {parts.map((part) => (
        <section
          key={part.passage.id}
          class="proposal-part"
          id={`part-${part.passage.id}`}
          aria-labelledby={headOf(part)}
        >
          <PartHead view={view} part={part} />
          {part === view ? children : <Brief view={view} part={part} shared={shared} />}
        </section>
      ))}
    </div>
  );
}

function headOf({ passage }: OtherPart): string {
  return `head-${passage.id}`;
}

function PartHead({ view, part }: { view: ProposalView; part: OtherPart }): JSX.Element {
  const { work, passage: shown } = view;
  const { passage, proposal, may } = part;
  const [sign, stands] = standsAs(part);
  const words = wordsFrom(REVIEWING).parts;
  return (
    <header class="part-head">
      <h2 id={headOf(part)}>
        <a href={address.passage(work.id, passage.id)}>
          <Locator passage={passage} lang={work.sourceLanguage} />
        </a>
      </h2>
      <p class={`part-stands stands-${proposal.status}`}>
        <span aria-hidden="true">{sign} </span>
        {stands}
        {proposal.number !== null && (
          <>
            {words.as}
            <a href={address.version(work.id, passage.id, proposal.number)}>v{proposal.number}</a>
          </>
        )}
        {proposal.status === "open" && part.approving.needed > 1 && approvedWords(part)}
        {part.stale && <b>{words.movedOn}</b>}
      </p>
      {isDecidable(part) && (
        <label class="part-tick">
          <input
            type="checkbox"
            name="parts"
            value={passage.id}
            form={DECIDING}
            defaultChecked={wasNamed(view, part)}
          />{" "}
          {words.decideOn(hidden, passage.locator)}
        </label>
      )}
      {passage.id !== shown.id && may.read && (
        <a class="button" href={address.part(work.id, proposal.id, passage.id)}>
          {(may.edit ? words.write : words.read)(hidden, passage.locator)}
        </a>
      )}
      {proposal.status === "draft" && may.withdraw && countedIn(view).length > 1 && (
        <LeaveOut view={view} part={part} />
      )}
    </header>
  );
}

/** Asked first: it is for good, though what was written stays readable. */
function LeaveOut({ view, part }: { view: ProposalView; part: OtherPart }): JSX.Element {
  const { passage, proposal } = part;
  const words = wordsFrom(REVIEWING).parts;
  return (
    <ReasonForm
      typed={wasNamed(view, part) ? view.typed : null}
      action={address.act(proposal.id, "withdraw")}
      name={`leave-out-${passage.id}`}
      title={words.leaveOut(hidden, passage.locator)}
      button={words.leaveItOut}
      label={words.whyLeftOut}
      required={false}
      quiet
    >
      <input type="hidden" name="parts" value={passage.id} />
      <p class="hint">{words.leavingOut}</p>
    </ReasonForm>
  );
}

function approvedWords({ approving: { given, needed } }: OtherPart): string {
  return wordsFrom(REVIEWING).parts.approved(given.length, needed, namesOf(given.map(({ by }) => by)));
}

function standsAs({ proposal }: OtherPart): readonly [string, string] {
  const { stands, asked, writtenAgain, givenUp } = wordsFrom(REVIEWING).parts;
  const { status, returns, whole } = proposal;
  const last = returns.at(-1);
  if (status === "draft" && last) return ["←", wasOwn(proposal, last) ? writtenAgain : asked];
  if (status === "withdrawn" && whole === "withdrawn") return [STANDS.withdrawn, givenUp];
  return [STANDS[status], stands[status]];
}

/** True if a form that was refused named the part: it was ticked there, or was to be left out. */
function wasNamed({ typed }: ProposalView, { passage }: OtherPart): boolean {
  return typed?.fields.some(({ name, value }) => name === "parts" && value === passage.id) ?? false;
}

/** True if this person may decide on the part, or ask for changes. */
function isDecidable({ may }: OtherPart): boolean {
  return may.decide || may.sendBack;
}

/** A part that the page is not turned to: what was said of it, and its difference. */
function Brief(props: { view: ProposalView; part: OtherPart; shared: readonly PartsReason[] }): JSX.Element {
  const { view, part, shared } = props;
  const { proposal, may, draft } = part;
  const words = draft ?? proposal.submission;
  const said = wordsFrom(REVIEWING).parts;
  if (!may.read) return <p class="empty">{said.unfinished}</p>;
  return (
    <>
      {!proposal.decision && <Returns proposal={proposal} returns={proposal.returns.slice(-1)} />}
      {proposal.decision?.reason && (
        <blockquote class="part-reason">
          <p>{proposal.decision.reason}</p>
          <p class="facts">
            <PersonAndDate person={proposal.decision.by} iso={proposal.decision.at} />
          </p>
        </blockquote>
      )}
      {part.moved && <SourceMoved move={part.moved} work={view.work} number={null} apart />}
      {wordsRemoved(proposal) || !words ? (
        <p class="empty">{words ? said.removed : said.nothing}</p>
      ) : (
        <BriefWords view={view} part={part} words={words.rendering} />
      )}
      <PutsBackList work={view.work} found={part.putsBack} />
      {words && words.notes.length > 0 && <p class="hint">{said.withNotes(words.notes.length)}</p>}
      <SharedReasons view={view} part={part} shared={shared} />
    </>
  );
}

function BriefWords(props: {
  view: ProposalView;
  part: OtherPart;
  words: NonNullable<OtherPart["draft"]>["rendering"];
}): JSX.Element {
  const { view, part, words } = props;
  const { base, passage, terms } = part;
  if (!base || !isHeld(base))
    return (
      <div class="text">
        <Text passage={passage} languages={view.work} rendering={words} notes={[]} instead={null}>
          {null}
        </Text>
      </div>
    );
  const older = base.words.rendering;
  const found = changed(older, words, terms);
  const { untouched, unchanged } = wordsFrom(REVIEWING).parts;
  if (found.changes.length === 0)
    return (
      <>
        <p class="empty">{part.proposal.status === "draft" ? untouched : unchanged}</p>
        <Rendering rendering={words} lang={view.work.language} />
      </>
    );
  return (
    <Diff
      older={{ rendering: older, name: null, notes: [] }}
      newer={{ rendering: words, name: null, notes: [] }}
      show="inline"
      lang={view.work.language}
      found={found}
      apart
    />
  );
}

/** One decision on the parts that are ticked; null if there is nothing to decide. */
export function DecideParts({ view }: { view: ProposalView }): JSX.Element | null {
  const decidable = partsIn(view).filter(isDecidable);
  if (decidable.length === 0) return null;
  const { id } = view.proposal;
  const words = wordsFrom(REVIEWING).parts;
  const before = view.typed?.fields.find(({ name }) => name === "reason")?.value ?? "";
  return (
    <section class="acts" aria-labelledby="acts">
      <h2 id="acts">{words.decide}</h2>
      <form id={DECIDING} class="decide-parts" method="post" action={address.act(id, "accept")}>
        <p class="hint">{words.allOrNone}</p>
        <input type="hidden" name="ticked" value="yes" />
        <Decided parts={decidable} />
        <Ready
          name="parts"
          reasons={view.ready}
          chosen={view.typed?.fields.find(({ name }) => name === "ready")?.value}
        />
        <label for="reason-parts">{words.reason}</label>
        <textarea id="reason-parts" name="reason" rows={3} defaultValue={before} />
        <p class="act-row">
          {decidable.some(({ may }) => may.decide) && (
            <>
              <button type="submit" class="button primary">
                <span aria-hidden="true">✓ </span>
                {decidable.every(({ may, approving }) => !may.decide || approving.enough)
                  ? words.accept
                  : words.approve}
              </button>
              <button type="submit" class="button" formAction={address.act(id, "decline")}>
                <span aria-hidden="true">× </span>
                {words.decline}
              </button>
            </>
          )}
          <button type="submit" class="button" formAction={address.act(id, "return")}>
            {words.askForChanges}
          </button>
        </p>
      </form>
    </section>
  );
}
