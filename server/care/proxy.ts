/** Whether the proxy before the workbench says what it has to, as its requests show. */
import type { RequestHandler } from "express";
import type { PublicAddress } from "../host/address.ts";
import { isLoopback } from "../host/network.ts";
import type { ProxyFault } from "../../editor/findings/findings.ts";

/** What a request shows of a proxy, looked at as it came in. */
export interface Passed {
  /** The machine that the request comes from. */
  peer: string;
  host: string | undefined;
  forwardedFor: boolean;
  /** The scheme that the proxy says its visitor came by. */
  scheme: string | undefined;
}

/** The faults that a request shows. */
export function faultsOf({ peer, host, forwardedFor, scheme }: Passed, address: string | null): ProxyFault[] {
  if (!isLoopback(peer)) return forwardedFor || scheme !== undefined ? ["untrusted"] : [];
  const byProxy = forwardedFor || scheme !== undefined || (address !== null && host === new URL(address).host);
  if (
    !byProxy ||
    address === null ||
    isLoopback(new URL(address).hostname) ||
    /^localhost(:|$)/.test(new URL(address).host)
  )
    return [];
  return [
    ...(address.startsWith("https:") && scheme !== "https" ? (["scheme"] as const) : []),
    ...(forwardedFor ? [] : (["visitor"] as const)),
  ];
}

/** Tells `watch` of each fault that requests show. What it can't keep is no concern of the request's. */
export function watchProxy(
  address: PublicAddress,
  watch: (fault: ProxyFault, from: string) => Promise<void>,
  failed: (error: unknown) => void,
): RequestHandler {
  return (req, _res, next) => {
    const { "x-forwarded-for": forwarded, "x-forwarded-proto": scheme } = req.headers;
    const peer = req.socket.remoteAddress ?? "";
    const passed = { peer, host: req.headers.host, forwardedFor: forwarded !== undefined, scheme: [scheme].flat()[0] };
    for (const fault of faultsOf(passed, address.whole())) watch(fault, peer).catch(failed);
    next();
  };
}
