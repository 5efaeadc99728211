/** Terms that came in a file, laid beside those of a work: which are new, which would change, and which can't be taken, and why. */
import type { RefusalCode } from "../ledger/refusals.ts";
import { cleaned, isSameTerm, keyOf, TERM_ID } from "../ledger/term-words.ts";
import type { Term, TermWords } from "../ledger/work.ts";
import { refusedTerm, type Glossed } from "./terms.ts";

/** A term as it came. */
export interface BroughtTerm {
  id: string | null;
  words: TermWords;
  /** Where it stands in its file. */
  at: number;
  /** What its file has no place for: of a term that the work has, it stays as it is. */
  silent?: readonly (keyof TermWords)[];
}

/** Why one is not taken: what the ledger would answer, or that the file has it twice. */
export type NotTakenWhy = RefusalCode | "twice";

export interface LaidTerms {
  fresh: Term[];
  changed: { before: Term; after: Term }[];
  /** So many stand so already. */
  equal: number;
  notTaken: { at: number; source: string; why: NotTakenWhy }[];
}

/**
 * A term is one of the work's by its id, or else by its source words with where and in which meaning it holds; a new one keeps the id
 * that it came with.
 * @param used the ids of all terms that the work ever had.
 */
export function laidTerms(work: Glossed, used: readonly string[], brought: readonly BroughtTerm[]): LaidTerms {
  const byId = new Map(work.terms.map((term) => [term.id, term]));
  const byKey = new Map(work.terms.map((term) => [keyOf(term), term]));
  const taken = new Set(used);
  const [ids, keys] = [new Set<string>(), new Set<string>()];
  const laid: LaidTerms = { fresh: [], changed: [], equal: 0, notTaken: [] };
  let next = 1;
  const newId = (wished: string | null): string => {
    if (wished !== null && TERM_ID.test(wished) && !taken.has(wished)) return wished;
    while (taken.has(`t${next}`)) next++;
    return `t${next}`;
  };
  for (const { id, words: given, at, silent = [] } of brought) {
    const before = (id === null ? undefined : byId.get(id)) ?? byKey.get(keyOf(cleaned(given)));
    const words = cleaned(before ? { ...given, ...only(before, silent) } : given);
    const own = before?.id ?? newId(id);
    const refusal = refusedTerm(work, own, words);
    const why = refusal?.code ?? (ids.has(own) || keys.has(keyOf(words)) ? ("twice" as const) : null);
    if (why) {
      laid.notTaken.push({ at, source: words.source, why });
      continue;
    }
    for (const [all, each] of [[ids, own] as const, [keys, keyOf(words)] as const, [taken, own] as const])
      all.add(each);
    const after = { id: own, ...words };
    if (!before) laid.fresh.push(after);
    else if (isSameTerm(words, cleaned(before))) laid.equal++;
    else laid.changed.push({ before, after });
  }
  return laid;
}

function only(term: TermWords, members: readonly (keyof TermWords)[]): Partial<TermWords> {
  return Object.fromEntries(members.map((member) => [member, term[member]]));
}
