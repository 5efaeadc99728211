/**
 * The process that writes one work down, or brings one in: what is asked stands on its command line, the file is open at
 * {@link FILE}; how far it has come, and what came of it, go out as lines of JSON. It ends with whoever started it. It is an entry
 * of the build, beside the command line.
 */
import type { Socket } from "node:net";
import "../host/digests.ts";
import { EXCHANGES, FILE, type Job, type Line } from "./exchanges.ts";

const { name, data, asked } = JSON.parse(process.argv[2]!) as Job;
const say = (line: Line): boolean => process.stdout.write(`${JSON.stringify(line)}\n`);
// Whoever started it holds the other end open.
process.stdin.resume().once("end", () => process.exit(1));
(process.stdin as Socket).unref();
say({ came: await EXCHANGES[name](data, asked as never, FILE, (done, of) => void say({ done, of })) });
