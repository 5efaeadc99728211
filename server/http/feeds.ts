/** `/{work}/{passage}/feed.atom` and `feed.json`: the versions of a passage as feed readers take them, the newest first. */
import type { Request, Response } from "express";
import { address } from "../../editor/links/addresses.ts";
import { authorsOf, calledAs, unreviewedWord } from "../../editor/design/wording.ts";
import { atomOf, jsonFeedOf, type Feed, type FeedEntry } from "../../translations/exchange/feed.ts";
import { isUnreviewed } from "../../translations/ledger/events.ts";
import { isHeld, isWithdrawn } from "../../translations/ledger/state.ts";
import { translationOf } from "../../translations/ledger/work.ts";
import { canonicalText, renderingFromJson } from "../../translations/text/canonical.ts";
import { sendFile } from "./answer.ts";
import { absolute, type Place, type Workbench } from "./workbench.ts";

/** So many versions are told, the newest; */
export const MOST = 50;
/** and of them the words, until they have so many characters together: a feed is asked for again and again. */
export const WORDS = 60_000;

/** The two forms of a feed. */
export const FEEDS = {
  atom: { type: "application/atom+xml; charset=utf-8", write: atomOf },
  json: { type: "application/feed+json; charset=utf-8", write: jsonFeedOf },
};

/** How the feeds of a passage end its address. */
export const FEED = /^feed\.(atom|json)$/;

export function sendFeed(bench: Workbench, req: Request, res: Response, place: Place, as: "atom" | "json") {
  const { type, write } = FEEDS[as];
  return sendFile(res, { "Content-Type": type }, write(feedOf(place, as, (path) => absolute(bench, req, path))));
}

function feedOf({ work, passage, state }: Place, as: "atom" | "json", whole: (path: string) => string): Feed {
  const standing = state.versions.filter((version) => !isWithdrawn(version)).slice(-MOST);
  let left = WORDS;
  const entries = standing.reverse().map((version): FeedEntry => {
    const text = isHeld(version) && left > 0 ? canonicalText(renderingFromJson(version.words.rendering)) : null;
    left -= text?.length ?? 0;
    return {
      address: whole(address.version(work.id, passage.id, version.number)),
      title: `${passage.locator}, v${version.number}${isUnreviewed(version) ? `, ${unreviewedWord()}` : ""}`,
      at: version.supplied?.at ?? version.record.at,
      people: authorsOf(version).map(calledAs),
      reason: version.rationale,
      words: text === null ? null : { text, language: translationOf(work, version).language },
    };
  });
  return {
    title: `${passage.locator}, ${work.title}`,
    page: whole(address.passage(work.id, passage.id)),
    self: whole(address.feed(work.id, passage.id, as)),
    // Words that were supplied later are news.
    entries: entries.sort((one, other) => other.at.localeCompare(one.at)),
  };
}
