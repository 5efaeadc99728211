/** Looking for words: what is asked, what is looked through, and where it is found. */
export { askedIn, type Clause } from "./asked.ts";
export { excerptOf, matches, spansIn } from "./found.ts";
export {
  aboutDate,
  aboutPerson,
  dateAsked,
  personAsked,
  type Entry,
  FIELDS,
  type Field,
  GAP,
  joined,
} from "./entry.ts";
