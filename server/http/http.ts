/** The door of the site: what answers over HTTP, and what its server needs beside it. */
export { readAssets } from "./assets.ts";
export { cursorsWith } from "./cursors.ts";
export { inside } from "./edge.ts";
export { Answers } from "./kept.ts";
export { site } from "./routes.ts";
export { answerPlainly, asksForSocket } from "./upgrade.ts";
