/** Names as people write them beside others: behind that of a program stands that it is one, "DeepL (program)". */
import { readName, type NameFault } from "./name.ts";

/** How somebody is called; `program`: it is no person that made the words, but a program. */
export interface Named {
  name: string;
  program?: true;
}

const PROGRAM = /\s*\(program\)\s*$/iu;

/** Who is named, as it is kept, or why that can't be a name. */
export function readNamed(typed: string): ({ ok: true } & Named) | { ok: false; fault: NameFault } {
  const read = readName(typed.replace(PROGRAM, ""));
  return read.ok && PROGRAM.test(typed) ? { ...read, program: true } : read;
}

/** The other way round. */
export function writtenName({ name, program }: Named): string {
  return program ? `${name} (program)` : name;
}

/** Somebody as they are kept, and nothing else of them. */
export function namedAs({ name, program }: Named): Named {
  return { name, ...(program && { program }) };
}
