/** The door of the page of a version, by which it is cited. */
export { versionPage } from "./version.tsx";
export type { VersionView } from "./view.ts";
