/** What styles of a Word file say of paragraphs and words: headings, quotations, and how words look. */
import type { Mark } from "prosemirror-model";
import { schema } from "../text/schema.ts";
import { shapeByStyle, type Shape } from "./docx-shapes.ts";
import { elementAt, elementsIn, type XmlElement } from "./xml.ts";

/** What a style says, with what it has from those that it is based on. */
export interface Style {
  /** Of a heading, which level it has, from 1. */
  level: number | null;
  /** What else its name says. */
  shape: Shape;
  /** True of what this program has written beside the words. */
  isBeside: boolean;
  /** Its list, as `w:numPr` names it. */
  list: XmlElement | undefined;
  /** How its words look; what it says nothing of is absent. */
  look: Look;
}

export interface Look {
  strong?: boolean;
  emphasis?: boolean;
  superscript?: boolean;
  small_capitals?: boolean;
  hidden?: boolean;
  /** By a style that says nothing but that. */
  foreign?: boolean;
  /** In a heading too, which is bold by being one. */
  stress?: boolean;
  /** As the file names it. */
  language?: string;
}

const USUAL: Shape = { kind: "paragraph", level: 0, quotations: 0 };
const PLAIN: Style = { level: null, shape: USUAL, isBeside: false, list: undefined, look: {} };

/** Styles of what stands beside the words begin so. */
export const BESIDE_STYLE = "Variorum ";
/** Styles of words: of another language, and strong in a heading; {@link lookByStyle} reads them. */
export const [FOREIGN_STYLE, STRONG_STYLE] = ["Foreign", "Strong"];

export class Styles {
  readonly #elements: ReadonlyMap<string, XmlElement>;
  readonly #known = new Map<string, Style>();
  /** The language of words that say nothing else; null if the file does not say. */
  readonly language: string | null;

  constructor(root: XmlElement | undefined) {
    this.#elements = new Map(
      elementsIn(root, "w:style").map((style) => [style.attributes.get("w:styleId") ?? "", style]),
    );
    const usual = elementAt(root, "w:docDefaults", "w:rPrDefault", "w:rPr", "w:lang");
    this.language = usual?.attributes.get("w:val") ?? null;
  }

  /** The style of an id; a plain one if the file has none of it. */
  of(id: string | null, depth = 0): Style {
    const element = id === null ? undefined : this.#elements.get(id);
    if (id === null || !element || depth > 20)
      return id === null ? PLAIN : { ...PLAIN, level: levelByName(id), shape: shapeByName(id) ?? USUAL };
    const known = this.#known.get(id);
    if (known) return known;
    const base = this.of(valueAt(element, "w:basedOn"), depth + 1);
    const name = valueAt(element, "w:name") ?? id;
    const outline = Number(valueAt(element, "w:pPr", "w:outlineLvl") ?? NaN);
    const level = levelByName(name) ?? levelByName(id) ?? (outline >= 0 && outline <= 8 ? outline + 1 : null);
    const style: Style = {
      level: level ?? (outline === 9 ? null : base.level),
      shape: shapeByName(name) ?? shapeByName(id) ?? base.shape,
      isBeside: base.isBeside || name.startsWith(BESIDE_STYLE),
      list: elementAt(element, "w:pPr", "w:numPr") ?? base.list,
      look: { ...base.look, ...lookByStyle(name), ...lookIn(elementAt(element, "w:rPr")) },
    };
    this.#known.set(id, style);
    return style;
  }
}

/** How headings are called by Word and its kin in other languages; Word itself writes the English name in any. */
const HEADING =
  /^(?:heading|überschrift|titre|título|titolo|titulo|kop|rubrik|overskrift|otsikko|nagłówek|nadpis|cím|заголовок|标题|標題|見出し|제목)\s*([1-9])$/i;
const QUOTATION =
  /^(?:intense )?(?:quote|quotations?|block ?text|blockquote|zitat|citation|citazione|cita|引用|引文)$|^(?:Intense)?Quote$/i;

function shapeByName(name: string): Shape | null {
  return shapeByStyle(name) ?? (QUOTATION.test(name) ? { ...USUAL, quotations: 1 } : null);
}

function lookByStyle(name: string): Look {
  const [, foreign, strong] = /^(Foreign)?(?:(?:^| )(Strong))?$/.exec(name) ?? [];
  return { ...(foreign !== undefined && { foreign: true }), ...(strong !== undefined && { stress: true }) };
}

function levelByName(name: string): number | null {
  const quoted = shapeByStyle(name);
  if (quoted?.kind === "heading") return quoted.level;
  if (/^(?:title|titel|标题|標題)$/i.test(name)) return 1;
  const level = Number(HEADING.exec(name.replace(/[-_]/g, " "))?.[1] ?? NaN);
  return level >= 1 ? level : null;
}

/** The value that an element has at the end of a path; null if there is none. */
export function valueAt(parent: XmlElement | undefined, ...path: string[]): string | null {
  return elementAt(parent, ...path)?.attributes.get("w:val") ?? null;
}

/** What a property that is on or off says; null if it is not there. */
function isOn(properties: XmlElement | undefined, name: string): boolean | null {
  const property = elementAt(properties, name);
  return property ? !/^(?:0|false|off|none)$/.test(property.attributes.get("w:val") ?? "1") : null;
}

/** How a run's properties say that its words look. */
export function lookIn(properties: XmlElement | undefined): Look {
  const [strong, emphasis, capitals, hidden] = ["w:b", "w:i", "w:smallCaps", "w:vanish"].map((name) =>
    isOn(properties, name),
  );
  const raised = valueAt(properties, "w:vertAlign");
  const language = elementAt(properties, "w:lang");
  const east = language?.attributes.get("w:eastAsia");
  const said = language?.attributes.get("w:val") ?? east;
  return {
    ...(strong !== null && { strong: strong! }),
    ...(emphasis !== null && { emphasis: emphasis! }),
    ...(capitals !== null && { small_capitals: capitals! }),
    ...(hidden !== null && { hidden: hidden! }),
    ...(raised !== null && { superscript: raised === "superscript" }),
    ...(said !== undefined && { language: said }),
  };
}

/** The marks of a look; a heading is bold by being one. */
export function marksOf(look: Look, isHeading: boolean): Mark[] {
  const names = ["emphasis", "strong", "superscript", "small_capitals"] as const;
  return names
    .filter((name) => look[name] === true && !(isHeading && name === "strong" && look.stress !== true))
    .map((name) => schema.mark(name));
}
