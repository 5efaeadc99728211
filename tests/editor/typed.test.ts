import { expect, test } from "vitest";
import { learnOfAnyone, TypedShelf } from "../../editor/shell/typed.ts";
import { shelf } from "../help/shelf.ts";

const [DECLINE, ACCEPT] = ["/api/proposals/p/decline", "/api/proposals/p/accept"];

test("what was typed is kept for its form, its field and its person", () => {
  const [storage, tab] = [shelf(), shelf()];
  new TypedShelf(storage, tab, "ann").keep(DECLINE, "reason", "Too far");
  expect(new TypedShelf(storage, tab, "ann").kept(DECLINE, "reason")).toBe("Too far");
  expect(new TypedShelf(storage, tab, "ann").kept(ACCEPT, "reason")).toBeNull();
  expect(new TypedShelf(storage, tab, "ben").kept(DECLINE, "reason")).toBeNull();
});

test("it goes when the form was taken, and stays when it was refused", () => {
  const ann = new TypedShelf(shelf(), shelf(), "ann");
  ann.keep(DECLINE, "reason", "Too far");
  ann.keep(ACCEPT, "reason", "Good");
  ann.sent(DECLINE);
  ann.learn("refused");
  expect(ann.kept(DECLINE, "reason")).toBe("Too far");
  ann.learn("taken");
  expect(ann.kept(DECLINE, "reason")).toBe("Too far");
  ann.sent(DECLINE);
  ann.learn("taken");
  expect(ann.kept(DECLINE, "reason")).toBeNull();
  expect(ann.kept(ACCEPT, "reason")).toBe("Good");
});

test("a field that was emptied is not kept, and signing out leaves nothing of that person", () => {
  const [storage, tab] = [shelf(), shelf()];
  const [ann, ben] = [new TypedShelf(storage, tab, "ann"), new TypedShelf(storage, tab, "ben")];
  ann.keep(DECLINE, "reason", "Too far");
  ann.keep(DECLINE, "reason", "");
  expect(storage.held.size).toBe(0);
  ann.keep(ACCEPT, "reason", "Good");
  ann.sent(ACCEPT);
  ben.keep(ACCEPT, "reason", "Mine");
  ann.forgetAll();
  expect([...storage.held.values(), ...tab.held.values()]).toEqual(["Mine"]);
});

test("a page opened in another tab while a form is on its way tells nothing of that form", () => {
  const storage = shelf();
  const [sender, beside] = [new TypedShelf(storage, shelf(), "ann"), new TypedShelf(storage, shelf(), "ann")];
  sender.keep(DECLINE, "reason", "Too far");
  sender.sent(DECLINE);
  beside.learn("taken");
  expect(sender.kept(DECLINE, "reason")).toBe("Too far");
  sender.learn("taken");
  expect(sender.kept(DECLINE, "reason")).toBeNull();
});

test("a form that nobody looked at keeps its words, says so once, and only in the tab that sent it", () => {
  const [storage, tab] = [shelf(), shelf()];
  const ann = new TypedShelf(storage, tab, "ann");
  ann.keep(DECLINE, "reason", "Too far");
  ann.sent(DECLINE);
  learnOfAnyone(storage, tab, "unheard");
  ann.learn("taken");
  expect(ann.kept(DECLINE, "reason")).toBe("Too far");
  expect(new TypedShelf(storage, shelf(), "ann").wasUnheard(DECLINE)).toBe(false);
  expect(new TypedShelf(storage, tab, "ben").wasUnheard(DECLINE)).toBe(false);
  expect([ann.wasUnheard(ACCEPT), ann.wasUnheard(DECLINE), ann.wasUnheard(DECLINE)]).toEqual([false, true, false]);
  ann.sent(DECLINE);
  ann.learn("taken");
  expect([...storage.held.values(), ...tab.held.values()]).toEqual([]);
});
