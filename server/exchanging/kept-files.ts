/** Files that are worked with on an errand: each lies in the data folder until that is done, so that a stop loses none. */
import { closeSync, openSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { newId } from "../store/ids.ts";

export interface KeptFiles {
  /** Begins one, which nobody else can read. @returns its id, and its descriptor: whoever began it closes that */
  begin(): { id: string; file: number };
  /** With one that is there. @throws if there is none */
  opened<Made>(id: string, use: (file: number) => Promise<Made>): Promise<Made>;
  drop(id: string): void;
  /** Drops those that a stop has left, but for these. */
  keepOnly(ids: readonly string[]): void;
}

const NAME = /^errand-([a-z0-9-]+)\.part$/;

/** @param folder the workbench's. */
export function keptFilesIn(folder: string): KeptFiles {
  const pathOf = (id: string): string => join(folder, `errand-${id}.part`);
  const drop = (id: string): void => rmSync(pathOf(id), { force: true });
  return {
    begin() {
      const id = newId();
      return { id, file: openSync(pathOf(id), "wx+", 0o600) };
    },
    async opened(id, use) {
      const file = openSync(pathOf(id), "r");
      try {
        return await use(file);
      } finally {
        closeSync(file);
      }
    },
    drop,
    keepOnly(ids) {
      for (const [, id] of readdirSync(folder).map((name) => NAME.exec(name) ?? []))
        if (id !== undefined && !ids.includes(id)) drop(id);
    },
  };
}
