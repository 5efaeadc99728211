/** What checks find in a draft while one writes, and at which changes the reason and the words don't agree: after a pause, and never in the way. */
import { batch, signal, type Signal } from "@preact/signals";
import { type Doubt, doubtOf, type Finding, findingsIn, touchedBy } from "../../translations/checks/checks.ts";
import type { Change } from "../../translations/compare/change.ts";
import type { Span } from "../../translations/draft/anchors.ts";
import { termsIn } from "../../translations/terms/glossary.ts";
import { type Layout, positionAt } from "../../translations/text/layout.ts";
import { findingInWords } from "../checking/checking.ts";
import type { Marking } from "../prosemirror/marking.ts";
import type { ListedNote } from "./reasons.ts";
import type { DraftPage } from "./view.ts";

/** They are looked for once nobody has written for so long, in ms. */
const PAUSE = 600;

/** A finding as it is listed. */
export interface ListedFinding {
  words: string;
  /** Where it stands in the draft; null for what is lost. */
  span: Span | null;
  /** The words of the source that it is about; "" if it is about none. */
  source: string;
  /** The number of a reason that keeps it as it is; null if nobody gave one. */
  reason: number | null;
}

/** What is looked at: the draft as it would be proposed. */
export interface Looked {
  base: Layout | null;
  now: Layout;
  changes: readonly Change[];
  /** The same changes, with the numbers of their reasons. */
  listed: readonly { number: number; reasons: readonly number[] }[];
  notes: readonly ListedNote[];
}

export class Checks {
  readonly findings: Signal<ListedFinding[]> = signal([]);
  /** By the number of their change. */
  readonly doubts: Signal<ReadonlyMap<number, Doubt>> = signal(new Map());
  #page: DraftPage;
  readonly #source: string;
  readonly #found: () => void;
  #told = JSON.stringify([[], []]);
  #waiting: ReturnType<typeof setTimeout> | undefined;

  /** @param found told when the marks at the words are others. */
  constructor(page: DraftPage, source: string, found: () => void) {
    this.#page = page;
    this.#source = source;
    this.#found = found;
  }

  revise(page: DraftPage): void {
    this.#page = page;
  }

  /** Told of the draft whenever its changes are listed. */
  look(looked: () => Looked | null): void {
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => {
      const now = looked();
      if (now) this.#look(now);
    }, PAUSE);
  }

  #look({ base, now, changes, listed, notes }: Looked): void {
    const { work, terms } = this.#page;
    const found = this.#findings(now.text, base?.text ?? null);
    const touched = base ? touchedBy(base.text, now.text, changes, work.language, terms) : [];
    const doubts = listed.flatMap((change, index): [number, Doubt][] => {
      const categories = notes.filter(({ number }) => change.reasons.includes(number)).map(({ note }) => note.category);
      // The list may be a letter behind.
      const doubt = changes[index] ? doubtOf(changes[index], categories, touched) : null;
      return doubt ? [[change.number, doubt]] : [];
    });
    this.#tell(
      found.map((finding) => listedFinding(finding, now, this.#source, notes)),
      doubts,
    );
  }

  /** What is the same is not told again: whoever is told draws, and what is drawn is looked at. */
  #tell(findings: ListedFinding[], doubts: [number, Doubt][]): void {
    const told = JSON.stringify([findings, doubts]);
    if (told === this.#told) return;
    this.#told = told;
    batch(() => {
      this.findings.value = findings;
      this.doubts.value = new Map(doubts);
    });
    this.#found();
  }

  #findings(text: string, base: string | null): Finding[] {
    const { work, passage, terms } = this.#page;
    // Of a source that is held in part nobody knows what it lacks.
    const isWhole = passage.source.held === "whole";
    const source = isWhole ? { text: this.#source, language: work.sourceLanguage } : null;
    const own = isWhole ? termsIn(terms, [this.#source]) : [];
    return findingsIn({ text, language: work.language }, source, { base, terms: own });
  }

  /** What is drawn at the words: those that nobody has given a reason for. */
  markings(): Marking[] {
    return this.findings
      .peek()
      .flatMap(({ span, reason }) => (span && reason === null ? [{ kind: "finding", ...span } as const] : []));
  }

  destroy(): void {
    clearTimeout(this.#waiting);
  }
}

function listedFinding(finding: Finding, now: Layout, source: string, notes: readonly ListedNote[]): ListedFinding {
  const { at, source: place } = finding;
  const span = at && { from: positionAt(now, at.from, 1), to: positionAt(now, at.to, -1) };
  const words = place ? source.slice(place.from, place.to) : "";
  const keeps = notes.find(({ note, span: on }) =>
    span ? on !== null && on.from < span.to && span.from < on.to : words !== "" && note.source.includes(words),
  );
  return { words: findingInWords(finding, now.text, source), span, source: words, reason: keeps?.number ?? null };
}
