/** Request bodies, checked: what a route gets has the shape it asked for, or the sender is told what is wrong. */
import type { Request } from "express";
import { z } from "zod";
import { Problem } from "./problem.ts";

/**
 * The body in the shape of `shape`; a form and JSON are the same to it, but JSON has no other fields: a program that
 * misspells one is told so, while a form may send the name of its button.
 * @throws Problem 422 naming the fields that there are not, 400 naming each that does not fit.
 */
export function bodyOf<Shape extends z.ZodType>(shape: Shape, req: Request): z.output<Shape> {
  const body: unknown = req.body ?? {};
  const unknown = req.is("json") ? unknownIn(shape, body) : [];
  if (unknown.length > 0) throw new Problem(422, "Unknown field", unknownFields(unknown, shape));
  const result = shape.safeParse(body);
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message }) => `${path.join(".") || "the body"}: ${message}`);
  throw new Problem(400, "Not readable", `The request does not fit: ${faults.join("; ")}. Nothing was changed.`);
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

function unknownFields(unknown: readonly string[], shape: z.ZodType): string {
  const named = unknown
    .slice(0, MOST_NAMED)
    .map((name) => `“${name.slice(0, LONGEST_NAME)}”`)
    .join(", ");
  const known = shape instanceof z.ZodObject ? Object.keys(shape.shape) : [];
  const instead = known.length > 0 ? ` It may have ${known.join(", ")}.` : "";
  return `The request has a field that is not known here: ${named}.${instead} Nothing was changed.`;
}
