/** The sentences of the pages about people, by language. */
import type { JSX } from "preact";
import type { Role } from "../../translations/ledger/roles.ts";
import type { Catalogue } from "../language/language.ts";
import type { AccountDone } from "./view.ts";

/** Words as a link; where it leads, the page knows. */
type Link = (words: string) => JSX.Element;
/** Words for those who hear the page. */
type Hidden = (words: string) => JSX.Element;

const named: Record<Role, string> = {
  reader: "reader",
  translator: "translator",
  reviewer: "reviewer",
  owner: "owner",
};

const aNamed: Record<Role, string> = {
  reader: "a reader",
  translator: "a translator",
  reviewer: "a reviewer",
  owner: "an owner",
};

const signIn = {
  title: "Sign in",
  needed: "Reading, comparing and citing need no account. Proposing and reviewing do.",
  email: "E-mail",
  password: "Password",
  noAccount: "No account yet?",
  mayAsk: (link: Link) => <>You can {link("ask to take part")}.</>,
  invitation: "An owner of this workbench can send you an invitation link.",
  forgotten: (): JSX.Element => (
    <>
      Password forgotten? An owner can make you a link for a new one. Owners: whoever has the machine that this
      workbench runs on makes one with <code>npx variorum owner-link</code>.
    </>
  ),
};

const ask = {
  crumb: "Ask",
  title: "Ask to take part",
  asked:
    "Your request is with the owners of this workbench. If they take it up, they write to you and send you a link.",
  needed: "Reading, comparing and citing need no account. To propose and review, say who you are and why.",
  name: "Name",
  email: "E-mail",
  emailHint: "Only the owners see it. An answer goes there, and an invitation will be for this address alone.",
  why: "Why",
  send: "Ask",
};

/** What the invited person will be able to do. */
const joinAs: Record<Role, string> = {
  reader: "As a reader you read and cite.",
  translator: "As a translator you read, cite and propose.",
  reviewer: "As a reviewer you propose, and decide on the proposals of others.",
  owner: "As its owner you do everything here: propose, decide, invite people and give them roles.",
};

const join = {
  crumb: "Join",
  title: "Join this workbench",
  unusable: "This link can’t be used",
  invites: (name: string) => `${name} invites you.`,
  byMachine:
    "This link was made on the machine that runs this workbench. It makes a new owner; with the e-mail of an account that is there, it gives that account this password and makes it an owner.",
  first: "This link makes the first account, which owns the workbench.",
  as: joinAs,
  arrive: (place: JSX.Element) => <>You will arrive at {place}.</>,
  name: "Name",
  nameKept: "As you wish to be credited. An account that is there keeps its name.",
  nameHint: "As you wish to be credited. It stands beside your words for good.",
  email: "E-mail",
  emailHint: "The invitation is for one address: use the one that it was sent to.",
  password: "Password",
  passwordHint: "At least 10 characters. A few words in a row do well.",
  agree: "I agree",
  more: (link: Link) => <>({link("more about this")})</>,
  make: "Make the account",
  used: (link: Link) => (
    <>
      It was used already, is past its day, or was never an invitation. Ask an owner for a new one. If you have an
      account, {link("sign in")}.
    </>
  ),
};

const reset = {
  crumb: "New password",
  tab: "A new password",
  title: (name: string) => `A new password for ${name}`,
  unusable: "This link can’t be used",
  used: (link: Link) => (
    <>
      It was used already, is past its day, or was never one. Ask an owner for a new one. If you know your password,{" "}
      {link("sign in")}.
    </>
  ),
  password: "New password",
  passwordHint: "At least 10 characters. A few words in a row do well.",
  set: "Set it and sign in",
  sessions: "Every session of the account that is open ends, on all devices.",
};

/** What somebody in a role may do from then on. */
const fromThenOn: Record<Role, string> = {
  reader:
    "From then on they may read and cite, and no longer write in drafts: those that they have open become theirs to read only, at once. What they have written stays as it is, and credited.",
  translator:
    "From then on they may propose revisions, and not decide on those of others. What they have written stays as it is, and credited.",
  reviewer:
    "From then on they may propose revisions, and decide on those of others. What they have written stays as it is, and credited.",
  owner:
    "From then on they may do everything here: decide, invite people, give roles and close accounts. What they have written stays as it is, and credited.",
};

const change = {
  roleTitle: (name: string) => `Another role for ${name}?`,
  closeTitle: (name: string) => `Close the account of ${name}?`,
  makeTitle: (name: string, role: string) => `Make ${name} ${role}?`,
  now: (name: string, email: string, role: string) => `${name} (${email}) is ${role} now.`,
  nowYourself: (name: string, email: string, role: string) =>
    `${name} (${email}) is ${role} now, and this is your own account.`,
  fromThenOn,
  closing:
    "Their name stays beside the words that they wrote, for good. Their e-mail, their password and their sessions go at once, and a closed account can’t be opened again; they would join anew.",
  close: "Close the account",
  make: (name: string, role: string) => `Make ${name} ${role}`,
  leave: "Leave it as it is",
};

const people = {
  title: "People",
  send: (to: string) => `Send this link to ${to}. It serves once, and is shown only now.`,
  onePerson: "one person",
  oneTimeLink: "One-time link",
  theLink: "the link",
  askings: "Who asks to take part",
  nobodyAsks: "Nobody just now. Strangers may ask",
  nobodyMayAsk: "Strangers can’t ask",
  settings: (link: Link) => <>({link("Settings")}).</>,
  asks: (name: string) => `${name} asks`,
  asker: (name: JSX.Element, email: string, day: JSX.Element) => (
    <>
      {name}, {email}, {day}
    </>
  ),
  inviteAs: "Invite as",
  makeLinkFor: (hidden: Hidden, name: string) => <>Make a link{hidden(` for ${name}`)}</>,
  putAway: (hidden: Hidden, name: string) => <>Put away{hidden(` the request of ${name}`)}</>,
  invite: "Invite",
  aNew: "A new",
  makeLink: "Make a link",
  more: "With a message, a place, or for one e-mail address only",
  message: "Message",
  place: "Where they arrive",
  placeHint: "A page of this workbench, such as /nip14, or its whole address as you copied it.",
  onlyFor: "Only for this e-mail",
  onlyForHint: "They join with it, or not at all. The page of the invitation does not show it.",
  whoWrites:
    "A draft is written by whoever began it and those invited to it there, on its own page. A role taken away counts at once, also in drafts that are open.",
  invitations: "Open invitations",
  noInvitations: "None. A link serves for a week, once.",
  aRole: { reader: "A reader", translator: "A translator", reviewer: "A reviewer", owner: "An owner" },
  whoever: "whoever has the link",
  invitation: (role: string, whom: string, by: string) => `${role}, ${whom}; by ${by}`,
  made: (day: JSX.Element) => <>, {day}</>,
  until: (moment: JSX.Element) => <>; until {moment}</>,
  arrives: (place: JSX.Element) => <>; arrives at {place}</>,
  revoke: (hidden: Hidden, whom: string) => <>Revoke{hidden(` the invitation for ${whom}`)}</>,
  accounts: "Accounts",
  table: "Table of accounts",
  name: "Name",
  email: "E-mail",
  since: "Since",
  role: "Role",
  moreToDo: "More",
  you: " (you)",
  sameName: " Another account has this name.",
  called: (name: string, email: string) => `${name} (${email})`,
  roleOf: (name: string) => `Role of ${name}`,
  changeRole: (hidden: Hidden, name: string) => <>Change…{hidden(` the role of ${name}`)}</>,
  newPassword: (hidden: Hidden, name: string) => <>Link for a new password{hidden(` of ${name}`)}</>,
  close: (hidden: Hidden, name: string) => <>Close…{hidden(` the account of ${name}`)}</>,
};

const done: Record<AccountDone, string> = {
  name: "Your name is changed. What is recorded already keeps the name it was signed with.",
  email: "Your e-mail is changed, and your other sessions are ended.",
  password: "Your password is changed, your other sessions are ended, and your tokens are gone.",
  "end-session": "That session is ended.",
  "end-others": "Your other sessions are ended.",
  "revoke-token": "That token is revoked. It opens nothing any more.",
  mail: "What you are mailed is kept.",
  "end-feed": "That address is taken away. Nothing stands there any more.",
};

const account = {
  title: "Your account",
  done,
  youAre: (role: string, day: JSX.Element) => (
    <>
      You are {role} here. You joined on {day}.
    </>
  ),
  agreed: (day: JSX.Element, licence: string) => (
    <>
      On {day} you agreed to the licence of contributions: “{licence}”
    </>
  ),
  agreedAt: (day: JSX.Element, licence: JSX.Element) => (
    <>
      On {day} you agreed to the licence of contributions: {licence}.
    </>
  ),
  name: "Name",
  nameHint: "As your versions are signed.",
  parts: "Its parts, for citations",
  partsHint:
    "Nobody guesses which part of a name is the family name. Say it here, or leave these empty: then your name is cited whole.",
  family: "Family name",
  given: "Given names",
  particle: "Particle, such as van",
  suffix: "Suffix, such as Jr.",
  changeName: "Change the name",
  email: "E-mail",
  changeEmail: "Change the e-mail",
  password: "Password",
  current: "Current password",
  fresh: "New password",
  freshHint: "At least 10 characters. Your sessions elsewhere end, and your tokens.",
  changePassword: "Change the password",
  leave: "Leave",
  leaving:
    "Leaving closes your account. Your name stays beside the words that you wrote, for good; your e-mail, your password, your sessions and your tokens go. A closed account can’t be opened again.",
  sure: "I am sure",
  close: "Close my account",
  sessions: "Where you are signed in",
  session: (browser: string, moment: JSX.Element) => (
    <>
      {browser}, since {moment}
    </>
  ),
  thisOne: " (this one)",
  end: (hidden: Hidden, browser: string) => <>End{hidden(` the session of ${browser}`)}</>,
  endOthers: "End all but this one",
  tokens: "Tokens for programs",
  tokensAre:
    "With a token a program does in your name what you may do yourself, as far as the token goes. It ends on its day, and at once when you revoke it, change your password or leave.",
  freshToken: "This is the token. Keep it where nobody but your program finds it: it is shown only now.",
  oneToken: "Token",
  theToken: "the token",
  tokenMay: { propose: "and propose", import: "and bring works in" },
  token: (name: string, may: string, until: JSX.Element) => (
    <>
      {name}: {may}; until {until}
    </>
  ),
  tokenFor: (may: readonly string[], work: string | null) =>
    `${["reads", ...may].join(", ")} (${work === null ? "all works" : `${work} alone`})`,
  tokenUsed: (moment: JSX.Element) => <>; last used {moment}</>,
  tokenNotUsed: "; never used",
  tokenDoes: { propose: "proposes", import: "brings works in" },
  revokeToken: (hidden: Hidden, name: string) => <>Revoke{hidden(` the token ${name}`)}</>,
  tokenName: "What it is for",
  tokenNameHint: "You know it again by this, such as “weekly copy”.",
  tokenWork: "For one work only",
  tokenWorkHint: "Its id, as in its address, such as nip14. Left empty: for all.",
  tokenMayLegend: "It may read",
  tokenDays: "For how long",
  tokenDay: (days: number) => `${days} days`,
  makeToken: "Make a token",
  ownFeed: {
    title: "Your news in a feed reader",
    lead: "At an address that only you know, a feed reader finds what was told to you and what waits for your decision, without signing in: as long as you may read it, and until you renew the address, take it away, change your password or leave.",
    fresh:
      "These are the addresses, shown only now. Whoever has one reads your news: give it to your feed reader alone.",
    kinds: {
      atom: "the address of the Atom feed",
      json: "the address of the JSON feed",
      ics: "the address of the calendar of what you are asked for",
    },
    made: (moment: JSX.Element) => <>There is an address, made {moment}.</>,
    make: "Make an address",
    renew: "Make another address instead",
    end: "Take the address away",
  },
  systems: {
    android: "Android",
    apple: "an iPhone or iPad",
    windows: "Windows",
    mac: "a Mac",
    linux: "Linux",
  },
  browserOn: (browser: string, system: string) => `${browser} on ${system}`,
  program: "A program",
  programNamed: (name: string) => `A program (${name})`,
};

const en = { works: "Works", named, aNamed, signIn, ask, join, reset, change, people, account };

export const PEOPLE: Catalogue<typeof en> = { en };
