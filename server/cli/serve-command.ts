/** `variorum serve`: starts the workbench and says where it is. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Command, InvalidArgumentError, Option } from "commander";
import { addressFaultInWords } from "../../editor/refusals/refusals.ts";
import { readAddress } from "../host/address.ts";
import { startWorkbench } from "../app.ts";
import { mailSettingsIn } from "../mailing/mailing.ts";
import { FolderUnusable } from "../store/folder.ts";
import { unwritable } from "../store/unwritable.ts";
import { progressOn } from "./progress.ts";

/** The browser's files: beside the built command line. */
const CLIENT = fileURLToPath(new URL("../client", import.meta.url));

/** What is done on threads of its own: beside the built command line too. */
const WORKER = new URL("./worker.js", import.meta.url);
const EXCHANGER = new URL("./exchanger.js", import.meta.url);
const SEARCHER = new URL("./searcher.js", import.meta.url);

/** The command line itself, and beside it what `scripts/setup.mjs` noted of the sources and packages that it built. */
const BUILT = [new URL(import.meta.url), new URL("../.built", import.meta.url)];

interface ServeOptions {
  host: string;
  port: number;
  data: string;
  url?: string;
  empty?: true;
  plan?: true;
}

export function serveCommand(): Command {
  return new Command("serve")
    .description("Start the workbench on its embedded store; a new one has the Plan in it.")
    .addOption(
      new Option("--port <number>", "the port; 0 takes any that is free").env("PORT").default(3000).argParser(portOf),
    )
    .addOption(
      new Option("--host <address>", "where to listen; another than 127.0.0.1 lets other machines in")
        .env("HOST")
        .default("127.0.0.1"),
    )
    .addOption(new Option("--data <folder>", "where everything is kept").env("VARIORUM_DATA").default("data"))
    .addOption(
      new Option("--url <address>", "the public address, path and all; it goes before the one an owner sets").env(
        "VARIORUM_URL",
      ),
    )
    .option("--empty", "begin without the Plan; it stays so at the next start")
    .addOption(new Option("--plan", "bring the Plan in, if it isn't held, beside what is").conflicts("empty"))
    .action(serve);
}

function portOf(value: string): number {
  const port = Number(value);
  if (!/^\d+$/.test(value) || port > 65_535)
    throw new InvalidArgumentError("A port is a whole number from 0 to 65535.");
  return port;
}

async function serve({ host, port, data, url, empty, plan }: ServeOptions): Promise<void> {
  const asked = empty ? ({ plan: "never" } as const) : plan ? ({ plan: "now" } as const) : {};
  const origin = url === undefined || url.trim() === "" ? null : originOf(url);
  const build = createHash("sha256");
  for (const file of BUILT) if (existsSync(file)) build.update(readFileSync(file));
  const mail = mailAsked();
  const from = {
    ...(mail && { mail }),
    data,
    host,
    port,
    origin,
    client: CLIENT,
    build: build.digest("hex"),
    worker: WORKER,
    searcher: SEARCHER,
    exchanger: EXCHANGER,
  };
  const { progress, end } = progressOn(process.stderr, "Making lists and counts anew, as this program reads them");
  const running = await startWorkbench({ ...from, ...asked, making: progress }).catch((error: unknown) => {
    console.error(explain(error, { host, port, data }));
    process.exit(1);
  });
  end();
  console.log(`\nVariorum is open at ${running.address}\n`);
  if (running.ownerLink)
    console.log(`Nobody owns this workbench yet. This link makes your account, once:\n  ${running.ownerLink}\n`);
  console.log(`Everything is kept in ${data}. Stop with Ctrl+C.`);
  const stop = () => void running.close().then(() => process.exit(0));
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}

/** By which server mail goes out, as the environment says. */
function mailAsked() {
  try {
    return mailSettingsIn(process.env);
  } catch (error) {
    console.error((error as Error).message);
    process.exit(1);
  }
}

function originOf(url: string): string {
  const read = readAddress(url);
  if (read.ok) return read.address;
  console.error(`--url (or VARIORUM_URL) can't be used: ${addressFaultInWords(read.fault)}`);
  process.exit(1);
}

function explain(error: unknown, { host, port, data }: ServeOptions): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "EADDRINUSE")
    return `Port ${port} is taken on ${host}. Give another, for example: PORT=${port + 1} npm start`;
  if (error instanceof FolderUnusable) return message;
  if (code === "EACCES" || code === "EPERM")
    return `Not allowed: ${message}. Choose another port (over 1023) or data folder.`;
  if (unwritable(error) === "full") return `The disk that holds ${data} is full. Nothing was started.`;
  return `Variorum could not start: ${message}`;
}
