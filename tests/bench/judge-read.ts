/** Reading judges' decisions back: which engine was preferred, how often, and how sure that is. */
import type { Key, Side } from "./judge-cases.ts";

/** One judge's answer about one case, and whose answers it was given about. */
export interface Decision extends Key {
  choice: Side | "tie";
  judge: string;
}

/** What was decided against one rival. A case counts once, as most of its judges decided it. */
export interface Result {
  rival: string;
  judges: number;
  cases: number;
  ours: number;
  theirs: number;
  ties: number;
  /** Of what was no tie, the share that was decided for ours, and between what it lies with 95 in 100. */
  share: number;
  low: number;
  high: number;
  /** The revisions that were decided for the rival. */
  lost: string[];
}

const CHOICES: ReadonlyMap<unknown, Decision["choice"]> = new Map([
  ["a", "left"],
  ["b", "right"],
  ["left", "left"],
  ["right", "right"],
  ["tie", "tie"],
]);

/**
 * A judge's answer from a file as a decision: `{"id": 12, "choice": "A", "judge": "…"}` about a case of the key, or what
 * the page has kept, which holds its own key.
 * @throws Error if it has another shape, or the key has no such case.
 */
export function decisionOf(line: unknown, keys: ReadonlyMap<number, Key>): Decision {
  const answer = (line ?? {}) as Partial<Decision>;
  const choice = CHOICES.get(String(answer.choice).toLowerCase());
  const key = answer.revision === undefined ? keys.get(Number(answer.id)) : (answer as Key);
  if (!choice || typeof answer.judge !== "string")
    throw new Error(
      `No answer of a judge: ${JSON.stringify(line)}. It needs an id, a choice (A, B or tie) and a judge.`,
    );
  if (!key) throw new Error(`The key has no case ${answer.id}.`);
  if (!isKey(key))
    throw new Error(`No key of a case: ${JSON.stringify(key)}. It needs a revision, a rival and a side.`);
  const { id, revision, rival, ours } = key;
  return { id, revision, rival, ours, choice, judge: answer.judge };
}

function isKey({ revision, rival, ours }: Partial<Key>): boolean {
  return typeof revision === "string" && typeof rival === "string" && (ours === "left" || ours === "right");
}

/** What was decided against each rival; of several decisions by one judge about one case the last counts. */
export function results(decisions: readonly Decision[]): Result[] {
  const last = new Map(decisions.map((decision) => [JSON.stringify([decision.judge, ...caseOf(decision)]), decision]));
  return [...grouped([...last.values()], ({ rival }) => rival)].map(([rival, all]) => {
    const cases = [...grouped(all, ({ revision }) => revision)].map(([revision, votes]) => ({
      revision,
      lead: votes.reduce((sum, vote) => sum + worthOf(vote), 0),
    }));
    const ours = cases.filter(({ lead }) => lead > 0).length;
    const lost = cases.filter(({ lead }) => lead < 0).map(({ revision }) => revision);
    const judges = new Set(all.map(({ judge }) => judge)).size;
    const ties = cases.length - ours - lost.length;
    const sure = interval(ours, ours + lost.length);
    return { rival, judges, cases: cases.length, ours, theirs: lost.length, ties, ...sure, lost };
  });
}

function grouped(all: readonly Decision[], by: (decision: Decision) => string): Map<string, Decision[]> {
  const groups = new Map<string, Decision[]>();
  for (const decision of all) groups.set(by(decision), [...(groups.get(by(decision)) ?? []), decision]);
  return groups;
}

function caseOf({ revision, rival }: Key): string[] {
  return [revision, rival];
}

function worthOf({ choice, ours }: Decision): number {
  return choice === "tie" ? 0 : choice === ours ? 1 : -1;
}

/** How many standard deviations leave 95 in 100 between them. */
const Z = 1.959964;

/** A share and its 95 % interval (Wilson 1927). */
export function interval(part: number, of: number): { share: number; low: number; high: number } {
  if (of === 0) return { share: 0.5, low: 0, high: 1 };
  const share = part / of;
  const middle = (share + Z ** 2 / (2 * of)) / (1 + Z ** 2 / of);
  const half = (Z / (1 + Z ** 2 / of)) * Math.sqrt((share * (1 - share)) / of + Z ** 2 / (4 * of ** 2));
  return { share, low: middle - half, high: middle + half };
}
