/** At which change of a proposal each discussion stands: on the words that it quotes, wherever these stand now. */
import type { Anchor } from "../../translations/notes/note.ts";
import { resolve } from "../../translations/notes/anchor.ts";
import { canonicalText, renderingFromJson } from "../../translations/text/canonical.ts";
import { isInvisible } from "../../translations/text/well-formed.ts";
import type { DescribedChange, Difference } from "../difference/difference.ts";
import type { ChosenSpan, ThreadEntry } from "../discussing/discussing.ts";
import type { ProposalView } from "../drafting/drafting.ts";
import type { Span } from "../rendering/overlay.ts";
import { proposedWords } from "./proposed.ts";

/** The discussions of a page, by the numbers of its changes, and those that stand at none. */
export interface Remarks {
  at: ReadonlyMap<number, readonly ThreadEntry[]>;
  elsewhere: readonly ThreadEntry[];
}

/**
 * Where the discussions of a proposal stand that is turned to a part. The words that one quotes are found again in the version that
 * the part revises and in what it proposes now; of those that are not found, it says so.
 */
export function remarksIn(view: ProposalView, found: Difference | null): Remarks {
  const at = new Map<number, ThreadEntry[]>();
  const elsewhere: ThreadEntry[] = [];
  const texts = textsOf(view, found);
  for (const entry of view.threads) {
    const { on, quoted } = entry.thread;
    if (!quoted || on.passage !== view.passage.id) {
      elsewhere.push(entry);
      continue;
    }
    const places = { target: placeIn(texts.target, quoted.target), proposed: placeIn(texts.proposed, quoted.proposed) };
    const gone = (quoted.target !== null && !places.target) || (quoted.proposed !== null && !places.proposed);
    const change = found?.changes.find((each) => isAt(each, places));
    const told = { ...entry, gone };
    if (!change) elsewhere.push(told);
    else at.set(change.number, [...(at.get(change.number) ?? []), told]);
  }
  return { at, elsewhere };
}

type Texts = Readonly<Record<"target" | "proposed", string | null>>;

/** The texts that the page shows: of what is revised, and of what is proposed. */
export function textsOf(view: ProposalView, found: Difference | null): Texts {
  if (found) return { target: found.a.text, proposed: found.b.text };
  const words = proposedWords(view)?.rendering;
  return { target: null, proposed: words ? canonicalText(renderingFromJson(words)) : null };
}

function placeIn(text: string | null, anchor: Anchor | null): Span | null {
  const place = text !== null && anchor ? resolve(anchor, text) : null;
  return place && { from: place.start, to: place.end };
}

/** What is proposed says it first: words of the version may have gone into several changes. */
function isAt({ older, newer }: DescribedChange, { target, proposed }: Record<"target" | "proposed", Span | null>) {
  return proposed ? meet(newer, proposed) : meet(older, target);
}

function meet({ from, to }: Span, other: Span | null): boolean {
  return other !== null && from < other.to && other.from < to;
}

/** The words of a change on both sides, as they are sent; null of one that has none that anybody can see. */
export function spansOf(
  { older, newer }: DescribedChange,
  { a, b }: Difference,
): Record<keyof Texts, ChosenSpan | null> | null {
  const spans = { target: chosenIn(a.text, older), proposed: chosenIn(b.text, newer) };
  return spans.target || spans.proposed ? spans : null;
}

function chosenIn(text: string, { from, to }: Span): ChosenSpan | null {
  const exact = text.slice(from, to);
  return isInvisible(exact) ? null : { start: from, end: to, exact };
}

/** The number of the change at which this page is asked to write a remark (`?remark=`); null if it is not. */
export function remarkAsked(url: string): number | null {
  const asked = Number(new URLSearchParams(url.split("?")[1]?.split("#")[0] ?? "").get("remark"));
  return Number.isInteger(asked) && asked > 0 ? asked : null;
}

/** The address of the page that is printed as it is, with a remark to be written at a change. */
export function remarkingAt(url: string, change: number): string {
  const [path = "", query = ""] = url.split("#")[0]!.split("?");
  const asked = new URLSearchParams(query);
  asked.set("remark", String(change));
  return `${path}?${asked.toString()}#remark-${change}`;
}
