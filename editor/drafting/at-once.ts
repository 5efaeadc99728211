/** What it is called to propose a draft and accept it at once. */
import { wordsFrom } from "../language/language.ts";
import type { DraftPage } from "./view.ts";
import { DRAFTING } from "./words.tsx";

/** By the version that it makes; of several passages, each has its own. */
export function atOnceWords({ others, newest = 0, approving, proposal }: DraftPage): string {
  const words = wordsFrom(DRAFTING).atOnce;
  if (proposal.kind === "supply") return words.text;
  const all = others.filter((part) => part.proposal.status === "draft").length;
  if (all > 0) return approving?.unreviewed ? words.allUnreviewed(all + 1) : words.all(all + 1);
  return approving?.unreviewed ? words.unreviewed(newest + 1) : words.accept(newest + 1);
}
