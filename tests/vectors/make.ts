/** Makes a set of vectors: see README.md beside this. It writes no file that is there already. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lineOf } from "../../translations/ledger/lines.ts";
import { partsOf, type LedgerRecord } from "../../translations/ledger/record.ts";
import { isKnown } from "../../translations/ledger/events.ts";
import { canonical, canonicalText, renderingFromJson, renderingToJson } from "../../translations/text/canonical.ts";
import { digestOfText } from "../../translations/text/digest.ts";
import { canonicalJson } from "../../translations/text/json.ts";
import { ACCESS_LEDGERS } from "./access-ledgers.ts";
import { ACCEPTING_LEDGERS } from "./accepting-ledgers.ts";
import { APPROVAL_LEDGERS } from "./approval-ledgers.ts";
import { AGAINST_LEDGERS } from "./against-ledgers.ts";
import { IMPORT_LEDGERS } from "./import-ledgers.ts";
import { JOINED_LEDGERS } from "./joined-ledgers.ts";
import { JSON_CASES, JSON_REFUSED } from "./json-cases.ts";
import { LEDGERS } from "./ledgers.ts";
import { NOTES_LEDGERS } from "./notes-ledgers.ts";
import { OUTLINE_LEDGERS } from "./outline-ledgers.ts";
import { OUTLINE_PROPOSAL_LEDGERS } from "./outline-proposal-ledgers.ts";
import { SOURCE_LEDGERS } from "./source-ledgers.ts";
import { SOURCE_PROPOSAL_LEDGERS } from "./source-proposal-ledgers.ts";
import { STARTED_LEDGERS } from "./started-ledgers.ts";
import { PROGRAM_LEDGERS } from "./program-ledgers.ts";
import { RENDERINGS } from "./texts.ts";
import { THREAD_LEDGERS } from "./thread-ledgers.ts";
import { TERM_LEDGERS } from "./term-ledgers.ts";
import { TRANSLATION_LEDGERS } from "./translation-ledgers.ts";

/**
 * Writes the set.
 * @param folder where; nothing may be there.
 * @param set what is in it.
 * @returns what was written, in a sentence.
 * @throws Error if there is a folder already.
 */
export function make(folder: string, set: VectorSet): string {
  if (existsSync(folder)) throw new Error(`${folder} is there already. Vectors are made once; name another folder.`);
  mkdirSync(join(folder, "ledgers"), { recursive: true });
  const files = new Map<string, string>(set.texts ? texts() : []);
  const ledgers: Record<string, object> = {};
  for (const [name, ledger] of Object.entries(set.ledgers)) {
    const records = ledger(name);
    files.set(`ledgers/${name}.jsonl`, records.map((record) => `${lineOf(record)}\n`).join(""));
    ledgers[name] = told(records);
  }
  files.set("ledgers.json", inLines(ledgers));
  const sums = [...files].map(([name, text]) => `${digestOfText(text)}  ${name}\n`).sort();
  files.set("SHA256SUMS", sums.join(""));
  for (const [name, text] of files) writeFileSync(join(folder, name), text);
  return `${files.size} files, ${Object.keys(ledgers).length} ledgers among them, stand in ${folder}.`;
}

/** What a set has: ledgers, and (the first) cases of canonical JSON and of canonical text. */
interface VectorSet {
  ledgers: Record<string, (name: string) => LedgerRecord[]>;
  texts: boolean;
}

export const SETS: Record<string, VectorSet> = {
  1: { ledgers: LEDGERS, texts: true },
  2: { ledgers: OUTLINE_LEDGERS, texts: false },
  3: { ledgers: SOURCE_LEDGERS, texts: false },
  4: { ledgers: ACCESS_LEDGERS, texts: false },
  5: { ledgers: TRANSLATION_LEDGERS, texts: false },
  6: { ledgers: IMPORT_LEDGERS, texts: false },
  7: { ledgers: JOINED_LEDGERS, texts: false },
  8: { ledgers: PROGRAM_LEDGERS, texts: false },
  9: { ledgers: AGAINST_LEDGERS, texts: false },
  10: { ledgers: THREAD_LEDGERS, texts: false },
  12: { ledgers: STARTED_LEDGERS, texts: false },
  13: { ledgers: TERM_LEDGERS, texts: false },
  15: { ledgers: ACCEPTING_LEDGERS, texts: false },
  16: { ledgers: OUTLINE_PROPOSAL_LEDGERS, texts: false },
  17: { ledgers: SOURCE_PROPOSAL_LEDGERS, texts: false },
  19: { ledgers: APPROVAL_LEDGERS, texts: false },
  20: { ledgers: NOTES_LEDGERS, texts: false },
};

function texts(): [string, string][] {
  return [
    ["canonical-json.json", inLines({ cases: jsonCases(), refused: JSON_REFUSED })],
    ["canonical-text.json", inLines(textCases())],
  ];
}

function jsonCases(): object[] {
  return JSON_CASES.map((json) => {
    const said = canonicalJson(JSON.parse(json));
    return { json, canonical: said, digest: digestOfText(said) };
  });
}

function textCases(): object[] {
  return Object.entries(RENDERINGS).map(([name, given]) => {
    const form = canonical(renderingFromJson(given));
    const text = canonicalText(form);
    return { name, given, rendering: renderingToJson(form), text, digest: digestOfText(text) };
  });
}

/** What is in a ledger: how many records, of which kinds, and how each stream ends. */
function told(records: readonly LedgerRecord[]): object {
  const types = records.map(({ event }) => event.type as string);
  const ends = Object.fromEntries(
    records.map(({ stream, position, digest }) => [stream, { records: position, digest }]),
  );
  return {
    records: records.length,
    unknown: types.filter((type) => !isKnown({ type })).length,
    kinds: [...new Set(types)].sort(),
    ofWork: records.every(({ stream }) => partsOf(stream) !== null),
    ends,
  };
}

function inLines(value: object): string {
  return `${JSON.stringify(value, null, 1)}\n`;
}
