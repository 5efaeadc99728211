/**
 * The process that writes one work down, or brings one in: what is asked stands on its command line, the file is open at
 * {@link FILE}, and what came of it goes out as JSON. It is an entry of the build, beside the command line.
 */
import "../host/digests.ts";
import { EXCHANGES, FILE, type Job } from "./exchanges.ts";

const { name, data, asked } = JSON.parse(process.argv[2]!) as Job;
process.stdout.write(JSON.stringify(await EXCHANGES[name](data, asked as never, FILE)));
