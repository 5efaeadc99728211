/**
 * A work as a Word file: the words that stand, as headings, paragraphs and lists, with their notes and reasons as remarks on them;
 * each passage's source before it, if wanted, rather than in a table's other column, since Word finds no headings in tables and
 * tracks what is moved between them badly. Edited and brought back, its passages are known by their bookmarks. The same work
 * makes the same parts.
 */
import { isUnreviewed } from "../ledger/events.ts";
import { resolve } from "../notes/anchor.ts";
import type { HeldVersion } from "../ledger/state.ts";
import type { Passage, Work } from "../ledger/work.ts";
import { canonical, renderingFromJson } from "../text/canonical.ts";
import type { RenderingJson } from "../text/schema.ts";
import { Counting, type Counts } from "./brought.ts";
import { docxParts, type Part, type Stamped } from "./docx-parts.ts";
import { DocxPen, type Remark } from "./docx-pen.ts";
import { linedOf, MOST_LEVELS, type Lined } from "./docx-shapes.ts";
import { untracked, type Remarked } from "./docx-tracked.ts";
import { NO_XML } from "./docx-xml.ts";
import { beyondPieces, isHeadingLine } from "./pieces.ts";
import { authorsOf, standing, withdrawalLine, withdrawalsIn, type Told } from "./told.ts";

/** Marks that the file holds. */
const HELD = ["emphasis", "strong", "foreign", "superscript", "small_capitals", "footnote"];

/** What a Word file leaves out of a passage. */
export function beyondDocx(told: Told, withSource: boolean): Counts {
  const { sources, notes: _notes, reasons: _reasons, ...rest } = beyondPieces(told, HELD);
  const counting = new Counting();
  counting.addAll(rest);
  if (!withSource && sources !== undefined) counting.add("sources", sources);
  const version = standing(told);
  const others = told.versions.filter((each) => each !== version);
  counting.add(
    "notes",
    others.reduce((sum, { notes }) => sum + notes.length, 0),
  );
  counting.add("reasons", others.some(({ rationale }) => rationale !== "") ? 1 : 0);
  if (version) {
    counting.add(
      "other renderings in notes",
      version.notes.filter(({ alternatives }) => alternatives.length > 0).length,
    );
    if (depthOf(version.words.rendering) > MOST_LEVELS) counting.add("depth of lists", 1);
    if (JSON.stringify(version.words.rendering).search(NO_XML) >= 0) counting.add("signs that are none");
  }
  return counting.counts();
}

/** How many lists are within each other. */
function depthOf({ type, content = [] }: RenderingJson): number {
  return (type.endsWith("_list") ? 1 : 0) + Math.max(0, ...content.map(depthOf));
}

/**
 * A work as the parts of a Word file.
 * @param told its passages, asked for once, in their order.
 */
export function docxOfWork(work: Work, told: Iterable<Told>, withSource: boolean): Iterable<Part> {
  const pen = new DocxPen(work.language);
  const stamped: Stamped[] = [];
  const said: string[] = [];
  const body = function* (): Generator<string> {
    yield headOf(pen, work);
    for (const each of told) {
      const version = standing(each);
      if (withSource)
        for (const words of each.passage.source.words) yield pen.beside("Source", words, work.sourceLanguage);
      yield passageOf(pen, each.passage, version);
      const gone = withdrawalsIn(each, work).map((one) => withdrawalLine(one, each.address));
      const withdrawn = gone.map((line) => `${each.passage.locator} · ${line}`);
      if (!version) {
        said.push(...withdrawn);
        continue;
      }
      const [address, digest] = [each.address(version.number), version.words.digest];
      stamped.push({ passage: each.passage.id, address, digest });
      const people = authorsOf(version);
      const unreviewed = isUnreviewed(version) ? "unreviewed" : "";
      said.push(
        [each.passage.locator, address, version.date.slice(0, 10), people, unreviewed, `sha256:${digest}`]
          .filter(Boolean)
          .join(" · "),
        ...withdrawn,
      );
    }
    for (const line of said) yield pen.beside("Version", line);
  };
  return docxParts(pen, work, body(), () => stamped);
}

function headOf(pen: DocxPen, { title, originalTitle, sourceLanguage, translation, about, rights }: Work): string {
  const people = [...translation.translators, ...translation.editors].map(({ name }) => name).join(", ");
  const published = [translation.publisher, translation.date, translation.licence].filter(Boolean).join(", ");
  return [
    pen.beside("Title", title),
    pen.beside("Line", originalTitle, sourceLanguage),
    ...[people, published, about, rights].map((line) => pen.beside("Line", line)),
  ].join("");
}

/** A passage; where no words are held, a place for them. */
function passageOf(pen: DocxPen, passage: Passage, version: HeldVersion | null): string {
  const lined = linesOf(passage, version?.words.rendering ?? EMPTY);
  const { remarks, places } = version ? remarksOn(version, lined) : { remarks: [], places: [] };
  return pen.passage(passage.id, untracked(lined, places), remarks, { author: "", date: null });
}

/** No words. */
export const EMPTY: RenderingJson = { type: "doc", content: [{ type: "paragraph" }] };

/** The lines of a passage's words; of a heading, one that is the heading. */
export function linesOf(passage: Pick<Passage, "kind" | "level">, rendering: RenderingJson): Lined {
  const lined = linedOf(canonical(renderingFromJson(rendering)));
  if (!isHeadingLine(passage, rendering)) return lined;
  const shape = { kind: "heading" as const, level: passage.level, quotations: 0 };
  return { ...lined, lines: lined.lines.map((line) => ({ ...line, shape })) };
}

/** What is said of a version: why it reads so, and its notes, each on its words or on all. */
export function remarksOn(version: HeldVersion, { text }: Lined): { remarks: Remark[]; places: Remarked[] } {
  const { number, date, rationale, notes } = version;
  const whole = { from: 0, to: text.length };
  const why = {
    author: authorsOf(version),
    date,
    body: rationale,
    initials: `v${number}`,
  };
  const said = notes.map(({ author, date: day, body, target }) => {
    const place = target && resolve(target, text);
    const remark = { author: author.name, date: day, body, initials: "" };
    return { remark, place: place ? { from: place.start, to: place.end } : whole };
  });
  const all = [{ remark: why, place: whole }, ...said].filter(({ remark }) => remark.body !== "");
  return { remarks: all.map(({ remark }) => remark), places: all.map(({ place }) => place) };
}
