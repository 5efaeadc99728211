/** Mails as they go out to the server that was named, and what it says of them. */
import { createTransport, type SendMailOptions } from "nodemailer";
import type { Account } from "../accounts/accounts.ts";
import { oneLine, type Letter } from "./letter.ts";

/** A server that says nothing holds nothing up for longer. */
const PATIENCE = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

/** What whoever runs the workbench says of mail. */
export interface MailSettings {
  /** `smtp://user:password@host:587`, or `smtps:` */
  server: string;
  /** The address that mails come from; "": none was said. */
  from: string;
}

/** The settings in the environment; null if no server is named. @throws Error if it is no address of one */
export function mailSettingsIn(env: NodeJS.ProcessEnv): MailSettings | null {
  const server = (env["VARIORUM_SMTP"] ?? "").trim();
  if (server === "") return null;
  if (!/^smtps?:\/\//i.test(server) || !URL.canParse(server) || new URL(server).hostname === "")
    throw new Error("VARIORUM_SMTP can't be used: it reads smtp://user:password@host:587, or smtps://…");
  return { server, from: (env["VARIORUM_MAIL_FROM"] ?? "").trim() };
}

/** Why a mail was not taken, in the server's words; and whether that is about the server, and so about every mail. */
interface NotTaken {
  said: string;
  ofServer: boolean;
}

export interface Sending {
  /** Null if the server took it. */
  send(
    to: Pick<Account, "name" | "email">,
    letter: Letter,
    more?: Pick<SendMailOptions, "messageId" | "list"> & { headers?: Readonly<Record<string, string>> },
  ): Promise<NotTaken | null>;
  /** What the server said to the last mail that it did not take; null: it took the last. */
  fault(): string | null;
  close(): void;
}

export function sendingTo({ server, from }: MailSettings): Sending {
  const transport = createTransport({ url: server, ...PATIENCE, disableFileAccess: true, disableUrlAccess: true });
  let fault: string | null = null;
  return {
    async send(to, letter, { headers, ...more } = {}) {
      try {
        await transport.sendMail({
          from,
          to: { name: oneLine(to.name), address: to.email },
          ...letter,
          ...more,
          headers: { "Auto-Submitted": "auto-generated", ...headers },
        });
        fault = null;
        return null;
      } catch (error) {
        fault = oneLine((error as Error).message).slice(0, 300);
        return { said: fault, ofServer: isOfServer(error as Refused) };
      }
    },
    fault: () => fault,
    close: () => transport.close(),
  };
}

/** What nodemailer says of a mail that did not go out: what kind of fault, in answer to what, with which reply. */
interface Refused {
  code?: string;
  command?: string;
  responseCode?: number;
}

/** The reply of a server that goes away, whatever it was asked (RFC 5321, 3.8). */
const GOES_AWAY = 421;
/** Kinds of fault that are about one mail: whom it is for, and what it says. */
const OF_ONE = new Set(["EENVELOPE", "EMESSAGE", "ESTREAM", "EABORT"]);

/** False of what is about whom one mail is for, or what it says; whom mail comes from is the same for all. */
export function isOfServer({ code, command, responseCode }: Refused): boolean {
  if (code === undefined) return false;
  return responseCode === GOES_AWAY || !OF_ONE.has(code) || command === "MAIL FROM";
}
