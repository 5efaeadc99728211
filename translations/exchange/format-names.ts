/** The names of the formats that a work goes out in, as files of them end. */
export const FORMAT_NAMES = ["txt", "md", "html", "csv", "tsv", "jsonl", "docx"] as const;
export type FormatName = (typeof FORMAT_NAMES)[number];

export function isFormatName(name: string): name is FormatName {
  return (FORMAT_NAMES as readonly string[]).includes(name);
}
