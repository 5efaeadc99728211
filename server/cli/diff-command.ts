/** `variorum diff A B`: the word difference of two files, or of pairs in JSON lines; also as Git's own difference. */
import { readFileSync } from "node:fs";
import { Command, Option } from "commander";
import { type DiffFormat, forTerminal } from "./diff-style.ts";
import { comparable, diffLines, printDiff, type Texts } from "./diff.ts";
import { printAnswers } from "./lines.ts";

interface DiffOptions {
  format: DiffFormat;
  stat?: true;
  exact: boolean;
  jsonl?: true;
}

/** Exit statuses as `diff` has them; 0 says that the texts are the same. */
const DIFFERENT = 1;
const TROUBLE = 2;

export function diffCommand(): Command {
  return new Command("diff")
    .description(
      "Show word by word what changed from file A to file B; in files of several paragraphs, with empty lines between, passage by passage.",
    )
    .argument("[files...]", "A, the older text, and B, the newer one: UTF-8 files; - for standard input")
    .addOption(
      new Option("--format <name>", "how to show it").choices(["color", "list", "html", "json"]).default("color"),
    )
    .option("--stat", "show nothing but the counts, on one line")
    .option(
      "--exact",
      "compare every character: by default wrapped lines, kinds of line ends and the like are none",
      false,
    )
    .option("--jsonl", 'read lines {"a": "...", "b": "..."} on standard input, write a line of changes each')
    .addHelpText("after", HELP)
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : TROUBLE))
    .action(async (files: string[], options: DiffOptions, command: Command) => {
      if (options.jsonl && (files.length > 0 || options.stat))
        return trouble(
          command,
          "With --jsonl the pairs come on standard input: leave files and --stat out, or --jsonl.",
        );
      if (options.jsonl) return printAnswers((lines) => diffLines(lines, options.exact));
      if (GITS_ARGUMENTS.includes(files.length)) return compareForGit(files, options);
      if (files.length !== 2) return trouble(command, "Give two files to compare, or --jsonl.");
      const [a, b] = files.map((file) => textOf(file, command)) as [string, string];
      const texts = comparable({ a, b }, options.exact);
      process.stdout.write(`${shown(texts, options)}\n`);
      if (texts.a !== texts.b) process.exitCode = DIFFERENT;
    });
}

const HELP = `
Exit status: 0 if the texts are the same, 1 if they differ, 2 on trouble; with --jsonl 0 unless there is trouble.

With Git:
  git -c diff.external='variorum diff' diff
  git difftool --no-prompt --extcmd='variorum diff'`;

function shown({ a, b }: Texts, { format, stat }: DiffOptions): string {
  return printDiff(a, b, stat ? "stat" : format);
}

function trouble(command: Command, message: string): never {
  return command.error(forTerminal(message), { exitCode: TROUBLE });
}

/** `path old-file old-hex old-mode new-file new-hex new-mode`; where a file was renamed, its new path and how, too. */
const GITS_ARGUMENTS: readonly number[] = [7, 9];

/** Git takes any status but 0 for a crash, and asks of all kinds of files. */
function compareForGit(given: readonly string[], options: DiffOptions): void {
  const [path, older, , oldMode, newer, , newMode, newPath = path] = given as [string, string, ...string[]];
  const modes = oldMode === newMode || oldMode === "." || newMode === "." ? "" : ` (mode ${oldMode}, now ${newMode})`;
  const name = (newPath === path ? path : `${path} → ${newPath}`) + modes;
  process.stdout.write(`${forTerminal(name)}${options.stat ? ": " : "\n"}${gitsDifference(older, newer!, options)}\n`);
}

function gitsDifference(older: string, newer: string, options: DiffOptions): string {
  try {
    return (
      shown(comparable({ a: decoded(older), b: decoded(newer) }, options.exact), options) + (options.stat ? "" : "\n")
    );
  } catch {
    return "not UTF-8 text, and not compared";
  }
}

function textOf(file: string, command: Command): string {
  try {
    return decoded(file);
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code === "ENOENT" ? "there is no such file" : (error as Error).message;
    return trouble(command, `Can't read ${file} as UTF-8 text: ${why}.`);
  }
}

/** Git's name, on every system, for the other side of a file that is new or gone. */
const NO_FILE = "/dev/null";

function decoded(file: string): string {
  if (file === NO_FILE) return "";
  return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(file === "-" ? 0 : file));
}
