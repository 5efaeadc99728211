/** Who runs a workbench and under which licence people write there: as its owner set it, else as the environment says. */
import { expect, test } from "vitest";
import { ABOUT_SETTINGS, aboutOf } from "../../server/http/about.ts";
import type { Workbench } from "../../server/http/workbench.ts";

function benchWith(settings: Record<string, string>): Workbench {
  const get = (name: string): Promise<string | null> => Promise.resolve(settings[name] ?? null);
  return { settings: { get } } as unknown as Workbench;
}

test("what an owner set comes before what the environment says, and nothing is made up", async () => {
  const env = { VARIORUM_OPERATOR: "Env", VARIORUM_LICENCE: "Env licence" };
  expect(await aboutOf(benchWith({}), {})).toMatchObject({
    operator: null,
    licence: { words: expect.stringContaining("Creative Commons") },
  });
  expect(await aboutOf(benchWith({}), env)).toMatchObject({
    operator: "Env",
    licence: { words: "Env licence", url: null },
  });
  const set = {
    [ABOUT_SETTINGS.operator]: "Set",
    [ABOUT_SETTINGS.licence]: "Set licence",
    [ABOUT_SETTINGS.licenceUrl]: "https://x.example",
  };
  expect(await aboutOf(benchWith(set), env)).toEqual({
    page: "about",
    mayChange: false,
    operator: "Set",
    licence: { words: "Set licence", url: "https://x.example" },
  });
  expect(await aboutOf(benchWith({ [ABOUT_SETTINGS.operator]: "  " }), {})).toMatchObject({ operator: null });
});
