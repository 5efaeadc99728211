/** The pages of origins and of a collation: what stands on them, for every state of a passage. */
import { renderToString } from "preact-render-to-string";
import { describe, expect, test } from "vitest";
import { Collated, collatedAs, sigla } from "../../editor/apparatus/Collated.tsx";
import { App } from "../../editor/App.tsx";
import type { View } from "../../editor/pages.ts";
import type { LifeEvent } from "../../translations/ledger/life.ts";
import { parseText } from "../../translations/text/parse.ts";
import { ANN, BEN, busyShelf, removedShelf, S10, Shelf, visitBy } from "./pages-states.ts";

const busy = busyShelf();
const fresh = Shelf.ofThePlan();

function html(view: View): string {
  return renderToString(<App view={view} visit={visitBy(null, `/nip14/${S10}`)} />);
}

/** Words as they are read and heard: no tags, white space single. */
function words(view: View): string {
  const main = html(view);
  return main
    .slice(main.indexOf("<main"))
    .replace(/<[^>]*>/g, "")
    .replace(/\s+/g, " ");
}

/** A shelf with a passage of so many versions, of these texts. */
function shelfOf(passage: string, texts: readonly string[]): Shelf {
  const shelf = Shelf.ofThePlan();
  texts.forEach((text, index) => {
    const at = `2026-11-25T10:00:${String(index % 60).padStart(2, "0")}.000Z`;
    shelf.propose(passage, `r${index}`, ANN, parseText(text), [], "Better.", at);
    shelf.do(passage, BEN, { type: "accept-proposal", proposal: `r${index}`, reason: "Yes." }, at);
  });
  return shelf;
}

describe("the page of origins", () => {
  test("puts the number of a version before each stretch, with a link to what it changed", () => {
    const page = html(busy.originsView(S10));
    const figures = [...page.matchAll(/<sup class="origin-figure"><a href="([^"]*)" aria-label="([^"]*)">(\d+)<\/a>/g)];
    expect(figures.length).toBeGreaterThan(5);
    for (const [, href, label, number] of figures) {
      const base = Number(number) - 1;
      expect(href).toBe(`/nip14/${S10}/v${base}..v${number}`);
      expect(label).toMatch(new RegExp(`^First in v${number}, .+ \\d{4}: see what it changed$`));
    }
    expect(page).toMatch(/<span class="stretch shown" title="First in v3, Ann Lee, 24 November 2026">Sort out<\/span>/);
  });

  test("keeps every word of the version", () => {
    const page = html(busy.originsView(S10));
    const traced = page.slice(page.indexOf('<div class="rendering traced"'), page.indexOf("<aside"));
    const text = traced.replace(/<sup class="origin-figure">.*?<\/sup>/g, "").replace(/<[^>]*>/g, "");
    const plain = renderToString(<App view={busy.versionView(S10, 3)} visit={visitBy(null, "/")} />);
    const shown = plain.slice(plain.indexOf('<div class="rendering"'), plain.indexOf("<aside"));
    expect(text.replace(/\s+/g, " ")).toBe(
      shown
        .replace(/<sup class="note-mark">.*?<\/sup>/g, "")
        .replace(/<[^>]*>/g, "")
        .replace(/\s+/g, " "),
    );
  });

  test("names in the key each version with people, date, share and what is not known", () => {
    const said = words(busy.originsView(S10));
    expect(said).toMatch(/v2 Paul Triolo.*, 24 January 2022\d+ words of \d+ · what it changed from v1 to v2/);
    expect(said).toContain("First seen here; the text of v1 is not held, so some of these words may be older.");
    expect(said).toMatch(/v3 Ann Lee, 24 November 2026\d+ words of \d+/);
  });

  test("of one held version, of one not held, of none, says so and what to do", () => {
    expect(words(fresh.originsView(S10))).toMatch(
      /All words of v2 are first seen in v2; the text of v1 is not held.*propose a revision, or supply the text of v1/,
    );
    expect(words(busy.originsView(S10, 1))).toMatch(/The wording of v1 is not held here.*supply the text of v1/);
    expect(words(fresh.originsView("part-1"))).toMatch(/no version yet.*propose a first rendering/);
  });

  test("has the figure after signs that close what stands before", () => {
    const shelf = shelfOf("4-2", ["One, two, three", "One, four, three"]);
    const page = html(shelf.originsView("4-2"));
    expect(page).toMatch(/four<\/span>(?:<span class="stretch oldest"[^>]*>,<\/span>) <sup/);
  });

  test("shows Chinese, emoji and hostile words as they are", () => {
    const shelf = shelfOf("4-2", ["厘清 🚀 <b>one</b>", "厘清政府 👩‍👩‍👧 <b>one</b>"]);
    const page = html(shelf.originsView("4-2"));
    for (const part of ["政府", "👩‍👩‍👧", "&lt;b>"]) expect(page).toContain(part);
    expect(page).not.toContain("<b>one");
  });
});

describe("the page of a collation", () => {
  test("has a column for each version, and marks what differs from the first", () => {
    const view = busy.collationView(S10);
    expect(view.chosen).toEqual(["v2", "v3"]);
    const page = renderToString(<Collated view={view} as="columns" />);
    expect(page.match(/role="columnheader"/g)).toHaveLength(3);
    expect(page).toMatch(/<td role="cell" class="other">(?:(?!<\/td>).)*<span class="varies">Sort out<\/span>/s);
    for (const row of page.split('<tr role="row" class="place"').slice(1))
      expect(row.split("</tr>")[0]!.match(/<td/g)).toHaveLength(2);
  });

  test("groups equal readings under their sigla, and links words that stand elsewhere", () => {
    const page = renderToString(<Collated view={busy.collationView(S10, ["v2", "v3", "p2", "p4"])} as="readings" />);
    expect(page).toMatch(/<td role="cell" class="sigla">v2 p2<\/td>|<td role="cell" class="sigla">v3 p4<\/td>/);
    expect(page).toMatch(/<a class="to-elsewhere" href="#place-\d+" aria-label="Others have these words at place \d+"/);
    expect(page).toContain("no words here");
  });

  test("is columns for a few witnesses, readings for many, or as the address asks", () => {
    expect([collatedAs("/a", 2), collatedAs("/a", 4), collatedAs("/a", 5)]).toEqual(["columns", "columns", "readings"]);
    expect([collatedAs("/a?view=readings", 2), collatedAs("/a?view=columns&x=1", 9)]).toEqual(["readings", "columns"]);
    expect(collatedAs("/a?view=nonsense", 2)).toBe("columns");
  });

  test("lays the newest side by side if there are many, and offers all", () => {
    const shelf = shelfOf(
      "4-2",
      Array.from({ length: 40 }, (_, index) => `Rendering ${index} of the heading`),
    );
    const view = shelf.collationView("4-2");
    expect([view.chosen.length, view.chosen.at(-1)]).toEqual([6, "v42"]);
    expect(html(view).match(/<input type="checkbox" name="versions"/g)).toHaveLength(view.witnesses.length);
    expect(view.witnesses.filter(({ number }) => number !== null)).toHaveLength(42);
  });

  test("of one held version, of one chosen, of none, says so and what to do", () => {
    const one = fresh.collationView(S10);
    expect(words(one)).toMatch(/Only one version of this passage is held, v2.*A proposal can stand beside it/);
    expect(words(one)).toMatch(/supply the text of v1/);
    expect(words(busy.collationView(S10, ["v3"]))).toMatch(/Only v3 is chosen. Choose another/);
    expect(words(fresh.collationView("part-1"))).toMatch(/no version yet.*propose a first rendering/);
  });

  test("of words that were taken out says so, here and with the origins, and nobody is asked to supply them", () => {
    const removed = removedShelf();
    const [beside, origins] = [words(removed.collationView(S10)), words(removed.originsView(S10, 3))];
    expect(beside).toMatch(/v1 its wording is not held here.*v3 its wording was removed/);
    expect(origins).toContain("The wording of v3 was removed, so its words can’t be traced");
    for (const page of [beside, origins]) expect(page).toMatch(/supply the text of v1\./);
    expect(() => removed.collationView(S10, ["v3"])).toThrow(/The wording of v3 .* was removed, so/);
  });

  test("refuses what there isn't, or isn't held, in a sentence", () => {
    expect(() => busy.collationView(S10, ["v1"])).toThrow(
      /The wording of v1 of Section 10, bullet point “Continue to grasp …” is not held here/,
    );
    expect(() => busy.collationView(S10, ["v9"])).toThrow(/has the versions v1 to v3; there is no v9/);
    expect(() => busy.collationView(S10, ["p99"])).toThrow(/no proposal p99/);
  });
});

describe("sigla drawn together", () => {
  test.each([
    [["v1", "v2", "v3"], "v1–v3"],
    [["v2", "v3"], "v2 v3"],
    [["p1", "p3", "p4"], "p1 p3 p4"],
    [["v1", "v2", "v3", "v5", "p1", "p2", "p3"], "v1–v3 v5 p1–p3"],
    [["v1", "v3", "v5"], "v1 v3 v5"],
    [["v8", "v9", "v10", "v11"], "v8–v11"],
    [["v3", "p4", "p5"], "v3 p4 p5"],
    [[], ""],
  ])("%j are %j: a range claims all that lies in it, shown or not", (own, drawn) => {
    expect(sigla(own)).toBe(drawn);
  });
});

describe("the page of a passage's life", () => {
  test("draws its axis as wide as the page is, and names on a narrow one only the days that have room there", () => {
    const at = (month: number): string => `2026-${String(month).padStart(2, "0")}-01T10:00:00.000Z`;
    const events = Array.from({ length: 9 }, (_, index): LifeEvent => ({
      ...{ kind: "version", at: at(index + 1), people: [ANN], number: index + 1, count: 1 },
      ...{ proposal: null, until: null },
    }));
    const drawn = html({ page: "life", work: fresh.head(), passage: fresh.passageView(S10).passage, events, all: 9 });
    const picture = drawn.slice(
      drawn.indexOf('class="life-axis"'),
      drawn.indexOf("</svg>", drawn.indexOf("life-axis")),
    );
    const places = [...picture.matchAll(/ (?:x|cx|x1|x2)="([^"]*)"/g)].map(([, place]) => place!);
    expect(places.length).toBeGreaterThan(9);
    for (const place of places) expect(place).toMatch(/^(-8|102%|\d+(\.\d+)?%)$/);
    const named = [...picture.matchAll(/class="tick-name( only-wide)?" x="([\d.]+)%"/g)];
    const narrow = named.filter(([, onlyWide]) => !onlyWide).map(([, , place]) => Number(place));
    expect(narrow.length).toBeLessThan(named.length);
    narrow.slice(1).forEach((place, index) => expect(place - narrow[index]!).toBeGreaterThanOrEqual(80));
  });
});
