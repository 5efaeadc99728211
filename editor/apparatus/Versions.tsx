/** The versions of a passage to choose from, and what can be done where too few of them are held. */
import type { JSX } from "preact";
import type { Passage } from "../../translations/ledger/work.ts";
import { address } from "../links/addresses.ts";
import { inARow } from "../design/wording.ts";
import type { KnownVersion } from "../passage/passage.ts";

/** A row of links, one a version. Nothing if there is no other to choose. */
export function OtherVersions(props: {
  label: string;
  versions: readonly KnownVersion[];
  chosen: number | null;
  link: (number: number) => string;
}): JSX.Element | null {
  const { label, versions, chosen, link } = props;
  if (versions.length < 2) return null;
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
              {!held && <span class="visually-hidden"> ({removed ? "removed" : "not held"})</span>}
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
  return (
    <p class="what-to-do">
      {versions.length === 0 ? "The first proposal that is accepted becomes v1: " : "What you can do: "}
      <a href={`${address.passage(work.id, passage.id)}#propose`}>
        {versions.length === 0 ? "propose a first rendering" : "propose a revision"}
      </a>
      {missing.length > 0 && (
        <>
          , or supply the text of{" "}
          {missing.length > 3 ? (
            <a href={`${address.passage(work.id, passage.id)}#versions`}>a version that is not held</a>
          ) : (
            missing.map((number, index) => (
              <>
                {index > 0 && (index === missing.length - 1 ? " or " : ", ")}
                <a href={address.version(work.id, passage.id, number)}>v{number}</a>
              </>
            ))
          )}
        </>
      )}
      .
    </p>
  );
}

/** "the text of v1 is not held", "the texts of v1 and v2 are not held". */
export function notHeldWords(numbers: readonly number[]): string {
  const names = inARow(numbers.map((number) => `v${number}`));
  return numbers.length === 1 ? `the text of ${names} is not held` : `the texts of ${names} are not held`;
}
