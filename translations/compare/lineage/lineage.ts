/** Which version each word of a text came with, and which one changed what a revision puts back: the door of this room. */
export type { Origin } from "./blame.ts";
export { type Reading, type Source, trace, type Traced } from "./origins.ts";
export { type PutBack, putBack } from "./put-back.ts";
