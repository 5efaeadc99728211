/** `variorum owner-link`: for whoever has the machine, the way back into a workbench whose owners are locked out. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { Command, Option } from "commander";
import { Invitations } from "../accounts/accounts.ts";
import { addressFaultInWords } from "../../editor/refusals/refusals.ts";
import { publicAddress, readAddress } from "../host/address.ts";
import { looking, Unreadable } from "../care/care.ts";
import { DATABASE } from "../store/names.ts";
import { refuseNewer, MIGRATIONS } from "../sqlite/migrations/migrations.ts";
import { keptSettings } from "../store/settings.ts";
import { openSqlite } from "../sqlite/sqlite.ts";
import { dataOption, orSay } from "./data.ts";

interface OwnerLinkOptions {
  data: string;
  url?: string;
  host: string;
  port: string;
}

export function ownerLinkCommand(): Command {
  return new Command("owner-link")
    .description(
      "Print a link that makes an owner, once, within a day. With the e-mail of an account that is there, it gives that account a new password. Works beside a running workbench.",
    )
    .addOption(dataOption())
    .addOption(new Option("--url <address>", "the address that people use, if it is not set").env("VARIORUM_URL"))
    .addOption(
      new Option("--host <address>", "where it listens, if it has no public address").env("HOST").default("127.0.0.1"),
    )
    .addOption(new Option("--port <number>", "its port, likewise").env("PORT").default("3000"))
    .action(async (options: OwnerLinkOptions, command: Command) => {
      const file = join(options.data, DATABASE);
      if (!existsSync(file))
        command.error(
          `There is no workbench in ${options.data}: ${file} does not exist. Name its data folder with --data.`,
        );
      await orSay(async () => console.log(await linkIn(file, options)));
    });
}

async function linkIn(file: string, { url = "", host, port }: OwnerLinkOptions): Promise<string> {
  const given = url.trim() === "" ? null : readAddress(url);
  if (given?.ok === false)
    throw new Unreadable(`--url (or VARIORUM_URL) can't be used: ${addressFaultInWords(given.fault)}`);
  // Opening it for writing would make a workbench's of whatever database it is.
  await looking(file, () => undefined, true);
  const db = openSqlite(file);
  try {
    refuseNewer(db, MIGRATIONS.at(-1)!.number);
    const address = await publicAddress(given?.address ?? null, keptSettings(db));
    const root = address.whole() ?? `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
    return `${root}/join/${new Invitations(db, Date.now).makeOnMachine()}`;
  } finally {
    db.close();
  }
}
