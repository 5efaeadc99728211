/** Who is in a room: a client's number belongs to whoever named it first, and goes on only with them. */
import { describe, expect, test } from "vitest";
import { Presence } from "../../server/sync/presence.ts";
import type { PresenceEntry } from "../../server/sync/protocol.ts";

const ADA = { id: "ada", name: "Ada" };
const BO = { id: "bo", name: "Bo 陈" };

const says = (client: number, clock = 1): PresenceEntry[] => [{ client, clock, state: '{"cursor":null}' }];

/** Client and person, of what is told. */
function told(entries: readonly PresenceEntry[]): [number, string | null][] {
  return entries.map(({ client, state }) => {
    const { user } = (JSON.parse(state) ?? {}) as { user?: { id: string } };
    return [client, user?.id ?? null];
  });
}

describe("a client's number that somebody speaks for", () => {
  test("is not taken over by another person: nothing is told, and whose it is stays", () => {
    const presence = new Presence<string>();
    expect(told(presence.hear("seat of Ada", ADA, says(5)))).toEqual([[5, "ada"]]);
    expect(presence.hear("seat of Bo", BO, says(5, 99))).toEqual([]);
    expect(told(presence.everybody())).toEqual([[5, "ada"]]);
    expect(presence.leave("seat of Bo")).toEqual([]);
    expect(told(presence.everybody())).toEqual([[5, "ada"]]);
    expect(told(presence.hear("seat of Ada", ADA, says(5, 2)))).toEqual([[5, "ada"]]);
  });

  test("is not ended by another person either", () => {
    const presence = new Presence<string>();
    presence.hear("seat of Ada", ADA, says(5));
    expect(presence.hear("seat of Bo", BO, [{ client: 5, clock: 9, state: "null" }])).toEqual([]);
    expect(told(presence.everybody())).toEqual([[5, "ada"]]);
  });

  test("is free for others once its person has left", () => {
    const presence = new Presence<string>();
    presence.hear("seat of Ada", ADA, says(5));
    expect(told(presence.leave("seat of Ada"))).toEqual([[5, null]]);
    expect(told(presence.hear("seat of Bo", BO, says(5)))).toEqual([[5, "bo"]]);
  });

  test("is taken over by its own person on another line; the old line's end then tells nothing", () => {
    const presence = new Presence<string>();
    presence.hear("old line", ADA, says(5));
    expect(told(presence.hear("new line", ADA, says(5, 2)))).toEqual([[5, "ada"]]);
    expect(told(presence.everybody())).toEqual([[5, "ada"]]);
    expect(presence.leave("old line")).toEqual([]);
    expect(told(presence.everybody())).toEqual([[5, "ada"]]);
  });
});
