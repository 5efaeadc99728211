/** A page as a complete HTML document. What stands on it is in the rooms; how it comes alive, in `main.tsx`. */
import { renderToString } from "preact-render-to-string";
import { escaped } from "./design/markup.ts";
import { languageOfPages } from "./language/language.ts";
import { at, standUnder } from "./links/under.ts";
import { App } from "./App.tsx";
import { againOf, aliveOf, descriptionOf, titleOf, type View } from "./pages.ts";
import type { Visit } from "./shell/view.ts";

/** Where the browser's files are, as the build made them. */
export interface Assets {
  scripts: string[];
  styles: string[];
  preload: { href: string; type: string; as: string }[];
}

/**
 * The document for `view`, as `visit` sees it. No script and no style stands in it: they come from `assets`, so that
 * a policy may forbid all others. The page reads whole without them.
 */
export function renderPage(view: View, visit: Visit, assets: Assets): string {
  standUnder(visit.base ?? "");
  const theme = visit.theme ? ` data-theme="${visit.theme}"` : "";
  const size = visit.size ? ` data-size="${visit.size}"` : "";
  const again = againOf(view);
  const head = [
    "<!doctype html>",
    `<html lang="${languageOfPages()}"${theme}${size}>`,
    "<head>",
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escaped(titleOf(view))}</title>`,
    `<meta name="description" content="${escaped(descriptionOf(view))}">`,
    ...(again === null ? [] : [`<noscript><meta http-equiv="refresh" content="${again}"></noscript>`]),
    ...assets.preload.map(
      ({ href, type, as }) =>
        `<link rel="preload" href="${escaped(at(href))}" as="${escaped(as)}" type="${escaped(type)}" crossorigin>`,
    ),
    ...assets.styles.map((href) => `<link rel="stylesheet" href="${escaped(at(href))}">`),
    ...assets.scripts.map((src) => `<script type="module" src="${escaped(at(src))}"></script>`),
    "</head>",
  ];
  const page = renderToString(<App view={view} visit={visit} />);
  // The long ones are put together once, when they are sent.
  return `${head.join("\n")}
<body>
<div id="page">${page}</div>
<script type="application/json" id="view">${embedded({ view: aliveOf(view), visit })}</script>
</body>
</html>
`;
}

/** JSON that can't end its script element, nor be read otherwise by an old script engine. */
function embedded(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
