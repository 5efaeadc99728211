/** How much a file may bring, in one place. What one passage may hold stands in `text/limits.ts`. */

export const FILE_LIMITS = {
  /** Bytes of a file: a long book has two million. */
  bytes: 50_000_000,
  /** A book of a thousand pages has ten thousand paragraphs, the Bible 31,000 verses. */
  passages: 100_000,
  /** Versions in all: each is a record that is checked and kept. */
  versions: 500_000,
} as const;
