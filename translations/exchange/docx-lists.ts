/** The lists of a Word file: which of them count on together, and from where. */
import { valueAt } from "./docx-styles.ts";
import type { Numbering } from "./placing.ts";
import { elementsIn, type XmlElement } from "./xml.ts";

interface Level {
  ordered: boolean;
  start: number;
}

export class Lists {
  /** By the list's number: what each level of it is. */
  readonly #levels = new Map<string, ReadonlyMap<number, Level>>();
  /** Lists that count on together. */
  readonly #counted = new Map<string, string>();

  constructor(root: XmlElement | undefined) {
    const kinds = new Map(
      elementsIn(root, "w:abstractNum").map((each) => [each.attributes.get("w:abstractNumId") ?? "", levelsIn(each)]),
    );
    for (const list of elementsIn(root, "w:num")) {
      const [number, kind] = [list.attributes.get("w:numId") ?? "", valueAt(list, "w:abstractNumId") ?? ""];
      const own = elementsIn(list, "w:lvlOverride").flatMap((each): [number, Level][] => {
        const at = Number(each.attributes.get("w:ilvl") ?? 0);
        const start = Number(valueAt(each, "w:startOverride") ?? NaN);
        const usual = kinds.get(kind)?.get(at);
        return usual && Number.isInteger(start) ? [[at, { ...usual, start }]] : [];
      });
      this.#levels.set(number, new Map([...(kinds.get(kind) ?? []), ...own]));
      this.#counted.set(number, own.length > 0 ? `${kind} ${number}` : kind);
    }
  }

  /** The number that a paragraph has by its `w:numPr`; null if it has none. */
  numbering(properties: XmlElement | undefined): Numbering | null {
    const list = valueAt(properties, "w:numId");
    const depth = Number(valueAt(properties, "w:ilvl") ?? 0);
    const level = list === null ? undefined : this.#levels.get(list)?.get(depth);
    if (list === null || list === "0" || !level || !(depth >= 0 && depth <= 8)) return null;
    return { name: this.#counted.get(list)!, ordered: level.ordered, depth, start: level.start };
  }
}

function levelsIn(kind: XmlElement): ReadonlyMap<number, Level> {
  return new Map(
    elementsIn(kind, "w:lvl").map((level) => [
      Number(level.attributes.get("w:ilvl") ?? 0),
      {
        ordered: !/^(?:bullet|none)$/.test(valueAt(level, "w:numFmt") ?? "bullet"),
        start: Number(valueAt(level, "w:start") ?? 1),
      },
    ]),
  );
}
