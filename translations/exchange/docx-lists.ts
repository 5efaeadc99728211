/** Numbers of lists in a Word file, counted as Word counts them. */
import type { Item } from "../text/flat-blocks.ts";
import { valueAt } from "./docx-styles.ts";
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
  readonly #last = new Map<string, number[]>();

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

  /** The item that a paragraph is by its `w:numPr`; null if it is none. */
  item(properties: XmlElement | undefined): Item | null {
    const list = valueAt(properties, "w:numId");
    const depth = Number(valueAt(properties, "w:ilvl") ?? 0);
    const level = list === null ? undefined : this.#levels.get(list)?.get(depth);
    if (list === null || list === "0" || !level || !(depth >= 0 && depth <= 8)) return null;
    const name = this.#counted.get(list)!;
    const last = this.#last.get(name) ?? [];
    this.#last.set(name, last);
    last.length = Math.min(last.length, depth + 1);
    const number = (last[depth] ?? level.start - 1) + 1;
    last[depth] = number;
    return { list: `list ${name} ${depth}`, ordered: level.ordered, depth, number: level.ordered ? number : null };
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
