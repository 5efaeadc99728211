/** What the addresses are described with: parameters, bodies and answers that several share. */
import { z } from "zod";
import { exactly } from "./body.ts";
import { WORD_TYPE } from "./word.ts";

export type Json = Record<string, unknown>;

export const schemaOf = (shape: z.ZodType): unknown => z.toJSONSchema(shape, { io: "input", unrepresentable: "any" });

export const text = (description: string): Json => ({
  description,
  content: { "application/json": { schema: { type: "object" } } },
});
export const PROBLEM: Json = {
  description: "Refused; says what happened and what to do (RFC 9457).",
  content: {
    "application/problem+json": {
      schema: {
        type: "object",
        required: ["type", "title", "status", "detail", "code"],
        properties: { type: {}, title: {}, status: { type: "integer" }, detail: {}, code: { type: "string" }, why: {} },
      },
    },
  },
};

export const parameter = (name: string, description: string): Json => ({
  name,
  in: "path",
  required: true,
  description,
  schema: { type: "string" },
});
export const asked = (name: string, description: string): Json => ({
  name,
  in: "query",
  required: false,
  description,
  schema: { type: "string" },
});
export const AFTER = asked("after", "The id of the last event that was heard.");
export const WORK = parameter("work", "The work's id, such as nip14.");
export const PASSAGE = parameter("passage", "The passage's id, such as s10-government-and-markets.");
export const THREAD = parameter("thread", "The discussion’s id.");
export const PART = asked(
  "part",
  "The passage of the part that the proposal is turned to; left out, the first that is yours to write, or the first.",
);
export const FIND = asked(
  "find",
  "What is looked for: a passage's place, title or words; left out, those around “part”.",
);
export const SEARCH = [
  asked("q", "Words, all of which must be there, and “phrases”."),
  asked("source", "What the source beside it says; with it, q is looked for in renderings."),
  asked("without", "What the rendering does not say."),
  asked("in", "rendering, source, note or reason; left out, all of them."),
  asked("versions", "current (usual) or all."),
  asked("work", "In this work alone."),
  asked("section", "In the passages under this one, of that work."),
  asked("person", "The name of somebody who made the version."),
  asked("date", "A year, month or day of the version, such as 2022-01."),
  asked("after", "Where an answer before said that it goes on."),
];
export const TERM = parameter("term", "The term’s id, such as t1.");
export const TERM_NUMBER = parameter("number", "The number of the proposal, in its term.");
export const PROPOSAL = parameter("id", "The proposal's id.");
export const TOKEN = parameter("token", "The secret of the link.");
export const ERRAND = parameter("errand", "The id of what takes long, as “Location” had it.");
export const STAGED = parameter("staged", "The id of what was begun.");
export const IMPORT = parameter(
  "import",
  "The id of an import, as the list has it; “work”: the one that brought the work itself.",
);
export const ACCOUNT = parameter("id", "The account's id.");
export const ASKING = parameter("id", "The request's id.");
export const NOTHING = z.object({});
export const STEP = parameter("step", "The step's number, from 1.");

export function get(summary: string, parameters: Json[], ok: Json = text("The record.")): Json {
  return { get: { summary, parameters, responses: { 200: ok, 404: PROBLEM } } };
}

export function post(summary: string, parameters: Json[], shape: z.ZodType, statuses: number[]): Json {
  const content = {
    "application/json": { schema: schemaOf(exactly(shape)) },
    "application/x-www-form-urlencoded": { schema: schemaOf(shape) },
  };
  const refusals = Object.fromEntries(statuses.map((status) => [status, PROBLEM]));
  return {
    post: {
      summary,
      parameters,
      requestBody: { content },
      responses: { 200: text("Done: the record as it is now."), ...refusals },
    },
  };
}

export const DECIDED = [400, 401, 403, 404, 409, 422];

export const WORD_FILE: Json = {
  description:
    "A Word file (ECMA-376): with all its changes accepted it says the newer words, with all rejected the older.",
  content: { [WORD_TYPE]: { schema: { type: "string", format: "binary" } } },
};
