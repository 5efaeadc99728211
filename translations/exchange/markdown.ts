/**
 * Markdown (CommonMark with GitHub's additions): headings, paragraphs, lists and quotations, emphasis in them. Of tables,
 * code, pictures, footnotes and HTML is said how many were left out. What is written here has each passage's address and
 * digest in a comment behind it, which no reader shows, and is read again as it was.
 */
import type { Node } from "prosemirror-model";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown, gfmToMarkdown } from "mdast-util-gfm";
import { toMarkdown } from "mdast-util-to-markdown";
import { gfm } from "micromark-extension-gfm";
import { canonical, canonicalText, renderingFromJson, renderingToJson } from "../text/canonical.ts";
import { LIMITS } from "../text/limits.ts";
import { schema, type RenderingJson } from "../text/schema.ts";
import { Counting, NotTaken, type Counts } from "./brought.ts";
import {
  beyondPieces,
  isHeadingLine,
  itemsOf,
  LAST_NUMBER,
  LINE_END_IN_WORDS,
  pieceOf,
  refuseExcess,
  stampBetween,
  stampIn,
  stampOf,
  type Piece,
  type Pieces,
  type Stamp,
} from "./pieces.ts";
import { frontIn } from "./front.ts";
import type { Work } from "../ledger/work.ts";
import { standing, withdrawalLine, withdrawalsIn, WITHDRAWN_LINE, type Told } from "./told.ts";

type Root = ReturnType<typeof fromMarkdown>;
type RootContent = Root["children"][number];
type List = Extract<RootContent, { type: "list" }>;
type BlockContent = List["children"][number]["children"][number];
type PhrasingContent = Extract<RootContent, { type: "paragraph" }>["children"][number];

const STAMPED = stampBetween("<!-- ", " -->");
const WITHDRAWN = new RegExp(`^<!-- ${WITHDRAWN_LINE} -->$`);

/** What nests before the words of a line: signs of quotations and items, and how far they are set in. */
const BEFORE_WORDS = /^(?:[ \t>]|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))*/;
/** Five times as deep as anything may be that is taken in: reading what is much deeper takes the square of it. */
const LONGEST_BEFORE = 10 * LIMITS.depth;
/** A line drawn by hand. */
const DRAWN = /^[-*_ \t]*$/;

/** @throws NotTaken if lists and quotations stand so deep within each other that they would take for ever to read. */
function refuseDeep(text: string): void {
  text.split(/\r\n?|\n/).forEach((line, index) => {
    const { length } = BEFORE_WORDS.exec(line)![0];
    if (length > LONGEST_BEFORE && /[^ \t]/.test(line.slice(0, length)) && !DRAWN.test(line))
      throw new NotTaken({ code: "too-large", excess: { limit: "depth", found: Math.floor(length / 2) } }, index + 1);
  });
}

/**
 * The pieces of a text in Markdown.
 * @throws NotTaken if one is larger than a passage may be.
 */
export function readMarkdown(whole: string): Pieces {
  const fronted = frontIn(whole, false);
  const text = fronted?.text ?? whole;
  refuseDeep(text);
  const root = fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  const counting = new Counting();
  counting.add("front matter", fronted?.isOthers ? 1 : 0);
  const pieces: Piece[] = [];
  const take = (blocks: readonly Node[], stamp: Stamp | null, line: number | null) => {
    const rendering = renderingIn(blocks, line);
    if (rendering) pieces.push(pieceOf(rendering, stamp));
  };
  let waiting: { block: Node; line: number | null }[] = [];
  for (const node of root.children) {
    const line = node.position?.start.line ?? null;
    const stamp = node.type === "html" ? stampIn(node.value, STAMPED) : null;
    if (stamp) {
      take(
        waiting.map(({ block }) => block),
        stamp,
        line,
      );
      waiting = [];
    } else if (node.type === "html" && WITHDRAWN.test(node.value)) continue;
    else for (const block of blocksOf(node, counting)) waiting.push({ block, line });
  }
  for (const { block, line } of waiting) for (const each of itemsOf(block)) take([each], null, line);
  return { pieces, notTaken: counting.counts(), ...(fronted && { front: fronted.front }) };
}

function renderingIn(blocks: readonly Node[], line: number | null): RenderingJson | null {
  if (blocks.length === 0) return null;
  const rendering = canonical(schema.nodes.doc.create(null, blocks));
  if (canonicalText(rendering) === "") return null;
  refuseExcess(rendering, line);
  return renderingToJson(rendering);
}

/** What is left out of a file, by the kind of its node. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  table: "tables",
  code: "code",
  html: "HTML",
  footnoteDefinition: "footnotes",
};

/** The blocks of a rendering that a node is; none, and counted, if it can't be one. */
function blocksOf(node: RootContent | BlockContent, counting: Counting): Node[] {
  switch (node.type) {
    case "paragraph":
      return [paragraphOrVerse(node.children, counting)];
    case "heading":
      return [schema.nodes.heading.create({ level: node.depth }, runsOf(node.children, counting))];
    case "blockquote": {
      const inner = node.children.flatMap((each) => blocksOf(each, counting));
      return inner.length > 0 ? [schema.nodes.quotation.create(null, inner)] : [];
    }
    case "list":
      return [listOf(node, counting)];
    default:
      counting.add(LEFT_OUT[node.type] ?? "", LEFT_OUT[node.type] === undefined ? 0 : 1);
      return [];
  }
}

/** Lines that were ended by hand are verse. */
function paragraphOrVerse(children: readonly PhrasingContent[], counting: Counting): Node {
  const lines: PhrasingContent[][] = [[]];
  for (const child of children) {
    if (child.type === "break") lines.push([]);
    else lines.at(-1)!.push(child);
  }
  if (lines.length === 1) return schema.nodes.paragraph.create(null, runsOf(children, counting));
  return schema.nodes.verse.create(
    null,
    lines.map((line) => schema.nodes.verse_line.create(null, runsOf(line, counting))),
  );
}

function listOf({ ordered, start, children }: List, counting: Counting): Node {
  const items = children.map((item) => {
    const blocks = item.children.flatMap((each) => blocksOf(each, counting)).flatMap(inItem);
    const begins = blocks[0]?.type === schema.nodes.paragraph;
    return schema.nodes.list_item.create(null, begins ? blocks : [schema.nodes.paragraph.create(), ...blocks]);
  });
  const first = start ?? 1;
  return ordered && first <= LAST_NUMBER
    ? schema.nodes.ordered_list.create({ start: first }, items)
    : schema.nodes.bullet_list.create(null, items);
}

/** An item holds paragraphs and lists: what a heading or a quotation in it says is a paragraph. */
function inItem(block: Node): Node[] {
  if (block.type === schema.nodes.heading) return [schema.nodes.paragraph.create(null, block.content)];
  if (block.type === schema.nodes.verse)
    return block.children.map((line) => schema.nodes.paragraph.create(null, line.content));
  if (block.type !== schema.nodes.quotation) return [block];
  return block.children.flatMap(inItem);
}

function runsOf(children: readonly PhrasingContent[], counting: Counting, marks: readonly string[] = []): Node[] {
  const text = (words: string): Node[] => {
    const said = words.replace(LINE_END_IN_WORDS, "");
    return said === ""
      ? []
      : [
          schema.text(
            said,
            marks.map((name) => schema.mark(name)),
          ),
        ];
  };
  return children.flatMap((child): Node[] => {
    switch (child.type) {
      case "text":
      case "inlineCode":
        return text(child.value);
      case "break":
        counting.add("line breaks");
        return text(" ");
      case "emphasis":
      case "strong":
        return runsOf(child.children, counting, [...new Set([...marks, child.type])]);
      case "delete":
        return runsOf(child.children, counting, marks);
      case "link":
      case "linkReference":
        counting.add("addresses of links");
        return runsOf(child.children, counting, marks);
      case "image":
      case "imageReference":
        counting.add("pictures");
        return [];
      case "footnoteReference":
        return [];
      case "html":
        counting.add("HTML");
        return [];
    }
  });
}

/** A passage in Markdown, with what parts it from the next. */
export function markdownOf(told: Told, work: Work): string {
  // Two hyphens would end the comment.
  const gone = withdrawalsIn(told, work).map((each) => withdrawalLine(each, told.address).replace(/-(?=-)/g, "- "));
  return standingMarkdown(told) + gone.map((line) => `<!-- ${line} -->\n\n`).join("");
}

function standingMarkdown(told: Told): string {
  const version = standing(told);
  if (!version) return "";
  const { rendering } = version.words;
  const blocks = renderingFromJson(rendering).children.map(nodeOf);
  const [first] = blocks;
  const isHeading = isHeadingLine(told.passage, rendering) && first?.type === "paragraph";
  const depth = told.passage.level as 1 | 2 | 3 | 4 | 5 | 6;
  const children: RootContent[] = isHeading ? [{ type: "heading", depth, children: first.children }] : blocks;
  const words = toMarkdown({ type: "root", children }, { extensions: [gfmToMarkdown()], bullet: "-", emphasis: "*" });
  return `${words}\n<!-- ${stampOf(told, version)} -->\n\n`;
}

function nodeOf(block: Node): BlockContent {
  switch (block.type.name) {
    case "heading":
      return { type: "heading", depth: block.attrs["level"] as 1, children: phrasesOf(block) };
    case "quotation":
      return { type: "blockquote", children: block.children.map(nodeOf) };
    case "verse":
      return {
        type: "paragraph",
        children: block.children.flatMap((line, index) => [
          ...(index > 0 ? [{ type: "break" as const }] : []),
          ...phrasesOf(line),
        ]),
      };
    case "bullet_list":
    case "ordered_list": {
      const ordered = block.type.name === "ordered_list";
      return {
        type: "list",
        ordered,
        ...(ordered && { start: Number(block.attrs["start"]) }),
        spread: false,
        children: block.children.map((item) => ({
          type: "listItem" as const,
          spread: false,
          children: item.children.map(nodeOf),
        })),
      };
    }
    default:
      return { type: "paragraph", children: phrasesOf(block) };
  }
}

/** Emphasis and strong, the one within the other; other marks leave no trace. */
function phrasesOf(block: Node): PhrasingContent[] {
  return block.children.map((run): PhrasingContent => {
    const has = (name: string) => run.marks.some(({ type }) => type.name === name);
    let phrase: PhrasingContent = { type: "text", value: run.text ?? "" };
    if (has("emphasis")) phrase = { type: "emphasis", children: [phrase] };
    if (has("strong")) phrase = { type: "strong", children: [phrase] };
    return phrase;
  });
}

/** What Markdown can't hold of a passage. */
export function beyondMarkdown(told: Told): Counts {
  const counting = new Counting();
  counting.addAll(beyondPieces(told, ["emphasis", "strong"]));
  if (JSON.stringify(standing(told)?.words.rendering ?? null).includes('"verse"')) counting.add("passages with verse");
  return counting.counts();
}
