/** The door of the pages about people: coming in, accounts, invitations. */
export { AccountPage } from "./account.tsx";
export { AskPage } from "./ask.tsx";
export { JoinPage } from "./join.tsx";
export { PeoplePage } from "./people-page.tsx";
export { PersonChangePage } from "./person-change.tsx";
export { ResetPage } from "./reset.tsx";
export { SignInPage } from "./sign-in.tsx";
export type { AccountView, AskView, JoinView, OpenInvitation, PeopleView, PersonChangeView, ResetView, SignInView } from "./view.ts";
