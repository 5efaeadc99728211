/** What OpenAPI is told of works, what happens in them, and what is found in all of them. */
import { Describe, DescribeTranslation, SetFinality } from "./describing.ts";
import { DecideOutline, ProposeOutline } from "./outline-proposals.ts";
import { Remove } from "./removals.ts";
import { ReadyReasons } from "./ready-reasons.ts";
import { JoinPerson } from "./joining.ts";
import { ActOnRequest, AskFor } from "./requests.ts";
import { Follow } from "./following.ts";
import { LookedThrough } from "./happened.ts";
import { Seen } from "./own-news.ts";
import { GiveRoleIn, SetApprovals, SetVisibility } from "./readers.ts";
import { parameter, asked, AFTER, WORK, SEARCH, get, post, DECIDED, type Json } from "./openapi-shapes.ts";

const OUTLINE_DECISIONS = {
  accept: "Accept a proposal for the outline (reviewers), which is done in the same act",
  decline: "Decline a proposal for the outline, and why (reviewers)",
  withdraw: "Give up a proposal for the outline (whoever proposed it, or an owner)",
};

/** The addresses of works, what happens in them, and what is found in all of them. */
export const onWorks = (): Record<string, Json> => ({
  "/api/works": get("The works held here", []),
  "/api/works/{work}": get(
    "A work: what is said of it, where its terms are, and its passages, at most 200 at once; “next” is where one asks on, null at the end",
    [
      WORK,
      asked("after", "The id of a passage: those that follow it. As “next” has it."),
      asked("at", "The id of a passage: the section that holds it, as on its page."),
    ],
  ),
  "/api/works/{work}/events": get("What has just been decided, as server-sent events", [WORK], {
    description: "A stream of events.",
    content: { "text/event-stream": { schema: { type: "string" } } },
  }),
  "/api/works/{work}/standing": get(
    "Where a work stands, part by part: how many passages are final, approved, rendered without that, in review, being written, not held and not begun, how many follow another wording of their source, and since when the oldest proposal waits",
    [WORK],
  ),
  "/api/works/{work}/notes-to-check": get(
    "The notes whose words changed after their version, and that nobody has looked at since: each with its words then (“words”, last in version “last”) and what stands there now (“instead”); on from “next” (“?after=”), or of one passage (“?at=”)",
    [WORK],
  ),
  "/api/works/{work}/changes": get(
    "What happened in a work that one reads, the newest first: versions, proposals, what is said, its source and its outline; between two days (“?from=2026-11-01&to=2026-11-28”), what came after one said that one had looked through it (“?since=looked”), and on from “next” (“?after=”). Its owners are told who did what (“by”, “whom”), and as well of approvals, finality, roles, settings, terms, imports, what is asked of people, what takes long and remarks that were refused",
    [WORK],
  ),
  "/api/works/{work}/requests": {
    ...get(
      "What people are asked to do in a work that one reads, in the order of its days, with what one may do about each in “acts” (needs an account)",
      [WORK],
    ),
    ...post(
      "Ask somebody (“of”: the id of an account), or anybody (left out), to translate, revise, check or decide a section (“about”: its passage), a proposal or a term, by a day or none (“until”), with a word why (reviewers and owners of the work)",
      [WORK],
      AskFor,
      DECIDED,
    ),
  },
  "/api/works/{work}/requests/{request}/{act}": post(
    "Take one on that is for anybody (take), hand it on (hand, “to”), set another day (postpone, “until”), end it (done, give-up, take-back) or open it again (reopen)",
    [WORK, parameter("request", "The id of the request."), parameter("act", "What is done with it.")],
    ActOnRequest,
    DECIDED,
  ),
  "/api/works/{work}/looked": post(
    "Say that one has looked through what happened in a work, until “through” of the list",
    [WORK],
    LookedThrough,
    DECIDED,
  ),
  "/api/works/{work}/visibility": post(
    "Say who finds a work (its owners): everybody, members of the workbench, or those alone who have a role in it. Answers with {visibility, approvals, roles}",
    [WORK],
    SetVisibility,
    DECIDED,
  ),
  "/api/works/{work}/roles": post(
    "Give somebody a role in a work, or (“none”) take it back (its owners). Answers with {visibility, approvals, roles}",
    [WORK],
    GiveRoleIn,
    DECIDED,
  ),
  "/api/works/{work}/approvals": post(
    "Say how many approvals a version needs from now on: 0, 1 or 2 (“needed”), and whose count of words that they had a hand in (“own”: nobody, owners or reviewers) (its owners). Answers with {visibility, approvals, roles}",
    [WORK],
    SetApprovals,
    DECIDED,
  ),
  "/api/works/{work}/finality": post(
    "Say which passages are final from now on, or (“final”: no) no more (owners): “passages”, with “branch” all that stands under each, or a “part” as the standing has it. Answers with how many records say so (“said”), 0 if they stood so already",
    [WORK],
    SetFinality,
    DECIDED,
  ),
  "/api/works/{work}/outline/propose": post(
    "Propose that a passage is split (“cuts”, “sourceCuts”), joined with those behind it (“next”) or moved (“after”, “branch”), or that its source reads otherwise (“text” after wording “number”), and why (translators). Answers with the proposal’s number",
    [WORK],
    ProposeOutline,
    DECIDED,
  ),
  ...Object.fromEntries(
    (["accept", "decline", "withdraw"] as const).map((verb) => [
      `/api/works/{work}/outline/proposals/{number}/${verb}`,
      post(
        OUTLINE_DECISIONS[verb],
        [WORK, parameter("number", "The number of the proposal, in its work.")],
        DecideOutline,
        DECIDED,
      ),
    ]),
  ),
  "/api/works/{work}/people": post(
    "Say that somebody whom a work names without an account here is a person here, or (“none”) is not after all, and how you know (its owners). “foreign”: id/{id} of who has an account elsewhere, or name/{name}. It gives nobody a right. Answers with {people, all}",
    [WORK],
    JoinPerson,
    DECIDED,
  ),
  "/api/works/{work}/reasons": post(
    "Say which reasons are ready for who decides (owners): a list, or one a line; all count anew. Answers with {reasons}",
    [WORK],
    ReadyReasons,
    DECIDED,
  ),
  "/api/works/{work}/describe": post(
    "Say anew what a work is (owners); what is left out stays. Answers with how many records say so (“said”), 0 if it was said already",
    [WORK],
    Describe,
    DECIDED,
  ),
  "/api/works/{work}/translations/{translation}/describe": post(
    "Say anew whose and which a work's translation is (owners); what is left out stays",
    [WORK, parameter("translation", "The translation's id, as the work has it.")],
    DescribeTranslation,
    DECIDED,
  ),
  "/api/works/{work}/translations/{translation}/add": post(
    "Add a translation, whose versions stand in the same passages (owners): its title and language at least",
    [WORK, parameter("translation", "Its id for good: lower-case letters, digits and single hyphens, at most 64.")],
    DescribeTranslation,
    DECIDED,
  ),
  "/api/works/{work}/remove": post(
    "Take something out of what is said of a work for good (owners): all wordings so far of its title and description, its translation or a term (“thing”: title, translation/{id}, term/{id}), or a name (“person”, “instead”). Answers with how many records say so",
    [WORK],
    Remove,
    DECIDED,
  ),
  "/api/events": get("What has just been decided anywhere, as server-sent events", [AFTER], {
    description: "A stream of events.",
    content: { "text/event-stream": { schema: { type: "string" } } },
  }),
  "/api/news": get("What was told after an event, and whether some of it is no longer known", [AFTER]),
  "/api/me": get(
    "Your own work: “counts” of all lists, and what stands on each; in “requests” what you are asked for, what anybody is that you could do, and what you ask of others, in “mentions” where others named you and you have not seen it, in “notes” the works in which notes wait for you to check them",
    [
      asked("list", "returned, decide, drafts, invited, proposed or decided alone; left out, the first ten of each."),
      asked("after", "Where that list said that it goes on."),
    ],
  ),
  "/api/me/news": get(
    "What was told to you, the newest first: what happened in what you follow and may read, what you are asked for, and what was done to you; “unseen”: how much of it you have not seen, 100 of more; “through”: what you say when you have",
    [asked("after", "Where the list said that it goes on.")],
  ),
  "/api/me/news/seen": post(
    "Say that you have seen what was told to you, until “through” of the list",
    [],
    Seen,
    DECIDED,
  ),
  "/api/me/bell": get("How much was told to you that you have not seen (“unseen”; 100 of more)", []),
  "/api/me/following": get(
    "What you follow: what you said that you do, and what you take part in; what you began to last first",
    [asked("from", "From the how-manieth on, counted from 0.")],
  ),
  "/api/works/{work}/follow": post(
    "Follow a work, or a passage, a proposal or a term of it, or follow it no more; only you learn of it. Whoever writes, proposes, decides or speaks in something follows it by itself, until they say otherwise",
    [WORK],
    Follow,
    DECIDED,
  ),
  "/api/search": get(
    "Words in renderings, sources, notes and reasons, in the order of the works and their outlines; “behind” records are not looked through yet",
    SEARCH,
  ),
});
