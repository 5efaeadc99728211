/**
 * Changes in words, one plain sentence a change: the text alternative to a coloured difference. The door of this room; what
 * there is to tell comes from `translations/compare`.
 */
import type {
  BlockNews,
  Description,
  News,
  Summary,
  ToldBlock,
  ToldMark,
  UnseenRun,
} from "../../translations/compare/words/words.ts";
import { wordsFrom } from "../language/language.ts";
import { runsInWords, unseenInWords } from "./unseen.ts";
import { CHANGES } from "./words.ts";

export { signInWords } from "./unseen.ts";

/** A change in a sentence, without number and full stop: `"Clarify" replaced by "Sort out"`. What can't be seen is named. */
export function changeInWords(description: Description): string {
  const words = wordsFrom(CHANGES);
  const { only, coarse } = description;
  const aside = coarse ? words.coarse : only ? words.only[only] : "";
  return sentenceOf(description) + aside;
}

function sentenceOf(told: Description): string {
  const words = wordsFrom(CHANGES);
  switch (told.kind) {
    case "looks-alike":
      return unseenInWords(told.change);
    case "replaced":
      return withNews(words.replaced(quoted(told.before), quoted(told.after)), told.news);
    case "deleted":
      return words.deleted(thing(told.what), placeOf(told.after));
    case "inserted":
      return withNews(words.inserted(thing(told.what), placeOf(told.after)), told.news);
    case "moved-here":
      return words.movedHere(quoted(told.words), placeOf(told.after));
    case "moved-away":
      return words.movedAway(quoted(told.words), placeOf(told.after));
    case "reformatted":
      return words.became(
        told.cut ? words.begun(told.words) : quoted(told.words),
        newsInWords(told.news) || words.setOtherwise,
      );
  }
}

function withNews(sentence: string, news: readonly BlockNews[]): string {
  return news.length > 0 ? `${sentence}, ${newsInWords(news)}` : sentence;
}

function thing(what: string | readonly UnseenRun[]): string {
  return typeof what === "string" ? quoted(what) : runsInWords(what);
}

/** In quotation marks. White space alone is named. */
function quoted(line: string): string {
  const words = wordsFrom(CHANGES);
  return line === "" ? words.whiteSpace : words.quoted(line);
}

/** `after "of the king"`, or `at the beginning`. */
function placeOf(after: string | null): string {
  const words = wordsFrom(CHANGES);
  return after === null ? words.atTheBeginning : words.after(quoted(after));
}

/** What became of blocks and marks, in a row: `made verse`, `now emphasised, no longer strong`; "" of nothing. */
export function newsInWords(news: readonly News[]): string {
  return news.map(newsOf).join(", ");
}

function newsOf(told: News): string {
  const words = wordsFrom(CHANGES);
  switch (told.news) {
    case "gained":
    case "lost":
      return words[told.news](markOf(told));
    case "made":
      return placed(told, words.madeSo(words.made[told.block.kind](told.block.level)));
    case "begins":
      return placed(told, words.begins(named(told.block)));
    case "is":
      return told.block.kind === "paragraph" && told.inQuotation ? words.quotation : placed(told, named(told.block));
    case "begins-no-more":
      return words[told.news](named(told.block));
    case "placed-otherwise":
    case "spaced-otherwise":
      return words[told.news];
    default:
      return words.depth[told.news];
  }
}

function placed({ inQuotation }: { inQuotation: boolean }, told: string): string {
  return inQuotation ? wordsFrom(CHANGES).inQuotation(told) : told;
}

function named({ kind, level }: ToldBlock): string {
  return wordsFrom(CHANGES).kinds[kind](level);
}

function markOf({ mark, lang = "" }: ToldMark): string {
  const words = wordsFrom(CHANGES);
  return mark === "foreign" ? words.foreign(lang) : words.marks[mark];
}

/** How much changed: "2 changes · 3 words of 104". */
export function countsInWords({ changes, wordsChanged, words }: Summary): string {
  return wordsFrom(CHANGES).counts(changes, wordsChanged, words);
}
