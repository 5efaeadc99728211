/** The page for a view: the same on the server and in the browser. */
import type { JSX } from "preact";
import type { View } from "./views.ts";
import type { Visit } from "./shell/view.ts";
import { AboutPage, RemovePage, SettingsPage } from "./care/care.ts";
import { AccountPage, AskPage, JoinPage, PeoplePage, PersonChangePage, ResetPage, SignInPage } from "./people/people.ts";
import { CollationPage, OriginsPage } from "./apparatus/apparatus.ts";
import { ComparePage } from "./comparing/comparing.ts";
import { DraftHistoryPage } from "./playback/playback.ts";
import { ErrorPage } from "./shell/error.tsx";
import { PassagePage } from "./passage/passage.ts";
import { ProposalPage, ReviewPage } from "./reviewing/reviewing.ts";
import { VersionPage } from "./citing/citing.ts";
import { WorkPage } from "./reading/reading.ts";
import { WorksPage } from "./works/works.ts";

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
