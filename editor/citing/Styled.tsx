/** The little HTML that a citation style may use, read into elements. Anything else becomes its bare words. */
import type { ComponentChildren, JSX } from "preact";

const TOKEN = /<(\/?)([a-z]+)[^>]*>|([^<]+|<)/gi;
const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" };

/** `html` with its italics, bold, superscripts and subscripts, and nothing else of it but words. */
export function Styled({ html }: { html: string }): JSX.Element {
  const stack: { tag: string; children: ComponentChildren[] }[] = [{ tag: "", children: [] }];
  for (const [, close, tag, words] of html.matchAll(TOKEN)) {
    if (words !== undefined) stack.at(-1)!.children.push(plain(words));
    else if (!element(tag!)) continue;
    else if (!close) stack.push({ tag: tag!.toLowerCase(), children: [] });
    else if (stack.at(-1)!.tag === tag!.toLowerCase()) closeTop(stack);
  }
  while (stack.length > 1) closeTop(stack);
  return <>{stack[0]!.children}</>;
}

function closeTop(stack: { tag: string; children: ComponentChildren[] }[]): void {
  const { tag, children } = stack.pop()!;
  const Tag = element(tag)!;
  stack.at(-1)!.children.push(<Tag>{children}</Tag>);
}

function element(tag: string): "em" | "strong" | "sup" | "sub" | null {
  switch (tag.toLowerCase()) {
    case "i":
    case "em":
      return "em";
    case "b":
    case "strong":
      return "strong";
    case "sup":
      return "sup";
    case "sub":
      return "sub";
    default:
      return null;
  }
}

function plain(words: string): string {
  return words.replace(
    /&(?:#(\d+)|#x([0-9a-f]+)|([a-z]+));/gi,
    (whole, decimal: string | undefined, hex: string | undefined, name: string | undefined) => {
      if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex!, 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
