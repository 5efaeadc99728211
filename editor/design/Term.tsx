/** A word that has a meaning of its own here, as a link to where it is explained. */
import type { ComponentChildren, JSX } from "preact";
import { address } from "../links/addresses.ts";
import type { TermId } from "./terms.ts";

export function Term({ id, children }: { id: TermId; children: ComponentChildren }): JSX.Element {
  return (
    <a class="term" href={address.about(id)}>
      {children}
    </a>
  );
}
