/** What keys and buttons make of blocks: verse, quotations, headings. Each case also in the shared text, and taken back. */
import { chainCommands } from "prosemirror-commands";
import { TextSelection, type Command } from "prosemirror-state";
import { expect, test } from "vitest";
import { asKind, kindAt } from "../../editor/prosemirror/blocks.ts";
import { copiedText } from "../../editor/prosemirror/copy.ts";
import { parseText } from "../../translations/text/parse.ts";
import { layout } from "../../translations/text/layout.ts";
import { backspace, deleteKey, enter, FlatPerson, list, newLine, quotation, seedOf } from "../help/flat-people.ts";

/** A person with `text` before them; `‸` is the caret, two of them hold what is selected. */
function personAt(text: string): FlatPerson {
  const person = new FlatPerson(7, seedOf(parseText(text)));
  const ends: number[] = [];
  person.state.doc.descendants((node, position) => {
    for (const { index } of (node.text ?? "").matchAll(/‸/g)) ends.push(position + index);
  });
  for (const end of ends.toReversed()) person.dispatch(person.state.tr.delete(end, end + 1));
  const { doc, tr } = person.state;
  const [from, to = from] = ends.map((end, number) => end - number);
  person.dispatch(tr.setSelection(TextSelection.create(doc, from!, to)));
  return person;
}

const shiftEnter = chainCommands(newLine, enter);
const type = (words: string): Command => {
  return (state, dispatch) => {
    dispatch?.(state.tr.insertText(words));
    return true;
  };
};

test.each<[what: string, before: string, commands: Command[], after: string]>([
  ["Shift+Enter makes a paragraph verse", "one‸ two\n\nmore", [shiftEnter], "| one\n|  two\n\nmore"],
  ["of what was selected nothing stays", "one ‸two ‸three", [shiftEnter], "| one \n| three"],
  ["at a paragraph’s end it begins a line", "one‸", [shiftEnter, type("two")], "| one\n| two"],
  ["in verse it goes on with it", "| one‸ two\n| three", [shiftEnter], "| one\n|  two\n| three"],
  ["in a quotation too", "> one‸ two", [shiftEnter], "> | one\n> |  two"],
  ["in a list it is Enter", "- one‸two", [shiftEnter], "- one\n- two"],
  ["in a heading too", "## one‸two", [shiftEnter], "## one\n\n## two"],
  ["Enter begins a stanza", "| one‸two\n| three", [enter], "| one\n\n| two\n| three"],
  ["also between two lines", "| one\n| ‸two", [enter], "| one\n\n| two"],
  ["Enter at the end, twice, goes on in a paragraph", "| one‸", [enter, enter, type("two")], "| one\n\ntwo"],
  ["an empty line in the middle parts the verse", "| one\n| ‸\n| two", [enter], "| one\n\n\n\n| two"],
  ["Backspace joins lines", "| one\n| ‸two", [backspace], "| onetwo"],
  ["and stanzas", "| one\n\n| ‸two\n| three", [backspace], "| one\n| two\n| three"],
  ["at the start of verse it makes a paragraph of the line", "a\n\n| ‸one\n| two", [backspace], "a\n\none\n\n| two"],
  ["Delete joins stanzas", "| one‸\n\n| two", [deleteKey], "| one\n| two"],
  ["words selected over lines go, Enter or not", "| o‸ne\n| tw‸o", [enter], "| o\n\n| o"],
  ["a quotation is made", "a\n\n‸b\n\nc‸\n\nd", [quotation], "a\n\n> b\n>\n> c\n\nd"],
  ["beside one it goes on with it", "> a\n\n‸b\n\n> c", [quotation], "> a\n>\n> b\n>\n> c"],
  ["of a list the whole is quoted", "- a\n- ‸b", [quotation], "> - a\n> - b"],
  ["of verse too", "| a\n| ‸b", [quotation], "> | a\n> | b"],
  ["in one, the blocks are taken out of it", "> a\n>\n> ‸b\n>\n> c", [quotation], "> a\n\nb\n\n> c"],
  ["verse in one as well", "> | a\n> | ‸b", [quotation], "| a\n| b"],
  ["Enter on an empty line leaves it", "> a‸", [enter, enter, type("b")], "> a\n\nb"],
  ["a list begins within", "> ‸a", [list], "> - a"],
  ["a paragraph is headed", "on‸e", [asKind(3)], "### one"],
  ["several are", "o‸ne\n\n- item\n\ntw‸o", [asKind(1)], "# one\n\n- item\n\n# two"],
  ["a heading gives way", "## o‸ne", [asKind("paragraph")], "one"],
  ["paragraphs become one stanza", "‸a\n\n## b\n\nc‸\n\nd", [asKind("verse")], "| a\n| b\n| c\n\nd"],
  ["what stands apart does not", "‸a\n\n- b\n\nc‸", [asKind("verse")], "| a\n\n- b\n\n| c"],
  ["lines become paragraphs", "| ‸a\n| b\n| c‸", [asKind("paragraph")], "a\n\nb\n\nc"],
  ["one line is headed", "| a\n| ‸b\n| c", [asKind(2)], "| a\n\n## b\n\n| c"],
  ["a list’s words are left alone", "- ‸a", [asKind("verse"), asKind(2), asKind("paragraph")], "- a"],
])("%s: %j", (_what, before, commands, after) => {
  const person = personAt(before);
  for (const command of commands) person.run(command);
  expect(layout(person.state.doc).text).toBe(after);
  expect(String(person.read)).toBe(String(person.state.doc));
  while (person.run(person.binding.undo));
  expect(layout(person.state.doc).text).toBe(layout(parseText(before)).text);
});

test("the kind of a block is told where the selection begins", () => {
  const told = ["‸a", "- ‸a", "> ‸a", "#### a‸", "| a\n| ‸b"].map((text) => kindAt(personAt(text).state));
  expect(told).toEqual(["paragraph", "paragraph", "paragraph", 4, "verse"]);
});

test.each([
  ["| o‸ne\n| two\n\n| three\n\nfou‸r", "ne\ntwo\n\nthree\n\nfou"],
  ["| o‸ne\n| tw‸o", "ne\ntw"],
  ["on‸e tw‸o", "e tw"],
  ["> ‸a\n>\n> - b\n> - c\n\n## d‸", "a\n\nb\n\nc\n\nd"],
])("copied as plain text, %j", (text, words) => {
  expect(copiedText(personAt(text).state.selection.content().content)).toBe(words);
});
