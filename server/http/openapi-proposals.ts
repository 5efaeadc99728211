/** What OpenAPI is told of proposals and drafts. */
import { Restore } from "./drafts.ts";
import { Opening, OpeningOfMany } from "./passages.ts";
import { Addition, Guest, LookedAt, Reading, Reasoned } from "./proposals.ts";
import { Rewording } from "./putting-back.ts";
import { Starting } from "./starting.ts";
import { Rebase } from "./updating.ts";
import { Accepting } from "./accepting.ts";
import { SameReason, TakingBack } from "./same-reason.ts";
import { NewPart } from "./section.ts";
import { Submit } from "./submitting.ts";
import {
  WORK,
  PASSAGE,
  PART,
  FIND,
  PROPOSAL,
  STEP,
  get,
  post,
  DECIDED,
  WORD_FILE,
  asked,
  type Json,
} from "./openapi-shapes.ts";

/** The addresses of proposals and drafts. */
export function onProposals(): Record<string, Json> {
  const decision = (verb: string) => post(`${verb} a proposal`, [PROPOSAL], Reasoned, DECIDED);
  return {
    "/api/works/{work}/proposals": post(
      "Begin a proposal that revises several passages, each from the version that stands now",
      [WORK],
      OpeningOfMany,
      DECIDED,
    ),
    "/api/works/{work}/passages/{passage}/proposals": post("Begin a proposal", [WORK, PASSAGE], Opening, DECIDED),
    "/api/proposals/{id}": get(
      "A proposal with its parts, one for each passage that it revises: the draft or submission of each, and its decision",
      [PROPOSAL, PART],
    ),
    "/api/proposals/{id}/history": get("How the draft came to be: its steps, each with who wrote it and when", [
      PROPOSAL,
      PART,
    ]),
    "/api/proposals/{id}/history/{step}": get("A step of the draft's history, and how the draft read after it", [
      PROPOSAL,
      STEP,
      PART,
    ]),
    "/api/proposals/{id}/history/{step}/restore": post(
      "Make the draft read as it did after a step: a new edit in it. With “to” of the step, only if its number still means that step",
      [PROPOSAL, STEP, PART],
      Restore,
      [...DECIDED, 413],
    ),
    "/api/proposals/{id}/docx": get(
      "What a proposal changes, tracked in a Word file, as far as you may read it, with reasons and notes as remarks",
      [PROPOSAL],
      WORD_FILE,
    ),
    "/api/proposals/{id}/addable": get(
      "The passages of its work that a draft may revise as well and that fit what is looked for (those who write it)",
      [PROPOSAL, FIND, PART],
    ),
    "/api/proposals/{id}/puts-back": {
      ...get(
        "Which changes of what is written or waits put back what a version before had changed, and which one (those who may read it)",
        [PROPOSAL, PART],
      ),
      ...post(
        "The same, were the part accepted with other words (“text”), which are kept nowhere (those who may read it)",
        [PROPOSAL],
        Rewording,
        [...DECIDED, 413],
      ),
    },
    "/api/proposals/{id}/same-reason": {
      ...get(
        "In which other parts that are written the change of which a note of one’s own gives the reason is made as well, without a reason, and how often (those who write it)",
        [PROPOSAL, asked("part", "The passage in whose draft the note stands."), asked("note", "The note’s id.")],
      ),
      ...post(
        "Give that reason in all of them: a note in each place, told as “passage/note” (those who write it)",
        [PROPOSAL],
        SameReason,
        DECIDED,
      ),
    },
    "/api/proposals/{id}/same-reason/take-back": post(
      "Take back what was given so, wherever it still says the same (those who write it)",
      [PROPOSAL],
      TakingBack,
      DECIDED,
    ),
    "/api/proposals/{id}/base": get(
      "The version that a part revises now, the one that came since and what is left of the part beside it, what it puts back, and its rivals (those who may read it)",
      [PROPOSAL, PART],
    ),
    "/api/proposals/{id}/wordings": get(
      "The other texts of the passage, with people, day and reason: versions, what was proposed and waits or was not taken, drafts that one may read (those who may read the proposal)",
      [PROPOSAL, PART],
    ),
    "/api/proposals/{id}/memory": get(
      "Passages with a source that is the same or nearly the same, with their renderings, the nearest first, of works that one may read (those who may read the proposal)",
      [PROPOSAL, PART],
    ),
    "/api/proposals/{id}/add": post(
      "Have a draft revise more passages of its work, each from the version that stands there (those who write it)",
      [PROPOSAL],
      Addition,
      DECIDED,
    ),
    "/api/proposals/{id}/parts/{passage}": {
      ...get("One part of a proposal, with what its draft says and which beginning that has (those who may read it)", [
        PROPOSAL,
        PASSAGE,
      ]),
      ...post(
        "Have a draft revise a passage more, from the version that whoever writes has before them; asked twice, it is one part (those who write it)",
        [PROPOSAL, PASSAGE],
        NewPart,
        DECIDED,
      ),
    },
    "/api/proposals/{id}/start": post(
      "Begin a draft of one’s own with the words and notes of a proposal that one may read; its people are credited with what comes of it. Begun before and undecided, that one is given (200)",
      [PROPOSAL],
      Starting,
      DECIDED,
    ),
    "/api/proposals/{id}/submit": post(
      "Submit what the drafts say; of a passage that is final with “wrong”, what it is about that is wrong",
      [PROPOSAL],
      Submit,
      [...DECIDED, 413],
    ),
    "/api/proposals/{id}/accept": post(
      "Accept a proposal, or approve it, where a version needs more approvals than it has; of one part also some “changes” alone (the others go on as a proposal of the same people, with the reason), or in words of one’s own (“text”)",
      [PROPOSAL],
      Accepting,
      DECIDED,
    ),
    "/api/proposals/{id}/accept-at-once": post(
      "Submit what the drafts say and accept it, in one act (those who write it and whose word alone it takes: “acceptAtOnce” in “may”)",
      [PROPOSAL],
      Submit,
      [...DECIDED, 413],
    ),
    "/api/proposals/{id}/withdraw-approval": decision("Take one's own approval back from"),
    "/api/proposals/{id}/looked": post(
      "Say that one has looked at a proposal, until the record “through” of it; “looked” of the proposal has what it said then",
      [PROPOSAL],
      LookedAt,
      DECIDED,
    ),
    "/api/proposals/{id}/decline": decision("Decline"),
    "/api/proposals/{id}/return": decision("Ask for changes, or go on writing one's own"),
    "/api/proposals/{id}/withdraw": decision("Give up for good"),
    "/api/proposals/{id}/rebase": post(
      "Bring a proposal up to date with the current version: both sides’ changes stand; where both changed the same words, “choices” says which do, in order, and “rest” whose stand at all places behind those; or all of its parts in which nothing meets (“all”: “yes”) (those who write it)",
      [PROPOSAL],
      Rebase,
      DECIDED,
    ),
    "/api/proposals/{id}/invite": post(
      "Invite somebody to write in the draft (who began it, and owners); “invitable” of the proposal lists whom",
      [PROPOSAL],
      Guest,
      DECIDED,
    ),
    "/api/proposals/{id}/let-go": post(
      "Let somebody go from the draft, or leave it; their sockets in it are closed with 4410",
      [PROPOSAL],
      Guest,
      DECIDED,
    ),
    "/api/proposals/{id}/readers": post(
      "Say who reads the draft until it is proposed, and who plays back its steps (those who write it)",
      [PROPOSAL],
      Reading,
      DECIDED,
    ),
  };
}
