/** What OpenAPI is told of passages and their versions. */
import {
  AddPassage,
  ChooseVersion,
  WithdrawVersion,
  ConfirmSource,
  JoinPassages,
  MovePassage,
  NamePassage,
  RetirePassage,
  SplitPassage,
  WordSource,
} from "./describing.ts";
import { CheckNote } from "./checking-notes.ts";
import { Remove } from "./removals.ts";
import { parameter, asked, WORK, PASSAGE, get, post, DECIDED, WORD_FILE, type Json } from "./openapi-shapes.ts";

const words: Json = {
  description:
    "The canonical text, UTF-8. Blocks are parted by an empty line; headings begin with “#”, items with “- ” or “1. ”, " +
    "lines of verse with “| ”, every line of a quotation with “> ”. A paragraph that begins so has “\\” before it.",
  content: { "text/plain": { schema: { type: "string" } } },
};

/** The addresses of passages and their versions. */
export function onPassages(): Record<string, Json> {
  const version = "/{work}/{passage}/v{number}";
  const number = parameter("number", "The version's number, from 1.");
  return {
    "/api/works/{work}/passages/{passage}": get("A passage, its versions, proposals and discussions", [WORK, PASSAGE]),
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
    "/api/works/{work}/passages/{passage}/notes/{version}/{note}/check": post(
      "Say what becomes of a note that was recorded with a “version” before and whose words changed (reviewers), on the current “version”: that it holds (“confirmed”) for the words of “target”, for “words” that stand there once, or for the whole; that it reads as “body” from then on (“edited”); that it holds no more (“retired”); or that it is to be looked at again (“open”)",
      [
        WORK,
        PASSAGE,
        parameter("version", "The number of the version that it was recorded with."),
        parameter("note", "The note’s id."),
      ],
      CheckNote,
      DECIDED,
    ),
    "/api/works/{work}/passages/{passage}/life": get(
      "What happened to a passage, in the order of time: source wordings, versions, notes, and what was proposed and decided; the last thousand of “all”",
      [WORK, PASSAGE],
    ),
    "/api/works/{work}/passages/{passage}/origins": get(
      "Which version each word of the current version, or of ?version=n, first came in; null where it is not held",
      [WORK, PASSAGE, asked("version", "A version's number; the current one unless given.")],
    ),
    "/api/works/{work}/passages/{passage}/collation": get(
      "The versions side by side: where they agree, and the readings where they differ",
      [WORK, PASSAGE, asked("versions", "Numbers, and p1 for the first proposal, as in 2,3,p1; at most 20.")],
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
    "/api/works/{work}/passages/{passage}/confirm-source": post(
      "Say that version “number” renders wording “source” of the source, which stands now, as well (reviewers)",
      [WORK, PASSAGE],
      ConfirmSource,
      DECIDED,
    ),
    "/api/works/{work}/passages/{passage}/remove": post(
      "Take something out for good (owners): words, notes or reasons of a version or proposal (“thing”: v2/text, v2/notes, v2/reasons, proposal/{id}/text …), a wording of the source or all locators so far (source/1, locator), or a name (“person”: id/{account}, or name/{name} of somebody without one; “instead”: the name to stand there, “N. N.” if it is empty). Answers with how many records say so",
      [WORK, PASSAGE],
      Remove,
      DECIDED,
    ),
  };
}
