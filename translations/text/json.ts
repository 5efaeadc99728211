/** Canonical JSON (RFC 8785, JCS): one spelling for one value, so that equal records have equal digests. */

/**
 * `value` in canonical JSON: members sorted by UTF-16 code units, no white space, numbers as ECMAScript prints them.
 * Members that are `undefined` are left out. `JSON.parse(canonicalJson(x))` equals x for every JSON value x.
 * @throws TypeError for what JSON cannot say (a function, a bigint, a Date, NaN) and for lone surrogates.
 */
export function canonicalJson(value: unknown): string {
  return written(value, LOOKED_INTO);
}

/** So many levels are looked into for what the engine writes canonically by itself, in a tenth of the time: a long list's elements. */
const LOOKED_INTO = 3;

function written(value: unknown, looks: number): string {
  if (looks > 0 && isCanonical(value)) return JSON.stringify(value);
  if (typeof value === "string") return text(value);
  if (Array.isArray(value)) return elements(value, looks - 1);
  if (isRecord(value)) return members(value, looks - 1);
  if (value === null || typeof value === "boolean" || Number.isFinite(value)) return JSON.stringify(value);
  throw new TypeError(`canonicalJson: JSON cannot say ${named(value)}`);
}

/**
 * True if `text`, of which `value` was read, is its canonical JSON.
 * @throws TypeError as {@link canonicalJson}.
 */
export function isCanonicalJson(text: string, value: unknown): boolean {
  return canonicalJson(value) === text;
}

/** True of what JSON says just so, its members in canonical order throughout, as in all that was read of canonical JSON. */
function isCanonical(value: unknown): boolean {
  if (typeof value === "string") return value.isWellFormed();
  if (value === null || typeof value === "boolean" || Number.isFinite(value)) return true;
  if (Array.isArray(value)) {
    for (let at = 0; at < value.length; at++) if (!isCanonical(value[at])) return false;
    return true;
  }
  if (typeof value !== "object" || Object.getPrototypeOf(value) !== Object.prototype) return false;
  let before = "";
  for (const name in value) {
    if (name < before || !name.isWellFormed() || !isCanonical((value as Record<string, unknown>)[name])) return false;
    before = name;
  }
  return true;
}

/** True if two values of JSON are the same, in whatever order their members stand. */
export function isSameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && isSameJson(a[name as keyof typeof a], b[name as keyof typeof b]))
  );
}

// Put together piece by piece: long records are read whole again and again, and lists of their parts take twice as long.
function elements(list: readonly unknown[], looks: number): string {
  let out = "";
  for (let at = 0; at < list.length; at++) out += (at === 0 ? "" : ",") + written(list[at], looks);
  return `[${out}]`;
}

function named(value: unknown): string {
  return typeof value === "number" ? String(value) : Object.prototype.toString.call(value);
}

/** A plain record: a Date or a Map has no JSON of its own, and would be written as `{}`. */
function isRecord(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  // As nearly all are, and sooner known of.
  return (
    Object.getPrototypeOf(value) === Object.prototype || Object.prototype.toString.call(value) === "[object Object]"
  );
}

function members(record: Record<string, unknown>, looks: number): string {
  let out = "";
  for (const name of Object.keys(record).sort()) {
    const value = record[name];
    if (value !== undefined) out += `${out === "" ? "" : ","}${text(name)}:${written(value, looks)}`;
  }
  return `{${out}}`;
}

function text(value: string): string {
  if (!value.isWellFormed()) throw new TypeError("canonicalJson: a lone surrogate has no UTF-8");
  return JSON.stringify(value);
}
