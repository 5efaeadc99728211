/** A request as somebody sees it. That what was asked for is there is seen then, and noted. */
import type { Actor } from "../../translations/ledger/roles.ts";
import { noticesOfStep } from "../../translations/requests/notices.ts";
import { requestAfter, type Request, type RequestStep } from "../../translations/requests/request.ts";
import { settledAt } from "../../translations/requests/settled.ts";
import { placeOf, workFor, type RequestPlace, type RequestSources, type Seen } from "./place.ts";

/**
 * A request as somebody sees it, ended if what was asked for is there; null if it is not theirs to see.
 * @param may which of them are looked at, by who they are in its work.
 */
export async function seenBy(
  sources: RequestSources,
  request: Request,
  actor: Actor,
  now: number,
  may: (request: Request, here: Actor) => boolean = () => true,
): Promise<Seen | null> {
  const found = await workFor(sources, request.work, actor);
  if (found && !may(request, found.here)) return null;
  const place = found && (await placeOf(sources, found.work, found.here, request.about));
  return found && place ? { ...found, place, request: await settled(sources, request, place, now) } : null;
}

async function settled(
  { accounts }: RequestSources,
  request: Request,
  place: RequestPlace,
  now: number,
): Promise<Request> {
  if (request.standing !== "open") return request;
  const at = settledAt(request, await place.standing());
  if (at === null) return request;
  const since = at === "" ? new Date(now).toISOString() : at;
  const step: RequestStep = { act: "settled", by: null, at: since, word: "" };
  const after = requestAfter(request, step);
  await accounts.requests.change(after, noticesOfStep(request, after, step));
  return after;
}
