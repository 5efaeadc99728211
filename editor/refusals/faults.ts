/** What is wrong with fields of a request, in words. */
import { wordsFrom } from "../language/language.ts";
import { FAULTS, type FieldType, type Sized } from "./fault-words.ts";

export type { FieldType, Sized } from "./fault-words.ts";

/** A field that is not as it should be; `field` is "" for the whole body. */
export type Fault = { field: string } & (
  | { wrong: "missing" | "address" | "otherwise" }
  | { wrong: "type"; expected: FieldType }
  | { wrong: "choice"; choices: readonly string[] }
  | { wrong: "most" | "least"; of: Sized; limit: number }
);

/** All that is wrong, in a sentence. */
export function faultsInWords(faults: readonly Fault[]): string {
  const words = wordsFrom(FAULTS);
  return words.whole(
    faults.map((fault) =>
      fault.field === "" ? words.body(wrongWith(fault)) : words.of(fault.field, wrongWith(fault)),
    ),
  );
}

function wrongWith(fault: Fault): string {
  const words = wordsFrom(FAULTS);
  switch (fault.wrong) {
    case "type":
      return words.types[fault.expected];
    case "choice":
      return words.choice(fault.choices);
    case "most":
    case "least":
      return words[fault.wrong][fault.of](fault.limit);
    default:
      return words[fault.wrong];
  }
}
