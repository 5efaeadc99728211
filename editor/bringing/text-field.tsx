/** One text: pasted, or chosen as a file or several, which are read one behind the other in an order that can be changed. */
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { JSX } from "preact";
import { byName } from "../../translations/exchange/several.ts";
import { wordsFrom } from "../language/language.ts";
import type { BackForm } from "./view.ts";
import { BRINGING } from "./words.tsx";

/** The side of the source, and that of its translation. */
export const SIDES = ["a", "b"] as const;
export type Side = (typeof SIDES)[number];
export const FIELD: Record<Side, "source" | "rendering"> = { a: "source", b: "rendering" };

/** Files that are read here. */
const TABLES = ",.csv,.tsv,.jsonl";
const ACCEPTED = ".txt,.md,.markdown,.usfm,.sfm,.html,.htm,.docx,.docm,.odt,text/plain";

interface TextProps {
  side: Side;
  files: readonly File[];
  choose: (side: Side, files: readonly File[]) => void;
  /** Somebody writes or pastes. */
  changed: () => void;
  /** True if tables are read, too. */
  tables?: boolean;
  /** The form as it came back. */
  back: BackForm | null;
}

export function Text({ side, files, choose, changed, tables = false, back }: TextProps): JSX.Element {
  const words = wordsFrom(BRINGING);
  const name = FIELD[side];
  const [over, setOver] = useState(false);
  const add = (list: FileList | null | undefined): void => {
    if (!list || list.length === 0) return;
    choose(side, withMore(files, [...list]));
  };
  const hasFiles = files.length > 0;
  return (
    <div
      class={over ? "field dropping" : "field"}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false);
        if (!event.dataTransfer || event.dataTransfer.files.length === 0) return;
        event.preventDefault();
        add(event.dataTransfer.files);
      }}
    >
      <label for={name}>{words[name]}</label>
      <textarea
        id={name}
        name={name}
        rows={14}
        hidden={hasFiles}
        placeholder={words.paste}
        defaultValue={back?.pasted[side] ?? ""}
        onInput={changed}
      />
      {hasFiles && <ChosenFiles files={files} choose={(chosen) => choose(side, chosen)} />}
      <p class="file-field">
        <label for={`file-${side}`}>{hasFiles ? words.otherFiles : words.file(words[name])}</label>{" "}
        <input
          type="file"
          id={`file-${side}`}
          name={`${name}-file`}
          multiple
          accept={tables ? ACCEPTED + TABLES : ACCEPTED}
          onChange={({ currentTarget }) => {
            add(currentTarget.files);
            // The list says what is chosen; one that was put away can be chosen again.
            currentTarget.value = "";
          }}
        />
      </p>
      {back && !hasFiles && back.files[side].length > 0 && <p class="hint">{words.chooseAgain(back.files[side])}</p>}
    </div>
  );
}

/** Files that come together stand in the order of their names, behind those that are there; one of the same name replaces its like. */
function withMore(files: readonly File[], more: readonly File[]): File[] {
  const kept = files.filter((file) => !more.some(({ name }) => name === file.name));
  return [...kept, ...more.toSorted(byName)];
}

interface FilesProps {
  files: readonly File[];
  choose: (files: readonly File[]) => void;
}

/** Which files are chosen, in their order, which keys change as well: each step is a button's. */
function ChosenFiles({ files, choose }: FilesProps): JSX.Element {
  const words = wordsFrom(BRINGING);
  const list = useRef<HTMLOListElement>(null);
  /** Where the button is that is pressed next, after a step. */
  const next = useRef<{ at: number; act: string } | null>(null);
  useLayoutEffect(() => {
    const item = next.current && list.current?.children[next.current.at];
    const button = item?.querySelector<HTMLElement>(`[data-act=${next.current!.act}]:not(:disabled)`);
    (button ?? item?.querySelector<HTMLElement>("button:not(:disabled)"))?.focus();
    next.current = null;
  });
  const move = (from: number, to: number, act: string): void => {
    next.current = { at: to, act };
    const others = files.toSpliced(from, 1);
    choose(others.toSpliced(to, 0, files[from]!));
  };
  const leave = (at: number): void => {
    next.current = { at: Math.min(at, files.length - 2), act: "leave" };
    choose(files.toSpliced(at, 1));
  };
  return (
    <>
      {files.length > 1 && (
        <p class="hint" role="status">
          {words.inOrder(files.length)}
        </p>
      )}
      <ol class="chosen-files" ref={list}>
        {files.map(({ name }, at) => {
          const does = (act: "earlier" | "later" | "leave", disabled: boolean, run: () => void): JSX.Element => (
            <button
              type="button"
              class="quiet-action"
              data-act={act}
              aria-label={`${words.fileActs[act]}: ${name}`}
              disabled={disabled}
              onClick={run}
            >
              {words.fileActs[act]}
            </button>
          );
          return (
            <li>
              <span>{name}</span>
              {files.length > 1 && does("earlier", at === 0, () => move(at, at - 1, "earlier"))}
              {files.length > 1 && does("later", at === files.length - 1, () => move(at, at + 1, "later"))}
              {does("leave", false, () => leave(at))}
            </li>
          );
        })}
      </ol>
    </>
  );
}
