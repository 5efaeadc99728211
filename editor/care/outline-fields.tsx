/** The fields and forms by which an outline is changed, or proposed to be. */
import type { ComponentChildren, JSX } from "preact";
import { LIMITS } from "../../translations/text/limits.ts";
import { wordsFrom } from "../language/language.ts";
import { WORK_SETTINGS } from "./work-settings-words.tsx";
import type { SplitPiece } from "./work-view.ts";

/** A form that is folded until it is wanted, with room for a reason. */
export function Act(props: {
  title: string;
  action: string;
  button: string;
  /** Tells its reason from those of other forms on the page; null if it has none. */
  reason: string | null;
  required?: boolean;
  children: ComponentChildren;
}): JSX.Element {
  const { title, action, button, reason, required = false, children } = props;
  return (
    <details class="act" name="act">
      <summary class="button">{title}</summary>
      <form method="post" action={action}>
        {children}
        {reason !== null && (
          <Text name="reason" of={reason} label={wordsFrom(WORK_SETTINGS).reason} value="" long required={required} />
        )}
        <button type="submit" class="button primary">
          {button}
        </button>
      </form>
    </details>
  );
}

export function Text(props: {
  name: string;
  /** Where a page has several of one name. */
  of?: string;
  label: string;
  value: string;
  long?: boolean;
  required?: boolean;
  list?: string;
}): JSX.Element {
  const { name, of = "", label, value, long = false, required = false, list } = props;
  const id = `${of}-${name}`;
  const all = { id, name, required, defaultValue: value, maxLength: LIMITS[long ? "characters" : "reason"] };
  return (
    <p class="field">
      <label for={id}>{label}</label>
      {long ? (
        <textarea rows={2} {...all} />
      ) : list === undefined ? (
        <input type="text" autocomplete="off" {...all} />
      ) : (
        <input type="text" autocomplete="off" list={list} {...all} />
      )}
    </p>
  );
}

export function Branch(): JSX.Element {
  return (
    <p class="field">
      <label>
        <input type="checkbox" name="branch" value="yes" /> {wordsFrom(WORK_SETTINGS).branch}
      </label>
    </p>
  );
}

export function Pieces(props: { title: string; name: string; pieces: SplitPiece[]; lang: string }): JSX.Element | null {
  const { title, name, pieces, lang } = props;
  if (pieces.length === 0) return null;
  const words = wordsFrom(WORK_SETTINGS);
  return (
    <fieldset>
      <legend>{title}</legend>
      {pieces.map(({ cut, words: said }) =>
        cut === null ? (
          <p lang={lang}>{said}</p>
        ) : (
          <p>
            <label>
              <input type="checkbox" name={name} value={cut} aria-description={words.begins} />{" "}
              <span lang={lang}>{said}</span>
            </label>
          </p>
        ),
      )}
    </fieldset>
  );
}
