/**
 * The lists of somebody's own work, in the order in which they are shown: what came back to them with changes asked for, what
 * waits for their decision, drafts that they began, drafts of others that they write in, what of theirs waits for somebody
 * else's decision, and what was decided. A proposal stands on one of them at most, but for an owner, who decides on their own.
 */
export const OWN_LISTS = ["returned", "decide", "drafts", "invited", "proposed", "decided"] as const;
export type OwnList = (typeof OWN_LISTS)[number];
