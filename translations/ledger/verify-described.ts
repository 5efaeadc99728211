/** What could not have been said of a work after what was said of it before. */
import { endedBy, type OutlineEnding } from "./describing.ts";
import { isOfImport, isOutlineEnding, type LedgerEvent } from "./events.ts";
import type { Flaw } from "./flaws.ts";
import type { StreamName } from "./record.ts";
import type { Worded } from "./work.ts";

/** What a stream has said so far that describes a work. */
export interface Described {
  first: boolean;
  /** The passages that were ever placed, and those that stand. */
  placed: Set<string>;
  standing: Set<string>;
  sources: number;
  /** The ids of the imports that began. */
  imports: Set<string>;
}

/** What could not have been said after what `described` has, which takes it in. */
export function describedProblems(named: StreamName | null, described: Described, event: LedgerEvent): Flaw[] {
  const problems: Flaw[] = [];
  const { first, placed, standing, imports } = described;
  described.first = false;
  if (first && named?.kind === "work" && event.type !== "work-described")
    problems.push({ flaw: "begins-without-work" });
  if (event.type === "source-worded" && event.number !== ++described.sources)
    problems.push({ flaw: "source-number", expected: described.sources, number: event.number });
  if (event.type === "version-recorded" && (event.source ?? 0) > described.sources)
    problems.push({ flaw: "source-not-there", version: event.number, source: event.source });
  if (event.type === "source-confirmed" && event.source > described.sources)
    problems.push({ flaw: "source-not-there", version: event.number, source: event.source });
  if (event.type === "import-begun") imports.add(event.import);
  else if (isOfImport(event) && !imports.has(event.import))
    problems.push({ flaw: "import-not-begun", import: event.import });
  if (event.type === "wording-removed") return [...problems, ...absentProblems(described, event.of)];
  if (isOutlineEnding(event)) return [...problems, ...endingProblems(described, event)];
  if (event.type !== "passage-placed") return problems;
  if (event.after !== null && !standing.has(event.after))
    problems.push({ flaw: "passage-not-there", passage: event.passage, after: event.after });
  placed.add(event.passage);
  standing.add(event.passage);
  return problems;
}

/** Whether what goes, and what stands there instead, stood in the outline; takes what goes out of it. */
function endingProblems({ standing }: Described, event: OutlineEnding): Flaw[] {
  const { passages, into } = endedBy(event);
  const absent = [...passages, ...into].filter((each) => !standing.has(each));
  for (const each of passages) standing.delete(each);
  return absent.map((passage) => ({ flaw: "passage-not-standing", passage }));
}

/** Whether what words were taken out of was there. */
function absentProblems({ placed, sources }: Described, of: Worded): Flaw[] {
  if (of.kind === "source" && of.number > sources) return [{ flaw: "removed-wording", number: of.number }];
  return of.kind === "passage" && !placed.has(of.passage) ? [{ flaw: "removed-locator", passage: of.passage }] : [];
}
