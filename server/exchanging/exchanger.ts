/**
 * The process that writes one work down, or brings one in: what is asked is the first line of its input, the file is open at
 * {@link FILE}; how far it has come, and what came of it, go out as lines of JSON. It ends with whoever started it. It is an entry
 * of the build, beside the command line.
 */
import { once } from "node:events";
import type { Socket } from "node:net";
import { createInterface } from "node:readline";
import "../host/digests.ts";
import { EXCHANGES, FILE, type Job, type Line } from "./exchanges.ts";

const asks = createInterface({ input: process.stdin });
// Whoever started it holds the other end open.
asks.once("close", () => process.exit(1));
const { name, data, asked } = JSON.parse(((await once(asks, "line")) as [string])[0]) as Job;
(process.stdin as Socket).unref();
const say = (line: Line): boolean => process.stdout.write(`${JSON.stringify(line)}\n`);
say({ came: await EXCHANGES[name](data, asked as never, FILE, (done, of) => void say({ done, of })) });
