/** With which words before them somebody decides: if others wait once the form comes, nothing is accepted. */
import type { JSX } from "preact";
import type { OtherPart } from "../drafting/drafting.ts";

/** @param parts those that the form can be about. */
export function Decided({ parts }: { parts: readonly Pick<OtherPart, "may" | "waiting">[] }): JSX.Element | null {
  const read = parts.filter(({ may }) => may.decide).map(({ waiting }) => waiting);
  return read.length > 0 && read.every((each) => each !== null) ? (
    <input type="hidden" name="of" value={[...new Set(read)].join(",")} />
  ) : null;
}
