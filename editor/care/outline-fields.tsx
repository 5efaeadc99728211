/** The fields and forms by which an outline is changed, or proposed to be. */
import type { ComponentChildren, JSX } from "preact";
import { LIMITS } from "../../translations/text/limits.ts";
import { wordsFrom } from "../language/language.ts";
import { WORK_SETTINGS } from "./work-settings-words.tsx";
import type { ChosenPassage, SplitPiece } from "./work-view.ts";

/** A form that is folded until it is wanted, with room for a reason. */
export function Act(props: {
  title: string;
  action: string;
  button: string;
  /** Tells its reason from those of other forms on the page; null if it has none. */
  reason: string | null;
  required?: boolean;
  /** What its reason begins with; */
  why?: string;
  /** and true if it is wanted already. */
  open?: boolean;
  children: ComponentChildren;
}): JSX.Element {
  const { title, action, button, reason, required = false, why = "", open = false, children } = props;
  return (
    <details class="act" name="act" open={open}>
      <summary class="button">{title}</summary>
      <form method="post" action={action}>
        {children}
        {reason !== null && (
          <Text
            name="reason"
            of={reason}
            label={wordsFrom(WORK_SETTINGS).reason}
            value={why}
            long
            required={required}
          />
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
  lang?: string;
  /** Of a long one, so many lines are shown. */
  rows?: number;
}): JSX.Element {
  const { name, of = "", label, value, long = false, required = false, lang, rows = 2 } = props;
  const id = `${of}-${name}`;
  const all = { id, name, required, lang, defaultValue: value, maxLength: LIMITS[long ? "characters" : "reason"] };
  return (
    <p class="field">
      <label for={id}>{label}</label>
      {long ? <textarea rows={rows} {...all} /> : <input type="text" autocomplete="off" {...all} />}
    </p>
  );
}

/** The form by which a place is looked for: it stands beside that in which it is chosen. */
const FINDING = "find-place";

/** Behind which passage one is to stand: of those around it, or of those that were found by locator, title or words. */
export function Place({ chosen: { after, places } }: { chosen: ChosenPassage }): JSX.Element {
  const words = wordsFrom(WORK_SETTINGS).place;
  const { asked, found, more } = places;
  const chosen = asked === "" ? after : found[0]?.id;
  return (
    <>
      <p class="field find-place">
        <label for="move-find">{words.find}</label>
        <input type="search" id="move-find" name="find" form={FINDING} autocomplete="off" defaultValue={asked} />{" "}
        <button type="submit" class="button" form={FINDING}>
          {words.findIt}
        </button>
      </p>
      {asked !== "" && <p class="facts">{words.found(found.length, more)}</p>}
      <p class="field">
        <label for="move-after">{words.after}</label>
        <select id="move-after" name="after">
          <option value="" selected={chosen === ""}>
            {words.first}
          </option>
          {found.map(({ id, locator, words: said }) => (
            <option value={id} selected={id === chosen}>
              {said === "" ? locator : words.called(locator, said)}
            </option>
          ))}
        </select>
      </p>
    </>
  );
}

/** @param page the page on which it is looked for, and by which name that is told the passage that is to stand there. */
export function FindPlace({ page, name, passage }: { page: string; name: string; passage: string }): JSX.Element {
  return (
    <form id={FINDING} method="get" action={`${page}#move-find`} hidden>
      <input type="hidden" name={name} value={passage} />
    </form>
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
