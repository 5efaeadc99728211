/** What is known of all drafts of a section together, for the one line that says whether everything is saved. */
import { CLOSE } from "../../translations/draft/frames.ts";
import type { Facts } from "./state.ts";

export interface Known {
  /** Of the passages that are connected. */
  sessions: readonly Facts[];
  /** Of the draft that holds the reason; null before there is one. */
  reason: Facts | null;
  /** True while a passage becomes a part. */
  asks: boolean;
  /** False while that can't be asked. */
  reached: boolean;
  /** True if this browser keeps what is not sent. */
  kept: boolean;
}

/** All is saved once everything is. That one draft has ended is no matter of the others. */
export function factsOfAll({ sessions, reason, asks, reached, kept }: Known): Facts {
  const all = [...sessions, ...(reason ? [reason] : [])].filter(({ refused }) => refused !== CLOSE.closed);
  const refused = all.find((facts) => facts.refused !== null);
  const savedAt =
    all.map((facts) => facts.savedAt).filter((at) => at !== null).sort((a, b) => Number(b) - Number(a))[0] ?? null; // prettier-ignore
  return {
    connected: reached && all.every(({ connected, opened, joining }) => connected || joining || !opened),
    opened: true,
    synced: reached && all.every(({ synced, opened, joining }) => synced || joining || !opened),
    unsaved: asks || all.some(({ unsaved }) => unsaved),
    kept,
    savedAt,
    refused: refused?.refused ?? null,
    reason: refused?.reason ?? "",
    mayWrite: true,
  };
}
