/** How much people write who take part or let others, in characters. How long a name may be stands in `name.ts`. */

/** What an owner says beside an invitation. */
export const MESSAGE_MOST = 1_000;

/** Why somebody wants to take part. */
export const WHY = { least: 10, most: 2_000 } as const;

/** What a reader without an account remarks at once, in characters: a third of what somebody says who has one. */
export const REMARK_MOST = 2_000;

/** So many days a remark waits to be let through. Then it is forgotten. */
export const REMARK_DAYS = 90;
