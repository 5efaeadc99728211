/**
 * Which network somebody comes from: the one reading of addresses for everything that is counted by them (sign-ins,
 * sockets, event streams). An IPv4 address counts by itself; of an IPv6 address its first half does, which is one
 * household's or one office's.
 */
import type { IncomingMessage } from "node:http";
import { isIP, isIPv4 } from "node:net";
import ipaddr from "ipaddr.js";

/** What stands for every address that can't be read: none of them gets a count of its own by being odd. */
const UNREADABLE = "unknown";

/** Ranges of IPv6 that hold the whole of IPv4 in their last 32 bits: RFC 4291, 6052 (NAT64) and 7915. */
const HOLDS_IPV4 = new Set(["ipv4Mapped", "rfc6052", "rfc6145"]);

interface Peer {
  remoteAddress?: string | undefined;
}

/**
 * The network that a request or a socket comes from. A proxy on this machine is believed in `X-Forwarded-For`, as far as
 * it is this machine that speaks; no other is. Null for this machine itself.
 */
export function networkOfPeer({ socket, headers }: Pick<IncomingMessage, "headers"> & { socket: Peer }): string | null {
  const said = String(headers["x-forwarded-for"] ?? "").split(",");
  const nearestFirst = [socket.remoteAddress ?? "", ...said.map((each) => each.trim()).reverse()];
  const stranger = nearestFirst.find((address) => address !== "" && !isLoopback(address));
  return stranger === undefined ? null : networkOf(stranger);
}

/** The network of an address, however it is spelled: `198.51.100.4`, `2001:db8:1:2::/64`. */
export function networkOf(address: string): string {
  const read = readAddress(address);
  if (read === null) return UNREADABLE;
  if (read instanceof ipaddr.IPv4) return read.toString();
  const half = read.parts.slice(0, 4).map((group) => group.toString(16));
  return `${half.join(":")}::/64`;
}

/** True for this machine's own addresses. */
export function isLoopback(address: string): boolean {
  return readAddress(address)?.range() === "loopback";
}

/** An IPv4 address that is written as one of IPv6 is given as IPv4. A zone, brackets and a port are left out. */
function readAddress(address: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  const bare = withoutPort(address.trim()).replace(/%.*$/s, "");
  // The package alone would also read 127.1, and does not know every place where IPv6 lets an IPv4 end stand.
  const version = isIP(bare);
  if (version === 0) return null;
  const read = ipaddr.parse(version === 4 ? bare : new URL(`http://[${bare}]`).hostname.slice(1, -1));
  if (read instanceof ipaddr.IPv4 || !HOLDS_IPV4.has(read.range())) return read;
  return new ipaddr.IPv4(read.toByteArray().slice(-4));
}

/** Some proxies put the port there: `[2001:db8::1]:443`, `198.51.100.4:443`. */
function withoutPort(address: string): string {
  const bracketed = /^\[([^\]]*)\](?::\d+)?$/.exec(address)?.[1];
  if (bracketed !== undefined) return bracketed;
  const [head = "", port, ...more] = address.split(":");
  return port !== undefined && more.length === 0 && isIPv4(head) ? head : address;
}
