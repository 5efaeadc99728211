/** How much work a revision was: the door of this room. */
export { type EditRate, ter } from "./edit-rate.ts";
export { editRate } from "./rate.ts";
