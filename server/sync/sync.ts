/** The door of the live rooms: sockets, what a draft says now, what becomes of its steps. */
export type { DraftContent, LiveDrafts } from "./contract.ts";
export { Endings, type EndingsSetting, stepsAfterwards } from "./ended.ts";
export type { Histogram } from "./figures.ts";
export { Playback, PlaybackBusy, type Step } from "./history.ts";
export { liveDrafts, type LiveSockets } from "./live.ts";
export { ClosedDraft, DraftTooLarge, NotKept } from "./room.ts";
export { type DraftSeed, UnknownDraft } from "./rooms.ts";
