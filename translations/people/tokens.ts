/** Tokens: what a program that has one may do in the name of an account, and how many there may be of them. */

/** What a token may be for beside reading, which each is. */
export const TOKEN_MAY = ["propose", "import"] as const;
export type TokenMay = (typeof TOKEN_MAY)[number];

/** `name`: characters. `each`: tokens of one account. `days`: until one ends. */
export const TOKEN_LIMITS = { name: 100, each: 20, days: 365 } as const;

/** What somebody says of a token that they want. */
export interface TokenWanted {
  /** What its person knows it by. */
  name: string;
  /** The only work that it is for; null: all. The work need not be there yet. */
  work: string | null;
  may: readonly TokenMay[];
  /** Days until it ends. */
  days: number;
}

/** A token as its person sees it again: never the secret. Moments are in ISO 8601. */
export interface Token extends Omit<TokenWanted, "days"> {
  id: string;
  made: string;
  expires: string;
  /** When it was last used, to some ten minutes; null: never. */
  used: string | null;
}
