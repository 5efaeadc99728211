/** What an element of pasted markup is, by its name, its classes and its style. */
import type { Mark } from "prosemirror-model";
import { schema } from "../../translations/text/schema.ts";
import { BLOCKS, styleIn, type Style } from "../../translations/text/style.ts";

/** The declarations of an element's own style attribute. */
export function styleOf(element: Element): Style {
  return styleIn(element.getAttribute("style") ?? element.getAttribute("data-style") ?? "");
}

/** What stands in a poem and is none of it. */
export const BESIDE_VERSE = new Set(
  "aside caption details dl fieldset figcaption figure footer header nav table".split(" "),
);

/** Project Gutenberg calls a line "verse" that others call so a stanza. */
export function isVerseOfOneLine(element: Element, classes: string): boolean {
  return /(?:^|\s)verse(?:\s|$)/i.test(classes) && element.querySelector("br, div, p") === null;
}

/**
 * What the quotation is called that an element is: "new", or a name that it shares with the paragraphs beside it; undefined
 * if it is none.
 */
export function quotationIn(element: Element, name: string, style: Style, parted: boolean): string | undefined {
  if (/\bMso(?:Intense)?Quote|\bMsoBlockText/.test(element.getAttribute("class") ?? "")) return "of Word";
  if (name !== "blockquote") return undefined;
  const indents = /^none/.test(style.get("border") ?? "") && /40px$/.test(style.get("margin") ?? "");
  return indents ? undefined : parted ? "of LibreOffice" : "new";
}

export function isHidden(element: Element, style: Style): boolean {
  return (
    /^none/.test(style.get("display") ?? "") ||
    /^(hidden|collapse)/.test(style.get("visibility") ?? "") ||
    style.get("mso-hide") === "all" ||
    element.hasAttribute("hidden")
  );
}

/** What is said about the words: comments of reviewers and their signs. */
export function isRemark(element: Element, style: Style): boolean {
  return (
    /^comment/.test(style.get("mso-element") ?? "") ||
    /\b(MsoCommentReference|MsoCommentText|MsoCommentSubject|msocomanchor|msocomoff|msocomtxt|EOP)\b/.test(
      element.getAttribute("class") ?? "",
    )
  );
}

/** A comment is counted once, by its sign among the words. */
export function commentIn(element: Element): "comment" | null {
  return element.classList.contains("MsoCommentReference") ? "comment" : null;
}

export function isBlock(name: string, style: Style): boolean {
  const display = style.get("display") ?? "";
  if (/^inline/.test(display) && /^(div|p|section)$/.test(name)) return false;
  return BLOCKS.has(name) || /^(block|list-item|flex|grid|table|flow-root)/.test(display);
}

export function headingLevel(element: Element, name: string): number | null {
  const told = /^h([1-6])$/.exec(name)?.[1];
  if (told) return Number(told);
  if (element.getAttribute("role") !== "heading") return null;
  const level = Number(element.getAttribute("aria-level") ?? 2);
  return Number.isInteger(level) && level >= 1 ? Math.min(level, 6) : 2;
}

export function primary(language: string): string {
  return language.split("-")[0]!.toLowerCase();
}

const EAST_ASIAN = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}]/u;

/** Word calls quotation marks Chinese, and any word the language of somebody's keyboard. */
export function isFitting({ type, attrs }: Mark, text: string): boolean {
  if (type !== schema.marks.foreign) return true;
  return /^(zh|ja|ko)/.test(String(attrs["lang"])) && /\p{L}/u.test(text) && EAST_ASIAN.test(text);
}

/** What a marker of Word's is: a bullet's sign, a plain number, or words that must stay. */
export function markerOf(text: string): number | "sign" | "words" {
  const marker = text.replace(/[\s\u00a0]+/g, "");
  const number = /^(\d{1,4})[.)]?$/.exec(marker)?.[1];
  if (number !== undefined) return Number(number);
  return Array.from(marker).length > 1 && /[\p{L}\p{N}]/u.test(marker) ? "words" : "sign";
}
