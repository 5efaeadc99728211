/** Every page, rendered as the server renders it: whole without a script, safe against hostile words, fit to be heard. */
import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { renderToString } from "preact-render-to-string";
import { describe, expect, test } from "vitest";
import { Diff } from "../../editor/difference/Diff.tsx";
import { Mine } from "../../editor/works/FirstMinutes.tsx";
import { difference, SHOWS, showOf } from "../../editor/difference/difference.ts";
import { merge, type MergedBlock } from "../../editor/difference/merged.ts";
import { sideRows } from "../../editor/difference/side.ts";
import { pieces, type NoteSpan } from "../../editor/rendering/overlay.ts";
import { Styled } from "../../editor/citing/Styled.tsx";
import { readNews } from "../../editor/shell/live.ts";
import { App } from "../../editor/App.tsx";
import { renderPage } from "../../editor/render.tsx";
import type { DraftHistoryView } from "../../editor/playback/playback.ts";
import type { ProposalView } from "../../editor/drafting/drafting.ts";
import { aliveOf, type View } from "../../editor/pages.ts";
import type { Visit } from "../../editor/shell/view.ts";
import { canonicalText, renderingFromJson, renderingToJson } from "../../translations/text/canonical.ts";
import { parseText } from "../../translations/text/parse.ts";
import { layout } from "../../translations/text/layout.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { notesOfVersion } from "../../translations/apparatus/apparatus.ts";
import { ANN, BEN, busyShelf, everyView, OWNER, S10, Shelf, visitBy } from "./pages-states.ts";

const ASSETS = {
  scripts: ["/assets/main.js"],
  styles: ["/assets/main.css"],
  preload: [{ href: "/assets/serif.woff2", type: "font/woff2", as: "font" }],
};

const PAGES = everyView().map(({ name, view, visit }) => ({
  name,
  view,
  visit,
  html: renderPage(view, visit, ASSETS),
}));

function page(name: string): string {
  return PAGES.find((each) => each.name === name)!.html;
}

/** The page's own markup, without the JSON that brings it alive. */
function body(html: string): string {
  return html.slice(html.indexOf('<div id="page">'), html.indexOf('<script type="application/json"'));
}

/** Words as a reader has them: no tags, entities resolved, white space single. */
function words(html: string): string {
  return body(html)
    .replace(/<[^>]*>/g, "")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, "&")
    .replace(/\s+/g, " ");
}

const VOID = new Set(["input", "br", "meta", "link", "hr"]);

/** Elements that are left open or closed twice, by a plain stack. */
function unbalanced(html: string): string[] {
  const faults: string[] = [];
  const stack: string[] = [];
  for (const [, close, tag, rest] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)((?:"[^"]*"|[^">])*)>/g)) {
    if (VOID.has(tag!) || rest!.endsWith("/")) continue;
    if (!close) stack.push(tag!);
    else if (stack.at(-1) === tag) stack.pop();
    else faults.push(`</${tag!}> inside ${stack.join(" > ")}`);
  }
  return [...faults, ...stack];
}

/** Elements whose content model forbids a block inside. */
function blocksInParagraphs(html: string): string[] {
  return [
    ...html.matchAll(/<p(?:\s[^>]*)?>(?:(?!<\/p>).)*?<(p|div|ul|ol|form|details|section|table|pre|h[1-6])[\s>]/gs),
  ].map(([found]) => found.slice(0, 120));
}

describe.each(PAGES)("$name", ({ name, view, visit, html }) => {
  test("is one complete document with nothing left undefined", () => {
    expect(html.startsWith('<!doctype html>\n<html lang="en"')).toBe(true);
    expect(unbalanced(body(html))).toEqual([]);
    expect(blocksInParagraphs(body(html))).toEqual([]);
    expect(body(html)).not.toMatch(/\[object Object\]|>undefined|undefined<|="undefined"|NaN|>null</);
    expect(html).toMatch(/<title>[^<]+ · Variorum<\/title>/);
    expect(html).toMatch(/<meta name="description" content="[^"]+">/);
  });

  test("has one first heading, one main part and no id twice", () => {
    expect(body(html).match(/<h1[\s>]/g)).toHaveLength(1);
    expect(body(html).match(/<main[\s>]/g)).toHaveLength(1);
    const ids = [...body(html).matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  test("every link inside the page leads somewhere", () => {
    const ids = new Set([...body(html).matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id));
    const missing = [...body(html).matchAll(/href="#([^"]*)"/g)].map(([, id]) => id!).filter((id) => !ids.has(id));
    expect(missing).toEqual([]);
  });

  test("names every field and refers to labels that are there", () => {
    const fields = [...body(html).matchAll(/<(?:input|textarea|select)\s[^>]*>/g)].map(([tag]) => tag);
    for (const field of fields.filter((tag) => !/type="(?:hidden|checkbox)"/.test(tag))) {
      const id = /\sid="([^"]*)"/.exec(field)?.[1];
      const labelled = /aria-label=/.test(field) || (id !== undefined && body(html).includes(`for="${id}"`));
      expect(labelled, field).toBe(true);
    }
    for (const [, id] of body(html).matchAll(/aria-(?:labelledby|describedby)="([^"]*)"/g))
      expect(body(html), name).toContain(`id="${id!}"`);
  });

  test("carries no inline script and no inline style, and the view comes back from its JSON", () => {
    expect(html).not.toMatch(/\sstyle=|\son[a-z]+="|javascript:/);
    const scripts = [...html.matchAll(/<script[^>]*>/g)].map(([tag]) => tag);
    expect(scripts).toEqual([
      '<script type="module" src="/assets/main.js">',
      '<script type="application/json" id="view">',
    ]);
    const json = html.slice(html.indexOf('id="view">') + 'id="view">'.length, html.lastIndexOf("</script>"));
    expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify({ view: aliveOf(view), visit })));
  });
});

describe("hostile words", () => {
  const HOSTILE = `<script>alert(1)</script>"'><img src=x onerror=alert(2)></script><!-- \u2028 & &amp; ]]>`;

  /** The busy shelf with every string that a person could have written made hostile. */
  function poisoned<T>(value: T, key = ""): T {
    if (typeof value === "string") return (WRITTEN.has(key) ? HOSTILE : value) as T;
    if (Array.isArray(value)) return value.map((each) => poisoned(each, key)) as T;
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, poisoned(each, name)])) as T;
  }
  const WRITTEN = new Set([
    "title",
    "originalTitle",
    "issuer",
    "originalIssuer",
    "about",
    "rights",
    "locator",
    "remark",
    "name",
    "body",
    "summary",
    "reason",
    "rationale",
    "provenance",
    "alternatives",
    "words",
    "html",
    "text",
    "label",
    "publisher",
    "message",
    "refused",
    "email",
    "next",
    "link",
    "by",
    "lost",
    "date",
    "url",
  ]);

  test.each(PAGES.filter(({ view }) => view.page !== "proposal" || view.draft === null))(
    "stay words on $name",
    ({ view, visit }) => {
      const kept = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
      const safe = withRenderings(poisoned(kept(view)) as View, view);
      const html = renderPage(safe, poisoned(kept(visit)) as Visit, ASSETS);
      expect(html).not.toMatch(/<img|<!--|javascript:/);
      expect(html.match(/<script/g)).toHaveLength(2);
      expect(html.match(/<\/script>/g)).toHaveLength(2);
      expect(html.slice(html.indexOf('id="view"')).includes("\u2028")).toBe(false);
      expect(unbalanced(body(html))).toEqual([]);
    },
  );

  /** Renderings can't hold what their schema does not: their words are made hostile one text at a time, notes' anchors stay. */
  function withRenderings(hostile: View, original: View): View {
    const restore = (value: unknown, from: unknown, key: string): unknown => {
      // What a question is about is a code.
      if (key === "asks") return from;
      if (key === "rendering" || (key === "words" && typeof from === "object" && !Array.isArray(from))) return from;
      if (Array.isArray(value)) return value.map((each, index) => restore(each, (from as unknown[])[index], key));
      if (typeof value !== "object" || value === null) return key === "by" && typeof from !== "string" ? from : value;
      const names = Object.keys(value);
      return Object.fromEntries(
        names.map((name) => [
          name,
          restore((value as Record<string, unknown>)[name], (from as Record<string, unknown>)[name], name),
        ]),
      );
    };
    return restore(hostile, original, "") as View;
  }

  test("in a rendering, a note and a reason stay words too", () => {
    const shelf = Shelf.ofThePlan();
    shelf.propose(S10, "hostile", OWNER, parseText(HOSTILE), [], HOSTILE, "2026-11-24T09:00:00.000Z");
    const view = shelf.proposalView(S10, "hostile", { decide: true });
    const html = renderPage(view, visitBy(OWNER, `/nip14/proposals/hostile?view="><script>`), ASSETS);
    expect(html).not.toMatch(/<img|<script>/);
    expect(words(html)).toContain("<script>alert(1)</script>");
  });

  test("a citation keeps its italics and nothing else", () => {
    const html = renderToString(<Styled html={'A &amp; <i>B</i> <b onclick="x">C</b><script>d</script> <i>E'} />);
    expect(html).toBe("A &amp; <em>B</em> <strong>C</strong>d <em>E</em>");
  });

  test("a publication that is no web address is no link", () => {
    const view = JSON.parse(
      JSON.stringify(busyShelf().versionView(S10, 2)).replaceAll("https://digichina", "javascript:digichina"),
    ) as View;
    expect(body(renderPage(view, visitBy(null, "/"), ASSETS))).not.toMatch(/href="javascript:/);
  });
});

describe("without a script", () => {
  const shelf = busyShelf();
  const textOf = (number: number): string =>
    canonicalText(renderingFromJson(shelf.state(S10).versions[number - 1]!.words!.rendering));

  test("the version page has the words, whole, and everything to cite them", () => {
    const html = page("version-superseded");
    const rendering = html.slice(html.indexOf('class="rendering"'));
    const bare = words(`<div id="page">${rendering.replace(/<sup.*?<\/sup>/gs, "")}`);
    expect(bare).toContain(textOf(2));
    expect(words(html)).toContain(shelf.state(S10).versions[1]!.words!.digest);
    expect(words(html)).toContain(`curl -s https://variorum.example/nip14/${S10}/v2.txt | sha256sum`);
    for (const label of ["Chicago", "MLA", "APA", "BibTeX", "RIS", "CSL"]) expect(words(html)).toContain(label);
    for (const format of ["txt", "json", "bib", "ris"]) expect(html).toContain(`/v2.${format}"`);
    expect(words(html)).toMatch(/A newer version exists: v3, with \d+ changes? to these words\. See what changed/);
  });

  test("a current version has no banner", () => {
    expect(page("version-accepted")).not.toContain("A newer version exists");
  });

  test("the comparison says every change in words, with the reason, and as inserted or deleted", () => {
    const html = page("compare");
    expect(words(html)).toContain("“Clarify” replaced by “Sort out”.");
    expect(words(html)).toMatch(/Change 1 of \d+: /);
    expect(words(html)).toMatch(/\[deleted: /);
    expect(words(html)).toMatch(/\[inserted: /);
    expect(words(html)).toContain("Reason The verb is 厘清");
    for (const show of SHOWS.slice(1)) expect(html).toContain(`/nip14/${S10}/v2..v3?view=${show}`);
  });

  test("it has every note that held for either version, those carried along too, each once", () => {
    const html = body(page("compare"));
    const notes = [2, 3].flatMap((number) => notesOfVersion(shelf.state(S10).versions, number));
    for (const { note } of notes) expect(html.split(` id="note-${note.id}"`), note.id).toHaveLength(2);
    expect(words(html)).toContain("on v2 and v3");
    expect(words(html)).toMatch(/on v2(?! and)/);
    const marked = [...html.matchAll(/ id="at-([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(marked).size).toBe(marked.length);
  });

  test("what is not held is said, with what is known of it and an offer to supply it", () => {
    const html = page("compare-not-held");
    expect(words(html)).toContain("The wording of this version is not held here.");
    expect(words(html)).toContain("DigiChina’s first wording of this passage");
    expect(words(html)).toContain("Sign in to supply its text");
    expect(page("version-not-held")).toMatch(/name="kind" value="supply"/);
  });

  test("a history without steps says why there are none", () => {
    const { view, visit } = PAGES.find(({ name }) => name === "draft-history-empty")!;
    const empty = view as DraftHistoryView;
    const said = (over: Partial<DraftHistoryView>) => words(renderPage({ ...empty, ...over }, visit, ASSETS));
    const begun = { ...empty.proposal, status: "draft" as const };
    const taken = { ...empty.proposal, status: "accepted" as const };
    expect(said({ proposal: begun })).toContain("Nobody has written in this draft yet.");
    expect(said({ proposal: taken })).toContain("without a draft that was written here");
    expect(said({ proposal: taken, afterwards: "dropped" })).toContain("were dropped when it was decided");
    for (const over of [{ proposal: begun }, { proposal: taken }, { afterwards: "dropped" as const }])
      expect(said(over)).not.toMatch(/Step \d|NaN|undefined/);
  });

  test("the reading page has source and rendering in their languages, and what is not held", () => {
    const html = page("work");
    expect(html).toMatch(/<div class="source-words held-whole" lang="zh-Hans">/);
    expect(html).toMatch(/<div class="rendering" lang="en">/);
    expect(html).toMatch(/<span class="foreign" lang="zh[^"]*">/);
    expect(words(html)).toContain("No rendering yet.");
    expect(words(html)).toContain("Source not held, but for these words.");
    expect(words(html)).toContain("v2 · revised from v1 · 2 notes · proposals: 1 waits for review");
  });

  test("a note hangs on its words, in Chinese and in English, and leads back to them", () => {
    const html = page("passage-fresh");
    expect(html).toMatch(/<mark class="noted" data-note="triolo-1">厘清<\/mark><sup class="note-mark">/);
    expect(html).toMatch(
      /<mark class="noted" data-note="triolo-1">Clarify<\/mark><sup class="note-mark"><a href="#note-triolo-1" id="at-triolo-1"/,
    );
    expect(html).toContain('<a class="note-number" href="#at-triolo-1"');
  });

  test("every action is a form that posts", () => {
    const html = page("proposal-open");
    for (const action of ["accept", "decline", "return", "withdraw"])
      if (html.includes(`/api/proposals/sort-out/${action}`))
        expect(html).toContain(`<form method="post" action="/api/proposals/sort-out/${action}">`);
    expect(html).toMatch(/action="\/api\/proposals\/sort-out\/decline">.*?<textarea[^>]*required/s);
    expect(page("passage")).toMatch(
      new RegExp(`<form[^>]*method="post" action="/api/works/nip14/passages/${S10}/proposals">`),
    );
    expect(page("proposal-stale")).not.toContain("/api/proposals/stale-one/rebase");
    expect(page("proposal-stale-own")).toMatch(/action="\/api\/proposals\/stale-one\/rebase".*?name="base" value="3"/s);
    expect(page("proposal-draft")).toMatch(/<textarea[^>]*name="text"[^>]*>Keep grasping/);
  });

  test("a stale proposal can't be accepted from its page and shows all three differences", () => {
    const html = page("proposal-stale");
    expect(html).not.toContain("/api/proposals/stale-one/accept");
    expect(words(html)).toContain("What v3 changed in v2");
    expect(words(html)).toContain("What the proposal would change in v3");
  });

  test("a decided proposal says who, when and why; a supplied text says where it comes from", () => {
    expect(words(page("proposal-declined"))).toMatch(
      /Declined by Ben Okafor, 24 November 2026, 12:30 UTC\.Too homely for a plan\./,
    );
    expect(words(page("proposal-accepted"))).toContain("It became v3");
    expect(words(page("proposal-supply"))).toContain("From a copy saved on the day, kept by a library.");
    expect(page("proposal-supply")).not.toContain('class="diff');
  });

  test("of what can be taken out for good nothing is chosen beforehand, nor a ground", () => {
    const { html } = PAGES.find(({ name }) => name === "remove")!;
    const firsts = [...html.matchAll(/<select [^>]*required[^>]*><option ([^>]*)>/g)].map(([, first]) => first);
    expect(firsts).toEqual(["value", "value", "value", "value"]);
  });

  test("words of a work that were taken out are said to be, where they stood, with who, when and why", () => {
    const why = "removed on 25 November 2026 by Olga Marin, by order of a court: “Court of <appeal>, 4 U 12/26.”";
    expect(words(page("work-removed"))).toContain(`What the work was called, and said of itself, was ${why}`);
    expect(words(page("passage-source-removed"))).toContain(`Source wording 1 was ${why}`);
  });

  test("after a refusal a link leads back to the page of the form", () => {
    const view: View = { page: "error", status: 409, title: "No", message: "No.", typed: { action: "/x", fields: [] } };
    const back = '<a href="/nip14/4-2">Back to its page</a>';
    expect(renderToString(<App view={view} visit={visitBy(ANN, "/nip14/4-2")} />)).toContain(back);
    expect(renderToString(<App view={{ ...view, typed: null }} visit={visitBy(ANN, "/nowhere")} />)).not.toContain(
      "Back",
    );
  });

  test("the mode is said in words wherever there is one", () => {
    expect(words(page("version"))).toContain("reading");
    expect(words(page("proposal-draft"))).toContain("proposing");
    expect(words(page("proposal-open"))).toContain("reviewing");
    const { view, visit } = PAGES.find(({ name }) => name === "proposal-declined")!;
    expect(words(renderPage(view, { ...visit, actor: BEN }, ASSETS))).toContain("decided");
    const stranger = words(renderPage(view, { ...visit, actor: null }, ASSETS));
    expect(stranger).toContain("readingrevises Section 10");
  });

  test("strangers see About and Sign in, and nothing that only others can do", () => {
    const { view, visit } = PAGES.find(({ name }) => name === "works")!;
    const head = (actor: Actor | null): string =>
      /<header>.*?<\/header>/s.exec(renderPage(view, { ...visit, actor }, ASSETS))![0].replace(/<[^>]*>/g, "");
    expect(head(null)).toContain("About");
    expect(head(null)).not.toContain("Review");
    expect(head(BEN)).toContain("Review (1)");
  });

  test("those who have an account find a work as files, with what each leaves out; its archive is its owners'", () => {
    const { view: page, visit } = PAGES.find(({ name }) => name === "work")!;
    const leads = (actor: Actor | null) => renderPage(page, { ...visit, actor }, ASSETS).includes("/-/export");
    expect([leads(null), leads(BEN)]).toEqual([false, true]);
    const found = PAGES.find(({ name }) => name === "export")!;
    if (found.view.page !== "export") throw new Error("the page is another");
    const { view } = found;
    const files = (archive: boolean) =>
      [...renderPage({ ...view, archive }, found.visit, ASSETS).matchAll(/export\/([a-z-]+)"/g)].map(([, as]) => as);
    expect([files(false), files(true)]).toEqual([
      ["txt", "docx", "csv", "public-archive"],
      ["txt", "docx", "csv", "public-archive", "archive"],
    ]);
    for (const words of ["notes (3), &lt;b> (1)", "Not in it: nothing", "not counted"])
      expect(found.html).toContain(words);
  });

  test("the front page tells works of one title apart by their translators and addresses", () => {
    const { view, visit } = PAGES.find(({ name }) => name === "works")!;
    if (view.page !== "works") throw new Error("the front page is another");
    const [shelved] = view.works;
    const { work } = shelved!;
    const translation = { ...work.translation, translators: [{ name: "Grace Hopper" }] };
    const other = { ...shelved!, work: { ...work, id: "other", translation } };
    const told = words(renderPage({ ...view, works: [shelved!, other] }, visit, ASSETS));
    expect(told).toContain("Grace Hopper · /other");
    expect(told).toContain(`/${work.id}`);
    expect(words(renderPage({ ...view, works: [other] }, visit, ASSETS))).not.toContain("/other");
  });

  test("the front page says where there is more of somebody's work than it lists", () => {
    const line = { work: "nip14", locator: "4.1", more: 0, people: [], summary: "", stands: "draft" as const };
    const all = Array.from({ length: 3 }, (_, at) => ({ ...line, id: `p-${at}` }));
    const told = (more: boolean) =>
      renderToString(<Mine mine={{ toDecide: { proposals: all, more }, own: { proposals: all, more } }} />);
    expect(told(true)).toMatch(/You decide.*All that wait for review.*Yours.*href="\/me"/);
    expect(told(false)).not.toMatch(/All that wait/);
  });

  test("the front page begins for a stranger with a change and its reason, for others with what waits for them", () => {
    const stranger = words(page("works"));
    expect(stranger).toMatch(
      /One change, as it was made.*Clarify.*Sort out.*Why:.*v3.*Read ?See what changed and why ?Cite/,
    );
    expect(stranger).not.toContain("My work");
    expect(words(page("works-translator"))).toMatch(/My work.*Yours.*being written/);
    expect(words(page("works-reviewer"))).toMatch(/You decide.*waiting for review/);
    expect(words(page("works-owner"))).toMatch(/To set up.*Put the Plan away.*Done\..*Invite somebody.*Skip/);
    for (const name of ["works-translator", "works-reviewer", "works-owner"])
      expect(words(page(name))).not.toContain("One change, as it was made");
  });

  test("my work says what stands on each list, what was said of it, and what is to do", () => {
    expect(words(page("mine"))).toMatch(/My work.*Go on/);
    const [ofReviewer, html] = [words(page("mine-of-reviewer")), page("mine-of-reviewer")];
    expect(ofReviewer).toMatch(/Waiting for me \d.*proposed by .*Decide/);
    expect(html).toMatch(/href="#decide"/);
    expect(words(page("mine-one-list"))).toMatch(/All lists.*You have no draft\./);
    expect(words(page("mine-empty"))).toMatch(/Nothing waits for you.*Open a work/);
  });

  test("who writes a draft on a passage is led on to it, and may begin another", () => {
    expect(words(page("passage-drafting"))).toMatch(/Go on with your draft.*Begin another revision/);
    expect(words(page("passage"))).not.toMatch(/Go on with your draft|Begin another/);
  });

  test("a proposal says above its text what is asked, and of whom", () => {
    expect(words(page("proposal-side"))).toMatch(/proposes? \d+ changes?, .*You decide\./);
    expect(words(page("proposal-reader"))).toMatch(/It waits for a reviewer’s decision\./);
  });

  test("a proposal of several passages says why once for all, and what was asked of one that came back", () => {
    const [draft, review] = [words(page("proposal-parts-draft")), words(page("proposal-parts-review"))];
    expect(draft).toMatch(/A revision of 3 passages.*1 of 3 passages waits.*It waits/);
    expect(draft).toMatch(/Asked for changes: Ben Okafor, 25 November 2026, 09:00 UTC: “Too many words\.”/);
    expect(draft).not.toContain("““");
    expect(review).toMatch(/2 of 3 passages wait\. You decide\./);
    expect(review).toMatch(/Why ?Of 4\.3: ?For this alone\. ?Of Section 10[^:]*: ?For all of them\./);
    expect(review).toMatch(/left out/);
    expect(words(page("proposal-parts-given-up"))).toMatch(/A revision of 2 passages.*– given up.*– given up/);
  });

  test("side by side, each sentence says whose it is, for screens where they stand under each other", () => {
    const html = page("proposal-side");
    const sides = [...html.matchAll(/role="cell"[^>]* data-side="([^"]+)"/g)].map(([, side]) => side);
    expect(new Set(sides)).toEqual(new Set(["v2", "proposed"]));
  });

  test("the bar of what is asked stands before everything else of a proposal, also of a supplied text", () => {
    for (const name of ["proposal-side", "proposal-supply", "proposal-stale"]) {
      const html = page(name);
      expect(html.indexOf("asked-bar"), name).toBeGreaterThan(0);
      for (const later of ['id="summary"', "moved-on", 'class="text"', 'class="comparison'])
        if (html.includes(later)) expect(html.indexOf("asked-bar"), name).toBeLessThan(html.indexOf(later));
    }
    expect(words(page("proposal-supply"))).toMatch(/Ann Lee proposes the text of v1\. You decide\./);
  });

  test("after a decision the next proposal that waits is a link, or that nothing waits is said", () => {
    expect(page("proposal-decided-next")).toMatch(
      /href="\/nip14\/proposals\/stale-one"[^>]*>Next that waits: Section 10/,
    );
    expect(words(page("proposal-decided-last"))).toContain("Nothing else waits for your decision.");
  });

  test("a hidden draft says that it is there and who reads it, and nothing of its words", () => {
    const html = words(page("proposal-hidden"));
    expect(html).toMatch(/being written and unfinished\. Until it is proposed, .* read it/);
    expect(html).not.toContain("Sort out");
  });

  test("a draft that came back is being written by its people, and is not what was proposed on an earlier day", () => {
    const open = PAGES.find(({ name }) => name === "proposal-open")!.view as ProposalView;
    const { rendering, notes, summary } = open.proposal.submission!;
    const drawn = (status: "open" | "draft") => {
      const draft = { id: "d", rendering, notes, summary, summaryIn: "d" };
      const view = { ...open, proposal: { ...open.proposal, status }, draft };
      const path = `/nip14/proposals/${open.proposal.id}`;
      return SHOWS.map((show) => body(renderPage(view, visitBy(null, `${path}?view=${show}`), ASSETS))).join("\n");
    };
    const proposed = '<b class="siglum">proposed</b>';
    expect([drawn("open").includes(proposed), drawn("draft").includes(proposed)]).toEqual([true, false]);
    expect(drawn("draft")).toContain('<b class="siglum">being written</b> Variorum project');
  });

  test("writers of one name are told apart by since when they are here, to the minute if need be", () => {
    const draft = PAGES.find(({ name }) => name === "proposal-draft")!.view as ProposalView;
    const { openedBy, openedAt } = draft.proposal;
    const namesake = { id: "namesake", name: openedBy.name };
    const proposal = { ...draft.proposal, invited: [{ person: namesake, by: openedBy, at: openedAt }], letGo: [] };
    const said = (here: string) => {
      const since = { [openedBy.id!]: "2026-01-02T08:00:00.000Z", namesake: here };
      const view = { ...draft, proposal, since, may: { ...draft.may, invite: true } };
      return words(renderPage(view, visitBy(null, "/nip14/proposals/draft-one"), ASSETS));
    };
    const other = said("2026-03-04T09:00:00.000Z");
    expect(other).toContain(`${openedBy.name} (here since 2 January 2026)`);
    expect(other).toContain(`Let go of ${openedBy.name} (here since 4 March 2026)`);
    expect(said("2026-01-02T09:00:00.000Z")).toContain(`${openedBy.name} (here since 2 January 2026, 09:00 UTC)`);
  });

  test("status words lead to what they mean, where they stand first", () => {
    for (const [name, id] of [
      ["version", "revised-from"],
      ["version-not-held", "held"],
      ["passage", "revised-from"],
      ["passage", "recorded"],
      ["proposal-open", "proposal"],
      ["compare-not-held", "held"],
    ] as const)
      expect(page(name), name).toContain(`class="term" href="/about#${id}"`);
  });

  test("settings say what is wrong with its commands set apart, and keep what was typed", () => {
    const html = page("settings");
    expect(html).toContain("<code>npx variorum &lt;x></code>");
    expect(html).toContain('value="ftp://nowhere"');
    expect(words(html)).toMatch(/Put away The <Plan>|Put away\s+The/);
    expect(words(page("settings-well"))).toContain("Nothing is wrong with this workbench");
  });

  test("side by side, what corresponds stands in one row, and the rows have every word of both sides", () => {
    const [a, b] = ["One stays. Two goes. Three stays.\n\nFour.", "One stays. Two went off. Three stays.\n\nFour."].map(
      (text) => renderingToJson(parseText(text)),
    );
    const found = difference(a!, b!, "side");
    const said = (plan: typeof found.a, blocks: MergedBlock[]): string =>
      blocks.map((block) => block.parts.map(({ from, to }) => plan.text.slice(from, to)).join("")).join("|");
    expect(
      sideRows(found.a, found.b, found.both).map((row) => [said(found.a, row.older), said(found.b, row.newer)]),
    ).toEqual([
      ["One stays. ", "One stays. "],
      ["Two goes. ", "Two went off. "],
      ["Three stays.", "Three stays."],
      ["Four.", "Four."],
    ]);
  });

  test("the contents list every passage under its heading, folded, with one link past them", () => {
    const html = page("work");
    const contents = /<nav class="outline".*?<\/nav>/s.exec(html)![0];
    expect(contents).toContain(`href="#${S10}"`);
    expect(contents).toMatch(new RegExp(`href="#4-10".*?<details>.*?href="#${S10}"`, "s"));
    expect(contents).not.toContain("<details open");
    expect(contents).toContain('class="skip past" href="#text"');
    expect(html).toMatch(/<a class="skip" href="#text">.*id="text"/s);
  });

  test("a section of a long work says which it is; its contents lead to the others, and hide no proposal there", () => {
    const html = page("work-section");
    expect(words(html)).toContain("Section 3 of 4: Book 2 – 2.3.50");
    const contents = /<nav class="outline".*?<\/nav>/s.exec(html)![0];
    expect(contents).toMatch(/href="\/long\?at=b1#b1"[^>]*>(?:(?!<\/a>).)*open proposal here/s);
    expect(contents).toContain('href="#b2-c3-v50"');
    expect(contents).toContain('href="/long?at=b2-c4#b2-c4"');
    expect(html).not.toContain("b1-c1-v7");
  });

  test("a chosen theme is on the document from the first byte", () => {
    const [first] = PAGES;
    expect(renderPage(first!.view, { ...first!.visit, theme: "dark" }, ASSETS)).toContain(
      '<html lang="en" data-theme="dark">',
    );
    expect(renderPage(first!.view, { ...first!.visit, size: "large" }, ASSETS)).toContain(
      '<html lang="en" data-size="large">',
    );
    expect(first!.html).not.toContain("data-theme=");
  });
});

describe("laws of the comparison", () => {
  const line = fc.stringMatching(/^(?:- |\d\. |## )?(?:[a-e]{1,3}[ ,.]?){1,6}$/);
  const text = fc
    .array(line, { minLength: 1, maxLength: 5 })
    .chain((lines) => fc.constantFrom("\n", "\n\n").map((between) => lines.join(between)));
  const rendering = text.map((each) => renderingToJson(parseText(each)));

  test("the merged text has every word of the newer text once, in order, and every word that the older lost", () => {
    fc.assert(
      fc.property(rendering, rendering, (older, newer) => {
        const found = difference(older, newer, "inline");
        const parts = merge(found.a, found.b, found.both).flatMap((block) =>
          block.parts.filter(({ glyph }) => glyph === null),
        );
        const said = (side: "older" | "newer", whole: string): string =>
          parts
            .filter((part) => part.side === side)
            .map((part) => whole.slice(part.from, part.to))
            .join("")
            .replace(/\s/g, "");
        const blocks = found.b.blocks
          .map(({ from, to }) => found.b.text.slice(from, to))
          .join("")
          .replace(/\s/g, "");
        expect(said("newer", found.b.text)).toBe(blocks);
        const lost = found.both
          .filter(({ newer: { side } }) => side !== "reformatted")
          .flatMap(({ older: { from, to } }) =>
            found.a.blocks.map((block) =>
              found.a.text.slice(
                Math.max(from, block.from),
                Math.max(Math.max(from, block.from), Math.min(to, block.to)),
              ),
            ),
          );
        expect(said("older", found.a.text)).toBe(lost.join("").replace(/\s/g, ""));
      }),
      { numRuns: 300 },
    );
  });

  test("a break that went stands between the words that it parted, and they break as others do", () => {
    const side = (text: string) => ({ rendering: renderingToJson(parseText(text)), name: null, notes: [] });
    const older = side("One goes on at length.\n\nFour goes on at times.");
    const html = renderToString(<Diff older={older} newer={side("One goes on at times.")} show="inline" lang="en" />);
    expect(html).toMatch(/length\.<span class="pilcrow">¶<\/span>Four/);
    expect(html).not.toContain("pilcrow alone");
  });

  test("rows side by side have every word of both sides once, in order", () => {
    fc.assert(
      fc.property(rendering, rendering, (older, newer) => {
        const { a, b, both } = difference(older, newer, "side");
        const rows = sideRows(a, b, both);
        for (const [plan, side] of [
          [a, "older"],
          [b, "newer"],
        ] as const) {
          const parts = rows.flatMap((row) => row[side].flatMap((block) => block.parts));
          const said = parts.map(({ from, to }) => plan.text.slice(from, to)).join("");
          expect(said).toBe(plan.blocks.map(({ from, to }) => plan.text.slice(from, to)).join(""));
        }
      }),
      { numRuns: 200 },
    );
  });

  test("every change is numbered once in the text, however it is printed, and said once in words", () => {
    fc.assert(
      fc.property(rendering, rendering, fc.constantFrom(...SHOWS), (older, newer, show) => {
        const found = difference(older, newer, show);
        const side = (json: typeof older) => ({ rendering: json, name: null, notes: [] });
        const html = renderToString(<Diff older={side(older)} newer={side(newer)} show={show} lang="en" />);
        const anchors = [...html.matchAll(/id="change-(\d+)"/g)]
          .map(([, number]) => Number(number))
          .sort((x, y) => x - y);
        expect(anchors).toEqual([...found.anchors].sort((x, y) => x - y));
        if (show !== "new") expect(anchors).toHaveLength(found.changes.length);
        expect(unbalanced(html)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test("pieces of a block are its text, whole, whatever is laid over it", () => {
    const span = fc.tuple(fc.nat(60), fc.nat(60)).map(([x, y], index = 0): NoteSpan => ({
      from: Math.min(x, y),
      to: Math.max(x, y),
      id: String(index),
      number: 1,
    }));
    fc.assert(
      fc.property(rendering, fc.array(span, { maxLength: 4 }), (json, notes) => {
        const plan = layout(renderingFromJson(json));
        for (const block of plan.blocks) {
          const found = pieces(plan, block, { notes, changes: [] });
          expect(found.map((piece) => piece.text).join("")).toBe(plan.text.slice(block.from, block.to));
          const over = notes.filter((note) => note.from < note.to && note.from < block.to && note.to > block.from);
          for (const piece of found)
            expect(piece.notes).toEqual(over.filter((note) => note.from <= piece.from && note.to >= piece.to));
        }
      }),
      { numRuns: 200 },
    );
  });

  test("an address asks for one of the four ways, and for anything else gets inline", () => {
    for (const show of SHOWS) expect(showOf(`/x/y/v1..v2?view=${show}`)).toBe(show);
    fc.assert(fc.property(fc.webQueryParameters(), (query) => SHOWS.includes(showOf(`/x?${query}`))));
  });
});

test("news that is not understood is no news", () => {
  const none = { waiting: 0, written: 0 };
  const news = {
    type: "version",
    work: "w",
    passage: "p",
    number: 3,
    locator: "Section 10",
    at: "2026-11-24T14:02:07.000Z",
    open: { passage: none, work: none, all: { waiting: 2, written: 1 } },
  };
  expect(readNews(JSON.stringify({ ...news, versions: 3 }))).toEqual(news);
  for (const part of ["work", "passage", "number", "locator", "at", "open"])
    expect(readNews(JSON.stringify({ ...news, [part]: undefined }))).toBeNull();
  fc.assert(fc.property(fc.string(), (line) => readNews(line) === null));
  fc.assert(fc.property(fc.json(), (line) => readNews(line) === null));
});

describe("colours", () => {
  const editor = new URL("../../editor/", import.meta.url);
  const css = readFileSync(new URL("design/tokens.css", editor), "utf8");
  const tokens = [...css.matchAll(/--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g)];
  const light = new Map(tokens.map(([, name, value]) => [name!, value!]));
  const dark = new Map(tokens.map(([, name, , value]) => [name!, value!]));

  const PAIRS = [
    ["ink", "paper"],
    ["ink-soft", "paper"],
    ["ink-soft", "paper-deep"],
    ["accent", "paper"],
    ["ink", "note-paper"],
    ["accent", "note-paper"],
    ["ink-soft", "note-paper"],
    ["ins-ink", "ins-paper"],
    ["del-ink", "del-paper"],
    ["move-ink", "move-paper"],
    ["format-ink", "format-paper"],
    ["mode-reading", "paper"],
    ["mode-proposing", "paper"],
    ["mode-reviewing", "paper"],
    ["mode-decided", "paper"],
    ["accent", "ins-paper"],
    ["accent", "del-paper"],
    ["paper", "accent"],
    ["paper", "ink-soft"],
  ] as const;

  test.each([
    ["light", light],
    ["dark", dark],
  ] as const)("in the %s every ink has a contrast of at least 4.5 to 1 on its paper", (_, colours) => {
    for (const [ink, paper] of PAIRS)
      expect(contrast(colours.get(ink)!, colours.get(paper)!), `${ink} on ${paper}`).toBeGreaterThanOrEqual(4.5);
  });

  const sheets = readdirSync(editor, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".css") && name !== "design/tokens.css")
    .map((name) => [name, readFileSync(new URL(name, editor), "utf8")] as const);

  test("distances are steps of one scale that rises, but for those that grow with the page or with letters", () => {
    const steps = [...css.matchAll(/--space-\d+: ([\d.]+)rem;/g)].map(([, step]) => Number(step));
    expect(steps.length).toBeGreaterThan(8);
    expect(sheets.length).toBeGreaterThan(20);
    expect(steps).toEqual([...new Set(steps)].sort((a, b) => a - b));
    for (const [file, sheet] of sheets) {
      const distances = [...sheet.matchAll(/[\s;{]((?:margin|padding|gap|row-gap|column-gap)[a-z-]*:[^;{}]*);/g)];
      const own = distances.map(([, line]) => line!).filter((line) => /\drem/.test(line) && !line.includes("clamp("));
      expect(own, file).toEqual([]);
    }
  });

  test("colours and sizes of type stand in tokens.css alone, but for ink on paper in print", () => {
    for (const [file, sheet] of sheets.filter(([name]) => name !== "design/print.css")) {
      expect(sheet.match(/#[0-9a-f]{3,8}\b(?=[;,) ])/g), file).toBeNull();
      const sizes = [...sheet.matchAll(/^\s*font(?:-size)?: [^;]*?\d(?:rem|px)[^;]*;/gm)].map(([line]) => line.trim());
      expect(sizes, file).toEqual([]);
    }
  });

  /** WCAG 2.2, contrast ratio. */
  function contrast(a: string, b: string): number {
    const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (high! + 0.05) / (low! + 0.05);
  }

  function luminance(hex: string): number {
    const [red, green, blue] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
  }
});

test("the list of what waits names each proposal and carries none of its words", () => {
  const html = page("review");
  expect(words(html)).toContain("“Disentangle” keeps the picture of threads.");
  expect(words(html)).toMatch(/Clarify → ?Sort <b> out/);
  expect(words(html)).toMatch(
    /2 changes · .*accuracy and terminology · 2 discussions, 1 of them open · 1 rival for the same passage · approved by Ann Lee, waits for another · you decide/,
  );
  expect(html).toMatch(/href="\/review\?mine=yes"/);
  expect(html).not.toMatch(/"rendering":|"source":/);
  expect(words(page("review-of-work"))).toMatch(/All 3 ?You decide 0 ?In nip14.*None of these waits/);
});

test("a work without passages says so", () => {
  const shelf = new Shelf({ ...Shelf.ofThePlan().work, passages: [] });
  expect(words(renderPage(shelf.workView(), visitBy(null, "/nip14"), ASSETS))).toContain("This work has no passages.");
});

test("By on a version's page names the people of its citation in the same parts; who only approved stands under Status", () => {
  const shelf = busyShelf();
  const { versions } = shelf.state(S10);
  for (const { number, review } of versions) {
    const view = shelf.versionView(S10, number);
    const html = renderPage(view, visitBy(null, `/nip14/${S10}/v${number}`), ASSETS);
    const by = /<dt>By<\/dt><dd>(.*?)<\/dd>/s.exec(html)![1]!;
    const named = [...by.matchAll(/<li><span class="person">(.*?)<\/span> <span class="part">(.*?)<\/span>/g)];
    const { text } = view.citations.find(({ style }) => style === "csl-json")!;
    const [item] = JSON.parse(text) as Record<"translator" | "contributor" | "editor", { family?: string }[]>[];
    const cited = (["translator", "contributor", "editor"] as const).flatMap((part) => item![part] ?? []);
    expect(named.map(([, name]) => name!.split(" ").at(-1))).toEqual(cited.map(({ family }) => family));
    expect(named.map(([, , part]) => part)).toEqual([
      ...(item!.translator ?? []).map(() => "translator"),
      ...(item!.contributor ?? []).map(() => "reviser"),
      ...(item!.editor ?? []).map(() => "editor"),
    ]);
    const status = /<dt>Status<\/dt><dd>(.*?)<\/dd>/s.exec(html)![1]!.replace(/<[^>]*>/g, "");
    expect(status).toContain(review.by.name);
    expect(status.includes(`superseded by v${versions.length}`)).toBe(number < versions.length);
  }
});

test.each([
  ["CC0-1.0", "<p>Licence of the translation: CC0-1.0</p>"],
  ["https://example.org/by", '<a href="https://example.org/by">https://example.org/by</a></p>'],
  ["javascript:alert(1)", "<p>Licence of the translation: javascript:alert(1)</p>"],
])("a work whose translation is under the licence %s says so", (licence, said) => {
  const { view, visit } = PAGES.find(({ name }) => name === "work")!;
  if (view.page !== "work") throw new Error("no page of a work");
  const translation = { ...view.work.translation, licence };
  expect(body(page("work"))).not.toContain("Licence of the translation");
  expect(body(renderPage({ ...view, work: { ...view.work, translation } }, visit, ASSETS))).toContain(said);
});
