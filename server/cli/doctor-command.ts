/** `variorum doctor`: what is wrong with a workbench, and what to do about it. The sentences stand in `editor/findings`. */
import { join } from "node:path";
import { Command, Option } from "commander";
import { findingInWords, type ToldFinding } from "../../editor/findings/findings.ts";
import { addressFaultInWords } from "../../editor/refusals/refusals.ts";
import { ADDRESS_SETTING, readAddress } from "../host/address.ts";
import { diagnose, lookAt, looking } from "../care/care.ts";
import { DATABASE } from "../store/names.ts";
import { keptSettings } from "../store/settings.ts";
import { dataOption, orSay } from "./data.ts";

interface DoctorOptions {
  data: string;
  url?: string;
  json?: true;
}

export function doctorCommand(): Command {
  return new Command("doctor")
    .description(
      "Say what is wrong with the workbench and what to do, also beside one that runs. Ends with 0 if nothing is, 1 if " +
        "something is, 2 if it can't be looked at.",
    )
    .addOption(dataOption())
    .addOption(new Option("--url <address>", "the public address, if it is given so to `serve`").env("VARIORUM_URL"))
    .option("--json", "print the findings as JSON")
    .action((options: DoctorOptions) => orSay(() => doctor(options)));
}

async function doctor({ data, url = "", json }: DoctorOptions): Promise<void> {
  const findings: ToldFinding[] = await looking(join(data, DATABASE), async (db) => {
    const given = url === "" ? null : readAddress(url);
    const address = given?.ok ? given.address : await keptSettings(db).get(ADDRESS_SETTING);
    const found = diagnose(await lookAt(db, data, address)).map(findingInWords);
    const todo = "Correct VARIORUM_URL (or --url): the workbench doesn't start with it.";
    if (given?.ok !== false) return found;
    return [{ name: "address-unreadable", wrong: addressFaultInWords(given.fault), todo }, ...found];
  });
  if (json) console.log(JSON.stringify({ findings }, null, 2));
  else if (findings.length === 0) console.log(`✓ Nothing is wrong with the workbench in ${data}.`);
  else for (const { wrong, todo } of findings) console.log(`✗ ${wrong}\n  ${todo}`);
  process.exitCode = findings.length === 0 ? 0 : 1;
}
