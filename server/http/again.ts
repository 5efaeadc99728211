/**
 * Public answers asked again, before any route is: by the tag of what they are made of it is seen whether what the asker
 * has still stands, or what is remembered does. No page is so for whoever has a session, for it is theirs, and nothing is
 * remembered of what they get.
 */
import { createHash } from "node:crypto";
import type { Request, RequestHandler } from "express";
import { PUBLIC_HEADERS, wantsJson } from "./answer.ts";
import { bringsToken } from "./bearer.ts";
import { mayKeep, rememberedFor, type Answer, type Coding, type Keeping } from "./kept.ts";
import { publicAt, type PublicRow } from "./reads.ts";
import { isForAll } from "./seen.ts";
import { VERSION_FORMATS } from "./versions.ts";
import { absolute, looksFor, type Workbench } from "./workbench.ts";

/** A page; JSON; or a version, what changed between two, or a feed, in one of their formats, whatever was said to be wanted. */
type Kind = "page" | "json" | "file";

const FILE = new RegExp(
  `/(?:feed\\.(?:atom|json)|terms\\.(?:csv|tbx)|v\\d+\\.(?:\\.v\\d+\\.docx|${VERSION_FORMATS.map((format) => format.replace(".", "\\.")).join("|")}))$`,
);

/**
 * An address without a query and without anything that could be written otherwise: only these are remembered, so that
 * nobody has one page remembered under many; and of a section of a work the one that its route says is its own.
 */
const PLAIN = /^[a-z0-9/.-]+$/;
const SECTION = /^\/[a-z0-9-]+\?at=[a-z0-9-]+$/;

export function askedAgain(bench: Workbench): RequestHandler {
  return async (req, res, next) => {
    const found = req.method === "GET" || req.method === "HEAD" ? publicAt(req.path) : null;
    const kind = kindOf(req);
    // A wrong token is told so, whatever the asker has.
    if (!found || bringsToken(req) || !isPublic(bench, found.row, kind, req)) return next();
    const keeping = await keepingOf(bench, req, kind, found);
    if (!keeping) return next();
    const { tag, memory } = keeping;
    const known = memory?.answers.get(memory.place, tag) ?? null;
    if (has(req, known?.headers["ETag"] ?? tag))
      return void res
        .status(304)
        .set({ ETag: tag, ...(known ? withoutBody(known.headers) : PUBLIC_HEADERS[kind]) })
        .end();
    mayKeep(res, keeping);
    next();
  };
}

/** Sends what is remembered, once the headers stand that go with whatever is sent. */
export const remembered: RequestHandler = (_req, res, next) => {
  const known = rememberedFor(res);
  if (known) res.set(known.headers).send(known.body);
  else next();
};

/** True if the asker has what `tag` names and does not ask to have it sent all the same. */
function has({ headers }: Request, tag: string): boolean {
  if (/no-cache/.test(headers["cache-control"] ?? "")) return false;
  return (headers["if-none-match"] ?? "").split(",").some((each) => each.trim() === tag);
}

/** What goes with an answer that is not sent again. */
function withoutBody({ "Content-Type": _type, "Content-Encoding": _coding, ...headers }: Answer["headers"]) {
  return headers;
}

function kindOf(req: Request): Kind {
  if (FILE.test(req.path)) return "file";
  return wantsJson(req) ? "json" : "page";
}

function isPublic({ accounts }: Workbench, { json }: PublicRow, kind: Kind, { headers }: Request): boolean {
  if (kind !== "page" && json === "everybody") return true;
  return (kind === "page" || json === "strangers") && !accounts.bringsSession(headers);
}

const NO_PARTS = {};

/** How the answer to a request may be kept; null if there is no such thing as it asks for. */
async function keepingOf(
  bench: Workbench,
  req: Request,
  kind: Kind,
  { row, parts }: { row: PublicRow; parts: Readonly<Record<string, string>> },
): Promise<Keeping | null> {
  const looks = kind === "page" ? looksFor(req) : null;
  const look = async () => {
    // Of what is not for all the same is looked up as of what is not there.
    const read = await row.reads(bench, (await isForAll(bench, parts["work"])) ? parts : NO_PARTS);
    return tagOf(bench, req, [kind, looks], read);
  };
  const tag = await look();
  if (tag === null) return null;
  const coding = codingFor(req);
  const place = [kind, looks?.theme, looks?.size, coding, req.originalUrl].join(" ");
  return {
    tag,
    stands: async () => (await look()) === tag,
    coding,
    memory: isRemembered(bench, req) ? { answers: bench.answers, place, own: PLAIN.test(req.originalUrl) } : null,
  };
}

/**
 * Nothing that somebody with a session asked for; and until there is a public address, only what names none, since pages
 * show the one that was asked then, which is anybody's to say.
 */
function isRemembered({ accounts, address }: Workbench, { originalUrl, path, headers }: Request): boolean {
  const namesNoHost = address.whole() !== null || path.endsWith(".txt");
  const plain = PLAIN.test(originalUrl) || SECTION.test(originalUrl);
  return namesNoHost && plain && !accounts.bringsSession(headers);
}

function tagOf(bench: Workbench, req: Request, variant: unknown, reads: unknown): string | null {
  if (reads === null) return null;
  const { address, build } = bench;
  const where = [address.whole(), address.whole() === null && absolute(bench, req, ""), req.originalUrl];
  const all = JSON.stringify([build, where, variant, reads]);
  return `W/"${createHash("sha256").update(all).digest("base64url")}"`;
}

function codingFor(req: Request): Coding {
  if (req.headers["accept-encoding"] === undefined) return "identity";
  const accepted = req.acceptsEncodings(["br", "gzip"]);
  return accepted === "br" || accepted === "gzip" ? accepted : "identity";
}
