/** The door of the live rooms: sockets, what a draft says now, what becomes of its steps. */
export {
  ClosedDraft,
  type DraftContent,
  type DraftRights,
  DraftTooLarge,
  type LiveDrafts,
  NotKept,
} from "./contract.ts";
export { Endings, type EndingsSetting, stepsAfterwards } from "./ended.ts";
export type { Histogram } from "./figures.ts";
export { Playback, PlaybackBusy, playedThrough, type Step } from "./history.ts";
export { liveDrafts, type LiveSockets } from "./live.ts";
export { type DraftSeed, UnknownDraft } from "./rooms.ts";
