/** Pasting in a real browser: every visible word comes in, once and in order, as what it was, and nothing else does. */
import fc from "fast-check";
import type { Browser, Page } from "playwright-core";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Losses, renderingOfHtml } from "../../editor/prosemirror/paste.ts";
import { isWrapped, textOfLines, withoutInvisibles } from "../../editor/prosemirror/paste-lines.ts";
import { canonicalText, renderingFromJson } from "../../translations/text/canonical.ts";
import { parseText } from "../../translations/text/parse.ts";
import type { Rendering, RenderingJson } from "../../translations/text/schema.ts";
import { launch } from "../help/browser.ts";
import { plainRendering } from "../help/renderings.ts";

declare const paste: {
  renderingOfHtml: typeof renderingOfHtml;
  pastedHtml(html: string, language: string, losses?: Losses): string;
  Losses: typeof Losses;
};

let browser: Browser;
let page: Page;

beforeAll(async () => {
  const built = await build({
    configFile: false,
    logLevel: "error",
    build: { write: false, lib: { entry: "editor/prosemirror/paste.ts", formats: ["iife"], name: "paste" } },
  });
  const [bundle] = Array.isArray(built) ? built : [built];
  const code = bundle && "output" in bundle ? bundle.output[0].code : "";
  browser = await launch();
  page = await browser.newPage();
  await page.addScriptTag({ content: code });
});

afterAll(() => browser.close());

/** What each of these pages becomes, and what a browser shows of it. */
async function pasteAll(pages: readonly string[]): Promise<{ rendering: Rendering; seen: string }[]> {
  const results = await page.evaluate((pages) => {
    const shown = document.createElement("div");
    document.body.replaceChildren(shown);
    return pages.map((html) => {
      const parsed = new DOMParser().parseFromString(html, "text/html");
      shown.innerHTML = parsed.body.innerHTML;
      const seen = shown.innerText;
      return { json: paste.renderingOfHtml(parsed, "en").toJSON() as unknown, seen };
    });
  }, pages);
  return results.map(({ json, seen }) => ({ rendering: renderingFromJson(json), seen }));
}

/** What is said of what was not kept. */
function lost(html: string): Promise<string> {
  return page.evaluate((html) => {
    const losses = new paste.Losses();
    paste.pastedHtml(html, "en", losses);
    return losses.inWords();
  }, html);
}

async function pasted(html: string): Promise<Rendering> {
  return (await pasteAll([html]))[0]!.rendering;
}

/** Blocks one a line, with marks as signs: *emphasis*, **strong**, ^raised^, {lang:foreign}. */
function told(rendering: Rendering): string {
  return canonicalText(rendering.type.schema.nodeFromJSON(withSigns(rendering.toJSON() as RenderingJson)));
}

const SIGNS: Record<string, [string, string]> = { emphasis: ["*", "*"], strong: ["**", "**"], superscript: ["^", "^"] };

function withSigns({ marks = [], text, content, ...node }: RenderingJson): RenderingJson {
  if (text === undefined) return { ...node, ...(content && { content: content.map(withSigns) }) };
  const signed = marks.reduce((words, { type, attrs }) => {
    const [before, after] = SIGNS[type] ?? [`{${String(attrs?.["lang"])}:`, "}"];
    return before + words + after;
  }, text);
  return { ...node, text: signed };
}

const SPACE = /[\s\u00a0]+/u;
const wordsOf = (text: string): string[] => text.split(SPACE).filter((word) => word !== "");

/** A line end between two Chinese characters is no space. */
const onOneLine = (words: string[]): string => words.join(" ").replace(/(?<=\p{scx=Han}) (?=\p{scx=Han})/gu, "");

function wordsOfRendering(rendering: Rendering): string[] {
  const blocks: string[] = [];
  rendering.descendants((node) => {
    if (node.isTextblock) blocks.push(node.textContent);
    return !node.isTextblock;
  });
  return wordsOf(blocks.join(" "));
}

const word = fc.constantFrom(
  "the",
  "markets",
  "well-ordered",
  "“quoted”",
  "don’t",
  "2021–2025",
  "98%",
  "a—b",
  "厘清",
  "政府",
  "👩‍🚀",
);
const space = fc.constantFrom(" ", " ", "  ", "\n", "\t", "&nbsp;", " &nbsp; ", "<br>", "<br><br>", "");
const text = fc.array(fc.tuple(word, space), { maxLength: 5 }).map((parts) => parts.flat().join(""));

const wrap = (before: string, after: string) => (inner: string) => before + inner + after;
const element = (name: string, attributes = "") => wrap(`<${name}${attributes && ` ${attributes}`}>`, `</${name}>`);

const INLINE = [
  element("b"),
  element("strong"),
  element("i"),
  element("sup"),
  element("sub"),
  element("u"),
  element("a", 'href="https://example.org/a?b=c"'),
  element("font", 'color="red"'),
  element("span", 'style="font-weight:700;font-family:&quot;Times New Roman&quot;"'),
  element("span", 'style="font-style:italic;white-space:pre-wrap"'),
  element("span", 'lang="EN-US" style="mso-fareast-language:ZH-CN"'),
  element("b", 'style="font-weight:normal"'),
  element("span", 'lang="zh-CN"'),
  element("bogus"),
];
const NOTHING = [
  "<!-- a remark -->",
  "<script>alert(1)</script>",
  "<style>p { color: red }</style>",
  '<img src="x" alt="picture">',
  '<span style="display:none">hidden</span>',
  '<span style="visibility: hidden">hidden</span>',
  '<svg><path d="M0 0h9"></path></svg>',
  "<template>kept back</template>",
  "<o:p></o:p>",
  "<iframe>framed</iframe>",
];
const BLOCK = ["p", "div", "h1", "h3", "blockquote", "section", "li", "figure", "pre", "center", "dd"]
  .map((name) => element(name))
  .concat(element("div", 'class="poem"'), element("div", 'class="verse"'), element("p", 'class="verse-line"'));
const LISTS = [element("ul"), element("ol"), element("ol", 'start="7" type="a"')];

const { inline, block } = fc.letrec<{ inline: string; block: string }>((tie) => ({
  inline: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    text,
    fc.constantFrom(...NOTHING),
    fc.tuple(fc.constantFrom(...INLINE), tie("inline")).map(([around, inner]) => around(inner)),
    fc.tuple(tie("inline"), tie("inline")).map((parts) => parts.join("")),
  ),
  block: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    tie("inline"),
    fc.tuple(fc.constantFrom(...BLOCK), tie("block")).map(([around, inner]) => around(inner)),
    fc
      .tuple(fc.constantFrom(...LISTS), fc.array(tie("block"), { minLength: 1, maxLength: 3 }))
      .map(([around, items]) => around(items.map(element("li")).join("\n"))),
    fc
      .array(fc.array(tie("block"), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 2 })
      .map((rows) => element("table")(rows.map((row) => element("tr")(row.map(element("td")).join(""))).join(""))),
    fc.tuple(tie("block"), tie("block")).map((parts) => parts.join("\n")),
  ),
}));

test("of any page that is pasted the visible words come in, all of them, in order, and no others", async () => {
  const pages = fc.sample(
    fc.tuple(block, inline).map((parts) => parts.join("")),
    { numRuns: 400 },
  );
  const results = await pasteAll(pages);
  for (const [index, { rendering, seen }] of results.entries()) {
    rendering.check();
    expect(onOneLine(wordsOfRendering(rendering)), pages[index]).toBe(onOneLine(wordsOf(seen)));
  }
});

test("what was cleaned is clean: pasting it again changes and loses nothing, and no block in it is empty", async () => {
  const pages = fc.sample(block, { numRuns: 200 });
  const twice = await page.evaluate(
    (pages) =>
      pages.map((html) => {
        const once = paste.pastedHtml(html, "en");
        const losses = new paste.Losses();
        return [once, paste.pastedHtml(once, "en", losses), losses.inWords()];
      }),
    pages,
  );
  for (const [once, again, lost] of twice) {
    expect(again).toBe(once);
    expect(lost).toBe("");
    expect(once).not.toMatch(/<(p|li|h\d|ul|ol|blockquote|div)( [^>]*)?><\/|style=|class="(?!foreign|verse)/);
  }
});

const WORD = `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><style><!-- p.MsoNormal {margin:0cm;} --></style>
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings><o:AllowPNG/></o:OfficeDocumentSettings></xml><![endif]--></head>
<body lang=EN-GB style='tab-interval:36.0pt'><!--StartFragment-->
<h2 style='mso-list:l2 level2 lfo3'><![if !supportLists]><span style='mso-list:Ignore'>4.10<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span><![endif]><b><span lang=EN-US>Digital governance</span></b></h2>
<p class=MsoNormal><span lang=EN-US style='font-size:12.0pt'>We must <b style='mso-bidi-font-weight:normal'>clarify</b>
the <i>relationship</i><span style='mso-spacerun:yes'>&nbsp; </span>between “government” and the market’s
forces<a style='mso-comment-reference:LW_1;mso-comment-date:20260102T1000'> (</a></span><span lang=ZH-CN style='font-family:SimSun'>厘清</span><span lang=EN-US>)</span><span
class=MsoCommentReference><span style='font-size:8.0pt'><a class=msocomanchor id="_anchor_1" href="#_msocom_1">[LW1]</a></span></span><span
lang=ZH-CN>”</span><span lang=EN-US><del cite="mailto:Lin">at once</del><a href="#_ftn1"><span style='vertical-align:super'>[1]</span></a>.<o:p></o:p></span></p>
<p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol;mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp; </span></span><![endif]>Data as a factor</p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='font-family:"Courier New";mso-list:Ignore'>o<span>&nbsp;&nbsp; </span></span><![endif]>of production</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp; </span></span><![endif]>Open platforms</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>3.<span>&nbsp; </span></span><![endif]>Third</p>
<p class=MsoListParagraph style='mso-list:l1 level2 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>(a)<span>&nbsp; </span></span><![endif]>as in law</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>4.<span>&nbsp; </span></span><![endif]>Fourth</p>
<table class=MsoTableGrid><tr><td><p class=MsoNormal>Term</p></td><td><p class=MsoNormal>Rendering<o:p></o:p></p></td></tr></table>
<!--EndFragment--><div style='mso-element:comment-list'><div style='mso-element:comment'><p class=MsoCommentText>Is this right?</p></div></div></body></html>`;

const WORD_ON_THE_WEB = `<div class="OutlineElement"><p class="Paragraph" lang="EN-US" role="heading" aria-level="1"><span class="TextRun" lang="EN-US"><span class="NormalTextRun">Goals</span></span><span class="EOP" data-ccp-props="{}">&nbsp;</span></p></div>
<div class="ListContainerWrapper"><ul class="BulletListStyle1"><li data-listid="5" data-aria-level="1" class="OutlineElement"><p class="Paragraph"><span class="TextRun" lang="EN-US"><span class="NormalTextRun">One</span></span><span class="EOP">&nbsp;</span></p></li></ul></div>
<div class="ListContainerWrapper"><ul class="BulletListStyle2"><li data-listid="5" data-aria-level="2" class="OutlineElement"><p class="Paragraph"><span class="TextRun"><span class="NormalTextRun">inside</span></span></p></li></ul></div>
<div class="ListContainerWrapper"><ul class="BulletListStyle1"><li data-listid="5" data-aria-level="1" class="OutlineElement"><p class="Paragraph"><span class="TextRun" style="font-weight: bold">Two</span></p></li></ul></div>`;

const GOOGLE_DOCS = `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-0f00-aa"><h1 dir="ltr" style="line-height:1.38;"><span style="font-size:20pt;font-weight:700;white-space:pre-wrap;">Five “clear” aims</span></h1><br /><p dir="ltr"><span style="font-size:11pt;font-family:Arial,sans-serif;font-weight:400;font-style:normal;vertical-align:baseline;white-space:pre-wrap;">Plain, </span><span style="font-weight:700;font-style:normal;white-space:pre-wrap;">bold</span><span style="font-weight:400;font-style:italic;white-space:pre-wrap;"> slanted</span><span style="font-weight:400;font-size:0.6em;vertical-align:super;white-space:pre-wrap;">2</span><span style="white-space:pre-wrap;">&nbsp;&nbsp;10&nbsp;% — done…</span></p><ul style="margin-top:0;"><li dir="ltr" style="list-style-type:disc;" aria-level="1"><p dir="ltr" role="presentation"><span>first</span></p></li><ul><li dir="ltr" aria-level="2"><p dir="ltr" role="presentation"><span>nested</span></p></li></ul><li dir="ltr" aria-level="1"><p dir="ltr" role="presentation"><span>second</span></p></li></ul><ol start="4"><li aria-level="1"><p>four</p></li><li><p>five</p></li></ol></b><br class="Apple-interchange-newline">`;

const WEB_PAGE = `<html><body><!--StartFragment--><h3 style="box-sizing: border-box; font-weight: 600; color: rgb(31, 35, 40);">On <em>order</em></h3>
<div class="share"><button style="display:none">Share</button><svg viewBox="0 0 1 1"><path d="M0 0"/></svg></div>
<p style="font-weight: 400;">Read <a href="https://example.org"><strong>this</strong> first</a>:&nbsp;it sorts <span lang="fr">comme il faut</span>,<wbr> co&shy;operatively, <span lang="en">in order</span>.<img src="a.png" alt="Chart"><sup id="cite"><a href="#n1">[3]</a></sup></p>
<p>•&nbsp;one sign</p><p>•&nbsp; two signs</p>
<p>&nbsp;</p><blockquote>“Quoted.”<br>Said she.<br><br>New paragraph.</blockquote>
<table><thead><tr><th>Year</th><th>Words</th></tr></thead><tbody><tr><td>2021</td><td>21,000</td></tr></tbody></table>
<script>track()</script><!--EndFragment--></body></html>`;

const PDF_VIEWER = `<span role="presentation" dir="ltr" style="font-size:10px;transform:scaleX(0.98)">The plan asks for infor-</span><br role="presentation"><span role="presentation">mation, for well-</span><br role="presentation"><span>ordered markets and self-</span><br><span>reliance. No information is lost,</span><br><span>and 有为政府</span><br><span>有效市场 is well-ordered.</span>`;

describe("what people paste", () => {
  test("Word: its lists, its comments, its empty paragraphs, its guesses at languages", async () => {
    expect(told(await pasted(WORD))).toBe(
      [
        "## 4.10 Digital governance",
        "We must **clarify** the *relationship* between “government” and the market’s forces ({zh-Hans:厘清})”^[1]^.",
        "- Data as a factor\n\n  - of production\n- Open platforms",
        "3. Third\n\n   (a) as in law\n4. Fourth",
        "Term",
        "Rendering",
      ].join("\n\n"),
    );
  });

  test("Word on the web: one list of many small ones", async () => {
    expect(told(await pasted(WORD_ON_THE_WEB))).toBe("# Goals\n\n- One\n\n  - inside\n- **Two**");
  });

  test("Google Docs: not all of it bold, its styles read, its lists nested", async () => {
    expect(told(await pasted(GOOGLE_DOCS))).toBe(
      [
        "# Five “clear” aims",
        "Plain, **bold*** slanted*^2^ 10\u00a0% — done…",
        "- first\n\n  - nested\n- second",
        "4. four\n5. five",
      ].join("\n\n"),
    );
  });

  const CHROMIUM = '<span style="color: rgb(0, 0, 0); display: inline !important;">';
  test.each([
    [
      "Chromium, a space in a span of its own",
      `${CHROMIUM}tries to<span>&nbsp;</span></span><b>bridge the gap</b>${CHROMIUM}<span>&nbsp;</span>between<span>&nbsp;</span></span><i>Party</i>`,
      "tries to **bridge the gap** between *Party*",
    ],
    [
      "Chromium, a space at the end of its words",
      `tries to&nbsp;<b>bridge the gap</b>&nbsp;between&nbsp;<i>Party</i>`,
      "tries to **bridge the gap** between *Party*",
    ],
    [
      "Safari",
      `to<span class="Apple-converted-space">&nbsp;</span><b>bridge</b><span class="Apple-converted-space">&nbsp;</span>it`,
      "to **bridge** it",
    ],
    [
      "Word, spaces that follow upon each other",
      `<p class=MsoNormal>to<span style='mso-spacerun:yes'>&nbsp;</span><b>bridge</b><span style='mso-spacerun:yes'>&nbsp;&nbsp; </span>it</p>`,
      "to **bridge** it",
    ],
    [
      "Word, its runs",
      `<p class=MsoNormal><span lang=EN-US>to&nbsp;</span><b><span lang=EN-US>bridge</span></b><span lang=EN-US>&nbsp;it</span></p>`,
      "to **bridge** it",
    ],
    [
      "Google Docs",
      `<b style="font-weight:normal;" id="docs-internal-guid-1"><p><span style="white-space:pre-wrap;">to&nbsp;</span><span style="font-weight:700;white-space:pre-wrap;">bridge</span><span style="white-space:pre-wrap;">&nbsp;it</span></p></b>`,
      "to **bridge** it",
    ],
    ["a link at both ends", `<a href="#">Party</a>&nbsp;and&nbsp;<a href="#">market</a>`, "Party and market"],
  ])("no-break spaces that nobody set are plain spaces: %s", async (_, html, words) => {
    expect(told(await pasted(html))).toBe(words);
  });

  /**
   * What other browsers put on the clipboard for one sentence, written down by hand after how they are known to do it:
   * Firefox's serializer (no styles, lines broken as in the source, a `meta` before), WebKit's (every element with its
   * computed style, spaces at edges as `Apple-converted-space`), and what each leaves of Word's and Google's markup.
   */
  const SENTENCE = "tries to **bridge the gap** between *Party* and market forces, 5\u00a0% more";
  const META = '<meta http-equiv="content-type" content="text/html; charset=utf-8">';
  const LOOKS =
    "caret-color: rgb(0, 0, 0); color: rgb(0, 0, 0); font-family: -webkit-standard; font-size: medium; font-variant-caps: normal; letter-spacing: normal; orphans: auto; text-align: start; text-indent: 0px; text-transform: none; white-space-collapse: collapse; text-wrap-mode: wrap; widows: auto; word-spacing: 0px; -webkit-text-stroke-width: 0px; text-decoration: none";
  const KIT = (words: string, more = "font-style: normal; font-weight: 400; display: inline !important; float: none") =>
    `<span style="${LOOKS}; ${more};">${words}</span>`;
  const GAP = '<span class="Apple-converted-space">&nbsp;</span>';
  const DOCS = (words: string, look = "font-weight: 400; font-style: normal") =>
    `<span style="font-size: 11pt; font-family: Arial, sans-serif; font-variant-ligatures: normal; vertical-align: baseline; white-space: pre-wrap; ${look};">${words}</span>`;
  const DOCS_WORDS = [
    DOCS("tries to "),
    DOCS("bridge the gap", "font-weight: 700; font-style: normal"),
    DOCS(" between "),
    DOCS("Party", "font-weight: 400; font-style: italic"),
    DOCS(" and "),
    `<a href="https://example.org/" style="text-decoration: none;">${DOCS("market", "color: rgb(17, 85, 204); text-decoration: underline")}</a>`,
    DOCS(" forces, 5&nbsp;% more"),
  ].join("");

  test.each([
    [
      "Firefox, a web page",
      `${META}<p>tries to <b>bridge the\n gap</b> between <i>Party</i> and <a href="https://example.org/">market</a>\n forces, 5&nbsp;% more</p>`,
    ],
    [
      "Firefox on Windows, words inside a paragraph",
      `<html><body>\n<!--StartFragment-->tries to <b>bridge the gap</b> between <i>Party</i> and <a href="https://example.org/">market</a> forces, 5&nbsp;% more<!--EndFragment-->\n</body>\n</html>`,
    ],
    [
      "Firefox, its own editing surface",
      `${META}<div>tries to&nbsp;<b>bridge the gap</b>&nbsp;between&nbsp;<i>Party</i> and <a href="https://example.org/">market</a> forces, 5&nbsp;% more<br></div>`,
    ],
    [
      "Firefox, Google Docs",
      `${META}<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-7f00"><p dir="ltr" style="line-height:1.38;margin-top:0pt;margin-bottom:0pt;">${DOCS_WORDS}</p></b><br class="Apple-interchange-newline">`,
    ],
    [
      "Firefox, Word",
      `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>${META}<meta name="Generator" content="Microsoft Word 15"></head><body lang="EN-GB"><!--StartFragment-->\n\n<p class="MsoNormal"><span lang="EN-US">tries to <b style="mso-bidi-font-weight:\nnormal">bridge the gap</b> between <i>Party</i> and <a href="https://example.org/">market</a>\nforces, 5&nbsp;% more<o:p></o:p></span></p>\n\n<!--EndFragment--></body></html>`,
    ],
    [
      "Safari, a web page",
      `${KIT(`tries to${GAP}`)}<b style="${LOOKS}; font-style: normal;">bridge the gap</b>${KIT(`${GAP}between${GAP}`)}<i style="${LOOKS}; font-weight: 400;">Party</i>${KIT(`${GAP}and${GAP}`)}<a href="https://example.org/" style="font-style: normal; font-weight: 400; letter-spacing: normal;">market</a>${KIT(`${GAP}forces, 5&nbsp;% more`)}<br class="Apple-interchange-newline">`,
    ],
    [
      "Safari, a paragraph of a web page",
      `<meta charset="UTF-8"><p style="${LOOKS}; font-style: normal; font-weight: 400;">tries to${GAP}<b>bridge the gap</b>${GAP}between${GAP}<i>Party</i>${GAP}and${GAP}<a href="https://example.org/">market</a>${GAP}forces, 5&nbsp;% more</p>`,
    ],
    [
      "Safari, its own editing surface",
      `<meta charset="UTF-8"><div style="${LOOKS}; font-style: normal; font-weight: 400;">tries to&nbsp;<b>bridge the gap</b>&nbsp;between&nbsp;<i>Party</i>&nbsp;and <a href="https://example.org/">market</a> forces, 5&nbsp;% more</div><div style="${LOOKS};"><br></div>`,
    ],
    [
      "Safari, Google Docs",
      `<meta charset="UTF-8"><b id="docs-internal-guid-7f00" style="${LOOKS}; font-style: normal; font-weight: normal;"><p dir="ltr" style="line-height: 1.38; margin-top: 0pt; margin-bottom: 0pt;">${DOCS_WORDS}</p></b><br class="Apple-interchange-newline">`,
    ],
    [
      "Safari, Word",
      `<meta charset="UTF-8"><p class="MsoNormal" style="margin: 0cm; font-size: 12pt; font-family: Aptos, sans-serif; ${LOOKS}; font-style: normal; font-weight: 400;"><span lang="EN-US">tries to${GAP}<b>bridge the gap</b>${GAP}between${GAP}<i>Party</i>${GAP}and <a href="https://example.org/">market</a>${GAP}forces, 5&nbsp;% more<o:p></o:p></span></p><br class="Apple-interchange-newline">`,
    ],
  ])("a sentence as another browser gives it: %s", async (_, html) => {
    expect(told(await pasted(html))).toBe(SENTENCE);
  });

  test.each([
    [
      "what Word says of its lists, kept",
      (sign: string, level: number) =>
        `style="margin: 0cm 0cm 0cm 36pt; text-indent: -18pt; mso-list: l0 level${level} lfo1; ${LOOKS}"><span style="font-family: Symbol; mso-list: Ignore;">${sign}<span style="font-style: normal; font-size: 7pt; font-family: &quot;Times New Roman&quot;;">&nbsp; &nbsp; &nbsp; &nbsp;${GAP}</span></span>`,
    ],
    [
      "what Word says of its lists, left out",
      (sign: string) =>
        `style="margin: 0cm 0cm 0cm 36pt; text-indent: -18pt; ${LOOKS}"><span style="font-family: Symbol;">${sign}<span style="font-style: normal; font-size: 7pt; font-family: &quot;Times New Roman&quot;;">&nbsp; &nbsp; &nbsp; &nbsp;${GAP}</span></span>`,
    ],
  ])("Word's list through Safari: %s", async (_, marker) => {
    const items = ["Data as a factor", "Open platforms"].map(
      (words) => `<p class="MsoListParagraph" ${marker("·", 1)}<span lang="EN-US">${words}<o:p></o:p></span></p>`,
    );
    expect(told(await pasted(`<meta charset="UTF-8">${items.join("")}`))).toBe("- Data as a factor\n- Open platforms");
  });

  test.each([
    ["inside running text", "a rise of 5&nbsp;% and <b>no</b> more", "a rise of 5\u00a0% and **no** more"],
    ["French", "dit «&nbsp;oui&nbsp;»&nbsp;: bien", "dit «\u00a0oui\u00a0»\u00a0: bien"],
    ["French, of slanted words", "dit «&nbsp;<i>oui</i>&nbsp;» enfin", "dit «\u00a0*oui*\u00a0» enfin"],
    ["a number in bold", "a rise of <b>5</b>&nbsp;%", "a rise of **5**\u00a0%"],
    ["a section", "see §&nbsp;<i>10</i>", "see §\u00a0*10*"],
    ["a thin one", "a rise of 5\u202f<b>%</b>", "a rise of 5\u202f**%**"],
    ["names", "Mr.&nbsp;Sun and <i>Dr.&nbsp;Li</i>", "Mr.\u00a0Sun and *Dr.\u00a0Li*"],
  ])("no-break spaces that somebody set stay: %s", async (_, html, words) => {
    expect(told(await pasted(html))).toBe(words);
  });

  test("a web page: links are words, signs are lists, tables are paragraphs, a foreign word keeps its language", async () => {
    expect(told(await pasted(WEB_PAGE))).toBe(
      [
        "### On *order*",
        "Read **this** first:\u00a0it sorts {fr:comme il faut}, cooperatively, in order.^[3]^",
        "- one sign\n- two signs",
        "> “Quoted.” Said she.\n>\n> New paragraph.",
        "Year",
        "Words",
        "2021",
        "21,000",
      ].join("\n\n"),
    );
  });

  test("a PDF, as a viewer gives it and as plain text: lines are joined, a hyphen goes only where the paste shows it", async () => {
    const words =
      "The plan asks for information, for well-ordered markets and self- reliance. No information is lost, and 有为政府有效市场 is well-ordered.";
    expect(told(await pasted(PDF_VIEWER))).toBe(words);
    const plain = PDF_VIEWER.replace(/<br[^>]*>/g, "\r\n").replace(/<[^>]*>/g, "");
    expect(canonicalText(parseText(textOfLines(plain)))).toBe(words);
  });

  test("plain text from a PDF: signs and numbers that go on make lists, a year at a line's start does not", () => {
    const text =
      "By the end of\n2025. The aims are:\n• first aim,\nwhich is long\n• second co\u00ad\noperative aim\n\n1. one\n2. two\n7. is a number";
    expect(canonicalText(parseText(textOfLines(text)))).toBe(
      "By the end of 2025. The aims are:\n\n- first aim, which is long\n- second cooperative aim\n\n1. one\n2. two 7. is a number",
    );
  });

  const VERSES = "Before.\n\n| *One* line\n| and another\n\n| apart\n\nAfter.";
  test.each([
    [
      "a page of this program",
      `<p>Before.</p><div class="verse"><p class="verse-line"><em>One</em> line</p>\n<p class="verse-line">and another</p></div><div class="verse"><p class="verse-line">apart</p></div><p>After.</p>`,
    ],
    [
      "Pandoc",
      `<p>Before.</p>\n<div class="line-block"><em>One</em> line<br />\nand another<br />\n<br />\napart</div>\n<p>After.</p>`,
    ],
    [
      "MediaWiki",
      `<p>Before.</p><div class="poem">\n<p><i>One</i> line<br />\nand another\n</p><p>apart<br />\n</p>\n</div><p>After.\n</p>`,
    ],
    [
      "Project Gutenberg",
      `<p>Before.</p><div class="poem"><div class="stanza">\n<span class="i0"><i>One</i> line<br /></span>\n<span class="i2">and another<br /></span>\n</div><div class="stanza">\n<span class="i0">apart<br /></span>\n</div></div><p>After.</p>`,
    ],
    [
      "Project Gutenberg of today, as Chromium gives it",
      `<p style="${LOOKS};">Before.</p><div class="poetry-container" style="${LOOKS};"><div class="poetry"><div class="stanza"><div class="verse indent0"><i>One</i>${GAP}line</div><div class="verse indent2">and another</div></div><div class="stanza"><div class="verse indent0">apart</div></div></div></div><p style="${LOOKS};">After.</p>`,
    ],
    [
      "Wikisource",
      `<p>Before.</p><div class="ws-poem"><span class="ws-poem-stanza" style="display:block"><span class="ws-poem-line"><i>One</i> line</span><br><span class="ws-poem-line">and another</span></span><span class="ws-poem-stanza" style="display:block"><span class="ws-poem-line">apart</span></span></div><p>After.</p>`,
    ],
    [
      "reStructuredText",
      `<p>Before.</p><div class="line-block">\n<div class="line"><em>One</em> line</div>\n<div class="line">and another</div>\n<div class="line"><br /></div>\n<div class="line">apart</div>\n</div>\n<p>After.</p>`,
    ],
    [
      "Asciidoctor",
      `<p>Before.</p><div class="verseblock">\n<pre class="content"><em>One</em> line\nand another\n\napart</pre>\n</div><p>After.</p>`,
    ],
    [
      "Safari, of a page of this program",
      `<meta charset="UTF-8"><p style="${LOOKS};">Before.</p><div class="verse" style="margin-top: 0.85em; ${LOOKS};"><p class="verse-line" style="margin: 0px; padding-inline-start: 2em; text-indent: -2em;"><em>One</em>${GAP}line</p><p class="verse-line" style="margin: 0px;">and another</p></div><div class="verse" style="${LOOKS};"><p class="verse-line" style="margin: 0px;">apart</p></div><p style="${LOOKS};">After.</p><br class="Apple-interchange-newline">`,
    ],
    [
      "Firefox, of a page of this program",
      `${META}<p>Before.</p><div class="verse"><p class="verse-line"><em>One</em> line</p><p class="verse-line">and\n another</p></div><div class="verse"><p class="verse-line">apart</p></div><p>After.</p>`,
    ],
  ])("verse that its markup says to be verse: %s", async (_, html) => {
    expect(told(await pasted(html))).toBe(VERSES);
  });

  test.each([
    ["an address", "<p>Olive Owner<br>1 High Street<br>Leeds</p>", "Olive Owner 1 High Street Leeds"],
    ["soft lines of Word", "<p class=MsoNormal><span lang=EN-US>One<br>two<o:p></o:p></span></p>", "One two"],
    [
      "lines of verse without their stanza",
      '<p class="verse-line">One</p><p class="verse-line">two</p>',
      "| One\n| two",
    ],
  ])("lines of which nothing says that they are verse are words: %s", async (_, html, words) => {
    expect(told(await pasted(html))).toBe(words);
  });

  const PROSE =
    "This was written in the winter of that year, when its author had moved to the city, and was printed only after a long delay.";
  test.each([
    ["a heading", "<h3>Winter</h3>", "### Winter"],
    ["a list", "<ul><li>One</li><li>two</li></ul>", "- One\n- two"],
    ["a paragraph that is longer than a line", `<p>${PROSE}</p>`, PROSE],
    ["its footer", "<footer>Printed in <i>Poems</i>.</footer>", "Printed in *Poems*."],
    ["a table", "<table><tr><td>One</td><td>two</td></tr></table>", "One\n\ntwo"],
    ["a quotation of prose", `<blockquote>${PROSE}</blockquote>`, `> ${PROSE}`],
  ])("in what is called a poem, %s is no verse", async (_, html, words) => {
    const poem = `<article class="poem">${html}<p>One line<br>and another</p>${html}<p>apart</p></article>`;
    expect(told(await pasted(poem))).toBe(`${words}\n\n| One line\n| and another\n\n${words}\n\n| apart`);
  });

  test("a long line is one where its markup calls it so", async () => {
    for (const html of [
      `<div class="poem"><p class="line">${PROSE}</p></div>`,
      `<div class="poem"><div class="stanza"><p>${PROSE}</p></div></div>`,
      `<div class="verse"><p class="verse-line">${PROSE}</p></div>`,
      `<div class="poem"><p>${PROSE}<br>two</p></div>`,
    ])
      expect(told(await pasted(html))).toMatch(/^\| This was/);
  });

  const QUOTED = "Before.\n\n> Who *says* so?\n>\n> Nobody.\n\nAfter.";
  const BAR = "border-left: 2px solid rgb(220, 214, 200); margin: 0px; padding-left: 1rem;";
  test.each([
    [
      "a web page, as Chromium gives it",
      `<p>Before.</p><blockquote style="margin: 0px; ${BAR}"><p>Who <em>says</em><span>&nbsp;</span>so?</p><p>Nobody.</p></blockquote><p>After.</p>`,
    ],
    [
      "Firefox",
      `${META}<p>Before.</p>\n<blockquote>\n<p>Who <em>says</em>\n so?</p>\n<p>Nobody.</p>\n</blockquote>\n<p>After.</p>`,
    ],
    [
      "Safari",
      `<meta charset="UTF-8"><p style="${LOOKS};">Before.</p><blockquote style="${BAR} ${LOOKS};"><p>Who${GAP}<em>says</em>${GAP}so?</p><p>Nobody.</p></blockquote><p style="${LOOKS};">After.</p><br class="Apple-interchange-newline">`,
    ],
    // "Quote", "Intense Quote" and "Block Text" are Word's own paragraph styles; in HTML it names them so.
    [
      "Word",
      `<p class=MsoNormal>Before.</p><p class=MsoQuote><span lang=EN-US>Who <i>says</i> so?<o:p></o:p></span></p><p class=MsoIntenseQuote><span lang=EN-US>Nobody.<o:p></o:p></span></p><p class=MsoNormal>After.</p>`,
    ],
    // Its paragraph style "Quotations" is a block quotation in its HTML, one for each paragraph.
    [
      "LibreOffice",
      `<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"/><meta name="generator" content="LibreOffice 7.4.7.2 (Linux)"/></head><body lang="en-GB" dir="ltr"><p>Before.</p><blockquote>Who <i>says</i> so?</blockquote><blockquote>Nobody.</blockquote><p>After.</p></body></html>`,
    ],
  ])("a quotation: %s", async (_, html) => {
    expect(told(await pasted(html))).toBe(QUOTED);
  });

  test.each([
    // Written by the browsers' own command "indent".
    [
      "what is only indented is none",
      '<blockquote style="margin: 0 0 0 40px; border: none; padding: 0px;"><p>One</p></blockquote>',
      "One",
    ],
    ["an item holds none", "<ul><li>One<blockquote>two</blockquote></li></ul>", "- One\n\n  two"],
    [
      "lists and verse stand in one, and it in another",
      '<blockquote><ul><li>One</li></ul><blockquote><div class="verse"><p class="verse-line">two</p></div></blockquote></blockquote><blockquote>three</blockquote>',
      "> - One\n>\n> > | two\n\n> three",
    ],
  ])("quotations: %s", async (_, html, words) => {
    expect(told(await pasted(html))).toBe(words);
  });

  test.each([
    ["nothing", "<h2>One</h2><p><b>two</b> <i>three</i><sup>4</sup></p><ul><li>five</li></ul>", ""],
    [
      "pictures, and none that nobody sees",
      '<p>One<img src="a.png"><picture><img src="b.png"></picture><img src="c.gif" width="1" height="1"><svg><path/></svg></p>',
      "Pasted without 2 pictures.",
    ],
    [
      "what is no text",
      "<p>One<video></video><audio></audio><iframe></iframe><select><option>x</select></p><hr>",
      "Pasted without a video, a recording, an embedded page, a form field and a dividing line.",
    ],
    [
      "a table, a page that is laid out in one",
      '<table role="presentation"><tr><td>a<td>b</table><table><tr><td>One</table><table><tr><td>One<td>two<table><tr><td>3<td>4</table></table>',
      "Kept as paragraphs: a table.",
    ],
    [
      "links, and those of footnotes",
      '<p><a href="/x">One</a> two<sup><a href="https://example.org/p#cite_note-1">[1]</a></sup><a href="#_ftn2"><span>[2]</span></a><a href="/y"><img></a><a name="z">z</a></p>',
      "Pasted without a picture. Kept as plain words: a link and 2 footnote links.",
    ],
    [
      "looks that say something",
      '<p>H<sub>2</sub>O CO<sub>2</sub> <u>so</u> the <span style="font-variant-caps: small-caps">Lord</span> <ruby>漢<rt>kan</rt></ruby></p>',
      "Kept as plain words: lowered letters, underlined words, small capitals and readings beside characters.",
    ],
    [
      "blocks that a list can't hold",
      "<ul><li>One<blockquote>two</blockquote></li><li><h3>three</h3></li></ul>",
      "Kept as paragraphs: a quotation in a list and a heading in a list.",
    ],
    [
      "blocks without words in a list",
      "<ul><li><h3></h3>x</li><li><h3>\u00a0</h3><blockquote><img width=1></blockquote>y</li><li><h3><s>z</s></h3></li></ul>",
      "Struck words were left out: “z”.",
    ],
    [
      "quotations in a list, of several paragraphs, one in another and one beside it",
      "<ul><li><blockquote><p>One</p><blockquote>two</blockquote><p>three</p></blockquote><blockquote>four</blockquote></li></ul>",
      "Kept as paragraphs: 2 quotations in lists.",
    ],
    [
      "LibreOffice's quotations in a list, one for each paragraph",
      '<meta name="generator" content="LibreOffice 7.4.7.2 (Linux)"/><ul><li>One<blockquote>two</blockquote><blockquote>three</blockquote></li><li>four<blockquote>five</blockquote></li></ul>',
      "Kept as paragraphs: 2 quotations in lists.",
    ],
    ["struck words", "<p>We <s>may</s> must <del>act</del>.</p>", "Struck words were left out: “may … act”."],
    ["a struck sentence", "<p>One. <strike>Two.</strike></p>", "Struck words were left out: “Two”."],
    [
      "Google Docs",
      '<p><span style="text-decoration:line-through">may</span><span style="text-decoration:underline">must</span></p>',
      "Struck words were left out: “may”. Kept as plain words: underlined words.",
    ],
  ])("what is not kept is said: %s", async (_, html, said) => {
    expect(await lost(html)).toBe(said);
  });

  test("of Word: its comment, the words it has tracked as deleted, its footnote and its table", async () => {
    expect(await lost(WORD)).toBe(
      "Pasted without a comment. Struck words were left out: “at once”. Kept as paragraphs: a table. Kept as plain words: a footnote link.",
    );
  });

  test("many struck words are told by the first of them, and no letter of them is broken", async () => {
    const said = await lost(`<p>One <s>${"👩‍🚀".repeat(60)}</s></p>`);
    expect(said).toMatch(/^Struck words were left out: “\P{Surrogate}+ …”\.$/u);
    expect(Array.from(said).length).toBeLessThan(120);
  });

  test.each([
    [
      "lines are verse",
      "<pre>One line\n  and another\n\napart,\nand more</pre>",
      "| One line\n| and another\n\n| apart,\n| and more",
    ],
    ["one line is a paragraph", "<pre>One line\n</pre>", "One line"],
    ["an item has paragraphs", "<ul><li><pre>One\ntwo</pre></li></ul>", "- One\n\n  two"],
    ["in a quotation", "<blockquote><pre>One\ntwo</pre></blockquote>", "> | One\n> | two"],
  ])("preformatted: %s", async (_, html, words) => {
    expect(told(await pasted(html))).toBe(words);
  });

  test("a picture alone is nothing", async () => {
    expect((await pasted('<img src="a.png" alt="Chart">')).textContent).toBe("");
  });

  test("what was copied in a draft comes back with its edges; what only says so is cleaned", async () => {
    const ours = '<p data-pm-slice="1 1 []">half a <strong>sentence</strong></p>';
    const verse =
      '<blockquote data-pm-slice="2 2 []"><div class="verse"><p class="verse-line">a line</p></div></blockquote>';
    const theirs = '<p data-pm-slice="1 1 []">half a <span style="font-weight:700" lang="en">sentence</span></p>';
    const cleaned = await page.evaluate(
      (all) => all.map((html) => paste.pastedHtml(html, "en")),
      [ours, verse, theirs],
    );
    expect(cleaned).toEqual([ours, verse, "<p>half a <strong>sentence</strong></p>"]);
  });
});

test("law: lines that a program broke are one paragraph's, lines of verse are not", () => {
  const word = fc.constantFrom("a", "plan", "which", "government", "well-ordered", "2021–2025");
  const broken = fc.tuple(fc.array(word, { minLength: 30, maxLength: 80 }), fc.integer({ min: 60, max: 78 }));
  fc.assert(
    fc.property(broken, ([words, width]) => {
      const lines = [""];
      for (const each of words)
        if (lines.at(-1) === "") lines[lines.length - 1] = each;
        else if (`${lines.at(-1)} ${each}`.length <= width) lines.push(`${lines.pop()} ${each}`);
        else lines.push(each);
      const widest = Math.max(...lines.map(({ length }) => length));
      fc.pre(widest >= 60);
      expect(isWrapped(lines.join("\n"), widest)).toBe(true);
      const short = [...lines.slice(0, -1), "Its end.", "And one line more."];
      expect(isWrapped(short.join("\n"), widest)).toBe(false);
      expect(isWrapped(lines.map((line) => line.slice(0, 50)).join("\n"), 50)).toBe(false);
    }),
  );
});

test("a sign alone on its line is a word: joined with the next line it begins neither a quotation nor verse", () => {
  for (const [text, words] of [
    [">\n>\nOne", "> > One"],
    ["|\nOne", "| One"],
    [">\n".repeat(30), "> ".repeat(30).trim()],
  ])
    expect(parseText(textOfLines(text!)).textContent).toBe(words);
  expect(parseText(textOfLines(">\n> One")).childCount).toBe(2);
});

test("the plain text of any rendering, pasted, is that rendering again", () => {
  fc.assert(
    fc.property(plainRendering, (rendering) => {
      const text = canonicalText(rendering);
      fc.pre(withoutInvisibles(text) === text && !/[•·●]/.test(text));
      expect(canonicalText(parseText(textOfLines(text)))).toBe(text);
    }),
  );
});
