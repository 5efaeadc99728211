/** Plain HTML forms that pages share. They are answered with a redirect and need no script. */
import type { ComponentChildren, JSX } from "preact";
import { READERS, USUAL_READERS, type ProposalKind, type Readers } from "../../translations/ledger/events.ts";
import { mayBegin } from "../../translations/ledger/rights.ts";
import { may, type Typed, type Visit } from "./view.ts";
import { address } from "../links/addresses.ts";
import { Hidden } from "../design/Prose.tsx";
import { wordsFrom } from "../language/language.ts";
import { SHELL } from "./words.tsx";

/** What beginning a proposal needs to know. */
export interface Proposing {
  work: string;
  passage: string;
  /** How many proposals were begun here when the page was made, so that a form sent twice begins one. */
  begun: number;
  visit: Visit;
}

/** Who reads a draft, in the words of a form. */
export function readerWords(readers: Readers): string {
  return wordsFrom(SHELL).forms.readers[readers];
}

/** A button that begins a proposal; for those who may not, how they could. */
export function ProposeForm(
  props: Proposing & { kind: ProposalKind; base: number | null; label: string; quiet?: boolean },
): JSX.Element {
  const { work, passage, begun, visit, kind, base, label, quiet = false } = props;
  const words = wordsFrom(SHELL).forms;
  const field = `readers-${kind}-${base ?? 0}`;
  if (!visit.actor)
    return (
      <a class={quiet ? "quiet-action" : "button"} href={address.signIn(visit.url)}>
        {kind === "supply" ? words.signInToSupply : words.signInToPropose}
      </a>
    );
  if (!may(visit, mayBegin)) return <p class="hint">{words.askForRole}</p>;
  return (
    <form class="inline-form" method="post" action={address.begin(work, passage)}>
      <input type="hidden" name="after" value={begun} />
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="base" value={base ?? ""} />
      <span class="begin-readers">
        <label for={field}>{words.readBy}</label>{" "}
        <select id={field} name="readers">
          {READERS.map((readers) => (
            <option value={readers} selected={readers === USUAL_READERS}>
              {readerWords(readers)}
            </option>
          ))}
        </select>
      </span>
      <button type="submit" class={quiet ? "quiet-action" : "button primary"}>
        {label}
      </button>
    </form>
  );
}

/** A labelled text field. */
export function Field(props: {
  name: string;
  label: string;
  type?: "text" | "email" | "password";
  value?: string;
  autocomplete?:
    "name" | "given-name" | "family-name" | "email" | "username" | "current-password" | "new-password" | "off";
  hint?: string;
  minLength?: number;
  /** Where a page has several fields of one name. */
  id?: string;
  optional?: boolean;
}): JSX.Element {
  const { name, label, type = "text", value = "", autocomplete, hint, minLength, id = name, optional = false } = props;
  const all = {
    id: `field-${id}`,
    name,
    defaultValue: value,
    required: !optional,
    ...(autocomplete && { autocomplete }),
    ...(minLength && { minLength }),
    ...(hint && { "aria-describedby": `hint-${id}` }),
  };
  return (
    <p class="field">
      <label for={`field-${id}`}>{label}</label>
      {type === "password" ? (
        <input {...all} type="password" />
      ) : type === "email" ? (
        <input {...all} type="email" />
      ) : (
        <input {...all} type="text" />
      )}
      {hint && (
        <span class="hint" id={`hint-${id}`}>
          {hint}
        </span>
      )}
    </p>
  );
}

/** What was typed into a form that was refused, to be sent again or copied: nothing that was written is lost. */
export function SendAgain({ typed, lang }: { typed: Typed | null | undefined; lang?: string }): JSX.Element | null {
  const words = wordsFrom(SHELL).forms;
  // What a person types; all else in a form is chosen, or was given with it.
  if (!typed?.fields.some(({ name }) => name in words.typed)) return null;
  return (
    <form class="send-again" method="post" action={typed.action} aria-labelledby="send-again">
      <h2 id="send-again">{words.whatYouWrote}</h2>
      <p class="hint">{words.notTaken}</p>
      {typed.fields.map(({ name, value }) =>
        name in words.typed ? (
          <p class="field" key={name}>
            <label for={`again-${name}`}>{words.typed[name]}</label>
            <textarea
              id={`again-${name}`}
              name={name}
              rows={name === "text" ? 10 : 3}
              {...(name === "text" && lang !== undefined && { lang })}
              defaultValue={value}
            />
          </p>
        ) : (
          <input type="hidden" name={name} value={value} key={name} />
        ),
      )}
      <button type="submit" class="button">
        {words.sendAgain}
      </button>
    </form>
  );
}

/** What was typed into the field of a form, if it was this form that was refused. */
function typedBefore(typed: Typed | null | undefined, action: string, field: string): string | undefined {
  return typed?.action === action ? typed.fields.find(({ name }) => name === field)?.value : undefined;
}

/** Reasons that are ready; none is chosen at first. */
export function Ready(props: {
  name: string;
  reasons: readonly string[];
  chosen: string | undefined;
}): JSX.Element | null {
  const { name, reasons, chosen } = props;
  const words = wordsFrom(SHELL).forms;
  if (reasons.length === 0) return null;
  return (
    <p class="field">
      <label for={`ready-${name}`}>{words.ready}</label>
      <select id={`ready-${name}`} name="ready">
        <option value="">{words.ownReason}</option>
        {reasons.map((reason) => (
          <option value={reason} selected={reason === chosen}>
            {reason}
          </option>
        ))}
      </select>
    </p>
  );
}

/** A form that acts on a proposal, with room for a reason. */
export function ReasonForm(props: {
  action: string;
  typed?: Typed | null | undefined;
  name: string;
  title: ComponentChildren;
  button: string;
  label: string;
  required: boolean;
  primary?: boolean;
  /** Opened by words like a link's, where many stand on a page. */
  quiet?: boolean;
  /** Reasons to choose from, to which the one that is written is added. */
  ready?: readonly string[];
  /** Of the form, where fields elsewhere on the page belong to it. */
  id?: string;
  children?: ComponentChildren;
}): JSX.Element {
  const {
    action,
    name,
    id,
    title,
    button,
    label,
    required,
    primary = false,
    quiet = false,
    children,
    ready = [],
  } = props;
  const before = typedBefore(props.typed, action, "reason");
  const words = wordsFrom(SHELL).forms;
  return (
    <details class={`act act-${name}`} name="act" open={before !== undefined}>
      <summary class={quiet ? "quiet-action" : primary ? "button primary" : "button"}>{title}</summary>
      <form method="post" action={action} id={id}>
        {children}
        <Ready name={name} reasons={ready} chosen={typedBefore(props.typed, action, "ready")} />
        <label for={`reason-${name}`}>
          {label}
          {required ? <Hidden>{words.required}</Hidden> : words.optional}
        </label>
        <textarea
          id={`reason-${name}`}
          name="reason"
          rows={3}
          required={required && ready.length === 0}
          defaultValue={before ?? ""}
        />
        <button type="submit" class={primary ? "button primary" : "button"}>
          {button}
        </button>
      </form>
    </details>
  );
}

/** What was refused just now, where a form was; `sought` where that is far down its page, which then opens there. */
export function Refused({ message, sought = false }: { message: string | null; sought?: boolean }): JSX.Element | null {
  if (message === null) return null;
  return (
    <div class="refused" role="alert" {...(sought && { tabIndex: -1, autofocus: true })}>
      <p>
        <b>{wordsFrom(SHELL).forms.notDone}</b> {message}
      </p>
    </div>
  );
}
