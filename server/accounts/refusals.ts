/** What is said where something of an account is refused. */
import type { Refused } from "./contract.ts";

export const WRONG = "That e-mail and password do not go together. Check both and try again.";
export const TAKEN = "There is an account with this e-mail already. Sign in with it.";
export const BUSY = "Many people are signing in just now. Please try again in a few seconds.";
export const SIGNED_OUT = "Your session has ended. Sign in again; nothing was changed.";
export const LAST_OWNER =
  "This is the last owner, and a workbench needs one. Make somebody else an owner first; nothing was changed.";
export const STANDINGS = {
  unknown: { status: 404, message: "This is not a link we know. Ask an owner of this workbench for a new one." },
  used: {
    status: 410,
    message: "This link has been used already. If it was you, sign in; otherwise ask for a new one.",
  },
  expired: { status: 410, message: "This link no longer works. Ask an owner of this workbench for a new one." },
} as const;

export function refuse(status: Refused["status"], message: string, retryAfter?: number): Refused {
  return { ok: false, status, message, ...(retryAfter !== undefined && { retryAfter }) };
}

export function tooOften(seconds: number): Refused {
  const minutes = Math.ceil(seconds / 60);
  const span = minutes === 1 ? "a minute" : `${minutes} minutes`;
  return refuse(
    429,
    `That was too many tries from your network. Please wait ${span}, then try again; from elsewhere, and on a device on which you have signed in before, it goes on as ever.`,
    seconds,
  );
}
