/** Acting on the ledger: what is decided on the streams in sight is added in one transaction, or decided anew. */
import { setImmediate as othersFirst } from "node:timers/promises";
import type { Decision } from "../../translations/decide/decide.ts";
import { actorIn } from "../../translations/ledger/access.ts";
import { withRendered, withWrittenAgainst } from "../../translations/ledger/described.ts";
import type { LedgerEvent } from "../../translations/ledger/events.ts";
import {
  accessStream,
  outlineStream,
  recordsOfAct,
  streamOfFact,
  type Fact,
  type LedgerRecord,
} from "../../translations/ledger/record.ts";
import type { Refusal } from "../../translations/ledger/refusals.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { newId, newSalt } from "../store/ids.ts";
import type { Store } from "../store/store.ts";
import type { Remembered } from "./remembered.ts";
import { Sight } from "./sight.ts";

export type Outcome = { ok: true; events: LedgerEvent[] } | { ok: false; refusal: Refusal };

/** How often a decision is made anew because another writer was quicker, before that is an error. */
const ATTEMPTS = 5;

/** An act of so many facts is decided, chained, kept and told in pieces, between which others have a turn. */
const LONG_ACT = 20;

const ELSEWHERE: Refusal = { code: "already-exists", why: "address-elsewhere" };

/** The world around a desk. */
export interface DeskEffects {
  /** The clock, as an ISO 8601 instant. */
  now: () => string;
  /** An id that no other act has. */
  newAct: () => string;
  /** A salt for the digest of what may have to go: see `translations/ledger/enclosures.ts`. */
  newSalt: () => string;
}

export const REAL: DeskEffects = { now: () => new Date().toISOString(), newAct: newId, newSalt };

/** Decides, and adds what was decided. */
export type CarryOut = (
  work: string,
  by: Actor,
  decideOn: (sight: Sight, actor: Actor, at: string) => Promise<Decision>,
) => Promise<Outcome>;

/** @param tell is called after each addition. */
export function actingOn(
  store: Store,
  remembered: Remembered,
  { now, newAct, newSalt }: DeskEffects,
  tell: (work: string, facts: Fact[], records: readonly LedgerRecord[]) => Promise<void>,
): CarryOut {
  /** True if a proposal that `events` open has its address already, in another work. */
  async function isElsewhere(work: string, events: readonly LedgerEvent[]): Promise<boolean> {
    const opened = events.find((event) => event.type === "proposal-opened");
    const found = opened ? await store.passagesOf(opened.proposal) : [];
    return found.some((place) => place.work !== work);
  }

  /**
   * Adds what is decided, or, if another was quicker, what is then decided anew.
   * @param decideOn what to decide on the streams that are in sight; these must not have moved on when it is added. It is given
   *   who acts with what they may do in the work.
   */
  return async function carryOut(
    work: string,
    by: Actor,
    decideOn: (sight: Sight, actor: Actor, at: string) => Promise<Decision>,
  ): Promise<Outcome> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const before = remembered.read();
      const through = await store.through();
      const sight = new Sight(remembered.stream);
      const at = now();
      const actor = actorIn((await sight.open(accessStream(work))).access, by);
      if (!actor) return { ok: false, refusal: { code: "unknown-work" } };
      const decision = await decideOn(sight, actor, at);
      if (!decision.ok) return { ok: false, refusal: decision.refusal };
      const described = await store.work(work);
      const facts = described ? withRendered(described, withWrittenAgainst(described, decision.facts)) : decision.facts;
      const events = facts.map(({ event }) => event);
      if (facts.length === 0) return { ok: true, events };
      if (await isElsewhere(work, events)) return { ok: false, refusal: ELSEWHERE };
      const isLong = facts.length >= LONG_ACT;
      if (isLong) await othersFirst();
      for (const fact of facts) await sight.open(streamOfFact(work, fact));
      const records = recordsOfAct(work, sight.ends(), { id: newAct(), at, newSalt }, facts);
      if (isLong) await othersFirst();
      // What stands in the work's description and outline was asked of the work.
      const streams = [...sight.streams(), `work/${work}`, outlineStream(work)];
      if ((await store.append(records, { through, streams, passages: sight.places() })).ok) {
        await remembered.takeInOwn(records, Math.max(before, remembered.read()));
        if (isLong) await othersFirst();
        await tell(work, facts, records);
        return { ok: true, events };
      }
      // Whatever is remembered of them was not what is kept.
      remembered.forget(sight.streams());
    }
    throw new Error(`desk: what was decided on in ${work} kept changing; ${ATTEMPTS} attempts failed`);
  };
}
