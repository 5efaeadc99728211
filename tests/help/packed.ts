/** Small files of word processors, made as they are asked for: what they say stands in the test. */
import { strToU8, zipSync } from "fflate";

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

/** A Word file whose body is this markup, with other parts beside it. */
export function docx(body: string, parts: Readonly<Record<string, string>> = {}): Uint8Array {
  return packed({
    "word/document.xml": `<?xml version="1.0" encoding="UTF-8"?><w:document ${W}><w:body>${body}</w:body></w:document>`,
    ...Object.fromEntries(
      Object.entries(parts).map(([name, inner]) => [`word/${name}.xml`, `<w:${name} ${W}>${inner}</w:${name}>`]),
    ),
  });
}

const NAMES = ["office", "text", "style", "table"].map(
  (name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`,
);

/** An OpenDocument text whose body is this markup. */
export function odt(body: string, styles = ""): Uint8Array {
  const root = `${NAMES.join(" ")} xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"`;
  return packed({
    mimetype: "application/vnd.oasis.opendocument.text",
    "content.xml": `<office:document-content ${root}><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:text>${body}</office:text></office:body></office:document-content>`,
  });
}

/** A zip of these files. */
export function packed(files: Readonly<Record<string, string>>): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])), {
    mtime: "2026-01-01",
  });
}
