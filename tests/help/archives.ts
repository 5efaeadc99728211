/** Archives of a work, as tests bring them in. */
import { bringArchive as bringFrom } from "../../server/bringing/bringing-archive.ts";
import { inMemory } from "../../server/bringing/file-bytes.ts";
import type { Store } from "../../server/store/store.ts";

type More = Parameters<typeof bringFrom> extends [Store, unknown, ...infer Rest] ? Rest : never;

export function bringArchive(store: Store, bytes: Uint8Array, ...more: More): ReturnType<typeof bringFrom> {
  return bringFrom(store, inMemory(bytes), ...more);
}
