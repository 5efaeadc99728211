/** The sentences of a difference as it is drawn, by language. Those that tell changes stand in `changes/`. */
import type { JSX } from "preact";
import type { EditRate } from "../../translations/compare/effort/effort.ts";
import { hundredths, plural } from "../language/english.ts";
import type { Catalogue } from "../language/language.ts";

const edits = (number: number): string => `${number} ${plural(number, "edit", "edits")}`;

const shifted = (number: number): string =>
  number > 0 ? `, ${plural(number, "one", String(number))} of them a run of words put elsewhere` : "";

const en = {
  same: "These two read the same, word for word.",
  table: "Older and newer text, sentence by sentence",
  older: "Older",
  newer: "Newer",
  title: "In words",
  change: (number: number, of: number) => `Change ${number} of ${of}: `,
  showChange: (number: number) => `Show change ${number} in the text`,
  show: "show",
  reason: "Reason",
  onOld: "On the old words",
  reasonFrom: (note: JSX.Element, by: string, day: JSX.Element) => (
    <>
      ({note}, {by}, {day})
    </>
  ),
  note: (number: number) => `note ${number}`,
  /** @param note the one in which it is said. */
  asReason: (note: JSX.Element) => <>as {note}</>,
  rate: ({ ter: rate }: EditRate) =>
    `edit rate ${rate > 0 && rate < 0.005 ? `under ${hundredths(0.01)}` : hundredths(rate)}`,
  rateExplained: (rate: JSX.Element, { ter, edits: all, shifts, length }: EditRate) => (
    <>
      {rate}
      {`: About ${edits(Math.round(ter * 100))} for each 100 words and signs of the newer text: ${edits(all)} for its ${length}${shifted(shifts)}. An edit puts in, takes out or replaces one word or sign, or puts a run of them elsewhere. Specialists call this the translation edit rate (TER).`}
    </>
  ),
};

export const DIFFERENCE: Catalogue<typeof en> = { en };
