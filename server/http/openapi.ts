/** The API described by OpenAPI 3.1, from the same shapes that check the requests. */
import { z } from "zod";
import { version as program } from "../../package.json";
import { FIELDS } from "../../editor/bringing/bringing.ts";
import { Act } from "./account.ts";
import { exactly } from "./body.ts";
import { FurtherText, Step, Texts } from "./bringing.ts";
import { CreateOfTexts, DescribeFurther } from "./heads.ts";
import { ARCHIVE, LINES } from "./importing.ts";
import { RecordSource, SourceText } from "./supplying.ts";
import { KeepRevision, RevisedText } from "./revising.ts";
import {
  AddPassage,
  ChooseVersion,
  WithdrawVersion,
  ConfirmSource,
  Describe,
  DescribeTranslation,
  JoinPassages,
  MovePassage,
  NamePassage,
  RetirePassage,
  SetTerm,
  SplitPassage,
  WordSource,
} from "./describing.ts";
import { BeginOnProposal, BeginThread, Reply, Reword, Settle, TakeBack } from "./discussing.ts";
import { DecideTerm, ProposeTerm, RemarkOnTerm, RetireTerm } from "./glossary.ts";
import { ImportTerms, UndoTerms } from "./terms-in-out.ts";
import { Ask, Join, Reset, SignIn } from "./doors.ts";
import { Restore } from "./drafts.ts";
import { Opening, OpeningOfMany } from "./passages.ts";
import { Answer, GiveRole, Invite } from "./people.ts";
import { Addition, Guest, Reading, Reasoned } from "./proposals.ts";
import { Rebase } from "./updating.ts";
import { Remove } from "./removals.ts";
import { Accepting } from "./accepting.ts";
import { ReadyReasons } from "./ready-reasons.ts";
import { UndoImport } from "./imports.ts";
import { JoinPerson } from "./joining.ts";
import { LookedThrough } from "./happened.ts";
import { GiveRoleIn, SetVisibility } from "./readers.ts";
import { Change } from "./settings.ts";
import { Submit } from "./submitting.ts";
import { needFor } from "./tokens.ts";
import { WORD_TYPE } from "./word.ts";

type Json = Record<string, unknown>;

const schemaOf = (shape: z.ZodType): unknown => z.toJSONSchema(shape, { io: "input", unrepresentable: "any" });

const text = (description: string): Json => ({
  description,
  content: { "application/json": { schema: { type: "object" } } },
});
const PROBLEM: Json = {
  description: "Refused; says what happened and what to do (RFC 9457).",
  content: {
    "application/problem+json": {
      schema: {
        type: "object",
        required: ["type", "title", "status", "detail", "code"],
        properties: { type: {}, title: {}, status: { type: "integer" }, detail: {}, code: { type: "string" }, why: {} },
      },
    },
  },
};

const parameter = (name: string, description: string): Json => ({
  name,
  in: "path",
  required: true,
  description,
  schema: { type: "string" },
});
const asked = (name: string, description: string): Json => ({
  name,
  in: "query",
  required: false,
  description,
  schema: { type: "string" },
});
const AFTER = asked("after", "The id of the last event that was heard.");
const WORK = parameter("work", "The work's id, such as nip14.");
const PASSAGE = parameter("passage", "The passage's id, such as s10-government-and-markets.");
const THREAD = parameter("thread", "The discussion’s id.");
const PART = asked(
  "part",
  "The passage of the part that the proposal is turned to; left out, the first that is yours to write, or the first.",
);
const FIND = asked("find", "What is looked for: a passage's place, title or words; left out, those around “part”.");
const SEARCH = [
  asked("q", "Words, all of which must be there, and “phrases”."),
  asked("source", "What the source beside it says; with it, q is looked for in renderings."),
  asked("without", "What the rendering does not say."),
  asked("in", "rendering, source, note or reason; left out, all of them."),
  asked("versions", "current (usual) or all."),
  asked("work", "In this work alone."),
  asked("section", "In the passages under this one, of that work."),
  asked("person", "The name of somebody who made the version."),
  asked("date", "A year, month or day of the version, such as 2022-01."),
  asked("after", "Where an answer before said that it goes on."),
];
const TERM = parameter("term", "The term’s id, such as t1.");
const TERM_NUMBER = parameter("number", "The number of the proposal, in its term.");
const PROPOSAL = parameter("id", "The proposal's id.");
const TOKEN = parameter("token", "The secret of the link.");
const STAGED = parameter("staged", "The id of what was begun.");
const IMPORT = parameter(
  "import",
  "The id of an import, as the list has it; “work”: the one that brought the work itself.",
);
const ACCOUNT = parameter("id", "The account's id.");
const ASKING = parameter("id", "The request's id.");
const NOTHING = z.object({});
const STEP = parameter("step", "The step's number, from 1.");

function get(summary: string, parameters: Json[], ok: Json = text("The record.")): Json {
  return { get: { summary, parameters, responses: { 200: ok, 404: PROBLEM } } };
}

function post(summary: string, parameters: Json[], shape: z.ZodType, statuses: number[]): Json {
  const content = {
    "application/json": { schema: schemaOf(exactly(shape)) },
    "application/x-www-form-urlencoded": { schema: schemaOf(shape) },
  };
  const refusals = Object.fromEntries(statuses.map((status) => [status, PROBLEM]));
  return {
    post: {
      summary,
      parameters,
      requestBody: { content },
      responses: { 200: text("Done: the record as it is now."), ...refusals },
    },
  };
}

const DECIDED = [400, 401, 403, 404, 409, 422];

const words: Json = {
  description:
    "The canonical text, UTF-8. Blocks are parted by an empty line; headings begin with “#”, items with “- ” or “1. ”, " +
    "lines of verse with “| ”, every line of a quotation with “> ”. A paragraph that begins so has “\\” before it.",
  content: { "text/plain": { schema: { type: "string" } } },
};

const WORD_FILE: Json = {
  description:
    "A Word file (ECMA-376): with all its changes accepted it says the newer words, with all rejected the older.",
  content: { [WORD_TYPE]: { schema: { type: "string", format: "binary" } } },
};

/** The whole description, as JSON. `root`: where the workbench stands. */
/** A word on a proposal of a term. */
function onTerms(): Record<string, Json> {
  const at = (act: string): string => `/api/works/{work}/terms/{term}/proposals/{number}/${act}`;
  const word = (summary: string, shape: z.ZodType = DecideTerm): Json =>
    post(summary, [WORK, TERM, TERM_NUMBER], shape, DECIDED);
  return {
    [at("accept")]: word("Accept what is proposed for a term (reviewers): it is set from then on"),
    [at("return")]: word("Ask for changes of what is proposed for a term, with a reason (reviewers)"),
    [at("decline")]: word("Decline what is proposed for a term, with a reason (reviewers)"),
    [at("withdraw")]: word("Give up what one has proposed for a term"),
    [at("remark")]: word("Say something of what is proposed for a term (anybody with an account)", RemarkOnTerm),
  };
}

export function openApi(root = "/"): Json {
  const version = "/{work}/{passage}/v{number}";
  const number = parameter("number", "The version's number, from 1.");
  const decision = (verb: string) => post(`${verb} a proposal`, [PROPOSAL], Reasoned, DECIDED);
  return {
    openapi: "3.1.0",
    info: {
      title: "Variorum",
      version: program,
      description:
        "Reading and citing need no account. Changing anything needs a session (sign in at /api/sign-in and send its cookie, with Accept: application/json) or, where “security” names it, a token, which people make on the page of their account.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: root }],
    components: { securitySchemes: SCHEMES },
    paths: secured({
      "/api/works": get("The works held here", []),
      "/api/works/new": {
        ...get("What you have begun to bring in, and is no work yet", []),
        ...post(
          "Begin to bring a work in: a source, its translation, or both, laid side by side",
          [],
          Texts,
          [400, 401, 403, 409, 413, 422],
        ),
      },
      "/api/works/new/{staged}": get("How the texts lie beside each other, some pairs at a time", [
        STAGED,
        asked("from", "The number of the first pair, from 0. As “next” has it."),
        asked("only", "“yes”: those that are unsure."),
      ]),
      "/api/works/new/{staged}/texts/{side}": post(
        "Send one side: a file as it is (application/octet-stream), or several that are one text, in their order, in a form (multipart/form-data); 50 MB at most",
        [
          STAGED,
          parameter("side", "a: the source; b: the translation."),
          asked("name", "What the file is called: .md is read as Markdown."),
          asked("encoding", "Its encoding; UTF-8 unless given."),
        ],
        NOTHING,
        [401, 403, 404, 413, 422],
      ),
      "/api/works/new/{staged}/mend": post("Mend the pairs by a step, or take one back", [STAGED], Step, DECIDED),
      "/api/works/new/{staged}/further": post(
        "Begin a further translation, beside the first of what is to be a work; without its words, these are sent behind, as its side b",
        [STAGED],
        FurtherText,
        DECIDED,
      ),
      "/api/works/new/{staged}/describe": post(
        "Say what a further translation is; “revised”: “yes” if it was made from the first",
        [STAGED],
        DescribeFurther,
        DECIDED,
      ),
      "/api/works/new/{staged}/discard": post("Throw away what was begun", [STAGED], NOTHING, [401, 403, 404]),
      "/api/works/new/{staged}/create": post("Make it a work", [STAGED], CreateOfTexts, DECIDED),
      "/api/works/{work}/source": post(
        "Lay a whole text on a work as its source (owners); what comes of it is shown at the address that is answered. As lines (application/jsonl), as “variorum import --url” sends them, it is recorded at once; “dry=yes” says what would be",
        [WORK],
        SourceText,
        DECIDED,
      ),
      "/api/works/{work}/source/text": post(
        "The same of a file as it is (application/octet-stream), or of several in a form (multipart/form-data); 50 MB at most",
        [
          WORK,
          asked("name", "What the file is called: .md is read as Markdown."),
          asked("encoding", "Its encoding; UTF-8 unless given."),
        ],
        NOTHING,
        [401, 403, 404, 413, 422],
      ),
      "/api/works/{work}/source/{staged}": post(
        "Record what was shown: “plan” as it is there, and where the words are from",
        [WORK, STAGED],
        RecordSource,
        DECIDED,
      ),
      "/api/works/{work}": get(
        "A work: what is said of it, where its terms are, and its passages, at most 200 at once; “next” is where one asks on, null at the end",
        [
          WORK,
          asked("after", "The id of a passage: those that follow it. As “next” has it."),
          asked("at", "The id of a passage: the section that holds it, as on its page."),
        ],
      ),
      "/api/works/{work}/terms": {
        ...get("The terms of a work's glossary, at most 200 at once; “next” is where one asks on", [
          WORK,
          asked("after", "How many were given. As “next” has it."),
        ]),
        ...post("Propose a new term, and why (translators)", [WORK], ProposeTerm, DECIDED),
      },
      "/api/events": get("What has just been decided anywhere, as server-sent events", [AFTER], {
        description: "A stream of events.",
        content: { "text/event-stream": { schema: { type: "string" } } },
      }),
      "/api/news": get("What was told after an event, and whether some of it is no longer known", [AFTER]),
      "/api/works/{work}/events": get("What has just been decided, as server-sent events", [WORK], {
        description: "A stream of events.",
        content: { "text/event-stream": { schema: { type: "string" } } },
      }),
      "/api/works/{work}/passages/{passage}": get("A passage, its versions, proposals and discussions", [
        WORK,
        PASSAGE,
      ]),
      [`${version}.txt`]: get(
        "A version's exact words; SHA-256 of these bytes is its digest",
        [WORK, PASSAGE, number],
        words,
      ),
      [`${version}.json`]: get("A version's record", [WORK, PASSAGE, number]),
      [`${version}.bib`]: get("A citation as BibLaTeX", [WORK, PASSAGE, number]),
      [`${version}.ris`]: get("A citation as RIS", [WORK, PASSAGE, number]),
      [`${version}.csl.json`]: get("A citation as CSL-JSON", [WORK, PASSAGE, number]),
      "/api/works/{work}/passages/{passage}/v{a}..v{b}": get("What changed between two versions", [
        WORK,
        PASSAGE,
        parameter("a", "The older version's number."),
        parameter("b", "The newer version's number."),
      ]),
      "/api/works/{work}/passages/{passage}/v{a}..v{b}.docx": get(
        "What changed between two versions, tracked in a Word file, with reasons and notes as remarks",
        [WORK, PASSAGE, parameter("a", "The older version's number."), parameter("b", "The newer version's number.")],
        WORD_FILE,
      ),
      "/api/works/{work}/passages/{passage}/origins": get(
        "Which version each word of the current version, or of ?version=n, first came in; null where it is not held",
        [WORK, PASSAGE, asked("version", "A version's number; the current one unless given.")],
      ),
      "/api/works/{work}/passages/{passage}/collation": get(
        "The versions side by side: where they agree, and the readings where they differ",
        [WORK, PASSAGE, asked("versions", "Numbers, and p1 for the first proposal, as in 2,3,p1; at most 20.")],
      ),
      "/api/works/{work}/proposals": post(
        "Begin a proposal that revises several passages, each from the version that stands now",
        [WORK],
        OpeningOfMany,
        DECIDED,
      ),
      "/api/works/{work}/passages/{passage}/proposals": post("Begin a proposal", [WORK, PASSAGE], Opening, DECIDED),
      "/api/works/{work}/standing": get(
        "Where a work stands, part by part: how many passages are rendered, in review, being written, not held and not begun, how many follow another wording of their source, and since when the oldest proposal waits",
        [WORK],
      ),
      "/api/works/{work}/changes": get(
        "What happened in a work that one reads, the newest first: versions, proposals, what is said, its source and its outline; between two days (“?from=2026-11-01&to=2026-11-28”), what came after one said that one had looked through it (“?since=looked”), and on from “next” (“?after=”)",
        [WORK],
      ),
      "/api/works/{work}/looked": post(
        "Say that one has looked through what happened in a work, until “through” of the list",
        [WORK],
        LookedThrough,
        DECIDED,
      ),
      "/api/works/{work}/imports": get("What was brought to a work, the newest first, and what became of it (owners)", [
        WORK,
      ]),
      "/api/works/{work}/imports/{import}": get(
        "What would go if this were undone (“going”; null if the work is too long for it to be looked at), or why it can’t be (“refused”)",
        [WORK, IMPORT],
      ),
      "/api/works/{work}/imports/{import}/undo": post(
        "Undo it (owners), as long as nobody has built on it: what was there before reads as it did, and each address that came says why. Answers with {work, passages, already}",
        [WORK, IMPORT],
        UndoImport,
        DECIDED,
      ),
      "/api/works/{work}/visibility": post(
        "Say who finds a work (its owners): everybody, members of the workbench, or those alone who have a role in it. Answers with {visibility, roles}",
        [WORK],
        SetVisibility,
        DECIDED,
      ),
      "/api/works/{work}/roles": post(
        "Give somebody a role in a work, or (“none”) take it back (its owners). Answers with {visibility, roles}",
        [WORK],
        GiveRoleIn,
        DECIDED,
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
      "/api/works/{work}/passages/{passage}/name": post(
        "Call a passage otherwise (owners): its locator, the remark on it, its kind and its level",
        [WORK, PASSAGE],
        NamePassage,
        DECIDED,
      ),
      "/api/works/{work}/passages/{passage}/move": post(
        "Move a passage behind another, or (“after” empty) before all (owners), with all under it if “branch” is true; one that was retired stands in the outline again",
        [WORK, PASSAGE],
        MovePassage,
        DECIDED,
      ),
      "/api/works/{work}/passages/{passage}/add": post(
        "Add a passage (owners), under an id that no passage of the work has or had",
        [WORK, PASSAGE],
        AddPassage,
        DECIDED,
      ),
      "/api/works/{work}/passages/{passage}/retire": post(
        "Take a passage out of the outline (owners); its address stays, with its versions and all that is cited",
        [WORK, PASSAGE],
        RetirePassage,
        DECIDED,
      ),
      "/api/works/{work}/passages/{passage}/split": post(
        "Split a passage into new ones (owners), with their words as first versions; its address stays, and says what became of it. “cuts”: offsets into the text of its current version, “sourceCuts” into its source",
        [WORK, PASSAGE],
        SplitPassage,
        DECIDED,
      ),
      "/api/works/{work}/passages/{passage}/join": post(
        "Join a passage with those that follow it (owners) into a new one; their addresses stay, and say what became of them",
        [WORK, PASSAGE],
        JoinPassages,
        DECIDED,
      ),
      "/api/works/{work}/passages/{passage}/source": post(
        "Give a passage's source another wording (owners), after the one of this “number”. Versions go on saying which one they render",
        [WORK, PASSAGE],
        WordSource,
        DECIDED,
      ),
      "/api/works/{work}/passages/{passage}/choose": post(
        "Say which version of a passage is the current one, and why (reviewers and owners)",
        [WORK, PASSAGE],
        ChooseVersion,
        DECIDED,
      ),
      "/api/works/{work}/passages/{passage}/withdraw": post(
        "Withdraw version “number” and say why (owners): its number and address stay and say so, its words are given out no more",
        [WORK, PASSAGE],
        WithdrawVersion,
        DECIDED,
      ),
      "/api/works/{work}/passages/{passage}/threads": post(
        "Begin a discussion on a passage (anybody with an account who reads the work): on words of a version (“target”) or of the source (“source”), each by offsets into its text; on the words “on”, which must stand in one of the two, and once; on a note; or on the whole",
        [WORK, PASSAGE],
        BeginThread,
        DECIDED,
      ),
      "/api/works/{work}/passages/{passage}/threads/{thread}/reply": post(
        "Reply in a discussion",
        [WORK, PASSAGE, THREAD],
        Reply,
        DECIDED,
      ),
      "/api/works/{work}/passages/{passage}/threads/{thread}/reword": post(
        "Word anew what one has said in a discussion under “number”; how it read before is for its author and owners",
        [WORK, PASSAGE, THREAD],
        Reword,
        [...DECIDED, 410],
      ),
      "/api/works/{work}/passages/{passage}/threads/{thread}/take-back": post(
        "Take out for good what was said in a discussion under “number”: one’s own, or (owners, with a reason) anybody’s",
        [WORK, PASSAGE, THREAD],
        TakeBack,
        DECIDED,
      ),
      "/api/works/{work}/passages/{passage}/threads/{thread}/resolve": post(
        "Say that a discussion is resolved (whoever began it, reviewers and owners)",
        [WORK, PASSAGE, THREAD],
        Settle,
        DECIDED,
      ),
      "/api/works/{work}/passages/{passage}/threads/{thread}/reopen": post(
        "Open a discussion again that was resolved",
        [WORK, PASSAGE, THREAD],
        Settle,
        DECIDED,
      ),
      "/api/proposals/{id}/threads": post(
        "Begin a discussion on a proposal (anybody with an account who reads it): on all of it, on what it says of a “passage”, or on words there: of the version that it revises (“target”) and of what it proposes (“proposed”), each by offsets into its text",
        [PROPOSAL],
        BeginOnProposal,
        DECIDED,
      ),
      "/api/proposals/{id}/threads/{thread}/reply": post(
        "Reply in a discussion on a proposal",
        [PROPOSAL, THREAD],
        Reply,
        DECIDED,
      ),
      "/api/proposals/{id}/threads/{thread}/reword": post(
        "Word anew what one has said there under “number”",
        [PROPOSAL, THREAD],
        Reword,
        [...DECIDED, 410],
      ),
      "/api/proposals/{id}/threads/{thread}/take-back": post(
        "Take out for good what was said there under “number”: one’s own, or (owners, with a reason) anybody’s",
        [PROPOSAL, THREAD],
        TakeBack,
        DECIDED,
      ),
      "/api/proposals/{id}/threads/{thread}/resolve": post(
        "Say that it is resolved (whoever began it, reviewers and owners)",
        [PROPOSAL, THREAD],
        Settle,
        DECIDED,
      ),
      "/api/proposals/{id}/threads/{thread}/reopen": post("Open it again", [PROPOSAL, THREAD], Settle, DECIDED),
      "/api/works/{work}/passages/{passage}/confirm-source": post(
        "Say that version “number” renders wording “source” of the source, which stands now, as well (reviewers)",
        [WORK, PASSAGE],
        ConfirmSource,
        DECIDED,
      ),
      "/api/works/{work}/terms/{term}": {
        ...get(
          "A term: how it reads, its history, its proposals, and forty passages that have it, with what stands there",
          [
            WORK,
            TERM,
            asked("only", "others: only passages where the preferred rendering does not stand."),
            asked("after", "The passage behind which the concordance goes on."),
          ],
        ),
        ...post(
          "Say how a term is rendered, and why (owners): a new one, or one that there is",
          [WORK, TERM],
          SetTerm,
          DECIDED,
        ),
      },
      "/api/works/{work}/terms/{term}/propose": post(
        "Propose how a term is to read, and why (translators): one that there is, or a new one; “number” words one’s own proposal anew. “as”: set says it at once (owners)",
        [WORK, TERM],
        ProposeTerm,
        DECIDED,
      ),
      "/api/works/{work}/terms/{term}/retire": post(
        "Take a term out of the glossary, with a reason (owners); its history stays, and it can be set again",
        [WORK, TERM],
        RetireTerm,
        DECIDED,
      ),
      ...onTerms(),
      "/api/works/{work}/terms-import": post(
        "Bring terms in from “text”: a table (CSV), TBX, or JSON as they are given here (owners). With “preview” nothing is changed, and it is said what would be. Answers with the id of the import and counts",
        [WORK],
        ImportTerms,
        DECIDED,
      ),
      "/api/works/{work}/terms-undo": post(
        "Put back what an import of terms set, but where somebody has set a term anew since (owners)",
        [WORK],
        UndoTerms,
        DECIDED,
      ),
      "/api/works/{work}/remove": post(
        "Take something out of what is said of a work for good (owners): all wordings so far of its title and description, its translation or a term (“thing”: title, translation/{id}, term/{id}), or a name (“person”, “instead”). Answers with how many records say so",
        [WORK],
        Remove,
        DECIDED,
      ),
      "/api/works/{work}/passages/{passage}/remove": post(
        "Take something out for good (owners): words, notes or reasons of a version or proposal (“thing”: v2/text, v2/notes, v2/reasons, proposal/{id}/text …), a wording of the source or all locators so far (source/1, locator), or a name (“person”: id/{account}, or name/{name} of somebody without one; “instead”: the name to stand there, “N. N.” if it is empty). Answers with how many records say so",
        [WORK, PASSAGE],
        Remove,
        DECIDED,
      ),
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
      "/api/works/{work}/export/{as}": {
        get: {
          summary:
            "A whole work as a file: txt, md, html, csv, tsv, jsonl, docx, public-archive (what all its readers may read), or archive (all of it, for its owners). Needs an account. “Variorum-Written” tells {passages, versions, leftOut}, as JSON in the letters of an address",
          parameters: [
            WORK,
            parameter("as", "How it is written."),
            asked("source", "yes: in docx, each passage's source before it."),
          ],
          responses: {
            200: { description: "The file.", content: { "application/octet-stream": {} } },
            ...Object.fromEntries([401, 403, 404, 503].map((status) => [status, PROBLEM])),
          },
        },
      },
      "/api/works/{work}/import": {
        post: {
          summary:
            "Bring a new work in, whole or not at all: a passage a line, as “variorum import --url” sends it; or an archive, of which what is new is added if the work is there (owners); or, with “translation”, passages or pieces of a text for that translation of a work that is there, another one if it has a “title” (owners). The same again changes nothing (“already”, or no “versions”)",
          parameters: [
            WORK,
            asked("of", "SHA-256 of what it is made of: by it the same is known again."),
            asked("translation", "Of a work that is there: whose versions these are."),
            asked("revises", "With it: the translation that another one is revised from."),
            asked("reason", "With it: why versions read so that don't say so."),
            asked("dry", "With it: yes, to be told what would be added."),
            ...FIELDS.filter((name) => name !== "work").map((name) => asked(name, "Of the work.")),
            asked("visibility", "Who reads it from the first on: public (as usual), members or private."),
          ],
          requestBody: { content: { [LINES]: { schema: { type: "string" } }, [ARCHIVE]: {} } },
          responses: {
            200: text("{work, passages, versions, already}"),
            ...Object.fromEntries([400, 401, 403, 409, 413, 415, 422, 503].map((status) => [status, PROBLEM])),
          },
        },
      },
      "/api/works/{work}/return/text": post(
        "Lay a revised file of a work on it (application/octet-stream, or several in their order as multipart/form-data, 50 MB at most), or a text that is pasted; what became of each passage is shown at /{work}/-/return/{staged}, and nothing is changed",
        [
          WORK,
          asked("name", "What the file is called: .md is read as Markdown."),
          asked("translation", "The id of the translation that it revises; the work's own unless given."),
          asked("encoding", "Its encoding; UTF-8 unless given."),
        ],
        RevisedText,
        DECIDED,
      ),
      "/api/works/{work}/return/{staged}": post(
        "Propose what it words otherwise, with one reason; or (owners) record it as the next versions, with their day and where they were published",
        [WORK, STAGED],
        KeepRevision,
        DECIDED,
      ),
      "/api/works/{work}/return": {
        post: {
          summary:
            "A Word file that was taken out of the work comes back (application/octet-stream, 50 MB at most): what it says otherwise of its passages is proposed. The same again is “already” there",
          parameters: [
            WORK,
            asked("name", "What the file is called; by how it ends it is told what it is."),
            asked("reason", "Why, for reviewers; the file's name unless given."),
            asked("dry", "yes: say what would be proposed, and keep nothing."),
            asked(
              "translation",
              "Of lines, as “variorum import --url” sends them: the translation that they are a revised text of.",
            ),
            asked("translators", "With it: who revised it, with semicolons between."),
          ],
          requestBody: { content: { "application/octet-stream": {}, [LINES]: { schema: { type: "string" } } } },
          responses: {
            200: text("{work, passages, versions, notTaken, already, proposals, before}"),
            ...Object.fromEntries([401, 403, 404, 409, 413, 415, 422, 503].map((status) => [status, PROBLEM])),
          },
        },
      },
      "/api/me": get("Your own work: “counts” of all lists, and what stands on each", [
        asked("list", "returned, decide, drafts, invited, proposed or decided alone; left out, the first ten of each."),
        asked("after", "Where that list said that it goes on."),
      ]),
      "/api/search": get(
        "Words in renderings, sources, notes and reasons, in the order of the works and their outlines; “behind” records are not looked through yet",
        SEARCH,
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
      "/api/proposals/{id}/puts-back": get(
        "Which changes of what is written or waits put back what a version before had changed, and which one (those who may read it)",
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
      "/api/proposals/{id}/submit": post("Submit what the drafts say", [PROPOSAL], Submit, [...DECIDED, 413]),
      "/api/proposals/{id}/accept": post(
        "Accept a proposal; of one part also some “changes” alone (the others go on as a proposal of the same people, with the reason), or in words of one’s own (“text”)",
        [PROPOSAL],
        Accepting,
        DECIDED,
      ),
      "/api/proposals/{id}/decline": decision("Decline"),
      "/api/proposals/{id}/return": decision("Ask for changes, or go on writing one's own"),
      "/api/proposals/{id}/withdraw": decision("Give up for good"),
      "/api/proposals/{id}/rebase": post(
        "Bring a proposal up to date with the current version: both sides’ changes stand; where both changed the same words, “choices” says which do, in order (those who write it)",
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
      "/api/sign-in": post("Sign in; answers with the session's cookie", [], SignIn, [400, 401, 429, 503]),
      "/api/sign-out": post("End the session; answers with the cookie that forgets it", [], NOTHING, []),
      "/join/{token}": post(
        "Make an account from an invitation, and sign it in; “agreed”: to the licence of contributions",
        [TOKEN],
        Join,
        [400, 403, 404, 409, 410, 429, 503],
      ),
      "/-/reset/{token}": post(
        "Set a new password by an owner's link, and sign in",
        [TOKEN],
        Reset,
        [400, 410, 429, 503],
      ),
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
    }),
  };
}

/** What a program may come with: the session's cookie, or a token. */
const SCHEMES: Json = {
  session: { type: "apiKey", in: "cookie", name: "variorum.session_token", description: "From /api/sign-in." },
  token: { type: "http", scheme: "bearer", description: "Made on the page of one's account; read, propose, import." },
};

/** Says of each address what a program may come with, as tokens are asked for what they may (`tokens.ts`). */
function secured(paths: Record<string, Json>): Json {
  const under = (path: string, methods: Json) =>
    Object.entries(methods).map(([method, said]) => {
      const need = needFor(method.toUpperCase(), path.replaceAll(/\{\w+\}/g, "x"));
      const ways = [...(method === "get" ? [{}] : []), { session: [] }, ...(need ? [{ token: [need.needs] }] : [])];
      return [method, { ...(said as Json), security: ways }] as const;
    });
  return Object.fromEntries(
    Object.entries(paths).map(([path, methods]) => [path, Object.fromEntries(under(path, methods))]),
  );
}
