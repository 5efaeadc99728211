/** Journeys and load tests run the workbench as it is built: this builds it first, if today's sources aren't. */
import { spawnSync } from "node:child_process";

export default function build(): void {
  const { status } = spawnSync(process.execPath, ["scripts/setup.mjs"], { stdio: "inherit" });
  if (status !== 0) throw new Error("the workbench could not be built; its journeys can't run");
}
