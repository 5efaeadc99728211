/** The other texts of a passage, for whoever writes in a draft of it: every wording that its words have had, as far as one may read it. */
import type { OtherText, OtherTexts, WordNote } from "../../editor/drafting/drafting.ts";
import { authorsOf } from "../../editor/design/wording.ts";
import { rightsIn } from "../../translations/ledger/rights.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import {
  hereIn,
  isHeld,
  wordsRemoved,
  type PassageState,
  type Proposal,
  type ProposalHere,
  type Version,
} from "../../translations/ledger/state.ts";
import type { Work } from "../../translations/ledger/work.ts";
import type { Note } from "../../translations/notes/note.ts";
import { renderingToJson } from "../../translations/text/canonical.ts";
import { translationRevised } from "./passages.ts";
import { problemOf } from "./problem.ts";
import { draftOf, placeIn, type Workbench } from "./workbench.ts";

/** So many versions are given, so many proposals, so many drafts, the newest; */
const MOST = { versions: 100, proposals: 50, drafts: 10 } as const;
/** and no more once so many characters of JSON are together. */
const MOST_LETTERS = 1_000_000;

/**
 * What other texts there are of the passage of a part, in the translation that it revises.
 * @throws Problem 403 for those who may not read the part, 404 if there is none.
 */
export async function otherTexts(
  bench: Workbench,
  { work, proposal }: { work: Work; proposal: Proposal },
  passage: string,
  actor: Actor | null,
): Promise<OtherTexts> {
  const here = hereIn(proposal, passage);
  if (!here || !rightsIn(here, actor).read) throw problemOf({ code: "not-invited", began: null });
  const place = await placeIn(bench, work, passage);
  const translation = translationRevised(place, here.base);
  const isOfIt = (base: number | null): boolean => translationRevised(place, base) === translation;
  const others = place.state.proposals.filter(
    (each) => each.id !== here.id && each.kind === "revision" && isOfIt(each.base) && rightsIn(each, actor).read,
  );
  const texts = [
    ...versionsOf(place.state, (version) => isOfIt(version.number)),
    ...others.filter(isTold).slice(-MOST.proposals).reverse().flatMap(proposed),
    ...(await written(bench, others)),
  ];
  return withinLetters(texts);
}

function versionsOf({ versions }: PassageState, isOfIt: (version: Version) => boolean): OtherText[] {
  return versions
    .filter(isOfIt)
    .slice(-MOST.versions)
    .reverse()
    .flatMap((version): OtherText[] => {
      if (!isHeld(version)) return [];
      const { number, base, date, rationale, words, notes } = version;
      const said = { at: date, reason: rationale, refused: "", rendering: words.rendering, notes: notesOn(notes) };
      return [{ from: { kind: "version", number }, base, people: authorsOf(version), ...said }];
    });
}

/** What was proposed and did not become a version: it waits, or was declined or taken back. */
function isTold({ status, submission, ...of }: ProposalHere): boolean {
  return submission !== null && status !== "accepted" && status !== "draft" && !wordsRemoved(of);
}

function proposed({ id, base, status, submission, decision }: ProposalHere): OtherText[] {
  if (!submission) return [];
  const { rendering, notes, summary, proposers, at } = submission;
  const kind = status === "declined" ? "declined" : status === "withdrawn" ? "given-up" : "proposal";
  const refused = status === "declined" ? (decision?.reason ?? "") : "";
  const said = { at, reason: summary, refused, rendering, notes: notesOn(notes) };
  return [{ from: { kind, proposal: id }, base, people: proposers, ...said }];
}

/** Drafts as they read now, those that were given up before they were proposed among them. */
async function written(bench: Workbench, others: readonly ProposalHere[]): Promise<OtherText[]> {
  const drafts = others.filter(
    ({ status, submission }) => status === "draft" || (status === "withdrawn" && submission === null),
  );
  const texts: OtherText[] = [];
  for (const each of drafts.slice(-MOST.drafts).reverse()) {
    const draft = await draftOf(bench, each);
    if (!(await bench.store.drafts.isBegun(draft))) continue;
    const { rendering, summary } = await bench.live.read(draft);
    const { id, base, openedBy, openedAt } = each;
    const said = { at: openedAt, reason: summary, refused: "", rendering: renderingToJson(rendering), notes: [] };
    texts.push({ from: { kind: "draft", proposal: id }, base, people: [openedBy], ...said });
  }
  return texts;
}

function notesOn(notes: readonly Note[]): WordNote[] {
  return notes.flatMap(({ target, body, alternatives, author, date }) =>
    target ? [{ from: target.start, to: target.end, body, alternatives, author, at: date }] : [],
  );
}

function withinLetters(texts: readonly OtherText[]): OtherTexts {
  let letters = 0;
  const end = texts.findIndex((each) => (letters += JSON.stringify(each).length) > MOST_LETTERS);
  return end < 0 ? { texts: [...texts], more: false } : { texts: texts.slice(0, end), more: true };
}
