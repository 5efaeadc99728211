/**
 * What is copied out of a difference: as plain text the newer words alone, as rich text both, marked. Numbers of changes
 * and notes, and what is only said to those who listen, stay behind. Words selected in what went alone are those words.
 */

const BESIDE = ".visually-hidden, .change-number, .other-end, .note-mark, .pilcrow";
const KEPT = new Set(["p", "ins", "del", "em", "strong", "sup"]);

export function followCopying(): void {
  document.addEventListener("copy", (event) => {
    const selection = getSelection();
    if (event.defaultPrevented || !event.clipboardData || !selection || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    if (!isOfDifference(range.commonAncestorContainer)) return;
    const words = document.createElement("div");
    words.append(range.cloneContents());
    for (const element of words.querySelectorAll(BESIDE)) element.remove();
    const gone = elementOf(range.commonAncestorContainer)?.closest("del, .diff.side") !== null;
    event.clipboardData.setData("text/html", rich(words).innerHTML);
    event.clipboardData.setData("text/plain", gone ? plain(words) : plain(withoutGone(words)));
    event.preventDefault();
  });
}

function elementOf(node: Node): Element | null {
  return node instanceof Element ? node : node.parentElement;
}

function isOfDifference(node: Node): boolean {
  return Boolean(elementOf(node)?.closest(".diff"));
}

/** Where all of it went there is nothing else to copy. */
function withoutGone(words: Element): Element {
  const copy = words.cloneNode(true) as Element;
  for (const element of copy.querySelectorAll("del, .gap")) element.remove();
  return copy.textContent.trim() === "" ? words : copy;
}

/** Blocks are parted by an empty line; a block of which nothing is left is none. */
function plain(words: Element): string {
  const blocks = [...words.querySelectorAll("p")];
  const texts = blocks.length > 0 ? blocks.map((block) => block.textContent) : [words.textContent];
  return texts
    .map((text) => text.replace(/[ \t\n]+/g, " ").replace(/^ | $/g, ""))
    .filter((text) => text !== "")
    .join("\n\n");
}

/** The same with marks of words and changes, and nothing else of the page. */
function rich(words: Element): Element {
  const out = document.createElement("div");
  for (const node of words.childNodes) append(out, node);
  return out;
}

function append(home: Element, node: Node): void {
  if (!(node instanceof Element)) return home.append(node.cloneNode(true));
  const { localName } = node;
  const inside = KEPT.has(localName) ? document.createElement(localName) : home;
  for (const child of node.childNodes) append(inside, child);
  if (inside !== home) home.append(inside);
}
