/** Several files that are one text, as the chapters of a book are: one behind the other, and nothing put between them. */
import { Counting, NotTaken } from "./brought.ts";
import { following } from "./pieces.ts";
import type { FileRead, Question } from "./reading.ts";

const NAMES = new Intl.Collator("en", { numeric: true });

/** The order of files by their names, as people count: chapter 2 before chapter 10. */
export function byName({ name: one }: { name: string }, { name: other }: { name: string }): number {
  return NAMES.compare(one, other);
}

/**
 * What several files say, as one text. What more than one leaves open is asked once.
 * @throws NotTaken if one of them is a table.
 */
export function asOneText(files: readonly FileRead[]): FileRead {
  const counting = new Counting();
  const pieces = files.map((file) => {
    if (file.kind === "passages") throw new NotTaken({ code: "a-table" });
    counting.addAll(file.notTaken);
    return file.pieces;
  });
  const questions = files.flatMap((file) => file.questions).reduce<Question[]>(askedOnce, []);
  const front = files.flatMap((file) => (file.kind === "pieces" && file.front) || []).at(0);
  return {
    ...{ kind: "pieces", pieces: following(pieces), notTaken: counting.counts(), questions },
    ...(front && { front }),
  };
}

function askedOnce(asked: readonly Question[], next: Question): Question[] {
  const alike = asked.find(({ about }) => about === next.about);
  return alike ? asked.map((each) => (each === alike ? both(each, next) : each)) : [...asked, next];
}

const MOST_SAMPLES = 3;

function both(one: Question, other: Question): Question {
  if (one.about === "footnotes" && other.about === "footnotes")
    return {
      ...one,
      count: one.count + other.count,
      samples: [...one.samples, ...other.samples].slice(0, MOST_SAMPLES),
    };
  if (one.about === "tracked" && other.about === "tracked") {
    const people = [...new Set([...one.people, ...other.people])];
    const samples = [...one.samples, ...other.samples].slice(0, MOST_SAMPLES);
    return { ...one, count: one.count + other.count, people, samples };
  }
  if (one.about === "encoding" && other.about === "encoding") {
    const shared = one.guesses.filter(({ encoding }) => other.guesses.some((guess) => guess.encoding === encoding));
    return shared.length > 0 ? { ...one, guesses: shared } : one;
  }
  return one;
}
