/** How much people write who take part or let others, in characters. How long a name may be stands in `name.ts`. */

/** What an owner says beside an invitation. */
export const MESSAGE_MOST = 1_000;

/** Why somebody wants to take part. */
export const WHY = { least: 10, most: 2_000 } as const;
