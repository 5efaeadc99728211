/** A work of 24,000 passages: no answer holds it whole, and each passage is found from any other. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { WorkHead } from "../../editor/shell/view.ts";
import type { FullLine } from "../../server/http/sections.ts";
import { outlineOf, sectionAt } from "../../translations/ledger/sections.ts";
import type { Term } from "../../translations/ledger/work.ts";
import { bringLongWork, longWork, wordsOf } from "../help/long-work.ts";
import { startSite, type TestSite } from "../help/site.ts";
import { Client, joinAs, joinAsOwner } from "../help/workbench.ts";

const work = longWork();
const ids = work.passages.map(({ id }) => id);
/** One of four sections, and one that is no longer than a section. */
const books = longWork({ books: 2, chapters: 8, verses: 39 }, "books");
const short = longWork({ books: 1, chapters: 9, verses: 19 }, "short");
/** A verse in the middle of a section in the middle of the work. */
const VERSE = "b11-c16-v20";
const { from, to } = sectionAt(outlineOf(work.passages), ids.indexOf(VERSE));

let site: TestSite;
let stranger: Client;
let ann: Client;

beforeAll(async () => {
  const rendered = new Set([...ids.slice(0, 200), ...ids.slice(from, to)]);
  site = await startSite(async (data) => {
    await bringLongWork(data, work, ({ id }) => rendered.has(id));
    for (const other of [books, short]) await bringLongWork(data, other, () => false);
  });
  stranger = new Client(site.address);
  const owner = await joinAsOwner(site);
  ann = await joinAs(site, owner, "translator", { name: "Ann", email: "ann@example.org", password: "ann writes here" });
}, 120_000);
afterAll(() => site.end());

test("of 24,000 passages those that fit are found, wherever they stand, and the page of a draft holds few of them", async () => {
  const { id } = await ann.json<{ id: string }>("POST", `/api/works/long/passages/${VERSE}/proposals`, {});
  type Found = { more: boolean; groups: { over: { id: string }; passages: { id: string }[] }[] };
  const find = async (question: string): Promise<[over: string, passages: string[]][]> => {
    const { groups } = await ann.json<Found>(
      "GET",
      `/api/proposals/${id}/addable?find=${encodeURIComponent(question)}`,
    );
    return groups.map(({ over, passages }) => [over.id, passages.map((one) => one.id)]);
  };
  expect(await find("20.30.39")).toEqual([["b20-c30", ["b20-c30-v39"]]]);
  expect((await find("20.30"))[0]).toEqual(["b20", ["b20-c30"]]);
  expect((await find("words of b11-c16-v21"))[0]).toEqual(["b11-c16", ["b11-c16-v21"]]);
  const many = await ann.json<Found>("GET", `/api/proposals/${id}/addable?find=words`);
  expect(many.more).toBe(true);
  const html = await pageAt(`/long/proposals/${id}`, ann);
  expect(html.length).toBeLessThan(60_000);
});

async function pageAt(path: string, by = stranger): Promise<string> {
  const response = await by.send("GET", path, undefined, { accept: "text/html" });
  expect(response.status, path).toBe(200);
  return response.text();
}

const read = (passage: string): Promise<string> => pageAt(`/long?at=${passage}`);

/** Ids of the passages on a page, in order. */
function passagesOn(html: string): string[] {
  return [...html.matchAll(/<article class="passage [^"]*" id="([^"]+)"/g)].map(([, id]) => id!);
}

/** Where the links of a part of a page lead, in order. */
function linksIn(html: string, begin: string, end: string): string[] {
  const at = html.indexOf(begin);
  const part = html.slice(at, html.indexOf(end, at));
  return [...part.matchAll(/<a [^>]*?href="([^"]+)"/g)].map(([, href]) => href!.replaceAll("&amp;", "&"));
}

const contentsOn = (html: string): string[] => linksIn(html, '<nav class="outline"', "</nav>").slice(1);
const idIn = (href: string): string => href.slice(href.indexOf("#") + 1);

describe("bytes of a page, whatever the size of its work", () => {
  const [KB, SECTION] = [1_000, 700_000];

  test("a passage", async () => {
    const html = await pageAt(`/long/${VERSE}`);
    expect(html).toContain(wordsOf({ id: VERSE, level: 3, locator: "11.16.20" }).slice(0, 20));
    expect(Buffer.byteLength(html)).toBeLessThan(60 * KB);
  });

  test("a proposal, its draft and how that came to be", async () => {
    const { address } = await ann.json<{ address: string }>("POST", `/api/works/long/passages/${VERSE}/proposals`, {});
    for (const path of [address, `${address}/history`])
      expect(Buffer.byteLength(await pageAt(path, ann)), path).toBeLessThan(60 * KB);
  });

  test.each(["/long", `/long?at=${VERSE}`, `/long?at=${ids.at(-1)!}`])("a section: %s", async (path) => {
    const html = await pageAt(path);
    expect(passagesOn(html).length).toBeLessThanOrEqual(200);
    expect(Buffer.byteLength(html)).toBeLessThan(SECTION);
  });

  test.each(["/api/works/long", `/api/works/long/passages/${VERSE}`, `/long/${VERSE}/v1`, "/api/works"])(
    "JSON: %s",
    async (path) => {
      const json = await (await stranger.send("GET", path)).text();
      expect(json.length).toBeLessThan(path === "/api/works/long" ? SECTION / 2 : 60 * KB);
    },
  );
});

describe("reading", () => {
  test("begins with the first section, and each passage's address leads to the one that holds it", async () => {
    expect(passagesOn(await pageAt("/long"))[0]).toBe("b1");
    const html = await read(VERSE);
    expect(passagesOn(html)).toEqual(ids.slice(from, to));
    expect(html).toContain("<title>11.15 – 11.19.39, A Long Work · Variorum</title>");
    expect(html).toContain(`Section ${sectionAt(outlineOf(work.passages), from).number + 1} of `);
  });

  test("goes on from section to section, and back", async () => {
    const html = await read(VERSE);
    const after = /<a [^>]*?href="\/long\?at=([^"#]+)#\1" rel="next"/.exec(html)![1]!;
    const before = /<a [^>]*?href="\/long\?at=([^"#]+)#\1" rel="prev"/.exec(html)![1]!;
    expect(after).toBe(ids[to]);
    expect(passagesOn(await read(before)).at(-1)).toBe(ids[from - 1]);
    expect(passagesOn(await read(after))[0]).toBe(ids[to]);
    expect(await pageAt("/long")).not.toContain('rel="prev"');
    expect(await read(ids.at(-1)!)).not.toContain('rel="next"');
  });

  test("the contents lead by links alone to any passage, wherever one begins", async () => {
    for (const [start, sought] of [
      ["b1", "b20-c30-v39"],
      ["b20-c30-v39", VERSE],
      [VERSE, "b1-c2-v3"],
    ] as const) {
      const place = ids.indexOf(sought);
      let html = await read(start);
      for (let steps = 0; !passagesOn(html).includes(sought); steps++) {
        expect(steps, `${start} to ${sought}`).toBeLessThan(4);
        const links = contentsOn(html);
        // The last line that begins at or before it is the nearest.
        const nearest = links.findLast((href) => ids.indexOf(idIn(href)) <= place)!;
        expect(nearest).toBe(`/long?at=${idIn(nearest)}#${idIn(nearest)}`);
        html = await pageAt(nearest.slice(0, nearest.indexOf("#")));
      }
    }
  });

  test("the contents open the branch that is read, and name what stands beside it", async () => {
    const links = contentsOn(await read(VERSE)).map(idIn);
    expect(links.length).toBeLessThan(300);
    for (let book = 1; book <= 20; book++) expect(links).toContain(`b${book}`);
    for (let chapter = 1; chapter <= 30; chapter++) expect(links).toContain(`b11-c${chapter}`);
    expect(links).toContain(VERSE);
    expect(links.filter((id) => id.startsWith("b12"))).toEqual(["b12"]);
  });

  test("a passage that the work doesn't have is not found, and the page says so", async () => {
    for (const [path, accept] of [
      ["/long?at=b99", "text/html"],
      ["/long?at=b99", "application/json"],
      ["/api/works/long?after=b99", "application/json"],
    ] as const) {
      const response = await stranger.send("GET", path, undefined, { accept });
      expect(response.status, path).toBe(404);
      expect((await response.text()).replaceAll("&quot;", '"')).toContain("“A Long Work” has no passage “b99”.");
    }
  });
});

describe("a program", () => {
  interface Part {
    work: WorkHead & { passages?: unknown; terms?: unknown };
    count: number;
    terms: string;
    passages: FullLine[];
    next: string | null;
  }

  test("is given each passage once, in order, some at a time", async () => {
    const found: string[] = [];
    for (let next: string | null = "/api/works/books"; next !== null;) {
      const part: Part = await stranger.json<Part>("GET", next);
      expect(part.count).toBe(books.passages.length);
      expect([part.work.passages, part.work.terms]).toEqual([undefined, undefined]);
      expect(part.passages.length).toBeLessThanOrEqual(200);
      found.push(...part.passages.map(({ passage }) => passage.id));
      next = part.next;
    }
    expect(found).toEqual(books.passages.map(({ id }) => id));
  });

  test("is given what follows a passage, or the section that holds one, also at the address of the page", async () => {
    for (const path of ["/api/works/long", "/long"]) {
      const idsOf = async (query: string) =>
        (await stranger.json<Part>("GET", path + query)).passages.map(({ passage }) => passage.id);
      expect(await idsOf(`?after=${VERSE}`)).toEqual(ids.slice(ids.indexOf(VERSE) + 1, to));
      expect(await idsOf(`?at=${VERSE}`)).toEqual(ids.slice(from, to));
      expect(await idsOf(`?after=${ids.at(-1)!}`)).toEqual([]);
    }
  });

  test("is given the terms at their own address", async () => {
    const { terms: address } = await stranger.json<Part>("GET", "/api/works/long");
    const { terms, next } = await stranger.json<{ terms: Term[]; next: string | null }>("GET", address);
    expect([terms, next]).toEqual([work.terms, null]);
    const rest = await stranger.json<{ terms: Term[] }>("GET", `${address}?after=${work.terms.length - 1}`);
    expect(rest.terms).toEqual(work.terms.slice(-1));
    expect((await stranger.send("GET", `${address}?after=x`)).status).toBe(400);
  });

  test("is given a passage alone, without its work", async () => {
    const { passage, work: id } = await stranger.json("GET", `/api/works/long/passages/${VERSE}`);
    expect([passage, id]).toEqual([VERSE, "long"]);
  });
});

test("a short work is one page at its own address, whichever passage is asked for", async () => {
  const strip = (html: string): string => html.slice(html.indexOf('<div class="book"'), html.indexOf("</main>"));
  const whole = await pageAt("/short");
  expect(passagesOn(whole)).toEqual(short.passages.map(({ id }) => id));
  expect(whole).not.toMatch(/rel="(?:next|prev)"|href="\/short\?at=/);
  expect(strip(await pageAt("/short?at=b1-c9"))).toBe(strip(whole));
});
