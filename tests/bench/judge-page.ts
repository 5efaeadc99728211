/** The page for judges: one blind case, two answers in one typography, and four keys. It works without JavaScript too. */
import type { Blind, Side, Stretch } from "./judge-cases.ts";

/** Where a judge stands. */
interface Place {
  of: number;
  decided: number;
  /** What the judge chose before, having gone back. */
  chosen: Side | "tie" | undefined;
}

const BUTTONS = [
  { choice: "left", key: "1", says: "The first" },
  { choice: "tie", key: "0", says: "No difference" },
  { choice: "right", key: "2", says: "The second" },
] as const;

/** A case as a page; its form answers with `choice`. */
export function casePage({ id, left, right }: Blind, { of, decided, chosen }: Place): string {
  const buttons = BUTTONS.map(
    ({ choice, key, says }) =>
      `<button name="choice" value="${choice}" aria-keyshortcuts="${key}" aria-pressed="${chosen === choice}"><kbd>${key}</kbd> ${says}</button>`,
  );
  return page(
    `Case ${id} of ${of}`,
    `<header><h1>Which marking is easier to read?</h1>
<p>Both mark the same revision: what is struck went, what is underlined came.</p>
<p class="place"><progress max="${of}" value="${decided}" aria-label="Decided"></progress> Case ${id} of ${of}</p></header>
<div class="answers">${answer("First", left)}${answer("Second", right)}</div>
<form method="post">${buttons.join("\n")}</form>
<nav>${id > 1 ? `<a href="/${id - 1}" aria-keyshortcuts="Backspace">← Back</a>` : ""}</nav>`,
  );
}

/** What is shown when nothing is left to decide. */
export function lastPage(of: number): string {
  return page(
    "Done",
    `<header><h1>All ${of} cases are decided</h1><p>Thank you. Every answer is kept.</p></header>
<nav>${of > 0 ? `<a href="/${of}" aria-keyshortcuts="Backspace">← Back</a>` : ""}</nav>`,
  );
}

function answer(name: string, stretches: readonly Stretch[]): string {
  return `<article aria-label="${name}"><h2>${name}</h2><p>${stretches.map(inHtml).join("")}</p></article>`;
}

const TAGS = { kept: null, deleted: "del", inserted: "ins" } as const;

function inHtml({ kind, text }: Stretch): string {
  const tag = TAGS[kind];
  return tag ? `<${tag}>${escaped(text)}</${tag}>` : escaped(text);
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<link rel="stylesheet" href="/tokens.css">
<style>${STYLE}</style>
<body>
${body}
<script>${KEYS}</script>
</html>
`;
}

const STYLE = `
@font-face { font-family: "Source Serif 4 Variable"; src: url("/serif.woff2"); font-weight: 200 900; }
* { box-sizing: border-box; }
body { max-width: 76rem; margin: 0 auto; padding: 2rem var(--edge) 4rem; background: var(--paper); color: var(--ink);
  font: var(--plain)/1.5 var(--sans); }
header { margin-bottom: 1.75rem; }
header p { margin: 0.3rem 0; color: var(--ink-soft); }
h1 { margin: 0; font: 500 var(--title)/1.25 var(--serif); }
.place { display: flex; align-items: center; gap: 0.75rem; font-variant-numeric: tabular-nums; }
progress { width: 9rem; height: 0.3rem; border: 0; border-radius: 1rem; overflow: hidden; background: var(--hairline);
  accent-color: var(--accent); appearance: none; }
progress::-webkit-progress-bar { background: var(--hairline); }
progress::-webkit-progress-value { background: var(--accent); }
progress::-moz-progress-bar { background: var(--accent); }
.answers { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: 1.25rem 3rem; }
article { border-top: 1px solid var(--hairline); padding-top: 0.75rem; }
h2 { margin: 0 0 0.4rem; color: var(--ink-soft); font: 600 var(--small) var(--sans); }
article p { max-width: var(--measure); margin: 0; font: var(--words)/1.75 var(--serif); overflow-wrap: anywhere; }
ins, del { padding: 0.06em 0.1em; border-radius: 2px; box-decoration-break: clone; -webkit-box-decoration-break: clone; }
ins { background: var(--ins-paper); color: var(--ins-ink); text-decoration: underline 1.5px; text-underline-offset: 0.2em; }
del { background: var(--del-paper); color: var(--del-ink); text-decoration: line-through 1.5px; }
del + ins { margin-inline-start: 0.15em; }
form { display: flex; flex-wrap: wrap; gap: 0.6rem; margin: 2rem 0 1rem; padding-top: 1.25rem; border-top: 1px solid var(--hairline); }
button { flex: 1 1 11rem; padding: 0.7rem 1rem; border: 1px solid var(--hairline); border-radius: 3px; background: var(--paper-deep);
  color: var(--ink); font: inherit; cursor: pointer; }
button:hover, button[aria-pressed="true"] { border-color: var(--accent); }
button[aria-pressed="true"] { box-shadow: inset 0 0 0 1px var(--accent); }
:is(button, a):focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
kbd { margin-inline-end: 0.35rem; color: var(--accent); font: 600 var(--small) var(--sans); }
a { color: var(--ink-soft); }
@media (max-width: 40rem) {
  form { position: sticky; bottom: 0; margin-bottom: 0; padding: 0.75rem 0; background: var(--paper); }
  button { flex: 1 1 0; padding: 0.6rem 0.4rem; font-size: var(--small); }
  kbd { display: block; margin: 0; }
}
`;

const KEYS = `
addEventListener("keydown", (event) => {
  if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
  document.querySelector('[aria-keyshortcuts="' + CSS.escape(event.key) + '"]')?.click();
});
`;
