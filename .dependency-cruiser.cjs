// Which part may import which: server -> editor -> translations, never back, and no circles.
// Run by `npx depcruise translations editor server tests`; types count as imports here.

/** Parts by their path; a rule is named for what it protects. */
const TRANSLATIONS = "^translations/";
const EDITOR = "^editor/";
const SERVER = "^server/";
const TESTS = "^tests/";
/** A room of the comparisons, and its door: the file that has the room's name. */
const COMPARE_ROOM = "^translations/compare/([^/]+)/";
const COMPARE_DOOR = "^translations/compare/([^/]+)/\\1[.]ts$";

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
module.exports = {
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
      comment: "Pages get plain data. Put the shape into editor/views.ts or translations/ and hand the value in.",
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
    {
      name: "through-the-door",
      comment:
        "What a room of compare/ has for others stands in the file with its name. Import that, or export it there.",
      severity: "error",
      from: { pathNot: [COMPARE_ROOM, TESTS] },
      to: { path: COMPARE_ROOM, pathNot: COMPARE_DOOR },
    },
    {
      name: "through-the-door-of-another-room",
      comment: "Rooms of compare/ too know each other by their doors alone.",
      severity: "error",
      from: { path: COMPARE_ROOM },
      to: { path: COMPARE_ROOM, pathNot: ["^translations/compare/$1/", COMPARE_DOOR] },
    },
    {
      name: "a-door-leads-out",
      comment: "Inside a room its door is not needed: import the file that has it.",
      severity: "error",
      from: { path: COMPARE_ROOM },
      to: { path: COMPARE_DOOR, pathNot: "^translations/compare/(?!$1/)" },
    },
    {
      name: "no-circles-between-rooms",
      comment: "Two rooms of compare/ that need each other are one room or hide a third.",
      scope: "folder",
      severity: "error",
      from: { path: "^translations/compare/[^/]+$" },
      to: { circular: true, path: "^translations/compare/[^/]+$" },
    },
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
