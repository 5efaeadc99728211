export const PINNED: Readonly<Record<string, readonly (string | null)[]>> = {};
