/**
 * What strangers read, and what each answer is made of: the one place in which that is said. An answer may show what
 * its row reads, its own address, the public address, how the reader wants pages to look, and the program itself; nothing
 * else, and no clock. `tests/server/kept.test.ts` holds over random histories that it doesn't.
 */
import type { Accounts } from "../accounts/accounts.ts";
import type { KeptSettings } from "../store/settings.ts";
import type { Positions } from "../store/positions.ts";
import { allowsRemarks } from "../remarks/remarks.ts";
import { stepsAfterwards } from "../sync/sync.ts";
import { aboutOf } from "./about.ts";

/** What rows read from. */
export interface Sources {
  positions: Positions;
  settings: KeptSettings;
  accounts: Pick<Accounts, "census">;
}

type Parts = Readonly<Record<string, string>>;

/** Some addresses of one kind. */
export interface PublicRow {
  /** As the routes have them. */
  paths: readonly string[];
  /** Who gets the same JSON here: everybody, all without a session, or (null) it is not public. */
  json: "everybody" | "strangers" | null;
  /** JSON of what the answer is made of; null if there is no such thing. */
  reads(of: Sources, parts: Parts): unknown;
}

const PASSAGE = "/api/works/:work/passages/:passage";

/** The first that fits is the one that counts. */
export const PUBLIC: readonly PublicRow[] = [
  { paths: ["/", "/api/works"], json: "strangers", reads: everything },
  { paths: ["/review"], json: null, reads: (of) => [of.positions.all(), of.accounts.census()] },
  { paths: ["/about"], json: null, reads: (of) => aboutOf(of) },
  { paths: ["/:work/proposals/:id"], json: null, reads: proposal },
  { paths: ["/:work", "/api/works/:work"], json: "everybody", reads: wholeWork },
  { paths: ["/api/works/:work/terms"], json: "everybody", reads: description },
  { paths: ["/:work/terms.csv", "/:work/terms.tbx"], json: "everybody", reads: description },
  // Before a passage: none is called so.
  { paths: ["/:work/feed.atom", "/:work/feed.json"], json: "everybody", reads: wholeWork },
  { paths: ["/:work/terms"], json: null, reads: wholeWork },
  { paths: ["/:work/terms/:term", "/api/works/:work/terms/:term"], json: "everybody", reads: wholeWork },
  { paths: ["/:work/:passage", PASSAGE], json: "strangers", reads: passage },
  // Versions and what they are given out in, comparisons, origins, collations.
  { paths: ["/:work/:passage/:which", `${PASSAGE}/:which`], json: "everybody", reads: passage },
];

function everything({ positions }: Sources): unknown {
  return positions.all();
}

function description({ positions }: Sources, { work = "" }: Parts): unknown {
  return positions.description(work);
}

function wholeWork({ positions }: Sources, { work = "" }: Parts): unknown {
  return positions.work(work);
}

/** And whether a reader may leave a remark there. */
async function passage({ positions, settings }: Sources, { work = "", passage = "" }: Parts): Promise<unknown> {
  const found = positions.passage({ work, passage });
  return found && [found, positions.putAway(work), await allowsRemarks(settings, work)];
}

async function proposal({ positions, settings, accounts }: Sources, { work = "", id = "" }: Parts): Promise<unknown> {
  const found = positions.proposal(id);
  if (found?.work !== work) return null;
  const standing = found.passages.map((passage) => positions.passage({ work, passage }));
  return [standing, found.steps, await stepsAfterwards(settings), accounts.census()];
}

const PATTERNS = PUBLIC.flatMap((row) => row.paths.map((path) => ({ row, pattern: patternOf(path) })));

/** `/:work/v2` as a pattern whose groups are the parts. */
function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll(/:(\w+)/g, "(?<$1>[^/]+)")}$`);
}

/** Routes read `%73` as `s`, and `Proposals` as `proposals`: only so is a path's part what it is kept under. */
const AS_KEPT = /^[^%A-Z]*$/;

/**
 * The row of a path, and the path's parts by their names; null if it is none of what strangers read, or is spelled
 * otherwise than its own address.
 */
export function publicAt(path: string): { row: PublicRow; parts: Parts } | null {
  if (!AS_KEPT.test(path)) return null;
  for (const { row, pattern } of PATTERNS) {
    const found = pattern.exec(path);
    if (found) return { row, parts: { ...found.groups } };
  }
  return null;
}
