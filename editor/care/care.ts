/** The door of the pages for whoever looks after the workbench. */
export { AboutPage } from "./about.tsx";
export { RemovePage } from "./remove.tsx";
export { SettingsPage } from "./settings.tsx";
export type { AboutView, RemoveView, SettingsView } from "./view.ts";
