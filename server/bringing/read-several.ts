/** Several files that a form sends in one body (`multipart/form-data`). The form is read by Node.js itself, in a process of its own. */
import { NotTaken } from "../../translations/exchange/brought.ts";
import { FILE_LIMITS } from "../../translations/exchange/limits.ts";
import type { Choices, FileRead } from "../../translations/exchange/reading.ts";
import { asOneText } from "../../translations/exchange/several.ts";
import { readHere } from "./read-here.ts";

/**
 * What files say as one text, in the order in which they were sent, and their names.
 * @throws NotTaken naming the file that can't be taken in.
 */
export async function readSeveral(
  files: readonly File[],
  choices: Choices,
): Promise<{ read: FileRead; names: string[] }> {
  const read: FileRead[] = [];
  for (const file of files) read.push(oneOf(file.name, new Uint8Array(await file.arrayBuffer()), choices));
  return { read: asOneText(read), names: files.map(({ name }) => name) };
}

/**
 * The files of a form; of one text of it (`field`), if that is asked for.
 * @param type the content type that names the boundary between them.
 * @throws NotTaken if there is none.
 */
export async function filesIn(type: string, body: Uint8Array, field?: string): Promise<File[]> {
  const form = await new Response(new Uint8Array(body), { headers: { "content-type": type } }).formData().catch(() => {
    throw new NotTaken({ code: "broken" });
  });
  // Where none is chosen, a browser sends an empty one without a name.
  const files = [...form].flatMap(([name, value]) =>
    typeof value === "string" || (field !== undefined && (name !== `${field}-file` || value.name === ""))
      ? []
      : [value],
  );
  if (files.length === 0) throw new NotTaken({ code: "empty" });
  if (files.reduce((sum, { size }) => sum + size, 0) > FILE_LIMITS.bytes)
    throw new NotTaken({ code: "over", limit: "bytes" });
  if (files.length > FILE_LIMITS.files) throw new NotTaken({ code: "too-many", of: "files", found: files.length });
  return files;
}

/** An encoding is chosen for those that leave it open: the others say it themselves. */
function oneOf(name: string, bytes: Uint8Array, { encoding, ...choices }: Choices): FileRead {
  return naming(name, () => {
    const read = readHere(name, bytes, choices);
    const isOpen = encoding !== undefined && read.questions.some(({ about }) => about === "encoding");
    const said = isOpen ? readHere(name, bytes, { ...choices, encoding }) : read;
    if (said.kind === "passages") throw new NotTaken({ code: "a-table" });
    return said;
  });
}

/** What is read of a file. @throws NotTaken naming it, as `read` does */
export function naming<Read>(name: string, read: () => Read): Read {
  try {
    return read();
  } catch (error) {
    throw error instanceof NotTaken ? new NotTaken(error.fault, error.line, name) : error;
  }
}
