/** The commands of the command line, in the order its help lists them. Each command's work is done elsewhere. */
import type { Command } from "commander";
import { backupCommand, restoreCommand } from "./backup-command.ts";
import { diffCommand } from "./diff-command.ts";
import { distanceCommand } from "./distance.ts";
import { doctorCommand } from "./doctor-command.ts";
import { ownerLinkCommand } from "./owner-link-command.ts";
import { serveCommand } from "./serve-command.ts";
import { verifyCommand } from "./verify-command.ts";

export function commands(): Command[] {
  return [
    serveCommand(),
    backupCommand(),
    restoreCommand(),
    verifyCommand(),
    doctorCommand(),
    ownerLinkCommand(),
    diffCommand(),
    distanceCommand(),
  ];
}
