/** Signs that turn a direction turn no more than the words that they stand in, on every page. */
import { readFileSync } from "node:fs";
import { renderToString } from "preact-render-to-string";
import { expect, test } from "vitest";
import { Mixed } from "../../editor/design/Prose.tsx";
import "../../editor/design/isolated.ts";

const TURNED = "abc\u202edef";

test("a text with such signs is set apart where it stands among others, and no text without them is", () => {
  expect(renderToString(<>{TURNED} after</>)).toBe(`<bdi>${TURNED}</bdi> after`);
  expect(renderToString(<>plain, 道</>)).toBe("plain, 道");
  expect(
    renderToString(
      <q>
        <Mixed text={`道${TURNED}`} />
      </q>,
    ),
  ).toBe(`<q><span lang="zh-Hans">道</span><bdi>${TURNED}</bdi></q>`);
});

test("elements within a line set their words apart", () => {
  const style = readFileSync("editor/design/base.css", "utf8");
  expect(style).toMatch(/:where\([^)]*\bspan\b[^)]*\)\s*\{\s*unicode-bidi: isolate;/);
});
