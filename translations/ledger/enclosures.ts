/**
 * What may have to go can go. A record holds facts, codes and ids for good; words, names, notes and reasons stand beside it as
 * *enclosures*, and in their place the record has a digest of each: of a random salt and the words, so that nobody can find
 * out by trying what was there. A removal deletes an enclosure; record, chain and address stay as they were.
 *
 * In a record's event `{"enclosed": digest}` stands for a text, the same with more members for what has them (a note's id,
 * date and category), and `{"person": n}` for the n-th of the record's `people`, counted from 0: `{"id", "enclosed"}`, the
 * id only of somebody with an account. The enclosures are kept in the order in which their digests stand in the record's
 * canonical bytes.
 */
import { hexToBytes } from "@noble/hashes/utils.js";
import { digestOf, digestOfText } from "../text/digest.ts";
import { canonicalJson } from "../text/json.ts";
import { WITHHELD, type Person } from "../notes/note.ts";
import type { LedgerEvent } from "./events.ts";

/** What stands beside a record: a value of JSON, and the salt of its digest, 16 random bytes as lower-case hexadecimal. */
export interface Enclosure {
  salt: string;
  value: Json;
}

/** Where an enclosure was removed: nothing, or the name that a person is to be called by instead. */
export type Removed = null | { instead: Json };

/** Where an enclosure was left out of a copy for others. No workbench has that. */
export interface LeftOut {
  readonly leftOut: true;
}

/** What stands in the place of an enclosure. */
export type Slot = Enclosure | Removed | LeftOut;

/** The enclosures of a record, and where one is not there, what is instead. */
export type Beside = readonly Slot[];

/** The same as it is written: `[salt, value]` for each enclosure; `[instead]` or `[]` where it was removed, null where left out. */
export type Slots = readonly (readonly Json[] | null)[];

/** What stands beside a record, as it is written. */
export function slotsOf(beside: Beside): Slots {
  return beside.map((slot) => {
    if (slot === null) return [];
    if (isLeftOut(slot)) return null;
    return "instead" in slot ? [slot.instead] : [slot.salt, slot.value];
  });
}

/** The other way round. @throws TypeError if it is no list of such lists */
export function besideIn(slots: Slots): Beside {
  return slots.map((slot) => {
    if (slot === null) return { leftOut: true };
    const [first, second] = slot;
    if (first === undefined) return null;
    return second === undefined ? { instead: first } : { salt: first as string, value: second };
  });
}

/** True of a place from which an enclosure was removed. */
export function isRemoved(slot: Slot): slot is Removed {
  return slot === null || "instead" in slot;
}

/** True of the place of an enclosure that was left out. */
export function isLeftOut(slot: Slot): slot is LeftOut {
  return slot !== null && "leftOut" in slot;
}

/** A value as JSON can say it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json | undefined };
type JsonObject = { readonly [name: string]: Json | undefined };

/** An event as a record holds it, whom it names, and its enclosures. */
export interface Sealed {
  event: Json;
  people: Json[];
  beside: Enclosure[];
}

/** Members that hold a person, or a list of them with what each did. */
const PEOPLE = new Set(["approver", "author", "by", "contributors", "foreign", "instead", "person", "proposers"]);
/** Members that hold words. */
const WORDS = new Set([
  "provenance",
  "publishedIn",
  "quoted",
  "rationale",
  "reason",
  "rendering",
  "summary",
  "wording",
]);
/** What a record says of a note; the rest of it is words. */
const OF_NOTE = new Set(["author", "category", "date", "id"]);
/** What a record says of a person beside whom it is. */
const OF_PERSON = new Set(["id", "role"]);

/** What of a person is enclosed: how they are called. */
export function namedPart(person: Person): Json {
  return picked(person as unknown as JsonObject, OF_PERSON, false);
}

/** SHA-256 of the salt's bytes and, behind them, the value's canonical JSON (RFC 8785) in UTF-8; lower-case hexadecimal. */
export function digestOfEnclosure({ salt, value }: Enclosure): string {
  return digestOf(hexToBytes(salt), canonicalJson(value));
}

/** Salts that the same seed gives again: for what is published anyway, and for trials. */
export function saltsFrom(seed: string): () => string {
  let given = 0;
  return () => digestOfText(`${seed} ${++given}`).slice(0, 32);
}

/**
 * An event as its record holds it.
 * @param newSalt gives 16 random bytes as hexadecimal, other ones each time.
 */
export function seal(event: LedgerEvent, newSalt: () => string): Sealed {
  const enclosures = new Map<string, Enclosure>();
  const people: JsonObject[] = [];
  const known = new Map<string, number>();

  function enclosed(value: Json): string {
    const enclosure = { salt: newSalt(), value };
    const digest = digestOfEnclosure(enclosure);
    enclosures.set(digest, enclosure);
    return digest;
  }

  function person(value: JsonObject): JsonObject {
    const { id, role } = value;
    const named = picked(value, OF_PERSON, false);
    const key = canonicalJson([id ?? null, named]);
    if (!known.has(key))
      known.set(key, people.push({ ...(id !== undefined && { id }), enclosed: enclosed(named) }) - 1);
    return { person: known.get(key)!, ...(role !== undefined && { role }) };
  }

  function note(value: JsonObject): JsonObject {
    const known = members(picked(value, OF_NOTE, true));
    return { ...known, enclosed: enclosed(picked(value, OF_NOTE, false)) };
  }

  function member(name: string, value: Json | undefined): Json | undefined {
    if (WORDS.has(name) && value && !isEmpty(value)) return { enclosed: enclosed(value) };
    if (isList(value)) return value.map((each) => member(name, each)!);
    if (!isObject(value)) return value;
    if (PEOPLE.has(name)) return person(value);
    return name === "notes" ? note(value) : members(value);
  }

  function members(value: JsonObject): JsonObject {
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, member(name, each)]));
  }

  const sealed = members(event as unknown as JsonObject);
  const beside = digestsIn(sealed, people).map((digest) => enclosures.get(digest)!);
  return { event: sealed, people, beside };
}

/** The digests of a record's enclosures, in their order. */
export function digestsIn(event: Json, people: Json = []): string[] {
  const found: string[] = [];
  const gather = (value: Json): void => {
    if (isList(value)) return value.forEach(gather);
    if (!isObject(value)) return;
    for (const name of namesIn(value)) {
      const each = value[name];
      if (name === "enclosed" && typeof each === "string") found.push(each);
      else if (each !== undefined) gather(each);
    }
  };
  gather(event);
  gather(people);
  return found;
}

/** The names of an object's members in canonical order, as a record's body has them already. */
function namesIn(value: JsonObject): string[] {
  const names = Object.keys(value);
  return names.every((name, at) => at === 0 || names[at - 1]! < name) ? names : names.sort();
}

/**
 * The event of a record with what stands beside it. Where something was removed or left out, there is as little as can be: no words of
 * a version or a description, an empty rendering or reason, one note less, {@link WITHHELD} for a name.
 * @param digests those of its enclosures, where they are known.
 * @throws TypeError if the record speaks of people or enclosures that it has not.
 */
export function unseal(
  event: Json,
  people: Json,
  beside: Beside,
  digests: readonly string[] = digestsIn(event, people),
): LedgerEvent {
  const slots = new Map(digests.map((digest, index) => [digest, beside[index]]));

  /** What is enclosed; undefined if it was removed. */
  function enclosed(digest: Json | undefined): Json | undefined {
    const slot = slots.get(digest as string);
    if (slot === undefined) throw new TypeError(`what it encloses as ${JSON.stringify(digest)} is not beside it`);
    if (slot === null || isLeftOut(slot)) return undefined;
    return "instead" in slot ? slot.instead : slot.value;
  }

  function person({ person: index, ...rest }: JsonObject): Json {
    const whom = isList(people) ? people[index as number] : undefined;
    if (!isObject(whom)) throw new TypeError(`it speaks of person ${JSON.stringify(index)}, whom it does not name`);
    const { enclosed: digest, ...known } = whom;
    return { ...known, ...((enclosed(digest) ?? { name: WITHHELD }) as JsonObject), ...rest };
  }

  function note({ enclosed: digest, ...known }: JsonObject): Json | undefined {
    const words = enclosed(digest);
    return words === undefined ? undefined : { ...(members(known) as JsonObject), ...(words as JsonObject) };
  }

  function opened(name: string, value: Json): Json | undefined {
    if (isList(value)) return value.map((each) => opened(name, each)).filter((each) => each !== undefined);
    if (!isObject(value)) return value;
    if (PEOPLE.has(name)) return person(value);
    if (name === "notes") return note(value);
    if (name === "words" && isGone(value.rendering)) return null;
    if (value.enclosed === undefined) return members(value);
    const words = enclosed(value.enclosed);
    if (words !== undefined) return words;
    return Object.hasOwn(GONE, name) ? GONE[name] : "";
  }

  function isGone(reference: Json | undefined): boolean {
    return isObject(reference) && enclosed(reference.enclosed) === undefined;
  }

  function members(value: JsonObject): Json {
    const open: Record<string, Json | undefined> = {};
    for (const name of Object.keys(value)) put(open, name, opened(name, value[name]!));
    return open;
  }

  if (!isObject(event)) throw new TypeError("it holds no event");
  return members(event) as unknown as LedgerEvent;
}

/** Sets a member, whatever it is called. */
function put(open: Record<string, Json | undefined>, name: string, value: Json | undefined): void {
  if (name === "__proto__")
    Object.defineProperty(open, name, { value, enumerable: true, configurable: true, writable: true });
  else open[name] = value;
}

/** What stands in place of words that are not there, where that is not an empty text. */
const GONE: Readonly<Record<string, Json>> = {
  publishedIn: [],
  quoted: { proposed: null, source: null, target: null },
  rendering: { type: "doc", content: [{ type: "paragraph" }] },
  wording: null,
};

function isEmpty(value: Json): boolean {
  return isList(value) && value.length === 0;
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !isList(value);
}

/** The members of `value` that `names` has, or has not. */
function picked(value: JsonObject, names: ReadonlySet<string>, wanted: boolean): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([name]) => names.has(name) === wanted));
}
