/** Who writes a proposal: the people it is of, how others come to it, and what those who only read it can do. */
import type { JSX } from "preact";
import { READERS, STEP_READERS, type StepReaders, type StepsAfterwards } from "../../translations/ledger/events.ts";
import { mayBegin, writersOf } from "../../translations/ledger/rights.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import type { Person } from "../../translations/notes/note.ts";
import { looksLike } from "../../translations/people/name.ts";
import type { ProposalView } from "./view.ts";
import type { Visit } from "../shell/view.ts";
import { address } from "../links/addresses.ts";
import { readerWords } from "../shell/Forms.tsx";
import { Dated } from "../design/People.tsx";
import { Hidden } from "../design/Prose.tsx";
import { day, moment } from "../design/wording.ts";

/** The people of a proposal that is not decided, with what this person may do about them. */
export function Writers({ view, visit }: { view: ProposalView; visit: Visit }): JSX.Element {
  const { proposal, may } = view;
  return (
    <section class="writers" aria-labelledby="writers">
      <h2 id="writers">Who writes it</h2>
      <ul>
        {writersOf(proposal).map((person, at) => (
          <li>
            <span class="person">{calledIn(view, person)}</span>{" "}
            <span class="part">{at === 0 ? "began it" : <Joined view={view} person={person} />}</span>
            {at > 0 && <LetGo view={view} person={person} me={visit.actor} />}
          </li>
        ))}
      </ul>
      {may.invite && <Invite view={view} />}
      {may.read && <WhoReads view={view} />}
    </section>
  );
}

/** Who reads it while it is a draft and who plays it back; its writers can choose anew. */
function WhoReads({ view: { proposal, may, afterwards } }: { view: ProposalView }): JSX.Element {
  const { readers, steps } = proposal;
  return (
    <div class="who-reads">
      <p>
        Until it is proposed, {readerWords(readers)} read it. Its steps and their times: {STEP_READER_WORDS[steps]}.{" "}
        {AFTERWARDS_WORDS[afterwards]}
      </p>
      {may.choose && (
        <details class="choose-readers">
          <summary class="quiet-action">Change who reads it…</summary>
          <form method="post" action={address.act(proposal.id, "readers")} class="row-form">
            <p>
              <label for="choose-readers">Until it is proposed, read by</label>{" "}
              <select id="choose-readers" name="readers">
                {READERS.map((each) => (
                  <option value={each} selected={each === readers}>
                    {readerWords(each)}
                  </option>
                ))}
              </select>
            </p>
            <p>
              <label for="choose-steps">Its steps played back by</label>{" "}
              <select id="choose-steps" name="steps">
                {STEP_READERS.map((each) => (
                  <option value={each} selected={each === steps}>
                    {STEP_READER_WORDS[each]}
                  </option>
                ))}
              </select>
            </p>
            <button type="submit" class="button">
              Keep this choice
            </button>
          </form>
        </details>
      )}
    </div>
  );
}

const STEP_READER_WORDS: Readonly<Record<StepReaders, string>> = {
  writers: "its writers alone",
  readers: "whoever may read it",
};

const AFTERWARDS_WORDS: Readonly<Record<StepsAfterwards, string>> = {
  kept: "When it is decided, the steps stay.",
  anonymous: "When it is decided, the steps stay without names and seconds.",
  dropped: "When it is decided, the steps are dropped; what was proposed stays.",
};

function Joined({ view: { proposal }, person }: { view: ProposalView; person: Person }): JSX.Element {
  const invitation = proposal.invited.find((joining) => joining.person.id === person.id);
  if (!invitation) return <>wrote with them</>;
  return (
    <>
      invited by {invitation.by.id === person.id ? "themselves" : invitation.by.name}, <Dated iso={invitation.at} />
    </>
  );
}

/** Whoever may invite may let others go; everybody may leave. */
function LetGo(props: { view: ProposalView; person: Person; me: Actor | null }): JSX.Element | null {
  const { proposal, may } = props.view;
  const { id = "" } = props.person;
  const me = props.me?.id === id;
  if (!(me ? may.leave : may.invite)) return null;
  return (
    <form method="post" action={address.act(proposal.id, "let-go")} class="inline-form">
      <input type="hidden" name="person" value={id} />
      <button type="submit" class="quiet-action">
        {me ? (
          "Leave"
        ) : (
          <>
            Let go<Hidden> of {calledIn(props.view, props.person)}</Hidden>
          </>
        )}
      </button>
    </form>
  );
}

function Invite({ view: { proposal, invitable } }: { view: ProposalView }): JSX.Element {
  if (invitable.length === 0)
    return <p class="hint">Everybody here who may write is in it. An owner of this workbench can invite new people.</p>;
  return (
    <details class="invite">
      <summary class="button">Invite…</summary>
      <form method="post" action={address.act(proposal.id, "invite")} class="row-form">
        <label for="guest">To write in it with {proposal.openedBy.name}</label>
        <select id="guest" name="person" required>
          {invitable.map((person) => (
            <option value={person.id}>{named(person, invitable)}</option>
          ))}
        </select>
        <button type="submit" class="button primary">
          Invite
        </button>
        <p class="hint">
          They are credited once their words are in it. A reviewer whose words are in it can’t decide on it.
        </p>
      </form>
    </details>
  );
}

/** The name, with what tells apart those whose names look alike: the day, and where that is the same, the moment. */
function named(
  { id, name, role, since }: Actor & { since: string },
  all: readonly (Actor & { since: string })[],
): string {
  const others = all.filter((other) => other.id !== id && looksLike(other.name, name));
  const sameDay = others.some((other) => day(other.since) === day(since));
  const here = others.length === 0 ? [] : [`here since ${sameDay ? moment(since) : day(since)}`];
  const more = [...(role === "translator" ? [] : [role]), ...here];
  return more.length > 0 ? `${name} (${more.join(", ")})` : name;
}

/** A writer's name, with what tells apart those whose names look alike. */
function calledIn({ since = {} }: ProposalView, { id = "", name }: Person): string {
  const here = since[id];
  if (here === undefined) return name;
  const sameDay = Object.entries(since).some(([other, at]) => other !== id && day(at) === day(here));
  return `${name} (here since ${sameDay ? moment(here) : day(here)})`;
}

/** For those who read a draft that others write: how they could write in it. */
export function HowToWrite({ view, me }: { view: ProposalView; me: Actor }): JSX.Element {
  const { work, passage, proposal, may } = view;
  const { name } = proposal.openedBy;
  if (!mayBegin(me))
    return <>Writing in it needs the role of translator, which an owner of this workbench can give you.</>;
  if (may.invite) return <>{name} began it. To write in it, invite yourself below; the record will say so.</>;
  return (
    <>
      To write in it, ask {name}, who began it, or an owner of this workbench, to invite you. Or{" "}
      <a href={address.passage(work.id, passage.id)}>begin a proposal of your own</a>.
    </>
  );
}
