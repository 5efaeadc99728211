/** A Word file that comes back: what was not changed is no part of a proposal, whatever it holds; what was, is. */
import fc from "fast-check";
import { expect, test } from "vitest";
import "../help/laws.ts";
import { rendering } from "../help/renderings.ts";
import { textsOfParts, wordsBack } from "../help/word.ts";
import { docxParts } from "../../translations/exchange/docx-parts.ts";
import { DocxPen } from "../../translations/exchange/docx-pen.ts";
import { linesOf } from "../../translations/exchange/docx-work.ts";
import { tracked } from "../../translations/exchange/docx-tracked.ts";
import { returned } from "../../translations/exchange/returned.ts";
import { diffRenderings } from "../../translations/compare/words/words.ts";
import type { PassageState, Version } from "../../translations/ledger/state.ts";
import type { Passage } from "../../translations/ledger/work.ts";
import { canonical, canonicalText, renderingToJson } from "../../translations/text/canonical.ts";
import { digestOfText } from "../../translations/text/digest.ts";
import type { Rendering } from "../../translations/text/schema.ts";

const TRANSLATION = { id: "own", title: "A work", publisher: "", translators: [], editors: [] };
const OF = { title: "A work", language: "en", sourceLanguage: "zh-Hans", translation: TRANSLATION };
const BY = { by: { name: "Ada" }, day: "2026-11-27" };
const words = rendering.map(canonical).filter((each) => canonicalText(each) !== "");

/** A passage that holds these words as its first version. */
function standing(passage: string, of: Rendering): PassageState {
  const version: Version = {
    ...{ number: 1, madeCurrent: true, base: null, date: "2026-11-20", publishedIn: [], rationale: "", notes: [] },
    words: { rendering: renderingToJson(of), digest: digestOfText(canonicalText(of)) },
    contributors: [{ name: "Ada", role: "translator" }],
    ...{ provenance: "", review: { kind: "recorded", by: { name: "Ada" } }, proposal: null, supplied: null },
    record: { position: 1, digest: "", previous: null, at: "2026-11-20T00:00:00.000Z" },
    removals: [],
  };
  return { passage, versions: [version], proposals: [] };
}

test("of any passages those are parts whose words or marks are other ones, by whoever changed them", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(words, fc.option(words)), { minLength: 1, maxLength: 3 }), (all) => {
      const passages = all.map((_, at): Passage => ({
        ...{
          id: `p-${at + 1}`,
          locator: "",
          kind: "paragraph",
          level: 1,
          source: { number: 1, held: "none", words: [] },
        },
      }));
      const pen = new DocxPen("en");
      const body = all.map(([older, newer], at) => {
        const [a, b] = [older, newer ?? older].map((each) => linesOf(passages[at]!, renderingToJson(each)));
        const lines = tracked(a!, b!, diffRenderings(older, newer ?? older).changes);
        return pen.passage(`p-${at + 1}`, lines, [], { author: "Bo", date: "2026-11-27" });
      });
      const stamped = all.map(([older], at) => ({
        ...{ passage: `p-${at + 1}`, address: "", digest: digestOfText(canonicalText(older)) },
      }));
      const file = textsOfParts(docxParts(pen, OF, body, () => stamped));
      const [accepted, both] = [wordsBack(file).pieces, wordsBack(file, { tracked: "both" }).pieces];
      const state = (id: string) => standing(id, all[Number(id.slice(2)) - 1]![0]);
      const steps = returned({ ...OF, passages }, { accepted, both }, state, BY);
      let step = steps.next();
      while (!step.done) step = steps.next();
      const found = step.value;
      const changed = all.flatMap(([older, newer], at) => (newer && !newer.eq(older) ? [{ at, newer }] : []));
      expect(found.notTaken).toEqual({});
      expect(found.parts.map(({ passage, base, proposers }) => [passage, base, proposers])).toEqual(
        changed.map(({ at }) => [`p-${at + 1}`, 1, [{ name: "Bo" }]]),
      );
      expect(found.parts.map((part) => part.rendering)).toEqual(changed.map(({ newer }) => renderingToJson(newer)));
    }),
  );
});
