/** What files leave open, asked of whoever brings them, and what is chosen. */
import type { JSX } from "preact";
import type { Question } from "../../translations/exchange/reading.ts";
import { SAID_COLUMNS } from "../../translations/exchange/table-columns.ts";
import { wordsFrom } from "../language/language.ts";
import type { Side } from "./text-field.tsx";
import { BRINGING } from "./words.tsx";

/** What there may be to ask. */
export const ABOUT = ["encoding", "footnotes", "tracked", "columns"] as const;

/** What a form says: a browser's, or one that was sent. */
type Filled = Pick<ReadonlyMap<string, unknown>, "has" | "get">;

/** What is chosen in a form of what was asked about a side, as it is sent; "" if it was not asked. */
export function chosenIn(form: Filled, side: Side, about: (typeof ABOUT)[number]): string {
  if (about !== "columns") return textIn(form, `${side}-${about}`);
  const columns: string[] = [];
  for (let at = 0; form.has(`${side}-column-${at}`); at++) columns.push(textIn(form, `${side}-column-${at}`));
  return columns.length === 0 ? "" : `${form.has(`${side}-head`) ? "head" : "rows"}:${columns.join(",")}`;
}

export function textIn(form: Filled, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

/** What files leave open; the first possibility is the usual one. */
export function Ask({ side, files, asks }: { side: Side; files: readonly string[]; asks: Question }): JSX.Element {
  const words = wordsFrom(BRINGING).asks;
  return (
    <fieldset class="file-ask">
      <legend>{legendOf(asks, calledTogether(files))}</legend>
      {asks.about === "columns" && <Columns side={side} asks={asks} />}
      {optionsOf(asks).map(({ value, label }, index) => (
        <label for={`${side}-${asks.about}-${index}`}>
          <input
            type="radio"
            id={`${side}-${asks.about}-${index}`}
            name={`${side}-${asks.about}`}
            value={value}
            defaultChecked={index === 0}
          />{" "}
          {label}
        </label>
      ))}
      {asks.about === "footnotes" && <Samples samples={asks.samples} />}
      {asks.about === "tracked" && (
        <ul class="samples">
          {asks.samples.map(({ before, after }) => (
            <li>
              <del>{before}</del> <ins>{after}</ins>
            </li>
          ))}
        </ul>
      )}
      {asks.about === "encoding" && <p class="hint">{words.encodingHint}</p>}
    </fieldset>
  );
}

/** Of each column, what it is, beside what stands in it. */
function Columns({ side, asks }: { side: Side; asks: Question & { about: "columns" } }): JSX.Element {
  const words = wordsFrom(BRINGING).asks;
  return (
    <>
      <ol class="asked-columns">
        {asks.columns.map(({ name, samples, said }, at) => (
          <li>
            <label>
              {words.column(name, at + 1)}{" "}
              <select name={`${side}-column-${at}`}>
                {SAID_COLUMNS.map((each) => (
                  <option value={each} selected={each === said}>
                    {words.columnChoices[each]}
                  </option>
                ))}
              </select>
            </label>
            <Samples samples={samples} />
          </li>
        ))}
      </ol>
      <label>
        <input type="checkbox" name={`${side}-head`} value="yes" defaultChecked={asks.head} /> {words.head}
      </label>
    </>
  );
}

function Samples({ samples }: { samples: readonly string[] }): JSX.Element {
  return (
    <ul class="samples">
      {samples.map((sample) => (
        <li>{sample}</li>
      ))}
    </ul>
  );
}

/** How a file is called, or several together. */
function calledTogether(files: readonly string[]): string {
  const [first = "", last = ""] = [files[0], files.at(-1)];
  return files.length > 1 ? wordsFrom(BRINGING).fromTo(first, last) : first;
}

function legendOf(asks: Question, file: string): string {
  const words = wordsFrom(BRINGING).asks;
  if (asks.about === "encoding") return words.encoding(file);
  if (asks.about === "columns") return words.columns(file);
  return asks.about === "footnotes" ? words.footnotes(file, asks.count) : words.tracked(file, asks.count, asks.people);
}

function optionsOf(asks: Question): { value: string; label: JSX.Element | string }[] {
  const words = wordsFrom(BRINGING).asks;
  if (asks.about === "encoding")
    return asks.guesses.map(({ encoding, sample }) => ({
      value: encoding,
      label: (
        <>
          {encoding}: <q>{sample}</q>
        </>
      ),
    }));
  if (asks.about === "columns") return [];
  const labels: Readonly<Record<string, string>> =
    asks.about === "footnotes" ? words.footnoteChoices : words.trackedChoices;
  return Object.entries(labels).map(([value, label]) => ({ value, label }));
}
