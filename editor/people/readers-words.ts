/** The sentences of who reads a work and does what in it, by language. */
import type { Visibility } from "../../translations/ledger/access.ts";
import type { OwnCounts } from "../../translations/ledger/approvals.ts";
import type { Role } from "../../translations/ledger/roles.ts";
import type { Catalogue } from "../language/language.ts";

const named: Record<Role, string> = {
  reader: "reader",
  translator: "translator",
  reviewer: "reviewer",
  owner: "owner",
};

const visibilities: Record<Visibility, string> = {
  public: "Public.",
  members: "For members.",
  private: "Private.",
};

const means: Record<Visibility, string> = {
  public: "Everybody reads it, with an account or without.",
  members: "Whoever has an account in this workbench reads it; for all others there is no such work.",
  private:
    "Only those who have a role in it below read it, and the owners of the workbench. For all others there is no such work: not on a page, in a list, a count or a search.",
};

const now: Record<Visibility, string> = {
  public: "The work is public now.",
  members: "The work is for members now. What was read or copied while it was open stays where it is.",
  private:
    "The work is private now: only those below find it, and the owners of the workbench. What was read or copied while it was open stays where it is.",
};

const whose: Record<OwnCounts, string> = {
  nobody: "Nobody’s: somebody else has to approve",
  owners: "An owner’s",
  reviewers: "That of every reviewer and owner",
};

const approvals = {
  title: "How a version is made",
  lead: "A proposal becomes a version once enough people have approved its words. Reviewers and owners approve.",
  howMany: "Approvals that a version needs",
  needed: [
    {
      name: "None.",
      means:
        "Whoever writes a proposal may accept it as well. A version that nobody else approved is marked as unreviewed wherever it is named.",
    },
    { name: "One.", means: "Whoever accepts a proposal approves it, and makes the version." },
    {
      name: "Two.",
      means:
        "Of two different people, for the very same words. What is changed after an approval is approved anew; changes are accepted all together, as they were proposed.",
    },
  ],
  own: "Whose approval counts of words that they had a hand in",
  whose,
  fromNowOn:
    "It counts from now on and decides nothing by itself: what waits, waits until somebody accepts it. A text that is supplied for a version that is not held takes one approval, whatever is said here.",
  save: "Save how versions are made",
} as const;

const en = {
  title: (work: string) => `Who reads ${work}`,
  crumb: "Readers",
  visibility: "Who finds it",
  visibilities,
  means,
  now,
  copies:
    "Turning a work private takes no copies back: what others have read, printed, cited or archived remains elsewhere.",
  save: "Save",
  roles: "Roles in this work",
  rolesLead: (visibility: Visibility) =>
    visibility === "private"
      ? "Who has no role here does not find the work, whatever they do in the rest of the workbench; its owners have every work."
      : "A role given here counts in this work, if it is more than what somebody may do in the whole workbench.",
  nobody: "Nobody has a role in this work alone.",
  named,
  none: "none here",
  person: "Person",
  choose: "Choose …",
  personAs: (name: string, role: string) => `${name} (${role} of the workbench)`,
  role: "Role",
  roleOf: (name: string) => `Role of ${name}`,
  give: "Give the role",
  change: "Change",
  more: (role: string) => `In the whole workbench ${role}, which counts here too.`,
  done: { role: "The role is changed, from now on.", approvals: "It is so from now on. What waits goes on waiting." },
  approvals,
};

export const READERS_WORDS: Catalogue<typeof en> = { en };
