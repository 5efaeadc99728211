/**
 * What a rendering has no place for of what is pasted: counted while it is read, and told in a sentence or two, so that
 * nothing is lost without a word.
 *
 * Words that are struck through stay out, whether a program struck them as deleted or a writer by hand: on the page they
 * are taken back, and as plain words they would say the opposite beside what stands in their place. What they were is
 * told, for whoever wants them. All other words stay: a table's, cell by cell, and those of a link, as words like others.
 */
import type { Style } from "../../translations/text/style.ts";
import { wordsFrom } from "../language/language.ts";
import { type Loss, PASTE } from "./paste-words.ts";

/** It stays out, or its words stay: as paragraphs, or as words like any others. */
type Fate = "out" | "paragraphs" | "plain";

/** What becomes of it. */
const FATES: Readonly<Record<Loss, Fate>> = {
  picture: "out",
  video: "out",
  recording: "out",
  page: "out",
  field: "out",
  comment: "out",
  rule: "out",
  table: "paragraphs",
  terms: "paragraphs",
  quotation: "paragraphs",
  heading: "paragraphs",
  link: "plain",
  reference: "plain",
  formula: "plain",
  lowered: "plain",
  underlined: "plain",
  capitals: "plain",
  reading: "plain",
};

/** So many letters of what was struck are told, then no more of it is gathered. */
const LONGEST_TOLD = 80;
const BEGINNING = new RegExp(`^.{0,${LONGEST_TOLD}}`, "su");

/** What one paste lost. */
export class Losses {
  readonly #counts = new Map<Loss, number>();
  #struck = "";

  add(loss: Loss): void {
    this.#counts.set(loss, (this.#counts.get(loss) ?? 0) + 1);
  }

  /** Words that are struck through. */
  strike(words: string): void {
    const line = words.replace(/\s+/g, " ").trim();
    if (line !== "" && this.#struck.length <= LONGEST_TOLD) this.#struck += `${this.#struck && " … "}${line}`;
  }

  get hasStruck(): boolean {
    return this.#struck !== "";
  }

  /** What was not kept, in a few short sentences; "" if all was. */
  inWords(): string {
    const words = wordsFrom(PASTE);
    const [out, paragraphs, plain] = [this.#told("out"), this.#told("paragraphs"), this.#told("plain")];
    return [
      out.length > 0 && words.out(out),
      this.hasStruck && words.struck(this.#struckInShort()),
      paragraphs.length > 0 && words.paragraphs(paragraphs),
      plain.length > 0 && words.plain(plain),
    ]
      .filter((sentence) => sentence !== false)
      .join(" ");
  }

  #told(fate: Fate): string[] {
    const lost = (Object.keys(FATES) as Loss[]).filter((loss) => FATES[loss] === fate && this.#counts.has(loss));
    return lost.map((loss) => wordsFrom(PASTE).losses[loss](this.#counts.get(loss)!));
  }

  /** Without a sign at its end that would stand beside the sentence's own. */
  #struckInShort(): string {
    const cut = BEGINNING.exec(this.#struck)![0];
    return cut.length < this.#struck.length ? `${cut.trimEnd()} …` : cut.replace(/\.$/, "");
  }
}

const OUT: Readonly<Record<string, Loss>> = {
  img: "picture",
  picture: "picture",
  canvas: "picture",
  video: "video",
  audio: "recording",
  iframe: "page",
  embed: "page",
  object: "page",
  input: "field",
  select: "field",
  textarea: "field",
};

/** What is lost with an element that stays out whole; null if nobody could see it, or it is none of the words: a script, an icon. */
export function lossWith(element: Element): Loss | null {
  const size = (name: string): number => Number.parseInt(element.getAttribute(name) ?? "");
  if (size("width") <= 1 || size("height") <= 1 || element.getAttribute("type") === "hidden") return null;
  if (element.localName === "svg") return element.getAttribute("role") === "img" ? "picture" : null;
  return OUT[element.localName] ?? null;
}

/** What is lost of an element whose words come in. `name` is its name, `style` its own style. */
export function lossOf(element: Element, name: string, style: Style): Loss | null {
  const loss = lookLost(element, name, style);
  return loss === "rule" || (loss !== null && /\S/.test(element.textContent ?? "")) ? loss : null;
}

function lookLost(element: Element, name: string, style: Style): Loss | null {
  if (name === "a") return element.hasAttribute("href") ? (isReference(element) ? "reference" : "link") : null;
  if (name === "table") return isTable(element) ? "table" : null;
  if (name === "hr") return "rule";
  if (name === "dl") return "terms";
  if (name === "math") return "formula";
  if (name === "rt") return "reading";
  if (name === "sub" || style.get("vertical-align") === "sub") return "lowered";
  if (/small-caps/.test(`${style.get("font-variant")} ${style.get("font-variant-caps")}`)) return "capitals";
  const underlined = name === "u" || /underline/.test(lineOf(style));
  return underlined && name !== "ins" && element.closest("a") === null ? "underlined" : null;
}

/** One of several cells, not one that a page only stands in. */
function isTable(element: Element): boolean {
  const layout = /^(presentation|none)$/.test(element.getAttribute("role") ?? "");
  return !layout && element.querySelectorAll("td, th").length > 1 && !element.parentElement?.closest("table");
}

function isReference(link: Element): boolean {
  if (link.closest("sup") !== null || link.querySelector("sup, .MsoFootnoteReference, .MsoEndnoteReference"))
    return true;
  return /#_?(?:ftn|edn|fn|cite_note|footnote)/i.test(link.getAttribute("href") ?? "");
}

/** Words that their markup takes back: as a tracked deletion, or struck through by hand. */
export function isStruck(name: string, style: Style): boolean {
  return /^(?:del|s|strike)$/.test(name) || /line-through/.test(lineOf(style));
}

function lineOf(style: Style): string {
  return `${style.get("text-decoration")} ${style.get("text-decoration-line")}`;
}
