/** How much a file may bring, in one place. What one passage may hold stands in `text/limits.ts`. */

export const FILE_LIMITS = {
  /** Bytes of a file, and of several that are one text together: a long book has two million. */
  bytes: 50_000_000,
  /** Files that are one text: a chapter each, or a psalm. */
  files: 1_000,
  /** Bytes of an archive on this machine, and of all that is packed in it: 60,000 verses with all that is recorded of them take 28 million. */
  archive: 2_000_000_000,
  archived: 4_000_000_000,
  /** Bytes of lines that are sent: a history of 23,000 versions is 8 million. */
  sent: 200_000_000,
  /** A book of a thousand pages has ten thousand paragraphs, the Bible 31,000 verses. */
  passages: 100_000,
  /** Versions in all: each is a record that is checked and kept. */
  versions: 500_000,
  /** Bytes of all that is packed in a file: of a word processor's, pictures are most of it. */
  unpacked: 500_000_000,
  /** How many bytes one packed byte may be: words are packed to a tenth, a list of the same row to a hundredth. */
  ratio: 300,
  /** Files packed in one: each picture of a book is one. */
  entries: 10_000,
  /** Elements of XML or HTML within each other: tables in tables in text boxes nest forty deep. */
  depth: 256,
} as const;
