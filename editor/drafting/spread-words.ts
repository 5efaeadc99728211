/** The sentences of a reason that would do in other parts too, by language. */
import { count } from "../language/english.ts";
import type { Catalogue } from "../language/language.ts";

const en = {
  /** @param before what the change replaces, and by what; "": nothing. */
  elsewhere: (before: string, after: string, parts: number) => {
    const where = `in ${count(parts, "other part")} too, with no reason there.`;
    if (before === "") return `“${after}” is added ${where}`;
    return after === "" ? `“${before}” is taken out ${where}` : `“${before}” → “${after}” stands ${where}`;
  },
  give: (parts: number) => `Give the same reason ${parts === 1 ? "there" : `in these ${parts}`}`,
  given: (parts: number) => `The same reason stands in ${count(parts, "other part")} now.`,
  failed: "The workbench could not do that just now. Nothing was changed in this draft; try again in a moment.",
};

export const SPREAD: Catalogue<typeof en> = { en };
