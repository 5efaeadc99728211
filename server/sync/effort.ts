/**
 * How much work an update makes. Yjs looks, for each item that it puts in, at those which others have put at the same
 * place: of people's words at a few. Whoever crafts an update can have it look at all of them for each, or go over the
 * whole draft for each of many deletions, which takes minutes; so what it looks at is counted, and bounded.
 *
 * This hangs on the insides of Yjs: `Item.integrate`, as in 13.6. A test notices when they change.
 */
import * as Y from "yjs";

/** Items that Yjs may look at for one update. Some eighty milliseconds' worth; the words of two who were away for a day need hundreds. */
export const MOST_EFFORT = 200_000;
/**
 * Items that Yjs may look at to open a draft: most of a second's worth. Three people who write 200,000 letters at places of
 * their own, and hear of one another every 3,000, need less than a hundred. It is counted at each opening, so that no
 * number of updates and no patience gets a draft far beyond it.
 */
export const MOST_OF_DRAFT = 2_000_000;
/**
 * Clients of which one update may write first. A page has one at a time, and brings those of a few visits without a line;
 * Yjs takes the square of their number.
 */
export const MOST_NEW_CLIENTS = 256;

/** An update makes more work than any that people write. */
export class TooLaborious extends Error {
  override name = "TooLaborious";
}

/** What is counted for the update that is being put in; null where nothing is. Yjs puts in one at a time. */
let counting: { seen: number; most: number; whose: (client: number) => boolean } | null = null;

// oxlint-disable-next-line typescript/unbound-method -- it is called on the item that it was called on
const { integrate } = Y.Item.prototype;
Y.Item.prototype.integrate = function (transaction, offset) {
  if (this.parent && counting?.whose(this.id.client)) look(this, transaction, offset);
  integrate.call(this, transaction, offset);
};

/**
 * Runs `put`, which puts one update in; gives at how many items Yjs looked for its sake. `whose` tells of a client whether
 * what it wrote counts: not what somebody else had waiting, that is let in now.
 * @throws TooLaborious if they are more than `most`, with half of it put in; and what `put` throws.
 */
export function effortOf(put: () => void, whose: (client: number) => boolean, most = MOST_EFFORT): number {
  const counted = (counting = { seen: 0, most, whose });
  try {
    put();
    return counted.seen;
  } finally {
    counting = null;
  }
}

/** Counts the items at which Yjs is going to look before it finds where `item` belongs: as `Item.integrate` does. */
function look(item: Y.Item, { doc }: Y.Transaction, offset: number): void {
  const { client, clock } = item.id;
  const before = offset > 0 ? Y.getItem(doc.store, Y.createID(client, clock + offset - 1)) : item.left;
  const origin = offset > 0 ? Y.createID(client, clock + offset - 1) : item.origin;
  const { right } = item;
  if (before ? offset === 0 && before.right === right : right !== null && right.left === null) return;
  const seen = new Set<Y.Item>();
  for (let other = before ? before.right : firstBeside(item); other !== null && other !== right; other = other.right) {
    count();
    seen.add(other);
    if (Y.compareIDs(origin, other.origin)) {
      if (other.id.client >= client && Y.compareIDs(item.rightOrigin, other.rightOrigin)) return;
    } else if (other.origin === null || !seen.has(Y.getItem(doc.store, other.origin))) return;
  }
}

/** The first of those that stand in the same text, or under the same key of a map. */
function firstBeside({ parent, parentSub }: Y.Item): Y.Item | null {
  const { _map, _start } = parent as Y.AbstractType<unknown>;
  if (parentSub === null) return _start;
  let first = _map.get(parentSub) ?? null;
  for (; first?.left; first = first.left) count();
  return first;
}

function count(): void {
  if (++counting!.seen > counting!.most)
    throw new TooLaborious("Too much stands at the places where this was written.");
}

type Deletions = ReturnType<typeof Y.decodeUpdate>["ds"];

/** The letters that an update takes out, in order. @throws TooLaborious if it takes some out twice, as Yjs never writes it. */
export function deletionsOf({ clients }: Deletions): [client: number, clock: number, length: number][] {
  return [...clients].flatMap(([client, ranges]) => {
    let end = 0;
    return [...ranges]
      .sort((a, b) => a.clock - b.clock)
      .map(({ clock, len }) => {
        if (clock < end) throw new TooLaborious("This takes the same letters out several times.");
        end = clock + len;
        return [client, clock, len] as [number, number, number];
      });
  });
}
