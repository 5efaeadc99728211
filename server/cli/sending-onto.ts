/** What files say is sent to a workbench elsewhere, to come onto a work that is there. */
import type { Wrong } from "../../translations/ledger/events.ts";
import type { SentOnto } from "../../translations/exchange/sent-pieces.ts";
import { pieceLine } from "../../translations/exchange/sent-pieces.ts";
import { sentLine } from "../../translations/exchange/sent.ts";
import { writtenName } from "../../translations/people/named.ts";
import type { AddedOn, Adding, SuppliedOn, Supplies } from "../bringing/onto.ts";
import type { Elsewhere } from "./elsewhere.ts";
import type { Proposed } from "./propose-onto.ts";
import { inPieces, LINES, refuseTooLarge, tellSent } from "./sending.ts";

/** Adds what the translation there has not. @throws FileProblem if it is not taken. */
export async function addThere(there: Elsewhere, asked: Adding, given: SentOnto): Promise<AddedOn> {
  return (await sentOnto(there, asked, "import", given)) as AddedOn;
}

/** Proposes what files say otherwise than the translation there. @throws FileProblem if it is not taken. */
export async function proposeThere(
  there: Elsewhere,
  asked: Adding,
  wrong: Wrong | undefined,
  given: SentOnto,
): Promise<Proposed> {
  return (await sentOnto(there, asked, "return", given, wrong)) as Proposed;
}

/** Gives the work there its source. @throws FileProblem if it is not taken. */
export async function supplyThere(
  there: Elsewhere,
  { work, provenance, file, isTried }: Supplies,
  given: SentOnto,
): Promise<SuppliedOn> {
  const said = new URLSearchParams({ reason: provenance, file, dry: isTried ? "yes" : "no" });
  return (await sentLines(there, `/api/works/${work}/source?${said}`, given)) as SuppliedOn;
}

function sentOnto(
  there: Elsewhere,
  asked: Adding,
  to: "import" | "return",
  given: SentOnto,
  wrong?: Wrong,
): Promise<unknown> {
  const { work, translation, described, revises, people, day, reason, of, file, isTried } = asked;
  const said = new URLSearchParams({
    ...{ translation, revises: revises ?? "", reason, of, file, dry: isTried ? "yes" : "no", date: day ?? "" },
    ...{ title: described?.title ?? "", language: described?.language ?? "", publisher: described?.publisher ?? "" },
    ...{ licence: described?.licence ?? "", translators: people.map(writtenName).join(";") },
    ...(wrong && { wrong }),
  });
  return sentLines(there, `/api/works/${work}/${to}?${said}`, given);
}

function sentLines(there: Elsewhere, path: string, given: SentOnto): Promise<unknown> {
  const lines = "passages" in given ? given.passages.map(sentLine) : given.pieces.map(pieceLine);
  const pieces = inPieces(lines);
  refuseTooLarge(pieces);
  return there.sent(path, LINES, pieces, tellSent());
}
