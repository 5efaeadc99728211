/** The door of the pages that lay versions side by side and trace the origins of words. */
export { collationPage } from "./collation.tsx";
export { originsPage } from "./origins.tsx";
export type { CollatedWitness, CollationView, OriginsView } from "./view.ts";
