/**
 * One workbench a data folder: two that serve the same drafts would not hear each other's words. The lock is SQLite's
 * own on a file beside the store, so the system lets it go with the process, however that ends.
 */
import { join } from "node:path";
import { Database } from "./driver.ts";
import { keepPrivate } from "./private.ts";

/** Another process serves the folder. */
export class FolderTaken extends Error {
  override name = "FolderTaken";
}

/**
 * Takes `folder` for this process; the function it gives lets it go.
 * @throws FolderTaken if another process has it.
 */
export function takeFolder(folder: string): () => void {
  const file = join(folder, "serving.lock");
  keepPrivate(file);
  const lock = new Database(file, { timeout: 0 });
  try {
    lock.exec("BEGIN EXCLUSIVE");
  } catch (cause) {
    lock.close();
    if ((cause as { code?: string }).code !== "SQLITE_BUSY") throw cause;
    throw new FolderTaken(
      `another workbench is serving ${folder}. Stop that one first, or give this one a data folder of its own.`,
      { cause },
    );
  }
  return () => void lock.close();
}
