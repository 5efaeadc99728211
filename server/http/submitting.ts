/**
 * Submitting what the live drafts of a proposal say: with one reason for all, which is written in the draft of one of them,
 * and goes on in another's once that takes no more words.
 */
import { setImmediate as othersFirst } from "node:timers/promises";
import type { Request } from "express";
import { z } from "zod";
import { WRONG } from "../../translations/ledger/events.ts";
import { refusedSubmission, type PartWords } from "../../translations/decide/decide.ts";
import type { Refusal } from "../../translations/ledger/refusals.ts";
import { rightsIn } from "../../translations/ledger/rights.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { heresOf, hereIn, versionOf, type Proposal, type ProposalHere } from "../../translations/ledger/state.ts";
import type { Work } from "../../translations/ledger/work.ts";
import type { Person } from "../../translations/notes/note.ts";
import { settled as cleared } from "../../translations/notes/loose.ts";
import { canonicalText, renderingFromJson, sameRendering } from "../../translations/text/canonical.ts";
import { parseText } from "../../translations/text/parse.ts";
import { excessOf } from "../../translations/text/excess.ts";
import { over, OverLimit, type Excess } from "../../translations/text/limits.ts";
import type { Rendering } from "../../translations/text/schema.ts";
import type { Outcome } from "../desk/desk.ts";
import { ClosedDraft, type DraftContent } from "../sync/sync.ts";
import { bodyOf } from "./body.ts";
import { PassageIds } from "./passages.ts";
import { draftOf, type Workbench } from "./workbench.ts";

const Loose = z.union([z.enum(["general", "drop"]), z.strictObject({ on: z.string().min(1).max(10_000) })]);
/** One version, as a form sends it, or several. */
const Known = z.union([z.string().max(300), z.array(z.string().max(300))]).transform((names) => [names].flat());
/** A submission without the live editor: `text` replaces the draft's words. How long both may be, the ledger says. */
export const Submit = z.object({
  /** The words of one part: of the passage `part`, if the proposal has several. */
  text: z.string().optional(),
  part: z.string().max(200).optional(),
  /** The reason for all of them. */
  summary: z.string().optional(),
  /** Which parts are submitted; left out, all that are being written. */
  parts: PassageIds.optional(),
  /**
   * Versions that came while it was written and of which whoever submits it knows, each as `passage/v3`: it is submitted all
   * the same.
   */
  knows: Known.optional(),
  /** Parts that say what they revise, and give no reason for anything: left out of the proposal, if others say something else. */
  untouched: z.literal("leave-out").optional(),
  /** What is wrong with words that are final; "": nothing is said. */
  wrong: z
    .enum([...WRONG, ""])
    .transform((wrong) => wrong || undefined)
    .optional(),
  /** What becomes of reasons whose words are gone: all of them, or each by its id. */
  loose: z.union([Loose, z.record(z.string(), Loose)]).optional(),
});

type Asked = z.output<typeof Submit>;

/** So many drafts are settled before others are answered. */
const AT_ONCE = 20;

/** What a part says, with the accounts that wrote it. */
interface Said extends DraftContent {
  authors: string[];
  wroteWords: (account: string) => Promise<boolean>;
}

/**
 * Submits what the live drafts say, of which nobody who may not submit it learns anything, not even its size; with the words
 * that were sent along written into one of them first: nobody can write between its last word and the ledger's record of it,
 * and of many who send words at once one is told that theirs were taken.
 * @param atOnce true: they are accepted in the same act.
 */
export async function submit(
  bench: Workbench,
  { work, proposal }: { work: Work; proposal: Proposal },
  actor: Actor,
  req: Request,
  atOnce = false,
): Promise<Outcome> {
  const body = bodyOf(Submit, req);
  const refusal = refusedSubmission(proposal, actor, atOnce);
  if (refusal) return { ok: false, refusal };
  const read = wordsIn(body);
  if (isExcess(read)) return { ok: false, refusal: { code: "too-large", excess: read } };
  const words = read;
  const meant = meantBy(proposal, body);
  const unmeant = refusedNames(proposal, body, meant);
  if (unmeant) return { ok: false, refusal: unmeant };
  const submitted = meant.map(({ passage }) => passage);
  const into = body.part ?? submitted[0];
  const reasoned = proposal.summaryIn ?? submitted[0];
  const said = new Map<string, Said>();

  const execute = async (): Promise<Outcome> => {
    const parts: PartWords[] = [];
    const left = body.untouched ? await untouchedOf(bench, work, meant, said) : [];
    for (const passage of submitted.filter((each) => !left.includes(each))) {
      const { rendering, notes } = said.get(passage)!;
      parts.push({ passage, rendering, notes, proposers: await people(bench, await creditedIn(said, passage)) });
    }
    const summary = said.get(reasoned ?? "")?.summary ?? "";
    const outcome = await bench.desk.execute(
      { work: work.id },
      {
        type: atOnce ? "accept-at-once" : "submit-proposal",
        ...{ proposal: proposal.id, parts, summary, knows: body.knows ?? [] },
        ...(body.wrong && { wrong: body.wrong }),
      },
      actor,
    );
    // What may not be left out by whoever proposes is written on.
    if (outcome.ok && left.length > 0)
      await bench.desk.execute(
        { work: work.id },
        { type: "withdraw-proposal", proposal: proposal.id, passages: left, reason: "" },
        actor,
      );
    return outcome;
  };

  /** Settles the drafts, one within the other, and submits what all of them say. */
  async function settled([part, ...rest]: ProposalHere[]): Promise<Outcome> {
    if (!part) return execute();
    if (rest.length % AT_ONCE === 0) await othersFirst();
    const { passage } = part;
    const last = {
      ...(passage === into && words.rendering && { rendering: words.rendering }),
      ...(passage === reasoned && words.summary !== undefined && { summary: words.summary }),
    };
    const mayWrite = async () => {
      const now = await bench.desk.proposal(proposal.id);
      return rightsIn(now && hereIn(now.proposal, passage), actor).edit;
    };
    const { outcome } = await bench.live.settle<{ closed: boolean; outcome: Outcome }>(
      await draftOf(bench, part),
      async ({ rendering, notes: all, summary }, authors, wroteWords) => {
        const notes = body.loose === undefined ? all : cleared(all, body.loose, canonicalText(rendering));
        said.set(passage, { rendering, notes, summary, authors, wroteWords });
        const outcome = await settled(rest);
        return { closed: outcome.ok && submitted.includes(passage), outcome };
      },
      Object.keys(last).length > 0 ? { words: last, by: actor.id, mayWrite } : undefined,
    );
    return outcome;
  }

  return settled(heresOf(proposal).filter(({ passage }) => submitted.includes(passage) || passage === reasoned));
}

/** The passages whose drafts say what they revise and give no reason for anything; none, if that is all that there is. */
async function untouchedOf(
  { desk }: Workbench,
  { id: work }: Work,
  meant: readonly ProposalHere[],
  said: ReadonlyMap<string, Said>,
): Promise<string[]> {
  const untouched: string[] = [];
  for (const { passage, base } of meant) {
    const { rendering, notes } = said.get(passage)!;
    const version = base === null ? undefined : versionOf(await desk.passage({ work, passage }), base);
    const before = version?.words ? renderingFromJson(version.words.rendering) : parseText("");
    if (notes.length === 0 && sameRendering(rendering, before)) untouched.push(passage);
  }
  return untouched.length < meant.length ? untouched : [];
}

/**
 * The accounts credited with a part. The reason for all stands in the draft of one: who wrote nothing else in that, and words
 * in another part, is credited with those.
 */
async function creditedIn(said: ReadonlyMap<string, Said>, passage: string): Promise<string[]> {
  const { authors, wroteWords } = said.get(passage)!;
  const elsewhere = [...said].flatMap(([other, { authors: own }]) => (other === passage ? [] : own));
  const credited: string[] = [];
  for (const account of authors)
    if (!elsewhere.includes(account) || (await wroteWords(account))) credited.push(account);
  return credited;
}

/**
 * Has the reason for all go on in the draft where it is written now, if that is another than `before`: as it was left, or, if
 * none was written meanwhile, as it was submitted.
 */
export async function carrySummary(bench: Workbench, before: Proposal): Promise<void> {
  const now = (await bench.desk.proposal(before.id))?.proposal ?? before;
  const there = now.summaryIn === before.summaryIn ? null : hereIn(now, now.summaryIn ?? "");
  if (!there) return;
  const left = hereIn(before, before.summaryIn ?? "");
  const { summary = "" } = left ? await bench.live.read(await draftOf(bench, left)) : (there.submission ?? {});
  const draft = await draftOf(bench, there);
  // Somebody's page may have been quicker, with what they typed behind it.
  if ((await bench.live.read(draft)).summary.includes(summary)) return;
  try {
    await bench.live.write(draft, { summary }, null);
  } catch (error) {
    // It has been submitted or decided meanwhile.
    if (!(error instanceof ClosedDraft)) throw error;
  }
}

/** The parts that a submission is of: those that are written; or if none is, what was submitted last, a second time. */
function meantBy(proposal: Proposal, { parts }: Asked): ProposalHere[] {
  const named = heresOf(proposal).filter(({ passage }) => parts?.includes(passage) ?? true);
  const drafts = named.filter(({ status }) => status === "draft");
  if (drafts.length > 0) return drafts;
  const open = named.filter(({ status }) => status === "open");
  const last = open.map(({ submission }) => submission!.at).reduce((a, b) => (a > b ? a : b), "");
  return parts ? open : open.filter(({ submission }) => submission!.at === last);
}

/** What is said if a submission names a part that there is not, or that is not submitted with it: nothing is passed over. */
function refusedNames({ parts }: Proposal, asked: Asked, meant: readonly ProposalHere[]): Refusal | null {
  const { part, parts: named = [] } = asked;
  for (const passage of part === undefined ? named : [...named, part]) {
    if (!parts.some((each) => each.passage === passage))
      return { code: "unknown-part", why: "not-revised", named: passage };
    if (!meant.some((each) => each.passage === passage))
      return { code: "not-a-draft", why: "not-written-now", passage };
  }
  return null;
}

function isExcess(words: ReturnType<typeof wordsIn>): words is Excess {
  return "limit" in words;
}

/** What was sent to be written into the draft; or which limit it is over, and then nothing is written. */
function wordsIn({ text, summary }: Asked): { rendering?: Rendering; summary?: string } | Excess {
  try {
    const rendering = text === undefined ? undefined : parseText(text);
    const excess = (rendering && excessOf(rendering)) ?? over("reason", summary?.length ?? 0);
    return excess ?? { ...(rendering && { rendering }), ...(summary !== undefined && { summary }) };
  } catch (error) {
    if (error instanceof OverLimit) return error.excess;
    throw error;
  }
}

async function people({ accounts }: Workbench, ids: string[]): Promise<Person[]> {
  const signatures = await accounts.signatures(ids);
  return ids.flatMap((id) => signatures.get(id) ?? []);
}
