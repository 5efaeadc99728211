/** What is asked for at a place, for those with an account, and the form by which something is. */
import type { JSX } from "preact";
import { LONGEST_WORD } from "../../translations/requests/request.ts";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { RequestLine, Whom } from "./RequestLine.tsx";
import type { RequestsHere } from "./view.ts";
import { REQUESTS } from "./words.tsx";

/** @param requests nothing: nobody is signed in. */
export function Requests({ work, requests }: { work: string; requests: RequestsHere | undefined }): JSX.Element | null {
  if (!requests) return null;
  const { open, ended, tasks, people, today } = requests;
  if (open.length + ended.length + tasks.length === 0) return null;
  const words = wordsFrom(REQUESTS);
  return (
    <section class="requests" aria-labelledby="requests">
      <h2 id="requests">{words.title}</h2>
      {open.length === 0 && <p class="empty">{words.none}</p>}
      <ul>
        {open.map((request) => (
          <RequestLine request={request} people={people} on="there" today={today} />
        ))}
      </ul>
      {ended.length > 0 && (
        <details class="requests-ended">
          <summary>{words.ended(ended.length)}</summary>
          <ul>
            {ended.map((request) => (
              <RequestLine request={request} people={people} on="there" today={today} />
            ))}
          </ul>
        </details>
      )}
      {tasks.length > 0 && <AskForm work={work} requests={requests} />}
    </section>
  );
}

function AskForm({ work, requests }: { work: string; requests: RequestsHere }): JSX.Element {
  const { about, tasks, people, today } = requests;
  const words = wordsFrom(REQUESTS);
  return (
    <details class="request-ask">
      <summary class="button">{words.ask}</summary>
      <form method="post" action={address.requests(work)}>
        <input type="hidden" name="kind" value={about.kind} />
        <input type="hidden" name="about" value={about.id} />
        <p class="field">
          <label for="request-task">{words.askFor}</label>
          <select id="request-task" name="task">
            {tasks.map((task) => (
              <option value={task}>{words.asked[task]}</option>
            ))}
          </select>
        </p>
        <p class="field">
          <label for="request-of">{words.whom}</label>
          <Whom id="request-of" name="of" people={people} />
        </p>
        <p class="field">
          <label for="request-until">{words.until}</label>
          <input id="request-until" type="date" name="until" min={today} aria-describedby="request-until-hint" />
          <span class="hint" id="request-until-hint">
            {words.untilHint}
          </span>
        </p>
        <p class="field">
          <label for="request-why">
            {words.why}
            {words.optional}
          </label>
          <textarea id="request-why" name="why" rows={2} maxLength={LONGEST_WORD} />
        </p>
        <button type="submit" class="button primary">
          {words.askIt}
        </button>
      </form>
    </details>
  );
}
