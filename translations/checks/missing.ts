/**
 * What of a Chinese source has no counterpart in its English rendering: sentences that nothing lies beside; clauses of which no
 * word is said, in a sentence that is rendered with too few letters by about as many; and items of a list by their number.
 */
import { withoutCode } from "./alone.ts";
import type { Finding, Known, Place } from "./finding.ts";
import {
  A_LETTER,
  type Beside,
  clausesIn,
  laid,
  marksIn,
  MOVES,
  renderedSentences,
  type Renderings,
  renderingsAmong,
  saidIn,
  type Sentence,
  sentenceAt,
  sourceSentences,
  sum,
} from "./laid.ts";

/** Texts of more sentences than this are not laid beside each other. */
const MOST_SENTENCES = 60;
/** Nor are those of more words that are known, whatever they take for sentences. */
const MOST_WORDS = 3_000;
/** A sentence of fewer Chinese letters may be said in the one beside it; one on a line of its own may not. */
const [LEAST, LEAST_LINE] = [8, 3];
/** A clause of fewer, or of fewer words that are known, says too little of itself. */
const [LEAST_CLAUSE, LEAST_WORDS] = [6, 1.5];
/** Of a clause's words that are known so many are said at the most; */
const MOST_SAID = 0.26;
/** and the letters that its sentence is short of are so many of those that it would have. */
const SHORT_OF_IT = 0.7;
/** English letters for a Chinese one that a sentence has at the most of which a clause is lost. */
const SPARSE = 2.1;
/** Items of a list are not joined. */
const ITEM_MOVES = MOVES.filter(([a, b]) => a < 2 && b < 2);

export function missingIn(source: string, rendering: string, languages: readonly (Known | null)[]): Finding[] {
  if (languages[0] !== "zh" || languages[1] !== "en") return [];
  const [there, here] = [withoutCode(source), withoutCode(rendering)];
  const items = missingItems(there, here);
  return items.length > 0 ? items : missingSentences(there, here);
}

function missingSentences(source: string, rendering: string): Finding[] {
  const [theirs, ours] = [sourceSentences(source), renderedSentences(rendering)];
  if ([theirs, ours].some((side) => side.length > MOST_SENTENCES || wordsIn(side) > MOST_WORDS)) return [];
  const renderings = renderingsAmong(ours);
  return laid(theirs, ours, MOVES, renderings).flatMap((row) => {
    if (row.ours.length > 0) return missingClauses(source, row, renderings);
    const isAll = theirs.length === 1 && ours.length > 0;
    return isAll ? [] : row.theirs.filter(({ han, isLine }) => han >= (isLine ? LEAST_LINE : LEAST)).map(lost);
  });
}

function wordsIn(sentences: readonly Sentence[]): number {
  return sentences.reduce((all, { words }) => all + words.length, 0);
}

function lost({ from, to }: Place): Finding {
  return { check: "missing", at: null, source: { from, to } };
}

/** The clauses of which nothing stands beside their sentence: the longest of those that stand side by side. */
function missingClauses(source: string, { theirs, ours }: Beside, renderings: Renderings): Finding[] {
  if (theirs.length === 0) return [];
  const han = theirs.reduce((all, each) => all + each.han, 0);
  const short = sum(theirs) - sum(ours);
  if (short < (A_LETTER - SPARSE) * han) return [];
  const clauses = clausesIn(source, theirs[0]!.from, theirs.at(-1)!.to);
  const counts = saidIn(clauses, ours, renderings);
  const isLost = clauses.map(({ han }, index) => {
    const { said, unsaid } = counts[index]!;
    const isUnsaid = said + unsaid >= LEAST_WORDS && said <= MOST_SAID * (said + unsaid);
    return isUnsaid && han >= LEAST_CLAUSE && short >= SHORT_OF_IT * A_LETTER * han;
  });
  if (isLost.every(Boolean)) return [];
  const runs = clauses.flatMap((clause, index) => {
    if (!isLost[index] || isLost[index - 1]) return [];
    let last = index;
    while (isLost[last + 1]) last++;
    return [{ from: clause.from, to: clauses[last]!.to }];
  });
  return runs
    .sort((x, y) => y.to - y.from - (x.to - x.from))
    .slice(0, 1)
    .map(lost);
}

const ITEM = /^[ \t>]*(?:[-*•]|\d{1,3}[.、)])[ \t]+(\S(?:.*\S)?)/gmu;

/** Items of a list, where the rendering has fewer: those that have nothing of a counterpart. */
function missingItems(source: string, rendering: string): Finding[] {
  const [theirs, ours] = [itemsIn(source), itemsIn(rendering)];
  const lack = theirs.length - ours.length;
  if (lack <= 0 || ours.length === 0 || theirs.length > MOST_SENTENCES) return [];
  const words = marksIn(rendering);
  const isNamed = ({ marks }: Sentence): boolean => [...marks].some((mark) => words.has(mark));
  const strange = theirs.filter((item) => item.marks.size > 0 && !isNamed(item));
  if (strange.length >= lack) return strange.slice(0, lack).map(lost);
  const alone = laid(theirs, ours, ITEM_MOVES).filter((row) => row.ours.length === 0);
  return alone
    .flatMap((row) => row.theirs)
    .filter((item) => !isNamed(item))
    .slice(0, lack)
    .map(lost);
}

function itemsIn(text: string): Sentence[] {
  return Array.from(text.matchAll(ITEM), ({ 0: line, 1: item, index }) => {
    const from = index + line.length - item!.length;
    return sentenceAt(item!, from, true);
  });
}
