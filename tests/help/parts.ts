/** What people try with proposals of several parts, in a work of three passages. */
import fc, { type Arbitrary } from "fast-check";
import type { Command, PartWords } from "../../translations/decide/decide.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { inRole, plain } from "./histories.ts";

export const PASSAGES = ["a", "b", "c"];
export const [ANN, BEN, REX] = [inRole("translator", "ann"), inRole("translator", "ben"), inRole("reviewer", "rex")];

/** What a part is submitted with. */
export function words(passage: string, text = `Words of ${passage}.`): PartWords {
  return { passage, rendering: plain(text), notes: [], proposers: [] };
}

const some = fc.uniqueArray(fc.constantFrom(...PASSAGES), { minLength: 1 });
const named = fc.option(some, { nil: undefined });
const proposal = fc.constantFrom("p", "q");
const people = fc.constantFrom(ANN, BEN, REX, inRole("reviewer", "eve"), inRole("owner", "own"));

/** What is tried, where `base` says at which version a passage stands. */
export const tries: Arbitrary<(base: (passage: string) => number | null) => [Actor, Command]> = fc
  .tuple(people, proposal, some, named, fc.constantFrom("One.", "Two.", "Three.", ""), fc.nat(9))
  .map(([actor, proposal, passages, which, text, kind]) => (base) => {
    const [first] = passages as [string];
    const commands: Command[] = [
      {
        type: "open-proposal",
        proposal,
        kind: "revision",
        parts: passages.map((passage) => ({ passage, base: base(passage) })),
      },
      { type: "add-part", proposal, passage: first, base: base(first) },
      { type: "submit-proposal", proposal, parts: passages.map((each) => words(each, text)), summary: "So." },
      { type: "accept-proposal", proposal, passages: which, reason: text },
      { type: "return-proposal", proposal, passages: which, reason: text },
      { type: "decline-proposal", proposal, passages: which, reason: text },
      { type: "withdraw-proposal", proposal, passages: which, reason: text },
      { type: "rebase-proposal", proposal, passage: first, base: base(first) ?? 1 },
      { type: "accept-proposal", proposal, passages: which, reason: text },
      {
        ...{ type: "propose", proposal, summary: "So." },
        parts: passages.map((each) => ({ ...words(each, text), base: base(each) })),
      },
    ];
    return [actor, commands[kind]!];
  });
