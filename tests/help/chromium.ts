/** Chromium from the npm package: unpacked once, before the journeys begin, for two at once would run half a file. */
import { spawnSync } from "node:child_process";

/** Unpacks it, if it isn't unpacked yet. Gives the path of its program. */
export async function chromiumFile(): Promise<string> {
  if (lacksNss()) process.env["AWS_EXECUTION_ENV"] ??= "AWS_Lambda_nodejs22.x";
  const { default: packaged } = await import("@sparticuz/chromium");
  return packaged.executablePath();
}

export default async function unpack(): Promise<void> {
  await chromiumFile();
}

/** Chromium needs the NSS library. The package brings one, and unpacks it where it believes itself on such a system. */
function lacksNss(): boolean {
  const { stdout, status } = spawnSync("ldconfig", ["-p"], { encoding: "utf8" });
  return status === 0 && !stdout.includes("libnss3.so");
}
