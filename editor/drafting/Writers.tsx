/** Who writes a proposal: the people it is of, how others come to it, and what those who only read it can do. */
import type { JSX } from "preact";
import { READERS, STEP_READERS } from "../../translations/ledger/events.ts";
import { mayBegin, writersOf } from "../../translations/ledger/rights.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import type { Person } from "../../translations/notes/note.ts";
import { looksLike } from "../../translations/people/name.ts";
import type { DraftPage, ProposalView } from "./view.ts";
import type { Visit } from "../shell/view.ts";
import { address } from "../links/addresses.ts";
import { readerWords } from "../shell/Forms.tsx";
import { Dated } from "../design/People.tsx";
import { Hidden } from "../design/Prose.tsx";
import { day, moment } from "../design/wording.ts";
import { wordsFrom } from "../language/language.ts";
import { DRAFTING } from "./words.tsx";

/** The people of a proposal that is not decided, with what this person may do about them. */
export function Writers({ view, visit }: { view: ProposalView; visit: Visit }): JSX.Element {
  const { proposal, may } = view;
  const words = wordsFrom(DRAFTING).writers;
  return (
    <section class="writers" aria-labelledby="writers">
      <h2 id="writers">{words.title}</h2>
      <ul>
        {writersOf(proposal).map((person, at) => (
          <li>
            <span class="person">{calledIn(view, person)}</span>{" "}
            <span class="part">{at === 0 ? words.began : <Joined view={view} person={person} />}</span>
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
  const words = wordsFrom(DRAFTING).writers;
  return (
    <div class="who-reads">
      <p>{words.whoReads(readerWords(readers), steps, afterwards)}</p>
      {may.choose && (
        <details class="choose-readers">
          <summary class="quiet-action">{words.change}</summary>
          <form method="post" action={address.act(proposal.id, "readers")} class="row-form">
            <p>
              <label for="choose-readers">{words.readBy}</label>{" "}
              <select id="choose-readers" name="readers">
                {READERS.map((each) => (
                  <option value={each} selected={each === readers}>
                    {readerWords(each)}
                  </option>
                ))}
              </select>
            </p>
            <p>
              <label for="choose-steps">{words.stepsBy}</label>{" "}
              <select id="choose-steps" name="steps">
                {STEP_READERS.map((each) => (
                  <option value={each} selected={each === steps}>
                    {words.stepReaders[each]}
                  </option>
                ))}
              </select>
            </p>
            <button type="submit" class="button">
              {words.keep}
            </button>
          </form>
        </details>
      )}
    </div>
  );
}

function Joined({ view: { proposal }, person }: { view: ProposalView; person: Person }): JSX.Element {
  const invitation = proposal.invited.find((joining) => joining.person.id === person.id);
  const words = wordsFrom(DRAFTING).writers;
  if (!invitation) return <>{words.wroteToo}</>;
  const { by, at } = invitation;
  return words.invitedBy(by.id === person.id ? null : by.name, <Dated iso={at} />);
}

/** Whoever may invite may let others go; everybody may leave. */
function LetGo(props: { view: ProposalView; person: Person; me: Actor | null }): JSX.Element | null {
  const { proposal, may } = props.view;
  const { id = "" } = props.person;
  const me = props.me?.id === id;
  if (!(me ? may.leave : may.invite)) return null;
  const words = wordsFrom(DRAFTING).writers;
  return (
    <form method="post" action={address.act(proposal.id, "let-go")} class="inline-form">
      <input type="hidden" name="person" value={id} />
      <button type="submit" class="quiet-action">
        {me ? words.leave : words.letGo((said) => <Hidden>{said}</Hidden>, calledIn(props.view, props.person))}
      </button>
    </form>
  );
}

function Invite({ view: { proposal, invitable } }: { view: ProposalView }): JSX.Element {
  const words = wordsFrom(DRAFTING).writers;
  if (invitable.length === 0) return <p class="hint">{words.nobodyToInvite}</p>;
  return (
    <details class="invite">
      <summary class="button">{words.inviting}</summary>
      <form method="post" action={address.act(proposal.id, "invite")} class="row-form">
        <label for="guest">{words.toWriteWith(proposal.openedBy.name)}</label>
        <select id="guest" name="person" required>
          {invitable.map((person) => (
            <option value={person.id}>{named(person, invitable)}</option>
          ))}
        </select>
        <button type="submit" class="button primary">
          {words.invite}
        </button>
        <p class="hint">{words.inviteHint}</p>
      </form>
    </details>
  );
}

/** The name, with what tells apart those whose names look alike: the day, and where that is the same, the moment. */
function named(
  { id, name, role, since }: Actor & { since: string },
  all: readonly (Actor & { since: string })[],
): string {
  const words = wordsFrom(DRAFTING).writers;
  const others = all.filter((other) => other.id !== id && looksLike(other.name, name));
  const sameDay = others.some((other) => day(other.since) === day(since));
  const here = others.length === 0 ? [] : [words.hereSince(sameDay ? moment(since) : day(since))];
  const more = [...(role === "translator" ? [] : [words.roles[role]]), ...here];
  return more.length > 0 ? words.named(name, more) : name;
}

/** A writer's name, with what tells apart those whose names look alike. */
function calledIn({ since = {} }: ProposalView, { id = "", name }: Person): string {
  const here = since[id];
  if (here === undefined) return name;
  const sameDay = Object.entries(since).some(([other, at]) => other !== id && day(at) === day(here));
  const words = wordsFrom(DRAFTING).writers;
  return words.named(name, [words.hereSince(sameDay ? moment(here) : day(here))]);
}

/** For those who read a draft that others write: how they could write in it. */
export function HowToWrite({ view, me }: { view: DraftPage; me: Actor }): JSX.Element {
  const { work, passage, proposal, may } = view;
  const { name } = proposal.openedBy;
  const words = wordsFrom(DRAFTING).writers;
  if (!mayBegin(me)) return <>{words.needsRole}</>;
  if (may.invite) return <>{words.inviteYourself(name)}</>;
  return words.askToWrite(name, (own) => <a href={address.passage(work.id, passage.id)}>{own}</a>);
}
