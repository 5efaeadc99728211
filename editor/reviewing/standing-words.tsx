/** The sentences of the page that says where a work stands, by language. */
import type { JSX } from "preact";
import type { Stage } from "../../translations/ledger/standing.ts";
import { count, grouped } from "../language/english.ts";
import type { Catalogue } from "../language/language.ts";

const stages: Readonly<Record<Stage, string>> = {
  final: "Final",
  approved: "Approved",
  translated: "Rendered",
  "in-review": "In review",
  "being-written": "Being written",
  "not-held": "Wording not held",
  "not-begun": "Not begun",
};

const en = {
  /** How many passages are to be split, joined or moved. */
  reshaped: (number: number) => `A change of place, cut or source is proposed for ${count(number, "passage")}`,
  crumb: "Where it stands",
  title: (work: string) => `Where ${work} stands`,
  lead: "Each passage is counted once: as in review or being written while something is on its way there, else as final, where an owner has said so, or as what stands: approved here, or rendered without that.",
  stages,
  stage: (stage: Stage, number: number, of: number) => `${stages[stage]}: ${grouped(number)} of ${grouped(of)}`,
  whole: "The whole work",
  part: "Part",
  passages: "Passages",
  picture: "Picture",
  moved: "Source changed",
  versions: "Versions",
  versionsTold: (versions: number, most: number) =>
    `${count(versions, "version")}, at most ${grouped(most)} of one passage`,
  since: "Waits since",
  number: (number: number) => (number === 0 ? "–" : grouped(number)),
  none: "–",
  from: (first: string, last: string) => `${first} to ${last}`,
  empty: "This work has no passages yet.",
  inQueue: (queue: (words: string) => JSX.Element) => <>What waits for review stands in the {queue("queue")}.</>,
  asked: "Open questions on the source",
  noneAsked: "Nobody waits for an answer. Select words of a source and press C to ask.",
  moreAsked: (number: number) => `${count(number, "more question")} came after these.`,
  finality: {
    title: "Passages that are final",
    lead: "For what is final, whoever proposes something says what is wrong there.",
    part: "Part, with all that stands under it",
    whole: "The whole work",
    set: "Mark as final",
    unset: "Final no more",
  },
  asTable: "As a table (CSV)",
  map: {
    title: "The map of the work",
    lead: "Each part is as wide as it has passages, and the darker the more often these were rendered or revised; a bar beneath says that a proposal waits there.",
    most: "What changed most",
    longest: "What waits longest",
    unchanged: "Nothing has a version yet.",
    nothingWaits: "No proposal waits.",
    changes: (versions: number, passages: number, each: string) =>
      `${count(versions, "version")} of ${count(passages, "passage")}, ${each} each`,
    since: (moment: JSX.Element) => <>since {moment}</>,
    told: (name: string, changes: string, since: string | null) =>
      `${name}: ${changes}${since === null ? "" : `; a proposal waits since ${since}`}`,
  },
};

export const STANDING: Catalogue<typeof en> = { en };
