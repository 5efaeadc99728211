/** The sentences by which somebody chooses what they are mailed, by language. */
import type { MailKind, Rhythm } from "../../translations/ledger/mail-kinds.ts";
import type { Catalogue } from "../language/language.ts";

const rhythms: Record<Rhythm, string> = {
  daily: "At most one a day",
  "at-once": "At once",
  never: "None",
};

const kinds: Record<MailKind, string> = {
  own: "What is for you: invitations, and what you may do",
  mentions: "Where you are named",
  requests: "What you are asked for, and what became of what you ask of others",
  proposed: "Proposals",
  approvals: "Approvals of proposals",
  decided: "What became of proposals",
  said: "Discussions",
  terms: "Terms",
  texts: "Versions recorded or withdrawn, sources and outlines",
};

const en = {
  title: "Mail",
  lead: "What is told to you is mailed to your e-mail address; the first line says what waits for you.",
  rhythm: "How often",
  rhythms,
  of: "Of what",
  kinds,
  keep: "Keep this",
};

export const OWN_MAIL: Catalogue<typeof en> = { en };
