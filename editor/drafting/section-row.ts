/** A passage of a section that is revised as one text: its words, which are only read until somebody writes in them. */
import { computed, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import { beginningOf, seedDraft, type Beginning } from "../../translations/draft/draft.ts";
import { rightsIn } from "../../translations/ledger/rights.ts";
import { personOf, type Actor } from "../../translations/ledger/roles.ts";
import { renderingFromJson } from "../../translations/text/canonical.ts";
import { parseText } from "../../translations/text/parse.ts";
import type { WorkHead } from "../shell/view.ts";
import type { DraftModel } from "./model.ts";
import type { SectionLine, SectionPart } from "./section-view.ts";
import type { DraftPage } from "./view.ts";

/** Somebody who is at a passage. */
export interface Neighbour {
  key: string;
  name: string;
  colour: number;
}

export class SectionRow {
  readonly line: SectionLine;
  readonly part: Signal<SectionPart | null>;
  /** Its editor; null until somebody goes into it. */
  readonly model: Signal<DraftModel | null> = signal(null);
  /** True from the first changed letter until it is a part. */
  readonly asks: Signal<boolean> = signal(false);
  /** Why it could not become a part, in a sentence: its words stay. */
  readonly refused: Signal<string | null> = signal(null);
  /** Colleagues who are at it. */
  readonly here: Signal<readonly Neighbour[]> = signal([]);
  /** True once what it says differs from what it revises. */
  readonly changed: ReadonlySignal<boolean>;
  /** Where its words stand on the page. */
  place: HTMLElement | null = null;
  /** When the caret was in it last, as a count. */
  used = 0;

  constructor(line: SectionLine) {
    this.line = line;
    this.part = signal(line.part);
    this.changed = computed(() => this.model.value?.worthProposing.value ?? differs(this.part.value));
  }

  get id(): string {
    return this.line.passage.id;
  }

  /** What the draft of an untouched passage begins with. */
  get beginning(): Beginning {
    const words = this.line.base?.words;
    return { rendering: words ? renderingFromJson(words.rendering) : parseText("") };
  }

  /** The number of that, and the update that makes it. */
  begins(): { number: number; update: Uint8Array } {
    return { number: beginningOf(this.beginning), update: seedDraft(this.beginning) };
  }
}

/** True of a part whose draft says something else than what it revises. */
function differs(part: SectionPart | null): boolean {
  if (!part?.draft) return false;
  return JSON.stringify(part.draft.rendering) !== JSON.stringify(part.base?.words?.rendering ?? { type: "doc" });
}

/** What the editor of a passage is given: of a part what is known of that, else what it will be. */
export function pageOfRow(work: WorkHead, { line, part }: SectionRow, proposal: string, me: Actor): DraftPage {
  const { passage, terms, base } = line;
  const page = { work, passage, terms, notes: [], putsBack: [], others: [], order: [] };
  const known = part.peek();
  if (known) return { ...page, ...known };
  const status = "draft" as const;
  const becomes = {
    ...{ id: proposal, kind: "revision" as const, passage: passage.id, base: base?.number ?? null, beside: 0 },
    ...{ summaryIn: null, status, openedBy: personOf(me) },
  };
  return { ...page, proposal: becomes, base, draft: null, may: { ...rightsIn(null, null), read: true, edit: true } };
}
