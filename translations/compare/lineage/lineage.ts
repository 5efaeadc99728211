/** Which version each word of a text came with: the door of this room. */
export { type Reading, type Source, type Stretch, trace, type Traced } from "./origins.ts";
