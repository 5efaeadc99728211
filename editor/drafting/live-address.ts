/** Where the sockets of drafts are: the draft's id is put behind it. */
import { at } from "../links/under.ts";

export function liveAddress(): string {
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  return `${scheme}//${location.host}${at("/api/live")}`;
}
