/** The door of the pages about people: coming in, accounts, invitations. */
export { accountPage } from "./account.tsx";
export { askPage } from "./ask.tsx";
export { joiningPage } from "./joining.tsx";
export { joinPage } from "./join.tsx";
export { peoplePage } from "./people-page.tsx";
export { personChangePage } from "./person-change.tsx";
export { readersPage } from "./readers.tsx";
export { resetPage } from "./reset.tsx";
export { signInPage } from "./sign-in.tsx";
export type {
  AccountView,
  AskView,
  JoiningView,
  JoinView,
  OpenInvitation,
  PeopleView,
  PersonChangeView,
  ReadersView,
  ResetView,
  SignInView,
} from "./view.ts";
