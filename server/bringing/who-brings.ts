/** Who may bring a work in: owners, and translators where an owner allows it. */
import { atLeast, type Actor } from "../../translations/ledger/roles.ts";
import type { KeptSettings } from "../store/settings.ts";

/** The name under which it is set who may bring a work in. */
export const MAY_BRING = "who-brings-works-in";

export async function mayBring(settings: KeptSettings, actor: Actor | null): Promise<boolean> {
  if (!actor) return false;
  if (atLeast(actor.role, "owner")) return true;
  return atLeast(actor.role, "translator") && (await settings.get(MAY_BRING)) === "translators";
}
