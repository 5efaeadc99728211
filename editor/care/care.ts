/** The door of the pages for whoever looks after the workbench. */
export { aboutPage } from "./about.tsx";
export { removePage } from "./remove.tsx";
export { settingsPage } from "./settings.tsx";
export type { AboutView, RemoveView, SettingsView } from "./view.ts";
