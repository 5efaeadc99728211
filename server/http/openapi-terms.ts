/** What OpenAPI is told of the terms of a glossary. */
import type { z } from "zod";
import { SetTerm } from "./describing.ts";
import { DecideTerm, ProposeTerm, RemarkOnTerm, RetireTerm } from "./glossary.ts";
import { ImportTerms, UndoTerms } from "./terms-in-out.ts";
import { asked, WORK, TERM, TERM_NUMBER, get, post, DECIDED, type Json } from "./openapi-shapes.ts";

/** A word on a proposal of a term. */
function onTermProposals(): Record<string, Json> {
  const at = (act: string): string => `/api/works/{work}/terms/{term}/proposals/{number}/${act}`;
  const word = (summary: string, shape: z.ZodType = DecideTerm): Json =>
    post(summary, [WORK, TERM, TERM_NUMBER], shape, DECIDED);
  return {
    [at("accept")]: word("Accept what is proposed for a term (reviewers): it is set from then on"),
    [at("return")]: word("Ask for changes of what is proposed for a term, with a reason (reviewers)"),
    [at("decline")]: word("Decline what is proposed for a term, with a reason (reviewers)"),
    [at("withdraw")]: word("Give up what one has proposed for a term"),
    [at("remark")]: word("Say something of what is proposed for a term (anybody with an account)", RemarkOnTerm),
  };
}

/** The addresses of the terms of a glossary. */
export const onTerms = (): Record<string, Json> => ({
  "/api/works/{work}/terms": {
    ...get("The terms of a work's glossary, at most 200 at once; “next” is where one asks on", [
      WORK,
      asked("after", "How many were given. As “next” has it."),
    ]),
    ...post("Propose a new term, and why (translators)", [WORK], ProposeTerm, DECIDED),
  },
  "/api/works/{work}/terms/{term}": {
    ...get(
      "A term: how it reads, its history, its proposals, and forty passages that have it, with what stands there",
      [
        WORK,
        TERM,
        asked("only", "others: only passages where the preferred rendering does not stand."),
        asked("after", "The passage behind which the concordance goes on."),
      ],
    ),
    ...post(
      "Say how a term is rendered, and why (owners): a new one, or one that there is",
      [WORK, TERM],
      SetTerm,
      DECIDED,
    ),
  },
  "/api/works/{work}/terms/{term}/propose": post(
    "Propose how a term is to read, and why (translators): one that there is, or a new one; “number” words one’s own proposal anew. “as”: set says it at once (owners)",
    [WORK, TERM],
    ProposeTerm,
    DECIDED,
  ),
  "/api/works/{work}/terms/{term}/retire": post(
    "Take a term out of the glossary, with a reason (owners); its history stays, and it can be set again",
    [WORK, TERM],
    RetireTerm,
    DECIDED,
  ),
  "/api/works/{work}/terms-import": post(
    "Bring terms in from “text”: a table (CSV), TBX, or JSON as they are given here (owners). With “preview” nothing is changed, and it is said what would be. Answers with the id of the import and counts",
    [WORK],
    ImportTerms,
    DECIDED,
  ),
  "/api/works/{work}/terms-undo": post(
    "Put back what an import of terms set, but where somebody has set a term anew since (owners)",
    [WORK],
    UndoTerms,
    DECIDED,
  ),
  ...onTermProposals(),
});
