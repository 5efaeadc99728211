/**
 * Where the workbench is reached from outside, and under which path. Every address that leaves the program is made
 * from this; inside, paths begin at the workbench itself, whatever stands before it.
 */
import type { AddressFault } from "../../editor/refusals/refusals.ts";
import type { KeptSettings } from "../store/settings.ts";

/** Why a text can't be the public address; or `address`, it as it is kept, without a slash at its end. */
export type ReadAddress = { ok: true; address: string } | { ok: false; fault: AddressFault };

/** Reads an address such as `https://www.uni.example/variorum`. */
export function readAddress(text: string): ReadAddress {
  const wrong = (fault: AddressFault): ReadAddress => ({ ok: false, fault });
  const given = text.trim();
  if (!/^https?:\/\//i.test(given) || !URL.canParse(given)) return wrong({ why: "form", given });
  const { protocol, host, pathname, username, password, search, hash } = new URL(given);
  if (username !== "" || password !== "") return wrong({ why: "name" });
  if (search !== "" || hash !== "") return wrong({ why: "query" });
  const path = pathname.replace(/\/+$/, "");
  if (!/^(\/[A-Za-z0-9._~-]+)*$/.test(path)) return wrong({ why: "path" });
  return { ok: true, address: `${protocol}//${host}${path}` };
}

/** The public address as it stands now. */
export interface PublicAddress {
  /** Without a slash at its end, such as `https://www.uni.example/variorum`; null until it is set. */
  whole(): string | null;
  /** The path under which the workbench stands there: `/variorum`, or "". */
  base(): string;
  /** True if whoever starts the program gave it: an owner can't set another. */
  given: boolean;
  /** Keeps another, as {@link readAddress} gives it, or none. It counts at once. */
  set(address: string | null): Promise<void>;
}

/** The name under which the address that an owner sets is kept. */
export const ADDRESS_SETTING = "public-address";

/** @param given by whoever starts the program; it goes before what an owner has set. */
export async function publicAddress(given: string | null, settings: KeptSettings): Promise<PublicAddress> {
  let kept = await settings.get(ADDRESS_SETTING);
  const whole = () => given ?? kept;
  return {
    whole,
    base: () => baseOf(whole()),
    given: given !== null,
    async set(address) {
      await settings.set(ADDRESS_SETTING, address);
      kept = address;
    },
  };
}

/** The path of an address as {@link readAddress} gives it. */
function baseOf(address: string | null): string {
  return address === null ? "" : new URL(address).pathname.replace(/\/$/, "");
}

/** True if `path` is `base` or lies under it; nothing lies under no base. */
export function isUnder(path: string, base: string): boolean {
  return base !== "" && (path === base || path.startsWith(`${base}/`) || path.startsWith(`${base}?`));
}
