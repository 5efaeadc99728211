/** What a page is called in a tab, a bookmark and a list of results. */
import { currentVersion, wordsRemoved } from "../translations/ledger/state.ts";
import { canonicalText, renderingFromJson } from "../translations/text/canonical.ts";
import type { RenderingJson } from "../translations/text/schema.ts";
import { rangeOf } from "./reading/reading.ts";
import { absence, shortened } from "./design/wording.ts";
import { NAME } from "./shell/words.tsx";
import type { View } from "./views.ts";

export function titleOf(view: View): string {
  return `${ownTitle(view)} · ${NAME}`;
}

function ownTitle(view: View): string {
  switch (view.page) {
    case "works":
      return "Works";
    case "work":
      return view.section && view.section.number > 1
        ? `${rangeOf(view.section.here)}, ${view.work.title}`
        : view.work.title;
    case "passage":
      return `${view.passage.locator}, ${view.work.title}`;
    case "version":
      return `${view.passage.locator}, v${view.version.number}, ${view.work.title}`;
    case "compare":
      return `${view.passage.locator}, v${view.from.number} to v${view.to.number}, ${view.work.title}`;
    case "origins":
      return `Origins of the words of ${view.passage.locator}, ${view.work.title}`;
    case "collation":
      return `Versions of ${view.passage.locator} side by side, ${view.work.title}`;
    case "proposal":
      return `Proposal for ${view.passage.locator}, ${view.work.title}`;
    case "draft-history":
      return `History of a draft for ${view.passage.locator}, ${view.work.title}`;
    case "review":
      return "Review";
    case "sign-in":
      return "Sign in";
    case "join":
      return "Join";
    case "people":
      return "People";
    case "remove":
      return `Take something out of ${view.passage ? `${view.passage.locator}, ` : ""}${view.work.title}`;
    case "person-change":
      return view.act === "role"
        ? `Another role for ${view.person.name}?`
        : `Close the account of ${view.person.name}?`;
    case "reset":
      return "A new password";
    case "ask":
      return "Ask to take part";
    case "account":
      return "Your account";
    case "about":
      return "About";
    case "settings":
      return "Settings";
    case "error":
      return view.title;
  }
}

const LONGEST = 160;

/** A sentence or the first words of the text. */
export function descriptionOf(view: View): string {
  switch (view.page) {
    case "work":
      return short(view.work.about);
    case "version":
      return short(
        view.text ||
          `The wording of v${view.version.number} of ${view.passage.locator} ${absence(wordsRemoved(view.version))}.`,
      );
    case "passage":
      return short(
        wordsOf(currentVersion(view.state)?.words?.rendering) || `${view.passage.locator} of ${view.work.title}`,
      );
    case "compare":
      return `What changed in ${view.passage.locator} from v${view.from.number} to v${view.to.number}, word by word, with the reasons.`;
    case "origins":
      return `Which version each word of ${view.passage.locator} first came in, by whom and when.`;
    case "collation":
      return `Where the versions of ${view.passage.locator} agree and where they differ, word beside word.`;
    case "proposal":
      return short(
        view.proposal.submission?.summary ?? `A proposal for ${view.passage.locator} of ${view.work.title}.`,
      );
    case "draft-history":
      return `How a draft for ${view.passage.locator} of ${view.work.title} came to be, step by step: who wrote what, and when.`;
    case "about":
      return "Who runs this workbench and how to reach them, the licence of contributions, what is kept of a person, and what the words of its pages mean.";
    case "error":
      return short(view.message);
    default:
      return "A workbench for translations that are revised in the open: every version, with the reasons for each.";
  }
}

function wordsOf(rendering: RenderingJson | undefined): string {
  return rendering ? canonicalText(renderingFromJson(rendering)) : "";
}

function short(text: string): string {
  return shortened(text, LONGEST);
}
