/** The browser's files, as the build made them: which ones a page needs, and where they are. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

export interface Assets {
  scripts: string[];
  styles: string[];
  preload: { href: string; type: string; as: string }[];
}

interface Chunk {
  file: string;
  css?: string[];
  assets?: string[];
  isEntry?: boolean;
}

/** The faces every page shows at once: asking for them early keeps the text from moving. */
const FIRST_FONTS = /(source-serif-4-latin|source-sans-3-latin)-wght-normal/;

/**
 * Reads Vite's manifest in `folder` (`dist/client`).
 * @throws if it isn't there: the workbench was not built.
 */
export function readAssets(folder: string): Assets {
  const manifest = JSON.parse(readFileSync(join(folder, ".vite/manifest.json"), "utf8")) as Record<string, Chunk>;
  const entry = Object.values(manifest).find(({ isEntry }) => isEntry);
  if (!entry) throw new Error(`readAssets: ${folder} has no entry. Build the workbench again with \`npm start\`.`);
  const fonts = (entry.assets ?? []).filter((file) => FIRST_FONTS.test(file) && file.endsWith(".woff2"));
  return {
    scripts: [`/${entry.file}`],
    styles: (entry.css ?? []).map((file) => `/${file}`),
    preload: fonts.map((file) => ({ href: `/${file}`, type: "font/woff2", as: "font" })),
  };
}
