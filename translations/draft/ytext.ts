/**
 * A Y.Text by its pieces: reading, inserting, taking out, and telling what a transaction did. Here, and nowhere else,
 * Yjs is used by its insides (13.6, pinned; a test notices when they change), for four reasons:
 *
 * - `Y.Text.insert` goes on over what was deleted to the right, so that another's words may come between those of a run.
 * - `Y.Text.delete` tidies marks by what it takes for the marks before the place, which it does not always know: where
 *   the end of a strong word is taken out in a document that was loaded, the words behind it change their marks.
 * - Reading `Y.YTextEvent.delta` takes out marks that say nothing: whoever only reads would write.
 * - `Y.Text.toDelta` joins what is not one piece, and takes three times as long.
 */
import * as Y from "yjs";
import { wellFormed } from "../text/well-formed.ts";

/** What the marks of some words are, by name. Never an object: Yjs compares some of these by identity. */
export type MarkValue = string | number | boolean;

/** The marks at a place. Two places with nothing between them that changes marks share one object. */
export type Format = ReadonlyMap<string, unknown>;

const PLAIN: Format = new Map();

/** Goes over what stands in `text`, in order. `embed` gets what is not words: a marker, or anything else. */
export function readPieces(
  text: Y.Text,
  words: (letters: string, format: Format) => void,
  embed: (value: unknown) => void,
): void {
  let format = PLAIN;
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted) continue;
    const { content } = item;
    if (content instanceof Y.ContentString) words(content.str, format);
    else if (content instanceof Y.ContentFormat) format = formatted(format, content);
    else if (content instanceof Y.ContentType) embed(content.type);
    else if (item.countable) for (const value of content.getContent() as unknown[]) embed(value);
  }
}

/** Letters typed one after another become one string in memory each time so many more have come. */
const LAID = 16;
/** Whatever looks into a string has it laid out. */
const LOOK = /^/;

/**
 * Lays out in memory what a client just wrote up to `clock`, `length` units. Yjs puts letters typed one after another
 * into one piece, as a string made of strings, which in V8 holds some 30 bytes a key until somebody looks into it.
 */
export function layOut({ store }: Y.Doc, { client, clock }: Id, length: number): void {
  const structs = store.clients.get(client);
  if (!structs || clock >= Y.getState(store, client)) return;
  const piece = structs[Y.findIndexSS(structs, clock)]!;
  if (piece instanceof Y.Item && piece.content instanceof Y.ContentString && piece.length % LAID < length)
    LOOK.test(piece.content.str);
}

/** True if nothing ever stood in a text. */
export function isUntouched(text: Y.Text): boolean {
  return text._start === null;
}

function formatted(format: Format, { key, value }: Y.ContentFormat): Format {
  const others = format.size - Number(format.has(key));
  if (others === 0) return value === null ? PLAIN : alone(key, value);
  const next = new Map(format);
  if (value === null) next.delete(key);
  else next.set(key, value);
  return next;
}

/** The formats of one mark that were made last: most are one of these again, and each that is new has its marks to be made. */
const made: Format[] = [];
const MADE = 4;

function alone(key: string, value: unknown): Format {
  const known = made.find((format) => format.has(key) && format.get(key) === value);
  if (known) return known;
  const format = new Map([[key, value]]);
  if (made.length === MADE) made.pop();
  made.unshift(format);
  return format;
}

/** The number of a letter or marker among all that its Yjs client wrote. */
interface Id {
  client: number;
  clock: number;
}

/** A place between two items, which may be deleted ones, with the marks there. */
interface Gap {
  left: Y.Item | null;
  right: Y.Item | null;
  format: Format;
}

/** The place behind `index` letters and markers, before all that is deleted or changes marks there. */
function gapAt(transaction: Y.Transaction, text: Y.Text, index: number): Gap {
  let { left, right, format, index: counted } = nearest(text, index);
  while (right !== null && counted < index) {
    if (!right.deleted && right.content instanceof Y.ContentFormat) format = formatted(format, right.content);
    if (liveLength(right) > index - counted) splitAt(transaction, right, index - counted);
    counted += liveLength(right);
    [left, right] = [right, right.right];
  }
  return { left, right, format };
}

/** How many letters and markers of an item are there. */
function liveLength({ deleted, countable, length }: Y.Item): number {
  return deleted || !countable ? 0 : length;
}

/** Cuts an item in two: `length` units stay in it. */
function splitAt(transaction: Y.Transaction, { id }: Y.Item, length: number): void {
  Y.getItemCleanStart(transaction, Y.createID(id.client, id.clock + length));
}

/**
 * Puts letters, or a marker, behind the first `index` letters and markers of `text`, right behind its left neighbour.
 * `marks` are those of the letters; null: those that stand there. Half a character is sent as U+FFFD, and so it stands
 * here too: beside one Yjs would part the next character as if it were its other half.
 */
export function insertAt(
  text: Y.Text,
  index: number,
  content: string | Y.Map<unknown>,
  marks: Record<string, MarkValue> | null,
): void {
  const whole = typeof content === "string" ? wellFormed(content) : content;
  Y.transact(text.doc!, (transaction) => {
    const gap = gapWith(gapAt(transaction, text, index), marks);
    if (gap) {
      const { lastId, length } = putIn(transaction, text, beside(transaction, text, gap), whole);
      return remember(text, transaction, lastId, index + length, gap.format);
    }
    remembered.delete(text);
    if (typeof whole === "string") text.insert(index, whole, marks ?? {});
    else text.insertEmbed(index, whole, marks ?? {});
  });
}

/** Gives words marks; those with the value null are taken off. */
export function formatAt(text: Y.Text, index: number, length: number, marks: Record<string, MarkValue | null>): void {
  remembered.delete(text);
  text.format(index, length, marks);
}

/** The gap moved on, over nothing but changes of marks, to where the marks are as wanted; null if they nowhere are. */
function gapWith(gap: Gap, marks: Record<string, MarkValue> | null): Gap | null {
  let { left, right, format } = gap;
  while (marks !== null && !isFormat(format, marks)) {
    if (right === null || liveLength(right) > 0) return null;
    if (!right.deleted && right.content instanceof Y.ContentFormat) format = formatted(format, right.content);
    [left, right] = [right, right.right];
  }
  return { left, right, format };
}

function isFormat(format: Format, marks: Record<string, MarkValue>): boolean {
  const names = Object.keys(marks);
  return names.length === format.size && names.every((name) => format.get(name) === marks[name]);
}

/** The last unit that was put into a text here: what follows it belongs to the same run. */
const lastIn = new WeakMap<Y.Text, Id>();

/**
 * Where a run begins upon words that were taken out, it begins one letter into them: what another puts before them or
 * behind them at the same time stays on its side. A marker that was taken out is no such word: words would change blocks
 * when its going is taken back. Nor is what was collected here, which may begin with any character: where its halves are
 * kept for whoever took it out, they would come back as two that mean nothing.
 */
function beside(transaction: Y.Transaction, text: Y.Text, gap: Gap): Gap {
  const { left, right, format } = gap;
  if (!right?.deleted || !(right.content instanceof Y.ContentString) || goesOn(text, left)) return gap;
  const units = /^[\ud800-\udbff]/.test(right.content.str) ? 2 : 1;
  if (right.length > units) splitAt(transaction, right, units);
  return { left: right, right: right.right, format };
}

function goesOn(text: Y.Text, left: Y.Item | null): boolean {
  const last = lastIn.get(text);
  return left !== null && last !== undefined && left.lastId.client === last.client && left.lastId.clock === last.clock;
}

function putIn(
  transaction: Y.Transaction,
  text: Y.Text,
  { left, right }: Gap,
  content: string | Y.Map<unknown>,
): Y.Item {
  const { doc } = transaction;
  const id = Y.createID(doc.clientID, Y.getState(doc.store, doc.clientID));
  const made = typeof content === "string" ? new Y.ContentString(content) : new Y.ContentType(content);
  const item = new Y.Item(id, left, left && left.lastId, right, right && right.id, text, null, made);
  item.integrate(transaction, 0);
  forgetSearches(text);
  lastIn.set(text, item.lastId);
  return item;
}

/** Yjs remembers where it searched last; what is done here it does not see. */
function forgetSearches(text: Y.Text): void {
  if (text._searchMarker) text._searchMarker.length = 0;
}

/** Takes out `length` letters and markers behind the first `index`, and nothing of the marks. */
export function deleteAt(text: Y.Text, index: number, length: number): void {
  Y.transact(text.doc!, (transaction) => {
    const { left, right, format } = gapAt(transaction, text, index);
    let [item, rest] = [right, length];
    for (; item !== null && rest > 0; item = item.right) {
      if (item.deleted || !item.countable) continue;
      if (item.length > rest) splitAt(transaction, item, rest);
      rest -= item.length;
      item.delete(transaction);
    }
    forgetSearches(text);
    if (left) remember(text, transaction, left.lastId, index, format);
  });
}

/**
 * The letter or marker at which a text was changed last: what comes next is mostly beside it, and need not be counted
 * from the start. It is kept by its number, as items are cut and put together.
 */
interface Remembered extends Id {
  /** How many letters and markers stand up to it, of how many in all. */
  index: number;
  length: number;
  /** The marks there. */
  format: Format;
  /** The transaction that left it so, and the first one behind that which changed the text. */
  since: Y.Transaction;
  until: Y.Transaction | null;
}

const remembered = new WeakMap<Y.Text, Remembered>();
const watched = new WeakSet<Y.Text>();

function remember(text: Y.Text, since: Y.Transaction, { client, clock }: Id, index: number, format: Format): void {
  remembered.set(text, { client, clock, index, length: text.length, format, since, until: null });
  if (watched.has(text)) return;
  watched.add(text);
  text.observe((_event, transaction) => {
    const known = remembered.get(text);
    if (known && known.since !== transaction) known.until ??= transaction;
  });
}

/** An item, how many letters and markers stand before it, and the marks there. */
interface Known {
  item: Y.Item;
  index: number;
  format: Format;
}

/** What is remembered of a text as it is now, or as it was before the transaction whose observers are being called. */
function knownIn(text: Y.Text, during: Y.Transaction | null): Known | null {
  const known = remembered.get(text);
  if (!known || known.until !== during || (during === null && known.length !== text.length)) return null;
  const { client, clock, index, format } = known;
  const item = Y.getItem(text.doc!.store, Y.createID(client, clock));
  return { item, index: index - (clock - item.id.clock) - 1, format };
}

/** A gap before the last of `index` letters and markers, as near to it as is known, and how many stand before the gap. */
function nearest(text: Y.Text, index: number): Gap & { index: number } {
  const start = { left: null, right: text._start, format: PLAIN, index: 0 };
  const known = knownIn(text, null);
  if (!known || known.item.deleted) return start;
  let { item, index: counted } = known;
  while (counted >= index) {
    const { left } = item;
    if (left === null || left.content instanceof Y.ContentFormat) return start;
    [item, counted] = [left, counted - liveLength(left)];
  }
  return { left: item.left, right: item, format: known.format, index: counted };
}

/** So many letters and markers in a row that a transaction left, put in, or took out. */
export interface Run {
  kind: "stayed" | "came" | "went";
  count: number;
  /** The letters, if it came or went and is of letters. */
  letters: string | null;
  /** The marks of letters that came. */
  format: Format;
  /** The Yjs client that wrote it, and the number of its first unit there. */
  client: number;
  clock: number;
}

/** What a transaction did to a text. */
export interface Told {
  runs: readonly Run[];
  /** True if letters came and went, and neither markers nor marks. What a marker says is not looked at. */
  plain: boolean;
  /** The one marker that came or went, if nothing else of the text did. */
  marker: Marker | null;
}

/** A type that stands in a text between its letters. */
export type Marker = Y.AbstractType<unknown>;

/**
 * Where the place behind the first `index` letters and markers went: it holds to the one before it, and where that was
 * taken out, to what stood before that.
 */
export function indexAfter(runs: readonly Run[], index: number): number {
  let [old, now] = [0, 0];
  for (const { kind, count } of runs) {
    if (kind !== "came" && index <= old + count && index > old) return kind === "stayed" ? now + index - old : now;
    if (kind !== "came") old += count;
    if (kind !== "went") now += count;
  }
  return index === 0 ? 0 : now;
}

/** Where the first and the last of the letters and markers from `from` to `to` went that stayed; null if none did. */
export function rangeAfter(runs: readonly Run[], from: number, to: number): [from: number, to: number] | null {
  let [old, now] = [0, 0];
  let range: [number, number] | null = null;
  for (const { kind, count } of runs) {
    const [first, last] = [Math.max(from, old), Math.min(to, old + count)];
    if (kind === "stayed" && first < last) range = [range?.[0] ?? now + first - old, now + last - old];
    if (kind !== "came") old += count;
    if (kind !== "went") now += count;
  }
  return range;
}

/** What `transaction` did to `text`. To be asked while its observers are called: later, what went is forgotten. */
export function toldBy(text: Y.Text, transaction: Y.Transaction): Told {
  const touched = touchedIn(text, transaction);
  if (touched.length === 0) return { runs: stays(text.length), plain: true, marker: null };
  const [item] = touched;
  return touched.length === 1 && item!.countable ? toldOfOne(text, transaction, item!) : toldOfAll(text, transaction);
}

function stays(count: number): Run[] {
  return count > 0 ? [{ kind: "stayed", count, letters: null, format: PLAIN, client: 0, clock: 0 }] : [];
}

/** How many letters and markers stand before a marker of `text`; null if it is not there. */
export function indexOfMarker(text: Y.Text, marker: Marker): number | null {
  const item = marker._item;
  if (!item || item.deleted || item.parent !== text) return null;
  return placeOf(item, true, knownIn(text, null)).index;
}

/** What stands behind a marker, which may be gone, and the letters that follow it; undefined if it is the last. */
export function embedBehind({ _item }: Marker): unknown {
  for (let item = _item?.right ?? null; item !== null; item = item.right) {
    if (liveLength(item) === 0 || item.content instanceof Y.ContentString) continue;
    return item.content instanceof Y.ContentType ? item.content.type : item.content.getContent()[0];
  }
  return undefined;
}

function toldOfAll(text: Y.Text, transaction: Y.Transaction): Told {
  const runs: Run[] = [];
  let [format, plain] = [PLAIN, true];
  for (let item = text._start; item !== null; item = item.right) {
    const { content, deleted, countable, length } = item;
    const kind = kindOf(item, transaction);
    if (content instanceof Y.ContentFormat) {
      if (kind !== "stayed" && kind !== null) plain = false;
      if (!deleted) format = formatted(format, content);
    }
    if (!countable || kind === null) continue;
    const last = runs.at(-1);
    if (kind === "stayed" && last?.kind === "stayed") last.count += length;
    else runs.push(runOf(item, kind, format));
    if (kind !== "stayed" && !(content instanceof Y.ContentString)) plain = false;
  }
  return { runs, plain, marker: null };
}

function runOf({ content, length, id }: Y.Item, kind: Run["kind"], format: Format): Run {
  const letters = kind !== "stayed" && content instanceof Y.ContentString ? content.str : null;
  return { kind, count: length, letters, format, client: id.client, clock: id.clock };
}

/** A letter that came, mostly: the rest of the text is not looked at. */
function toldOfOne(text: Y.Text, transaction: Y.Transaction, item: Y.Item): Told {
  const { index, format } = placeOf(item, item.deleted, knownIn(text, transaction));
  const { left, deleted, length, lastId, content } = item;
  const run = runOf(item, deleted ? "went" : "came", format);
  if (!deleted) remember(text, transaction, lastId, index + length, format);
  else if (left && liveLength(left) > 0) remember(text, transaction, left.lastId, index, format);
  const behind = text.length - index - liveLength(item);
  const marker = content instanceof Y.ContentType ? content.type : null;
  return { runs: [...stays(index), run, ...stays(behind)], plain: run.letters !== null, marker };
}

/**
 * How many letters and markers stood before an item, beside which nothing came or went, and the marks there. `was`: it stood
 * there before the transaction.
 */
function placeOf(item: Y.Item, was: boolean, known: Known | null): Omit<Known, "item"> {
  if (known?.item === item) return known;
  let [left, before, right, behind] = [item.left, 0, item.right, was ? item.length : 0];
  const formats: Y.ContentFormat[] = [];
  // In both directions at once: where the known place is, nobody knows.
  while (left !== null && left !== known?.item) {
    if (known && right === known.item) return { index: known.index - behind, format: known.format };
    if (right?.content instanceof Y.ContentFormat) right = null;
    if (right) [right, behind] = [right.right, behind + liveLength(right)];
    if (left.content instanceof Y.ContentFormat && !left.deleted) formats.push(left.content);
    [left, before] = [left.left, before + liveLength(left)];
  }
  const from = left ? { index: known!.index + left.length, format: known!.format } : { index: 0, format: PLAIN };
  return { index: from.index + before, format: formats.reduceRight(formatted, from.format) };
}

/** The items of a text that a transaction put in or took out; the first two if there are several. */
function touchedIn(text: Y.Text, { beforeState, afterState, deleteSet, doc }: Y.Transaction): Y.Item[] {
  const touched: Y.Item[] = [];
  const look = (client: number, from: number, to: number): void => {
    const structs = doc.store.clients.get(client)!;
    for (let at = Y.findIndexSS(structs, from); at < structs.length && structs[at]!.id.clock < to; at++) {
      const struct = structs[at]!;
      if (struct instanceof Y.Item && struct.parent === text && touched.push(struct) === 2) return;
    }
  };
  for (const [client, to] of afterState) {
    const from = beforeState.get(client) ?? 0;
    if (from < to && touched.length < 2) look(client, from, to);
  }
  for (const [client, gone] of deleteSet.clients)
    for (const { clock, len } of gone) if (touched.length < 2) look(client, clock, clock + len);
  return touched;
}

/** Null: it was and is not there, or came and went at once. */
function kindOf({ id, deleted }: Y.Item, { beforeState, deleteSet }: Y.Transaction): Run["kind"] | null {
  const fresh = id.clock >= (beforeState.get(id.client) ?? 0);
  if (!deleted) return fresh ? "came" : "stayed";
  return !fresh && Y.isDeleted(deleteSet, id) ? "went" : null;
}

/** A position that stays with the letter behind it (`side` 0) or before it (−1). */
export function relativeAt(text: Y.Text, index: number, side: 0 | -1): Y.RelativePosition {
  const letter = idAt(text, index + side);
  return letter
    ? new Y.RelativePosition(null, null, letter, side)
    : Y.createRelativePositionFromTypeIndex(text, index, side);
}

/** The letter or marker behind the first `index`; null if there is none. */
function idAt(text: Y.Text, index: number): Y.ID | null {
  if (index < 0) return null;
  let { right, index: counted } = nearest(text, index + 1);
  for (; right !== null; right = right.right) {
    if (counted + liveLength(right) > index) return Y.createID(right.id.client, right.id.clock + index - counted);
    counted += liveLength(right);
  }
  return null;
}

/** Where a position stands now, also if its letter is gone; null if it is none of `text`. */
export function indexOf(text: Y.Text, relative: Y.RelativePosition): number | null {
  const found = Y.createAbsolutePositionFromRelativePosition(relative, text.doc!);
  return found?.type === text ? found.index : null;
}

/** Y.RelativePosition as JSON. */
export type PlaceJson = unknown;

/** As {@link relativeAt}, as JSON; null if there is no such letter. */
export function placeAt(text: Y.Text, index: number, side: 0 | -1): PlaceJson {
  const relative = relativeAt(text, index, side);
  return relative.item ? (JSON.parse(JSON.stringify(Y.relativePositionToJSON(relative))) as unknown) : null;
}

function isId(value: unknown): value is Id {
  const { client, clock } = (value ?? {}) as Partial<Id>;
  return Number.isSafeInteger(client) && Number.isSafeInteger(clock) && client! >= 0 && clock! >= 0;
}

/**
 * Where a position stands now: so many letters and markers before it. Null if its letter is gone, or if `json`, which
 * may be a stranger's, is no position in `text`.
 */
export function indexOfPlace(text: Y.Text, json: PlaceJson): number | null {
  const { item, assoc } = (json ?? {}) as { item?: unknown; assoc?: unknown };
  const { doc } = text;
  if (!isId(item) || !doc || item.clock >= Y.getState(doc.store, item.client)) return null;
  const id = Y.createID(item.client, item.clock);
  const struct = Y.getItem(doc.store, id) as Y.AbstractStruct;
  if (!(struct instanceof Y.Item) || struct.deleted || struct.parent !== text) return null;
  const relative = new Y.RelativePosition(null, null, id, assoc === -1 ? -1 : 0);
  return Y.createAbsolutePositionFromRelativePosition(relative, doc, false)?.index ?? null;
}
