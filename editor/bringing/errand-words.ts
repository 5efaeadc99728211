/** The sentences of what takes long, by language. */
import { grouped } from "../language/english.ts";
import type { Catalogue } from "../language/language.ts";
import type { Doing } from "./errand-view.ts";

const title: Readonly<Record<Doing, (work: string) => string>> = {
  keepRevision: (work) => `The revised file of ${work} is being kept`,
  recordSource: (work) => `The source of ${work} is being recorded`,
  undo: (work) => `An import to ${work} is being undone`,
  make: (work) => `${work} is being made`,
  bring: (work) => `${work} is being brought in`,
  take: (work) => `The archive of ${work} is being taken in`,
  add: (work) => `Versions are being added to ${work}`,
  differ: (work) => `What differs from ${work} is being proposed`,
  supply: (work) => `The source of ${work} is being recorded`,
  takeBack: (work) => `What came back to ${work} is being proposed`,
  takeTerms: (work) => `Terms of ${work} are being taken in`,
  undoTerms: (work) => `Terms of ${work} are being put back`,
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
