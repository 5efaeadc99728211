/**
 * The numbers that a draft's socket speaks in, for both of its ends. The first three are those of y-websocket and
 * y-protocols; what follows them stands in `server/sync/protocol.ts`.
 */

/** What a frame begins with. */
export const FRAME = {
  sync: 0,
  presence: 1,
  /** Asks for everybody's presence. */
  who: 3,
  /** Asks whether all that was sent before is on disk, and says so. */
  acknowledge: 100,
  /** Says whether what is written here is taken. */
  rights: 101,
} as const;

/** What a frame of `sync` begins with. */
export const SYNC_STEP = { step1: 0, step2: 1, update: 2 } as const;

/** Why the server closed a socket; the browser says so in words. Codes of RFC 6455's private range. */
export const CLOSE = {
  /** Not the protocol, or an update that is none: the program at the other end is broken, and coming back won't mend it. */
  malformed: 4400,
  signInNeeded: 4401,
  notAllowed: 4403,
  unknownDraft: 4404,
  /** Submitted, or decided: the draft takes no more words. */
  closed: 4409,
  /** Let go from the draft while it was open: the invitation was withdrawn. It can still be read. */
  letGo: 4410,
  /** The role that writing needs was taken away while the draft was open. It can still be read. */
  roleTaken: 4411,
  /** Another schema: reload the page. */
  otherSchema: 4412,
  tooLarge: 4413,
  tooMany: 4429,
  /** The log can't be written: nothing that is not on disk is acknowledged. */
  notKept: 4500,
} as const;
