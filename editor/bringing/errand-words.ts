/** The sentences of what takes long, by language. */
import { grouped } from "../language/english.ts";
import type { Catalogue } from "../language/language.ts";
import type { ErrandView } from "./errand-view.ts";

const title: Readonly<Record<ErrandView["does"], (work: string) => string>> = {
  keepRevision: (work) => `The revised file of ${work} is being kept`,
  recordSource: (work) => `The source of ${work} is being recorded`,
  undo: (work) => `An import to ${work} is being undone`,
};

const en = {
  crumb: "Under way",
  title,
  far: (done: number, of: number) => `${grouped(done)} of ${grouped(of)} done`,
  begun: "It has begun.",
  stay: "You can leave this page: it goes on without you, also if the workbench is restarted. When it is done, this page leads on by itself.",
  look: "Look again",
  lost: "The workbench does not answer just now. It is asked again.",
};

export type ErrandWords = typeof en;

export const ERRAND: Catalogue<ErrandWords> = { en };
