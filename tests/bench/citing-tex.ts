/** The `.bib` files where TeX is installed: biber's data model, and what stands in the bibliographies that are printed. */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Kind } from "./citing-kinds.ts";

/** What one style printed of one kind. */
export interface Printed {
  engine: string;
  style: string;
  kind: string;
  /** Null: it was not tried, and `why` says so. */
  version: boolean | null;
  address: boolean | null;
  digest: boolean;
  why: string;
}

export interface TexFigures {
  /** What is not installed, in sentences. */
  absent: string[];
  /** Warnings and errors of biber's data model, by kind. */
  warnings: Record<string, string[]>;
  printed: Printed[];
}

/** Styles, each with the file that shows whether it is installed, and how biblatex is loaded with it. */
const STYLES: readonly { name: string; file: string; load: string }[] = [
  ...["authoryear", "numeric", "verbose", "apa", "mla", "ieee"].map((name) => ({
    name,
    file: `${name}.bbx`,
    load: `\\usepackage[backend=biber,style=${name}]{biblatex}`,
  })),
  { name: "chicago", file: "biblatex-chicago.sty", load: "\\usepackage[authordate,backend=biber]{biblatex-chicago}" },
];
const ENGINES = ["pdflatex", "lualatex"] as const;
const MINUTES = 3;

function run(tool: string, args: string[], cwd: string): { ok: boolean; said: string } {
  const { status, stdout, stderr, error } = spawnSync(tool, args, {
    cwd,
    encoding: "utf8",
    timeout: MINUTES * 60_000,
    maxBuffer: 64_000_000,
  });
  return { ok: status === 0, said: error ? error.message : `${stdout}${stderr}` };
}

function isInstalled(tool: string): boolean {
  return spawnSync(tool, ["--version"], { stdio: "ignore" }).error === undefined;
}

/** @param folder an empty one, in which all is made. */
export function tex(all: readonly Kind[], folder: string): TexFigures {
  const figures: TexFigures = { absent: [], warnings: {}, printed: [] };
  for (const { name, bib } of all) writeFileSync(join(folder, `${name}.bib`), bib);
  const missing = ["biber", ...ENGINES, "kpsewhich", "pdftotext"].filter((tool) => !isInstalled(tool));
  figures.absent.push(...missing.map((tool) => `${tool} is not installed.`));
  if (missing.includes("biber")) return figures;
  for (const { name } of all) figures.warnings[name] = dataModel(name, folder);
  if (missing.includes("pdftotext") || missing.includes("kpsewhich")) return figures;
  const styles = STYLES.filter(({ name, file }) => {
    const there = run("kpsewhich", [file], folder).ok;
    if (!there) figures.absent.push(`The biblatex style ${name} is not installed.`);
    return there;
  });
  for (const engine of ENGINES.filter((each) => !missing.includes(each)))
    for (const style of styles) figures.printed.push(...bibliography(engine, style, all, folder));
  return figures;
}

function dataModel(name: string, folder: string): string[] {
  const { ok, said } = run("biber", ["--tool", "--validate-datamodel", "--nolog", `${name}.bib`], folder);
  const lines = said.split("\n").filter((line) => /^(WARN|ERROR)/.test(line));
  return ok || lines.length > 0 ? lines : [said.trim().slice(-500)];
}

/** One document, a page for each kind; what is read again is the text of the PDF. */
function bibliography(
  engine: string,
  { name: style, load }: (typeof STYLES)[number],
  all: readonly Kind[],
  folder: string,
): Printed[] {
  const set = all.filter(({ pdflatex }) => pdflatex || engine !== "pdflatex");
  const job = `${engine}-${style}`;
  writeFileSync(join(folder, `${job}.tex`), document(engine, load, set));
  const steps: [string, string[]][] = [
    [engine, ["-interaction=nonstopmode", "-halt-on-error", job]],
    ["biber", [job]],
    [engine, ["-interaction=nonstopmode", "-halt-on-error", job]],
    ["pdftotext", ["-enc", "UTF-8", `${job}.pdf`, `${job}.txt`]],
  ];
  const failed = steps.map(([tool, args]) => ({ tool, ...run(tool, args, folder) })).find(({ ok }) => !ok);
  const why = failed
    ? `${failed.tool} stopped: ${/^(?:!|ERROR|.*:\d+:).*$/m.exec(failed.said)?.[0] ?? "see its log"}`
    : "";
  const pages = failed ? [] : readFileSync(join(folder, `${job}.txt`), "utf8").split("\f");
  return all.map((kind): Printed => {
    const at = set.indexOf(kind);
    const line = { engine, style, kind: kind.name };
    if (at < 0)
      return { ...line, version: null, address: null, digest: false, why: "its file says: not with pdflatex" };
    const page = bare(pages[at] ?? "");
    return {
      ...line,
      version: page.includes(bare(`version ${kind.number}`)),
      // MLA leaves the scheme out.
      address: page.includes(bare(kind.url.replace(/^https?:\/\//, ""))),
      digest: kind.digest !== null && page.includes(kind.digest.slice(0, 16)),
      why,
    };
  });
}

/** Without white space, hyphens and capitals: lines are broken anywhere. */
function bare(text: string): string {
  return text.replaceAll(/[\s\p{Pd}\u00ad]/gu, "").toLowerCase();
}

function document(engine: string, load: string, set: readonly Kind[]): string {
  const fonts = engine === "pdflatex" ? "\\usepackage[T1]{fontenc}\n\\usepackage{lmodern}" : "\\usepackage{fontspec}";
  const pages = set.map(
    ({ name }) => `\\begin{refsection}[${name}.bib]\n\\nocite{*}\n\\printbibliography\n\\end{refsection}\n\\clearpage`,
  );
  return `\\documentclass{article}
${fonts}
\\usepackage[english]{babel}
\\usepackage{csquotes}
${load}
\\usepackage{hyperref}
\\pagestyle{empty}
\\begin{document}
${pages.join("\n")}
\\end{document}
`;
}
