/** A workbench under a path: everything that pages draw and scripts ask for stays under it. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { at, standUnder } from "../../editor/links/under.ts";
import { renderPage } from "../../editor/render.tsx";
import { everyView } from "./pages-states.ts";

const ASSETS = {
  scripts: ["/assets/a.js"],
  styles: ["/assets/a.css"],
  preload: [{ href: "/assets/f.woff2", type: "font/woff2", as: "font" }],
};

afterEach(() => standUnder(""));

test("what begins at the root goes under the path, and nothing else does", () => {
  standUnder("/variorum");
  expect(["/", "/nip14", "//evil.example", "https://a.example/", "#main", "?view=text"].map(at)).toEqual([
    "/variorum/",
    "/variorum/nip14",
    "//evil.example",
    "https://a.example/",
    "#main",
    "?view=text",
  ]);
});

test.each(everyView().map(({ name, view, visit }) => ({ name, view, visit })))(
  "no link, form or file of $name leaves the path",
  ({ view, visit }) => {
    const html = renderPage(view, { ...visit, base: "/some/where" }, ASSETS);
    const page = html.slice(0, html.indexOf('<script type="application/json"'));
    const leading = [...page.matchAll(/\s(?:href|src|action|formaction)="(\/[^"]*)"/g)].map(([, path]) => path!);
    expect(leading.filter((path) => !path.startsWith("/some/where/"))).toEqual([]);
    expect(leading.filter((path) => path.startsWith("/some/where/some/where"))).toEqual([]);
    expect(leading.length).toBeGreaterThan(3);
  },
);

test("scripts ask for addresses under the path", () => {
  const files = readdirSync("editor", { recursive: true, encoding: "utf8" }).filter((file) => /\.tsx?$/.test(file));
  const asking =
    /(?<![\w.#])(?:fetch|new EventSource|new WebSocket|location\.(?:assign|replace)|(?:replace|push)State|sendBeacon)\((?!\)|\s*(?:readonly|input))[^;]*/g;
  const astray = files.flatMap((file) =>
    [...readFileSync(join("editor", file), "utf8").matchAll(asking)]
      .map(([call]) => call)
      .filter((call) => !/\bat\(/.test(call) && !/^(?:async )?fetch\(steps/.test(call))
      .map((call) => `${file}: ${call.slice(0, 80)}`),
  );
  expect(astray).toEqual([]);
});
