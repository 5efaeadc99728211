/** The discussions on a passage or a proposal, as whoever looks is given them. */
import type { ThreadEntry } from "../../editor/discussing/discussing.ts";
import { ownPathsIn } from "../../editor/links/written.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { currentVersion, isHeld, versionOf, type Proposal, type Version } from "../../translations/ledger/state.ts";
import { everIn } from "../../translations/ledger/sections.ts";
import { isHeard, threadSeenBy, type Thread } from "../../translations/ledger/thread.ts";
import type { Work } from "../../translations/ledger/work.ts";
import { seeMentions } from "./mentions.ts";
import type { Place, Workbench } from "./workbench.ts";

/** The discussions on a passage as `visitor` may see them, each with what became of its words up to the version that stands now. */
export async function threadsOf(
  { desk, aside, address }: Workbench,
  { work, stream, state }: Place,
  visitor: Actor | null,
): Promise<ThreadEntry[]> {
  const threads = (await desk.threadsOn(stream)).map((thread) =>
    withoutGone(threadSeenBy(thread, visitor), state.versions),
  );
  const current = currentVersion(state)?.number ?? null;
  const chosen = threads.flatMap(({ id, on, quoted }) =>
    quoted?.target && "version" in on && on.version !== null
      ? [{ id, anchor: quoted.target, version: on.version }]
      : [],
  );
  const older = chosen.filter(({ version }) => current !== null && version < current);
  const since =
    older.length === 0
      ? []
      : await aside(
          "wordsSince",
          state.versions,
          older.map(({ anchor, version }) => ({ anchor, version })),
          current!,
        );
  const changed = new Map(older.map(({ id }, at) => [id, since[at]!]));
  return threads.map((thread) => {
    const words = changed.get(thread.id);
    const about = namedIn(thread, work, address);
    return { thread, gone: words?.here === null, changed: words?.changed ?? null, ...(about && { named: about }) };
  });
}

/** Of so many addresses that a discussion names it is told at most what stands there. */
const MOST_NAMED = 100;

/**
 * What stands at addresses of the same work that are named in a discussion; of no other work, so that what a page tells has to do with
 * its own alone. Undefined if there are none.
 */
function namedIn({ comments }: Thread, work: Work, address: Workbench["address"]): ThreadEntry["named"] {
  const here = { root: address.whole() ?? "", base: address.base() };
  const named: Record<string, string> = {};
  for (const { words } of comments)
    for (const path of words?.includes("/") ? ownPathsIn(words, here) : []) {
      const title = Object.keys(named).length < MOST_NAMED ? titleAt(path, work) : null;
      if (title !== null) named[path] = title;
    }
  return Object.keys(named).length === 0 ? undefined : named;
}

/** A passage by its locator, and which version. */
function titleAt(path: string, work: Work): string | null {
  const [, of, id, version] = path.split("/");
  const passage = of === work.id && id !== undefined ? everIn(work, id) : undefined;
  if (!passage) return null;
  return version === undefined ? passage.locator : `${passage.locator} · ${version}`;
}

/** A discussion without words of a version whose words are given out no more, as of one that was withdrawn. */
function withoutGone(thread: Thread, versions: readonly Version[]): Thread {
  const { on, quoted } = thread;
  const number = "proposal" in on ? (on.base ?? null) : on.version;
  if (!quoted?.target || number === null) return thread;
  const version = versionOf({ versions }, number);
  return version && isHeld(version) ? thread : { ...thread, quoted: { ...quoted, target: null } };
}

/**
 * Those on a proposal and on its parts, as far as `visitor` (as they act in the work) reads these. Whether the words that one quotes
 * still stand is seen where they are shown.
 */
export async function threadsOnProposal(
  { desk, address }: Workbench,
  work: Work,
  proposal: Proposal,
  visitor: Actor | null,
): Promise<ThreadEntry[]> {
  const heard = (await desk.threadsOn({ work: work.id, proposal: proposal.id })).filter(({ on }) =>
    isHeard(on, proposal, visitor),
  );
  return Promise.all(
    heard.map(async (each) => {
      const { passage } = each.on;
      const place = { work: work.id, passage: passage ?? "" };
      const versions = each.quoted?.target && passage !== undefined ? await desk.versions(place) : [];
      const thread = withoutGone(threadSeenBy(each, visitor), versions);
      const about = namedIn(thread, work, address);
      return { thread, gone: false, changed: null, ...(about && { named: about }) };
    }),
  );
}

/** Whoever is shown discussions in which they are named has seen that. */
export async function seenHere(
  bench: Workbench,
  actor: Actor,
  work: string,
  threads: readonly ThreadEntry[],
): Promise<void> {
  const naming = threads.filter(({ thread }) =>
    thread.comments.some(({ named = [] }) => named.some(({ people }) => people.some(({ id }) => id === actor.id))),
  );
  if (naming.length > 0) await seeMentions(bench, actor, work, new Set(naming.map(({ thread }) => thread.id)));
}

/** How many discussions hang on a proposal, and how many of them are open, of those that `visitor` (as they act in the work) hears. */
export async function discussedOn(
  { desk, reading }: Pick<Workbench, "desk" | "reading">,
  work: string,
  id: string,
  visitor: Actor | null,
): Promise<{ all: number; open: number }> {
  const counts = await reading.discussed(work, id);
  const proposal = counts.length === 0 ? null : ((await desk.proposal(id))?.proposal ?? null);
  const heard = counts.filter(({ passage }) =>
    isHeard({ proposal: id, ...(passage !== null && { passage }) }, proposal, visitor),
  );
  const sum = (of: "all" | "open"): number => heard.reduce((so, each) => so + each[of], 0);
  return { all: sum("all"), open: sum("open") };
}
