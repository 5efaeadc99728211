/** The small line under a passage: what is known of it, which follows the news while the page is open, and what can be done. */
import { useEffect } from "preact/hooks";
import { markup, type Markup } from "../design/markup.ts";
import { hidden } from "../design/Prose.tsx";
import { openWords } from "../design/wording.ts";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { at } from "../links/under.ts";
import type { WorkNews } from "../shell/live.ts";
import { SHELL } from "../shell/words.tsx";
import type { OpenCounts } from "../../translations/ledger/state.ts";
import { isWhole, type Facts, type Line, type PassageLine } from "./view.ts";
import { READING } from "./words.tsx";

const NOTHING: OpenCounts = { waiting: 0, written: 0 };

/** What a line says of its passage. */
export function factsOf(line: Line): Facts {
  if (!isWhole(line)) return line.facts;
  const { passage, current, notes, proposals, waiting, reshaped } = line;
  return {
    passage: passage.id,
    current: current && { number: current.number, base: current.base },
    ...(notes.length > 0 && { notes: notes.length }),
    ...(reshaped !== undefined && { reshaped }),
    ...(proposals > 0 && { open: { waiting, written: proposals - waiting } }),
  };
}

/** "v2 · revised from v1 · 2 notes · proposals: 1 waits for review". @param news what was told of this passage since. */
export function factsOn(work: string, facts: Facts, news: readonly WorkNews[] = []): Markup {
  const { passage, current, notes = 0, reshaped = 0 } = facts;
  const words = wordsFrom(READING);
  const open = news.at(-1)?.open.passage ?? facts.open ?? NOTHING;
  const newest = news.flatMap((heard) => (heard.type === "version" ? [heard.number] : [])).at(-1);
  const isNewer = newest !== undefined && newest !== current?.number;
  const versionAt = (number: number): string => at(address.version(work, passage, number));
  return inARow([
    current && markup`<a href="${versionAt(current.number)}">v${current.number}</a>`,
    isNewer && markup`<a class="newer" href="${versionAt(newest)}">${words.isNew(newest)}</a>`,
    current && current.base !== null && revisedFrom(work, passage, current.base, current.number),
    notes > 0 && markup`${words.notes(notes)}`,
    open.waiting + open.written > 0 &&
      markup`${wordsFrom(SHELL).proposals} <a class="open" href="${at(address.passage(work, passage))}#versions">${openWords(open)}</a>`,
    reshaped > 0 && markup`<a href="${at(address.passage(work, passage))}#propose">${words.reshaped(reshaped)}</a>`,
  ]);
}

function inARow(parts: readonly (Markup | null | false)[]): Markup {
  const said = parts.filter((part) => part !== null && part !== false);
  return markup`${said.map((part, index) => (index === 0 ? part : markup` · ${part}`))}`;
}

function revisedFrom(work: string, passage: string, base: number, number: number): Markup {
  const { revisedFrom: words } = wordsFrom(READING);
  return markup`<a href="${at(address.compare(work, passage, base, number))}">${words(base)}</a>`;
}

/** What the small line holds: the facts, and what can be done. */
export function smallLine(work: string, line: PassageLine): Markup {
  return markup`<p class="facts">${factsOn(work, factsOf(line))}</p><p class="actions">${actionsOn(work, line)}</p>`;
}

function actionsOn(work: string, { passage, current }: PassageLine): Markup {
  const here = at(address.passage(work, passage.id));
  const words = wordsFrom(READING);
  const propose = (current ? words.propose : words.proposeFirst)(hidden, passage.locator);
  if (!current)
    return markup`<a href="${here}#propose">${propose}</a>${begins(passage) && wholeSection(work, passage)}`;
  const version = at(address.version(work, passage.id, current.number));
  const [history, cite] = [words.history(hidden, passage.locator), words.cite(hidden, passage.locator)];
  return markup`<a href="${here}#propose">${propose}</a>${begins(passage) && wholeSection(work, passage)}<a href="${here}#versions">${history}</a><a href="${version}#cite">${cite}</a>`;
}

/** True of what stands at the head of a section. */
function begins({ kind }: PassageLine["passage"]): boolean {
  return kind === "part" || kind === "heading";
}

function wholeSection(work: string, { id, locator }: PassageLine["passage"]): Markup {
  return markup`<a href="${at(address.revising(work, id))}">${wordsFrom(READING).revise(hidden, locator)}</a>`;
}

/** Brings the facts of passages up to the news; where a reader's focus is in them they stay, so that it keeps its link. */
export function useNewFacts(work: string, lines: readonly Line[], news: readonly WorkNews[]): void {
  useEffect(() => {
    for (const passage of new Set(news.map((heard) => heard.passage))) {
      const facts = lines.map(factsOf).find((each) => each.passage === passage);
      const place = document.querySelector(`#${CSS.escape(passage)} .facts`);
      if (!facts || !place || place.contains(document.activeElement)) continue;
      const told = news.filter((heard) => heard.passage === passage);
      place.innerHTML = factsOn(work, facts, told).__html;
    }
  }, [news]);
}
