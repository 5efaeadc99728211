/** What OpenAPI is told of what is discussed. */
import { BeginOnProposal, BeginThread, Reply, Reword, Settle, TakeBack } from "./discussing.ts";
import { SeenMention } from "./mentions.ts";
import { WORK, PASSAGE, THREAD, PROPOSAL, post, DECIDED, type Json, get, asked } from "./openapi-shapes.ts";

/** The addresses of what is discussed. */
export const onDiscussions = (): Record<string, Json> => ({
  "/api/works/{work}/passages/{passage}/people": get(
    "Who may be named in what is said of a passage (“@” and the name): at most eight people who read it, whose name has a word that begins with “find”; for those who are signed in",
    [WORK, PASSAGE, asked("find", "How the name begins.")],
  ),
  "/api/proposals/{id}/people": get("The same of a proposal that one reads", [
    PROPOSAL,
    asked("find", "How the name begins."),
  ]),
  "/api/me/mentions/seen": post(
    "Say that one has seen where one was named; “mention” as “mentions” of “/api/me” has it",
    [],
    SeenMention,
    DECIDED,
  ),
  "/api/works/{work}/passages/{passage}/threads": post(
    "Begin a discussion on a passage (anybody with an account who reads the work): on words of a version (“target”) or of the source (“source”), each by offsets into its text; on the words “on”, which must stand in one of the two, and once; on a note; or on the whole",
    [WORK, PASSAGE],
    BeginThread,
    DECIDED,
  ),
  ...onThread("/api/works/{work}/passages/{passage}", [WORK, PASSAGE]),
  "/api/proposals/{id}/threads": post(
    "Begin a discussion on a proposal (anybody with an account who reads it): on all of it, on what it says of a “passage”, or on words there: of the version that it revises (“target”) and of what it proposes (“proposed”), each by offsets into its text",
    [PROPOSAL],
    BeginOnProposal,
    DECIDED,
  ),
  ...onThread("/api/proposals/{id}", [PROPOSAL]),
});

/** What is done with a discussion that hangs on what an address names. */
function onThread(address: string, parameters: Json[]): Record<string, Json> {
  const thread = `${address}/threads/{thread}`;
  const named = [...parameters, THREAD];
  return {
    [`${thread}/reply`]: post("Reply in a discussion", named, Reply, DECIDED),
    [`${thread}/reword`]: post(
      "Word anew what one has said in a discussion under “number”; how it read before is for its author and owners",
      named,
      Reword,
      [...DECIDED, 410],
    ),
    [`${thread}/take-back`]: post(
      "Take out for good what was said in a discussion under “number”: one’s own, or (owners, with a reason) anybody’s",
      named,
      TakeBack,
      DECIDED,
    ),
    [`${thread}/resolve`]: post(
      "Say that a discussion is resolved (whoever began it, reviewers and owners)",
      named,
      Settle,
      DECIDED,
    ),
    [`${thread}/reopen`]: post("Open a discussion again that was resolved", named, Settle, DECIDED),
  };
}
