/** What the pages are given, all of them: each has its shape in its own room. */
import type { OriginsView, CollationView } from "./apparatus/view.ts";
import type { RemoveView, AboutView, SettingsView } from "./care/view.ts";
import type { VersionView } from "./citing/view.ts";
import type { CompareView } from "./comparing/view.ts";
import type { PassageView } from "./passage/view.ts";
import type { SignInView, JoinView, PeopleView, PersonChangeView, ResetView, AskView, AccountView } from "./people/view.ts";
import type { DraftHistoryView } from "./playback/view.ts";
import type { WorkView } from "./reading/view.ts";
import type { ProposalView } from "./drafting/view.ts";
import type { ReviewView } from "./reviewing/view.ts";
import type { ErrorView } from "./shell/view.ts";
import type { WorksView } from "./works/view.ts";

export type View =
  | WorksView
  | WorkView
  | PassageView
  | VersionView
  | CompareView
  | OriginsView
  | CollationView
  | ProposalView
  | DraftHistoryView
  | ReviewView
  | SignInView
  | JoinView
  | PeopleView
  | PersonChangeView
  | RemoveView
  | ResetView
  | AskView
  | AccountView
  | AboutView
  | SettingsView
  | ErrorView;
