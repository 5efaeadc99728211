/** The page for a view: the same on the server and in the browser. */
import type { JSX } from "preact";
import type { View, Visit } from "../views.ts";
import { AboutPage } from "./about.tsx";
import { AccountPage } from "./account.tsx";
import { AskPage } from "./ask.tsx";
import { CollationPage } from "./collation.tsx";
import { ComparePage } from "./compare.tsx";
import { DraftHistoryPage } from "./draft-history.tsx";
import { ErrorPage } from "./error.tsx";
import { JoinPage } from "./join.tsx";
import { OriginsPage } from "./origins.tsx";
import { PassagePage } from "./passage.tsx";
import { PeoplePage } from "./people.tsx";
import { RemovePage } from "./remove.tsx";
import { PersonChangePage } from "./person-change.tsx";
import { ProposalPage } from "./proposal.tsx";
import { ResetPage } from "./reset.tsx";
import { ReviewPage } from "./review.tsx";
import { SettingsPage } from "./settings.tsx";
import { SignInPage } from "./sign-in.tsx";
import { VersionPage } from "./version.tsx";
import { WorkPage } from "./work.tsx";
import { WorksPage } from "./works.tsx";

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
