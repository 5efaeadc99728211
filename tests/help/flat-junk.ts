/** What no program of ours puts into a draft's text: markers that say anything, embeds of every kind, marks of others. */
import * as Y from "yjs";
import { exactDoc } from "../../translations/draft/exact-doc.ts";
import { markersIn } from "../../translations/draft/flat.ts";
import { below, oneOf, type Chance } from "./flat-people.ts";

// prettier-ignore
const SAID: unknown[] = ["", "1", "6", "b", "o", "bb", "bo", "bbb", "ob", "o5", "b+", "bo+", "!b", "b!b", "!o3", "o12+", "=", "=+", "7", "x", "b++", "o99999", 3, null, {}, ["b"], "b".repeat(80), "v", "!v", "q", "!q", "qq", "q2", "!q!v", "qv", "qbo", "q!b+", "qo7", "vb", "bq", "qv+", "vq", "q=", "q".repeat(24), `${"q".repeat(22)}v`];
const MARKS = [
  {},
  { strong: true },
  { junk: 1, foreign: "!!" },
  { foreign: "zh", emphasis: true },
  { strong: { deep: [1] } },
];

const saying = (said: unknown): Y.Map<unknown> => {
  const marker = new Y.Map<unknown>();
  marker.set("is", said);
  return marker;
};

/** Puts a marker, an embed or letters somewhere. */
export function putJunk(text: Y.Text, chance: Chance): void {
  const at = below(chance, text.length + 1);
  const draw = chance();
  if (draw < 0.55) text.insertEmbed(at, saying(oneOf(chance, SAID)));
  else if (draw < 0.6) text.insertEmbed(at, { image: "x" });
  else if (draw < 0.63) text.insertEmbed(at, new Y.XmlElement("p") as never);
  else text.insert(at, "abcdefgh".slice(0, 1 + below(chance, 8)), oneOf(chance, MARKS));
}

/** Spoils what stands in a text, or puts a stranger embed into it. */
export function spoil(text: Y.Text, chance: Chance): void {
  const at = below(chance, text.length + 1);
  const some = Math.min(1 + below(chance, 6), text.length - at);
  const marker = oneOf(chance, [null, ...markersIn(text)]);
  oneOf(chance, [
    () => marker instanceof Y.Map && marker.set("is", oneOf(chance, SAID)),
    () => marker instanceof Y.Map && marker.delete("is"),
    () => marker instanceof Y.Map && marker.set(oneOf(chance, ["also", "", "__proto__"]), saying("b")),
    () => marker instanceof Y.Map && marker.set("is", oneOf(chance, [new Y.Text("b"), new Y.Map(), new Uint8Array(3)])),
    () => text.insertEmbed(at, oneOf(chance, [new Y.Array(), new Y.Text("words"), new Y.XmlText("p")]) as never),
    () => text.insertEmbed(at, oneOf(chance, [new Uint8Array(9), [1, 2], {}, { is: "b" }]) as never),
    () => text.insertEmbed(at, saying("b"), { strong: true, foreign: "zh" }),
    () => some > 0 && text.format(at, some, oneOf(chance, [...MARKS, { strong: null, foreign: 7 }])),
    () => some > 0 && text.delete(at, some),
    () => text.insert(at, oneOf(chance, ["\ud800", "\n\u0000", "\udc00x", "words"])),
    () => putJunk(text, chance),
  ])();
}

/** An update that spoils a draft, as somebody may send who speaks the protocol and keeps none of our rules. */
export function spoiling(draft: Uint8Array, chance: Chance): Uint8Array {
  const doc = exactDoc();
  doc.clientID = below(chance, 4_000_000_000);
  Y.applyUpdate(doc, draft);
  const before = Y.encodeStateVector(doc);
  for (let left = 1 + below(chance, 4); left > 0; left--) spoil(doc.getText("text"), chance);
  return Y.encodeStateAsUpdate(doc, before);
}
