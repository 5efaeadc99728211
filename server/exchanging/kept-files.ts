/** Files that are worked with on an errand: each lies in the data folder until that is done, so that a stop loses none. */
import { closeSync, openSync, readdirSync, rmSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { join } from "node:path";
import { newId } from "../store/ids.ts";

export interface KeptFiles {
  /** Begins one, which nobody else can read. @returns its id, and its descriptor: whoever began it closes that */
  begin(): { id: string; file: number };
  /** With one that is there. @throws if there is none */
  opened<Made>(id: string, use: (file: number) => Promise<Made>): Promise<Made>;
  drop(id: string): void;
  /** So many bytes the disk still takes; Infinity where it does not say. */
  room(): Promise<number>;
  /** Drops those that a stop has left, but for these; none that was begun here. */
  keepOnly(ids: readonly string[]): void;
}

const NAME = /^errand-([a-z0-9-]+)\.part$/;

/** @param folder the workbench's. */
export function keptFilesIn(folder: string): KeptFiles {
  const pathOf = (id: string): string => join(folder, `errand-${id}.part`);
  const begun = new Set<string>();
  const drop = (id: string): void => {
    begun.delete(id);
    rmSync(pathOf(id), { force: true });
  };
  return {
    begin() {
      const id = newId();
      begun.add(id);
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
    room: () =>
      statfs(folder).then(
        ({ bavail, bsize }) => bavail * bsize,
        () => Infinity,
      ),
    keepOnly(ids) {
      for (const [, id] of readdirSync(folder).map((name) => NAME.exec(name) ?? []))
        if (id !== undefined && !ids.includes(id) && !begun.has(id)) drop(id);
    },
  };
}
