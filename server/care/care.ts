/** The door of care: what a workbench looks like, what is wrong with it, its copies. */
export { audit, type Audit } from "./audit.ts";
export { backUp, prove, restore } from "./backup.ts";
export { diagnose, type Facts, isFresh } from "./doctor.ts";
export { flawInWords } from "./flaws.ts";
export { keepProof, lookAt, provenCopy, proxyWatch } from "./facts.ts";
export { looking, Unreadable } from "./open.ts";
export { watchProxy } from "./proxy.ts";
