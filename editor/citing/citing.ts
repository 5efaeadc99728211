/** The door of the page of a version, by which it is cited. */
export { VersionPage } from "./version.tsx";
export type { VersionView } from "./view.ts";
