/** Where the browser begins: the styles, then the page that the server made comes alive. */
import "@fontsource-variable/source-serif-4/wght.css";
import "@fontsource-variable/source-serif-4/wght-italic.css";
import "@fontsource-variable/source-sans-3/wght.css";
import "@fontsource-variable/source-sans-3/wght-italic.css";
import "@fontsource-variable/noto-serif-sc/wght.css";
import "../styles/tokens.css";
import "../styles/base.css";
import "../styles/page.css";
import "../styles/account.css";
import "../styles/text.css";
import "../styles/diff.css";
import "../styles/works.css";
import "../styles/work.css";
import "../styles/passage.css";
import "../styles/version.css";
import "../styles/proposals.css";
import "../styles/forms.css";
import "../styles/about.css";
import "../styles/apparatus.css";
import "../styles/draft.css";
import "../styles/draft-history.css";
import "../styles/writers.css";
import "../styles/print.css";
import { hydrate } from "preact";
import { standUnder } from "../components/under.ts";
import { App } from "../pages/App.tsx";
import type { View, Visit } from "../views.ts";
import { followChanges } from "./changes.ts";
import { followClock } from "./clock.ts";
import { followCopying } from "./copying.ts";
import { followDisplay } from "./display.ts";
import { followKeys } from "./keys.ts";
import { keepTyped, outcomeOf, showOwnAddress } from "./typed.ts";
import { lightNotes } from "./notes.ts";
import { followOutline } from "./outline.ts";

const place = document.getElementById("page");
const words = document.getElementById("view")?.textContent;

if (place && words) {
  const { view, visit } = JSON.parse(words) as { view: View; visit: Visit };
  standUnder(visit.base ?? "");
  hydrate(<App view={view} visit={visit} />, place);
  document.documentElement.classList.add("scripted");
  showOwnAddress(visit);
  keepTyped(visit, outcomeOf(view));
  followClock();
  followCopying();
  followDisplay();
  followKeys();
  followChanges();
  lightNotes();
  followOutline();
}
