/** Markup of a Word file (ECMA-376) as it is written: what every part of it is made of. */

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Signs that no XML can hold; canonical words have no others of them. */
export const NO_XML = /[\ufffe\uffff]/g;

/** Words between tags, or in an attribute. */
export function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(NO_XML, "\ufffd")
    .replace(/[&<>"]/g, (sign) => ENTITIES[sign]!);
}

/** An element; attributes that are null are left out. */
export function element(name: string, attributes: Readonly<Record<string, string | null>> = {}, inner = ""): string {
  const said = Object.entries(attributes).flatMap(([key, value]) =>
    value === null ? [] : ` ${key}="${escaped(value)}"`,
  );
  return inner === "" ? `<${name}${said.join("")}/>` : `<${name}${said.join("")}>${inner}</${name}>`;
}

/** An element that says one value. */
export function valued(name: string, value: string | number): string {
  return element(name, { "w:val": String(value) });
}

/** A part: what comes before everything in it. */
export const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/** An instant as Word writes one: of a day its first moment, of what is less exact none. */
export function wordDate(date: string | null): string | null {
  const found = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d:\d\d))?/.exec(date ?? "");
  return found && `${found[1]}T${found[2] ?? "00:00:00"}Z`;
}

const OTHER = "[\\p{scx=Hebr}\\p{scx=Arab}\\p{scx=Syrc}\\p{scx=Thaa}\\p{scx=Nkoo}]";
const RIGHT_TO_LEFT = new RegExp(`${OTHER}+(?:[ \\u00a0]+${OTHER}+)*`, "gu");

/** Words parted where letters of the other direction begin: Word asks to be told. */
export function byDirection(text: string): { text: string; isRightToLeft: boolean }[] {
  const parts: { text: string; isRightToLeft: boolean }[] = [];
  let last = 0;
  const put = (from: number, to: number, isRightToLeft: boolean): void => {
    if (from < to) parts.push({ text: text.slice(from, to), isRightToLeft });
  };
  for (const { index, 0: found } of text.matchAll(RIGHT_TO_LEFT)) {
    put(last, index, false);
    put(index, index + found.length, true);
    last = index + found.length;
  }
  put(last, text.length, false);
  return parts;
}

/** True of a language that is written from right to left. */
export function isRightToLeft(language: string): boolean {
  return /^(?:ar|he|iw|fa|ur|ps|sd|ug|yi|ckb|dv|syr|arc)(?:-|$)/i.test(language) && !/-Latn/i.test(language);
}
