// Makes a set of vectors in a folder of tests/vectors that isn't there yet: `node scripts/vectors.mjs 2`. Those that were made
// are never made anew.
import { runnerImport } from "vite";

const [set = "1"] = process.argv.slice(2);
const { module } = await runnerImport("./tests/vectors/make.ts", { configFile: false, logLevel: "error" });
console.log(module.make(`tests/vectors/${set}`, module.SETS[set]));
