/**
 * Remarks of readers without an account: who may leave one where, how often, and how long it waits. What becomes of it, those say who
 * review the work (`http/remarks.ts`); let through, it is a discussion like others.
 */
import { createHmac } from "node:crypto";
import type { RemarksHere } from "../../editor/remarks/remarks.ts";
import { actorIn } from "../../translations/ledger/access.ts";
import type { LedgerEvent } from "../../translations/ledger/events.ts";
import type { Fact } from "../../translations/ledger/record.ts";
import { mayLetThrough } from "../../translations/ledger/rights.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { everIn } from "../../translations/ledger/sections.ts";
import { versionOf } from "../../translations/ledger/state.ts";
import { sourceText, type Work } from "../../translations/ledger/work.ts";
import { REMARK_DAYS } from "../../translations/people/limits.ts";
import { Limit } from "../accounts/accounts.ts";
import type { Desk } from "../desk/desk.ts";
import { newId } from "../store/ids.ts";
import type { HeldRemark, KeptRemarks, RefusedRemark } from "../store/remarks.ts";
import type { Positions } from "../store/positions.ts";
import type { KeptSettings } from "../store/settings.ts";
import type { Store } from "../store/store.ts";

const [SECOND, HOUR, DAY] = [1_000, 60 * 60 * 1_000, 24 * 60 * 60 * 1_000];

/** So many wait in one work at most: more than anybody looks through. */
export const MOST_WAITING = 200;
/** Of one network in an hour, in whatever works, */
export const OF_NETWORK = 5;
/** and in one work, of whatever networks. */
const OF_WORK = 60;
/** Nobody writes a remark within so many milliseconds of opening the form; and who comes with a form this old opens another. */
const [LEAST_OPEN, LONGEST_OPEN] = [2 * SECOND, DAY];

/** A remark as it comes. */
export type Leaving = Omit<HeldRemark, "id" | "at" | "mark">;

/** What came of it. `early`, `late`: of a form that was opened just before, or too long ago. */
export type Left =
  { ok: true } | { ok: false; why: "early" | "late" | "full" } | { ok: false; why: "often"; retryAfter: number };

export interface Remarks {
  readonly kept: KeptRemarks;
  /** Says when a form was opened, so that nobody else can; for `leave`. */
  stamp(): string;
  /** @param from the network whose remark it is, and the form's stamp; null: a program sends it. */
  leave(remark: Leaving, from: { network: string; stamp: string | null }): Promise<Left>;
  /** Refuses some that wait; gives how many that were. They can be put back for a day. */
  refuse(work: string, ids: readonly string[]): Promise<number>;
  /** The works in which some wait for somebody who may say what becomes of them. */
  waitingFor(actor: Actor): Promise<RemarksHere[]>;
  /** How many of those came since they looked. */
  unseen(actor: Actor): Promise<number>;
  /** Notes that somebody has seen those that wait in a work; in all, if none is named. */
  see(actor: Actor, work?: string): Promise<void>;
  /** Forgets those that waited too long, or were refused a day ago. */
  tidy(): Promise<void>;
  /** Those of a work that wait, and that were refused. Words that were taken out of a passage none of them quotes. */
  of(work: Work): Promise<{ waiting: HeldRemark[]; refused: RefusedRemark[] }>;
}

interface Sources {
  kept: KeptRemarks;
  desk: Pick<Desk, "listen" | "access" | "versions">;
  store: Pick<Store, "work">;
  positions: Pick<Positions, "putAway">;
  /** The same after a restart, so that a form that somebody opened stays good. */
  secret: string;
  /** What was taken out of a passage could not be taken out of what was remarked on it. */
  failed: (err: unknown) => void;
}

/** @param now milliseconds since 1970. */
export function openRemarks(of: Sources, now: () => number = Date.now): Remarks {
  const { kept, desk, store, positions, secret, failed } = of;
  const limit = (most: number): Limit =>
    new Limit(undefined, { byNetwork: most, byEmailThere: most, seconds: HOUR / SECOND, mayWait: 0 });
  const [byNetwork, byWork] = [limit(OF_NETWORK), limit(OF_WORK)];
  const signed = (what: string, text: string): string =>
    createHmac("sha256", secret).update(`remarks ${what} ${text}`).digest("base64url").slice(0, 22);
  const at = (milliseconds: number): string => new Date(milliseconds).toISOString();
  const tidy = (): Promise<void> => kept.forget({ came: at(now() - REMARK_DAYS * DAY), refused: at(now() - DAY) });

  desk.listen(({ work, facts }) => {
    for (const passage of passagesTakenFrom(facts)) kept.unquote(work, passage).catch(failed);
  });

  /** Null: it was open for as long as somebody takes. */
  function wrongWith(stamp: string): "early" | "late" | null {
    const [opened = "", signature] = stamp.split(".");
    if (signature !== signed("form", opened)) return "late";
    const open = now() - Number(opened);
    if (open < LEAST_OPEN) return "early";
    return open > LONGEST_OPEN ? "late" : null;
  }

  /** Without a look at the works themselves: every page of theirs asks for it. */
  async function countedFor(actor: Actor): Promise<{ id: string; count: number; fresh: number }[]> {
    const counted: { id: string; count: number; fresh: number }[] = [];
    for (const { work: id, count } of await kept.counts()) {
      const acting = actorIn(await desk.access(id), actor);
      if (!acting || !mayLetThrough(acting) || positions.putAway(id) !== null) continue;
      counted.push({ id, count, fresh: await kept.since(id, await kept.seen(actor.id, id)) });
    }
    return counted;
  }

  async function waitingFor(actor: Actor): Promise<RemarksHere[]> {
    const here: RemarksHere[] = [];
    for (const { id, ...counts } of await countedFor(actor)) {
      const work = await store.work(id);
      if (work) here.push({ work: { id, title: work.title }, ...counts });
    }
    return here;
  }

  /** Whether words stand in the passage no more because they were taken out. */
  async function isTakenOut(work: Work, { passage: id, version, chosen }: HeldRemark): Promise<boolean> {
    if (!chosen) return false;
    const passage = everIn(work, id);
    if (chosen.side === "source")
      return (
        (passage?.removals ?? []).some((removal) => removal.of.kind === "source") &&
        !sourceText(passage!.source).includes(chosen.exact)
      );
    const versions = await desk.versions({ work: work.id, passage: id });
    const removals = version === null ? [] : (versionOf({ versions }, version)?.removals ?? []);
    return removals.some(({ what, ground }) => what === "text" && ground !== "withdrawn");
  }

  async function all(work: Work): Promise<{ waiting: HeldRemark[]; refused: RefusedRemark[] }> {
    const found = async () => ({ waiting: await kept.waiting(work.id), refused: await kept.refused(work.id) });
    const { waiting, refused } = await found();
    const gone = new Set<string>();
    for (const remark of [...waiting, ...refused])
      if (!gone.has(remark.passage) && (await isTakenOut(work, remark))) gone.add(remark.passage);
    // It came while they were taken out, or this was ended just then.
    for (const passage of gone) await kept.unquote(work.id, passage);
    return gone.size === 0 ? { waiting, refused } : found();
  }

  return {
    kept,
    tidy,
    of: all,
    waitingFor,
    unseen: async (actor) => (await countedFor(actor)).reduce((sum, { fresh }) => sum + fresh, 0),
    async see(actor, only) {
      for (const { work, last } of await kept.counts())
        if (only === undefined || work === only) await kept.see(actor.id, work, last);
    },
    stamp() {
      const opened = String(now());
      return `${opened}.${signed("form", opened)}`;
    },
    async leave(remark, { network, stamp }) {
      const wrong = stamp === null ? null : wrongWith(stamp);
      if (wrong) return { ok: false, why: wrong };
      const first = await byNetwork.begin({ network, email: null });
      if (!first.ok) return { ok: false, why: "often", retryAfter: first.retryAfter };
      const second = await byWork.begin({ network: remark.work, email: null });
      if (!second.ok) {
        await first.undo();
        return { ok: false, why: "often", retryAfter: second.retryAfter };
      }
      await tidy();
      const came = at(now());
      const mark = signed("address", `${came.slice(0, 10)} ${remark.work} ${network}`);
      const outcome = await kept.hold({ ...remark, id: newId(), at: came, mark }, MOST_WAITING);
      if (outcome !== "held") for (const begun of [first, second]) await begun.undo();
      return outcome === "full" ? { ok: false, why: "full" } : { ok: true };
    },
    refuse: (work, ids) => kept.refuse(work, ids, at(now())),
  };
}

const TAKEN: ReadonlySet<LedgerEvent["type"]> = new Set(["version-removed", "wording-removed", "name-removed"]);

/** The passages out of whose words something was taken. */
function passagesTakenFrom(facts: readonly Fact[]): string[] {
  return facts.flatMap(({ passage, event }) => {
    if (!TAKEN.has(event.type)) return [];
    const of = event.type === "wording-removed" && "passage" in event.of ? [event.of.passage] : [];
    return [...new Set([...(passage === null ? [] : [passage]), ...of])];
  });
}

/** Whether an owner lets readers without an account leave remarks on a work. */
export async function allowsRemarks(settings: Pick<KeptSettings, "get">, work: string): Promise<boolean> {
  return (await settings.get(nameOf(work))) !== null;
}

export function allowRemarks(settings: Pick<KeptSettings, "set">, work: string, allowed: boolean): Promise<void> {
  return settings.set(nameOf(work), allowed ? "yes" : null);
}

function nameOf(work: string): string {
  return `remarks of readers on ${work}`;
}
