/**
 * What the front page shows before the works: to a stranger one change that was made here, to others what waits for
 * them, to an owner what is still to be set up.
 */
import { Router } from "express";
import { z } from "zod";
import type { ExampleChange, OwnerStep, WaitingProposal, WorksView } from "../../editor/views.ts";
import { lengthA, lengthB, textsOf } from "../../translations/compare/change.ts";
import { diffRenderings } from "../../translations/compare/words/words.ts";
import { dictionaryOf } from "../../translations/ledger/glossary.ts";
import { isWriter, rightsIn, writersOf } from "../../translations/ledger/rights.ts";
import { atLeast, type Actor } from "../../translations/ledger/roles.ts";
import {
  isHeld,
  versionOf,
  type HeldVersion,
  type PassageState,
  type Proposal,
} from "../../translations/ledger/state.ts";
import type { Passage, Term, Work } from "../../translations/ledger/work.ts";
import { renderingFromJson } from "../../translations/text/canonical.ts";
import { isFresh } from "../care/doctor.ts";
import { provenCopy } from "../care/facts.ts";
import { aboutOf } from "./about.ts";
import { bodyOf } from "./body.ts";
import { Problem } from "./problem.ts";
import { actorFor, onHost, type Workbench } from "./workbench.ts";

/** A work with the state of each of its passages. */
export interface Shelved {
  work: Work;
  states: ReadonlyMap<string, PassageState>;
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
    if (!atLeast(actor.role, "owner"))
      throw new Problem(403, "Not allowed", "Only an owner sets up the workbench. Ask one of them.");
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
  shelf: readonly Shelved[],
): Promise<Pick<WorksView, "example" | "mine" | "steps">> {
  if (!actor) return { example: exampleOf(shelf), mine: null, steps: [] };
  const steps = atLeast(actor.role, "owner") ? await stepsOf(bench, shelf) : [];
  return { example: null, mine: mineOf(shelf, actor), steps };
}

/** What waits for `actor`: proposals that they may decide on, and their own that are undecided. */
export function mineOf(shelf: readonly Shelved[], actor: Actor): NonNullable<WorksView["mine"]> {
  const all = shelf.flatMap(({ work, states }) =>
    work.passages.flatMap((passage) =>
      (states.get(passage.id)?.proposals ?? []).map((proposal) => ({ work, passage, proposal })),
    ),
  );
  const undecided = all.filter(({ proposal: { status } }) => status === "draft" || status === "open");
  return {
    toDecide: undecided.filter(({ proposal }) => rightsIn(proposal, actor).decide).map(lineOf),
    own: undecided.filter(({ proposal }) => isWriter(proposal, actor)).map(lineOf),
  };
}

function lineOf({ work, passage, proposal }: { work: Work; passage: Passage; proposal: Proposal }): WaitingProposal {
  const { id, submission, status } = proposal;
  return {
    work: work.id,
    locator: passage.locator,
    id,
    people: submission?.proposers ?? writersOf(proposal),
    summary: submission?.summary ?? "",
    stands: status === "open" ? "open" : wasSentBack(proposal) ? "asked-for-changes" : "draft",
  };
}

/** True if somebody else asked for changes the last time it came back; its own people may have gone on writing. */
function wasSentBack(proposal: Proposal): boolean {
  const last = proposal.returns.at(-1);
  return last !== undefined && !writersOf(proposal).some(({ id }) => id === last.by.id);
}

/** So many changes are looked at, at most: each is a difference, worked out for whoever opens the front page. */
const LOOKED_AT = 20;

/** The newest change with a reason, one that was reviewed before all others; null if nothing was ever changed. */
export function exampleOf(shelf: readonly Shelved[]): ExampleChange | null {
  const made = shelf.flatMap(({ work, states }) =>
    work.passages.flatMap((passage) => {
      const state = states.get(passage.id);
      return (state?.versions ?? []).flatMap((to) => {
        const from = to.base === null || !state ? undefined : versionOf(state, to.base);
        return from && isHeld(from) && isHeld(to) && reasonOf(to) ? [{ work, passage, from, to }] : [];
      });
    }),
  );
  made.sort((a, b) => weightOf(b.to) - weightOf(a.to) || b.to.record.at.localeCompare(a.to.record.at));
  const short = made.slice(0, LOOKED_AT).filter(({ from, to }) => isShort(from) && isShort(to));
  for (const { work, passage, from, to } of short) {
    const shown = changeOf(from, to, work.terms);
    if (!shown) continue;
    const { passages: _passages, terms: _terms, ...head } = work;
    return { work: head, passage, from: from.number, to, ...shown };
  }
  return null;
}

/** Nor in passages of more characters of JSON than this. */
const SHORT = 20_000;

function isShort({ words }: HeldVersion): boolean {
  return JSON.stringify(words.rendering).length <= SHORT;
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
    by: note?.author.name ?? to.contributors[0]?.name ?? "",
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
async function stepsOf(bench: Workbench, shelf: readonly Shelved[]): Promise<OwnerStep[]> {
  const skipped = await skippedOf(bench);
  const example = shelf.some(({ work }) => work.id === EXAMPLE);
  const addressed = bench.address.whole() !== null;
  const copied = await isCopied(bench);
  const all: OwnerStep[] = [
    {
      id: "text",
      done: shelf.some(({ work }) => work.id !== EXAMPLE),
      words: example
        ? "A text of yours. Bringing one in is not built yet; the Plan stands here as an example until then."
        : "A text of yours. Bringing one in is not built yet; the Plan is put away, and can be brought back under Settings.",
      ...(example && { away: { work: EXAMPLE, title: "the Plan" } }),
    },
    {
      id: "readers",
      done: (await aboutOf(bench)).operator !== null,
      words: "Who runs this workbench, how to reach them, and under which licence people write and others read.",
      href: "/about",
      link: "Say it",
    },
    {
      id: "people",
      done: (await bench.accounts.people()).length > 1,
      words: "Somebody to work with.",
      href: "/people",
      link: "Invite somebody",
    },
    {
      id: "care",
      done: addressed && copied,
      words: `A public address, so that citations lead here (${addressed ? "set" : "not set yet"}), and a backup that was restored and verified (${copied ? "there is one" : "none yet, or it is over a week old"}).`,
      href: "/-/settings",
      link: "Look after the workbench",
    },
  ];
  const left = all.filter(({ id, done }) => !done && !skipped.includes(id));
  return left.length === 0 ? [] : all.filter(({ id, done }) => done || !skipped.includes(id));
}
