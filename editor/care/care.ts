/** The door of the pages for whoever looks after the workbench. */
export { aboutPage } from "./about.tsx";
export { type OfWhat, ofWhatInWords } from "./removable.ts";
export { outlinePage } from "./outline-page.tsx";
export type { OutlineView } from "./outline-view.ts";
export { outlineProposalPage } from "./outline-proposal-page.tsx";
export { outlineProposePage } from "./outline-propose-page.tsx";
export type { OutlinePassage, OutlineProposalView, OutlineProposeView, SourceForm } from "./outline-proposal-view.ts";
export { removePage } from "./remove.tsx";
export { settingsPage } from "./settings.tsx";
export {
  doneInWords,
  type SettingDone,
  SWITCH_CHOICES,
  switchInWords,
  type SwitchName,
  usualLicence,
} from "./switches.ts";
export { workSettingsPage } from "./work-settings.tsx";
export type { ChosenPassage, Places, SplitPiece, WorkSettingsView } from "./work-view.ts";
export type { AboutView, RemoveView, SettingsView } from "./view.ts";
