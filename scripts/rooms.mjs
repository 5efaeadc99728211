// The rooms of the house as docs/ARCHITECTURE.md draws them: one drawing a floor, in Mermaid's words. `a[name]` is a room,
// `a[[name]]` one with a door; `a --> b & c` says that what stands in a uses b and c, and what these use.
import { readdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";

export const DRAWINGS = "docs/ARCHITECTURE.md";
export const FLOORS = ["translations", "editor", "server"];

/** The room of a file: the folder that it stands in. What stands on a floor itself is the floor's own room. */
const roomOf = dirname;

/**
 * The rooms drawn in `text`, by their folders: whether each has a door, and the rooms that its arrows lead to.
 * @throws Error if an arrow has an end that is no room.
 */
export function drawnIn(text) {
  const rooms = new Map();
  for (const [, floor, lines] of text.matchAll(/^```mermaid\nflowchart TD\n\s*%% (\w+)\/\n([^`]*)^```/gm)) {
    const folders = new Map();
    for (const [, id, wall, name] of lines.matchAll(/^\s*(\w+)(\[\[?)([\w/-]+)\]/gm)) {
      folders.set(id, name === floor ? floor : `${floor}/${name}`);
      rooms.set(folders.get(id), { door: wall === "[[", uses: new Set() });
    }
    for (const [, from, to] of lines.matchAll(/^\s*(\w+) --> (.+)$/gm))
      for (const id of [from, ...to.split("&").map((name) => name.trim())])
        if (!folders.has(id))
          throw new Error(`${DRAWINGS}: an arrow of ${floor}/ has ${id} at an end, which is no room.`);
        else if (id !== from) rooms.get(folders.get(from)).uses.add(folders.get(id));
  }
  return rooms;
}

/** The rooms that `room` may use: those that its arrows lead to, on and on. */
export function below(rooms, room, seen = new Set()) {
  for (const next of rooms.get(room).uses) if (!seen.has(next)) below(rooms, next, seen.add(next));
  return seen;
}

/** What is wrong with the drawn rooms by themselves, in words; `there` are the folders with code. */
export function faultsOf(rooms, there) {
  return [
    ...there.filter((room) => !rooms.has(room)).map((room) => `${room} is not drawn`),
    ...[...rooms.keys()].filter((room) => !there.includes(room)).map((room) => `there is no ${room}`),
    ...[...rooms.keys()]
      .filter((room) => below(rooms, room).has(room))
      .map((room) => `arrows lead from ${room} back to it: rooms that need each other are one, or hide a third`),
  ];
}

/** The arrows that no import follows; `imports` are pairs of files. */
export function idleArrows(rooms, imports) {
  const followed = new Set(imports.map(([from, to]) => `${roomOf(from)} --> ${roomOf(to)}`));
  return [...rooms]
    .flatMap(([room, { uses }]) => [...uses].map((other) => `${room} --> ${other}`))
    .filter((arrow) => !followed.has(arrow));
}

/** The folders with code, on all floors. */
function foldersWithCode() {
  const files = FLOORS.flatMap((floor) =>
    readdirSync(floor, { recursive: true }).map((path) => `${floor}/${path.replaceAll("\\", "/")}`),
  );
  return [...new Set(files.filter((file) => /(?<!\.d)\.tsx?$/.test(file)).map(roomOf))];
}

/** The rooms as they are drawn. @throws Error if the drawings can't be those of this house. */
export function drawnRooms() {
  const rooms = drawnIn(readFileSync(DRAWINGS, "utf8"));
  const faults = faultsOf(rooms, foldersWithCode());
  if (faults.length > 0) throw new Error(`The drawings of the rooms in ${DRAWINGS} don't hold: ${faults.join("; ")}.`);
  return rooms;
}
