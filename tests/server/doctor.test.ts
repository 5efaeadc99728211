/** The doctor's sentences, and the facts that bring each of them. */
import { expect, test } from "vitest";
import { findingInWords } from "../../editor/findings/findings.ts";
import { diagnose, type Facts } from "../../server/care/care.ts";
import { faultsOf } from "../../server/care/proxy.ts";

const NOW = Date.parse("2026-11-26T12:00:00.000Z");
const WELL: Facts = {
  now: NOW,
  address: "https://variorum.example",
  proven: { at: "2026-11-20T12:00:00.000Z", file: "/copies/one" },
  disk: { free: 50e9, total: 100e9, database: 1e9 },
  owned: true,
  open: [],
  remote: false,
  proxy: {},
  log: 4e6,
  traces: false,
  halfway: [],
};

test("a workbench that is well has nothing said of it", () => {
  expect(diagnose(WELL)).toEqual([]);
  expect(diagnose({ ...WELL, disk: null })).toEqual([]);
});

test.each<[string, Partial<Facts>, RegExp]>([
  ["no-address", { address: null }, /No public address is set/],
  ["local-address", { address: "http://localhost:3000" }, /this machine alone/],
  ["no-https", { address: "http://variorum.example" }, /without HTTPS/],
  ["no-proven-copy", { proven: null }, /no copy/],
  [
    "no-proven-copy",
    { proven: { at: "2026-11-19T12:00:00.000Z", file: "/c" } },
    /7 days old \(19 November 2026, \/c\)/,
  ],
  ["disk", { disk: { free: 3e8, total: 1e10, database: 1e6 } }, /300 MB left of 10\.0 GB/],
  ["disk", { disk: { free: 2e9, total: 1e10, database: 3e9 } }, /2\.0 GB left/],
  ["no-owner", { owned: false }, /Nobody owns/],
  ["files-open", { open: ["data/variorum.db"] }, /data\/variorum\.db/],
  ["remote-disk", { remote: true }, /another machine/],
  ["proxy-untrusted", { proxy: { untrusted: { day: "2026-11-26", from: "10.0.0.5" } } }, /10\.0\.0\.5/],
  ["proxy-scheme", { proxy: { scheme: { day: "2026-11-25", from: "::1" } } }, /HTTPS/],
  ["proxy-visitor", { proxy: { visitor: { day: "2026-11-25", from: "::1" } } }, /who its visitors are/],
  ["long-log", { log: 2e9 }, /write-ahead log/],
  ["traces", { traces: true }, /taken out for good/],
  ["half-brought-in", { halfway: ["analects"] }, /analects is brought in yet/],
])("%s", (name, facts, told) => {
  const found = diagnose({ ...WELL, ...facts }).map(findingInWords);
  expect(found.map((each) => each.name)).toEqual([name]);
  expect(found[0]!.wrong).toMatch(told);
  for (const sentence of [found[0]!.wrong, found[0]!.todo]) expect(sentence).toMatch(/^[A-Z].{15,}/s);
});

test("a proxy's fault that was mended is forgotten", () => {
  expect(diagnose({ ...WELL, proxy: { scheme: { day: "2026-11-20", from: "::1" } } })).toEqual([]);
});

const PUBLIC = "https://variorum.example/v";
const asked = { peer: "127.0.0.1", host: "variorum.example", forwardedFor: true, scheme: "https" };

test.each([
  [asked, PUBLIC, []],
  [{ ...asked, scheme: undefined }, PUBLIC, ["scheme"]],
  [{ ...asked, scheme: "http" }, PUBLIC, ["scheme"]],
  [{ ...asked, forwardedFor: false }, PUBLIC, ["visitor"]],
  [{ ...asked, forwardedFor: false, scheme: undefined }, PUBLIC, ["scheme", "visitor"]],
  [{ ...asked, host: "127.0.0.1:3000", forwardedFor: false, scheme: undefined }, PUBLIC, []],
  [{ ...asked, peer: "10.0.0.5" }, PUBLIC, ["untrusted"]],
  [{ ...asked, peer: "10.0.0.5", forwardedFor: false, scheme: undefined }, PUBLIC, []],
  [{ ...asked, scheme: undefined }, null, []],
])("%j at %s shows %j", (passed, address, faults) => {
  expect(faultsOf(passed, address)).toEqual(faults);
});
