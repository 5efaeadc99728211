/**
 * XML from people's files, as a tree of named elements: names by the namespace they are in, whatever its prefix is there.
 * Nothing is fetched, no entity is known but those of XML itself, and nothing nests deeper than it may.
 */
import { SaxesParser } from "saxes";
import { NotTaken } from "./brought.ts";
import { FILE_LIMITS } from "./limits.ts";

export interface XmlElement {
  /** With the prefix that its namespace has here: `w:p`; of a namespace that is not known, with none. */
  name: string;
  /** By their names, prefixed likewise. */
  attributes: ReadonlyMap<string, string>;
  children: XmlNode[];
}

export type XmlNode = XmlElement | string;

/** What namespaces are called here. */
export type Prefixes = ReadonlyMap<string, string>;

/**
 * The root of a document.
 * @param pieces its text, in pieces as they come.
 * @throws NotTaken if it is no XML, nests too deep, or declares entities.
 */
export function readXml(pieces: Iterable<string>, prefixes: Prefixes): XmlElement {
  const top: XmlElement = { name: "", attributes: new Map(), children: [] };
  const open = [top];
  const parser = new SaxesParser({ xmlns: true });
  const named = (uri: string, local: string): string => {
    const prefix = prefixes.get(uri);
    return prefix === undefined ? local : `${prefix}:${local}`;
  };
  parser.on("error", (error) => {
    throw new NotTaken({ code: "broken" }, error.message === "" ? null : parser.line);
  });
  parser.on("doctype", (doctype) => {
    if (/<!ENTITY/i.test(doctype)) throw new NotTaken({ code: "unsafe" });
  });
  parser.on("opentag", ({ uri, local, attributes }) => {
    if (open.length > FILE_LIMITS.depth) throw new NotTaken({ code: "over", limit: "depth" });
    const element: XmlElement = {
      name: named(uri, local),
      attributes: new Map(Object.values(attributes).map((each) => [named(each.uri, each.local), each.value])),
      children: [],
    };
    open.at(-1)!.children.push(element);
    open.push(element);
  });
  parser.on("closetag", () => void open.pop());
  const words = (text: string) => void open.at(-1)!.children.push(text);
  parser.on("text", words);
  parser.on("cdata", words);
  for (const piece of pieces) parser.write(piece);
  parser.close();
  return top.children.find((child) => typeof child !== "string") ?? top;
}

/** The elements right within one, all of them or those of a name. */
export function elementsIn(parent: XmlElement | undefined, name?: string): XmlElement[] {
  const all = (parent?.children ?? []).filter((child): child is XmlElement => typeof child !== "string");
  return name === undefined ? all : all.filter((child) => child.name === name);
}

/** The first element of a name right within one, and on from there. */
export function elementAt(parent: XmlElement | undefined, ...path: string[]): XmlElement | undefined {
  return path.reduce<XmlElement | undefined>((at, name) => elementsIn(at, name)[0], parent);
}

/** All elements of a name, however deep. */
export function everyElement(parent: XmlElement | undefined, name: string): XmlElement[] {
  const found: XmlElement[] = [];
  const waiting = elementsIn(parent).reverse();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next.name === name) found.push(next);
    waiting.push(...elementsIn(next).reverse());
  }
  return found;
}
