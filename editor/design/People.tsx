/** Who, when and where: names with what they did, days, publications. */
import type { JSX } from "preact";
import type { NamedHere } from "../../translations/ledger/access.ts";
import { isUnreviewed, type Contributor } from "../../translations/ledger/events.ts";
import type { Doer } from "../../translations/ledger/news.ts";
import type { Version } from "../../translations/ledger/state.ts";
import type { Publication } from "../../translations/notes/note.ts";
import { wordsFrom } from "../language/language.ts";
import { webAddress } from "../links/addresses.ts";
import { UTC } from "./clock.ts";
import { DESIGN } from "./words.ts";
import { authorsOf, calledAs, day, hereWords, moment, namesOf, partWords, unreviewedWord } from "./wording.ts";

/** A day, or a moment, by the page's clock; readable by programs too, and an instant in UTC under the pointer. */
export function Dated({ iso, exact = false }: { iso: string; exact?: boolean }): JSX.Element {
  return (
    <time dateTime={iso} title={iso.includes("T") ? moment(iso, UTC) : undefined}>
      {exact ? moment(iso) : day(iso)}
    </time>
  );
}

/** How long ago an instant was at another, in words, with the instant under the pointer and for programs. */
export function Age({ iso, now }: { iso: string; now: string }): JSX.Element {
  return (
    <time dateTime={iso} title={moment(iso)}>
      {wordsFrom(DESIGN).ago(Math.max(0, Date.parse(now) - Date.parse(iso)))}
    </time>
  );
}

export function PersonAndDate({ person, iso, exact }: { person: Doer; iso: string; exact?: boolean }): JSX.Element {
  return (
    <span class="person-and-date">
      <span class="person">{person.reader ? calledAs(person) : person.name}</span>,{" "}
      <Dated iso={iso} exact={exact ?? false} />
    </span>
  );
}

/** "v2 Paul Triolo, 24 January 2022": how one side of a comparison is named. */
export function VersionAndPeople(props: {
  version: Pick<Version, "number" | "contributors" | "date"> & Partial<Pick<Version, "review">>;
}): JSX.Element {
  const { version } = props;
  const people = namesOf(authorsOf(version));
  return (
    <>
      <b class="siglum">v{version.number}</b>
      {people !== "" && ` ${people}`}, <Dated iso={version.date} />
      {version.review && isUnreviewed({ review: version.review }) && `, ${unreviewedWord()}`}
    </>
  );
}

/** Each contributor with what they did, and with who they are here where that had to be said. */
export function Contributors({ people }: { people: readonly NamedHere<Contributor>[] }): JSX.Element {
  return (
    <ul class="contributors">
      {people.map(({ role, here, ...who }) => (
        <li>
          <span class="person">{calledAs(who)}</span> <span class="part">{partWords(role)}</span>
          {here !== undefined && <span class="part"> · {hereWords(who.name, here)}</span>}
        </li>
      ))}
    </ul>
  );
}

export function Published({ publication: { title, date, url } }: { publication: Publication }): JSX.Element {
  const href = webAddress(url);
  return (
    <>
      {href ? <a href={href}>{title}</a> : <cite>{title}</cite>}
      {date && (
        <>
          {" ("}
          <Dated iso={date} />
          {")"}
        </>
      )}
    </>
  );
}
