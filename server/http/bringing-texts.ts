/** Texts as they are sent, whatever they are for: a file as it is, several in a form, or what was pasted; and what is chosen for them. */
import express, { type Request, type RequestHandler } from "express";
import { z } from "zod";
import { ABOUT } from "../../editor/bringing/bringing.ts";
import { NotTaken } from "../../translations/exchange/brought.ts";
import { FILE_LIMITS } from "../../translations/exchange/limits.ts";
import { FOOTNOTES, TRACKED, type Choices } from "../../translations/exchange/reading.ts";
import { columnsSaid } from "../../translations/exchange/table-columns.ts";
import type { Sent } from "../bringing/reading-files.ts";
import { calledSo } from "../bringing/staged-text.ts";
import { wantsJson } from "./answer.ts";
import { notTaken, refused } from "./heads.ts";
import { Problem } from "./problem.ts";

/** What is chosen for a file. */
const Chosen = z.object({
  encoding: z.string().max(40).optional(),
  footnotes: z.enum(FOOTNOTES).optional(),
  tracked: z.enum(TRACKED).optional(),
  columns: z
    .string()
    .max(400)
    .transform((written) => columnsSaid(written))
    .refine((said) => said !== null)
    .optional(),
});
/** How a form is answered that comes back, as nothing of it was taken in. */
export const CAME_BACK = 422;

/** What a form has beside its files. */
const FORM = 1_000_000;

/** The body of a text: one file as it is, or several in a form. */
export const textBody = express.raw({
  type: ["application/octet-stream", "multipart/form-data"],
  limit: FILE_LIMITS.bytes + FORM,
});

const formBody = express.raw({ type: "multipart/form-data", limit: FILE_LIMITS.bytes + FORM });

/** The body of a form with texts, pasted or as files, that a browser sends; a program sends them otherwise. */
export const textsBody: RequestHandler = (req, res, next) => {
  const isForm = req.is("multipart/form-data") !== false;
  if (isForm && wantsJson(req)) next(new Problem(415, { code: "not-readable", why: "type" }));
  else formBody(req, res, next);
};

/** A text as it was sent. @throws Problem 422 if it is none */
export function textSent(req: Request): Sent {
  const name = calledSo(asked(req, "name"));
  if (!Buffer.isBuffer(req.body) || req.body.length === 0)
    throw name === "" ? notTaken("nothing") : refused(name, new NotTaken({ code: "empty" }));
  const form = req.is("multipart/form-data") ? req.headers["content-type"]! : null;
  return { name, bytes: req.body, form };
}

export function pasted(text: string): Sent {
  return { name: "", bytes: Buffer.from(text), form: null };
}

/** What was chosen for a file. @throws Problem 422 if there is no such choice */
export function choicesOf(req: Request): Choices {
  return choicesFrom((about) => asked(req, about));
}

/** The same, wherever it stands; "" of what was not chosen. @throws Problem 422 if there is no such choice */
export function choicesFrom(said: (about: (typeof ABOUT)[number]) => string): Choices {
  const chosen = ABOUT.flatMap((about) => {
    const value = said(about);
    return value === "" ? [] : [[about, value]];
  });
  const choices = Chosen.safeParse(Object.fromEntries(chosen));
  if (!choices.success) throw notTaken("choice");
  return choices.data as Choices;
}

export function asked({ query }: Request, name: string): string {
  const value = query[name];
  return typeof value === "string" ? value : "";
}
