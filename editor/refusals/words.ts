/** The sentences of refusals. */
import { count, dayNamed, grouped, plural } from "../language/english.ts";
import type { Catalogue } from "../language/language.ts";
import type { LimitName } from "../../translations/text/limits.ts";
import type { Came, Left } from "../../translations/ledger/refusals.ts";
import type { ProposalStatus } from "../../translations/ledger/state.ts";

const version = (number: number | null): string => (number === null ? "no version" : `v${number}`);

/** So many versions that came are told one by one. */
const MOST_TOLD = 3;

function cameInWords({ passage, number, by, date, left }: Came): string {
  const who = by.length > 0 ? `by ${by.join(", ")}, ` : "";
  return `v${number} of ${passage} (${who}${dayNamed(date)}${left ? `; ${touchedInWords(left)}` : ""})`;
}

/** How many changes of a revision the version touches. */
function touchedInWords({ already, stands, meets }: Left): string {
  const all = already + stands + meets;
  if (all > 0 && already === all) return "it has all of these changes already";
  return `it changed words that ${meets === 0 ? "none" : meets} of ${count(all, "change")} here ${plural(meets, "touches", "touch")}`;
}

const cameAll = (came: readonly Came[]): string => listed(came.slice(0, MOST_TOLD).map(cameInWords), came.length);

/** These, and how many there are besides. */
function listed(told: readonly string[], all: number): string {
  const more = all - told.length;
  return `${told.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

/** Behind what was done: by whom, if that may be told. */
const byWhom = (name: string | null): string => (name === null ? "" : ` by ${name}`);

const limits: Record<LimitName, (found: number, most: number) => string> = {
  characters: (found, most) => `This text has ${grouped(found)} characters; a passage has at most ${grouped(most)}.`,
  blocks: (found, most) =>
    `This text has ${grouped(found)} paragraphs, lines and items; a passage has at most ${grouped(most)}.`,
  depth: (found, most) =>
    `Lists and quotations are nested ${grouped(found)} deep here; they nest at most ${grouped(most)} deep.`,
  runs: (found, most) =>
    `Emphasis and languages change ${grouped(found)} times here; in a passage at most ${grouped(most)} times.`,
  notes: (found, most) => `There are ${grouped(found)} notes; a version has at most ${grouped(most)}.`,
  noteCharacters: (found, most) =>
    `A note has ${grouped(found)} characters, alternatives included; it has at most ${grouped(most)}.`,
  notesCharacters: (found, most) =>
    `The notes and the words that they hang on have ${grouped(found)} characters together; a version's have at most ${grouped(most)}.`,
  locator: (found, most) =>
    `What a passage is called, with the remark on it, has ${grouped(found)} characters; it has at most ${grouped(most)}.`,
  reason: (found, most) => `The reason has ${grouped(found)} characters; it has at most ${grouped(most)}.`,
  comment: (found, most) => `What you say has ${grouped(found)} characters; it has at most ${grouped(most)}.`,
  comments: (found, most) =>
    `${grouped(found)} things would be said in this discussion; it has at most ${grouped(most)}. Begin another one.`,
  rewordings: (found, most) =>
    `This would be worded anew for the ${grouped(found)}th time; at most ${grouped(most)} times it can be. Say it in a reply.`,
  threads: (found, most) =>
    `There would be ${grouped(found)} discussions here; there are at most ${grouped(most)}. Reply in one of them.`,
  terms: (found, most) => `The glossary would have ${grouped(found)} terms; it has at most ${grouped(most)}.`,
  termRenderings: (found, most) =>
    `A term has ${grouped(found)} renderings or forms of one kind here; it has at most ${grouped(most)}.`,
  termProposals: (found, most) =>
    `There would be ${grouped(found)} proposals or remarks here; a term has at most ${grouped(most)} of them.`,
  outlineProposals: (found, most) =>
    `There would be ${grouped(found)} undecided proposals for the outline of this work; it has at most ${grouped(most)} of them.`,
  ownOutlineProposals: (found, most) =>
    `With this one ${grouped(found)} of your proposals for this outline would be undecided or given up; at most ${grouped(most)} can be. Wait until some are decided.`,
  outlineCharacters: (found, most) =>
    `With this one the undecided proposals for sources of this work would have ${grouped(found)} characters; they have at most ${grouped(most)} together.`,
  ownOutlineCharacters: (found, most) =>
    `With this one your proposals for sources of this work that are undecided or given up would have ${grouped(found)} characters; they have at most ${grouped(most)} together. Wait until some are decided.`,
  people: (found, most) => `${grouped(found)} people are named here; at most ${grouped(most)} can be.`,
  undecided: (found, most) =>
    `With this one ${grouped(found)} of your proposals would be undecided; at most ${grouped(most)} can be. Finish some, or give them up.`,
  parts: (found, most) => `A proposal would revise ${grouped(found)} passages; it revises at most ${grouped(most)}.`,
  partsCharacters: (found, most) =>
    `These passages have ${grouped(found)} characters together; at most ${grouped(most)} are begun, proposed or accepted at once. Choose fewer of them.`,
  translations: (found, most) => `The work would have ${grouped(found)} translations; it has at most ${grouped(most)}.`,
  publications: (found, most) => `${grouped(found)} publications are named here; at most ${grouped(most)} can be.`,
};

const decided: Record<ProposalStatus, string> = {
  draft: "begun",
  open: "submitted",
  accepted: "accepted",
  declined: "declined",
  withdrawn: "given up",
};

const youDid: Record<ProposalStatus, string> = { ...decided, withdrawn: "gave up" };

const en = {
  limits,
  /** What was done to a proposal: behind "was", and behind "you". */
  decided,
  youDid,
  ofPart: (passage: string, sentence: string) =>
    `${passage}: ${sentence}${sentence.includes("Nothing was changed") ? "" : " Nothing was changed."}`,
  whoBegan: (name: string) => `${name}, who began it`,
  whoeverBegan: "whoever began it",
  notAllowed: {
    recording: "Only an owner can record a version that was made elsewhere. Propose a revision instead.",
    "withdrawing-version": "Owners of a work withdraw its versions.",
    choosing: "Reviewers and owners choose which version is the current one.",
    checking: "Reviewers and owners say what becomes of a note whose words changed.",
    confirming: "Reviewers and owners say that a rendering still holds.",
    describing: "Only an owner can say anew what a work is, and what is in it. Ask one.",
    sharing: "Only an owner of this work can say who reads it, and what others may do in it. Ask one.",
    removing: "Only an owner can take out what is kept here. Ask one, and say why.",
    proposing: "Proposing needs the role of translator. Ask an owner of this workbench for it.",
    submitting: "Submitting needs the role of translator. Ask an owner of this workbench for it.",
    "adding-passages": "What a proposal revises is said by those who write it. Ask one of them, or to be invited.",
    "choosing-readers": "Who reads a draft is said by those who write it. Ask one of them, or to be invited.",
    returning: "Only its proposers, while translators, and reviewers can make a proposal a draft again.",
    moving: "Only its proposers, while translators, and reviewers can move a proposal to another version.",
    "moving-a-supply":
      "A text that is supplied belongs to its version; it can't be moved to another. Give it up and supply the text there.",
    deciding: "Deciding on a proposal needs the role of reviewer. Ask an owner of this workbench for it.",
    "accepting-at-once": "Somebody else has to approve of this first, as the owners of the work have said. Propose it.",
    "apart-with-two":
      "A version of this work needs the approval of two people for the very same words, so these are approved as they stand, or go back. Ask for changes instead.",
    "giving-up": "Only its proposers, while translators, and owners can give a proposal up.",
    rewording: "Only whoever said it can word it otherwise. Reply to it instead.",
    "editing-a-supply":
      "A text that is supplied is what somebody found; it can't be worded otherwise. Decline it, or ask for changes.",
    resolving: "Whoever began a discussion, reviewers and owners say whether it is resolved.",
    "letting-through": "Reviewers and owners say what becomes of readers’ remarks. Nothing was changed.",
    "inviting-a-reader":
      "There is nobody with this account who may write: it reads only, or is not there. Choose somebody from the list; an owner can make a reader a translator first.",
    inviting: (began: string) => `Only ${began}, while a translator, and owners can say who else writes in it.`,
    "letting-go-who-began": (name: string) => `${name} began this proposal and stays with it. It can be given up.`,
  },
  notInvited: (began: string) =>
    `This proposal is written by those invited to it. Ask ${began}, or an owner to invite you, or begin one of your own.`,
  notApproved: "You have given no approval here that could be taken back. Nothing was changed.",
  notYours: "You had a hand in this proposal. Another reviewer has to decide on it.",
  unknownWork: "There is no such work. Nothing was changed.",
  retired: (locator: string, into: readonly string[]) =>
    `${locator} stands in the outline no more${into.length === 0 ? "" : `; ${into.join(" and ")} ${into.length === 1 ? "stands" : "stand"} there instead`}. What was there stays at its address. Nothing was changed.`,
  notAPassageId: (id: string) =>
    `“${id}” can’t be the id of a passage: small letters, digits and single hyphens, at most 64, and no word that addresses have. Nothing was changed.`,
  notATranslationId: (id: string) =>
    `“${id}” can’t be the id of a translation: small letters, digits and single hyphens, at most 64. Nothing was changed.`,
  notApart: {
    cuts: "Say where the rendering is parted: once less than there are new passages, with words on either side. Nothing was changed.",
    source:
      "Say where the source is parted: once less than there are new passages, with words on either side. Nothing was changed.",
    "too-few": "It takes two passages at least. Nothing was changed.",
  },
  notBeside: {
    join: "Only passages that stand beside each other, in their order, can be joined. Nothing was changed.",
    "into-itself": "A passage can’t stand behind itself, nor behind what stands under it and moves with it.",
  },
  unknownPassage: (passage: string) => `This work has no passage “${passage}”. Nothing was changed.`,
  unknownThread: "There is no such discussion here. Nothing was changed.",
  unknownTerm: "There is no such term here, or nothing like that is proposed for it. Nothing was changed.",
  staleTerm:
    "The term, or what is proposed for it, was worded anew since you saw it. Look at it again, then decide. Nothing was changed.",
  termDecided: (stands: ProposalStatus, by: string) =>
    `What is proposed for this term was ${decided[stands]}${byWhom(by === "" ? null : by)}. Nothing was changed.`,
  unknownOutlineProposal: "There is no such proposal for the outline of this work. Nothing was changed.",
  staleOutline:
    "What this is about reads or stands otherwise by now than when it was proposed. Nothing was changed: it can be proposed anew.",
  outlineDecided: (stands: ProposalStatus, by: string) =>
    `This was ${decided[stands]}${byWhom(by === "" ? null : by)} before. Nothing was changed.`,
  termReturned: "Changes were asked for: whoever proposed it words it anew first. Nothing was changed.",
  notInText: {
    words:
      "The words chosen do not stand there. Load the page anew and choose them again; what you wrote is still in the form.",
    often:
      "Those words stand there more than once. Give some of those around them as well, so that it is clear which are meant.",
    changes:
      "Those changes do not stand there. Load the page anew and choose them again; what you wrote is still in the form.",
    note: "There is no such note on this version. Load the page anew; what you wrote is still in the form.",
  },
  commentRemoved: "What was said here was taken out. Reply instead.",
  unknownProposal: "There is no such proposal for this passage.",
  unknownPart: {
    none: "Say which passage it revises.",
    "none-named": "Say which of its passages are meant. Nothing was changed.",
    translation: (id: string) => `This work has no translation “${id}”. Nothing was changed.`,
    "not-revised": (passage: string) => `This proposal does not revise ${passage}. Nothing was changed.`,
  },
  unknownVersion: {
    "not-there": (base: number) => `There is no v${base} of this passage.`,
    base: (number: number, base: number) =>
      `Version ${number} can't be revised from v${base}: there is no such version.`,
    "not-named": "Say which version this is the text of.",
  },
  alreadyHeld: {
    before: (number: number) => `The text of v${number} is held already. A version's words never change.`,
    meanwhile: (number: number) => `The text of v${number} has been supplied meanwhile. Decline this one.`,
  },
  alreadyExists: {
    address: "A proposal with this address exists already. Start another.",
    "address-elsewhere": "A proposal with this address exists already, in another work. Start another.",
    "passage-twice": "A passage is named twice. A proposal revises each of its passages once.",
    "passage-already": "This proposal revises that passage already.",
    "passage-id": (id: string) =>
      `A passage has, or had, the id ${id} already; no id is given twice. Nothing was changed.`,
    translation: (id: string) =>
      `The work has a translation ${id} already, described otherwise; no id is given twice. Nothing was changed.`,
    term: (id: string) => `The glossary has this term already, as ${id}. Change that one.`,
  },
  alreadyDecided: {
    "as-it-stands": (done: string, by: string | null) =>
      `This proposal was ${done}${byWhom(by)}. It is kept as it is; start another.`,
    "with-another-reason": (did: string) =>
      `You ${did} this proposal already, and the reason given then is kept. Nothing was changed, and this reason was not added.`,
    "by-another": (done: string, by: string | null) =>
      `This proposal was ${done}${byWhom(by)} already. Nothing was changed, and this reason was not added.`,
  },
  notSubmitted: {
    "being-written": "This proposal is still being written. It can be decided once it is submitted.",
    "returned-already":
      "This proposal is being written already, so there is nothing to send or take back, and your reason was not kept. Say it to its people.",
    "other-words":
      "Other words are proposed by now than those that you decided on. Load the page anew and read them; what you wrote is still in the form.",
  },
  notADraft: {
    submitted: "This proposal has been submitted. Take it back to change it.",
    "submitted-otherwise":
      "This proposal was submitted already, with other words, so yours were not taken. Go on writing in it once it is a draft again, or begin another proposal with yours.",
    "not-written-now": (passage: string) =>
      `What it says of ${passage} is not being written now, so it can't be submitted. Nothing was changed.`,
  },
  notAWriter: "That person does not write in this proposal, so there is nobody to let go.",
  staleBase: {
    beginning: (current: number | null) => `This passage stands at ${version(current)} now. Start from there.`,
    moving: (current: number | null) => `This passage stands at ${version(current)} now. Compare with that one first.`,
    merging: (current: number | null) =>
      `This proposal and ${version(current)} both changed the same words. Say for each place whose words stand, those that differ now. Nothing was changed.`,
    choosing: (current: number | null) =>
      `The current version is ${version(current)} by now. Compare with that one first. Nothing was changed.`,
    checking: (current: number | null) =>
      `The current version is ${version(current)} by now. Look at the note on that one. Nothing was changed.`,
    source: (current: number | null) =>
      `The source of this passage stands at wording ${current ?? 0} now. Compare with that one first.`,
    accepting: (came: readonly Came[]) =>
      `Since this was begun ${cameAll(came)} came. It can be accepted once those who write it have brought it up to date, so that it undoes nothing of that: ask them to. Nothing was changed.`,
    "merging-each": (came: readonly Came[]) =>
      `Both this proposal and ${cameAll(came)} changed the same words. Open each of these passages, say whose words stand, and bring it up to date. Nothing was changed.`,
    proposing: (came: readonly Came[]) =>
      `While this was written ${cameAll(came)} came: as it stands it can’t be accepted. Bring it up to date, with both sides’ changes; or propose it all the same. Nothing was changed, and what you wrote is kept.`,
  },
  unchanged: {
    "as-written": (number: number | null) =>
      `Nothing differs from ${version(number)} yet. Change the words you would render otherwise, then propose.`,
    term: (_number: number | null) => "The term reads so already. Nothing was changed.",
    outline: (_number: number | null) => "The outline is so already. Nothing was changed.",
    source: (number: number | null) => `Nothing differs from source wording ${number ?? 0}. Nothing was changed.`,
    "held-already": (number: number | null) =>
      `Nothing differs from ${version(number)}: it has these words already. Decline the proposal, or send it back to drafting.`,
  },
  empty: {
    note: "A note needs words. Retire it if it holds no more. Nothing was changed.",
    comment: "Write what you want to say. Nothing was added.",
    version: "A version needs words. If its words are not held, record it without a text.",
    draft: "There are no words yet. Write the rendering first.",
    title: "A work needs a title. Nothing was changed.",
    translation: "A translation needs a title. Nothing was changed.",
    locator: "A passage needs a locator, by which people find it.",
    source: "Give the words of the source, or say that none of it is held. Nothing was changed.",
    term: "A term needs its words in the source, and how they are rendered.",
  },
  notADate: (date: string) => `“${date}” is no date. Write it as 2021, 2021-12 or 2021-12-28. Nothing was changed.`,
  notALanguage: (tag: string) => `“${tag}” is no language. Write it as en or zh-Hans. Nothing was changed.`,
  alreadyResolved: (by: string) =>
    `${by} has resolved this discussion meanwhile. Your reason was not kept: copy it, and reply, or open the discussion again.`,
  removed: (number: number) => `The text of v${number} was taken out by an owner. It can't be supplied again.`,
  undecided: (proposal: string) =>
    `Proposal ${proposal} is not decided, and its draft holds what is to go, or what became of it. Decline it, or give it up, and take it out then.`,
  builtOn: {
    proposal: (locator: string) => (locator === "" ? "a proposal" : `a proposal to revise ${locator}`),
    import: (file: string) => `what “${file}” brought after it; undo that first`,
    version: (passage: string, number: number | null) => `v${number} of ${passage}`,
    choice: (passage: string, number: number | null) => `what was said of v${number} of ${passage}`,
    source: (passage: string) => `the source of ${passage}, worded anew`,
    outline: (passage: string) => `${passage}, which stands elsewhere now`,
    translation: (id: string) => `the translation ${id}, described anew`,
    description: () => "what the work says of itself",
    keeps: (what: string, day: string) => `Somebody has built on it, first on ${dayNamed(day)}: ${what}.`,
    refused: (what: string, day: string, gone: number) =>
      `Somebody has built on what it brought, first on ${dayNamed(day)}: ${what}. ${
        gone === 0
          ? "Nothing was changed."
          : `By then ${count(gone, "passage was", "passages were")} withdrawn, and stay so; the rest stands.`
      }`,
  },
  undoneMeanwhile: "This import was undone while it came in, so the rest of it does not come. Bring it again.",
  wordsGone: (lost: string, more: number) =>
    `The words “${lost}”, which ${more === 0 ? "a reason was given for" : `a reason was given for, and of ${more} more,`} are no longer in the text. Say what becomes of each such reason: keep it on other words, let it speak of the whole, or drop it (over the API: “loose”).`,
  reasonRequired: {
    removing: "Say why this has to go. It is shown in its place, for as long as the address stands.",
    supplying: "Say where this text comes from: a link, a file, a date. Reviewers can't check it otherwise.",
    revising: "Say in a sentence why this is better. Reviewers read it first.",
    final:
      "This passage is final: say what is wrong with it, and of which kind that is, or nobody can tell why it should change.",
    returning: "Say what should change, so that the proposers can act on it.",
    outline: "Say why. It stands in the history of the outline, beside your name.",
    "withdrawing-version": "Say why it is withdrawn: whoever cites it reads that. Nothing was changed.",
    choosing: "Say why this version is to be the current one. Nothing was changed.",
    undoing: "Say why. It is read at each address that goes. Nothing was changed.",
    "proposing-term": "Say in a sentence why the term is to read so. Reviewers read it first. Nothing was changed.",
    "retiring-term": "Say why the term goes. It stands in its history, beside your name. Nothing was changed.",
    joining: "Say how you know. It is recorded beside your name. Nothing was changed.",
    declining: "Say why it is declined. The proposal stays readable with your reason.",
  },
  tooLarge: (excess: string) => `${excess} Nothing was changed.`,
};

export const REFUSALS: Catalogue<typeof en> = { en };
