/** The drawings of the rooms, as the import rule reads them. That the code is as it is drawn, `npm test -- imports` says. */
import { describe, expect, test } from "vitest";

interface Room {
  door: boolean;
  uses: Set<string>;
}

interface Rooms {
  drawnIn(text: string): Map<string, Room>;
  below(rooms: Map<string, Room>, room: string): Set<string>;
  faultsOf(rooms: Map<string, Room>, there: readonly string[]): string[];
  idleArrows(rooms: Map<string, Room>, imports: readonly (readonly [string, string])[]): string[];
}

const rooms = (await import(new URL("../../scripts/rooms.mjs", import.meta.url).href)) as Rooms;

function drawing(...lines: string[]): string {
  return ["Words.", "```mermaid", "flowchart TD", "  %% server/", ...lines.map((line) => `  ${line}`), "```", ""].join(
    "\n",
  );
}

const HOUSE = drawing("server[server]", "http[[http]]", "sqlite_moves[sqlite/moves]", "server --> http & sqlite_moves");
const THERE = ["server", "server/http", "server/sqlite/moves"];

describe("a drawing", () => {
  test("names rooms by their folders, with their doors and arrows", () => {
    const drawn = rooms.drawnIn(HOUSE);
    expect([...drawn.keys()]).toEqual(THERE);
    expect([...drawn.values()].map(({ door }) => door)).toEqual([false, true, false]);
    expect([...drawn.get("server")!.uses]).toEqual(["server/http", "server/sqlite/moves"]);
    expect(rooms.faultsOf(drawn, THERE)).toEqual([]);
  });

  test("says which arrow ends in no room", () => {
    expect(() => rooms.drawnIn(drawing("http[http]", "http --> attic"))).toThrow(/server\/ has attic at an end/);
  });

  test("has every room that there is, and no other", () => {
    const drawn = rooms.drawnIn(HOUSE);
    expect(rooms.faultsOf(drawn, [...THERE, "server/attic"])).toEqual(["server/attic is not drawn"]);
    expect(rooms.faultsOf(drawn, THERE.slice(0, 2))).toEqual(["there is no server/sqlite/moves"]);
  });

  test("lets no arrows lead back, however long the way", () => {
    const drawn = rooms.drawnIn(drawing("a[a]", "b[b]", "c[c]", "d[d]", "a --> b", "b --> c", "c --> a", "d --> a"));
    const there = ["a", "b", "c", "d"].map((name) => `server/${name}`);
    expect(rooms.faultsOf(drawn, there).map((fault) => fault.slice(0, 29))).toEqual(
      there.slice(0, 3).map((room) => `arrows lead from ${room} back`.slice(0, 29)),
    );
    expect([...rooms.below(drawn, "server/d")].sort()).toEqual(there.slice(0, 3));
  });

  test("has no arrow that no import follows", () => {
    const drawn = rooms.drawnIn(HOUSE);
    expect(rooms.idleArrows(drawn, [["server/app.ts", "server/http/http.ts"]])).toEqual([
      "server --> server/sqlite/moves",
    ]);
  });
});
