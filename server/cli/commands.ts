/**
 * The commands of the command line, in the order its help lists them. Each is read only when it is asked for: most need
 * little of the program, and start the sooner. Each command's work is done elsewhere.
 */
import type { Command } from "commander";

const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import("./serve-command.ts")).serveCommand(),
  import: async () => (await import("./import-command.ts")).importCommand(),
  "undo-import": async () => (await import("./undo-import-command.ts")).undoImportCommand(),
  export: async () => (await import("./export-command.ts")).exportCommand(),
  backup: async () => (await import("./backup-command.ts")).backupCommand(),
  restore: async () => (await import("./backup-command.ts")).restoreCommand(),
  verify: async () => (await import("./verify-command.ts")).verifyCommand(),
  reindex: async () => (await import("./reindex-command.ts")).reindexCommand(),
  doctor: async () => (await import("./doctor-command.ts")).doctorCommand(),
  "owner-link": async () => (await import("./owner-link-command.ts")).ownerLinkCommand(),
  diff: async () => (await import("./diff-command.ts")).diffCommand(),
  distance: async () => (await import("./distance.ts")).distanceCommand(),
};

/** The command called `name`; all of them if none is, as help is asked for then, or something mistyped. */
export async function commands(name?: string): Promise<Command[]> {
  const one = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  return one ? [await one()] : Promise.all(Object.values(COMMANDS).map((read) => read()));
}
