/** The command line: `npx variorum serve | diff | distance | verify`. Each command's work is done elsewhere. */
import { Command } from "commander";
import { version } from "../../package.json";
import { diffCommand } from "./diff-command.ts";
import { distanceCommand } from "./distance.ts";
import { serveCommand } from "./serve-command.ts";
import { verifyCommand } from "./verify-command.ts";

await new Command("variorum")
  .description("A workbench for translations that are revised in the open.")
  .version(version)
  .addCommand(serveCommand())
  .addCommand(diffCommand())
  .addCommand(distanceCommand())
  .addCommand(verifyCommand())
  .showHelpAfterError("(`variorum --help` lists the commands; `variorum serve --help` explains one.)")
  .parseAsync();
