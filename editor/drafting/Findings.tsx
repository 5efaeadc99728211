/** What checks found in the draft: a count, a list, and *keep it* with a reason. */
import type { JSX } from "preact";
import type { ListedFinding } from "./checks.ts";
import type { DraftModel } from "./model.ts";
import { wordsFrom } from "../language/language.ts";
import { DESK } from "./desk-words.tsx";

export function Findings({ model }: { model: DraftModel }): JSX.Element | null {
  const findings = model.checks.findings.value;
  if (findings.length === 0) return null;
  const open = findings.filter(({ reason }) => reason === null);
  const kept = findings.filter(({ reason }) => reason !== null);
  const words = wordsFrom(DESK).findings;
  return (
    <section class="draft-findings" aria-labelledby="draft-findings">
      <h2 id="draft-findings" class="draft-label" tabIndex={-1}>
        <span>
          {words.title}
          <span class="draft-count">{words.count(open.length, kept.length)}</span>
        </span>
      </h2>
      <ol>
        {[...open, ...kept].map((finding) => (
          <Found key={`${finding.words} ${finding.span?.from}`} model={model} finding={finding} />
        ))}
      </ol>
    </section>
  );
}

function Found({ model, finding }: { model: DraftModel; finding: ListedFinding }): JSX.Element {
  const words = wordsFrom(DESK).findings;
  const { span, reason } = finding;
  return (
    <li>
      {span ? (
        <button type="button" class="draft-change" onClick={() => model.select(span)}>
          {finding.words}
        </button>
      ) : (
        finding.words
      )}{" "}
      {reason !== null ? (
        <span class="hint">{words.kept(reason)}</span>
      ) : (
        model.mayWrite.value &&
        !model.supply && (
          <button
            type="button"
            class="link"
            aria-label={words.keepHeard(finding.words)}
            onClick={() => model.keepFinding(finding)}
          >
            {words.keep}
          </button>
        )
      )}
    </li>
  );
}
