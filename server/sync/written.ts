/** In which of a document's parts updates wrote: whoever wrote the reason for a proposal alone has written no words of it. */
import * as Y from "yjs";

type Struct = Y.Item | Y.GC;

/** True if `updates`, which are in `doc`, put in or took out anything elsewhere than in `text`; what can't be told is. */
export function wroteElsewhere(doc: Y.Doc, text: Y.Text, updates: readonly Uint8Array[]): boolean {
  return updates.some((bytes) => {
    const { structs, ds } = Y.decodeUpdate(bytes);
    const put = structs.map(({ id, length }): Place => [id.client, id.clock, length]);
    const taken = [...ds.clients].flatMap(([client, ranges]) =>
      ranges.map(({ clock, len }): Place => [client, clock, len]),
    );
    return [...put, ...taken].flatMap((place) => structsAt(doc, place)).some((struct) => rootOf(struct) !== text);
  });
}

/** A client, a clock and a length. */
type Place = [client: number, clock: number, length: number];

function structsAt({ store }: Y.Doc, [client, clock, length]: Place): Struct[] {
  const all = store.clients.get(client) ?? [];
  const end = Math.min(clock + length, Y.getState(store, client));
  const found: Struct[] = [];
  if (clock >= end) return found;
  for (let at = Y.findIndexSS(all, clock); at < all.length && all[at]!.id.clock < end; at++) found.push(all[at]!);
  return found;
}

/** What a struct stands in, outermost; null if that is not known any more. */
function rootOf(struct: Struct): unknown {
  if (!(struct instanceof Y.Item)) return null;
  let type = struct.parent as Y.AbstractType<unknown>;
  while (type._item) type = type._item.parent as Y.AbstractType<unknown>;
  return type;
}
