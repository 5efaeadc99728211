/** Two texts, pasted or from files. A file is read as it is sent; what it leaves open is asked, and it is sent again. */
import { useState } from "preact/hooks";
import type { JSX, TargetedEvent } from "preact";
import type { Question } from "../../translations/exchange/reading.ts";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { at } from "../links/under.ts";
import { posted, said } from "./sending.ts";
import { BRINGING } from "./words.tsx";

/** The side of the source, and that of its translation. */
const SIDES = ["a", "b"] as const;
type Side = (typeof SIDES)[number];
const FIELD: Record<Side, "source" | "rendering"> = { a: "source", b: "rendering" };

/** Files that are read here. */
const TABLES = ",.csv,.tsv,.jsonl";
const ACCEPTED = ".txt,.md,.markdown,.usfm,.sfm,.html,.htm,.docx,.docm,.odt,text/plain";

/** What is going on. */
interface Going {
  reading: boolean;
  /** Why something was not taken in, or "". */
  refused: string;
  /** The id under which both texts were begun; null before. */
  begun: string | null;
  /** Whether a text was taken in under it, on either side. */
  taken: Record<Side, boolean>;
  /** What was asked of either file, while it is. */
  asks: Record<Side, Question[]>;
}

const NOTHING: Going = {
  ...{ reading: false, refused: "", begun: null },
  taken: { a: false, b: false },
  asks: { a: [], b: [] },
};

export function BringForm(): JSX.Element {
  const words = wordsFrom(BRINGING);
  const [files, setFiles] = useState<Record<Side, File | null>>({ a: null, b: null });
  const [going, setGoing] = useState(NOTHING);
  const asked = SIDES.filter((side) => going.asks[side].length > 0);

  /** Another file, or none. */
  function choose(side: Side, file: File | null): void {
    setFiles((all) => ({ ...all, [side]: file }));
    begunAnew();
  }

  /** Another text: what was taken of the one before goes, and nothing is asked of it any more. */
  function begunAnew(): void {
    const { begun, taken } = going;
    const isStale = begun !== null && (taken.a || taken.b);
    // What could not be thrown away stands in the list of what is begun.
    if (isStale) posted(address.stagedAct(begun, "discard"), "application/json", "{}").catch(() => undefined);
    setGoing({ ...NOTHING, begun: isStale ? null : begun });
  }

  async function submit(event: TargetedEvent<HTMLFormElement, SubmitEvent>): Promise<void> {
    const form = new FormData(event.currentTarget);
    if (SIDES.every((side) => textOn(side, form, files) === null)) return;
    event.preventDefault();
    setGoing((now) => ({ ...now, reading: true, refused: "" }));
    const after = await sent(form, files, going);
    setGoing({ ...after, reading: false });
    if (after.refused === "" && after.begun !== null && SIDES.every((side) => after.asks[side].length === 0))
      location.assign(at(address.staged(after.begun)));
  }

  return (
    <form method="post" action={address.bringing()} onSubmit={(event) => void submit(event)}>
      <p class="refused" role="alert" hidden={going.refused === ""}>
        {going.refused}
      </p>
      <div class="two-texts">
        {SIDES.map((side) => (
          <Text side={side} file={files[side]} choose={choose} changed={begunAnew} />
        ))}
      </div>
      {asked.map((side) => going.asks[side].map((question) => <Ask side={side} file={files[side]!} asks={question} />))}
      <button type="submit" class="button primary" disabled={going.reading}>
        {asked.length > 0 ? words.goOn : words.lay}
      </button>
      <p role="status" class="facts">
        {going.reading && (
          <>
            {words.reading} <progress />
          </>
        )}
      </p>
    </form>
  );
}

interface TextProps {
  side: Side;
  file: File | null;
  choose: (side: Side, file: File | null) => void;
  /** Somebody writes or pastes. */
  changed: () => void;
  /** True if tables are read, too. */
  tables?: boolean;
}

export function Text({ side, file, choose, changed, tables = false }: TextProps): JSX.Element {
  const words = wordsFrom(BRINGING);
  const name = FIELD[side];
  const [over, setOver] = useState(false);
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
        const dropped = event.dataTransfer?.files[0];
        if (!dropped) return;
        event.preventDefault();
        choose(side, dropped);
      }}
    >
      <label for={name}>{words[name]}</label>
      <textarea id={name} name={name} rows={14} hidden={file !== null} placeholder={words.paste} onInput={changed} />
      {file !== null && (
        <p class="chosen-file">
          {file.name}{" "}
          <button type="button" class="quiet-action" onClick={() => choose(side, null)}>
            {words.otherFile}
          </button>
        </p>
      )}
      <p class="needs-script" hidden={file !== null}>
        <label for={`file-${side}`}>{words.file(words[name])}</label>{" "}
        <input
          type="file"
          id={`file-${side}`}
          accept={tables ? ACCEPTED + TABLES : ACCEPTED}
          onChange={(event) => choose(side, event.currentTarget.files?.[0] ?? null)}
        />
      </p>
    </div>
  );
}

/** What a file leaves open; the first possibility is the usual one. */
export function Ask({ side, file, asks }: { side: Side; file: File; asks: Question }): JSX.Element {
  const words = wordsFrom(BRINGING).asks;
  return (
    <fieldset class="file-ask">
      <legend>{legendOf(asks, file.name)}</legend>
      {optionsOf(asks).map(({ value, label }, index) => (
        <label>
          <input type="radio" name={`${side}-${asks.about}`} value={value} defaultChecked={index === 0} /> {label}
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

function Samples({ samples }: { samples: readonly string[] }): JSX.Element {
  return (
    <ul class="samples">
      {samples.map((sample) => (
        <li>{sample}</li>
      ))}
    </ul>
  );
}

function legendOf(asks: Question, file: string): string {
  const words = wordsFrom(BRINGING).asks;
  if (asks.about === "encoding") return words.encoding(file);
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
  const labels: Readonly<Record<string, string>> =
    asks.about === "footnotes" ? words.footnoteChoices : words.trackedChoices;
  return Object.entries(labels).map(([value, label]) => ({ value, label }));
}

/** Sends each text that was not taken in yet, or of which something was asked, until one is refused. */
async function sent(form: FormData, files: Record<Side, File | null>, before: Going): Promise<Going> {
  let going: Going = { ...before, refused: "" };
  try {
    going = { ...going, begun: going.begun ?? (await begun()) };
    for (const side of SIDES) {
      const file = textOn(side, form, files);
      if (file && (!going.taken[side] || going.asks[side].length > 0))
        going = withTaken(going, side, await askedOf(going.begun!, side, file, form));
    }
    return going;
  } catch (error) {
    return { ...going, refused: said(error) };
  }
}

async function begun(): Promise<string> {
  return (await posted<{ id: string }>(address.bringing(), "application/json", "{}")).id;
}

function withTaken(going: Going, side: Side, asks: Question[]): Going {
  return { ...going, taken: { ...going.taken, [side]: true }, asks: { ...going.asks, [side]: asks } };
}

/** Sends one text. What was chosen for it just now is not asked again. */
async function askedOf(id: string, side: Side, file: File, form: FormData): Promise<Question[]> {
  const choices = Object.fromEntries(
    ["encoding", "footnotes", "tracked"].map((about) => [about, textIn(form, `${side}-${about}`)]),
  );
  const to = address.stagedText(id, side, { name: file.name, ...choices });
  const { questions } = await posted<{ questions: Question[] }>(to, "application/octet-stream", file);
  return questions.filter(({ about }) => choices[about] === "");
}

/** The file of a side, or what was pasted there; null if nothing was. */
function textOn(side: Side, form: FormData, files: Record<Side, File | null>): File | null {
  const pasted = textIn(form, FIELD[side]);
  return files[side] ?? (pasted.trim() === "" ? null : new File([pasted], ""));
}

export function textIn(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
