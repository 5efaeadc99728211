/** The words that have a meaning of their own here, as `/about` explains them; pages link to them by their id. */
import type { Catalogue } from "../language/language.ts";

const en = {
  work: {
    word: "work",
    meaning: "A source text and its translation, such as a plan, a novel or a treaty.",
  },
  passage: {
    word: "passage",
    meaning:
      "The part of a work that has versions: a paragraph, a heading, an item of a list. Its address never changes; its locator (“Section 10”) is what people read.",
  },
  version: {
    word: "version",
    meaning:
      "One rendering of one passage, numbered v1, v2, v3 … Its words never change and its number is never used again.",
  },
  "revised-from": {
    word: "revised from",
    meaning: "The version whose words a version began with. A version that was revised from nothing has none.",
  },
  held: {
    word: "held, not held",
    meaning:
      "The words of a version are held if they are kept here. A version that is known to exist, but whose words nobody has brought, is not held: it keeps its number, and its words are never invented. Of a source the same is said of its own words.",
  },
  recorded: {
    word: "recorded",
    meaning:
      "The version was made elsewhere (in print, in another publication) and was written into this workbench as it stood. Nobody reviewed it here.",
  },
  approved: {
    word: "approved",
    meaning: "Somebody who had no hand in the words read the proposal and accepted it.",
  },
  "self-approved": {
    word: "self-approved",
    meaning:
      "The version was accepted by somebody whose own words are in it. Where one person works alone this is all there can be; it is said, so that nobody takes it for a review.",
  },
  unreviewed: {
    word: "unreviewed",
    meaning:
      "The work asks for nobody’s approval, and the version was accepted by those whose words it is: nobody else has read and approved it here.",
  },
  superseded: {
    word: "superseded",
    meaning: "A newer version of the passage exists. The older one stays at its address and can be cited as before.",
  },
  proposal: {
    word: "proposal",
    meaning:
      "A revision on its way to becoming a version: being written, waiting for review, accepted, declined or given up. It is kept for ever, with its reasons.",
  },
  draft: {
    word: "draft",
    meaning: "The words of a proposal while its people write them. A draft becomes nothing by itself: it is proposed.",
  },
  note: {
    word: "note, reason",
    meaning:
      "Why words read as they do, in a translator’s own words, hung on the words it explains, and where it can be on words of the source. A reason given for a change in a proposal becomes a note of the version.",
  },
  change: {
    word: "change",
    meaning:
      "One difference between two renderings: words inserted, deleted, replaced, moved, or only formatted otherwise.",
  },
  alternative: {
    word: "alternative",
    meaning:
      "A rendering that a note or a declined proposal offers, and that was not chosen. It is kept beside the text.",
  },
  siglum: {
    word: "v2, p1",
    meaning: "Short names in a list: v for a version, p for a proposal that is no version, each with its number.",
  },
  "edit-rate": {
    word: "edit rate",
    meaning:
      "How much work a revision was: words inserted, deleted, replaced or moved together, divided by the words of the newer text. 0 is none, 1 about as much as writing it anew.",
  },
  digest: {
    word: "digest",
    meaning:
      "A fingerprint of a version’s words (SHA-256): 64 letters and digits that come out different if a single letter differs. Whoever has the words can work it out with sha256sum and so see that they are the words that were cited.",
  },
  "permanent-address": {
    word: "permanent address",
    meaning: "The address of one version. It always leads to the same words, also after the passage was revised.",
  },
};

/** In the order in which they are explained. */
export const TERMS: Catalogue<typeof en> = { en };

/** The id of a word that `/about` explains. */
export type TermId = keyof typeof en;
