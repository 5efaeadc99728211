/** What of a draft's screen its parts know that read the words, and put some in. */
import type { ReadonlySignal, Signal } from "@preact/signals";
import type { EditorView } from "prosemirror-view";
import type { Layout } from "../../translations/text/layout.ts";
import type { Binding } from "../prosemirror/binding.ts";
import type { DraftPage } from "./view.ts";

export interface Drafted {
  readonly page: DraftPage;
  readonly source: string;
  readonly supply: boolean;
  readonly binding: Binding;
  readonly mayWrite: ReadonlySignal<boolean>;
  /** Told politely to those who listen. */
  readonly said: Signal<string>;
  /** Null until the draft is open. */
  readonly view: EditorView | null;
  /** What the draft says now, as it would be proposed; null until it is open. */
  now(): Layout | null;
  /** Draws what is marked in it afresh. */
  redraw(): void;
}
