/** Every sentence that a person reads stands in a catalogue: what is written like one anywhere else is found. */
import { readdirSync, readFileSync } from "node:fs";
import ts from "typescript";
import { describe, expect, test } from "vitest";

const ROOT = new URL("../../", import.meta.url);

/** What is written like a sentence: begun with a capital, or ended as one. */
const SENTENCE = /^\p{Lu}\p{Ll}+ \p{Ll}|\p{L} \p{L}.*\p{Ll}[.?!…]$/u;
/** Parts of an element that are read or heard. */
const SHOWN = /^(title|alt|placeholder|label|hint|about|aria-label)$/;
/** What is the same in every language: the name of the program, how an address begins, and the numbers of versions. */
const SAME = /Variorum|https:\/\/|\bv\d+\b/g;

/** Where English may stand, and for whom. */
const ELSEWHERE: readonly [path: RegExp, whose: string][] = [
  [/^server\/cli\//, "the terminal"],
  [/^server\/exchanging\/readme\.ts$/, "whoever has an archive and nothing else"],
  [/^server\/care\/(audit|faults|flaws|streams|backup|open)\.ts$/, "the terminal: what verify, backup and restore say"],
  [/^server\/(store|sqlite|memory|reading)\//, "the terminal and the log: what keeps a workbench from starting"],
  [/^server\/http\/(openapi(-\w+)?|metrics|health)\.ts$/, "whoever writes a program or watches one"],
  [/^translations\/citation\//, "readers of English bibliographies: styles and formats have words of their own"],
  [/^translations\/plan\//, "the words of the Plan, and where they are from"],
];

/** Faults of the program are told to those who mend it, and what happens to whoever reads its log. */
function isForWhoeverRunsIt(node: ts.Node): boolean {
  if (ts.isNewExpression(node))
    return /Error$|^Malformed|^(Busy|TooLaborious|NotTheSame)$/.test(node.expression.getText());
  return ts.isCallExpression(node) && /(^|[.#])log\.(info|warn|error|debug)$/.test(node.expression.getText());
}

function ownWords(path: string): string[] {
  return ownWordsOf(path, readFileSync(new URL(path, ROOT), "utf8"));
}

/** The words that stand between the elements of a file, or in what they show, or are a sentence; of a catalogue none. */
function ownWordsOf(path: string, written: string): string[] {
  if (/: Catalogue</.test(written)) return [];
  const source = ts.createSourceFile(path, written, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const look = (node: ts.Node): void => {
    if (isForWhoeverRunsIt(node)) return;
    if (ts.isJsxText(node)) found.push(node.text);
    const shown = ts.isJsxAttribute(node) && SHOWN.test(node.name.getText()) ? node.initializer : undefined;
    if (shown && ts.isStringLiteral(shown)) found.push(shown.text);
    if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === "markup") found.push(...wordsOfMarkup(node));
    const text = ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);
    if (text && SENTENCE.test(node.text.trim())) found.push(node.text);
    ts.forEachChild(node, look);
  };
  look(source);
  return found.filter((words) => /\p{L}{2}/u.test(words.replace(SAME, "")));
}

/** What is written as HTML has words between its tags, and in attributes that are shown. */
function wordsOfMarkup({ template }: ts.TaggedTemplateExpression): string[] {
  const written = ts.isNoSubstitutionTemplateLiteral(template)
    ? template.text
    : [template.head, ...template.templateSpans.map(({ literal }) => literal)].map(({ text }) => text).join("\0");
  const attributes = [...written.matchAll(/([\w-]+)="([^"]*)"/g)];
  const between = written.replace(/<[^>]*>|[\w-]+="[^"]*"|&\w+;|^ [a-z]+$/g, "");
  return [between, ...attributes.flatMap(([, name, words]) => (SHOWN.test(name!) ? [words!] : []))];
}

function filesIn(folder: string): string[] {
  return readdirSync(new URL(`${folder}/`, ROOT), { withFileTypes: true }).flatMap((each) => {
    const path = `${folder}/${each.name}`;
    return each.isDirectory() ? filesIn(path) : /\.tsx?$/.test(path) ? [path] : [];
  });
}

describe.each(["editor", "server", "translations"])("%s/", (floor) => {
  const files = filesIn(floor).filter((path) => !ELSEWHERE.some(([elsewhere]) => elsewhere.test(path)));

  test("has no sentence outside a catalogue", () => {
    const found = files.map((path) => [path, ownWords(path)] as const).filter(([, words]) => words.length > 0);
    expect(found).toEqual([]);
  });
});

test.each(ELSEWHERE)("%s has sentences, for %s", (path) => {
  const files = ["server", "translations"].flatMap(filesIn).filter((file) => path.test(file));
  expect(files.flatMap(ownWords)).not.toEqual([]);
});

test.each([
  ["server/http/about.ts", 'const told = "Only an owner says it.";'],
  ["editor/care/about.tsx", "const told = <p>settings</p>;"],
  ["editor/reading/work.tsx", "const told = markup`<li title=${title}>all of it ${rest}</li>`;"],
  ["editor/reading/work.tsx", 'const told = markup`<li aria-label="all of it">${rest}</li>`;'],
  ["server/http/doors.ts", "throw new Problem(404, `There is no ${what} here.`);"],
])("a sentence in %s would be found: %s", (path, line) => {
  expect(ownWordsOf(path, line)).toHaveLength(1);
});
