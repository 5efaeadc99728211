/** Accepting a part otherwise than it was proposed: some of its changes alone, or in words of whoever decides; with how it reads then. */
import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { reworded, taking } from "../../translations/compare/merge/merge.ts";
import { isHeld } from "../../translations/ledger/state.ts";
import { canonicalText, renderingFromJson, renderingToJson } from "../../translations/text/canonical.ts";
import type { RenderingJson } from "../../translations/text/schema.ts";
import type { ProposalView } from "../drafting/drafting.ts";
import { Hidden } from "../design/Prose.tsx";
import { Diff } from "../difference/Diff.tsx";
import { compare, type Changes } from "../difference/difference.ts";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { Rendering } from "../rendering/Rendering.tsx";
import { ReasonForm } from "../shell/Forms.tsx";
import { Decided } from "./Decided.tsx";
import { EditPutsBack } from "./PutsBack.tsx";
import { boxesOf, CHOOSING, useChosen, type Box } from "./choosing.ts";
import { REVIEWING } from "./words.tsx";

/** Both sides of a part of which some changes, or other words, may be accepted. */
export interface Sides {
  older: RenderingJson;
  proposed: RenderingJson;
  found: Changes;
  boxes: Box[];
}

/** The sides, for who may decide on the part that the page is turned to as it stands; else null. */
export function sidesOf({ may, proposal, base, stale, terms, approving }: ProposalView): Sides | null {
  const { submission, kind, status } = proposal;
  // What needs the approval of two is accepted just as both read it.
  if (approving.needed > 1) return null;
  if (!may.decide || stale || kind !== "revision" || status !== "open" || !submission || !base || !isHeld(base))
    return null;
  const older = base.words.rendering;
  const found = compare(older, submission.rendering, terms);
  return { older, proposed: submission.rendering, found, boxes: boxesOf(found) };
}

/** The box at a change. */
export function ChangeBox({ view, box, of }: { view: ProposalView; box: Box; of: number }): JSX.Element {
  const words = wordsFrom(REVIEWING).otherwise;
  return (
    <label class="take-change">
      <input
        type="checkbox"
        name="changes"
        value={box.value}
        form={CHOOSING}
        data-line
        defaultChecked={wasChosen(view, box)}
      />{" "}
      {words.take}
      <Hidden>{words.ofChanges(box.number, of)}</Hidden>
    </label>
  );
}

/** As it was in a form that was refused; else every change is chosen. */
function wasChosen({ typed }: ProposalView, { value }: Box): boolean {
  const isAgain = typed?.fields.some(({ name }) => name === "chosen") ?? false;
  return !isAgain || typed!.fields.some((field) => field.name === "changes" && field.value === value);
}

/** What was typed into one of the forms that are sent to the same address, if it was this one that was refused. */
export function typedInto({ typed }: ProposalView, form: "whole" | "chosen" | "text"): ProposalView["typed"] {
  const has = (field: string): boolean => typed?.fields.some(({ name }) => name === field) ?? false;
  const sent = has("chosen") ? "chosen" : has("text") ? "text" : "whole";
  return sent === form ? typed : null;
}

/** The forms, for who may decide; nothing for others. */
export function AcceptOtherwise({ view }: { view: ProposalView }): JSX.Element | null {
  const sides = sidesOf(view);
  if (!sides) return null;
  return (
    <>
      {sides.boxes.length > 1 && <SomeForm view={view} sides={sides} />}
      <EditForm view={view} sides={sides} />
    </>
  );
}

function Part({ view }: { view: ProposalView }): JSX.Element {
  return (
    <>
      <input type="hidden" name="parts" value={view.passage.id} />
      <Decided parts={[view]} />
    </>
  );
}

function SomeForm({ view, sides }: { view: ProposalView; sides: Sides }): JSX.Element {
  const all = sides.boxes.map(({ value }) => value);
  const chosen = useChosen(all);
  // Most who read a proposal choose nothing: what comes of it need not be worked out for its page.
  const [isAlive, setAlive] = useState(false);
  useEffect(() => setAlive(true), []);
  const words = wordsFrom(REVIEWING).otherwise;
  const number = view.newest + 1;
  return (
    <ReasonForm
      typed={typedInto(view, "chosen")}
      action={address.act(view.proposal.id, "accept")}
      name="some"
      id={CHOOSING}
      title={words.some}
      button={words.acceptSome(chosen.length, all.length, number)}
      label={words.whyRest}
      required={chosen.length < all.length}
      ready={view.ready}
    >
      <Part view={view} />
      <input type="hidden" name="chosen" value="yes" />
      <p class="hint">{words.howToChoose}</p>
      {isAlive && <Preview sides={sides} chosen={chosen} lang={view.work.language} number={number} />}
    </ReasonForm>
  );
}

function Preview(props: { sides: Sides; chosen: readonly string[]; lang: string; number: number }): JSX.Element {
  const { sides, chosen, lang, number } = props;
  const words = wordsFrom(REVIEWING).otherwise;
  const rendering = useMemo(() => {
    const taken = sides.boxes
      .filter(({ value }) => chosen.includes(value))
      .flatMap(({ changes }) => changes.map((at) => sides.found.changes[at]!));
    return renderingToJson(taking(renderingFromJson(sides.older), renderingFromJson(sides.proposed), taken));
  }, [sides.older, sides.proposed, chosen]);
  return (
    <section class="as-accepted" aria-label={words.preview(number)}>
      <p class="label">{words.preview(number)}</p>
      <Rendering rendering={rendering} lang={lang} />
    </section>
  );
}

function EditForm({ view, sides }: { view: ProposalView; sides: Sides }): JSX.Element {
  const words = wordsFrom(REVIEWING).otherwise;
  const before = useMemo(() => canonicalText(renderingFromJson(sides.proposed)), [sides.proposed]);
  const again = typedInto(view, "text")?.fields.find(({ name }) => name === "text")?.value;
  const [text, setText] = useState(again ?? before);
  const number = view.newest + 1;
  return (
    <ReasonForm
      typed={typedInto(view, "text")}
      action={address.act(view.proposal.id, "accept")}
      name="edit"
      title={words.edit}
      button={words.acceptEdited(number)}
      label={words.reason}
      required={false}
    >
      <Part view={view} />
      <p class="hint">{words.credited}</p>
      <label for="edited-words">{words.words}</label>
      <textarea
        id="edited-words"
        name="text"
        rows={8}
        required
        lang={view.work.language}
        defaultValue={again ?? before}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
      />
      <Edited view={view} sides={sides} text={text} before={before} />
    </ReasonForm>
  );
}

/** What is compared only once somebody has stopped typing for so long, in milliseconds. */
const PAUSE = 300;

/** What the editing changes in the proposal, and what it comes to beside the version that is revised. */
function Edited(props: { view: ProposalView; sides: Sides; text: string; before: string }): JSX.Element | null {
  const { view, sides, text, before } = props;
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE);
    return () => clearTimeout(timer);
  }, [text]);
  const edited = useMemo(
    () => (settled.trim() === "" ? null : renderingToJson(reworded(renderingFromJson(sides.proposed), settled))),
    [sides.proposed, settled],
  );
  if (!edited || settled === before) return null;
  const words = wordsFrom(REVIEWING).otherwise;
  const lang = view.work.language;
  const beside = (older: RenderingJson) => (
    <Diff
      older={{ rendering: older, name: null, notes: [] }}
      newer={{ rendering: edited, name: null, notes: [] }}
      show="inline"
      lang={lang}
      found={compare(older, edited, view.terms)}
      apart
    />
  );
  return (
    <>
      <section class="as-accepted" aria-label={words.editing}>
        <p class="label">{words.editing}</p>
        {beside(sides.proposed)}
      </section>
      <section class="as-accepted" aria-label={words.fromBase(view.base?.number ?? 0)}>
        <p class="label">{words.fromBase(view.base?.number ?? 0)}</p>
        {beside(sides.older)}
        <EditPutsBack view={view} text={settled} />
      </section>
    </>
  );
}
