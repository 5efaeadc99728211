/**
 * `variorum import`: brings a work in from files, whole or not at all, beside a running workbench too, or into one elsewhere.
 * What only one way of bringing needs is read when that is asked for.
 */
import { Command, Option } from "commander";
import type { Laid } from "../../translations/exchange/beside.ts";
import type { Brought, BroughtPassage } from "../../translations/exchange/brought.ts";
import { FOOTNOTES, TRACKED, type Footnotes, type TrackedChoice } from "../../translations/exchange/reading.ts";
import { TRANSLATION, type Head } from "../../translations/exchange/records.ts";
import { WRONG, type Wrong } from "../../translations/ledger/events.ts";
import { VISIBILITIES, type Visibility } from "../../translations/ledger/access.ts";
import { isWorkId } from "../../translations/ledger/work.ts";
import { canonicalText, renderingFromJson } from "../../translations/text/canonical.ts";
import { canonicalLanguage } from "../../translations/text/language.ts";
import { isLanguageTag } from "../../translations/text/schema.ts";
import { isInvisible, plainly } from "../../translations/text/well-formed.ts";
import { actOf, bringIn, type Came } from "../bringing/bringing.ts";
import { sqliteStore } from "../sqlite/sqlite.ts";
import { count } from "../../editor/language/english.ts";
import { dataOption } from "./data.ts";
import { elsewhere, tokenOption, urlOption } from "./elsewhere.ts";
import { every, sendTo } from "./sending.ts";
import { FileProblem, inOneSentence } from "./files.ts";
import { givenBy, type Given } from "./given.ts";
import { begun } from "../../editor/refusals/refusals.ts";
import { personNamed, sayCounted, sayLeftOut } from "./import-words.ts";
import { workbenchIn } from "./workbench-in.ts";

interface ImportOptions {
  data: string;
  work: string;
  title?: string;
  jsonl?: string;
  sourceField?: string;
  source?: string[];
  git?: string;
  path?: string[];
  dryRun?: true;
  asProposal?: true;
  language?: string;
  sourceLanguage: string;
  translator: string[];
  licence?: string;
  visibility?: Visibility;
  translation?: string;
  revises?: string;
  publisher?: string;
  published?: string;
  reason?: string;
  wrong?: Wrong;
  by?: string;
  provenance?: string;
  encoding?: string;
  footnotes?: Footnotes;
  tracked?: TrackedChoice;
  json?: true;
  url?: string;
  tokenFile?: string;
}

/** An archive says by itself what its work is called. */
interface Asked extends Omit<ImportOptions, "work"> {
  work?: string;
  archive?: string;
}

/** Whoever brings a work in here has no account: the program is named, or whom they say. */
const BY = "variorum import";

export function importCommand(): Command {
  return new Command("import")
    .description(
      "Bring a work in from files, whole or not at all; beside a running workbench too, or into one elsewhere (--url). The same files again change nothing. Ends with 0 if the work is there, 1 if it was not taken in.",
    )
    .argument("[files...]", "the translation: text, Markdown (.md), or a table (.csv, .tsv); several follow each other")
    .option(
      "--source <files...>",
      "its source, text or Markdown, which is laid beside it; alone: the source of a work that is here, new or corrected",
    )
    .option("--provenance <text>", "with --source alone: where its words are from, and why they come")
    .option("--git <repository>", "a folder with a Git repository, or its address: each commit's wording is a version")
    .option("--path <files...>", "with --git: where the translation stands in the repository, files or a folder")
    .option("--jsonl <file>", "lines {passage, versions: [{text, date, by, rationale}]}: passages with their history")
    .option(
      "--archive <file>",
      "a work as another workbench has it, with all its records; what is new of it, if it is here",
    )
    .option("--work <id>", "what the work is to be called in addresses: small letters, figures, hyphens")
    .option("--title <text>", "its title, if it does not begin with a heading that is")
    .option("--language <tag>", "the language of the translation (BCP 47); without it, what the files say, or en")
    .option("--source-language <tag>", "the language of the source (BCP 47)", "und")
    .option(
      "--source-field <name>",
      "with --jsonl: the member of a line that holds source words; without it, none does",
    )
    .option("--translator <name...>", "who translated it; a program is written so: “DeepL (program)”", [])
    .option("--licence <name>", "its licence, by its short name (SPDX) or its address")
    .addOption(
      new Option(
        "--visibility <who>",
        "of a new work, from the first on: who reads it; private: its owners and those to whom they give a role",
      ).choices(VISIBILITIES),
    )
    .option(
      "--translation <id>",
      "of a work that is there: another translation of it, called so in addresses; or one it has, of which the files are the next wording",
    )
    .option("--revises <id>", "with --translation: the translation that another one is revised from")
    .option("--publisher <name>", "with --translation: who published it")
    .option("--published <day>", "with --translation: when, a day, month or year (2001-12-31)")
    .option("--reason <text>", "with --translation: why its versions read as they do; with --as-proposal: why")
    .addOption(
      new Option(
        "--wrong <about>",
        "with --as-proposal and --reason, where passages are final: what is wrong with them is about",
      ).choices(WRONG),
    )
    .option("--by <name>", `who brings it in; without it “${BY}”, or with --url whose token it is`)
    .addOption(
      new Option(
        "--footnotes <what>",
        "of a word processor's file: passages of the author's, notes, or not taken",
      ).choices(FOOTNOTES),
    )
    .addOption(new Option("--tracked <how>", "how tracked changes are read; both: two versions").choices(TRACKED))
    .option("--encoding <name>", "of files that are not in UTF-8: gb18030, big5, windows-1252 …")
    .option(
      "--as-proposal",
      "a Word file that was taken out of the work comes back: what it says otherwise is proposed, for reviewers to decide; with --translation: of any files of that translation, revised",
    )
    .option("--json", "end with a line of JSON: {work, passages, versions, notTaken, already}")
    .addOption(dataOption())
    .addOption(urlOption())
    .addOption(tokenOption())
    .option("--dry-run", "show what would be brought in, doubtful pairs first, and keep nothing")
    .action((files: string[], asked: Asked) =>
      inOneSentence(async () => {
        if (asked.archive === undefined) return importFiles(files, asked);
        return (await import("./import-archive.ts")).importArchive(files, asked.archive, asked);
      }),
    );
}

async function importFiles(files: readonly string[], asked: Asked): Promise<void> {
  const { data, work, json, dryRun, source, url } = asked;
  if (work === undefined) throw new FileProblem("Say what the work is to be called in addresses: --work ID.");
  refuseId(work);
  if (url !== undefined && asked.by !== undefined)
    throw new FileProblem("With --url a work is brought in by whose token it is: leave --by out.");
  const options = { ...asked, work };
  const { translation, translator } = asked;
  if (asked.visibility !== undefined && (translation !== undefined || asked.asProposal || isSourceAlone(files, asked)))
    throw new FileProblem(
      "--visibility is for a new work. Who reads one that is there, its owners say on its page “Who reads it”.",
    );
  if (asked.asProposal && translation === undefined)
    return (await import("./import-proposal.ts")).importProposal(files, work, { ...asked, by: asked.by ?? BY });
  if (translation !== undefined)
    return (await import("./import-onto.ts")).importOnto(
      files,
      { ...options, translation, language: options.language ?? "en" },
      { by: personNamed(asked.by ?? BY), translators: translator.map(personNamed) },
    );
  refuseOntoAlone(asked);
  if (isSourceAlone(files, asked))
    return (await import("./import-source.ts")).importSource(source!, work, { ...asked, by: asked.by ?? BY });
  // Before much is read for nothing.
  const there = url === undefined || dryRun ? null : elsewhere({ ...asked, url });
  const { brought, of, laid, front = {} } = await givenAs(files, options);
  const head = headOf({
    ...options,
    title: options.title ?? front.title ?? headingOf(brought),
    language: options.language ?? front.language ?? "en",
    translator: translator.length > 0 ? translator : (front.translators ?? []),
    licence: options.licence ?? front.licence,
  });
  if (laid) tellDoubts(laid);
  if (dryRun) return tell(work, brought, "tried", json === true);
  if (there) return tell(work, brought, await sendTo(there, head, brought.passages, of), json === true, url);
  const by = personNamed(options.by ?? BY);
  const store = sqliteStore(await workbenchIn(data));
  try {
    const came = await bringIn(store, { head, passages: brought.passages, by, act: actOf(work, of) });
    refuseOther(came, work);
    tell(work, brought, came, json === true);
  } finally {
    await store.close();
  }
}

/** True if no translation is named: the source is one of a work that is there. */
function isSourceAlone(files: readonly string[], { source = [], jsonl, git, path = [] }: Asked): boolean {
  return files.length === 0 && source.length > 0 && jsonl === undefined && git === undefined && path.length === 0;
}

/** @throws FileProblem if something is said that only a translation of a work that is there can have. */
function refuseOntoAlone(asked: Asked): void {
  const option = (["revises", "publisher", "published", "reason"] as const).find((each) => asked[each] !== undefined);
  if (option !== undefined)
    throw new FileProblem(`--${option} is for a translation of a work that is there: add --translation ID.`);
}

/** @throws FileProblem if another work has the id. */
function refuseOther(came: Came, work: string): asserts came is "taken" | "already" {
  if (came === "another")
    throw new FileProblem(
      `There is another work called “${work}”. Nothing was changed. Name this one otherwise: --work ID.`,
    );
  if (came === "under-way")
    throw new FileProblem(
      `Another work called “${work}” is on its way in from other files, and is brought to its end by these, or when the workbench starts. Nothing was changed. Name this one otherwise: --work ID.`,
    );
}

/** @throws FileProblem */
async function givenAs(files: readonly string[], options: ImportOptions): Promise<Given> {
  const { git, path = [], jsonl } = options;
  if (git === undefined && path.length === 0) return givenBy({ files, ...options });
  if (git === undefined) throw new FileProblem("--path names files in a repository: add --git REPOSITORY.");
  if (files.length > 0 || jsonl !== undefined)
    throw new FileProblem("With --git the files are named by --path, as they stand in the repository.");
  return (await import("./given-history.ts")).givenByHistory({ ...options, git, path }, tellCommits());
}

/** Commits are told while they are read, every two seconds. */
function tellCommits(): (through: number, of: number) => void {
  const often = every(2_000);
  return (through, of) => {
    if (often()) console.error(`${through} of ${count(of, "commit")} …`);
  };
}

/** @throws FileProblem */
function refuseId(work: string): void {
  if (isWorkId(work)) return;
  throw new FileProblem(
    `“${work}” can't be the address of a work. Take small letters, figures and single hyphens, at most 64, such as “analects”.`,
  );
}

/** The first heading, if the work as it stands begins with one. */
function headingOf({ passages }: Brought): string {
  const first = passages.find(({ versions, current }) => versions.length === 0 || current > 0);
  return first?.kind === "heading" ? wordsOf(first) : "";
}

/** @throws FileProblem if the work has no title, or a language or a name that it can't have. */
function headOf(
  options: Omit<ImportOptions, "licence"> & { title: string; language: string; licence: string | undefined },
): Head {
  const { work, title, language, sourceLanguage, translator, licence, visibility } = options;
  if (isInvisible(title)) throw new FileProblem('A work needs a title: --title "The Analects".');
  for (const tag of [language, sourceLanguage] as unknown[])
    if (!isLanguageTag(tag)) throw new FileProblem(`“${String(tag)}” is no language tag such as en or zh-Hans.`);
  return {
    ...{ id: work, title: plainly(title), originalTitle: "", issuer: "", originalIssuer: "", issued: "" },
    language: canonicalLanguage(language),
    sourceLanguage: canonicalLanguage(sourceLanguage),
    translation: {
      ...{ id: TRANSLATION, title: plainly(title), publisher: "", editors: [] },
      translators: translator.map(personNamed),
      ...(licence !== undefined && { licence }),
    },
    ...{ about: "", rights: "" },
    ...(visibility !== undefined && { visibility }),
  };
}

/** So many doubtful pairs are shown. */
const MOST_SHOWN = 50;

/** What was laid beside each other and may not belong together, the least likely first. */
function tellDoubts({ passages, doubts, withoutSource, withoutRendering }: Laid): void {
  const byId = new Map(passages.map((passage) => [passage.id, passage]));
  for (const { passage, confidence } of doubts.slice(0, MOST_SHOWN)) {
    const pair = byId.get(passage)!;
    console.error(
      `? ${confidence.toFixed(2)}  ${pair.locator}  ${begun(pair.source.join(" "))} | ${begun(wordsOf(pair))}`,
    );
  }
  console.error(
    `${count(passages.length, "passage")}: ${count(doubts.length, "doubtful pair")}, ${withoutSource} without a source, ${withoutRendering} without a rendering.`,
  );
}

function wordsOf({ versions, current }: BroughtPassage): string {
  const rendering = versions[current - 1]?.rendering;
  return rendering ? canonicalText(renderingFromJson(rendering)) : "";
}

function tell(
  work: string,
  { passages, notTaken }: Brought,
  done: "taken" | "already" | "tried",
  json: boolean,
  url?: string,
): void {
  const versions = passages.reduce((sum, passage) => sum + passage.versions.length, 0);
  if (json)
    return console.log(
      JSON.stringify({ work, passages: passages.length, versions, notTaken, already: done === "already" }),
    );
  const counted = sayCounted(passages.length, versions);
  const said = {
    taken: `✓ ${work} is ${url === undefined ? "here" : "there"}, with ${counted}: ${url?.replace(/\/+$/, "") ?? ""}/${work}`,
    already: `✓ ${work} is already ${url === undefined ? "here" : "there"}, with ${counted}.`,
    tried: `${work} would have ${counted}. Nothing was kept.`,
  };
  console.log(said[done]);
  const left = sayLeftOut(notTaken, "Not taken");
  if (left) console.log(left);
}
