/** The sentences of what takes long, by language. */
import { grouped } from "../language/english.ts";
import type { Catalogue } from "../language/language.ts";
import type { Doing, Failing } from "./errand-view.ts";

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

/** Of what was not done, or not to its end: what it was; what stands of it; and where one goes on. */
const failed = {
  crumb: "Not done",
  title: {
    keepRevision: (work: string) => `The revised file of ${work} was not kept to its end`,
    recordSource: (work: string) => `The source of ${work} was not recorded to its end`,
    undo: (work: string) => `An import to ${work} was not undone to its end`,
  } satisfies Record<Failing, (work: string) => string>,
  unbegun: "It was not begun, and nothing was changed. Ask for it again in a while.",
  far: (done: number, of: number) => `${grouped(done)} of ${grouped(of)} were done by then.`,
  stands: {
    keepRevision:
      "What was proposed or recorded by then stands, each passage whole; nothing else was changed. Your file is still here: keep it again, and it goes on with the rest. Nothing is brought twice.",
    recordSource:
      "Passages whose source was recorded by then read so, each whole; all others read as before. Your text is still here: record it again, and it goes on with the rest.",
    undo: "What was taken back by then stays so, each passage whole; the rest of the import stands. Undo the rest; or bring the same file again, and all of it is there again.",
  } satisfies Record<Failing, string>,
  to: {
    keepRevision: "To the revised file",
    recordSource: "To the source text",
    undo: "To the import",
  } satisfies Record<Failing, string>,
};

const en = {
  failed,
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
