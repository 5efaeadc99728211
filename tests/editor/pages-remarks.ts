/** Views of the pages of readers' remarks: the form, what is said afterwards, those that wait and those that were refused. */
import type { View } from "../../editor/pages.ts";
import type { RemarkLine, RemarksHere, RemarksView, RemarkView } from "../../editor/remarks/remarks.ts";
import type { Visit, WorkHead } from "../../editor/shell/view.ts";
import type { Version } from "../../translations/ledger/state.ts";
import type { Passage } from "../../translations/ledger/work.ts";
import { inRole } from "../help/histories.ts";

const BEN = inRole("reviewer", "ben");
const PASSAGE = { id: "4-2", locator: "4.2 <b>" };

export const REMARKS_HERE: RemarksHere[] = [{ work: { id: "nip14", title: "A plan <b>" }, count: 3, fresh: 2 }];

const line: RemarkLine = {
  ...{ id: "r1", passage: PASSAGE, version: 2, quoted: "sort out", ofSource: false, alike: 1 },
  ...{ words: "Is this what 理顺 says? <i>\u202e", name: "Wu 吴 <b>", at: "2026-11-28T12:00:00.000Z" },
};
const whole: RemarkLine = { ...line, id: "r2", version: null, quoted: "", name: "", alike: 0 };
const asked: RemarkLine = { ...line, id: "r3", quoted: "理顺", ofSource: true };

export function remarksPages(work: WorkHead, passage: Passage, version: Version): [string, View, Visit][] {
  const visit = (actor: Visit["actor"], url = `/${work.id}/-/remarks`): Visit => ({
    ...{ actor, url, toReview: 0, theme: null, size: null },
  });
  const page = (more: Partial<RemarksView>): RemarksView => ({
    ...{ page: "remarks", work, allowed: true, waiting: [line, whole, asked], refused: [], done: null, ...more },
  });
  const form: RemarkView = { page: "remark", work, passage, version, stamp: "1.abc", left: false };
  const there = visit(null, `/${work.id}/-/remark/${passage.id}`);
  return [
    ["remark", form, there],
    ["remark-first", { ...form, version: null }, there],
    ["remark-left", { ...form, left: true }, there],
    ["remarks", page({ done: { refused: 2 }, refused: [{ ...whole, id: "r4" }] }), visit(BEN)],
    ["remarks-through", page({ done: { through: PASSAGE, thread: "r0" } }), visit(BEN)],
    ["remarks-none", page({ waiting: [], allowed: false, done: { back: true } }), visit(BEN)],
    ["remarks-none-owner", page({ waiting: [], allowed: false }), visit(inRole("owner", "olive"))],
  ];
}
