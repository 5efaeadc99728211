/** Plain text that people wrote: notes, reasons, remarks. Chinese words in it are marked as such; nothing else is read into it. */
import type { ComponentChildren, JSX } from "preact";

const HAN =
  /([\p{Script=Han}《》〈〉「」『』（），。、；：！？“”…]*\p{Script=Han}[\p{Script=Han}《》〈〉「」『』（），。、；：！？]*)/u;

const HAS_HAN = /\p{Script=Han}/u;

/** One line of mixed text: runs of Han characters carry `lang`. */
export function Mixed({ text, lang = "zh-Hans" }: { text: string; lang?: string | undefined }): JSX.Element {
  if (!HAS_HAN.test(text)) return <>{text}</>;
  return <>{text.split(HAN).map((run, index) => (index % 2 === 1 ? <span lang={lang}>{run}</span> : run))}</>;
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
