/**
 * No-break spaces in pasted markup. Chromium and Safari write a plain space as one wherever it stands beside an element
 * ("to <b>bridge</b>" comes as "to&nbsp;" and "bridge"), Word where spaces follow upon each other: these are plain spaces.
 * One inside running text was set by somebody ("5 %", "« mot »") and stays; at the edge of an element it stays only where
 * a printer would set one.
 */

const NO_BREAK = "\u00a0";

/** Behind a no-break space that is meant: signs of measure, and French signs that stand apart. */
const HELD_BEFORE = /^[%‰°€£¥»›!?:;]/;
/** Before one that is meant: opening signs of French, and of sections and numbers. */
const HELD_AFTER = /[«‹§¶№]$/;

/** A text node's words with the no-break spaces at its edges read as what they are. `before` is what stands before it. */
export function plainEdges(node: Node, before: string): string {
  const text = node.nodeValue ?? "";
  if (!text.startsWith(NO_BREAK) && !text.endsWith(NO_BREAK)) return text;
  if (isAlone(text)) return isMeant(before, after(node)) && !isWritten(node) ? text : " ".repeat(text.length);
  const lead = text.startsWith(NO_BREAK) && !isMeant(before, text.slice(1, 2)) ? " " : text.slice(0, 1);
  const trail = text.endsWith(NO_BREAK) && !isMeant(text.slice(-2, -1), after(node)) ? " " : text.slice(-1);
  return `${lead}${text.slice(1, -1)}${trail}`;
}

function isAlone(text: string): boolean {
  return text === NO_BREAK;
}

function isMeant(before: string, after: string): boolean {
  return HELD_AFTER.test(before) || (HELD_BEFORE.test(after) && before !== "" && !/\s$/.test(before));
}

/** True for the elements that browsers and Word put around a space that they have written so themselves. */
function isWritten({ parentElement: parent }: Node): boolean {
  if (!parent || parent.childNodes.length > 1) return false;
  const style = parent.getAttribute("style") ?? parent.getAttribute("data-style") ?? "";
  return parent.classList.contains("Apple-converted-space") || style.includes("mso-spacerun") || isBare(parent);
}

function isBare({ localName, attributes }: Element): boolean {
  return localName === "span" && attributes.length === 0;
}

/** The first letter of the text that follows on `node`, "" where none does. */
function after(node: Node): string {
  for (let next = following(node); next; next = following(next)) {
    if (next.nodeType === 3 && next.nodeValue) return next.nodeValue.slice(0, 1);
    if (next.nodeType === 1 && /^(p|div|li|br|h[1-6]|tr|td|th)$/.test((next as Element).localName)) return "";
  }
  return "";
}

/** The node after `node` in the order of the page. */
function following(node: Node): Node | null {
  if (node.firstChild) return node.firstChild;
  for (let up: Node | null = node; up; up = up.parentNode) if (up.nextSibling) return up.nextSibling;
  return null;
}
