/** What OpenAPI is told of what is discussed. */
import { BeginOnProposal, BeginThread, Reply, Reword, Settle, TakeBack } from "./discussing.ts";
import { SeenMention } from "./mentions.ts";
import { AllowRemarks, LeaveRemark } from "./remarks.ts";
import {
  WORK,
  PASSAGE,
  THREAD,
  PROPOSAL,
  post,
  DECIDED,
  type Json,
  get,
  asked,
  parameter,
  NOTHING,
} from "./openapi-shapes.ts";

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
  ...onRemarks(),
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

/** What readers without an account leave. */
function onRemarks(): Record<string, Json> {
  const named = [WORK, parameter("remark", "The id of a remark, as the list has it.")];
  const on = "/api/works/{work}/remarks/{remark}";
  return {
    "/api/works/{work}/passages/{passage}/remarks": post(
      "Leave a remark without an account, where an owner allows it (404 where not): on words of a version (“target”) or of the source (“source”) by offsets, on the words “on”, or on the whole. It waits for 90 days at most until a reviewer or an owner lets it through: 202 with {waits}. Five come of one network in an hour, 200 wait in a work",
      [WORK, PASSAGE],
      LeaveRemark,
      [404, 422, 429, 503],
    ),
    "/api/works/{work}/remarks": get(
      "The remarks of readers that wait (reviewers and owners), the oldest first, and those that were refused within a day. “alike”: how many beside it came of the same address on the same day",
      [WORK],
    ),
    "/api/works/{work}/remarks/allow": post(
      "Say whether readers without an account may leave remarks on a work (owners). Answers with {allowed}",
      [WORK],
      AllowRemarks,
      DECIDED,
    ),
    [`${on}/let-through`]: post(
      "Let a remark through: from then on it is a discussion on its passage. Answers with its id (“thread”)",
      named,
      NOTHING,
      DECIDED,
    ),
    [`${on}/refuse`]: post("Refuse a remark. Answers with how many were (“refused”)", named, NOTHING, DECIDED),
    [`${on}/refuse-alike`]: post(
      "Refuse it, and all that came of the same address on the same day",
      named,
      NOTHING,
      DECIDED,
    ),
    [`${on}/put-back`]: post("Have one wait again that was refused within a day", named, NOTHING, DECIDED),
  };
}
