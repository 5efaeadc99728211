/** The door of the pages on which a work is brought in. */
export { bringingPage } from "./bringing-page.tsx";
export { BRINGING } from "./words.tsx";
export { followPairs } from "./follow-pairs.ts";
export { errandPage } from "./errand-page.tsx";
export type { ErrandView, Failing } from "./errand-view.ts";
export { returnPage } from "./return-page.tsx";
export { stagedPage } from "./staged-page.tsx";
export { importPage, importsPage } from "./imports-page.tsx";
export {
  WORK_ITSELF,
  type Going,
  type ImportLine,
  type ImportsView,
  type ImportView,
  type KeptBy,
  type ListedImport,
} from "./imports-view.ts";
export { supplyPage } from "./supply-page.tsx";
export { ABOUT, chosenIn } from "./asks.tsx";
export { FIELD, type Side } from "./text-field.tsx";
export type { BackForm, ChangedSource, LaidRevision, LaidSource, RevisedRow, SupplyView } from "./view.ts";
export {
  cellOf,
  pairOf,
  FIELDS,
  FIELDS_OF_FURTHER,
  type FieldName,
  type FurtherRow,
  type PairRow,
  type UnsurePlace,
} from "./view.ts";
export type { ReturnView, Splitting, StagedView } from "./view.ts";
