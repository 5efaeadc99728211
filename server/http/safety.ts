/** What stands before every route: headers that browsers obey, foreign origins refused, bodies bounded. */
import express, { type RequestHandler } from "express";
import helmet from "helmet";
import type { PublicAddress } from "../host/address.ts";
import { fromHere } from "../host/origin.ts";
import { LIMITS } from "../../translations/text/limits.ts";
import { bringsToken } from "./bearer.ts";
import { Problem } from "./problem.ts";

/** Bytes that one UTF-16 code unit can become in a form: three of UTF-8, each written as %E5. */
const BYTES_A_CHARACTER = 9;

/**
 * The most a request body may hold, in bytes. Where a passage's words come in, three times what a passage may hold, so
 * that whoever sends too much is told the limit in characters; everywhere else, a few times the longest reason.
 */
export const BODY_LIMITS = {
  words: 3 * BYTES_A_CHARACTER * LIMITS.characters,
  other: 4 * BYTES_A_CHARACTER * LIMITS.reason,
} as const;

/** Where a passage's words come in, or those of its source. */
const WORDS_COME =
  /^(?:\/api)?\/works\/new$|^\/api\/(?:proposals\/[^/]+\/(?:submit|accept|puts-back)|works\/[^/]+(?:(?:\/passages\/[^/]+)?\/source|\/return\/text|\/terms-import))$/;

/** Where files come in, and what they come as: they are read where they are taken in. */
const FILES_COME: readonly [path: RegExp, type: string][] = [
  [/^\/works\/new$/, "multipart/form-data"],
  [/^(?:\/api)?\/works\/new\/[^/]+\/further$/, "multipart/form-data"],
  [/^\/api\/works\/new\/[^/]+\/texts\/[^/]+$/, "application/octet-stream"],
  [/^\/api\/works\/new\/[^/]+\/texts\/[^/]+$/, "multipart/form-data"],
  [/^\/api\/works\/[^/]+\/(?:import|return|source)$/, "application/jsonl"],
  [/^\/api\/works\/[^/]+\/import$/, "application/zip"],
  [/^\/api\/works\/[^/]+\/source\/text$/, "application/octet-stream"],
  [/^\/api\/works\/[^/]+\/source(?:\/text)?$/, "multipart/form-data"],
  [/^\/api\/works\/[^/]+\/return\/text$/, "multipart/form-data"],
  [/^\/api\/works\/[^/]+\/return$/, "application/octet-stream"],
  [/^\/api\/works\/[^/]+\/return\/text$/, "application/octet-stream"],
  // One press in a mail program (RFC 8058), of which nothing is read.
  [/^\/-\/mail\/[^/]+$/, "multipart/form-data"],
];

/** More fields than any form has. */
const MOST_FIELDS = 100;

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/** Content security: everything from here, nothing inline. HTTPS is asked for again only of those who came by it. */
export function headers(): RequestHandler {
  const [plain, secure] = [false, true].map(headersFor) as [RequestHandler, RequestHandler];
  return (req, res, next) => (req.secure ? secure : plain)(req, res, next);
}

function headersFor(secure: boolean): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: secure,
    // By plain http a browser doesn't heed it, and complains of it in its console.
    crossOriginOpenerPolicy: secure,
    referrerPolicy: { policy: "same-origin" },
  });
}

/**
 * Refuses a change that another site's page asks for in a visitor's name. A token is sent by whoever has it, never by a
 * browser unasked.
 */
export function sameOrigin(address: PublicAddress): RequestHandler {
  return (req, _res, next) => {
    if (SAFE.has(req.method) || bringsToken(req) || fromHere(req.headers, address.whole())) return next();
    next(new Problem(403, { code: "not-from-here", why: "another-site" }));
  };
}

/** A body of another type would be as good as none, and what it says lost, though the answer may be "done". */
const readableTypes: RequestHandler = (req, _res, next) => {
  if (FILES_COME.some(([path, type]) => path.test(req.path) && req.is(type))) return next();
  const given = req.headers["content-length"] !== "0" && req.is(["json", "urlencoded"]) === false;
  if (!given || SAFE.has(req.method)) return next();
  next(new Problem(415, { code: "not-readable", why: "type" }));
};

/** JSON and form bodies, bounded; no other. */
export const bodies: RequestHandler[] = [readableTypes, bodiesUpTo("json"), bodiesUpTo("urlencoded")];

function bodiesUpTo(kind: "json" | "urlencoded"): RequestHandler {
  const parser = (limit: number): RequestHandler =>
    kind === "json"
      ? express.json({ limit })
      : express.urlencoded({ extended: false, limit, parameterLimit: MOST_FIELDS });
  const [words, other] = [parser(BODY_LIMITS.words), parser(BODY_LIMITS.other)];
  return (req, res, next) => {
    const parse = WORDS_COME.test(req.path) ? words : other;
    parse(req, res, next);
  };
}
