/** The page for a view: the same on the server and in the browser. */
import type { JSX } from "preact";
import type { View } from "./views.ts";
import type { Visit } from "./shell/view.ts";
import { AboutPage } from "./care/about.tsx";
import { AccountPage } from "./people/account.tsx";
import { AskPage } from "./people/ask.tsx";
import { CollationPage } from "./apparatus/collation.tsx";
import { ComparePage } from "./comparing/compare.tsx";
import { DraftHistoryPage } from "./playback/draft-history.tsx";
import { ErrorPage } from "./shell/error.tsx";
import { JoinPage } from "./people/join.tsx";
import { OriginsPage } from "./apparatus/origins.tsx";
import { PassagePage } from "./passage/passage.tsx";
import { PeoplePage } from "./people/people.tsx";
import { RemovePage } from "./care/remove.tsx";
import { PersonChangePage } from "./people/person-change.tsx";
import { ProposalPage } from "./reviewing/proposal.tsx";
import { ResetPage } from "./people/reset.tsx";
import { ReviewPage } from "./reviewing/review.tsx";
import { SettingsPage } from "./care/settings.tsx";
import { SignInPage } from "./people/sign-in.tsx";
import { VersionPage } from "./citing/version.tsx";
import { WorkPage } from "./reading/work.tsx";
import { WorksPage } from "./works/works.tsx";

export function App({ view, visit }: { view: View; visit: Visit }): JSX.Element {
  switch (view.page) {
    case "works":
      return <WorksPage view={view} visit={visit} />;
    case "work":
      return <WorkPage view={view} visit={visit} />;
    case "passage":
      return <PassagePage view={view} visit={visit} />;
    case "version":
      return <VersionPage view={view} visit={visit} />;
    case "compare":
      return <ComparePage view={view} visit={visit} />;
    case "origins":
      return <OriginsPage view={view} visit={visit} />;
    case "collation":
      return <CollationPage view={view} visit={visit} />;
    case "proposal":
      return <ProposalPage view={view} visit={visit} />;
    case "draft-history":
      return <DraftHistoryPage view={view} visit={visit} />;
    case "review":
      return <ReviewPage view={view} visit={visit} />;
    case "sign-in":
      return <SignInPage view={view} visit={visit} />;
    case "join":
      return <JoinPage view={view} visit={visit} />;
    case "people":
      return <PeoplePage view={view} visit={visit} />;
    case "remove":
      return <RemovePage view={view} visit={visit} />;
    case "person-change":
      return <PersonChangePage view={view} visit={visit} />;
    case "reset":
      return <ResetPage view={view} visit={visit} />;
    case "ask":
      return <AskPage view={view} visit={visit} />;
    case "account":
      return <AccountPage view={view} visit={visit} />;
    case "about":
      return <AboutPage view={view} visit={visit} />;
    case "settings":
      return <SettingsPage view={view} visit={visit} />;
    case "error":
      return <ErrorPage view={view} visit={visit} />;
  }
}
