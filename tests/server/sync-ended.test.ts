/** What becomes of drafts' steps when their proposal is decided, where a proposal has several. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { openSqlite } from "../../server/sqlite/sqlite.ts";
import type { DraftLog } from "../../server/store/draft-log.ts";
import type { Store } from "../../server/store/store.ts";
import { Endings, type EndingsSetting } from "../../server/sync/sync.ts";
import { seedDraft } from "../../translations/draft/draft.ts";
import { parseText } from "../../translations/text/parse.ts";
import { DRAFT, draftOf, namedStore, PROPOSAL, withProposal } from "../help/live.ts";
import { otherwise } from "../help/otherwise.ts";
import { opening } from "../help/store-contract.ts";

const OTHER = draftOf("other");
let store: Store;
let told: unknown[];

beforeEach(async () => {
  told = [];
  store = await withProposal(namedStore(openSqlite(":memory:")));
  await store.append(opening({ work: "nip14", passage: "s11" }, "other"));
  const bytes = seedDraft({ rendering: parseText("Words.") });
  for (const draft of [DRAFT, OTHER]) await store.drafts.begin(draft, { bytes, by: null });
});
afterEach(() => store.close());

/** Endings where the proposal has both drafts. */
function endings(changes: Partial<DraftLog>, more: Partial<EndingsSetting> = {}): Endings {
  return new Endings({
    drafts: otherwise(store.drafts, { of: () => Promise.resolve([DRAFT, OTHER]), ...changes }),
    settings: { get: () => Promise.resolve("dropped") },
    close: () => Promise.resolve(),
    isDecided: () => Promise.resolve(true),
    source: () => Promise.resolve(""),
    failed: (what, cause) => told.push([what, String(cause)]),
    ...more,
  });
}

const after = () => Promise.all([DRAFT, OTHER].map((draft) => store.drafts.stepsAfter(draft)));

test("every draft of a proposal that was decided is closed and ended", async () => {
  const closed: string[] = [];
  const ending = endings({}, { close: (draft) => Promise.resolve(void closed.push(draft)) });
  ending.askOf(PROPOSAL);
  await ending.done();
  expect([closed, await after(), told]).toEqual([[DRAFT, OTHER], ["dropped", "dropped"], []]);
});

test("one that can't be ended is told, and keeps no other from it", async () => {
  const ending = endings({
    end: (draft, ...how) =>
      draft === DRAFT ? Promise.reject(new Error("disk full")) : store.drafts.end(draft, ...how),
  });
  ending.askOf(PROPOSAL);
  await ending.done();
  expect([await after(), told]).toEqual([[null, "dropped"], [[{ draft: DRAFT }, "Error: disk full"]]]);
  const next = endings({});
  await next.askForAll();
  await next.done();
  expect(await after()).toEqual(["dropped", "dropped"]);
});

test("where it can't be known which they are, that is told, and what is asked for afterwards is done", async () => {
  let broken = true;
  const ending = endings({ of: () => (broken ? Promise.reject(new Error("away")) : Promise.resolve([OTHER])) });
  ending.askOf(PROPOSAL);
  await ending.done();
  broken = false;
  ending.askOf(PROPOSAL);
  await ending.done();
  expect([await after(), told]).toEqual([[null, "dropped"], [[{ proposal: PROPOSAL }, "Error: away"]]]);
});
