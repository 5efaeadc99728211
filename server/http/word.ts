/** Word files in which changes are tracked, as answers. */
import type { Response } from "express";
import { partsIn } from "../../editor/reviewing/reviewing.ts";
import type { OtherPart, ProposalView } from "../../editor/drafting/drafting.ts";
import type { ComparedPassage, RemarkOn } from "../../translations/exchange/docx-compared.ts";
import type { Signed } from "../../translations/exchange/docx-pen.ts";
import type { Work } from "../../translations/ledger/work.ts";
import type { Note } from "../../translations/notes/note.ts";
import { writersOf } from "../../translations/ledger/rights.ts";
import { canonicalText, renderingFromJson } from "../../translations/text/canonical.ts";
import { digestOfText } from "../../translations/text/digest.ts";
import { sendFile } from "./answer.ts";
import { notFound } from "./problem.ts";
import { bytesOf, headersFor } from "./kept.ts";
import type { Found } from "./proposal-view.ts";
import type { Workbench } from "./workbench.ts";

export const WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** Why something reads so, on all its words, and what is noted on them. @param sign of what it is. */
export function remarksIn(sign: string, made: Signed, reason: string, notes: readonly Note[]): RemarkOn[] {
  const why = { ...made, body: reason, initials: sign, target: null };
  const noted = notes.map(({ author, date, body, target }) => ({
    author: author.name,
    date,
    body,
    initials: "",
    target,
  }));
  return [why, ...noted].filter(({ body }) => body !== "");
}

/** The parts of a proposal that whoever asks may read, from the versions that they revise to what is proposed, or written. */
export function passagesOf(view: ProposalView, address: (path: string) => string): ComparedPassage[] {
  return partsIn(view).flatMap((part) => passageOf(view, part, address) ?? []);
}

function passageOf(
  { work }: ProposalView,
  { passage, proposal, base, draft, may }: OtherPart,
  address: (path: string) => string,
): ComparedPassage | null {
  const { status, submission } = proposal;
  const said = status === "draft" ? draft : (submission ?? draft);
  if (!may.read || !said) return null;
  const people = submission && status !== "draft" ? submission.proposers : writersOf(proposal);
  const made = { author: people.map(({ name }) => name).join(", "), date: submission?.at ?? null };
  const older = base?.words && proposal.kind === "revision" ? base.words : null;
  const at = `/${work.id}/${passage.id}/v${base?.number ?? 0}`;
  return {
    ...{ passage, ...made },
    older: older && { rendering: older.rendering, address: address(at), digest: older.digest },
    newer: {
      rendering: said.rendering,
      address: address(`/${work.id}/proposals/${proposal.id}`),
      digest: digestOfText(canonicalText(renderingFromJson(said.rendering))),
    },
    remarks: remarksIn("", made, said.summary, said.notes),
  };
}

/** A Word file; its name without its ending. */
interface WordFile {
  bytes: Uint8Array;
  headers: Readonly<Record<string, string>>;
}

async function fileOf(
  { aside }: Workbench,
  work: Work,
  passages: readonly ComparedPassage[],
  name: string,
): Promise<WordFile> {
  const bytes = await aside("trackedInWord", work, passages);
  return {
    bytes,
    headers: { "Content-Type": WORD_TYPE, "Content-Disposition": `attachment; filename="${name}.docx"` },
  };
}

/** Answers with what changed between versions, which is public. @param name of the file, without its ending. */
export async function sendWord(
  bench: Workbench,
  res: Response,
  work: Work,
  passages: readonly ComparedPassage[],
  name: string,
): Promise<void> {
  const { bytes, headers } = await fileOf(bench, work, passages, name);
  await sendFile(res, headers, bytes);
}

/** Answers with what a proposal changes, as far as whoever asks may read it. @throws Problem 404 if that is nothing. */
export async function sendProposalInWord(
  bench: Workbench,
  res: Response,
  { work, proposal }: Found,
  passages: readonly ComparedPassage[],
): Promise<void> {
  if (passages.length === 0) throw notFound({ why: "format", format: "docx" });
  const { bytes, headers } = await fileOf(bench, work, passages, `${work.id}-${proposal.id}`);
  res.set(headersFor(res, { ...headers, "Cache-Control": "private, no-cache" })).send(bytesOf(bytes));
}
