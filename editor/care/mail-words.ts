/** The sentences of how it stands with mail, for owners, by language. */
import { count } from "../language/english.ts";
import type { Catalogue } from "../language/language.ts";

const en = {
  title: "Mail",
  goesOut: (host: string, from: string) => `Mail goes out by ${host}, from ${from}.`,
  fault: "The last mail was not taken. It is tried again, with growing pauses. What was said:",
  waiting: (number: number) => `${count(number, "mail")} could not be sent yet.`,
  missing: {
    from: "No mail goes out: VARIORUM_MAIL_FROM does not say from which address.",
    address: "No mail goes out until the public address is set: mails lead there.",
  },
  test: "Send me a mail to try it",
  sent: "A mail to try it was taken by the server. Look whether it arrives.",
};

export const CARE_MAIL: Catalogue<typeof en> = { en };
