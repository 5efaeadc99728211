/** The sentences about fields of a request that are not as they should be, by language. */
import { grouped, plural } from "../language/english.ts";
import type { Catalogue } from "../language/language.ts";

const characters = (number: number): string => `${grouped(number)} ${plural(number, "character", "characters")}`;

const en = {
  whole: (faults: readonly string[]) => `The request does not fit: ${faults.join("; ")}. Nothing was changed.`,
  /** `field` as a program names it. */
  of: (field: string, wrong: string) => `${field}: ${wrong}`,
  body: (wrong: string) => `the body: ${wrong}`,
  missing: "it is missing",
  otherwise: "it is not as it should be",
  /** Of another kind than it should be. */
  types: {
    string: "it should be text",
    number: "it should be a number",
    int: "it should be a whole number",
    boolean: "it should be true or false",
    array: "it should be a list",
    object: "it should be an object",
    record: "it should be an object",
  },
  choice: (choices: readonly string[]) =>
    plural(choices.length, `it should be ${choices[0]}`, `it should be one of ${choices.join(", ")}`),
  address: "it should be an address that begins with http:// or https://",
  most: {
    string: (most: number) => `it should have at most ${characters(most)}`,
    array: (most: number) => `there should be at most ${grouped(most)}`,
    number: (most: number) => `it should be at most ${grouped(most)}`,
  },
  least: {
    string: (least: number) => `it should have at least ${characters(least)}`,
    array: (least: number) => `there should be at least ${grouped(least)}`,
    number: (least: number) => `it should be at least ${grouped(least)}`,
  },
};

export type FieldType = keyof typeof en.types;
/** What can be too much or too little. */
export type Sized = keyof typeof en.most;

export const FAULTS: Catalogue<typeof en> = { en };
