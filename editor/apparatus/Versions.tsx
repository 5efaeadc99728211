/** The versions of a passage to choose from, and what can be done where too few of them are held. */
import type { JSX } from "preact";
import type { Passage } from "../../translations/ledger/work.ts";
import { address } from "../links/addresses.ts";
import { wordsFrom } from "../language/language.ts";
import type { KnownVersion } from "../passage/passage.ts";
import { APPARATUS } from "./words.tsx";

/** A row of links, one a version. Nothing if there is no other to choose. */
export function OtherVersions(props: {
  label: string;
  versions: readonly KnownVersion[];
  chosen: number | null;
  link: (number: number) => string;
}): JSX.Element | null {
  const { label, versions, chosen, link } = props;
  if (versions.length < 2) return null;
  const words = wordsFrom(APPARATUS).versions;
  return (
    <details class="other-pairs">
      <summary>{label}</summary>
      <p>
        {versions.map(({ number, held, removed }) => (
          <>
            <a
              href={link(number)}
              aria-current={number === chosen ? "true" : undefined}
              class={held ? "held" : "not-held"}
            >
              v{number}
              {!held && <span class="visually-hidden">{removed ? words.removed : words.notHeld}</span>}
            </a>{" "}
          </>
        ))}
      </p>
    </details>
  );
}

/** What to do where there is no second version to set beside the first, or none at all. */
export function Unheld(props: {
  work: { id: string };
  passage: Passage;
  versions: readonly KnownVersion[];
}): JSX.Element {
  const { work, passage, versions } = props;
  const missing = versions.filter(({ held, removed }) => !held && !removed).map(({ number }) => number);
  const words = wordsFrom(APPARATUS).versions;
  const propose = versions.length === 0 ? words.proposeFirst : words.propose;
  return (
    <p class="what-to-do">
      {propose((link) => (
        <a href={`${address.passage(work.id, passage.id)}#propose`}>{link}</a>
      ))}
      {missing.length > 0 &&
        words.supply(
          missing.length > 3 ? (
            <a href={`${address.passage(work.id, passage.id)}#versions`}>{words.someNotHeld}</a>
          ) : (
            <>
              {missing.map((number, index) => (
                <>
                  {index > 0 && (index === missing.length - 1 ? words.or : words.comma)}
                  <a href={address.version(work.id, passage.id, number)}>v{number}</a>
                </>
              ))}
            </>
          ),
        )}
      .
    </p>
  );
}
