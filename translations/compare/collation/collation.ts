/** Several witnesses of one text side by side: the door of this room. */
export { collate, type Witness } from "./collate.ts";
export { type CollatedPart, type ReadingPiece, type VariantReading, variantsOf } from "./variants.ts";
