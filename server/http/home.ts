/**
 * What the front page shows before the works: to a stranger one change that was made here, to others what waits for
 * them, to an owner what is still to be set up.
 */
import { Router } from "express";
import { z } from "zod";
import type { ExampleChange, OwnerStep, WaitingProposal, WorksView } from "../../editor/works/works.ts";
import { lengthA, lengthB, textsOf } from "../../translations/compare/change.ts";
import { diffRenderings } from "../../translations/compare/words/words.ts";
import { dictionaryOf } from "../../translations/terms/glossary.ts";
import { writersOf } from "../../translations/ledger/rights.ts";
import { atLeast, type Actor } from "../../translations/ledger/roles.ts";
import { isHeld, versionOf, type HeldVersion, type Version } from "../../translations/ledger/state.ts";
import { everIn } from "../../translations/ledger/sections.ts";
import type { Passage, Term, Work } from "../../translations/ledger/work.ts";
import type { Person } from "../../translations/notes/note.ts";
import { renderingFromJson } from "../../translations/text/canonical.ts";
import { writtenName } from "../../translations/people/named.ts";
import { isFresh, provenCopy } from "../care/care.ts";
import type { OwnLine, ProposalLine } from "../reading/reading.ts";
import { aboutOf } from "./about.ts";
import { mayBring } from "../bringing/who-brings.ts";
import { bodyOf } from "./body.ts";
import { headOf } from "./head.ts";
import { Problem } from "./problem.ts";
import { actorFor } from "./visitor.ts";
import { onHost, type Workbench } from "./workbench.ts";

/** A passage with its versions, and its work. */
export interface Standing {
  work: Work;
  passage: Passage;
  versions: readonly Version[];
}

const STEPS = ["text", "readers", "people", "care"] as const;
export const Skip = z.object({ step: z.enum(STEPS) });
const SKIPPED = "set-up-skipped";
/** The bundled work that a new workbench begins with. */
const EXAMPLE = "nip14";

export function homeRoutes(bench: Workbench): Router {
  const router = Router();
  router.post("/-/set-up/skip", async (req, res) => {
    const actor = await actorFor(bench, req);
    if (!atLeast(actor.role, "owner")) throw new Problem(403, { code: "not-allowed", why: "set-up" });
    const { step } = bodyOf(Skip, req);
    await bench.settings.set(SKIPPED, [...new Set([...(await skippedOf(bench)), step])].join(" "));
    res.redirect(303, onHost(bench, "/"));
  });
  return router;
}

async function skippedOf({ settings }: Workbench): Promise<string[]> {
  return ((await settings.get(SKIPPED)) ?? "").split(" ").filter(Boolean);
}

/** What `actor` sees first. */
export async function firstOf(
  bench: Workbench,
  actor: Actor | null,
  works: readonly Work[],
): Promise<Pick<WorksView, "example" | "mine" | "steps" | "mayBring">> {
  if (!actor)
    return { example: exampleOf(await revisedIn(bench, actor, works)), mine: null, steps: [], mayBring: false };
  const steps = atLeast(actor.role, "owner") ? await stepsOf(bench, works) : [];
  return { example: null, mine: await mineIn(bench, actor), steps, mayBring: await mayBring(bench.settings, actor) };
}

/** Among so many passages, those that were revised last, an example is looked for; */
const REVISED_LAST = 20;
/** of each, all versions take no more bytes than this: whoever comes first waits for it. */
const NOT_LONG = 60_000;

async function revisedIn(
  { reading, desk }: Workbench,
  actor: Actor | null,
  works: readonly Work[],
): Promise<Standing[]> {
  const found: Standing[] = [];
  for (const place of await reading.revised(actor, REVISED_LAST, NOT_LONG)) {
    const work = works.find(({ id }) => id === place.work);
    const passage = work && everIn(work, place.passage);
    if (work && passage) found.push({ work, passage, versions: await desk.versions(place) });
  }
  return found;
}

/** So many proposals that somebody may decide on are listed, the oldest: they are all in the queue. */
const TO_DECIDE = 20;
/** And of their own so many, the newest. */
const OWN = 20;

async function mineIn(bench: Workbench, actor: Actor): Promise<NonNullable<WorksView["mine"]>> {
  const own = await bench.reading.writtenBy(actor, OWN + 1);
  return {
    toDecide: listed(await waitingIn(bench, await bench.reading.decidable(actor, TO_DECIDE + 1)), TO_DECIDE),
    own: listed(await waitingIn(bench, own), OWN),
  };
}

/** What has waited longest for the decision of `actor`; null if nothing does. */
export async function nextToDecide(bench: Workbench, actor: Actor): Promise<WaitingProposal | null> {
  return (await waitingIn(bench, await bench.reading.decidable(actor, 1)))[0] ?? null;
}

/** As they are listed; without those whose passage is in no work any more. */
async function waitingIn({ store, desk }: Workbench, lines: readonly (ProposalLine | OwnLine)[]) {
  const found: WaitingProposal[] = [];
  for (const line of lines) {
    const work = await store.work(line.work);
    const passage = work && everIn(work, line.parts[0]?.passage ?? "");
    if (!passage) continue;
    const drafted = line.submission ? null : await desk.proposal(line.id);
    found.push(waiting(line, passage, drafted ? writersOf(drafted.proposal) : []));
  }
  return found;
}

/** A proposal as it is listed, by the passage of the first part that stands where it stands. */
function waiting(line: ProposalLine | OwnLine, { locator }: Passage, writers: Person[]): WaitingProposal {
  const { id, work, status, parts, submission } = line;
  const people = submission?.proposers ?? writers;
  const drafted = "sentBack" in line && line.sentBack ? "asked-for-changes" : "draft";
  const stands = status === "open" ? "open" : drafted;
  return { id, work, locator, more: parts.length - 1, people, summary: submission?.summary ?? "", stands };
}

/** What waits for somebody: the first `most` of it, and whether there is more. */
export function listed(all: readonly WaitingProposal[], most: number): NonNullable<WorksView["mine"]>["own"] {
  return { proposals: all.slice(0, most), more: all.length > most };
}

/** So many changes are looked at, at most: each is a difference, worked out for whoever opens the front page. */
const LOOKED_AT = 20;

/** The newest change with a reason, one that was reviewed before all others; null if nothing was ever changed. */
export function exampleOf(revised: readonly Standing[]): ExampleChange | null {
  const made = revised.flatMap(({ work, passage, versions }) =>
    versions.flatMap((to) => {
      const from = to.base === null ? undefined : versionOf({ versions }, to.base);
      return from && isHeld(from) && isHeld(to) && reasonOf(to) ? [{ work, passage, from, to }] : [];
    }),
  );
  made.sort((a, b) => weightOf(b.to) - weightOf(a.to) || b.to.record.at.localeCompare(a.to.record.at));
  for (const { work, passage, from, to } of made.slice(0, LOOKED_AT)) {
    const shown = changeOf(from, to, work.terms);
    if (!shown) continue;
    return { work: headOf(work), passage, from: from.number, to, ...shown };
  }
  return null;
}

function weightOf({ review }: HeldVersion): number {
  if (review.kind !== "accepted") return 0;
  return review.self ? 1 : 2;
}

function reasonOf({ notes, rationale }: HeldVersion): boolean {
  return notes.length > 0 || Boolean(rationale);
}

const AROUND = 70;
const LONGEST_CHANGE = 120;

/** The first change that a note explains, else the first that is short, with the words around it. */
function changeOf(
  from: HeldVersion,
  to: HeldVersion,
  terms: readonly Term[],
): Pick<ExampleChange, "before" | "older" | "newer" | "after" | "reason" | "by"> | null {
  const { a, b, changes } = diffRenderings(
    renderingFromJson(from.words.rendering),
    renderingFromJson(to.words.rendering),
    dictionaryOf(terms),
  );
  const short = changes.filter(
    (change) => change.kind === "replaced" && lengthA(change) < LONGEST_CHANGE && lengthB(change) < LONGEST_CHANGE,
  );
  const noteOn = ({ fromB, toB }: (typeof changes)[number]) =>
    to.notes.find(({ target }) => target !== null && target.start < toB && target.end > fromB);
  const change = short.find(noteOn) ?? (to.rationale ? short[0] : undefined);
  if (!change) return null;
  const note = noteOn(change);
  const reason = note?.body ?? to.rationale ?? "";
  if (reason === "") return null;
  const [older, newer] = textsOf(change, a.text, b.text);
  return {
    before: before(b.text, change.fromB),
    older: older.trim(),
    newer: newer.trim(),
    after: after(b.text, change.toB),
    reason,
    by: note?.author.name ?? to.contributors.slice(0, 1).map(writtenName).join(""),
  };
}

function before(text: string, at: number): string {
  const words = text.slice(Math.max(0, at - AROUND), at);
  return at <= AROUND ? words : `… ${words.slice(words.search(/\s\S/) + 1)}`;
}

function after(text: string, at: number): string {
  const words = text.slice(at, at + AROUND);
  const last = words.lastIndexOf(" ");
  return at + AROUND >= text.length ? words : `${last > 0 ? words.slice(0, last) : words} …`;
}

/** True if a copy was proved to be whole in the last days. */
async function isCopied({ settings }: Workbench): Promise<boolean> {
  return isFresh(await provenCopy(settings), Date.now());
}

/** What an owner has not done and not skipped; what is done stays ticked until nothing is left. */
async function stepsOf(bench: Workbench, works: readonly Work[]): Promise<OwnerStep[]> {
  const skipped = await skippedOf(bench);
  const example = works.some(({ id }) => id === EXAMPLE);
  const addressed = bench.address.whole() !== null;
  const copied = await isCopied(bench);
  const all: OwnerStep[] = [
    { id: "text", done: works.some(({ id }) => id !== EXAMPLE), example: example ? EXAMPLE : null },
    { id: "readers", done: (await aboutOf(bench)).operator !== null },
    { id: "people", done: (await bench.accounts.people()).length > 1 },
    { id: "care", done: addressed && copied, addressed, copied },
  ];
  const left = all.filter(({ id, done }) => !done && !skipped.includes(id));
  return left.length === 0 ? [] : all.filter(({ id, done }) => done || !skipped.includes(id));
}
