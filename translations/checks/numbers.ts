/** The numbers, dates and measures of a text, by its language. */
import { chineseQuantities } from "./chinese.ts";
import { englishQuantities } from "./english.ts";
import type { Known } from "./finding.ts";
import { isJoined, type Piece, piecesOf } from "./pieces.ts";
import { figuresValue, type Quantities } from "./quantity.ts";

/** @param language null for one that is not known: then figures count, from two on, and nothing in words. */
export function quantitiesOf(text: string, language: Known | null): Quantities {
  if (language === "zh") return chineseQuantities(text);
  const pieces = piecesOf(text);
  return language === "en" ? englishQuantities(pieces) : { numbers: plainFigures(pieces), dates: [], units: [] };
}

function plainFigures(pieces: readonly Piece[]): Quantities["numbers"] {
  return pieces.flatMap((piece, index) => {
    if (piece.kind !== "figures") return [];
    const isPart = isLetters(pieces, index, index - 1) || isLetters(pieces, index + 1, index + 1);
    const { from, to, text } = piece;
    const value = figuresValue(text);
    return [{ from, to, value, isOrdinal: false, unit: null, isLoose: text.length < 2 || isPart }];
  });
}

function isLetters(pieces: readonly Piece[], at: number, beside: number): boolean {
  return isJoined(pieces, at) && pieces[beside]!.kind === "letters";
}
