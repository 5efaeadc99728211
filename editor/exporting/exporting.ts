/** The door of the page on which a work is taken out. */
export { exportPage } from "./export.tsx";
export type { ExportView } from "./view.ts";
