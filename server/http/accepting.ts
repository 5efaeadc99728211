/** What a reviewer accepts of a proposal: all of it, some changes of one part, or that part in words of their own. */
import type { Request } from "express";
import { z } from "zod";
import { refusedAcceptance, type Command, type Otherwise } from "../../translations/decide/decide.ts";
import type { Refusal } from "../../translations/ledger/refusals.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import type { Submission, TakenWords } from "../../translations/ledger/events.ts";
import { isHeld, versionOf, type Proposal } from "../../translations/ledger/state.ts";
import type { Work } from "../../translations/ledger/work.ts";
import { canonicalText, renderingFromJson } from "../../translations/text/canonical.ts";
import { digestOfText } from "../../translations/text/digest.ts";
import type { RenderingJson } from "../../translations/text/schema.ts";
import { LIMITS } from "../../translations/text/limits.ts";
import { newId } from "../store/ids.ts";
import { bodyOf } from "./body.ts";
import { PassageIds } from "./passages.ts";
import { LONGEST_READY, reasonOf } from "./ready-reasons.ts";
import { placeIn, type Workbench } from "./workbench.ts";

/** So many changes are named at most, and so long is a text, before anybody looks at it. */
const [MOST, LONGEST] = [5_000, 2_000_000];

/** Changes: `12-15-12-18`, from and to in the text of the version that is revised, then in that of what is proposed; several parted by commas. */
const Changes = z.string().regex(/^\d{1,7}(-\d{1,7}){3}(,\d{1,7}(-\d{1,7}){3})*$/);

/** Digests of texts, parted by commas. */
const Digests = z.string().regex(new RegExp(`^[0-9a-f]{64}(,[0-9a-f]{64}){0,${LIMITS.parts - 1}}$`));

/** What is accepted, of which parts; of one part alone, also otherwise than it was proposed. */
export const Accepting = z.object({
  reason: z.string().default(""),
  /** One of those that are ready for the work; `reason` stands behind it. */
  ready: z.string().max(LONGEST_READY).optional(),
  parts: PassageIds.optional(),
  /** Sent by a form whose boxes are to be ticked: without one, no part is meant. */
  ticked: z.literal("yes").optional(),
  /** These changes alone. */
  changes: z.union([Changes, z.array(Changes).max(MOST)]).optional(),
  /** Sent by a form in which changes are chosen: without one, none is accepted, and all of it comes back. */
  chosen: z.literal("yes").optional(),
  /** What it is to say instead of what is proposed. */
  text: z.string().max(LONGEST).optional(),
  /** The digest of the text that was decided on, as `sha256sum` has it, or those of several parts: if other words are proposed by then, it is refused. */
  of: Digests.optional(),
});

const NOT_THERE: Refusal = { code: "not-in-text", what: "changes" };

/** What is asked of the ledger; or why that can't be what was meant. */
export async function accepting(
  bench: Workbench,
  req: Request,
  { work, proposal }: { work: Work; proposal: Proposal },
  actor: Actor,
): Promise<Command | { refusal: Refusal }> {
  const { parts, ticked, changes, chosen, text, of, ...said } = bodyOf(Accepting, req);
  const reason = reasonOf(said);
  const passages = parts ?? (ticked ? [] : undefined);
  const read = of?.split(",");
  const command = {
    type: "accept-proposal" as const,
    proposal: proposal.id,
    reason,
    passages,
    ...(read && { of: read }),
  };
  const isSome = changes !== undefined || chosen !== undefined;
  if (!isSome && text === undefined) return command;
  const taken = takenIn(changes ?? []);
  if ((isSome && text !== undefined) || taken.length > MOST || taken.some(isNothing)) return { refusal: NOT_THERE };
  const [passage, ...others] = passages ?? proposal.parts.map((part) => part.passage);
  if (passage === undefined || others.length > 0) return { refusal: { code: "unknown-part", why: "none-named" } };
  const refusal = refusedAcceptance(proposal, passage, actor);
  if (refusal) return { refusal };
  const { base, submission } = proposal.parts.find((part) => part.passage === passage)!;
  const { state } = await placeIn(bench, work, passage);
  const revised = base === null ? undefined : versionOf(state, base);
  const older = revised && isHeld(revised) ? revised.words.rendering : null;
  const digest = digestOfText(canonicalText(renderingFromJson(submission!.rendering)));
  const otherwise =
    text === undefined ? await someOf(bench, older, submission!, taken) : await edited(bench, submission!, text);
  if ("code" in otherwise) return { refusal: otherwise };
  const decided = !read || read.includes(digest) ? digest : read[0]!;
  return { ...command, passages: [passage], otherwise: { of: decided, ...otherwise } };
}

async function someOf(
  { aside }: Workbench,
  older: RenderingJson | null,
  { rendering, notes }: Submission,
  taken: TakenWords[],
): Promise<Omit<Otherwise, "of"> | Refusal> {
  const made = older ? await aside("tookSome", older, rendering, taken, notes) : null;
  if (!made) return NOT_THERE;
  const some = { taken, rest: newId(), notes: made.notes.rest };
  return { rendering: renderingFromJson(made.rendering), notes: made.notes.accepted, some };
}

async function edited(
  { aside }: Workbench,
  { rendering, notes }: Submission,
  text: string,
): Promise<Omit<Otherwise, "of"> | Refusal> {
  const made = await aside("edited", rendering, text, notes);
  if ("excess" in made) return { code: "too-large", excess: made.excess };
  return { rendering: renderingFromJson(made.rendering), notes: made.notes };
}

function isNothing({ base, proposed }: TakenWords): boolean {
  return base.from === base.to && proposed.from === proposed.to;
}

/** The changes as they are kept, in order. */
function takenIn(changes: string | string[]): TakenWords[] {
  return [changes]
    .flat()
    .flatMap((each) => each.split(","))
    .map((each) => {
      const [fromA, toA, fromB, toB] = each.split("-").map(Number) as [number, number, number, number];
      return { base: { from: fromA, to: toA }, proposed: { from: fromB, to: toB } };
    })
    .toSorted((x, y) => x.base.from - y.base.from || x.proposed.from - y.proposed.from);
}
