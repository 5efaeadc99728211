/** The CSL-JSON through citeproc-js, with twenty and more styles of the Citation Style Language's own collection. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import type { Kind } from "./citing-kinds.ts";

const HERE = "tests/bench/citing";
/** The styles that people ask for most, of each kind: author and date, notes, numbers, law, and of several countries. */
const STYLES = [
  ...["apa", "chicago-author-date", "chicago-notes-bibliography", "modern-language-association", "ieee"],
  ...["american-medical-association", "harvard-cite-them-right", "nature", "american-political-science-association"],
  ...["american-sociological-association", "elsevier-harvard", "springer-basic-author-date", "oscola"],
  ...["iso690-author-date-en", "din-1505-2", "sage-harvard", "cell", "science", "the-lancet"],
  ...["taylor-and-francis-chicago-author-date", "nlm-citation-sequence", "bluebook-law-review"],
  ...["associacao-brasileira-de-normas-tecnicas", "deutsche-gesellschaft-fur-psychologie"],
];
const LOCALE = "en-US";

/** What one style made of one kind. */
export interface Styled {
  style: string;
  kind: string;
  version: boolean;
  address: boolean;
  digest: boolean;
  /** True: where the words stood first is printed, and not as that. */
  container: boolean;
  text: string;
}

export interface CslFigures {
  absent: string[];
  styled: Styled[];
}

interface Engine {
  updateItems(ids: string[]): void;
  setOutputFormat(format: "text"): void;
  /** False: the style has notes alone. */
  makeBibliography(): [unknown, string[]] | false;
  makeCitationCluster(cited: { id: string }[]): string;
}
interface Citeproc {
  Engine: new (
    sys: { retrieveLocale(tag: string): string; retrieveItem(id: string): unknown },
    style: string,
    locale: string,
  ) => Engine;
}

/**
 * @param from a folder that holds clones of the repositories `styles` and `locales`; without it they are cloned beside
 *   the packages of this benchmark.
 */
export function csl(all: readonly Kind[], from: string | undefined): CslFigures {
  const figures: CslFigures = { absent: [], styled: [] };
  const missing = installPackages() ?? (from === undefined ? clone() : null);
  if (missing !== null) return { ...figures, absent: [missing] };
  const folder = from ?? HERE;
  const { Engine } = createRequire(resolve(HERE, "package.json"))("citeproc") as Citeproc;
  for (const style of STYLES) {
    const file = fileOf(folder, style);
    if (file === null) figures.absent.push(`The CSL style ${style} is not in ${folder}/styles.`);
    else figures.styled.push(...all.map((kind) => styled(Engine, folder, style, file, kind)));
  }
  return figures;
}

function installPackages(): string | null {
  if (existsSync(join(HERE, "node_modules/.package-lock.json"))) return null;
  console.error("Installing citeproc-js (once) …");
  const { status, stderr } = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], { cwd: HERE, encoding: "utf8" });
  return status === 0 ? null : `\`npm ci\` in ${HERE} failed: ${stderr.trim().split("\n").at(-1)}`;
}

function clone(): string | null {
  for (const name of ["styles", "locales"]) {
    if (existsSync(join(HERE, name))) continue;
    console.error(`Cloning the CSL ${name} (once) …`);
    const address = `https://github.com/citation-style-language/${name}`;
    const { status, error, stderr } = spawnSync("git", ["clone", "--quiet", "--depth", "1", address], {
      cwd: HERE,
      encoding: "utf8",
    });
    if (status !== 0) return `The CSL ${name} could not be cloned: ${error?.message ?? stderr.trim()} (see --csl).`;
  }
  return null;
}

/** A style may stand for another, whose file says how it is done. */
function fileOf(folder: string, style: string): string | null {
  const found = [`${style}.csl`, `dependent/${style}.csl`]
    .map((each) => join(folder, "styles", each))
    .find((each) => existsSync(each));
  if (!found) return null;
  const text = readFileSync(found, "utf8");
  const parent = /href="[^"]*\/([^"/]+)" rel="independent-parent"/.exec(text)?.[1];
  return parent === undefined ? text : fileOf(folder, parent);
}

function styled(Engine: Citeproc["Engine"], folder: string, style: string, file: string, kind: Kind): Styled {
  const sys = {
    retrieveLocale: (tag: string) => {
      const own = join(folder, "locales", `locales-${tag}.xml`);
      return readFileSync(existsSync(own) ? own : join(folder, "locales", `locales-${LOCALE}.xml`), "utf8");
    },
    retrieveItem: () => kind.csl,
  };
  const engine = new Engine(sys, file, LOCALE);
  engine.setOutputFormat("text");
  engine.updateItems([kind.name]);
  const bibliography = engine.makeBibliography();
  const text = bibliography ? bibliography[1].join(" ").trim() : engine.makeCitationCluster([{ id: kind.name }]);
  return {
    style,
    kind: kind.name,
    version: text.toLowerCase().includes(`version ${kind.number}`),
    address: text.includes(kind.url),
    digest: kind.digest !== null && text.includes(kind.digest.slice(0, 16)),
    container: kind.firstPublished !== null && holds(text, kind.firstPublished),
    text,
  };
}

/** True if `title` is printed, and not as where the words were first published. */
function holds(text: string, title: string): boolean {
  const plain = (words: string) => words.replaceAll(/[^\p{L}\p{N}]+/gu, " ").toLowerCase();
  const [before = "", ...after] = plain(text).split(plain(title).trim());
  return after.length > 0 && !/first published in $/.test(before);
}
