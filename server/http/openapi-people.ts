/** What OpenAPI is told of people, accounts and the workbench itself. */
import { Act } from "./account.ts";
import { Ask, Join, Reset, SignIn } from "./doors.ts";
import { Answer, GiveRole, Invite } from "./people.ts";
import { Change } from "./settings.ts";
import { parameter, TOKEN, ACCOUNT, ASKING, NOTHING, get, post, type Json } from "./openapi-shapes.ts";

/** The addresses of people, accounts and the workbench itself. */
export const onPeople = (): Record<string, Json> => ({
  "/api/sign-in": post("Sign in; answers with the session's cookie", [], SignIn, [400, 401, 429, 503]),
  "/api/sign-out": post("End the session; answers with the cookie that forgets it", [], NOTHING, []),
  "/join/{token}": post(
    "Make an account from an invitation, and sign it in; “agreed”: to the licence of contributions",
    [TOKEN],
    Join,
    [400, 403, 404, 409, 410, 429, 503],
  ),
  "/-/reset/{token}": post("Set a new password by an owner's link, and sign in", [TOKEN], Reset, [400, 410, 429, 503]),
  "/api/about": get("Who runs the workbench, the licence of contributions, and what its words mean", []),
  "/api/ask": post("Ask to take part, where owners let strangers ask", [], Ask, [400, 404, 429, 503]),
  "/api/account": {
    ...get("One's own account and where it is signed in", []),
    ...post(
      "Change one's name, e-mail or password, end sessions, make or revoke a token, or close the account",
      [],
      Act,
      [400, 401, 403, 409, 429, 503],
    ),
  },
  "/api/people": get("Who has an account, open invitations, and who asks to take part (owners only)", []),
  "/api/settings": {
    ...get("What is wrong with the workbench, its public address, its works (owners only)", []),
    ...post(
      "Set the public address, put a work away or bring it back (owners only)",
      [],
      Change,
      [400, 401, 403, 404, 422],
    ),
  },
  "/api/people/{id}/role": post(
    "Give a role (owners only); it counts at once, also in drafts that are open",
    [ACCOUNT],
    GiveRole,
    [400, 401, 403, 409],
  ),
  "/api/people/{id}/close": post(
    "Close an account (owners only): the name stays beside its words, all else goes",
    [ACCOUNT],
    NOTHING,
    [401, 403, 409],
  ),
  "/api/people/{id}/reset": post(
    "Make a link for a new password of somebody (owners only); it serves once, for a day",
    [ACCOUNT],
    NOTHING,
    [401, 403, 404],
  ),
  "/api/people/invite": post(
    "Make an invitation link (owners only); it can carry a message, a place to arrive at, and be for one e-mail alone",
    [],
    Invite,
    [400, 401, 403, 422],
  ),
  "/api/people/invitations/{id}/revoke": post(
    "Revoke an open invitation (owners only)",
    [parameter("id", "The invitation's id.")],
    NOTHING,
    [401, 403, 409],
  ),
  "/api/people/askings/{id}/answer": post(
    "Answer somebody who asks to take part with an invitation link for their e-mail (owners only)",
    [ASKING],
    Answer,
    [400, 401, 403, 409],
  ),
  "/api/people/askings/{id}/put-away": post(
    "Put a request to take part away (owners only)",
    [ASKING],
    NOTHING,
    [401, 403, 409],
  ),
});
