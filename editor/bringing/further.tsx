/** Further translations of what is to be a work: which there are, another one, and what one of them is. */
import { useRef } from "preact/hooks";
import type { JSX } from "preact";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { Field, Refused } from "../shell/Forms.tsx";
import { LayForm } from "./lay-form.tsx";
import { posted } from "./sending.ts";
import { ThrowAway } from "./throw-away.tsx";
import { FIELDS_OF_FURTHER, type StagedView } from "./view.ts";
import { BRINGING } from "./words.tsx";

/** Those that were begun, on the page of what is to be the work, and one more. */
export function FurtherTranslations({ view }: { view: StagedView }): JSX.Element {
  const words = wordsFrom(BRINGING);
  /** Under which id a text is sent, once it was begun: a second try begins nothing anew. */
  const begun = useRef<string | null>(null);
  const to = async (chosen: Readonly<Record<string, string>>): Promise<string> => {
    begun.current ??= (
      await posted<{ id: string }>(address.stagedAct(view.id, "further"), "application/json", "{}")
    ).id;
    return address.stagedText(begun.current, "b", chosen);
  };
  return (
    <section aria-labelledby="further">
      <h2 id="further">{words.further.title}</h2>
      <p class="bringing-lead">{words.further.about}</p>
      {view.further.length > 0 && (
        <ul class="begun-works">
          {view.further.map(({ id, title, pairs, unsure, hasWords }) => (
            <li>
              {hasWords ? (
                <a href={address.staged(id)}>{title || words.untitled}</a>
              ) : (
                <span>{words.further.noText}</span>
              )}
              {hasWords && <span class="facts">{words.further.counts(pairs, unsure)}</span>}
              <ThrowAway id={id} goes={words.further.throwing} />
            </li>
          ))}
        </ul>
      )}
      <details class="act add-further" open={view.back !== null}>
        <summary class="button">{words.further.add}</summary>
        <p class="hint without-script">{words.withoutScript}</p>
        <LayForm
          side="b"
          action={address.stagedAct(view.id, "further")}
          to={to}
          seen={(id) => address.staged(id)}
          back={view.back}
          lay={words.further.lay}
          reading={words.reading}
        />
      </details>
    </section>
  );
}

const NEEDED: ReadonlySet<string> = new Set(["title", "language"]);

/** What a further translation is, on its own page. */
export function FurtherDescribed({ view }: { view: StagedView }): JSX.Element {
  const words = wordsFrom(BRINGING);
  return (
    <section aria-labelledby="description" class="described">
      <h2 id="description">{words.further.description}</h2>
      <Refused message={view.refused} sought />
      <form method="post" action={address.stagedAct(view.id, "describe")}>
        {FIELDS_OF_FURTHER.map((name) => (
          <Field
            name={name}
            value={view.fields[name]}
            optional={!NEEDED.has(name)}
            autocomplete="off"
            {...(name === "title" ? words.further.called : words.fields[name])}
          />
        ))}
        <fieldset class="readers-chosen">
          <legend>{words.further.origin}</legend>
          {(["no", "yes"] as const).map((value) => (
            <label>
              <input type="radio" name="revised" value={value} defaultChecked={(value === "yes") === view.isRevised} />
              <span>{words.further.origins[value]}</span>
            </label>
          ))}
        </fieldset>
        <p class="readers-chosen">
          <label>
            <input type="checkbox" name="closedRendering" value="yes" defaultChecked={view.isClosed} />
            <span>{words.closed.rendering}</span>
          </label>
        </p>
        <button type="submit" class="button primary">
          {words.further.keep}
        </button>
      </form>
    </section>
  );
}
