/** Canonical JSON (RFC 8785, JCS): one spelling for one value, so that equal records have equal digests. */

/**
 * `value` in canonical JSON: members sorted by UTF-16 code units, no white space, numbers as ECMAScript prints them.
 * Members that are `undefined` are left out. `JSON.parse(canonicalJson(x))` equals x for every JSON value x.
 * @throws TypeError for what JSON cannot say (a function, a bigint, a Date, NaN) and for lone surrogates.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${Array.from(value, canonicalJson).join(",")}]`;
  if (isRecord(value)) return members(value);
  if (typeof value === "string") return text(value);
  if (value === null || typeof value === "boolean" || Number.isFinite(value)) return JSON.stringify(value);
  throw new TypeError(`canonicalJson: JSON cannot say ${named(value)}`);
}

function named(value: unknown): string {
  return typeof value === "number" ? String(value) : Object.prototype.toString.call(value);
}

/** A plain record: a Date or a Map has no JSON of its own, and would be written as `{}`. */
function isRecord(value: unknown): value is Record<string, unknown> {
  return Object.prototype.toString.call(value) === "[object Object]";
}

function members(record: Record<string, unknown>): string {
  const names = Object.keys(record).filter((name) => record[name] !== undefined);
  return `{${names
    .sort()
    .map((name) => `${text(name)}:${canonicalJson(record[name])}`)
    .join(",")}}`;
}

function text(value: string): string {
  if (/\p{Surrogate}/u.test(value)) throw new TypeError("canonicalJson: a lone surrogate has no UTF-8");
  return JSON.stringify(value);
}
