/**
 * An address of a passage by its fragment alone (`/{work}#{passage}`), from when works stood on one page: where the passage
 * stands in another section of a long work, the browser is led on to that.
 */
import { address } from "../links/addresses.ts";
import { at } from "../links/under.ts";

/** @param work the id of the work whose section this page is. */
export function followFragment(work: string): void {
  const follow = (): void => void leadOn(work, fragmentOf(location.hash));
  window.addEventListener("hashchange", follow);
  follow();
}

function fragmentOf(hash: string): string {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    // No fragment that this program wrote.
    return "";
  }
}

/** What is no passage of the work leads nowhere: the page stays. */
async function leadOn(work: string, id: string): Promise<void> {
  if (id === "" || document.getElementById(id)) return;
  const held = await fetch(at(address.record(work, id)), { method: "HEAD" }).then(
    ({ ok }) => ok,
    () => false,
  );
  if (held) location.replace(at(address.reading(work, id)));
}
