// The import rule: who may use whom, as `.dependency-cruiser.mjs` says it after the drawings in docs/ARCHITECTURE.md; and
// that nothing is drawn there which no file does.
import { cruise, format } from "dependency-cruiser";
import extractTSConfig from "dependency-cruiser/config-utl/extract-ts-config";
import config, { rooms } from "../.dependency-cruiser.mjs";
import { DRAWINGS, FLOORS, idleArrows } from "./rooms.mjs";

const { options, ...ruleSet } = config;
const { output } = await cruise(FLOORS, { ...options, ruleSet, validate: true }, undefined, {
  tsConfig: extractTSConfig("tsconfig.json"),
});
const { output: told, exitCode } = await format(output, { outputType: "err-long" });
console.log(told.trimEnd());

const imports = output.modules.flatMap(({ source, dependencies }) =>
  dependencies.map(({ resolved }) => [source, resolved]),
);
const idle = idleArrows(rooms, imports);
for (const arrow of idle) console.log(`${DRAWINGS} draws ${arrow}, but no file of the one uses one of the other.`);
process.exitCode = exitCode > 0 || idle.length > 0 ? 1 : 0;
