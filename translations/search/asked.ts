/**
 * What somebody asks for: words, all of which must be there, and “phrases”. What is written together is looked for
 * together: 治理 is two letters side by side, `well-ordered` two words.
 */
import { tokensOf } from "../text/tokens.ts";

/** Tokens that stand side by side, in one of these ways: as English has them, or as other languages do. */
export type Clause = readonly (readonly string[])[];

/** Why a question can't be asked. */
export type Unfit = "long" | "many" | "empty";

/** In UTF-16 code units. */
export const LONGEST_QUESTION = 200;
/** So many words and phrases are looked for at once. */
export const MOST_CLAUSES = 12;

const QUOTES = '"“”„«»「」『』';
const PIECE = new RegExp(`[${QUOTES}]([^${QUOTES}]*)[${QUOTES}]?|[^\\s${QUOTES}]+`, "gu");

/** The words and phrases of a question, or why there are none that can be looked for. */
export function askedIn(question: string): Clause[] | Unfit {
  if (question.length > LONGEST_QUESTION) return "long";
  const clauses = [...question.matchAll(PIECE)].map(([piece]) => clauseOf(piece)).filter((clause) => clause.length > 0);
  if (clauses.length > MOST_CLAUSES) return "many";
  return clauses.length === 0 ? "empty" : clauses;
}

function clauseOf(written: string): Clause {
  const ways = [true, false].map((english) => tokensOf(written, english).map(({ token }) => token));
  const [stemmed = [], plain = []] = ways;
  if (stemmed.length === 0) return [];
  return stemmed.join(" ") === plain.join(" ") ? [stemmed] : [stemmed, plain];
}
