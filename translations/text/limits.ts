/**
 * How large a passage may be, everywhere words come in: typed, pasted, sent, recorded or supplied. What is over a limit is
 * refused by the name of the limit and the size found; nothing is ever cut. Up to the limits everything that
 * is worked out of a passage takes time in proportion to it, or says that it is coarse. What is measured how stands in
 * `excess.ts`, of notes in `notes/excess.ts`.
 */

/** Each number with its reason. Characters are UTF-16 code units, as all offsets are. */
export const LIMITS = {
  /** Of a rendering's text, its signs of lists, verse and quotations included: a hundred printed pages, the longest chapter of most books. */
  characters: 200_000,
  /** Paragraphs, headings, lines of verse and items: a hundred pages have 500 to 1,000, and each is an element of every page of it. */
  blocks: 2_000,
  /** Lists and quotations within each other: laws nest six deep; beyond twenty a line of words has no room left on a page. */
  depth: 20,
  /** Stretches of words of one look: fifty a printed page, and each is an element of every page that shows it. */
  runs: 5_000,
  /** Notes with one version: three a printed page, and each is carried along all later versions. */
  notes: 300,
  /** Of one note's reason, with its alternatives: four printed pages. */
  noteCharacters: 10_000,
  /** Of all notes of a version, with the words that they hang on: every page of it carries them. */
  notesCharacters: 400_000,
  /** Of what a passage is called, and what is remarked on it: a line or two above its words. */
  locator: 2_000,
  /** Of a reason for a proposal or a decision, a rationale, a provenance. */
  reason: 10_000,
  /** Of what somebody says at once in a discussion: three printed pages. */
  comment: 6_000,
  /** Of one discussion: each page that shows it shows all of it. */
  comments: 300,
  /** How often one thing that was said is worded anew. */
  rewordings: 50,
  /** Discussions that hang on one passage, or on one proposal: all of them are on its page. */
  threads: 300,
  /** Terms of one work, proposed ones among them: the largest glossaries of one subject; every page of the work looks through all that stand. */
  terms: 5_000,
  /** Renderings, or forms, of one kind that a term has. */
  termRenderings: 50,
  /** Proposals of one term, and what is said of each: its page has all of them. */
  termProposals: 300,
  /** Undecided ones of how a work's outline is to change: they stand with it. */
  outlineProposals: 1_000,
  /** Of one person's in a work, those that are undecided and those that they gave up: so nobody takes the room of all others. */
  ownOutlineProposals: 200,
  /** Of the words that sources are proposed to have, in those that count for these two: all of them stand with the work, too. */
  outlineCharacters: 2_000_000,
  ownOutlineCharacters: 1_000_000,
  /** People named with one version, or writing in one draft: more than that is an institution. */
  people: 100,
  /**
   * Proposals of one person's that are not decided: a book of many chapters under revision, passage by passage. Each has a
   * draft that is kept. Of proposals for terms, as many again.
   */
  undecided: 500,
  /** Passages that one proposal revises, as a term's new rendering through a book: each has a draft, and all are on its page. */
  parts: 200,
  /** Of their words together, as they are begun on, proposed or accepted at once: fifty of the longest. That is kept in one step. */
  partsCharacters: 10_000_000,
  /** Of one work: the much translated ones have some dozens in a language, and each is described on the work's page. */
  translations: 100,
  /** Places where one version was published. */
  publications: 100,
} as const;

export type LimitName = keyof typeof LIMITS;

/** What is over which limit. */
export interface Excess {
  limit: LimitName;
  /** How many there are; of nesting, how deep it is at least. */
  found: number;
}

/** Words that are over a limit were to be taken in; nothing of them was. */
export class OverLimit extends Error {
  override name = "OverLimit";
  readonly excess: Excess;

  constructor(excess: Excess) {
    super(`${excess.limit}: ${excess.found}, of ${LIMITS[excess.limit]} at most`);
    this.excess = excess;
  }
}

/** The excess if `found` is over `limit`, else null. */
export function over(limit: LimitName, found: number): Excess | null {
  return found > LIMITS[limit] ? { limit, found } : null;
}
