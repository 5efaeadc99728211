/** What was refused, in a sentence for people that says what to do; for programs there are the codes. */
import type { Refusal } from "../../translations/ledger/refusals.ts";
import { LIMITS, type Excess } from "../../translations/text/limits.ts";
import { wordsFrom } from "../language/language.ts";
import { REFUSALS } from "./words.ts";

export type { PlainRefusal } from "./account-words.ts";
export { accountRefusalInWords, type AccountRefusal } from "./accounts.ts";
export {
  addressFaultInWords,
  type AddressFault,
  type Answer,
  answerInWords,
  removedInWords,
  titleOf,
  unchanged,
} from "./answers.ts";
export { archiveFaultInWords } from "./archive-faults.ts";
export { closing } from "./closings.ts";
export { begun, fileFaultInWords } from "./file-faults.ts";
export { type Fault, faultsInWords, type FieldType, type Sized } from "./faults.ts";

/** Which limit something is over, and by how much. */
export function excessInWords({ limit, found }: Excess): string {
  return wordsFrom(REFUSALS).limits[limit](found, LIMITS[limit]);
}

/**
 * The refusal in words; of one part of a proposal of several it is told of which.
 * @param locatorOf the locator of a passage of this id, by which people know it; without it they are told the id.
 */
export function refusalInWords(refusal: Refusal, locatorOf = (passage: string): string => passage): string {
  const { ofPart } = wordsFrom(REFUSALS);
  const sentence = sentenceOf(refusal, locatorOf);
  return refusal.passage === undefined || namesIt(refusal) ? sentence : ofPart(locatorOf(refusal.passage), sentence);
}

/** True if its sentence says of itself which passages it is about. */
function namesIt(refusal: Refusal): boolean {
  return (
    (refusal.code === "not-a-draft" && refusal.why === "not-written-now") ||
    (refusal.code === "stale-base" && "came" in refusal)
  );
}

function sentenceOf(refusal: Refusal, locatorOf: (passage: string) => string): string {
  const words = wordsFrom(REFUSALS);
  switch (refusal.code) {
    case "not-allowed":
      if (refusal.why === "inviting") return words.notAllowed.inviting(beginner(refusal.began));
      if (refusal.why === "letting-go-who-began") return words.notAllowed[refusal.why](refusal.began);
      return words.notAllowed[refusal.why];
    case "not-invited":
      return words.notInvited(beginner(refusal.began));
    case "not-yours":
      return words.notYours;
    case "not-approved":
      return words.notApproved;
    case "unknown-work":
      return words.unknownWork;
    case "unknown-passage":
      return words.unknownPassage(refusal.named);
    case "retired":
      return words.retired(refusal.named, refusal.into.map(locatorOf));
    case "not-a-passage-id":
      return words.notAPassageId(refusal.written);
    case "not-a-translation-id":
      return words.notATranslationId(refusal.written);
    case "not-apart":
      return words.notApart[refusal.why];
    case "not-beside":
      return words.notBeside[refusal.why];
    case "unknown-thread":
      return words.unknownThread;
    case "unknown-term":
      return words.unknownTerm;
    case "stale-term":
      return words.staleTerm;
    case "term-decided":
      return words.termDecided(refusal.stands, refusal.by);
    case "term-returned":
      return words.termReturned;
    case "unknown-outline-proposal":
      return words.unknownOutlineProposal;
    case "stale-outline":
      return words.staleOutline;
    case "outline-decided":
      return words.outlineDecided(refusal.stands, refusal.by);
    case "not-in-text":
      return words.notInText[refusal.what];
    case "comment-removed":
      return words.commentRemoved;
    case "unknown-proposal":
      return words.unknownProposal;
    case "unknown-part":
      return "named" in refusal ? words.unknownPart[refusal.why](refusal.named) : words.unknownPart[refusal.why];
    case "unknown-version":
      if (refusal.why === "base") return words.unknownVersion.base(refusal.number, refusal.base);
      return refusal.why === "not-there"
        ? words.unknownVersion[refusal.why](refusal.base)
        : words.unknownVersion[refusal.why];
    case "already-held":
      return words.alreadyHeld[refusal.why](refusal.number);
    case "already-exists":
      return "named" in refusal ? words.alreadyExists[refusal.why](refusal.named) : words.alreadyExists[refusal.why];
    case "already-decided":
      if (refusal.why === "with-another-reason") return words.alreadyDecided[refusal.why](words.youDid[refusal.stands]);
      return words.alreadyDecided[refusal.why](words.decided[refusal.stands], refusal.by);
    case "already-resolved":
      return words.alreadyResolved(refusal.by);
    case "not-submitted":
      return words.notSubmitted[refusal.why];
    case "not-a-draft":
      return refusal.why === "not-written-now"
        ? words.notADraft[refusal.why](locatorOf(refusal.passage))
        : words.notADraft[refusal.why];
    case "not-a-writer":
      return words.notAWriter;
    case "stale-base":
      return "came" in refusal
        ? words.staleBase[refusal.why](refusal.came.map((each) => ({ ...each, passage: locatorOf(each.passage) })))
        : words.staleBase[refusal.why](refusal.current);
    case "unchanged":
      return words.unchanged[refusal.why](refusal.number);
    case "empty":
      return words.empty[refusal.why];
    case "not-a-date":
      return words.notADate(refusal.written);
    case "not-a-language":
      return words.notALanguage(refusal.written);
    case "removed":
      return words.removed(refusal.number);
    case "undecided":
      return words.undecided(refusal.proposal);
    case "built-on": {
      return words.builtOn.refused(builtInWords(refusal, locatorOf), refusal.day, refusal.gone);
    }
    case "undone-meanwhile":
      return words.undoneMeanwhile;
    case "words-gone":
      return words.wordsGone(refusal.lost, refusal.more);
    case "reason-required":
      return words.reasonRequired[refusal.why];
    case "too-large":
      return words.tooLarge(excessInWords(refusal.excess));
  }
}

type BuiltOn = Refusal & { code: "built-on" };

/** By what an import is kept from being undone, as long as nobody tries. */
export function keptInWords(refusal: BuiltOn, locatorOf: (passage: string) => string): string {
  return wordsFrom(REFUSALS).builtOn.keeps(builtInWords(refusal, locatorOf), refusal.day);
}

/** What was built, as people know it. */
function builtInWords({ why, named, known, number }: BuiltOn, locatorOf: (passage: string) => string): string {
  const { builtOn } = wordsFrom(REFUSALS);
  if (why === "proposal") return builtOn.proposal(known === "" ? "" : locatorOf(known));
  if (why === "import") return builtOn.import(known === "" ? named : known);
  return builtOn[why](why === "translation" ? named : locatorOf(named), number);
}

function beginner(began: string | null): string {
  const { whoBegan, whoeverBegan } = wordsFrom(REFUSALS);
  return began === null ? whoeverBegan : whoBegan(began);
}
