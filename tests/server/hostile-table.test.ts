/** Whatever the program answers, runs or gives out is measured under hostile text, or left apart for a reason. */
import { expect, test } from "vitest";
import { commands } from "../../server/cli/commands.ts";
import { VERSION_FORMATS } from "../../server/http/versions.ts";
import { excessOf } from "../../translations/text/excess.ts";
import { excessOfNotes } from "../../translations/notes/excess.ts";
import { canonicalText, renderingFromJson } from "../../translations/text/canonical.ts";
import { layout } from "../../translations/text/layout.ts";
import { LIMITS } from "../../translations/text/limits.ts";
import { APART, CARE, COMMANDS, COMMANDS_APART, GETS, POSTS, routeTable, type At } from "../bench/hostile-table.ts";
import { SHAPES, sizes } from "../bench/hostile-texts.ts";

const AT: At = { work: "w", passage: "p", versions: 2, draft: "d", open: "o", withdrawn: "x" };

test("every route has an entry in the hostile table, or a reason why not", () => {
  const table = routeTable();
  expect(table.length).toBeGreaterThan(30);
  const gets = GETS(VERSION_FORMATS);
  const missing = table
    .filter(({ method, path }) => !(method === "GET" ? path in gets : POSTS.includes(path)))
    .map(({ method, path }) => `${method} ${path}`)
    .filter((route) => !(route in APART));
  expect(missing, "add an entry to tests/bench/hostile-table.ts").toEqual([]);
});

test("no entry is for a route that is gone", () => {
  const routes = new Set(routeTable().map(({ method, path }) => `${method} ${path}`));
  const named = [
    ...Object.keys(GETS([])).map((path) => `GET ${path}`),
    ...POSTS.map((path) => `POST ${path}`),
    ...Object.keys(APART),
  ];
  expect(named.filter((route) => !routes.has(route))).toEqual([]);
});

test("every command has an entry, and every format that it offers", async () => {
  const pair = { a: "a", b: "b", files: { a: "A", b: "B", odt: "O", usfm: "U" }, data: "D", work: "w" };
  for (const command of await commands()) {
    const name = command.name();
    expect((await commands(name)).map((one) => one.name())).toEqual([name]);
    expect(
      name in COMMANDS || name in CARE("D", "C") || name in COMMANDS_APART,
      `add ${name} to tests/bench/hostile-table.ts`,
    ).toBe(true);
    const runs = Object.values(COMMANDS[name]?.(pair) ?? {}).flatMap(({ args }) => args);
    for (const { long, argChoices } of command.options)
      if (long === "--format") expect(runs).toEqual(expect.arrayContaining(argChoices ?? []));
  }
});

test("every format that a version is given out in is asked for", () => {
  const asked = Object.values(GETS(VERSION_FORMATS)["/:work/:passage/:which"]!(AT));
  for (const format of VERSION_FORMATS) expect(asked).toContain(`/w/p/v2.${format}`);
});

test.each(Object.keys(SHAPES))("%s is within the limits at its largest, and uses one of them up", (name) => {
  expect(sizes().at(-1)).toBe(LIMITS.characters);
  const { rendering, notes } = SHAPES[name]!(LIMITS.characters, 1);
  const node = renderingFromJson(rendering);
  expect(excessOf(node)).toBeNull();
  expect(excessOfNotes(notes)).toBeNull();
  const used = Math.max(
    canonicalText(node).length / LIMITS.characters,
    node.textContent.length / LIMITS.runs,
    layout(node).blocks.length / LIMITS.blocks,
  );
  expect(used).toBeGreaterThan(0.9);
});
