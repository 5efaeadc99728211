/** What the pages are given on which a change of an outline is proposed, and decided. */
import type { OutlineProposal, SourceCut } from "../../translations/ledger/outline-proposals.ts";
import type { RenderingJson } from "../../translations/text/schema.ts";
import type { WorkHead } from "../shell/view.ts";
import type { SourceMove } from "../difference/difference.ts";
import type { ChosenPassage } from "./work-view.ts";

/** A passage as it stands in the outline, or is to. */
export interface OutlinePassage {
  /** Null: it comes of the change. */
  id: string | null;
  locator: string;
  /** Its words, where they are held and it is about them. */
  rendering: RenderingJson | null;
  source: readonly string[];
  /** True of what the change is about, not of what stands around it. */
  changes: boolean;
  /** Where these words are cut, or were put together: offsets into the rendering's text, and into the paragraphs of the source. */
  cuts: { rendering: readonly number[]; source: readonly SourceCut[] };
}

export interface OutlineProposalView {
  page: "outline-proposal";
  work: WorkHead;
  proposal: OutlineProposal;
  /** True if what it is about reads or stands otherwise by now, while it is undecided. */
  stale: boolean;
  /** True for whoever proposed it and has just proposed the same again. */
  again: boolean;
  may: { decide: boolean; withdraw: boolean; anew: boolean };
  /** Of what was accepted or is stale, only what is known of how it was. */
  before: OutlinePassage[];
  after: OutlinePassage[];
  /** How a source is proposed to read beside the wording that it corrects; null: it is about no source, or words of one were taken out. */
  source: SourceMove["read"];
}

export interface OutlineProposeView {
  page: "outline-propose";
  work: WorkHead;
  chosen: ChosenPassage;
  /** What is proposed of it already, and undecided. */
  proposed: OutlineProposal[];
  /** How its source was proposed to read, and was decided; the newest first. */
  decided: OutlineProposal[];
  /** With what the form for its source begins. */
  source: SourceForm;
  /** True if that is what was asked for. */
  asksSource: boolean;
}

/** The source as it reads; or as somebody had proposed it, with what became of it since. */
export interface SourceForm {
  /** The number of the wording that stands. */
  number: number;
  text: string;
  provenance: string;
  reason: string;
  /** The number of the proposal that it begins from; null: none. */
  from: number | null;
  /** In so many places both changed the same words: those of the proposal stand. */
  met: number;
}
