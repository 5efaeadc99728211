/** What somebody is asked for, what anybody is that they could do, and what they ask of others. */
import type { JSX } from "preact";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { RequestLine } from "./RequestLine.tsx";
import type { OwnRequests, RequestHere } from "./view.ts";
import { REQUESTS } from "./words.tsx";

/** So many stand on each list; those behind press less. */
const MOST = 50;

export const OWN_REQUESTS = ["asked", "anybody", "own"] as const;

/** The lists on which anything stands, with the way to the days as a calendar. */
export function Own({ requests }: { requests: OwnRequests }): JSX.Element {
  const { done } = requests;
  const { mine: words, standings } = wordsFrom(REQUESTS);
  return (
    <>
      {done && (
        <section class="request-did" aria-label={words.did(standings[done.standing])}>
          <p>{words.did(standings[done.standing])}</p>
          <List of={[done]} requests={requests} />
        </section>
      )}
      {OWN_REQUESTS.filter((list) => requests[list].length > 0).map((list) => (
        <section class="requests" aria-labelledby={`requests-${list}`}>
          <h2 id={`requests-${list}`}>{words[list]}</h2>
          <List of={requests[list].slice(0, MOST)} requests={requests} />
          {requests[list].length > MOST && <p class="facts">{words.more(requests[list].length - MOST)}</p>}
          {list === "asked" && (
            <p class="facts">
              <a href={address.ownCalendar()}>{words.download}</a>
            </p>
          )}
        </section>
      ))}
    </>
  );
}

function List({ of, requests }: { of: readonly RequestHere[]; requests: OwnRequests }): JSX.Element {
  return (
    <ul>
      {of.map((request) => (
        <RequestLine request={request} people={requests.people[request.work.id] ?? []} on="me" today={requests.today} />
      ))}
    </ul>
  );
}

/** True if there is anything to show. */
export function hasRequests({ asked, anybody, own, done }: OwnRequests): boolean {
  return asked.length + anybody.length + own.length > 0 || done !== null;
}
