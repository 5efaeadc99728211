/**
 * What comes to a work that is there, sent as lines by `variorum import --url`: a translation's next wording or another one, a
 * revised file as proposals, a source. Each is laid on the work by a process of its own; who may is asked before and after.
 */
import { Router, type Request } from "express";
import { z } from "zod";
import { address } from "../../editor/links/addresses.ts";
import type { Fault } from "../../translations/exchange/brought.ts";
import { plainOf } from "../../translations/exchange/values.ts";
import type { Refusal } from "../../translations/ledger/refusals.ts";
import { mayBegin, mayDescribe, mayRecord } from "../../translations/ledger/rights.ts";
import { personOf, type Actor } from "../../translations/ledger/roles.ts";
import { namedAs, readNamed } from "../../translations/people/named.ts";
import type { Person } from "../../translations/notes/note.ts";
import { canonicalLanguage } from "../../translations/text/language.ts";
import { over } from "../../translations/text/limits.ts";
import { isLanguageTag } from "../../translations/text/schema.ts";
import type { AskedOnto } from "../exchanging/exchanging.ts";
import { actingFor } from "./acting.ts";
import { doing, type Telling } from "./doing.ts";
import { dateIn, notTaken, refused } from "./heads.ts";
import { LINES } from "./importing.ts";
import { Problem, problemOf } from "./problem.ts";
import { whySaid, WrongSaid } from "./proposing.ts";
import { takingDown } from "./taking-down.ts";
import { part, type Workbench } from "./workbench.ts";

const said = z.string().max(2_000).default("");
/** What is said beside the files. */
export const Onto = z.object({
  ...{ translation: said, title: said, language: said, translators: said, publisher: said, date: said, licence: said },
  ...{
    wrong: WrongSaid,
    file: said,
    revises: said,
    reason: z.string().default(""),
    dry: z.enum(["yes", "no"]).default("no"),
  },
  of: z.string().regex(/^(?:[0-9a-f]{64})?$/).default(""), // prettier-ignore
});
type Said = z.infer<typeof Onto>;

export function layingRoutes(bench: Workbench): Router {
  const router = Router();
  const taken = takingDown(bench);
  /** Who asks, as they act in the work, if they may. @throws Problem 401, 403, 404 */
  const allowed =
    (req: Request, may: (actor: Actor) => boolean, why: "recording" | "proposing" | "describing") =>
    async (): Promise<Actor> =>
      (await actingFor(bench, req, may, why)).actor;
  router.post("/api/works/:work/import", async (req, res, next) => {
    if (req.query["translation"] === undefined || !req.is(LINES)) return next();
    const asked = saidIn(req);
    const [day, work] = [dateIn(asked.date), part(req, "work")];
    await taken(req, allowed(req, mayRecord, "recording"), (by, { file, digest }) => {
      const { reason, of } = asked;
      const also = {
        day,
        reason: plainOf(reason),
        of,
        file: plainOf(asked.file),
        isTried: asked.dry === "yes",
        digest,
      };
      const errand = { person: by.id, work, name: "add" as const, asked: { ...ontoOf(work, asked, by), ...also } };
      return doing(bench, req, res, { ...errand, file, isShort: false }, toldOfAdding);
    });
  });
  router.post("/api/works/:work/return", async (req, res, next) => {
    if (!req.is(LINES)) return next();
    const [asked, work] = [saidIn(req), part(req, "work")];
    await taken(req, allowed(req, mayBegin, "proposing"), (by, { file, digest }) => {
      const why = whySaid(plainOf(asked.reason), plainOf(asked.file) || asked.translation, asked.wrong);
      const also = { actor: by, why, isTried: asked.dry === "yes", digest };
      const errand = { person: by.id, work, name: "differ" as const, asked: { ...ontoOf(work, asked, by), ...also } };
      return doing(bench, req, res, { ...errand, file, isShort: false }, toldOfDiffering);
    });
  });
  router.post("/api/works/:work/source", async (req, res, next) => {
    if (!req.is(LINES)) return next();
    const [asked, work] = [saidIn(req), part(req, "work")];
    await taken(req, allowed(req, mayDescribe, "describing"), (by, { file, digest }) => {
      const { reason, dry } = asked;
      const also = { provenance: plainOf(reason), file: plainOf(asked.file), isTried: dry === "yes", digest };
      const errand = { person: by.id, work, name: "supply" as const, asked: { work, by: personOf(by), ...also } };
      return doing(bench, req, res, { ...errand, file, isShort: false }, toldOfSupplying);
    });
  });
  return router;
}

/** What came of lines that were to be added to a translation. */
export const toldOfAdding: Telling<"add"> = (_, { work, asked: { translation } }, done) => {
  const { passages, versions, ...laid } = madeOf(done);
  return Promise.resolve({ json: { work, translation, passages, versions, ...laid }, to: address.imports(work) });
};

/** What came of lines of which was to be proposed what they say otherwise. */
export const toldOfDiffering: Telling<"differ"> = (_, { work, asked: { translation } }, done) =>
  Promise.resolve({ json: { work, translation, ...madeOf(done) }, to: address.work(work) });

/** What came of lines that were to be a source. */
export const toldOfSupplying: Telling<"supply"> = (_, { work }, done) =>
  Promise.resolve({ json: { work, ...madeOf(done) }, to: address.imports(work) });

/** @throws Problem 400, 422 */
function saidIn(req: Request): Said {
  const read = Onto.safeParse(req.query);
  if (!read.success) throw new Problem(400, { code: "not-readable", why: "import" });
  const excess = over("reason", read.data.reason.length);
  if (excess) throw problemOf({ code: "too-large", excess });
  return read.data;
}

/** @throws Problem 422 if a name can't be one. */
function ontoOf(work: string, asked: Said, by: Actor): AskedOnto {
  const { translation, title, language, publisher, date, licence, revises } = asked;
  const people = peopleIn(asked);
  const described = {
    ...{
      title: plainOf(title),
      language: isLanguageTag(language) ? canonicalLanguage(language) : language,
      publisher: plainOf(publisher),
      translators: people,
      editors: [],
    },
    ...(date !== "" && { date }),
    ...(licence !== "" && { licence: plainOf(licence) }),
  };
  return {
    ...{ work, translation, described: described.title === "" ? null : described },
    ...{ revises: revises || null, by: personOf(by), people },
  };
}

/** @throws Problem 422 */
function peopleIn({ translators }: Said): Person[] {
  const names = translators.split(";").filter((name) => name.trim() !== "").map((name) => readNamed(name)); // prettier-ignore
  return names.map((name) => {
    if (!name.ok) throw notTaken("no-name");
    return namedAs(name);
  });
}

/** What came of it. @throws Problem if nothing did */
function madeOf<Made extends object>(done: Made | { fault: Fault; line: number | null } | { refusal: Refusal }): Made {
  if ("fault" in done) throw refused("", done);
  if ("refusal" in done) throw problemOf(done.refusal);
  return done;
}
