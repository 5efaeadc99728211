/** The command line: `npx variorum COMMAND`. */
import { Command } from "commander";
import "../host/digests.ts";
import { version } from "../../package.json";
import { commands } from "./commands.ts";

const program = new Command("variorum")
  .description("A workbench for translations that are revised in the open.")
  .version(version)
  .showHelpAfterError("(`variorum --help` lists the commands; `variorum serve --help` explains one.)");
for (const command of await commands(process.argv[2])) program.addCommand(command);
await program.parseAsync();
