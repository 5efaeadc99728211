/** The texts in which words are looked for, by field; and their tokens, as an index keeps them. */
import { aboutDate, aboutPerson, GAP, joined, type Entry, type Field } from "../../translations/search/search.ts";
import type { Work } from "../../translations/ledger/work.ts";
import { canonicalText, renderingFromJson } from "../../translations/text/canonical.ts";
import { isStemmed, tokensOf, type Token } from "../../translations/text/tokens.ts";
import type { KeptSource, KeptVersion } from "./records.ts";

/** What is searched of a version with (or without) the source wording that stands beside it. */
export interface Texts {
  version: KeptVersion | null;
  source: KeptSource | null;
}

export type Languages = Pick<Work, "language" | "sourceLanguage">;

/** The texts of a field, and the language that they are in. */
export function textsOf(
  { version, source }: Texts,
  field: Field,
  languages: Languages,
): { texts: string[]; lang: string } {
  const lang = field === "source" ? languages.sourceLanguage : languages.language;
  switch (field) {
    case "rendering":
      return { texts: version?.words ? [canonicalText(renderingFromJson(version.words.rendering))] : [], lang };
    case "source":
      return { texts: source?.words ?? [], lang };
    case "note":
      return { texts: (version?.notes ?? []).flatMap(({ body, alternatives }) => [body, ...alternatives]), lang };
    case "reason": {
      const accepted = version?.review.kind === "accepted" ? version.review.reason : "";
      return { texts: [version?.rationale ?? "", accepted].filter(Boolean), lang };
    }
    case "about":
      return { texts: [], lang };
  }
}

/** Each text's tokens. */
export function tokensIn({ texts, lang }: { texts: readonly string[]; lang: string }): Token[][] {
  return texts.map((text) => tokensOf(text, isStemmed(lang)));
}

export function entryOf(of: Texts, languages: Languages): Entry {
  const tokens = (field: Field) => joined(tokensIn(textsOf(of, field, languages)));
  const people = (of.version?.contributors ?? []).map(({ name }) => aboutPerson(name));
  const about = of.version
    ? [...aboutDate(of.version.date), ...people.flatMap((name, at) => (at > 0 ? [GAP, ...name] : name))]
    : [];
  return {
    ...{ rendering: tokens("rendering"), source: tokens("source"), note: tokens("note") },
    ...{ reason: tokens("reason"), about },
  };
}
