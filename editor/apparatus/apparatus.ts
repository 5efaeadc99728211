/** The door of the pages that lay versions side by side and trace the origins of words. */
export { collationPage } from "./collation.tsx";
export { lifePage } from "./life.tsx";
export type { LifeView } from "./life-view.ts";
export { originsPage } from "./origins.tsx";
export type { CollatedWitness, CollationView, OriginsView } from "./view.ts";
