/**
 * What somebody asks for that takes long: kept before it is begun, so that whoever asked may go, and a workbench that is stopped
 * goes on with it when it starts again. What is short is done here, all else by a process of its own.
 */
import { actorIn } from "../../translations/ledger/access.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { TooBusy } from "../aside/aside.ts";
import type { Desk } from "../desk/desk.ts";
import { newId } from "../store/ids.ts";
import type { KeptErrand, KeptErrands } from "../store/errands.ts";
import type { Exchanging } from "./exchanging.ts";
import {
  MAY_ASK,
  ON_ERRAND,
  TOLD_WITH,
  type ErrandAsked,
  type ErrandCame,
  type ErrandName,
  type Grounds,
} from "./on-errand.ts";

export type { ErrandAsked, ErrandCame, ErrandName } from "./on-errand.ts";

/** An errand that is to be begun. */
export interface Beginning<Name extends ErrandName> {
  person: string;
  work: string;
  name: Name;
  asked: ErrandAsked<Name>;
  /** Nobody else waits for it. */
  isShort: boolean;
}

/** Kept of one that was not done: by a fault of ours, or because too much is being done, or it took too long. */
export interface Failed {
  failed: "fault" | TooBusy["why"];
}

/** How what came of an errand says that it was not done; null: it was. */
export function failureIn(came: unknown): Failed["failed"] | null {
  return typeof came === "object" && came !== null && "failed" in came ? (came as Failed).failed : null;
}

/** How far one has come; zeros before anybody knows. */
export interface HowFar {
  done: number;
  of: number;
}

/** One that was begun; what came of it, if it ended in the time that it was waited for. */
export interface Begun<Name extends ErrandName> {
  id: string;
  ended: { came: ErrandCame<Name> } | null;
}

export interface Errands {
  /**
   * Begins one, and waits for so many milliseconds. The same person who asks for the same twice at once begins it once.
   * @throws what it throws, if that is so soon; TooBusy if as much is being done for this person as may be.
   */
  begin<Name extends ErrandName>(errand: Beginning<Name>, patience: number): Promise<Begun<Name>>;
  /** One of somebody's: what came of it, or how far it has come. Null if there is none. */
  get(person: string, id: string): Promise<(KeptErrand & { came?: unknown; far: HowFar }) | null>;
  /** Goes on with all that was stopped on the way, as far as whoever asked for it may ask for it still. */
  goOn(): Promise<void>;
  /** Stops all that is on its way: the next start goes on with it. */
  stop(): Promise<void>;
}

interface Going {
  person: string;
  key: string;
  far: HowFar;
  came: Promise<unknown>;
}

/** So much is done for one person at once. */
const MOST_OF_ONE = 4;

/** What an errand is about: who asks for the same while it goes on asks for that one. */
function keyOf({ person, work, name, asked }: Pick<KeptErrand, "person" | "work" | "name" | "asked">): string {
  const { id, import: imported } = asked as { id?: string; import?: string | null };
  return JSON.stringify([person, name, work, id ?? null, imported ?? null]);
}

/**
 * @param person somebody with an account, as they are now.
 * @param failed is told of what can't be done.
 */
export function openErrands(of: {
  kept: KeptErrands;
  grounds: Grounds & { desk: Desk };
  exchanging: Exchanging;
  person: (id: string) => Promise<Actor | null>;
  failed: (errand: KeptErrand, error: unknown) => void;
}): Errands {
  const { kept, grounds, exchanging, failed } = of;
  const going = new Map<string, Going>();
  const stopping = new AbortController();

  function start(errand: KeptErrand, isShort: boolean): Promise<unknown> {
    const far = { done: 0, of: 0 };
    const came = done(errand, isShort, (done, of) => Object.assign(far, { done, of }));
    going.set(errand.id, { person: errand.person, key: keyOf(errand), far, came });
    came
      .catch((error: unknown) => stopping.signal.aborted || failed(errand, error))
      .finally(() => going.delete(errand.id));
    return came;
  }

  async function done(errand: KeptErrand, isShort: boolean, told: (done: number, of: number) => void) {
    const { id, work, asked } = errand;
    const name = errand.name as ErrandName;
    try {
      const came = isShort
        ? await ON_ERRAND[name](grounds, asked as never, told)
        : await exchanging.withFile((file) => exchanging.run(name, asked as never, file, stopping.signal, told));
      await kept.end(id, TOLD_WITH[name](asked as never), came);
      // Who has a page of it open hears of what another process has added.
      if (!isShort && came && "came" in came) await grounds.desk.tellOf(work, came.came.proposals);
      return came;
    } catch (error) {
      if (!stopping.signal.aborted) await ended(errand, error instanceof TooBusy ? error.why : "fault");
      throw error;
    }
  }

  function ended({ id, name, asked }: KeptErrand, why: Failed["failed"]): Promise<void> {
    const told = TOLD_WITH[name as ErrandName] as ((asked: unknown) => object) | undefined;
    return kept.end(id, told?.(asked) ?? {}, { failed: why } satisfies Failed);
  }

  const goingAs = (key: string): [string, Going] | undefined => [...going].find(([, each]) => each.key === key);

  /** With who asked for it as they are now; null if it is theirs to ask for no more. */
  async function askedNow(errand: KeptErrand): Promise<KeptErrand | null> {
    const actor = await of.person(errand.person);
    const here = actor && actorIn(await grounds.desk.access(errand.work), actor);
    const asked = errand.asked as object;
    if (!actor || !here || !MAY_ASK[errand.name as ErrandName](asked as never, here, actor)) return null;
    return { ...errand, asked: { ...asked, ...("actor" in asked && { actor }), again: true } };
  }

  async function goOnWith(errand: KeptErrand): Promise<void> {
    // Whoever did not wait has asked for it again.
    await goingAs(keyOf(errand))?.[1].came.catch(() => undefined);
    if (stopping.signal.aborted) return;
    const now = await askedNow(errand);
    if (now) return void (await start(now, false));
    failed(errand, new Error("Whoever asked for it may ask for it no more."));
    await ended(errand, "fault");
  }

  return {
    async begin<Name extends ErrandName>({ isShort, ...asked }: Beginning<Name>, patience: number) {
      const same = goingAs(keyOf(asked));
      if (same) return { id: same[0], ended: await within<Name>(same[1].came, patience) };
      if ([...going.values()].filter(({ person }) => person === asked.person).length >= MOST_OF_ONE)
        throw new TooBusy("crowded");
      const errand = { ...asked, id: newId(), begun: new Date().toISOString() };
      // Before anything is waited for: else somebody else begins the same.
      const added = kept.add(errand);
      const came = start(errand, isShort);
      await added;
      return { id: errand.id, ended: await within<Name>(came, patience) };
    },
    async get(person, id) {
      const errand = await kept.get(person, id);
      return errand && { ...errand, far: going.get(id)?.far ?? { done: 0, of: 0 } };
    },
    async goOn() {
      // What is asked for from now on is not among them, even once it is done.
      const left = (await kept.left()).filter(({ id }) => !going.has(id));
      for (const errand of left) {
        if (stopping.signal.aborted) return;
        await goOnWith(errand).catch(() => undefined);
      }
    },
    async stop() {
      stopping.abort(new Error("The workbench stops."));
      await Promise.allSettled([...going.values()].map(({ came }) => came));
    },
  };
}

/** What came of it, if that is known within so many milliseconds. @throws what it throws */
async function within<Name extends ErrandName>(
  coming: Promise<unknown>,
  milliseconds: number,
): Promise<Begun<Name>["ended"]> {
  const ended = coming.then((came) => ({ came: came as ErrandCame<Name> }));
  if (milliseconds === Infinity) return ended;
  let late: NodeJS.Timeout | undefined;
  const isLate = new Promise<null>((resolve) => (late = setTimeout(resolve, milliseconds, null)));
  try {
    return await Promise.race([ended, isLate]);
  } finally {
    clearTimeout(late);
  }
}
