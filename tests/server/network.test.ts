import type { IncomingHttpHeaders } from "node:http";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isLoopback, networkOf, networkOfPeer } from "../../server/host/network.ts";

describe("the network of an address", () => {
  test.each([
    ["192.0.2.7", "192.0.2.7"],
    ["::ffff:192.0.2.7", "192.0.2.7"],
    ["::FFFF:c000:207", "192.0.2.7"],
    ["0:0:0:0:0:ffff:c000:0207", "192.0.2.7"],
    ["64:ff9b::192.0.2.7", "192.0.2.7"],
    ["::ffff:0:192.0.2.7", "192.0.2.7"],
    ["192.0.2.7:51234", "192.0.2.7"],
    ["2001:DB8::1", "2001:db8:0:0::/64"],
    ["2001:db8:0:0:1:2:3:4", "2001:db8:0:0::/64"],
    ["2001:0db8:0000:0000:0001::", "2001:db8:0:0::/64"],
    ["2001:db8:1:2::", "2001:db8:1:2::/64"],
    ["::1:2:3:4:5:6:7", "0:1:2:3::/64"],
    ["[2001:db8::1]:443", "2001:db8:0:0::/64"],
    ["[2001:db8::1]", "2001:db8:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["FE80:0::2%25wlan0", "fe80:0:0:0::/64"],
    ["2001:db8::192.0.2.7", "2001:db8:0:0::/64"],
    ["1:2:3:4:5:6:192.0.2.7", "1:2:3:4::/64"],
    ["::192.0.2.7", "0:0:0:0::/64"],
  ])("%s counts as %s", (address, network) => expect(networkOf(address)).toBe(network));

  test.each([
    "",
    "unknown",
    "_hidden",
    "127.1",
    "0x7f000001",
    "017700000001",
    "1.2.3",
    "2001:db8::1::",
    "::/0",
    "x".repeat(9_999),
  ])("%j is none, and counts with all such", (address) =>
    expect([networkOf(address), isLoopback(address)]).toEqual(["unknown", false]),
  );

  test("is the same however an IPv6 address of it is spelled", () => {
    const group = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffff }));
    const half = fc.tuple(group, group, group, group);
    fc.assert(
      fc.property(half, half, half, fc.nat(7), fc.boolean(), (network, one, other, at, upper) => {
        fc.pre(network.some((each) => each !== 0) && network[0] !== 0x64);
        const plain = networkOf([...network, ...one].map((each) => each.toString(16)).join(":"));
        const padded = [...network, ...other].map((each) => each.toString(16).padStart(4, "0")).join(":");
        const short = shortened([...network, ...other], at);
        expect(networkOf(upper ? padded.toUpperCase() : padded)).toBe(plain);
        const dotted = padded.replace(
          /:(....):(....)$/,
          (_, a: string, b: string) => `:${[a, b].map(asDotted).join(".")}`,
        );
        expect(networkOf(dotted)).toBe(plain);
        expect(networkOf(upper ? short.toUpperCase() : short)).toBe(plain);
      }),
    );
  });

  test("differs where the first halves differ", () => {
    expect(networkOf("2001:db8:0:1::1")).not.toBe(networkOf("2001:db8::1:0:0:1"));
    expect(networkOf("2001:db8:0:1::")).not.toBe(networkOf("2001:db8:0:10::"));
  });
});

/** Four hexadecimal digits as IPv4 writes them. */
function asDotted(group: string): string {
  return `${parseInt(group.slice(0, 2), 16)}.${parseInt(group.slice(2), 16)}`;
}

/** With the zeros from the group `at` on written as `::`, if there are any. */
function shortened(groups: number[], at: number): string {
  const hex = groups.map((each) => each.toString(16));
  let end = at;
  while (groups[end] === 0) end++;
  return end === at ? hex.join(":") : `${hex.slice(0, at).join(":")}::${hex.slice(end).join(":")}`;
}

describe("whom a request comes from", () => {
  test.each<[peer: string, headers: IncomingHttpHeaders, network: string | null]>([
    ["127.0.0.1", {}, null],
    ["127.8.9.10", {}, null],
    ["::1", {}, null],
    ["0:0:0:0:0:0:0:1", {}, null],
    ["::ffff:7f00:1", {}, null],
    ["::ffff:127.0.0.1", { "x-forwarded-for": "198.51.100.4" }, "198.51.100.4"],
    ["::ffff:198.51.100.4", {}, "198.51.100.4"],
    ["198.51.100.4", { "x-forwarded-for": "127.0.0.1" }, "198.51.100.4"],
    ["127.0.0.1", { "x-forwarded-for": "203.0.113.9, 198.51.100.4" }, "198.51.100.4"],
    ["127.0.0.1", { "x-forwarded-for": "203.0.113.9, 198.51.100.4, 127.0.0.1" }, "198.51.100.4"],
    ["127.0.0.1", { "x-forwarded-for": "198.51.100.4, ::1" }, "198.51.100.4"],
    ["127.0.0.1", { "x-forwarded-for": "made up" }, "unknown"],
    ["127.0.0.1", { "x-forwarded-for": "" }, null],
    ["2001:db8:1:2:3:4:5:6", {}, "2001:db8:1:2::/64"],
    ["2001:DB8:1:2::", {}, "2001:db8:1:2::/64"],
  ])("%s with %j comes from %s", (remoteAddress, headers, network) => {
    expect(networkOfPeer({ socket: { remoteAddress }, headers })).toBe(network);
  });
});
