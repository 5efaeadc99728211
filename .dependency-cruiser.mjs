// Which part may import which: server -> editor -> translations, never back, and within a floor the rooms as the drawings in
// docs/ARCHITECTURE.md have them. Run by `npm test -- imports` (scripts/imports.mjs); types count as imports here.
import { below, drawnRooms, FLOORS } from "./scripts/rooms.mjs";

/** Parts by their path; a rule is named for what it protects. */
const TRANSLATIONS = "^translations/";
const EDITOR = "^editor/";
const SERVER = "^server/";
const TESTS = "^tests/";

/** The rooms as they are drawn. */
export const rooms = drawnRooms();

/** The files of a room itself, without those of the rooms in it. */
const inside = (room) => `^${room}/[^/]+$`;

/** A room uses what arrows lead to from it, and the floors below. */
const alongArrows = [...rooms.keys()].map((room) => ({
  name: `as-drawn-from-${room}`,
  comment: `No arrow leads there from ${room}. Move what is needed down, or draw the arrow, if it makes no circle.`,
  severity: "error",
  from: { path: inside(room) },
  to: {
    path: `^${room.split("/")[0]}/`,
    pathNot: [room, ...below(rooms, room)].map(inside),
  },
}));

/** A room with a door is entered by the file that has its name; what others need is exported there. Styles are no code. */
const throughDoors = [...rooms.keys()]
  .filter((room) => rooms.get(room).door)
  .map((room) => ({
    name: `through-the-door-of-${room}`,
    comment: "What a room has for others stands in the file with its name. Import that, or export it there.",
    severity: "error",
    from: { path: FLOORS.map((floor) => `^${floor}/`), pathNot: inside(room) },
    to: { path: `^${room}/[^/]+[.]tsx?$`, pathNot: `^${room}/${room.split("/").at(-1)}[.]tsx?$` },
  }));

/** Packages that need Node. */
const NODE_ONLY = [
  "better-auth",
  "better-sqlite3",
  "commander",
  "compression",
  "express",
  "helmet",
  "kysely",
  "pino",
  "rate-limiter-flexible",
  "ws",
];

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    {
      name: "translations-stand-alone",
      comment: "What a translation is must not depend on how it is shown or served. Move the shared part down.",
      severity: "error",
      from: { path: TRANSLATIONS },
      to: { path: [EDITOR, SERVER] },
    },
    {
      name: "editor-knows-no-server",
      comment:
        "Pages get plain data. Put the shape into the view of a room of editor/ or into translations/, and hand the value in.",
      severity: "error",
      from: { path: EDITOR },
      to: { path: SERVER },
    },
    {
      name: "nothing-imports-tests",
      comment: "What the product needs belongs to the product.",
      severity: "error",
      from: { pathNot: TESTS },
      to: { path: TESTS },
    },
    {
      name: "no-circles",
      comment: "Two modules that need each other, types included, are one module or hide a third.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    ...alongArrows,
    ...throughDoors,
    {
      name: "runs-in-a-browser",
      comment: "translations/ and editor/ run in the browser too: no Node built-in modules, not even their types.",
      severity: "error",
      from: { path: [TRANSLATIONS, EDITOR] },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "only-the-server-keeps-and-serves",
      comment: "These packages need Node; only the server and the tests may load them.",
      severity: "error",
      from: { path: [TRANSLATIONS, EDITOR] },
      to: { path: `node_modules/(@types/)?(${NODE_ONLY.join("|")})/` },
    },
    {
      name: "no-development-packages",
      comment: "The product may only use what `dependencies` installs.",
      severity: "error",
      from: { path: [TRANSLATIONS, EDITOR, SERVER] },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    },
    {
      name: "found",
      comment: "The import leads nowhere.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json"],
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
    },
  },
};
