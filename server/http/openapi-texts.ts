/** What OpenAPI is told of texts that are brought in, laid on a work or taken out. */
import { FIELDS } from "../../editor/bringing/bringing.ts";
import { FurtherText, Step, Texts } from "./bringing.ts";
import { CreateOfTexts, DescribeFurther } from "./heads.ts";
import { ARCHIVE, LINES } from "./importing.ts";
import { RecordSource, SourceText } from "./supplying.ts";
import { KeepRevision, RevisedText } from "./revising.ts";
import { UndoImport } from "./imports.ts";
import {
  text,
  PROBLEM,
  parameter,
  asked,
  WORK,
  STAGED,
  IMPORT,
  ERRAND,
  NOTHING,
  get,
  post,
  DECIDED,
  type Json,
} from "./openapi-shapes.ts";

/** The addresses of texts that are brought in, laid on a work or taken out. */
export const onTexts = (): Record<string, Json> => ({
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
  "/api/works/{work}/errands/{errand}": get(
    "How far something has come that takes long and was asked for with “Prefer: respond-async” (202, {name, done, of}), and, once it is done, what its own answer would have been: to its asker alone, for a week",
    [WORK, ERRAND],
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
        202: text("With “Prefer: respond-async”: {id, address}, where it is told how far it has come."),
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
    "Propose what it words otherwise, with one reason, of final passages with “wrong”, what it is about that is wrong; or (owners) record it as the next versions, with their day and where they were published",
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
        asked("wrong", "Where passages are final, with a reason: what is wrong with them is about."),
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
});
