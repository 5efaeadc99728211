/**
 * What other programs make of the citations that are handed out: the `.bib` through biber and biblatex's styles, where TeX
 * is installed, and the CSL-JSON through citeproc-js. Run it by `npm run bench:citing`.
 */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { csl, type CslFigures } from "./citing-csl.ts";
import { kinds, type Kind } from "./citing-kinds.ts";
import { tex, type TexFigures } from "./citing-tex.ts";

const HELP = `Reads the citations of eight kinds of versions as other programs read them.

Usage: npm run bench:citing -- [options]

  --json           print JSON {figures, goals} instead of tables
  --csl FOLDER     a folder with clones of github.com/citation-style-language/styles and …/locales; without it they are
                   cloned into tests/bench/citing
  --out FOLDER     leave the .bib, .tex and .pdf files there
  --no-tex, --no-csl
                   leave that part out
  --help           this text

For the first part it takes what there is of biber, pdflatex, lualatex, kpsewhich and pdftotext (on Debian: texlive-latex-extra,
texlive-bibtex-extra, texlive-luatex, biber, poppler-utils), and says what is absent. For the second, citeproc is
installed into tests/bench/citing when it is first needed. Goals that could not be measured are null.
`;

const { values: options } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
    csl: { type: "string" },
    out: { type: "string" },
    "no-tex": { type: "boolean", default: false },
    "no-csl": { type: "boolean", default: false },
  },
});

function inFolder<T>(work: (folder: string) => T): T {
  if (options.out === undefined) {
    const folder = mkdtempSync(join(tmpdir(), "variorum-citing-"));
    try {
      return work(folder);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  mkdirSync(options.out, { recursive: true });
  return work(resolve(options.out));
}

function goalsOf({ warnings, printed }: TexFigures, { styled }: CslFigures): Record<string, boolean | null> {
  const every = <T>(list: readonly T[], holds: (each: T) => boolean) => (list.length > 0 ? list.every(holds) : null);
  const set = printed.filter(({ version }) => version !== null);
  return {
    "biber's data model: no warning": every(Object.values(warnings), (each) => each.length === 0),
    "biblatex: version and address in every style": every(set, ({ version, address }) => version! && address!),
    "biblatex: no digest": every(set, ({ digest }) => !digest),
    "CSL: twenty styles or more": styled.length > 0 ? new Set(styled.map(({ style }) => style)).size >= 20 : null,
    "CSL: the version in every style": every(styled, ({ version }) => version),
    "CSL: no container, no digest": every(styled, ({ container, digest }) => !container && !digest),
  };
}

function table(all: readonly Kind[], { absent, warnings, printed }: TexFigures, csl: CslFigures): string {
  const lines = all.map(({ name, what }) => `${name.padEnd(14)} ${what}`);
  for (const each of [...absent, ...csl.absent]) lines.push(`Absent: ${each}`);
  lines.push("", "biber --tool --validate-datamodel");
  for (const [kind, said] of Object.entries(warnings))
    lines.push(`  ${kind.padEnd(14)} ${said.length === 0 ? "no warning" : said.join("; ")}`);
  lines.push("", "Kinds with their version / with their address, of those that were set");
  for (const of of groups(printed, ({ engine, style }) => `${engine} ${style}`)) {
    const set = of.list.filter(({ version }) => version !== null);
    const count = (key: "version" | "address") => set.filter((each) => each[key]).length;
    const why = [...new Set(set.map(({ why }) => why))].filter(Boolean).join("; ");
    lines.push(`  ${of.name.padEnd(22)} ${count("version")} / ${count("address")} of ${set.length} ${why}`);
  }
  for (const of of groups(csl.styled, ({ style }) => style)) {
    const count = (key: "version" | "address") => of.list.filter((each) => each[key]).length;
    const wrong = of.list.filter(({ container, digest }) => container || digest).map(({ kind }) => kind);
    lines.push(
      `  ${of.name.padEnd(42)} ${count("version")} / ${count("address")} of ${of.list.length}${wrong.length > 0 ? `, wrong: ${wrong.join(", ")}` : ""}`,
    );
  }
  return lines.join("\n");
}

function groups<T>(list: readonly T[], nameOf: (each: T) => string): { name: string; list: T[] }[] {
  const names = [...new Set(list.map(nameOf))];
  return names.map((name) => ({ name, list: list.filter((each) => nameOf(each) === name) }));
}

if (options.help) console.log(HELP);
else {
  const all = kinds();
  const texFigures: TexFigures = options["no-tex"]
    ? { absent: [], warnings: {}, printed: [] }
    : inFolder((folder) => tex(all, folder));
  const cslFigures: CslFigures = options["no-csl"] ? { absent: [], styled: [] } : csl(all, options.csl);
  const goals = goalsOf(texFigures, cslFigures);
  if (options.json) console.log(JSON.stringify({ figures: { tex: texFigures, csl: cslFigures }, goals }, null, 2));
  else {
    console.log(table(all, texFigures, cslFigures));
    for (const [goal, met] of Object.entries(goals))
      console.log(`${met === null ? "not measured" : met ? "met" : "NOT MET"}: ${goal}`);
  }
  if (Object.values(goals).includes(false)) process.exitCode = 1;
}
