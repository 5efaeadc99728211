/**
 * Has a draft revise more passages of its work, which are found by their place, title or words. Complete without a script;
 * with one, what fits follows while it is typed, and the page stays as it is.
 */
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { type Addable, type FoundPassage, LONGEST_QUESTION, type ProposalView } from "../drafting/drafting.ts";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { at } from "../links/under.ts";
import { Locator } from "../shell/Locator.tsx";
import { REVIEWING } from "./words.tsx";

/** So long nothing is typed before it is asked what fits, in ms. */
const PAUSE = 150;

export function AddPassage({ view }: { view: ProposalView }): JSX.Element | null {
  return view.addable && <Finder view={view} addable={view.addable} />;
}

function Finder({ view, addable }: { view: ProposalView; addable: Addable }): JSX.Element {
  const { work, proposal, passage } = view;
  const { found, failed, look } = useFound(addable, (asked, signal) => ask(proposal.id, asked, passage.id, signal));
  const [ticked, setTicked] = useState<readonly FoundPassage[]>([]);
  const field = useRef<HTMLInputElement>(null);
  const words = wordsFrom(REVIEWING).adding;
  const tick = (one: FoundPassage, ticks: boolean): void =>
    setTicked((before) => [...before.filter(({ id }) => id !== one.id), ...(ticks ? [one] : [])]);
  const shown = new Set(found.groups.flatMap(({ passages }) => passages.map(({ id }) => id)));
  const lineOf = (one: FoundPassage): JSX.Element => (
    <FoundLine
      key={one.id}
      found={one}
      lang={work.sourceLanguage}
      ticked={ticked.some(({ id }) => id === one.id)}
      onTick={(ticks) => tick(one, ticks)}
    />
  );
  return (
    <section class="add-passage" id="add-passage" aria-labelledby="add-passage-title">
      <h2 id="add-passage-title">{words.title}</h2>
      <form
        method="get"
        action={`${address.proposal(work.id, proposal.id)}#add-passage`}
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          look(field.current!.value, 0);
        }}
      >
        <input type="hidden" name="part" value={passage.id} />
        <label for="find-passage">{words.find}</label>
        <p class="row-form">
          <input
            type="search"
            id="find-passage"
            name="find"
            ref={field}
            defaultValue={addable.asked}
            maxLength={LONGEST_QUESTION}
            autocomplete="off"
            onInput={({ currentTarget }) => look(currentTarget.value, PAUSE)}
          />{" "}
          <button type="submit" class="button">
            {words.findIt}
          </button>
        </p>
      </form>
      <form method="post" action={address.act(proposal.id, "add")}>
        <p class="hint" role="status">
          {failed ? words.notReached : saidOf(found)}
        </p>
        {ticked.some(({ id }) => !shown.has(id)) && (
          <fieldset>
            <legend>{words.ticked}</legend>
            {ticked.filter(({ id }) => !shown.has(id)).map(lineOf)}
          </fieldset>
        )}
        {found.groups.map(({ over, passages }) => (
          <fieldset key={over.id}>
            <legend>
              <Locator passage={over} lang={work.sourceLanguage} />{" "}
              {over.words !== "" && <span lang={over.lang}>{over.words}</span>}
            </legend>
            {passages.map(lineOf)}
          </fieldset>
        ))}
        <button type="submit" class="button">
          {words.add}
        </button>
      </form>
    </section>
  );
}

function FoundLine(props: {
  found: FoundPassage;
  lang: string;
  ticked: boolean;
  onTick: (ticks: boolean) => void;
}): JSX.Element {
  const { found, lang, ticked, onTick } = props;
  return (
    <label class="found-passage">
      <input
        type="checkbox"
        name="passage"
        value={found.id}
        checked={ticked}
        onChange={({ currentTarget }) => onTick(currentTarget.checked)}
      />{" "}
      <span>
        <Locator passage={found} lang={lang} /> {found.words !== "" && <span lang={found.lang}>{found.words}</span>}
      </span>
    </label>
  );
}

function saidOf({ asked, groups, more }: Addable): string {
  const words = wordsFrom(REVIEWING).adding;
  if (asked === "") return words.around;
  const number = groups.reduce((sum, { passages }) => sum + passages.length, 0);
  return number === 0 ? words.none(asked) : words.fitting(number, asked, more);
}

/** What fits, as it is looked for: the newest question alone is waited for. */
function useFound(first: Addable, ask: (asked: string, signal: AbortSignal) => Promise<Addable | null>) {
  const [found, show] = useState(first);
  const [failed, setFailed] = useState(false);
  const waiting = useRef<{ timer: ReturnType<typeof setTimeout>; asking: AbortController } | null>(null);
  const look = (asked: string, pause: number): void => {
    clearTimeout(waiting.current?.timer);
    waiting.current?.asking.abort();
    const asking = new AbortController();
    const timer = setTimeout(async () => {
      const answer = await ask(asked, asking.signal);
      if (asking.signal.aborted) return;
      if (answer) show(answer);
      setFailed(answer === null);
    }, pause);
    waiting.current = { timer, asking };
  };
  return { found, failed, look };
}

/** Null if the workbench could not be asked. */
async function ask(proposal: string, asked: string, around: string, signal: AbortSignal): Promise<Addable | null> {
  try {
    const answer = await fetch(at(address.addable(proposal, asked, around)), {
      headers: { Accept: "application/json" },
      signal,
    });
    return answer.ok ? ((await answer.json()) as Addable) : null;
  } catch {
    return null;
  }
}
