/** Plain text that people wrote: notes, reasons, remarks. Chinese words in it are marked as such; nothing else is read into it. */
import type { ComponentChildren, JSX } from "preact";
import { markup, type Markup } from "./markup.ts";

const HAN =
  /([\p{Script=Han}《》〈〉「」『』（），。、；：！？“”…]*\p{Script=Han}[\p{Script=Han}《》〈〉「」『』（），。、；：！？]*)/u;

const HAS_HAN = /\p{Script=Han}/u;

/** The runs of a text: from the second on, every second one is of Han characters. */
function runsOf(text: string): readonly string[] {
  return HAS_HAN.test(text) ? text.split(HAN) : [text];
}

/** One line of mixed text: runs of Han characters carry `lang`. */
export function Mixed({ text, lang = "zh-Hans" }: { text: string; lang?: string | undefined }): JSX.Element {
  return <>{runsOf(text).map((run, index) => (index % 2 === 1 ? <span lang={lang}>{run}</span> : run))}</>;
}

/** The same, written. */
export function mixed(text: string, lang: string): Markup {
  return markup`${runsOf(text).map((run, index) => (index % 2 === 1 ? markup`<span lang="${lang}">${run}</span>` : markup`${run}`))}`;
}

/** Paragraphs, parted by empty lines; a line that was ended in one ends there. */
export function Prose({ text, lang }: { text: string; lang?: string | undefined }): JSX.Element {
  return (
    <>
      {text
        .split(/\n\s*\n/)
        .filter((paragraph) => paragraph.trim() !== "")
        .map((paragraph) => (
          <p class="prose">
            <Mixed text={paragraph.trim()} lang={lang} />
          </p>
        ))}
    </>
  );
}

/** Words for those who hear the page. */
export function Hidden({ children }: { children: ComponentChildren }): JSX.Element {
  return <span class="visually-hidden">{children}</span>;
}

/** The same, written. */
export function hidden(words: string): Markup {
  return markup`<span class="visually-hidden">${words}</span>`;
}
