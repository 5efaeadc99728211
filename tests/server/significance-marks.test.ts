/** The marks by which significance and checks are measured: whole, in sets that share no text, and on their words. */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import * as judged from "../bench/significance.ts";

const CORPORA = resolve(import.meta.dirname, "../../../shared/corpora");
const FILES = ["oeb-revisions", "post-edits-ro-en", "zh-en-paragraphs"];
const absent = FILES.filter((name) => !existsSync(`${CORPORA}/${name}.jsonl`));

const sets = judged.SETS.map((set) => judged.readSignificance(set));
const marks = sets.flat();
const nameOf = ({ corpus, id, edits }: judged.SignificanceMark) => `${corpus} ${id}${edits ? " made" : ""}`;
/** The words that a revision is about, whichever of their versions. */
const wordsOf = ({ corpus, id }: judged.SignificanceMark) => `${corpus} ${id.split("#")[0]}`;

/** What a revision says that it must not, or nothing. */
function amiss(mark: judged.SignificanceMark): string[] {
  const unknown = [
    ...mark.kinds.filter((kind) => !judged.KINDS.includes(kind)),
    ...mark.touches.map(({ kind }) => kind).filter((kind) => !judged.TOUCHED.includes(kind)),
    ...mark.alarms.map(({ check }) => check).filter((check) => !judged.CHECKS.includes(check)),
  ];
  const nowhere = [...mark.touches.map(({ a, b }) => a ?? b), ...mark.alarms.map(({ b, source }) => b ?? source)];
  const wordy = [...mark.touches, ...mark.alarms].map(({ why }) => why).filter((why) => !/^[\p{L}]+$/u.test(why));
  return [...unknown, ...wordy, ...nowhere.flatMap((place) => (place ? [] : ["a mark without a place"]))];
}

describe("the marks of significance", () => {
  test("are over 300 revisions of the corpora, each once, and every one of a kind", () => {
    const revisions = marks.filter(({ corpus, edits }) => corpus !== "zh-en" && !edits);
    expect(revisions.length).toBeGreaterThanOrEqual(300);
    expect(revisions.filter(({ kinds }) => kinds.length === 0)).toEqual([]);
    expect(new Set(marks.map(nameOf)).size).toBe(marks.length);
  });

  test("say only what can be said", () =>
    expect(marks.flatMap((mark) => amiss(mark).map((what) => `${nameOf(mark)}: ${what}`))).toEqual([]));

  test("are in sets that share no verse, sentence or paragraph", () => {
    const words = sets.flatMap((set) => [...new Set(set.map(wordsOf))]);
    expect(words.filter((one, at) => words.indexOf(one) !== at)).toEqual([]);
  });

  test("stand on whole words of their texts", () => {
    if (absent.length > 0) {
      console.warn(`Of ../shared/corpora ${absent.join(", ")} is absent: where the marks stand was not looked at.`);
      return;
    }
    const wrong = judged.withTexts(marks, CORPORA).flatMap((revision) => {
      const { a, b, source, touches, alarms } = revision;
      const places = [
        ...touches.flatMap((touch) => [onWords(a, touch.a), onWords(b, touch.b)]),
        ...alarms.flatMap((alarm) => [onWords(b, alarm.b), within(source ?? "", alarm.source)]),
      ];
      return places.every(Boolean) && a !== b ? [] : [nameOf(revision)];
    });
    expect(wrong).toEqual([]);
  });

  function within(text: string, span: judged.Span | null): boolean {
    return !span || (0 <= span[0] && span[0] < span[1] && span[1] <= text.length);
  }

  /** Neither end is between two letters or digits. */
  function onWords(text: string, span: judged.Span | null): boolean {
    const cuts = (at: number) => /^[\p{L}\p{N}]{2}$/u.test(text.slice(Math.max(0, at - 1), at + 1));
    return within(text, span) && !(span && span.some(cuts));
  }
});
