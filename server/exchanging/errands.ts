/**
 * What somebody asks for that takes long: kept before it is begun, so that whoever asked may go, and a workbench that is stopped
 * goes on with it when it starts again. What is short is done here, all else by a process of its own.
 */
import type { Desk } from "../desk/desk.ts";
import { newId } from "../store/ids.ts";
import type { KeptErrand, KeptErrands } from "../store/errands.ts";
import type { Exchanging } from "./exchanging.ts";
import { ON_ERRAND, type ErrandAsked, type ErrandCame, type ErrandName, type Grounds } from "./on-errand.ts";

export type { ErrandAsked, ErrandCame, ErrandName } from "./on-errand.ts";

/** An errand that is to be begun. */
export interface Beginning<Name extends ErrandName> {
  person: string;
  work: string;
  name: Name;
  asked: ErrandAsked<Name>;
  /** What it is about: the same person who asks for it twice at once begins it once. */
  about: string;
  /** Nobody else waits for it. */
  isShort: boolean;
}

/** Kept of one that ended by a fault of ours. */
export const FAILED = { failed: true } as const;

/** How far one has come; zeros before anybody knows. */
export interface HowFar {
  done: number;
  of: number;
}

export interface Errands {
  /** Begins one, and gives its id. */
  begin<Name extends ErrandName>(errand: Beginning<Name>): Promise<string>;
  /** What came of one that was begun here, if it ends within so many milliseconds; else null. @throws what it throws */
  cameWithin<Name extends ErrandName>(id: string, milliseconds: number): Promise<{ came: ErrandCame<Name> } | null>;
  /** One of somebody's: what came of it, or how far it has come. Null if there is none. */
  get(person: string, id: string): Promise<(KeptErrand & { came?: unknown; far: HowFar }) | null>;
  /** Goes on with all that was stopped on the way. */
  goOn(): Promise<void>;
  /** Stops all that is on its way: the next start goes on with it. */
  stop(): Promise<void>;
}

interface Going {
  key: string;
  far: HowFar;
  came: Promise<unknown>;
}

/** @param failed is told of what can't be done. */
export function openErrands(of: {
  kept: KeptErrands;
  grounds: Grounds & { desk: Desk };
  exchanging: Exchanging;
  failed: (errand: KeptErrand, error: unknown) => void;
}): Errands {
  const { kept, grounds, exchanging, failed } = of;
  const going = new Map<string, Going>();
  const stopping = new AbortController();

  function start(errand: KeptErrand, key: string, isShort: boolean): void {
    const far = { done: 0, of: 0 };
    const came = done(errand, isShort, (done, of) => Object.assign(far, { done, of }));
    going.set(errand.id, { key, far, came });
    came
      .catch((error: unknown) => stopping.signal.aborted || failed(errand, error))
      .finally(() => going.delete(errand.id));
  }

  async function done(errand: KeptErrand, isShort: boolean, told: (done: number, of: number) => void) {
    const { id, work, asked } = errand;
    const name = errand.name as ErrandName;
    try {
      const came = isShort
        ? await ON_ERRAND[name](grounds, asked as never, told)
        : await exchanging.withFile((file) => exchanging.run(name, asked as never, file, stopping.signal, told));
      await kept.end(id, came);
      // Who has a page of it open hears of what another process has added.
      if (!isShort && came && "came" in came) await grounds.desk.tellOf(work, came.came.proposals);
      return came;
    } catch (error) {
      if (!stopping.signal.aborted) await kept.end(id, FAILED);
      throw error;
    }
  }

  return {
    async begin({ person, work, name, asked, about, isShort }) {
      const key = `${person}/${name}/${about}`;
      const same = [...going].find(([, each]) => each.key === key);
      if (same) return same[0];
      const errand = { id: newId(), person, work, name, asked, begun: new Date().toISOString() };
      // Before anything is waited for: else somebody else begins the same.
      const added = kept.add(errand);
      start(errand, key, isShort);
      await added;
      return errand.id;
    },
    async cameWithin<Name extends ErrandName>(id: string, milliseconds: number) {
      const one = going.get(id);
      if (!one) return null;
      if (milliseconds === Infinity) return { came: (await one.came) as ErrandCame<Name> };
      let late: NodeJS.Timeout | undefined;
      const isLate = new Promise<null>((resolve) => (late = setTimeout(resolve, milliseconds, null)));
      try {
        return await Promise.race([one.came.then((came) => ({ came: came as ErrandCame<Name> })), isLate]);
      } finally {
        clearTimeout(late);
      }
    },
    async get(person, id) {
      const errand = await kept.get(person, id);
      return errand && { ...errand, far: going.get(id)?.far ?? { done: 0, of: 0 } };
    },
    async goOn() {
      for (const errand of await kept.left()) {
        if (stopping.signal.aborted) return;
        start({ ...errand, asked: { ...(errand.asked as object), again: true } }, `again/${errand.id}`, false);
        await going.get(errand.id)?.came.catch(() => undefined);
      }
    },
    async stop() {
      stopping.abort(new Error("The workbench stops."));
      await Promise.allSettled([...going.values()].map(({ came }) => came));
    },
  };
}
