/** The sentences of archives that don't come in, by language and fault. */
import type { ArchiveFault } from "../../translations/exchange/archive.ts";
import { wordsFrom, type Catalogue } from "../language/language.ts";

/** What a sentence is about: the file, what is wrong, and the flaw of a record in words. */
type About<Code extends ArchiveFault["code"]> = Of<ArchiveFault, Code> & { file: string; said: string | null };
/** Some faults are told by one of several codes. */
type Of<Fault, Code> = Fault extends { code: infer Own } ? (Code extends Own ? Fault : never) : never;
type Sentences = { [Code in ArchiveFault["code"]]: (about: About<Code>) => string };

const en: Sentences = {
  "no-records": ({ file }) =>
    `${file} holds no record. “variorum export WORK --archive FILE” makes an archive that does.`,
  "record-altered": ({ file, record, said }) =>
    `${file} was altered: record ${record} in it is not what it was when it was made${said === null ? "" : ` (${said})`}. Nothing was changed. Take another copy.`,
  "another-work": ({ file, record }) =>
    `${file} has records of more than one work, from record ${record} on. An archive holds one. Nothing was changed.`,
  access: ({ file, record }) =>
    `${file} says with record ${record} who may do what in another workbench, which is nobody's to bring. Nothing was changed.`,
  "first-format": ({ file }) =>
    `${file} is of a work that was brought over from the first format (0.1), and does not have the records that it had there as they were. Nothing was changed. Take the work out anew with this version of the program.`,
  "another-way": ({ file, position, stream, work }) =>
    `The work “${work}” is here and went another way: record ${position} of “${stream}” is not the same here and in ${file}. Nothing was changed.`,
  "under-way": ({ work }) => `A work called “${work}” is on its way in. Nothing was changed. Try again in a minute.`,
  "moved-on": ({ file, work }) =>
    `Somebody wrote in “${work}” while it was added to. What was added before that stays; bring ${file} in again to see whether the rest still fits.`,
  "own-account": ({ file, id }) =>
    `${file} names somebody by the account “${id}”, which is one of this workbench: what others did elsewhere can't be theirs. Nothing was changed.`,
  "own-proposal": ({ file, id }) =>
    `${file} has a proposal “${id}”, and so has another work here. Nothing was changed.`,
  "not-that-work": ({ file, work, asked }) =>
    `${file} holds the work “${work}”, and was sent as “${asked}”. Nothing was changed.`,
};

const ARCHIVE_FAULTS: Catalogue<Sentences> = { en };

/**
 * Why the work of an archive does not come in, as a sentence that says what to do.
 * @param said the flaw of the record that was altered, as a sentence; null if there is none.
 */
export function archiveFaultInWords(file: string, fault: ArchiveFault, said: string | null): string {
  const sentence = wordsFrom(ARCHIVE_FAULTS)[fault.code] as (
    about: ArchiveFault & { file: string; said: string | null },
  ) => string;
  return sentence({ ...fault, file, said });
}
