/** What a request is answered that can't have what it asks for: a code, why, and what it is about. */
import { wordsFrom } from "../language/language.ts";
import { ANSWERS, type AddressSentences, type Sentences, type Title } from "./answer-words.ts";

/** What a sentence names, as it is given; nothing, where it is always the same. */
type About<Sentence> = Sentence extends (about: infer Named) => string ? Named : object;

/** An answer for each sentence of the catalogue. */
export type Answer = {
  [Code in keyof Sentences]: {
    [Why in keyof Sentences[Code]]: { code: Code; why: Why } & About<Sentences[Code][Why]>;
  }[keyof Sentences[Code]];
}[keyof Sentences];

type Sentence = string | ((about: object) => string);

function told(sentence: Sentence, about: object): string {
  return typeof sentence === "string" ? sentence : sentence(about);
}

/** The answer in a sentence for people that says what to do. */
export function answerInWords({ code, why, ...about }: Answer): string {
  return told((wordsFrom(ANSWERS).sentences[code] as Record<string, Sentence>)[why]!, about);
}

/** Under which heading a refusal is told whose code has none of its own, by the status of HTTP. */
const BY_STATUS: Readonly<Record<number, Title>> = {
  403: "not-allowed",
  404: "not-found",
  409: "not-as-things-stand",
  422: "something-is-missing",
};

/** The heading of an answer. */
export function titleOf(code: string, status: number): string {
  const { titles } = wordsFrom(ANSWERS);
  return code in titles ? titles[code as Title] : titles[BY_STATUS[status] ?? "not-done"];
}

/** Why a text can't be the public address. */
export type AddressFault = {
  [Why in keyof AddressSentences]: { why: Why } & About<AddressSentences[Why]>;
}[keyof AddressSentences];

export function addressFaultInWords({ why, ...about }: AddressFault): string {
  return told(wordsFrom(ANSWERS).address[why] as Sentence, about);
}

/** With what is safe behind it. */
export function unchanged(sentence: string): string {
  return wordsFrom(ANSWERS).unchanged(sentence);
}

/** That the words of a version were here, and are not any more; `ground` in words. */
export function removedInWords(
  version: string,
  locator: string,
  { day, by, ground, reason }: { day: string; by: string; ground: string | null; reason: string },
  instead: string | null,
): string {
  const words = wordsFrom(ANSWERS);
  const said =
    ground === null
      ? words.withdrawn(version, locator, day, by, reason)
      : words.removed(version, locator, day, by, ground, reason);
  return instead === null ? said : `${said} ${words.instead(instead)}`;
}
