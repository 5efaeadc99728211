/** The form in which a term is proposed, worded anew, or set at once by whoever may decide alone. */
import type { JSX } from "preact";
import { mayProposeTerm, maySetTerm } from "../../translations/ledger/term-state.ts";
import { seenOf } from "../../translations/ledger/term-words.ts";
import type { TermWords } from "../../translations/ledger/work.ts";
import { LIMITS } from "../../translations/text/limits.ts";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { may, type Visit, type WorkHead } from "../shell/view.ts";
import { GLOSSARY } from "./words.tsx";

interface Asked {
  work: Pick<WorkHead, "id" | "sourceLanguage" | "language">;
  /** The term's id; left out for a new one. */
  term?: string;
  /** What the form begins with, and how the term stands. */
  words: TermWords | null;
  standing: TermWords | null;
  /** One's own proposal that is worded anew. */
  number?: number;
  visit: Visit;
}

/** Nothing for those who may not propose; a stranger is asked to sign in. */
export function TermForm({ work, term, words: term0, standing, number, visit }: Asked): JSX.Element | null {
  const words = wordsFrom(GLOSSARY);
  if (!visit.actor)
    return (
      <p>
        <a class="button" href={address.signIn(visit.url)}>
          {words.signInToPropose}
        </a>
      </p>
    );
  if (!may(visit, mayProposeTerm)) return null;
  const of = number === undefined ? "new" : `p${number}`;
  const { sourceLanguage, language } = work;
  const said = (name: keyof TermWords): string => [term0?.[name] ?? []].flat().join("\n");
  const line = (name: keyof TermWords, lang?: string, required = false) => (
    <Line id={`${of}-${name}`} name={name} value={said(name)} lang={lang} required={required} />
  );
  const lines = (name: keyof TermWords, hint: string, lang?: string) => (
    <Lines id={`${of}-${name}`} name={name} value={said(name)} lang={lang} hint={hint} />
  );
  return (
    <form class="term-form" method="post" action={address.proposeTerm(work.id, term)}>
      {number !== undefined && <input type="hidden" name="number" value={number} />}
      <input type="hidden" name="seen" value={seenOf(standing)} />
      <div class="term-fields">
        {line("source", sourceLanguage, true)}
        {line("rendering", language, true)}
      </div>
      <details open={said("alternatives") !== "" || said("avoided") !== ""}>
        <summary>{moreOf(words.fields)}</summary>
        <div class="term-fields">
          {lines("alternatives", words.hints.lines, language)}
          {lines("avoided", words.hints.lines, language)}
          {lines("obsolete", words.hints.lines, language)}
          {lines("forms", words.hints.lines, sourceLanguage)}
          {lines("scope", words.hints.scope)}
          {lines("within", words.hints.within)}
          {lines("remark", "")}
          {line("provenance")}
        </div>
      </details>
      <p class="field">
        <label for={`${of}-reason`}>{words.reason}</label>
        <textarea
          id={`${of}-reason`}
          name="reason"
          rows={2}
          required
          maxLength={LIMITS.reason}
          aria-describedby={`${of}-reason-hint`}
        />
        <span class="hint" id={`${of}-reason-hint`}>
          {words.reasonHint}
        </span>
      </p>
      <p class="buttons">
        <button type="submit" class="button primary" name="as" value="propose">
          {number === undefined ? words.propose : words.reword}
        </button>{" "}
        {number === undefined && may(visit, maySetTerm) && (
          <button type="submit" class="button" name="as" value="set">
            {words.setAtOnce}
          </button>
        )}
      </p>
    </form>
  );
}

/** What is folded away at first, by its names. */
function moreOf(fields: Readonly<Record<string, string>>): string {
  return [fields["alternatives"], fields["avoided"], fields["scope"], fields["remark"]].join(", ") + " …";
}

interface Typed {
  id: string;
  name: keyof TermWords;
  value: string;
  lang: string | undefined;
}

function Line({ id, name, value, lang, required }: Typed & { required: boolean }): JSX.Element {
  return (
    <p class="field">
      <label for={id}>{wordsFrom(GLOSSARY).fields[name]}</label>
      <input id={id} name={name} type="text" defaultValue={value} lang={lang} required={required} />
    </p>
  );
}

function Lines({ id, name, value, lang, hint }: Typed & { hint: string }): JSX.Element {
  return (
    <p class="field">
      <label for={id}>{wordsFrom(GLOSSARY).fields[name]}</label>
      <textarea
        id={id}
        name={name}
        rows={2}
        lang={lang}
        defaultValue={value}
        {...(hint !== "" && { "aria-describedby": `${id}-hint` })}
      />
      {hint !== "" && (
        <span class="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
    </p>
  );
}
