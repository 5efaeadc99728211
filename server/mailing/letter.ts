/** A mail as it is written: plain text, whose first line says what waits for whoever gets it. */
import { mailWords, placeOf, sentenceOf, type NewsLine, type Waits } from "../../editor/mine/mine.ts";
import { namesOf } from "../../editor/design/wording.ts";

/** So many pieces of news are told in one; of more, how many. */
const MOST = 20;

export interface Letter {
  subject: string;
  text: string;
}

export interface LetterSources {
  waits: Waits;
  lines: readonly NewsLine[];
  /** The workbench's whole address; paths stand behind it. */
  root: string;
  news: string;
  account: string;
  stop: string;
}

/** What is told in one mail. */
export function letterOf({ waits, lines, root, news, account, stop }: LetterSources): Letter {
  const words = mailWords();
  const told = lines.slice(0, MOST).map((line) => {
    const by = line.by.length > 0 ? ` (${words.by(namesOf(line.by))})` : "";
    return `${oneLine(`${sentenceOf(line)}${by}, ${line.work.title}`)}\n  ${root}${placeOf(line)}`;
  });
  const rest = lines.length - told.length;
  const waiting = waits.decide + waits.returned + waits.asked > 0;
  return {
    subject: oneLine(waiting ? words.subjectWaiting(waits) : words.subject(lines.length)),
    text: [
      words.first(waits, lines.length),
      ...told,
      ...(rest > 0 ? [words.more(rest)] : []),
      words.all(`${root}${news}`),
      `-- \n${words.why(root)}\n${words.change(`${root}${account}`)}\n${words.stop(stop)}`,
    ].join("\n\n"),
  };
}

/** Words that people wrote, on one line: nothing in them ends a line, is hidden, or turns the writing round. */
export function oneLine(words: string): string {
  return words
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/gu, " ")
    .replaceAll(/ +/g, " ")
    .trim();
}
