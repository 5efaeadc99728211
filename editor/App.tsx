/** The page for a view: the same on the server and in the browser. */
import type { JSX } from "preact";
import "./design/isolated.ts";
import { pageOf, type View } from "./pages.ts";
import type { Visit } from "./shell/view.ts";

export function App({ view, visit }: { view: View; visit: Visit }): JSX.Element {
  const { Page } = pageOf(view);
  return <Page view={view} visit={visit} />;
}
