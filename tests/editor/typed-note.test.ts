import { signal } from "@preact/signals";
import { expect, test } from "vitest";
import * as Y from "yjs";
import type { OpenForm } from "../../editor/drafting/reasons.ts";
import { keepTypedNote } from "../../editor/drafting/typed-note.ts";
import { TypedShelf } from "../../editor/shell/typed.ts";
import { notesOf } from "../../translations/draft/draft.ts";
import { shelf } from "../help/shelf.ts";

type Model = Parameters<typeof keepTypedNote>[0];

const FORM: OpenForm = {
  id: null,
  anchor: { from: 1, to: 2, exact: "Clarify", prefix: "", suffix: " the" },
  ...{ more: [], same: [], together: false },
  category: "terminology",
  body: "Order, not cl",
  alternative: "",
  source: "厘清",
  sourceAt: 0,
  refused: null,
};

/** A draft as one page has it open, with these notes in it. */
function page(
  storage: TypedShelf,
  { notes = [] as string[], mayWrite = true, proposal = "p", passage = "s", beside = 0 } = {},
) {
  const doc = new Y.Doc();
  for (const id of notes) notesOf(doc).set(id, {});
  const [form, writes] = [signal<OpenForm | null>(null), signal(mayWrite)];
  const model = {
    reasons: { form },
    mayWrite: writes,
    page: { work: { id: "w" }, proposal: { id: proposal, passage, beside, summaryIn: "s" } },
    me: { id: "ann" },
    session: { doc },
  };
  const leave = keepTypedNote(model as unknown as Model, storage);
  return { form, mayWrite: writes, leave };
}

const ofAnn = () => new TypedShelf(shelf(), shelf(), "ann");

test("a half-typed reason is there again after a reload, in its draft, once that can be written in", () => {
  const storage = ofAnn();
  const before = page(storage);
  before.form.value = { ...FORM, refused: "Write the reason first." };
  before.leave();
  expect(page(storage, { proposal: "q" }).form.value).toBeNull();
  const after = page(storage, { mayWrite: false });
  expect(after.form.value).toBeNull();
  after.mayWrite.value = true;
  expect(after.form.value).toEqual(FORM);
});

test("of several passages each has its own, and the first the one that was typed while it was alone", () => {
  const storage = ofAnn();
  const before = page(storage);
  before.form.value = FORM;
  before.leave();
  const other = page(storage, { passage: "t", beside: 1 });
  expect(other.form.value).toBeNull();
  other.form.value = { ...FORM, body: "Of the other" };
  other.leave();
  const first = page(storage, { beside: 1 });
  expect(first.form.value).toEqual(FORM);
  first.form.value = null;
  first.leave();
  expect(page(storage, { beside: 1 }).form.value).toBeNull();
  expect(page(storage, { passage: "t", beside: 1 }).form.value?.body).toBe("Of the other");
});

test("one that was closed, kept or given up, is not", () => {
  const storage = ofAnn();
  const before = page(storage);
  before.form.value = FORM;
  before.form.value = null;
  before.leave();
  expect(page(storage).form.value).toBeNull();
});

test("a reason that was being changed is the same one, or a new one if it was taken out meanwhile", () => {
  const storage = ofAnn();
  const before = page(storage, { notes: ["n"] });
  before.form.value = { ...FORM, id: "n" };
  before.leave();
  const still = page(storage, { notes: ["n"] });
  expect(still.form.value?.id).toBe("n");
  still.leave();
  expect(page(storage).form.value).toEqual(FORM);
});

test("what this program did not write is left alone", () => {
  const storage = ofAnn();
  storage.keep("/w/proposals/p", "note.1", "{");
  expect(page(storage).form.value).toBeNull();
});

test("what a page before verse and quotations kept is there again: the same words are meant", () => {
  const storage = ofAnn();
  storage.tryKeeping("/w/proposals/p", "note.2", JSON.stringify(FORM));
  expect(page(storage).form.value).toEqual(FORM);
});
