/** Which version each word of a text came with: the door of this room. */
export type { Origin } from "./blame.ts";
export { type Reading, type Source, trace, type Traced } from "./origins.ts";
