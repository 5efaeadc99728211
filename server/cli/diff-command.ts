/** `variorum diff A B`: the word difference of two files, or of pairs in JSON lines. */
import { readFileSync } from "node:fs";
import { Command, Option } from "commander";
import { diffLines, printDiff } from "./diff.ts";
import { printAnswers } from "./lines.ts";

interface DiffOptions {
  format: "color" | "html" | "json" | "list";
  jsonl?: true;
}

export function diffCommand(): Command {
  return new Command("diff")
    .description(
      "Show word by word what changed from file A to file B; in files of several paragraphs, with empty lines between, passage by passage.",
    )
    .argument("[A]", "the older text, a UTF-8 file; - for standard input")
    .argument("[B]", "the newer text")
    .addOption(
      new Option("--format <name>", "how to show it").choices(["color", "list", "html", "json"]).default("color"),
    )
    .option("--jsonl", 'read lines {"a": "...", "b": "..."} on standard input, write a line of changes each')
    .action(async (a: string | undefined, b: string | undefined, { format, jsonl }: DiffOptions, command: Command) => {
      if (jsonl && a !== undefined)
        return command.error("With --jsonl the pairs come on standard input: leave the two files out, or --jsonl.");
      if (jsonl) return printAnswers(diffLines);
      if (a === undefined || b === undefined) return command.error("Give two files to compare, or --jsonl.");
      const [older, newer] = [textOf(a, command), textOf(b, command)];
      process.stdout.write(`${printDiff(older, newer, format)}\n`);
    });
}

function textOf(file: string, command: Command): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(file === "-" ? 0 : file));
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code === "ENOENT" ? "there is no such file" : (error as Error).message;
    return command.error(`Can't read ${file} as UTF-8 text: ${why}.`);
  }
}
