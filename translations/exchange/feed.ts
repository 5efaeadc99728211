/** What is new somewhere, as feed readers take it: Atom (RFC 4287) and JSON Feed 1.1. */
import { element, escaped } from "./docx-xml.ts";

/** What somebody follows, and what came there, the newest first. Addresses are whole. */
export interface Feed {
  title: string;
  /** Where it is read, and where the feed itself is. */
  page: string;
  self: string;
  entries: FeedEntry[];
}

export interface FeedEntry {
  /** What readers know it by, an address; without one, that where it is read. */
  id?: string;
  /** Where it is read. */
  address: string;
  title: string;
  /** ISO 8601 instant. */
  at: string;
  people: string[];
  /** Why it is so; "" if nobody says. */
  reason: string;
  /** The words, and their language (BCP 47); null if they are not held. */
  words: { text: string; language: string } | null;
}

/** Of a feed in which nothing has come: it must say an instant. */
const NEVER = "1970-01-01T00:00:00.000Z";

/** Signs that XML 1.0 can't hold, not even as numbers. */
// eslint-disable-next-line no-control-regex
const NOT_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g;

function words(text: string): string {
  return escaped(text.replace(NOT_IN_XML, "\ufffd"));
}

/** The feed as Atom. */
export function atomOf({ title, page, self, entries }: Feed): string {
  const inner = [
    element("id", {}, words(page)),
    element("title", {}, words(title)),
    element("updated", {}, entries[0]?.at ?? NEVER),
    element("link", { rel: "self", type: "application/atom+xml", href: self }),
    element("link", { rel: "alternate", type: "text/html", href: page }),
    ...entries.map(atomEntry),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element("feed", { xmlns: "http://www.w3.org/2005/Atom" }, inner.join("\n"))}\n`;
}

function atomEntry({ address, id = address, title, at, people, reason, words: said }: FeedEntry): string {
  // Each entry of Atom has an author, be it one without a name.
  const authors = (people.length > 0 ? people : ["–"]).map((name) =>
    element("author", {}, element("name", {}, words(name))),
  );
  const inner = [
    element("id", {}, words(id)),
    element("title", {}, words(title)),
    element("updated", {}, at),
    element("link", { rel: "alternate", type: "text/html", href: address }),
    ...authors,
    ...(reason === "" ? [] : [element("summary", {}, words(reason))]),
    ...(said && said.text !== ""
      ? [element("content", { type: "text", "xml:lang": said.language }, words(said.text))]
      : []),
  ];
  return element("entry", {}, inner.join(""));
}

/** The feed as JSON Feed. */
export function jsonFeedOf({ title, page, self, entries }: Feed): string {
  return JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    ...{ title, home_page_url: page, feed_url: self },
    items: entries.map(({ address, id = address, title, at, people, reason, words: said }) => ({
      ...{ id, url: address, title, date_published: at },
      ...(people.length > 0 && { authors: people.map((name) => ({ name })) }),
      ...(reason !== "" && { summary: reason }),
      // One of the two is asked for; of what is not held there is no more to say than its title.
      content_text: said?.text ?? title,
      ...(said && { language: said.language }),
    })),
  });
}
