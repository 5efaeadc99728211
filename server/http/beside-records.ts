/**
 * What was done in a work and stands in no record of it, for its owners: what people were asked for, what takes long, and readers' remarks
 * that were refused. How far back it goes is said where each is kept.
 */
import type { HappenedLine } from "../../editor/works/works.ts";
import { rightsIn } from "../../translations/ledger/rights.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { everIn } from "../../translations/ledger/sections.ts";
import type { Work } from "../../translations/ledger/work.ts";
import type { Person } from "../../translations/notes/note.ts";
import type { Request, RequestStep } from "../../translations/requests/request.ts";
import type { Workbench } from "./workbench.ts";

/** Whose deed a line is, by the ids of accounts, before they are named. */
interface Line extends Omit<HappenedLine, "by" | "whom"> {
  doer: string | null;
  about: string | null;
}

/** From one instant until before another, in milliseconds since 1970. */
interface Span {
  from: number;
  to: number;
}

/** The lines of that time, in no order. @param owner who asks, as they act in the work. */
export async function besideRecords(bench: Workbench, work: Work, owner: Actor, span: Span): Promise<HappenedLine[]> {
  const all = [
    ...(await requestLines(bench, work, owner, span)),
    ...(await errandLines(bench, work, owner, span)),
    ...(await remarkLines(bench, work)),
  ];
  const lines = all.filter(({ at }) => Date.parse(at) >= span.from && Date.parse(at) < span.to);
  const ids = lines.flatMap(({ doer, about }) => [doer, about]).filter((id) => id !== null);
  const people = await bench.accounts.signatures([...new Set(ids)]);
  return lines.map(({ doer, about, ...line }) => {
    const by = person(people, doer);
    const whom = person(people, about);
    return { ...line, by: by ? [by] : [], ...(whom && { whom }) };
  });
}

function person(people: ReadonlyMap<string, Person>, id: string | null): Person | null {
  return (id === null ? undefined : people.get(id)) ?? null;
}

/** An instant as it is compared in what is kept; of one before all, the text before all. */
function since({ from }: Span): string {
  return from < 0 ? "" : new Date(from).toISOString();
}

const NOWHERE = { passage: null, more: 0, subject: null, proposal: null, outline: null };

async function requestLines(bench: Workbench, work: Work, owner: Actor, span: Span): Promise<Line[]> {
  const lines: Line[] = [];
  for (const request of await bench.accounts.requests.since(work.id, since(span))) {
    const place = await placeOf(bench, work, owner, request);
    if (!place) continue;
    const { by, of, at, steps } = request;
    // Who was asked at first is not kept of one that went on to others.
    const hasMoved = steps.some(({ act }) => act === "take" || act === "hand" || act === "give-up");
    lines.push({ ...place, kind: "request", subject: "ask", at, doer: by, about: hasMoved ? null : of });
    lines.push(...steps.map((step) => stepLine(place, step)));
  }
  return lines;
}

type Place = Omit<Line, "kind" | "at" | "doer" | "about">;

function stepLine(place: Place, { act, by, at, to }: RequestStep): Line {
  if (act === "settled") return { ...place, kind: "request-settled", at, doer: null, about: null };
  return { ...place, kind: "request", subject: act, at, doer: by, about: to ?? null };
}

/** What a request is about; null if `owner` does not read that. */
async function placeOf({ desk }: Workbench, work: Work, owner: Actor, { about }: Request): Promise<Place | null> {
  if (about.kind === "term") return { ...NOWHERE, of: about.id };
  if (about.kind === "section") return { ...NOWHERE, passage: nameIn(work, about.id) };
  const found = await desk.proposal(about.id);
  if (!found || found.work !== work.id || !rightsIn(found.proposal, owner).read) return null;
  return { ...NOWHERE, passage: nameIn(work, found.proposal.parts[0]!.passage), proposal: about.id };
}

function nameIn(work: Work, id: string): HappenedLine["passage"] {
  const passage = everIn(work, id);
  return passage ? { id: passage.id, locator: passage.locator } : null;
}

async function errandLines({ errands }: Workbench, { id: work }: Work, owner: Actor, span: Span): Promise<Line[]> {
  return (await errands.since(work, since(span))).map(({ id, person, name, begun, stands }) => ({
    ...{ ...NOWHERE, kind: `errand-${stands}` as const, subject: name, at: begun },
    ...{ doer: person, about: null },
    ...(person === owner.id && { of: id }),
  }));
}

/** Those that were refused at once are one line; who refused them is not kept. */
async function remarkLines({ remarks }: Workbench, { id: work }: Work): Promise<Line[]> {
  const counts = new Map<string, number>();
  for (const { refused } of await remarks.kept.refused(work)) counts.set(refused, (counts.get(refused) ?? 0) + 1);
  return [...counts].map(([at, number]) => ({
    ...{ ...NOWHERE, kind: "remarks-refused" as const, subject: String(number), at },
    ...{ doer: null, about: null },
  }));
}
