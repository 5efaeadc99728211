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
import type { KeptSettings } from "../store/settings.ts";
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

export { BRINGS_WORKS, type ErrandAsked, type ErrandCame, type ErrandName } from "./on-errand.ts";

/** An errand that is to be begun. */
export interface Beginning<Name extends ErrandName> {
  person: string;
  work: string;
  name: Name;
  asked: ErrandAsked<Name>;
  /** Nobody else waits for it: it is done here. */
  isShort: boolean;
  /** The id of the file that it is done with (`Exchanging.files`), which is dropped once it is: what has one is not short. */
  file?: string;
}

/** Kept of one that was not done: by a fault of ours, or because too much is being done, or it took too long. */
export interface Failed extends HowFar {
  failed: "fault" | TooBusy["why"];
}

/** How what came of an errand says that it was not done; null: it was. */
export function failureIn(came: unknown): Failed | null {
  return typeof came === "object" && came !== null && "failed" in came ? (came as Failed) : null;
}

/** How far one has come; zeros before anybody knows. */
export interface HowFar {
  done: number;
  of: number;
}

/** One that was begun; what came of it, if it ended in the time that it was waited for. */
export interface Begun<Name extends ErrandName> {
  id: string;
  /** Where it is seen: what is asked for twice is done under the first's address. */
  work: string;
  ended: { came: ErrandCame<Name> } | null;
}

export interface Errands {
  /**
   * Begins one, and waits for so many milliseconds. The same person who asks for the same twice at once begins it once.
   * @throws what it throws, if that is so soon; TooBusy if as much is being done for this person as may be.
   */
  begin<Name extends ErrandName>(errand: Beginning<Name>, patience: number): Promise<Begun<Name>>;
  /** Whether one of somebody's is on its way, by what it was given. */
  isGoing<Name extends ErrandName>(person: string, name: Name, is: (asked: ErrandAsked<Name>) => boolean): boolean;
  /** One of somebody's: what came of it, or how far it has come. Null if there is none. */
  get(person: string, id: string): Promise<(KeptErrand & { came?: unknown; far: HowFar }) | null>;
  /** Those of a work, whoever asked for them, that were begun at an instant or after it: how each stands, and nothing that was said. */
  since(work: string, at: string): Promise<ErrandStanding[]>;
  /** Goes on with all that was stopped on the way, as far as whoever asked for it may ask for it still. */
  goOn(): Promise<void>;
  /** Stops all that is on its way: the next start goes on with it. */
  stop(): Promise<void>;
}

/** An errand, and how it stands. */
export interface ErrandStanding extends Pick<KeptErrand, "id" | "person" | "begun"> {
  name: ErrandName;
  stands: "under-way" | "done" | "failed";
}

interface Going {
  person: string;
  work: string;
  name: string;
  asked: unknown;
  key: string;
  far: HowFar;
  came: Promise<unknown>;
}

/** So much is done for one person at once. */
const MOST_OF_ONE = 4;

/** What an errand is about: who asks for the same while it goes on asks for that one. What is done with a file is the same if all is. */
function keyOf({ person, work, name, asked }: Pick<KeptErrand, "person" | "work" | "name" | "asked">): string {
  if ("digest" in (asked as object)) return JSON.stringify([person, name, work, asked]);
  const { id, import: imported } = asked as { id?: string; import?: string | null };
  // However it is to be called, of one thing that somebody has begun one work is made.
  return JSON.stringify([person, name, name === "make" ? null : work, id ?? null, imported ?? null]);
}

/**
 * @param person somebody with an account, as they are now.
 * @param failed is told of what can't be done.
 */
export function openErrands(of: {
  kept: KeptErrands;
  grounds: Grounds & { desk: Desk };
  exchanging: Exchanging;
  settings: KeptSettings;
  person: (id: string) => Promise<Actor | null>;
  failed: (errand: KeptErrand, error: unknown) => void;
}): Errands {
  const { kept, grounds, exchanging, failed } = of;
  const { files } = exchanging;
  const going = new Map<string, Going>();
  const stopping = new AbortController();

  function start(errand: KeptErrand, isShort: boolean): Promise<unknown> {
    const far = { done: 0, of: 0 };
    const { id, person, work, name, asked } = errand;
    // Not at once: it is known to be on its way before anything of it is done.
    const came = Promise.resolve().then(() => done(errand, isShort, far));
    going.set(id, { ...{ person, work, name, asked, far, came }, key: keyOf(errand) });
    came.catch((error: unknown) => stopping.signal.aborted || failed(errand, error)).finally(() => going.delete(id));
    return came;
  }

  /** In a process of its own, with its file or with one that nobody needs. */
  function beside({ id, name, asked }: KeptErrand, told: (done: number, of: number) => void): Promise<unknown> {
    const run = (file: number) =>
      exchanging.run(name as ErrandName, asked as never, file, stopping.signal, told) as Promise<unknown>;
    return needsNoFile(name) ? exchanging.withFile(run) : files.opened(id, run);
  }

  async function done(errand: KeptErrand, isShort: boolean, far: HowFar) {
    const told = (done: number, of: number) => void Object.assign(far, { done, of });
    const { id, work, asked } = errand;
    const name = errand.name as ErrandName;
    try {
      const came =
        isShort && needsNoFile(name)
          ? await ON_ERRAND[name](grounds, asked as never, told)
          : await beside(errand, told);
      await kept.end(id, TOLD_WITH[name](asked as never), came);
      files.drop(id);
      // Who has a page of it open hears of what another process has added.
      if (!isShort) await grounds.desk.tellOf(work, proposalsIn(came));
      return came;
    } catch (error) {
      if (!stopping.signal.aborted) await ended(errand, error instanceof TooBusy ? error.why : "fault", far);
      throw error;
    }
  }

  function ended({ id, name, asked }: KeptErrand, failed: Failed["failed"], far: HowFar): Promise<void> {
    files.drop(id);
    const told = TOLD_WITH[name as ErrandName] as ((asked: unknown) => object) | undefined;
    return kept.end(id, told?.(asked) ?? {}, { failed, ...far } satisfies Failed);
  }

  const goingAs = (key: string): [string, Going] | undefined => [...going].find(([, each]) => each.key === key);

  /** With who asked for it as they are now; null if it is theirs to ask for no more. */
  async function askedNow(errand: KeptErrand): Promise<KeptErrand | null> {
    const actor = await of.person(errand.person);
    const here = actor && actorIn(await grounds.desk.access(errand.work), actor);
    const asked = errand.asked as object;
    const may = MAY_ASK[errand.name as ErrandName];
    if (!actor || !here || !(await may(asked as never, here, actor, of.settings))) return null;
    return { ...errand, asked: { ...asked, ...("actor" in asked && { actor }), again: true } };
  }

  async function goOnWith(errand: KeptErrand): Promise<void> {
    // Whoever did not wait has asked for it again.
    await goingAs(keyOf(errand))?.[1].came.catch(() => undefined);
    if (stopping.signal.aborted) return;
    const now = await askedNow(errand);
    if (now) return void (await start(now, false));
    failed(errand, new Error("Whoever asked for it may ask for it no more."));
    await ended(errand, "fault", { done: 0, of: 0 });
  }

  return {
    async begin<Name extends ErrandName>({ isShort, file, ...asked }: Beginning<Name>, patience: number) {
      const same = goingAs(keyOf(asked));
      const isCrowded = [...going.values()].filter(({ person }) => person === asked.person).length >= MOST_OF_ONE;
      if (file !== undefined && (same || isCrowded)) files.drop(file);
      if (same) return { id: same[0], work: same[1].work, ended: await within<Name>(same[1].came, patience) };
      if (isCrowded) throw new TooBusy("crowded");
      const errand = { ...asked, id: file ?? newId(), begun: new Date().toISOString() };
      // Before anything is waited for: else somebody else begins the same.
      const added = kept.add(errand);
      const came = start(errand, isShort);
      await added;
      return { id: errand.id, work: errand.work, ended: await within<Name>(came, patience) };
    },
    isGoing: (person, name, is) =>
      [...going.values()].some((each) => each.person === person && each.name === name && is(each.asked as never)),
    async get(person, id) {
      const errand = await kept.get(person, id);
      return errand && { ...errand, far: going.get(id)?.far ?? { done: 0, of: 0 } };
    },
    async since(work, at) {
      return (await kept.since(work, at)).map(({ id, person, name, begun, came }) => {
        const stands = came === undefined ? "under-way" : failureIn(came) ? "failed" : "done";
        return { id, person, name: name as ErrandName, begun, stands };
      });
    },
    async goOn() {
      // What is asked for from now on is not among them, even once it is done.
      const left = (await kept.left()).filter(({ id }) => !going.has(id));
      files.keepOnly([...left.map(({ id }) => id), ...going.keys()]);
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

/** True of what needs no file. */
function needsNoFile(name: string): name is keyof typeof ON_ERRAND {
  return Object.hasOwn(ON_ERRAND, name);
}

/** The proposals that came of an errand. */
function proposalsIn(came: unknown): string[] {
  const { came: inner, proposals } = (came ?? {}) as { came?: { proposals?: string[] }; proposals?: string[] };
  return proposals ?? (typeof inner === "object" ? inner.proposals : undefined) ?? [];
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
