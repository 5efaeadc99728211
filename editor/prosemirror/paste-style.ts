/** What a style attribute of pasted markup says. */

/** A style attribute's declarations, those of one program's own too. */
export type Style = ReadonlyMap<string, string>;

/** The declarations of an element's own style attribute, in small letters. */
export function styleOf(element: Element): Style {
  const declarations = (element.getAttribute("style") ?? element.getAttribute("data-style") ?? "")
    .split(";")
    .map((declaration): [string, string] => {
      const colon = declaration.indexOf(":");
      return [
        declaration.slice(0, colon).trim().toLowerCase(),
        declaration
          .slice(colon + 1)
          .trim()
          .toLowerCase(),
      ];
    });
  return new Map(declarations);
}
