/** What is said about one change, folded beside it, and the form for a new remark, which opens in its place. */
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { wordsFrom } from "../language/language.ts";
import { ChosenFields } from "./Chosen.tsx";
import type { ChosenSpan } from "./span-in.ts";
import { BeginForm, openIn } from "./Discussion.tsx";
import { ThreadHere, type Here } from "./Thread.tsx";
import type { ThreadEntry } from "./view.ts";
import { DISCUSSION } from "./words.tsx";

interface AtChangeProps extends Here {
  /** The number of the change on the page. */
  number: number;
  /** The passage whose change it is. */
  passage: string;
  threads: readonly ThreadEntry[];
  /** Its words on both sides; null where nobody can choose them. */
  spans: Readonly<Record<"target" | "proposed", ChosenSpan | null>> | null;
  /** True while a remark is written here; `focus`: it was just opened. */
  writing: boolean;
  focus: boolean;
  /** The address of this page with the form open here. */
  href: string;
  onWrite: (number: number) => void;
}

export function AtChange(props: AtChangeProps): JSX.Element {
  const { number, passage, threads, spans, writing, focus, href, onWrite, ...here } = props;
  const words = wordsFrom(DISCUSSION);
  const form = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (writing && focus) form.current?.querySelector("textarea")?.focus();
  }, [writing, focus]);
  return (
    <div class="at-change discussion">
      {threads.length > 0 && (
        <details class="folded" data-unresolved={openIn(threads) > 0 ? "" : undefined}>
          <summary>{words.open(openIn(threads), threads.length)}</summary>
          {threads.map((entry) => (
            <ThreadHere key={entry.thread.id} entry={entry} {...here} />
          ))}
        </details>
      )}
      {spans && here.visit.actor && !writing && (
        <a
          class="quiet"
          href={href}
          data-remark={number}
          aria-label={words.remarkOn(number)}
          onClick={(event) => {
            event.preventDefault();
            onWrite(number);
          }}
        >
          {words.remark}
        </a>
      )}
      {spans && here.visit.actor && writing && (
        <div id={`remark-${number}`} ref={form}>
          <BeginForm {...here} id={`remark-${number}`}>
            <input type="hidden" name="passage" value={passage} />
            <ChosenFields spans={spans} />
          </BeginForm>
        </div>
      )}
    </div>
  );
}
