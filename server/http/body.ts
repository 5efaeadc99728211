/** Request bodies, checked: what a route gets has the shape it asked for, or the sender is told what is wrong. */
import type { Request } from "express";
import { z } from "zod";
import { type Fault, faultsInWords, type FieldType, type Sized } from "../../editor/refusals/refusals.ts";
import { Problem } from "./problem.ts";

/**
 * The body in the shape of `shape`; a form and JSON are the same to it, but JSON has no other fields: a program that
 * misspells one is told so, while a form may send the name of its button.
 * @throws Problem 422 naming the fields that there are not, 400 naming each that does not fit.
 */
export function bodyOf<Shape extends z.ZodType>(shape: Shape, req: Request): z.output<Shape> {
  const body: unknown = req.body ?? {};
  const unknown = req.is("json") ? unknownIn(shape, body) : [];
  if (unknown.length > 0) throw unknownFields(unknown, shape);
  const result = shape.safeParse(body);
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => faultOf(issue, body));
  throw new Problem(400, { code: "not-readable", why: "fields", faults }, faultsInWords(faults));
}

/** A shape as JSON must have it: without any other field. */
export function exactly(shape: z.ZodType): z.ZodType {
  if (shape instanceof z.ZodObject) return shape.strict();
  if (!(shape instanceof z.ZodDiscriminatedUnion)) return shape;
  const { discriminator } = shape.def;
  return z.discriminatedUnion(discriminator, shape.options.map((each) => exactly(each as z.ZodType)) as never);
}

function unknownIn(shape: z.ZodType, body: unknown): string[] {
  const issues = exactly(shape).safeParse(body).error?.issues ?? [];
  return issues.flatMap((issue) =>
    issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...issue.path, key].join(".")) : [],
  );
}

/** So many are named, each cut at so many characters: they are the sender's own. */
const [MOST_NAMED, LONGEST_NAME] = [5, 40];

function unknownFields(unknown: readonly string[], shape: z.ZodType): Problem {
  const fields = unknown.slice(0, MOST_NAMED).map((name) => name.slice(0, LONGEST_NAME));
  const known = shape instanceof z.ZodObject ? Object.keys(shape.shape) : [];
  return new Problem(422, { code: "unknown-field", why: "named", fields, known });
}

/** What zod found, as far as it can be told in words of ours. */
function faultOf(issue: z.core.$ZodIssue, body: unknown): Fault {
  const field = issue.path.join(".");
  const given = issue.path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | null)?.[key], body);
  if (given === undefined) return { field, wrong: "missing" };
  switch (issue.code) {
    case "invalid_type":
      return isFieldType(issue.expected)
        ? { field, wrong: "type", expected: issue.expected }
        : { field, wrong: "otherwise" };
    case "invalid_value":
      return { field, wrong: "choice", choices: issue.values.map(String) };
    case "too_big":
      return { field, wrong: "most", of: sized(issue.origin), limit: Number(issue.maximum) };
    case "too_small":
      return { field, wrong: "least", of: sized(issue.origin), limit: Number(issue.minimum) };
    case "invalid_format":
      return { field, wrong: issue.format === "url" ? "address" : "otherwise" };
    default:
      return { field, wrong: "otherwise" };
  }
}

const FIELD_TYPES: readonly FieldType[] = ["string", "number", "int", "boolean", "array", "object", "record"];

function isFieldType(expected: string): expected is FieldType {
  return FIELD_TYPES.some((each) => each === expected);
}

/** Of what zod counts. */
function sized(origin: string): Sized {
  return origin === "string" || origin === "array" ? origin : "number";
}
