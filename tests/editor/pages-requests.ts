/** Requests in every state that they may be in, for the views of pages. */
import type { OwnRequests, RequestHere, RequestsHere } from "../../editor/requests/requests.ts";
import type { WorkHead } from "../../editor/shell/view.ts";
import { REQUEST_ACTS, TASKS, type RequestStep } from "../../translations/requests/request.ts";

const [ANN, BEN] = [
  { id: "ann", name: "Ann <Lee>" },
  { id: "ben", name: "Ben Okafor" },
];

export const ASKABLE = [
  { ...ANN, role: "translator" as const },
  { ...BEN, role: "reviewer" as const },
];

const STEPS: readonly RequestStep["act"][] = [...REQUEST_ACTS, "settled"];

/** One of each: about each kind of thing, near and far, open and ended, with each last step. */
export function requestsFor({ id, title, sourceLanguage }: WorkHead): RequestHere[] {
  const base: RequestHere = {
    ...{ id: "r0", work: { id, title, sourceLanguage }, about: { kind: "section", id: "1-1" }, name: "1.1 <治理>" },
    ...{ task: "translate", until: null, why: "", at: "2026-11-20T09:00:00.000Z", standing: "open", changes: 0 },
    ...{
      by: BEN,
      of: ANN,
      pressing: null,
      left: null,
      last: null,
      acts: ["hand", "postpone", "done", "give-up", "take-back"],
    },
  };
  const dated = ([-3, -1, 0, 1, 2, 7, 30] as const).map((left, at): RequestHere => ({
    ...{
      ...base,
      id: `d${at}`,
      task: TASKS[at % TASKS.length]!,
      until: "2026-12-05",
      left,
      of: at % 2 === 0 ? ANN : null,
    },
    ...{ pressing: left < 0 ? "late" : left <= 2 ? 2 : left <= 7 ? 7 : null, why: "治理 is “decided” <now>." },
    ...{
      about: { kind: (["section", "proposal", "term"] as const)[at % 3]!, id: "x" },
      acts: at % 2 === 0 ? base.acts : ["take"],
    },
  }));
  const stepped = STEPS.map((act, at): RequestHere => ({
    ...{ ...base, id: `s${at}` },
    last: {
      act,
      at: "2026-11-21T09:00:00.000Z",
      word: act === "hand" ? "You know <it>." : "",
      by: act === "settled" ? null : BEN,
    },
  }));
  return [base, ...dated, ...stepped];
}

const ended = (work: WorkHead): RequestHere[] =>
  (["done", "given-up", "taken-back"] as const).map((standing) => ({
    ...{ ...requestsFor(work)[0]!, id: standing, standing, acts: ["reopen"] },
  }));

export function requestsHere(work: WorkHead): RequestsHere {
  const about = { kind: "section", id: "1-1" } as const;
  return {
    about,
    open: requestsFor(work),
    ended: ended(work),
    tasks: [...TASKS],
    people: ASKABLE,
    today: "2026-11-28",
  };
}

export function ownRequests(work: WorkHead): OwnRequests {
  const all = requestsFor(work);
  return {
    ...{
      asked: all.slice(0, 5),
      anybody: all.slice(5, 8),
      own: Array.from({ length: 53 }, (_, at) => ({ ...all[8]!, id: `o${at}` })),
    },
    ...{ done: ended(work)[0]!, people: { [work.id]: ASKABLE }, today: "2026-11-28" },
  };
}
