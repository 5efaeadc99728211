/** Works and their passages: what there is to translate, and how much of its source is held. */
import type { Person, Publication } from "../notes/note.ts";
import type { Ground } from "./grounds.ts";
import type { OutlineProposal } from "./outline-proposals.ts";

/** The part a passage plays in its work. */
export const PASSAGE_KINDS = ["part", "heading", "paragraph", "item"] as const;
export type PassageKind = (typeof PASSAGE_KINDS)[number];

/** Source words of a passage. Offsets into the source count in `sourceText(source)`. */
export interface Source {
  /** Of a passage's source wordings, which one: 1, 2, 3 … */
  number: number;
  /** All of it, some phrases of it, or none. */
  held: "whole" | "phrases" | "none";
  /** Paragraphs if whole; the phrases, in order, if that is all there is. */
  words: string[];
  /** Where the words are from. */
  provenance?: string;
  /** The first wording since which it reads as it does, but for words that were not held then; absent if that is this one. */
  since?: number;
}

export interface Passage {
  /** Permanent, unique in its work: see {@link isPassageId}. */
  id: string;
  /** What people read, such as "Section 10"; may be corrected. */
  locator: string;
  kind: PassageKind;
  /** Depth in the outline, 1 for a part. */
  level: number;
  source: Source;
  /** What is known where the rendering or source is not held. */
  remark?: string;
  /** What was taken out of its own words, or its source's, in order; absent if nothing was. */
  removals?: WordingRemoval[];
  /** Said to be final, by whom and when (ISO 8601 instant); absent if it is not. */
  final?: { by: Person | null; at: string };
}

/** A passage that stands in the outline no more: its address stays, with its versions and all that is cited of it. */
export interface Retired extends Passage {
  end: {
    how: "retired" | "split" | "joined";
    /** The passages that stand there instead. */
    into: readonly string[];
    /** The passage behind which it stood; null if it was the first. */
    after: string | null;
    reason: string;
    by: Person | null;
    /** ISO 8601 instant. */
    at: string;
  };
}

export function isRetired(passage: Passage | Retired): passage is Retired {
  return "end" in passage;
}

/** A term of the work's glossary. */
export interface Term {
  /** Permanent, unique in its work. */
  id: string;
  source: string;
  /** Preferred. */
  rendering: string;
  /** Admitted. */
  alternatives: string[];
  remark: string;
  provenance: string;
  /** Other forms of the source words, if there are any. */
  forms?: string[];
  /** Renderings that are not recommended, if any. */
  avoided?: string[];
  /** Renderings that were used once, if any. */
  obsolete?: string[];
  /** Of several meanings, the one that it is about; absent if it has none beside. */
  scope?: string;
  /** The passages in which it holds, each with all that stands under it; absent: everywhere. */
  within?: string[];
}

/** What is said of a term: all but its id. */
export type TermWords = Omit<Term, "id">;

/** What is said of a term, without what is empty and need not be there. */
export function termWords(term: Term | TermWords): TermWords {
  const { source, rendering, alternatives, remark, provenance, scope = "" } = term;
  const lists = (["forms", "avoided", "obsolete", "within"] as const).flatMap((name) => {
    const some = (term[name] ?? []).filter((each) => each !== "");
    return some.length > 0 ? [[name, some] as const] : [];
  });
  const plain = { source, rendering, alternatives: alternatives.filter((each) => each !== ""), remark, provenance };
  return { ...plain, ...Object.fromEntries(lists), ...(scope !== "" && { scope }) };
}

/**
 * What of a work is in words: what it is and says of itself, a translation's title and publisher, how a passage is called,
 * one wording of its source, a term.
 */
export type Worded =
  | { kind: "work" }
  | { kind: "translation"; translation: string }
  /** `source`: only what was proposed for its source, and has words of that wording. */
  | { kind: "passage"; passage: string; source?: number }
  | { kind: "source"; passage: string; number: number }
  | { kind: "term"; term: string };

/** That words of a work were taken out: whose, why, by whom and when (ISO 8601 instant). What they were is gone. */
export interface WordingRemoval {
  of: Worded;
  ground: Ground;
  reason: string;
  by: Person;
  at: string;
}

/** Whose and which versions are: several translations of one work stand in the same passages. */
export interface Translation extends Publication {
  /** Permanent, unique in its work. */
  id: string;
  /** BCP 47. */
  language: string;
  publisher: string;
  translators: Person[];
  editors: Person[];
  /** By its short name (SPDX) or its address; none if none is stated. */
  licence?: string;
}

export interface Work {
  /** Permanent: see {@link isWorkId}. */
  id: string;
  title: string;
  originalTitle: string;
  /** BCP 47. */
  sourceLanguage: string;
  /** Of its own translation (BCP 47). */
  language: string;
  /** Who issued the source text, and when (ISO 8601 day). */
  issuer: string;
  originalIssuer: string;
  issued: string;
  /** Its own: the translation that was described first, and that of each version which names none. */
  translation: Omit<Translation, "language">;
  /** The others, in the order in which they came; absent if there are none. */
  otherTranslations?: Translation[];
  /** Those that were withdrawn with all their versions, in the order in which they came; absent if none was. */
  withdrawnTranslations?: Translation[];
  /** One paragraph for the newcomer: what this is, what is held and what is not. */
  about: string;
  /** Rights in the words held, in a sentence or two. */
  rights: string;
  terms: Term[];
  /** In the order of the outline. */
  passages: Passage[];
  /** Those that stand in it no more, in the order in which they went; absent if none did. */
  retired?: Retired[];
  /** How its outline is proposed to change, and what was decided of that, in order; absent if nothing ever was. */
  outlineProposals?: readonly OutlineProposal[];
  /** What was taken out of its words but those of passages, in order; absent if nothing was. */
  removals?: WordingRemoval[];
}

/** The translations of a work, its own first. */
export function translationsOf({
  language,
  translation,
  otherTranslations = [],
}: Pick<Work, "language" | "translation" | "otherTranslations">): Translation[] {
  return [{ ...translation, language }, ...otherTranslations];
}

/** The translation that a version belongs to: the work's own, if it names none. */
export function translationOf(
  work: Pick<Work, "language" | "translation" | "otherTranslations" | "withdrawnTranslations">,
  { translation }: { translation?: string | undefined },
): Translation {
  const all = [...translationsOf(work), ...(work.withdrawnTranslations ?? [])];
  return all.find(({ id }) => id === translation) ?? all[0]!;
}

/** True if such words were taken out. */
export function isGone(removals: readonly WordingRemoval[] = [], kind: Worded["kind"]): boolean {
  return removals.some(({ of }) => of.kind === kind);
}

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/**
 * What a work can't be called, as an address of the program's own begins so: those there are (a test holds them against
 * the routes), and those of the design that are to come. Whatever comes later stands under `/-/`, which is no work's.
 */
export const RESERVED_WORKS: ReadonlySet<string> = new Set(
  (
    "api about assets new healthz join me metrics people readyz review sign-in sign-out " +
    // To come, or kept free for what every site has.
    "works quote editions proposals settings terms help search static"
  ).split(" "),
);

/** What a passage can't be called, for the same reason: `/{work}/proposals/…`. Later ones stand under `/{work}/-/`. */
export const RESERVED_PASSAGES: ReadonlySet<string> = new Set(
  "proposals editions settings terms passages events api about quote search".split(" "),
);

/** Lower-case letters, digits and single hyphens, at most 64, and no address of the program's own. */
export function isWorkId(id: string): boolean {
  return id.length <= 64 && ID.test(id) && !RESERVED_WORKS.has(id);
}

/** Lower-case letters, digits and single hyphens, at most 64, and no address of the program's own under a work. */
export function isPassageId(id: string): boolean {
  return id.length <= 64 && ID.test(id) && !RESERVED_PASSAGES.has(id);
}

/** The held source words as one text: paragraphs or phrases parted by an empty line. "" if none are held. */
export function sourceText({ words }: Pick<Source, "words">): string {
  return words.join("\n\n").normalize("NFC");
}
