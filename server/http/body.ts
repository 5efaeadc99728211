/** Request bodies, checked: what a route gets has the shape it asked for, or the sender is told what is wrong. */
import type { Request } from "express";
import type { z } from "zod";
import { Problem } from "./problem.ts";

/**
 * The body in the shape of `shape`; a form and JSON are the same to it.
 * @throws Problem 400 naming each field that does not fit.
 */
export function bodyOf<Shape extends z.ZodType>(shape: Shape, req: Request): z.output<Shape> {
  const result = shape.safeParse(req.body ?? {});
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message }) => `${path.join(".") || "the body"}: ${message}`);
  throw new Problem(400, "Not readable", `The request does not fit: ${faults.join("; ")}. Nothing was changed.`);
}
