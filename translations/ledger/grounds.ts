/** Why something has to go: a court, copyright, a person's right, or what the reason says. */
export const GROUNDS = ["court", "copyright", "person", "other"] as const;
export type Ground = (typeof GROUNDS)[number];
