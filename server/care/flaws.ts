/** What is wrong with a record, in a sentence for the terminal. */
import type { Flaw } from "../../translations/ledger/flaws.ts";

/** What a flaw is about, in words. */
type Told<Each> = { [Name in keyof Each]: string };

/** The flaw of a code, which may share its shape with others. */
type OfCode<Code, Each = Flaw> = Each extends { flaw: infer Own } ? (Code extends Own ? Each : never) : never;

const FLAWS: { [Code in Flaw["flaw"]]: (about: Told<OfCode<Code>>) => string } = {
  altered: () => "It was changed after it was made: its digest is another.",
  "not-understood": ({ why }) => `This record can't be understood: ${why.replace(/\.$/, "")}.`,
  "not-canonical": () => "What it says is not written as the program writes it.",
  position: ({ position }) => `It says that it is number ${position}: records are missing, doubled or out of order.`,
  previous: () => "It does not follow the record before it: the digest it names is another.",
  instant: ({ at }) => `Its instant, “${at}”, is not written as instants are.`,
  act: ({ id, records, here }) => `Its act, “${id}”, had ${records} records; ${here} of it stand here.`,
  "acts-apart": () => "The records of its act are not of one work, or say who may do what beside other things.",
  enclosures: ({ enclosed, beside }) => `It encloses ${enclosed} things, but ${beside} stand beside it.`,
  "enclosure-missing": () => "What it encloses is missing, and no record says that it was removed.",
  "enclosure-there": () => "What it encloses was removed, but is still there.",
  "enclosure-replaced": () => "In place of what was removed stands something else than was said.",
  "enclosure-altered": () => "What it encloses was changed: its digest is another.",
  "another-stream": ({ stream }) => `It belongs to ${stream}, which is another stream.`,
  "another-proposal": ({ proposal }) =>
    `It stands in the stream of proposal ${proposal}, but is of another kind or of another proposal.`,
  "another-kind": () => "It is of a kind that stands in another stream, or says something of another one.",
  "accepted-as": ({ number }) => `It was accepted as v${number}, which was not made with it.`,
  "no-decision": ({ proposal, number }) =>
    `It says that proposal ${proposal} became v${number}, but names no decision that made it.`,
  "wording-altered": ({ number }) =>
    `The words of source wording ${number} are not those that were recorded: their digest is another.`,
  "proposed-form": () => "The words proposed are not in canonical form.",
  "words-form": ({ number }) => `The words of v${number} are not in canonical form.`,
  "words-altered": ({ number, digest }) =>
    `The words of v${number} are not those it was cited with: their digest is ${digest}.`,
  "opened-before": ({ proposal }) => `Proposal ${proposal} was opened before.`,
  "never-opened": ({ proposal }) => `Proposal ${proposal} was never opened.`,
  "decided-before": ({ proposal, status }) => `Proposal ${proposal} was ${status} before.`,
  "not-revised": ({ proposal, passage }) => `Proposal ${proposal} does not revise ${passage}.`,
  "revised-twice": () => "It revises a passage twice.",
  "begins-without-work": () => "It begins without saying what the work is.",
  "removed-version": ({ number }) => `Something of v${number} was removed, which was not there.`,
  "import-not-begun": ({ import: id }) => `It speaks of the import ${id}, of which nothing says that it began.`,
  "withdrawn-not-there": ({ number }) => `v${number} is withdrawn, which was not there.`,
  "checked-not-there": ({ number }) => `A note is checked on v${number}, or was of it, which was not there.`,
  "chosen-not-there": ({ number }) => `v${number} is chosen, which was not there.`,
  "source-number": ({ expected, number }) => `Source wording ${expected} is numbered ${number}.`,
  "source-not-there": ({ version, source }) =>
    `Version ${version} renders source wording ${source}, which was not there.`,
  "passage-not-there": ({ passage, after }) => `Passage ${passage} is put behind ${after}, which was not there.`,
  "passage-not-standing": ({ passage }) =>
    `Passage ${passage} goes, or stands instead of one that goes, and did not stand in the outline.`,
  "removed-wording": ({ number }) => `The words of source wording ${number} were removed, which was not there.`,
  "removed-locator": ({ passage }) => `The locator of ${passage} was removed, which was not there.`,
  "version-number": ({ after, number }) => `The version after v${after} is numbered v${number}.`,
  "base-not-there": ({ number, base }) => `Version ${number} is revised from v${base}, which was not there.`,
  "supplied-not-there": ({ number }) => `Words are supplied for v${number}, which was not there.`,
  "supplied-twice": ({ number }) => `Words are supplied for v${number}, which had its words.`,
  "thread-opened-before": () => "It opens a discussion that was opened before.",
  "thread-not-opened": () => "It says something in a discussion that nothing has opened.",
  "comment-number": ({ after, number }) => `What was said after number ${after} in a discussion is numbered ${number}.`,
  "comment-not-there": ({ number }) => `It changes number ${number} of a discussion, which was not there.`,
  "term-proposal-not-there": ({ number }) =>
    `It is about number ${number} that is proposed for a term, which was not there.`,
  "term-proposal-decided": ({ number }) => `Number ${number} that is proposed for a term was decided before.`,
  "term-not-accepted": ({ number }) => `It sets a term as number ${number} proposes, which nobody accepted.`,
  nobody: ({ name }) => `Who “${name}” is can't be known: there is no account with it.`,
};

/** A value in words: where a string or a number should stand, a record that somebody bent may hold anything. */
function told(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "nothing");
}

export function flawInWords(flaw: Flaw): string {
  const about = Object.fromEntries(Object.entries(flaw).map(([name, value]) => [name, told(value)]));
  return (FLAWS[flaw.flaw] as (about: Told<Flaw>) => string)(about as Told<Flaw>);
}
