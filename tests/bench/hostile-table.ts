/**
 * What is asked of each address, command and format under hostile text. Whatever the server answers and the command line
 * offers has its line here, or stands among those left apart, with the reason; a test in `npm test` sees to it.
 */
import type { Logger } from "pino";
import { MOST_COLLATED } from "../../server/http/apparatus.ts";
import { site } from "../../server/http/http.ts";
import { type Watched } from "../../server/http/routes.ts";
import type { Route } from "../../server/http/table.ts";
import type { Workbench } from "../../server/http/workbench.ts";
import { plan } from "../../translations/plan/plan.ts";

/** A passage of one shape and size, and what stands on it by the time it is asked. */
export interface At {
  work: string;
  passage: string;
  /** Its versions, without those that the run itself makes. */
  versions: number;
  /** A proposal that is being written, one that is open, and one that was given up with its words. */
  draft: string;
  open: string;
  withdrawn: string;
}

type Asked = (at: At) => Record<string, string>;

const one =
  (path: (at: At) => string): Asked =>
  (at) => ({ "": path(at) });
const passage = ({ work, passage }: At) => `/${work}/${passage}`;
const api = ({ work, passage }: At) => `/api/works/${work}/passages/${passage}`;
const all = ({ versions }: At) => Array.from({ length: versions }, (_, at) => at + 1).join(",");

/** Addresses of a version: the page, what it is given out in, and the difference from the first. */
const which =
  (base: (at: At) => string, formats: readonly string[]): Asked =>
  (at) => ({
    page: `${base(at)}/v${at.versions}`,
    ...Object.fromEntries(formats.map((format) => [format, `${base(at)}/v${at.versions}.${format}`])),
    compare: `${base(at)}/v1..v${at.versions}`,
    tracked: `${base(at)}/v1..v${at.versions}.docx`,
    ...(base === passage && { feed: `${base(at)}/feed.atom` }),
    ...(base === passage && { side: `${base(at)}/v1..v${at.versions}?view=side` }),
  });

/** The address of each GET route, by its pattern; several where one route answers in several ways. */
export const GETS = (formats: readonly string[]): Readonly<Record<string, Asked>> => ({
  "/": one(() => "/"),
  "/api/works": one(() => "/api/works"),
  "/api/search": ({ work }) => ({
    everywhere: "/api/search?q=the&versions=all",
    together: `/api/search?work=${work}&source=%E6%B2%BB&without=the`,
    phrases: `/api/search?q=${encodeURIComponent('the a of to "of the" in is and or not')}`,
  }),
  "/:work": one(({ work }) => `/${work}`),
  "/api/works/:work": one(({ work }) => `/api/works/${work}`),
  "/:work/-/export": one(({ work }) => `/${work}/-/export`),
  // By a process of its own; the command below is asked for all formats.
  "/api/works/:work/export/:as": ({ work }) =>
    Object.fromEntries(
      ["csv", "docx", "archive", "public-archive"].map((as) => [as, `/api/works/${work}/export/${as}`]),
    ),
  "/api/works/:work/terms": one(({ work }) => `/api/works/${work}/terms`),
  "/:work/:passage": one(passage),
  "/api/works/:work/passages/:passage": one(api),
  "/:work/:passage/life": one((at) => `${passage(at)}/life`),
  "/api/works/:work/passages/:passage/life": one((at) => `${api(at)}/life`),
  "/:work/:passage/origins": one((at) => `${passage(at)}/origins`),
  "/api/works/:work/passages/:passage/origins": one((at) => `${api(at)}/origins`),
  "/:work/:passage/collation": (at) => ({
    usual: `${passage(at)}/collation`,
    versions: `${passage(at)}/collation?versions=${all(at)}`,
    proposals: `${passage(at)}/collation?versions=1,p1,p2`,
  }),
  "/api/works/:work/passages/:passage/collation": one((at) => `${api(at)}/collation?versions=${all(at)}`),
  "/:work/:passage/:which": which(passage, formats),
  "/api/works/:work/passages/:passage/:which": which(api, []),
  "/:work/proposals/:id": (at) => ({
    draft: `/${at.work}/proposals/${at.draft}`,
    open: `/${at.work}/proposals/${at.open}`,
    withdrawn: `/${at.work}/proposals/${at.withdrawn}`,
  }),
  "/api/proposals/:id": (at) => ({ draft: `/api/proposals/${at.draft}`, open: `/api/proposals/${at.open}` }),
  "/:work/proposals/:id/docx": one((at) => `/${at.work}/proposals/${at.open}/docx`),
  "/api/proposals/:id/docx": one((at) => `/api/proposals/${at.open}/docx`),
  "/:work/proposals/:id/history": one((at) => `/${at.work}/proposals/${at.open}/history`),
  "/api/proposals/:id/history": one((at) => `/api/proposals/${at.open}/history`),
  "/api/proposals/:id/history/:step": one((at) => `/api/proposals/${at.open}/history/1`),
  "/:work/-/revise": ({ work, passage, draft }) => ({
    new: `/${work}/-/revise?at=${passage}`,
    begun: `/${work}/-/revise?at=${passage}&proposal=${draft}`,
  }),
  "/api/proposals/:id/parts/:passage": one((at) => `/api/proposals/${at.draft}/parts/${at.passage}`),
  "/review": one(() => "/review"),
  "/search": one(() => "/search?q=a"),
});

/**
 * How an address answers that is asked for more than it gives at once: so many witnesses of `length` characters each
 * can't be laid side by side. Null where it gives what is asked.
 */
export function refusal(path: string, length: number): 422 | null {
  const witnesses = /\/collation\?versions=(.+)$/.exec(path)?.[1]?.split(",").length ?? 0;
  return witnesses * length > MOST_COLLATED ? 422 : null;
}

/** Routes that a process of its own works for: it takes most of their time to start. `archive` has all that the others have. */
export const BY_PROCESS = { routes: /\/export/, grown: /archive|-\/export$/ };

/** The POST routes that the run goes through on each passage, in `hostile.ts`. */
export const POSTS: readonly string[] = [
  "/api/works/:work/passages/:passage/proposals",
  "/api/proposals/:id/submit",
  "/api/proposals/:id/rebase",
  "/api/proposals/:id/accept",
  "/api/proposals/:id/:verb",
  "/api/proposals/:id/history/:step/restore",
];

/** An editor that opens a draft and fetches all of it; no route, but the socket beside them. */
export const SOCKET = "SOCKET /api/live/:draft";

/** Routes that no text of a passage reaches, and why. */
export const APART: Readonly<Record<string, string>> = {
  "GET /healthz": "is what is polled all the while",
  "GET /readyz": "asks the store for one write and shows no text",
  "GET /metrics": "shows counts alone",
  "GET /api/openapi.json": "describes the program and shows no text",
  "GET /api/works/:work/events": "is a stream without an end that tells ids; `tests/load` holds it",
  "POST /api/works/:work/reasons": "takes short texts",
  "GET /me": "names passages and shows the first words of reasons",
  "GET /api/me": "the same",
  "GET /me/requests.ics": "names passages and shows words of 1,000 characters at most",
  "GET /api/works/:work/requests": "the same, of at most 500 requests",
  "POST /api/works/:work/requests": "takes ids and 1,000 characters at most, unread",
  "POST /api/works/:work/requests/:request/:act": "the same",
  "GET /me/news": "names passages and shows the first words of reasons, fifty at once",
  "GET /api/me/news": "gives out fifty reasons at most, each of 10,000 characters",
  "GET /api/me/bell": "counts",
  "GET /:work/feed.atom": "gives out 60,000 characters of fifty versions at most, and fifty reasons",
  "GET /:work/feed.json": "the same",
  "GET /-/feeds/:which": "gives out fifty reasons at most, each of 10,000 characters",
  "GET /-/mail/:secret": "shows no text",
  "POST /-/mail/:secret": "takes nothing",
  "GET /me/following": "names passages",
  "GET /api/me/following": "the same",
  "POST /api/me/news/seen": "takes a word",
  "POST /api/works/:work/follow": "takes a word and an id",
  "GET /works/new": "a form without a text",
  "GET /api/works/new": "as /works/new",
  "POST /works/new": "reads texts no passage of a work has yet, also of files in a form, in a process of their own",
  "POST /api/works/new": "as /works/new",
  "POST /works/new/:staged/texts/:side": "the same, of a file",
  "POST /api/works/new/:staged/texts/:side": "the same, of a file",
  "GET /works/new/:staged": "shows sixty pairs of a text that is no work yet",
  "GET /api/works/new/:staged": "the same",
  "POST /works/new/:staged/mend": "takes a number and moves numbers",
  "POST /api/works/new/:staged/mend": "the same",
  "POST /works/new/:staged/discard": "takes nothing",
  "POST /api/works/new/:staged/discard": "takes nothing",
  "POST /works/new/:staged/further": "as POST /works/new",
  "POST /api/works/new/:staged/further": "the same",
  "POST /works/new/:staged/describe": "takes short texts",
  "POST /api/works/new/:staged/describe": "the same",
  "POST /works/new/:staged/create": "takes short texts; what becomes of the long ones is measured as an import is",
  "POST /api/works/new/:staged/create": "the same",
  "POST /api/works/:work/return": "reads a file by a process of its own, as a text that is brought in is",
  "POST /api/works/:work/import": "takes its body down as it is; what is in it is read by a process of its own",
  "GET /about": "shows what an owner wrote about the workbench, and no text of a passage",
  "GET /api/about": "as /about",
  "GET /-/settings": "lists works by name and what is wrong with the workbench, not their texts",
  "GET /api/settings": "as /-/settings",
  "POST /about": "takes three short texts, each with a limit",
  "POST /-/set-up/skip": "takes the name of a step",
  "POST /-/settings": "takes an address and short answers",
  "POST /api/settings": "as /-/settings",
  "GET /api/events": "is a stream without an end that tells ids; its own tests hold it",
  "GET /api/news": "tells counts and ids",
  "GET /sign-in": "a form without a text",
  "POST /sign-in": "takes an e-mail and a password, both short; hashing is held to two at a time by its own tests",
  "POST /api/sign-in": "as /sign-in",
  "POST /sign-out": "takes nothing",
  "POST /api/sign-out": "takes nothing",
  "GET /join/:token": "a form without a text",
  "POST /join/:token": "takes a name, an e-mail and a password, all short",
  "GET /-/reset/:token": "a form without a text",
  "POST /-/reset/:token": "takes a password, at most 1,000 characters",
  "GET /-/ask": "a form without a text",
  "POST /-/ask": "takes a name, an e-mail and a reason of 2,000 characters; a hundred are kept at most",
  "POST /api/ask": "as /-/ask",
  "GET /-/account": "shows one's own name, e-mail and sessions, all short",
  "GET /api/account": "as /-/account",
  "POST /-/account": "takes a name, an e-mail or a password, all short",
  "POST /api/account": "as /-/account",
  "GET /people": "lists accounts, whose names are short",
  "GET /api/people": "as /people",
  "POST /people/invite": "takes a role and a message of 1,000 characters",
  "POST /api/people/invite": "as /people/invite",
  "POST /people/invitations/:id/revoke": "takes nothing",
  "POST /api/people/invitations/:id/revoke": "takes nothing",
  "GET /people/:id/role": "asks about a role",
  "POST /people/:id/role": "takes a role",
  "POST /api/people/:id/role": "takes a role",
  "GET /people/:id/close": "asks about an account",
  "POST /people/:id/close": "takes nothing",
  "POST /api/people/:id/close": "takes nothing",
  "POST /people/:id/reset": "takes nothing",
  "POST /api/people/:id/reset": "takes nothing",
  "POST /people/askings/:id/answer": "takes a role",
  "POST /api/people/askings/:id/answer": "takes a role",
  "GET /:work/-/remove": "lists terms and people by name, and asks nothing of their words",
  "POST /api/works/:work/remove": "looks for digests in records of the work, never at words",
  "GET /:work/-/source": "a form without a text",
  "GET /:work/terms": "lists a hundred terms, which are short, and no words of passages",
  "GET /:work/terms/:term": "shows forty passages that have a term, at most 500 letters of each",
  "GET /api/works/:work/terms/:term": "the same",
  "GET /:work/terms.csv": "writes all terms, which are short",
  "GET /:work/terms.tbx": "the same",
  "GET /:work/-/terms": "a form without a text",
  "POST /api/works/:work/terms": "keeps short texts, unread",
  "POST /api/works/:work/terms/:term/propose": "the same",
  "POST /api/works/:work/terms/:term/retire": "keeps a reason, unread",
  "POST /api/works/:work/terms/:term/proposals/:number/accept": "the same",
  "POST /api/works/:work/terms/:term/proposals/:number/return": "the same",
  "POST /api/works/:work/terms/:term/proposals/:number/decline": "the same",
  "POST /api/works/:work/terms/:term/proposals/:number/withdraw": "the same",
  "POST /api/works/:work/terms/:term/proposals/:number/remark": "the same",
  "POST /api/works/:work/terms-import": "reads a table or XML of 5 MB at most, once, in the order of its letters",
  "POST /api/works/:work/terms-undo": "looks through the streams of terms",
  "GET /:work/-/standing": "counts the passages of a work, reads no words",
  "GET /:work/-/standing.csv": "the same",
  "GET /api/works/:work/standing": "the same",
  "GET /:work/-/outline": "looks through the outline's records of at most 5,000 passages, at no words",
  "GET /:work/-/outline/:pair": "the same",
  "GET /:work/-/outline/propose": "shows the words of one passage in sentences, 500 at most",
  "GET /:work/-/outline/proposals/:number":
    "writes the words of the passages that are cut or joined once, as pages of versions do, which are measured",
  "POST /api/works/:work/outline/propose": "cuts the words of a passage once, and keeps where",
  "POST /api/works/:work/outline/proposals/:number/accept": "splits or joins passages, as an owner does at once",
  "POST /api/works/:work/outline/proposals/:number/decline": "keeps a reason, unread",
  "POST /api/works/:work/outline/proposals/:number/withdraw": "keeps a reason, unread",
  "GET /:work/-/imports": "lists files by name, and nothing of their words",
  "GET /api/works/:work/imports": "the same",
  "GET /:work/-/imports/:import": "looks through records of at most 5,000 passages, fifty at a time, at no words",
  "GET /api/works/:work/imports/:import": "the same",
  "POST /api/works/:work/imports/:import/undo": "the same, and writes a record of what goes, 50 passages at a time",
  "GET /:work/-/errands/:errand": "tells how far something has come, and nothing of its words",
  "GET /api/works/:work/errands/:errand": "the same",
  "GET /:work/-/source/:staged": "lays a text on a work by a process of its own, and shows beginnings",
  "POST /api/works/:work/source": "reads a text no passage of a work has yet, by a process of its own",
  "POST /api/works/:work/source/text": "the same, of a file",
  "POST /api/works/:work/source/:staged": "words a hundred passages an act, which is measured as wording one is",
  "GET /:work/settings": "shows the words of one passage in sentences, 500 at most, and the titles of a section",
  "GET /:work/-/return": "a form without a text",
  "GET /:work/-/return/:staged":
    "compares passages word by word, fifty at once, on other threads, as pages of two versions are",
  "POST /api/works/:work/return/text": "reads a file and lays it on a work by processes of their own",
  "POST /api/works/:work/return/:staged":
    "proposes two hundred passages an act, of no more words than fifty may have, or records forty, which is measured as submitting them is",
  "GET /:work/-/readers": "lists people by name, and nothing of the texts",
  "POST /api/works/:work/visibility": "takes a word",
  "POST /api/proposals/:id/looked": "takes a number",
  "POST /api/works/:work/approvals": "takes a number and a word",
  "POST /api/works/:work/finality": "takes the names of passages",
  "POST /api/proposals/:id/accept-at-once": "as submit and accept, which are measured",
  "POST /api/works/:work/roles": "takes an id and a word",
  "GET /:work/-/people": "counts whose the versions of a work are by a process of its own, and lists names",
  "POST /api/works/:work/people": "takes two ids and a reason",
  "POST /api/works/:work/describe": "keeps a text of 10,000 characters at most, unread",
  "POST /api/works/:work/translations/:translation/describe": "the same",
  "POST /api/works/:work/translations/:translation/add": "the same",
  "POST /api/works/:work/passages/:passage/name": "the same",
  "POST /api/works/:work/passages/:passage/withdraw": "takes a number and a reason",
  "POST /api/works/:work/proposals": "looks at one passage for each part, of which there is a limit",
  "POST /api/works/:work/passages/:passage/choose": "takes numbers and a reason",
  "POST /api/works/:work/passages/:passage/confirm-source": "takes numbers and a reason",
  "POST /api/works/:work/passages/:passage/move":
    "takes ids and a reason, and writes a record of each passage it moves",
  "POST /api/works/:work/passages/:passage/add": "keeps a text of a passage's length at most, digested once",
  "POST /api/works/:work/passages/:passage/retire": "takes a reason, and writes a record of each passage that goes",
  "POST /api/works/:work/passages/:passage/split": "cuts the words of one passage at most 200 times",
  "POST /api/works/:work/passages/:passage/join": "lays the words of at most 200 passages behind each other",
  "POST /api/works/:work/passages/:passage/source": "keeps a text of a passage's length at most, digested once",
  "POST /api/works/:work/passages/:passage/threads":
    "looks for 2,000 characters at most in the words of one version and its source, twice",
  "POST /api/works/:work/passages/:passage/threads/:thread/reply": "keeps a text of 6,000 characters at most, unread",
  "POST /api/works/:work/passages/:passage/threads/:thread/reword": "the same",
  "POST /api/works/:work/passages/:passage/threads/:thread/take-back":
    "takes a number and a reason, and rewrites what stands beside the records of one discussion",
  "POST /api/works/:work/passages/:passage/threads/:thread/resolve": "takes a reason",
  "POST /api/works/:work/passages/:passage/threads/:thread/reopen": "the same",
  "GET /:work/-/remark/:passage": "shows the words of one version, as its page does",
  "POST /api/works/:work/passages/:passage/remarks":
    "looks for 2,000 characters at most in the words of one version and its source, twice, and keeps as many",
  "GET /:work/-/remarks": "lists 200 remarks of 2,000 characters at most, unread",
  "GET /api/works/:work/remarks": "the same",
  "POST /api/works/:work/remarks/allow": "takes a word",
  ...Object.fromEntries(
    ["let-through", "refuse", "refuse-alike", "put-back"].map((act) => [
      `POST /api/works/:work/remarks/:remark/${act}`,
      "takes nothing",
    ]),
  ),
  "GET /api/works/:work/passages/:passage/people": "looks through the names of those who have an account",
  "GET /api/proposals/:id/people": "the same",
  "POST /api/me/mentions/seen": "takes a number",
  "GET /:work/-/notes": "looks for the words of notes in the versions of 200 passages at most, each worked out once",
  "GET /api/works/:work/notes-to-check": "the same",
  "POST /api/works/:work/passages/:passage/notes/:version/:note/check":
    "looks for 10,000 characters at most in the words of one version, twice",
  "GET /:work/-/changes": "lists 50 lines of what happened, and nothing of the texts",
  "GET /api/works/:work/changes": "the same",
  "POST /api/works/:work/looked": "takes a word",
  "POST /api/proposals/:id/threads":
    "takes offsets into two texts of a passage's length, and keeps 6,000 characters at most",
  ...Object.fromEntries(
    ["reply", "reword", "take-back", "resolve", "reopen"].map((act) => [
      `POST /api/proposals/:id/threads/:thread/${act}`,
      "does what it does to a discussion on a passage",
    ]),
  ),
  "POST /api/works/:work/terms/:term": "keeps a text of 10,000 characters at most, unread",
  "GET /:work/-/remove/:passage": "lists versions, proposals and people by number and name",
  "POST /api/works/:work/passages/:passage/remove":
    "takes a reason, and rewrites what stands beside the records of one passage",
  "GET /api/proposals/:id/puts-back":
    "compares one draft with 100 versions at most, of 200,000 words together, beside the thread that answers",
  "POST /api/proposals/:id/puts-back":
    "does what its GET does, with words of a passage’s length that are laid on those of the part, beside the thread that answers",
  "GET /api/proposals/:id/same-reason":
    "looks for letters in the drafts of a proposal and compares those that have them, as its page does, beside the thread that answers",
  "POST /api/proposals/:id/same-reason": "the same, and writes a note where one is missing",
  "POST /api/proposals/:id/same-reason/take-back": "takes ids, and takes out notes that are named",
  "POST /api/proposals/:id/start":
    "begins a draft with what another says, of whose length a passage is, as opening that one does",
  "GET /api/proposals/:id/base":
    "gives one version and compares one part with it and with ten rivals at most, beside the thread that answers",
  "GET /api/proposals/:id/memory":
    "looks for eight runs of words of one source and compares it with 24 others at most, on the thread that searches",
  "GET /api/proposals/:id/wordings":
    "gives the words of 160 texts at most of one passage, and of these a million characters, as they are kept",
  "POST /api/proposals/:id/parts/:passage": "takes a number, and answers as its GET",
  "GET /api/proposals/:id/addable":
    "looks for letters in the words of a work, so many passages at a time, and gives a line of each",
  "POST /people/askings/:id/put-away": "takes nothing",
  "POST /api/people/askings/:id/put-away": "takes nothing",
};

/** What each command is given: arguments, and what goes to its standard input. `a`, `b`: the files of a pair of texts. */
export interface Run {
  args: string[];
  input?: string;
}

export interface Pair {
  a: string;
  b: string;
  files: Readonly<Record<"a" | "b" | "odt" | "usfm", string>>;
  /** The data folder of the workbench, which is running, and the work in it that has the text. */
  data: string;
  work: string;
}

const jsonl = ({ a, b }: Pair) => `${JSON.stringify({ a, b })}\n`;

/** Formats that works go out in. */
const EXPORTED = ["txt", "md", "html", "csv", "tsv", "jsonl", "docx"];

/** The runs of each command of the command line, by its name. */
export const COMMANDS: Readonly<Record<string, (pair: Pair) => Record<string, Run>>> = {
  diff: (pair) => ({
    ...Object.fromEntries(
      ["color", "list", "html", "json"].map((format) => [
        format,
        { args: ["diff", "--format", format, pair.files.a, pair.files.b] },
      ]),
    ),
    jsonl: { args: ["diff", "--jsonl"], input: jsonl(pair) },
  }),
  distance: (pair) => ({
    words: { args: ["distance", "--jsonl"], input: jsonl(pair) },
    space: { args: ["distance", "--jsonl", "--tokens", "space"], input: jsonl(pair) },
  }),
  export: ({ work, data }) => ({
    ...Object.fromEntries(
      EXPORTED.map((format) => [
        format,
        { args: ["export", work, "--format", format, "--out", `${data}.${format}`, "--data", data] },
      ]),
    ),
    archive: { args: ["export", work, "--archive", `${data}.zip`, "--data", data] },
  }),
  // What was written above comes in again.
  import: ({ files: { a, b, odt, usfm }, data, work }) => {
    const trying = ["--work", "tried", "--title", "Tried", "--dry-run"];
    const onto = ["--work", work, "--dry-run", "--data", data];
    return {
      text: { args: ["import", a, ...trying] },
      odt: { args: ["import", odt, ...trying] },
      usfm: { args: ["import", usfm, ...trying] },
      "onto what stands": { args: ["import", b, "--translation", plan.work.translation.id, ...onto] },
      "as its source": { args: ["import", "--source", b, ...onto] },
      "coming back": { args: ["import", `${data}.docx`, "--as-proposal", ...onto] },
      "text beside a source": { args: ["import", a, "--source", b, ...trying] },
      ...Object.fromEntries(
        ["md", "html", "docx"].map((format) => [format, { args: ["import", `${data}.${format}`, ...trying] }]),
      ),
      archive: { args: ["import", "--archive", `${data}.zip`, "--data", data] },
    };
  },
};

/** Commands that are given the whole folder, by name; in this order, as one needs what the other made at `copy`. */
export const CARE = (data: string, copy: string): Readonly<Record<string, string[]>> => ({
  verify: ["verify", "--data", data],
  reindex: ["reindex", "--data", data],
  doctor: ["doctor", "--data", data],
  backup: ["backup", copy, "--data", data],
  restore: ["restore", copy, "--data", `${copy}-restored`],
});

/** Commands that no text reaches, and why. */
export const COMMANDS_APART: Readonly<Record<string, string>> = {
  serve: "is what the pages are asked of; how long it takes to start on all these texts is told",
  "owner-link": "writes one short row",
  "undo-import": "reads what is recorded of a work and no words of it",
};

/** Every route of the site, which is put together without a workbench behind it. */
export function routeTable(): Route[] {
  const nothing: unknown = new Proxy(() => undefined, { get: () => nothing, apply: () => nothing });
  const table = site(nothing as Workbench, "", nothing as Logger, nothing as Watched).routes;
  return table.filter(
    ({ path }, at) => at === table.findIndex((other) => other.path === path && other.method === table[at]!.method),
  );
}
