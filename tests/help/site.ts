/** A workbench in this process, from its sources: real store, real accounts, real HTTP, but no build and no browser. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { startWorkbench } from "../../server/app.ts";
import { told } from "../../server/host/log.ts";

export interface TestSite {
  address: string;
  /** The one-time link, while there is no owner. */
  ownerLink: string | null;
  data: string;
  /** All that was logged so far. */
  logged(): string;
  /** Stops it and forgets its data. */
  end(): Promise<void>;
}

/** What the browser's build would have made: nothing of it is asked for by a program. */
function emptyClient(folder: string): string {
  const client = join(folder, "client");
  mkdirSync(join(client, ".vite"), { recursive: true });
  const manifest = { "main.tsx": { file: "assets/main.js", css: ["assets/main.css"], isEntry: true } };
  writeFileSync(join(client, ".vite/manifest.json"), JSON.stringify(manifest));
  return client;
}

/** Starts one on a fresh data folder and a free port. `filled`: what is put into the folder before. */
export async function startSite(filled?: (data: string) => Promise<void>): Promise<TestSite> {
  const folder = mkdtempSync(join(tmpdir(), "variorum-site-"));
  const data = join(folder, "data");
  await filled?.(data);
  let written = "";
  const log = pino({ level: "info", serializers: { err: told } }, { write: (line: string) => (written += line) });
  const settings = { data, host: "127.0.0.1", port: 0, origin: null, client: emptyClient(folder), log };
  const running = await startWorkbench(settings);
  const { address, ownerLink } = running;
  const end = async () => {
    await running.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { address, ownerLink, data, logged: () => written, end };
}
