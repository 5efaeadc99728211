/** What a request is about, as somebody sees it: nothing of what is not theirs to read. */
import { actorIn } from "../../translations/ledger/access.ts";
import { rightsIn } from "../../translations/ledger/rights.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { everIn, outlineOf } from "../../translations/ledger/sections.ts";
import { nameOfTerm } from "../../translations/ledger/term-state.ts";
import type { Work } from "../../translations/ledger/work.ts";
import type { Request, Subject } from "../../translations/requests/request.ts";
import type { Standing } from "../../translations/requests/settled.ts";
import type { Accounts } from "../accounts/accounts.ts";
import type { Desk } from "../desk/desk.ts";
import type { Reading } from "../reading/reading.ts";
import type { Positions } from "../store/positions.ts";
import type { Store } from "../store/store.ts";

/** From what requests are told. */
export interface RequestSources {
  accounts: Pick<Accounts, "requests" | "person" | "people" | "signatures">;
  desk: Pick<Desk, "access" | "proposal" | "term">;
  reading: Pick<Reading, "wordless">;
  store: Pick<Store, "work">;
  positions: Pick<Positions, "putAway">;
}

/** What a request is about: where it is found, how it is called (of a proposal by its first passage), and how it stands. */
export interface RequestPlace {
  about: Subject;
  /** A passage's locator, or the source words of a term. */
  name: string;
  /** That passage; null of a term, and of one that is no more. */
  passage: string | null;
  standing: () => Promise<Standing>;
}

/** A request with its work, somebody as they act there, and what it is about. */
export interface Seen {
  request: Request;
  work: Work;
  here: Actor;
  place: RequestPlace;
}

/** A work that stands with the others, and somebody as they act in it; null if they may not read it, or there is none. */
export async function workFor(
  { desk, store, positions }: RequestSources,
  id: string,
  actor: Actor,
): Promise<{ work: Work; here: Actor } | null> {
  const here = actorIn(await desk.access(id), actor);
  const work = here && positions.putAway(id) === null ? await store.work(id) : null;
  return here && work ? { work, here } : null;
}

/** What in a work is meant; null if there is no such thing, or `here` may not read it. */
export async function placeOf(
  sources: RequestSources,
  work: Work,
  here: Actor,
  about: Subject,
): Promise<RequestPlace | null> {
  switch (about.kind) {
    case "section":
      return ofSection(sources, work, about);
    case "proposal":
      return ofProposal(sources, work, here, about);
    case "term":
      return ofTerm(sources, work, about);
  }
}

function ofSection({ reading }: RequestSources, work: Work, about: Subject): RequestPlace | null {
  const passage = everIn(work, about.id);
  if (!passage) return null;
  const standing = async (): Promise<Standing> => {
    const { places, ends } = outlineOf(work.passages);
    const from = places.get(passage.id);
    const ids = from === undefined ? [] : work.passages.slice(from, ends[from]).map(({ id }) => id);
    return { kind: "section", passages: ids.length, wordless: await reading.wordless(work.id, ids) };
  };
  return { about, name: passage.locator, passage: passage.id, standing };
}

async function ofProposal(
  { desk }: RequestSources,
  work: Work,
  here: Actor,
  about: Subject,
): Promise<RequestPlace | null> {
  const found = await desk.proposal(about.id);
  if (!found || found.work !== work.id || !rightsIn(found.proposal, here).read) return null;
  const { proposal } = found;
  const passage = everIn(work, proposal.parts[0]!.passage);
  return {
    ...{ about, name: passage?.locator ?? proposal.id, passage: passage?.id ?? null },
    standing: async () => ({ kind: "proposal", proposal }),
  };
}

async function ofTerm({ desk }: RequestSources, work: Work, about: Subject): Promise<RequestPlace | null> {
  const term = await desk.term(work.id, about.id);
  if (!term) return null;
  return { about, name: nameOfTerm(term), passage: null, standing: async () => ({ kind: "term", term }) };
}
