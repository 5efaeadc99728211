/** The words that `git merge-file` keeps, one word a line, beside those that a merge here keeps. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import {
  conflictsIn,
  type Merge,
  mergedRendering,
  mergeRenderings,
  wordsOf,
} from "../../../translations/compare/merge/merge.ts";
import { changesOf } from "../../../translations/compare/merge/hunks.ts";
import { tokensOf } from "../../../translations/compare/merge/tokens.ts";
import { canonicalText } from "../../../translations/text/canonical.ts";
import { parseText } from "../../../translations/text/parse.ts";
import { words } from "../../../translations/text/words.ts";
import { made } from "../../help/two-edits.ts";
import { examples } from "../../help/seeds.ts";

const FILE = resolve(import.meta.dirname, "../../../../shared/corpora/oeb-revisions.jsonl");
const OTHERWISE = resolve(import.meta.dirname, "../../files/merges-unlike-git.json");
const MADE = examples(2_000);
const LONG = 240_000;

type Triple = readonly [name: string, base: string, ours: string, theirs: string];

/**
 * Why a word that git keeps is not among those settled here:
 * `conflict`: it stands in a conflict, with both wordings. Git keeps what it finds between two changed words; here a stretch
 * that was rewritten is one change, and what the other side did within it is for a person to settle.
 * `moved`: it stood in words that one side put elsewhere. Git keeps them at both places, or an edit at the old one; here they
 * stand once, with the other side's edit.
 */
type Why = "conflict" | "moved";

test(
  "of 584 real verses, the version before and the one after merged, every word that git keeps is kept",
  () => {
    if (!existsSync(FILE)) {
      console.warn("The corpus oeb-revisions.jsonl is absent: only made-up texts were merged.");
      return;
    }
    const triples = readFileSync(FILE, "utf8")
      .trim()
      .split("\n")
      .flatMap((line) => {
        const { id, versions } = JSON.parse(line) as { id: string; versions: { text: string }[] };
        return versions
          .slice(2)
          .map(({ text }, at): Triple => [`${id}, ${at + 2}`, versions[at + 1]!.text, versions[at]!.text, text]);
      });
    expect(triples).toHaveLength(584);
    expect(compared(triples)).toEqual(known().verses);
  },
  LONG,
);

test(
  `of ${MADE} made-up texts, each revised twice, every word that git keeps is kept`,
  () => {
    const triples = Array.from({ length: MADE }, (_, index): Triple => [`seed ${index + 1}`, ...made(index + 1)]);
    const otherwise = Object.entries(known().made).filter(([name]) => triples.some(([each]) => each === name));
    expect(compared(triples)).toEqual(Object.fromEntries(otherwise));
  },
  LONG,
);

function known(): Record<"verses" | "made", Record<string, Why>> {
  return JSON.parse(readFileSync(OTHERWISE, "utf8")) as Record<"verses" | "made", Record<string, Why>>;
}

function compared(triples: readonly Triple[]): Record<string, Why | "lost"> {
  const kept = keptByGit(triples);
  const found: Record<string, Why | "lost"> = {};
  triples.forEach(([name, ...texts], index) => {
    const [base, ours, theirs] = texts.map(parseText);
    const merge = mergeRenderings(base!, ours!, theirs!);
    const settled = settledIn(merge);
    if (conflictsIn(merge).length === 0)
      expect(inWords(canonicalText(mergedRendering(merge))).toSorted()).toEqual(settled.toSorted());
    const missing = without(kept[index]!, settled);
    if (missing.length === 0) return;
    const moves = [ours!, theirs!].flatMap((side) => changesOf(tokensOf(base!), tokensOf(side)).moves);
    const isShown = without(missing, quarrelledIn(merge)).length === 0;
    found[name] = isShown ? "conflict" : moves.length > 0 ? "moved" : "lost";
  });
  return found;
}

function settledIn(merge: Merge): string[] {
  const settled = merge.pieces.filter(({ kind }) => kind !== "conflict");
  return settled.flatMap((piece) => inWords(wordsOf(merge, piece, piece.kind === "theirs" ? "theirs" : "ours")));
}

function quarrelledIn(merge: Merge): string[] {
  return conflictsIn(merge).flatMap((piece) => [
    ...inWords(wordsOf(merge, piece, "ours")),
    ...inWords(wordsOf(merge, piece, "theirs")),
  ]);
}

function inWords(text: string): string[] {
  return words(text).map(({ from, to }) => text.slice(from, to));
}

/** What stands in the one list more often than in the other. */
function without(all: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return all.filter((word) => {
    const at = left.indexOf(word);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** The words outside git's conflicts. One shell asks it for all. */
function keptByGit(triples: readonly Triple[]): string[][] {
  const folder = mkdtempSync(join(tmpdir(), "merge-git-"));
  try {
    triples.forEach(([, ...texts], index) => {
      mkdirSync(join(folder, String(index)));
      for (const [at, side] of ["base", "ours", "theirs"].entries())
        writeFileSync(
          join(folder, String(index), side),
          inWords(texts[at]!)
            .map((word) => `${word}\n`)
            .join(""),
        );
    });
    const each = 'for at in *; do git merge-file -q -p "$at/ours" "$at/base" "$at/theirs" > "$at/merged"; done; true';
    execFileSync("sh", ["-c", each], { cwd: folder });
    return triples.map((_, index) => outsideConflicts(readFileSync(join(folder, String(index), "merged"), "utf8")));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function outsideConflicts(merged: string): string[] {
  let inside = false;
  return merged.split("\n").filter((line) => {
    if (line.startsWith("<<<<<<<")) inside = true;
    const kept = !inside && line !== "";
    if (line.startsWith(">>>>>>>")) inside = false;
    return kept;
  });
}
