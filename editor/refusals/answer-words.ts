/**
 * The sentences of what a request is answered that can't have what it asks for, by language: by code, and by why. What a
 * sentence names it is given as members of the answer, which programs read.
 */
import { NAME_MOST } from "../../translations/people/name.ts";
import { dayNamed, grouped, inARow, plural } from "../language/english.ts";
import type { Catalogue } from "../language/language.ts";

/** "no version yet", "one version, v1", "the versions v1 to v3". */
const versionsThere = (versions: number): string =>
  versions === 0 ? "no version yet" : plural(versions, "one version, v1", `the versions v1 to v${versions}`);

const stepsThere = (steps: number): string =>
  steps === 0 ? "no steps yet" : plural(steps, "one step", `the steps 1 to ${steps}`);

const beginning = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);

const quoted = (names: readonly string[]): string => names.map((name) => `“${name}”`).join(", ");

/** Headings of the answers, by their codes. */
const titles = {
  "not-allowed": "Not allowed",
  "sign-in-first": "Sign in first",
  "not-from-here": "Not from here",
  "not-found": "Not found",
  "not-so": "Not so",
  "not-readable": "Not readable",
  "not-understood": "Not understood",
  "not-searchable": "Nothing to look for",
  "unknown-field": "Unknown field",
  "not-as-things-stand": "Not as things stand",
  "not-confirmed": "Not confirmed",
  "something-is-missing": "Something is missing",
  "no-name": "No name",
  "not-an-id": "Not an id",
  "not-set": "Not set",
  "not-done": "Not done",
  "not-signed-in": "Not signed in",
  "already-exists": "Already here",
  "not-taken": "Not taken",
  "too-many": "Too many",
  "too-many-readers": "Too many readers",
  "too-large": "Too large",
  "draft-too-large": "Too large",
  removed: "Removed",
  busy: "Busy",
  "not-kept": "Not kept",
  "not-writable": "Not writable",
  "disk-full": "No room",
  "our-fault": "Our fault",
};

const atAnyRate =
  "Reading goes on. Keep what you wrote, and try again later; whoever runs the workbench can tell more.";

const steps = "How a draft came to be is for those who write it, unless they share it.";

/** By code, then by why. */
const sentences = {
  "not-searchable": {
    empty: "Say what to look for: words, all of which must be there, or a “phrase” in quotation marks.",
    long: "A question may have 200 characters. Ask for fewer words, or a shorter phrase.",
    many: "A question may have 12 words and phrases. Leave some out, or ask for a phrase.",
    versions: "“versions” is “current” or “all”.",
    together:
      "Source and rendering together are looked for in what stands now: leave “versions” out, or “source” and “without”.",
    after: "“after” is where an answer before said that it goes on (“next”). Leave it out to begin anew.",
    in: "“in” is “rendering”, “source”, “note” or “reason”; left out, all of them are looked through.",
    date: "A date is a year, a month or a day: 2022, 2022-01 or 2022-01-24.",
    person: "A person is a name, or a part of one, with a letter or a digit in it.",
  },
  "not-allowed": {
    people: "Only an owner sees who has an account here and invites others.",
    settings: "Only an owner looks after the workbench. Ask one of them.",
    "set-up": "Only an owner sets up the workbench. Ask one of them.",
    asking: "Reviewers and owners of a work ask others for something in it. Nothing was changed.",
    request: "That is for whoever is asked, for whoever asks, and for owners of the work. Nothing was changed.",
    bringing: "Owners bring works in, and translators where an owner allows it under Settings. Ask one of them.",
    about: "Only an owner says who runs the workbench. Ask one of them.",
    "playing-back": `${steps} Ask them, or read what was proposed.`,
    token: ({ may }: { may: readonly string[] }) =>
      `This token may be used to ${inARow(may)}, and not for this. Nothing was changed. Make another on the page of your account, or sign in.`,
    "token-elsewhere": ({ work }: { work: string }) =>
      `This token is for the work “${work}” alone, and this is not of it. Nothing was changed.`,
    archive:
      "An archive holds all of a work, also what only its people see. An owner of it takes it out; the words go out to every reader as txt, md, html, csv, tsv, jsonl or docx.",
    "archive-in":
      "An archive is taken in by an owner of its work, or of the workbench if it is not here. Ask one of them.",
    restoring: "You may read this draft and its history, but not write in it. Nothing was changed.",
  },
  "sign-in-first": {
    account: "This needs an account. Sign in, then try again; nothing was changed.",
    "playing-back": `${steps} Sign in if you are one of them.`,
  },
  "not-from-here": {
    "another-site":
      "This request comes from another site's page, so it was refused and nothing was changed. Open the workbench itself and try there.",
  },
  "not-found": {
    address: "There is nothing at this address. The first page lists the works held here.",
    method: ({ method }: { method: string }) => `There is nothing to ${method} at this address.`,
    work: ({ work }: { work: string }) =>
      `No work is held here under “${work}”. The first page lists the works that are.`,
    passage: ({ inWork, passage }: { inWork: string; passage: string }) =>
      `“${inWork}” has no passage “${passage}”. Its contents list the passages that it has.`,
    request: "There is no such request, or it is not yours to see. My work lists those that are.",
    "request-about": "There is nothing of that name in this work that you can ask for something about.",
    term: ({ inWork, named }: { inWork: string; named: string }) =>
      `Nothing was ever said of a term “${named}” of “${inWork}”. Its glossary lists the terms that there are.`,
    version: ({ locator, version, versions }: { locator: string; version: string; versions: number }) =>
      `${locator} has ${versionsThere(versions)}; there is no ${version}.`,
    which: ({ asked }: { asked: string }) =>
      `A passage has versions (v1, v2 …) and differences (v1..v2), but no “${asked}”.`,
    wording: ({ locator, version, provenance }: { locator: string; version: string; provenance: string }) =>
      `The wording of ${version} of ${locator} is not held here. ${provenance}`,
    export: ({ as }: { as: string }) =>
      `A work goes out as txt, md, html, csv, tsv, jsonl, docx or archive, not as “${as}”.`,
    format: ({ format }: { format: string }) => `There is no citation of this version as .${format}.`,
    "proposed-words": ({ locator, witness }: { locator: string; witness: string }) =>
      `${locator} has no proposal ${witness} whose words can be laid beside its versions.`,
    "witness-removed": ({ locator, witness }: { locator: string; witness: string }) =>
      `The wording of ${witness} of ${locator} was removed, so it can’t be laid beside others.`,
    "witness-not-held": ({ locator, witness }: { locator: string; witness: string }) =>
      `The wording of ${witness} of ${locator} is not held here, so it can’t be laid beside others.`,
    proposal: ({ proposal }: { proposal: string }) =>
      `There is no proposal “${proposal}” here. Proposals are never deleted, so the address may be mistyped.`,
    verb: ({ verb }: { verb: string }) =>
      `A proposal can be submitted, accepted, declined, returned, rebased or withdrawn, a passage added to it (add), people invited to it (invite) or let go (let-go), and its readers chosen (readers), not “${verb}”.`,
    step: ({ step, proposal }: { step: string; proposal: string }) =>
      `The draft has no step “${step}”. /api/proposals/${proposal}/history lists those it has.`,
    import: ({ named }: { named: string }) =>
      `Nothing was brought to this work by an import “${named}”. /-/imports behind its address lists those that there are.`,
    staged: "There is no text here that you have begun to bring in. It may have been thrown away.",
    steps: ({ steps: there, path }: { steps: number; path: string }) =>
      `This draft’s history has ${stepsThere(there)}; the one asked for is not among them. It begins at ${path}.`,
    person: "There is no such account here, or it was closed. People lists those that there are.",
    asking: "This workbench takes no requests to take part. An owner of it can send you an invitation link.",
    "removable-of-passage": "This passage has no such version or proposal. Nothing was changed.",
    "removable-of-work":
      "This work has no such thing; it may have “title”, “translation/{id}” or “term/{id}”. Nothing was changed.",
    remarks:
      "Readers without an account can’t leave a remark here. Nothing was kept. Sign in to take part in the discussion.",
    remark:
      "That remark does not wait here any more: somebody has let it through or refused it, or it waited too long.",
    "source-wording": "This passage has no such wording of its source. Nothing was changed.",
  },
  "not-so": {
    method: ({ method, takes }: { method: string; takes: readonly string[] }) =>
      `This address can't be asked to ${method}; it takes ${inARow(takes)}. Nothing was changed.`,
  },
  "not-readable": {
    version: "Ask for one version by its number, such as ?version=2.",
    versions: "Name the versions to lay side by side by their numbers, such as ?versions=2,3,5, and proposals as p1.",
    terms: "Ask on with the address that “next” gave.",
    queue: "Ask for the queue from where it said that it goes on (“next”). Leave “after” out to begin anew.",
    "own-list": ({ lists }: { lists: readonly string[] }) =>
      `There is no such list of your work, or it never said that it goes on there (“next”). Lists are ${inARow(lists)}.`,
    "goes-on": "The list goes on where it said so (“next”). Leave that out to begin anew.",
    "brings-all":
      "What all parts are brought up to at once is settled by nobody’s choice: leave out “all”, or “base”, “part”, “choices” and “rest”.",
    days: "Days are written as 2026-11-28, “since” is “looked” or nothing, and the list goes on where it said so (“next”).",
    json: "The body is not valid JSON. Nothing was changed. Check it and send it again.",
    import:
      "Say what the work is (title, language, sourceLanguage …) and what it is made of (of: 64 figures of a SHA-256) behind the “?” of the address.",
    lines:
      "Send a passage a line, as UTF-8 and not compressed (Content-Type: application/jsonl), or an archive (application/zip).",
    coding: "Send the body as UTF-8, uncompressed or gzip.",
    type: "The body is of a type that is not read here, so nothing was changed. Send JSON (Content-Type: application/json) or a form.",
    request: "The request could not be read. Nothing was changed. Check the address and the body.",
  },
  "not-understood": {
    "thing-or-person": "Say what is to go: a thing or a person, and not both.",
    person: "A person is “id/” and an account, or “name/” and a name.",
    thing: "A thing is “v2/text”, “v2/notes”, “v2/reasons”, “proposal/{id}/text” …, “source/1” or “locator”.",
  },
  "unknown-field": {
    named: ({ fields, known }: { fields: readonly string[]; known: readonly string[] }) =>
      `The request has a field that is not known here: ${quoted(fields)}.${known.length > 0 ? ` It may have ${known.join(", ")}.` : ""} Nothing was changed.`,
  },
  "not-as-things-stand": {
    invitation: "That invitation is not open any more: it was used, revoked, or is past its day.",
    "last-owner":
      "That role was not changed: a workbench needs an owner, and this is the last one (or the account is gone).",
    asking: "That request is not there any more: somebody has answered it or put it away.",
    "nothing-to-do": "What you ask for is there already. Nobody was asked.",
    "request-moved":
      "Somebody did something with this request meanwhile. Look at how it stands now; nothing was changed.",
    "many-requests": ({ most }: { most: number }) =>
      `${grouped(most)} requests are open in this work, as many as there may be. End some first; nobody was asked.`,
    email: "This does not look like an e-mail address. It should read like name@example.org, or be left empty.",
    "staged-moved": ({ of }: { of: "pairs" | "revised" | "source" }) => STAGED_MOVED[of],
    "many-begun": ({ most }: { most: number }) =>
      `You have begun ${most} texts that are no works yet. Throw one away, or make it a work.`,
    follows: ({ most }: { most: number }) =>
      `You have said of ${grouped(most)} things that you follow them, or don’t. Leave some that you chose first.`,
    place: "The place where they arrive has to be an address on this workbench, such as /nip14, or be left empty.",
    message: ({ most }: { most: number }) => `The message has at most ${grouped(most)} characters. Please shorten it.`,
  },
  "not-a-draft": {
    closed: "The draft is closed, so nothing of its history can be restored, and nothing was changed.",
  },
  "step-moved": {
    gathered: ({ step }: { step: number }) =>
      `The history has been gathered anew since you looked, so step ${step} may be another one. Nothing was changed. Open the history again and choose the step.`,
  },
  "not-confirmed": {
    removing: "Tick the box that says that nothing brings it back. Nothing was changed.",
  },
  "no-name": {
    instead: `That can’t be a name. Write it as it is to be read, at most ${NAME_MOST} letters.`,
    remark: `That can’t be a name. Write it as it is to be read, at most ${NAME_MOST} letters, or leave it empty. Nothing was kept.`,
    each: "That can’t be a name. Write each as it is to be read. Nothing was changed.",
  },
  "already-exists": {
    "work-id": "A work with this address is already here. Nothing was changed; choose another address.",
    made: ({ work }: { work: string }) => `This is already here: it was made the work /${work}.`,
  },
  "not-taken": {
    nothing: "There is no text yet. Paste the translation, its source, or both.",
    file: ({ sentence }: { sentence: string }) => sentence,
    choice: "There is no such choice for a file.",
    "remark-early":
      "This was sent faster than anybody writes, so it was not kept. Wait a moment, then send it once more.",
    "remark-late":
      "This form was open for more than a day, so nothing was kept. Open it anew, and send your words once more.",
    "no-such-task":
      "A section can be asked to be translated, revised, checked and decided on, a proposal or a term to be revised, checked and decided on. Nobody was asked.",
    "no-day": "A day is written as 2026-11-28, or left out. Nothing was changed.",
    "day-passed": "That day has passed. Choose one that is to come; nothing was changed.",
    "not-theirs-to-do":
      "There is nobody with this account who could do that here: they don’t read what it is about, or don’t have the role. Choose somebody from the list; nothing was changed.",
    "of-another-work":
      "Nothing in the file says which passages of this work it is: it was made from another work, or its bookmarks were taken out. Nothing was changed. Take the work out as a Word file, and put the words into that.",
    "no-title": "A work needs a title.",
    "no-translation-title":
      "A translation needs a title by which it is told from the others, such as “Revised Version”.",
    "no-first": "There is no first translation yet beside which another could be laid.",
    further: ({ title, sentence }: { title: string; sentence: string }) =>
      `Of the further translation “${title}” it is not said yet what it is: ${sentence}`,
    "no-id":
      "An address is made of small letters, figures and single hyphens, at most 64, and is no word that addresses have for something else.",
    "not-for-all": ({ texts, further }: { texts: readonly ("source" | "rendering")[]; further: readonly string[] }) => {
      const named = [...texts.map((text) => (text === "source" ? "the source" : "the translation")), ...further.map((title) => `“${title}”`)]; // prettier-ignore
      return `${beginning(inARow(named))} may not be shown to all, so the work can’t be public. Make it for members, or private.`;
    },
    ending: ({ ending, id }: { ending: string; id: string }) =>
      `The address of each work and proposal that you begin ends with “${ending}”: take “${id}”. Nothing was changed.`,
    "no-language": "A language is said by its tag, such as en or zh-Hans; und, if it is not known.",
    "no-date": "A date is a year, a month or a day, such as 2022, 2022-01 or 2022-01-24.",
    "no-url": "The place in the web where it was published begins with https:// or http://.",
    "no-name": "That can’t be a name. Write each as it is to be read, with semicolons between.",
  },
  "not-an-id": {
    term: "A term’s id is lower-case letters, digits and hyphens. Nothing was changed.",
  },
  "not-set": {
    nothing: "Nothing was asked for, so nothing was changed.",
    choice: "There is no such choice. Nothing was changed.",
    mail: ({ said }: { said: string }) => `The mail to try it was not taken: ${said}`,
    given: "The public address is given with VARIORUM_URL, which goes before what is set here. Nothing was changed.",
  },
  "too-many": {
    remarks:
      "As many remarks came from your network, or to this work, as may come in an hour. Nothing was kept. Send your words later.",
    "remarks-waiting":
      "As many remarks wait in this work as may, so nothing was kept. Send your words again once somebody has looked at some.",
    witnesses: ({ most, asked }: { most: number; asked: number }) =>
      `At most ${most} can be laid side by side; these are ${asked}. Choose fewer.`,
  },
  "too-many-readers": {
    network: "Your network follows this workbench with as many browsers as it may. Reload to see what is new.",
    all: "This workbench tells as many browsers as it can. Reload to see what is new.",
  },
  "too-large": {
    collation: ({ characters, most }: { characters: number; most: number }) =>
      `These have ${grouped(characters)} characters together; at most ${grouped(most)} can be laid side by side. Choose fewer, or compare two.`,
    fields: "This has more fields than any form here. Nothing was changed. Send only those that are asked for.",
    sent: ({ most }: { most: number }) =>
      `${grouped(most)} bytes may come at once. Nothing was changed. Divide it into several works.`,
    request:
      "This is more than a request of this kind may hold. Nothing was changed, and what you wrote is still with you: go back, and send less at a time.",
  },
  busy: {
    crowded: "So much is being worked out just now that this has to wait. Try again in a little while.",
    late: "This took too long to work out, so it was given up; nothing was changed. Ask for fewer or shorter texts, or try again.",
    locked: "A work is being brought in just now, so this could not be kept. Try again in a moment.",
    playing: "Many are looking at how drafts came to be. Try again in a moment.",
  },
  "not-writable": {
    disk: `The workbench can't write to its disk just now, so nothing was changed. ${atAnyRate}`,
  },
  "disk-full": {
    disk: `The workbench's disk is full, so nothing was changed. ${atAnyRate}`,
  },
  "our-fault": {
    unknown:
      "Something went wrong on this workbench. What was saved is safe. Try again; if it stays, tell whoever runs it.",
  },
};

/** Why a text can't be the public address. */
const address = {
  form: ({ given }: { given: string }) =>
    `A public address reads like https://variorum.example or https://www.uni.example/variorum, not “${given}”.`,
  name: "A public address holds no name and no password.",
  query: "A public address ends with its path: leave out what begins with ? or #.",
  path: "The path of a public address is made of letters, digits, hyphens, dots and slashes.",
};

const STAGED_MOVED = {
  pairs: "This can’t be done as the pairs are now: they may have changed in another window. Look at them again.",
  revised:
    "This can’t be done with the revised file as it is now: it was kept or thrown away in another window, or is just being kept. Look at it again.",
  source:
    "This can’t be done with the source as it is now: the work or the text may have changed in another window. Look at it again.",
};

const en = {
  titles,
  sentences,
  address,
  unchanged: (sentence: string) => `${sentence} Nothing was changed.`,
  /** That words were here, and are not any more. */
  removed: (version: string, locator: string, day: string, by: string, ground: string, reason: string) =>
    `The words of ${version} of ${locator} were removed on ${dayNamed(day)} by ${by}, ${ground}: “${reason}”`,
  withdrawn: (version: string, locator: string, day: string, by: string, reason: string) =>
    `${version} of ${locator} was withdrawn on ${dayNamed(day)} by ${by}: “${reason}”`,
  instead: (version: string) => `${version} stands instead.`,
};

export type Sentences = typeof sentences;
export type Title = keyof typeof titles;
export type AddressSentences = typeof address;

export const ANSWERS: Catalogue<typeof en> = { en };
