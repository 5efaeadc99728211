/** What the pages are given, all of them: each has its shape in its own room. */
import type { OriginsView, CollationView } from "./apparatus/apparatus.ts";
import type { RemoveView, AboutView, SettingsView } from "./care/care.ts";
import type { VersionView } from "./citing/citing.ts";
import type { CompareView } from "./comparing/comparing.ts";
import type { PassageView } from "./passage/passage.ts";
import type { SignInView, JoinView, PeopleView, PersonChangeView, ResetView, AskView, AccountView } from "./people/people.ts";
import type { DraftHistoryView } from "./playback/playback.ts";
import type { WorkView } from "./reading/reading.ts";
import type { ProposalView } from "./drafting/drafting.ts";
import type { ReviewView } from "./reviewing/reviewing.ts";
import type { ErrorView } from "./shell/view.ts";
import type { WorksView } from "./works/works.ts";

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
