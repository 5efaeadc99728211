/** The reader's own clock, from the moment on at which the page is the browser's. */
import { clock, clockIn } from "./clock.ts";

/** Has every time on the page told in the zone of this browser. Call it once the page is alive. */
export function followClock(): void {
  clock.value = clockIn(Intl.DateTimeFormat().resolvedOptions().timeZone);
}
