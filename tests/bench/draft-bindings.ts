/** The two ways of keeping a draft that `draft.ts` measures, each with two people who have the same passage open. */
import { EditorState, TextSelection, type Plugin, type PluginView, type Transaction } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { prosemirrorToYXmlFragment, ySyncPlugin, yUndoPlugin } from "y-prosemirror";
import * as Y from "yjs";
import { Binding } from "../../editor/prosemirror/binding.ts";
import { textOf, treeOf } from "../../translations/draft/draft.ts";
import { exactDoc } from "../../translations/draft/exact-doc.ts";
import { readText, seedText } from "../../translations/draft/flat.ts";
import { readTree } from "../../translations/draft/tree.ts";
import { schema, type Rendering } from "../../translations/text/schema.ts";

export const OURS = "ours";
export const BINDINGS = [OURS, "y-prosemirror"] as const;
export type BindingName = (typeof BINDINGS)[number];

const WORDS = "clarify the relationship between government and markets so that actors of all types may grow".split(" ");

/** A passage of so many words, a hundred in each paragraph, one of which is emphasised. */
export function passageOf(words: number): Rendering {
  const paragraphs = Array.from({ length: Math.ceil(words / 100) }, (_, number) => {
    const [before, after] = [0, 51].map((from) =>
      Array.from({ length: from === 0 ? 50 : 49 }, (_, at) => WORDS[(number * 7 + from + at) % WORDS.length]!).join(
        " ",
      ),
    );
    const emphasised = schema.text("emphasised", [schema.marks.emphasis.create()]);
    return schema.nodes.paragraph.create(null, [schema.text(`${before} `), emphasised, schema.text(` ${after}`)]);
  });
  return schema.nodes.doc.create(null, paragraphs);
}

interface Kind {
  doc(): Y.Doc;
  seed(doc: Y.Doc, passage: Rendering): void;
  /** A state's plugins, and the document that it begins with. */
  begin(doc: Y.Doc): { doc?: Rendering; plugins: Plugin[] };
  read(doc: Y.Doc): Rendering;
}

const KINDS: Record<BindingName, Kind> = {
  ours: {
    doc: exactDoc,
    seed: (doc, passage) => seedText(textOf(doc), passage),
    begin(doc) {
      const binding = new Binding(textOf(doc));
      return { doc: binding.read(), plugins: [binding.plugin()] };
    },
    read: (doc) => readText(textOf(doc)).rendering,
  },
  "y-prosemirror": {
    doc: () => new Y.Doc(),
    seed: (doc, passage) => void prosemirrorToYXmlFragment(passage, treeOf(doc)),
    begin: (doc) => ({ plugins: [ySyncPlugin(treeOf(doc)) as Plugin, yUndoPlugin() as Plugin] }),
    read: (doc) => readTree(treeOf(doc)).rendering,
  },
};

/** Somebody's editor without a page: a state, and the views of its plugins. */
class Desk {
  state: EditorState;
  readonly doc: Y.Doc;
  readonly #views: PluginView[] = [];

  constructor({ doc, begin }: Kind, seed: Uint8Array) {
    this.doc = doc();
    Y.applyUpdate(this.doc, seed);
    const { plugins, doc: beginning } = begin(this.doc);
    this.state = EditorState.create({ schema, plugins, ...(beginning && { doc: beginning }) });
    for (const { spec } of plugins) {
      const view = spec.view?.(this as unknown as EditorView);
      if (view) this.#views.push(view);
    }
    this.dispatch(this.state.tr.setSelection(TextSelection.atStart(this.state.doc)));
  }

  readonly dispatch = (transaction: Transaction): void => {
    const before = this.state;
    this.state = before.apply(transaction);
    for (const view of this.#views) view.update?.(this as unknown as EditorView, before);
  };

  hasFocus(): boolean {
    return false;
  }
}

/** Two people, and what the first wrote that the second has not received. */
export class Pair {
  readonly #kind: Kind;
  readonly writer: Desk;
  readonly reader: Desk;
  readonly updates: Uint8Array[] = [];
  /** The bytes of all keys. */
  bytes = 0;

  constructor(name: BindingName, passage: Rendering) {
    this.#kind = KINDS[name];
    const seeded = this.#kind.doc();
    this.#kind.seed(seeded, passage);
    const seed = Y.encodeStateAsUpdate(seeded);
    this.writer = new Desk(this.#kind, seed);
    this.reader = new Desk(this.#kind, seed);
    this.writer.doc.on("update", (update: Uint8Array) => this.updates.push(update));
  }

  /** Bytes of the document. */
  get size(): number {
    return Y.encodeStateAsUpdate(this.writer.doc).byteLength;
  }

  /** A copy of the document, as a server has it. */
  stored(): Y.Doc {
    const doc = this.#kind.doc();
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(this.writer.doc));
    return doc;
  }

  read(doc: Y.Doc): Rendering {
    return this.#kind.read(doc);
  }

  /** @throws if the two read differently. */
  expectSame(): void {
    const { doc } = this.writer.state;
    if (!doc.eq(this.reader.state.doc) || !doc.eq(this.read(this.stored())))
      throw new Error("The two read differently.");
  }
}
