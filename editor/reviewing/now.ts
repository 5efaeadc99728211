/** How a proposal stands while its page is open: asked anew when something happened to it, to its passages or to what else is proposed for them. */
import { useEffect, useMemo, useState } from "preact/hooks";
import { isUndecided } from "../../translations/ledger/state.ts";
import { type Now, nowOf, type ProposalView, type RevisedNow, revisedNow, revising } from "../drafting/drafting.ts";
import type { PageNews } from "../shell/live.ts";

/** Null until something happened, and where it can't be asked. */
export function useNow(view: ProposalView, news: readonly PageNews[]): Now | null {
  const [now, setNow] = useState<Now | null>(null);
  const last = isUndecided(view.proposal.status) ? news.findLast((heard) => concerns(heard, view)) : undefined;
  useEffect(() => {
    if (!last) return;
    let left = false;
    void nowOf(view).then((found) => {
      if (!left && found) setNow(found);
    });
    return () => void (left = true);
  }, [last]);
  return now;
}

/**
 * The page with what its draft revises now, and with what else is proposed for it. What was submitted stays beside the version
 * that it was read with: nothing is turned under the hands of who reads it.
 */
export function useRevising(given: ProposalView, now: Now | null): ProposalView {
  const [revised, setRevised] = useState<RevisedNow | null>(null);
  const view = useMemo(() => (revised ? revising(given, revised) : given), [given, revised]);
  const { passage, proposal } = view;
  const here = now?.parts.find((part) => part.passage === passage.id);
  const follows = here !== undefined && here.status === "draft" && proposal.status === "draft" && view.may.read;
  const other = follows && here.base !== proposal.base ? here.base : null;
  useEffect(() => {
    if (other === null) return;
    let left = false;
    void revisedNow(given).then((found) => {
      if (!left && found) setRevised(found);
    });
    return () => void (left = true);
  }, [other]);
  return view;
}

function concerns(heard: PageNews, { order, work }: ProposalView): boolean {
  if (heard.type === "missed") return true;
  return heard.work === work.id && heard.type !== "thread" && order.includes(heard.passage);
}
