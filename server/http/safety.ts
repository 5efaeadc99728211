/** What stands before every route: headers that browsers obey, foreign origins refused, bodies bounded. */
import express, { type RequestHandler } from "express";
import helmet from "helmet";
import type { PublicAddress } from "../address.ts";
import { fromHere } from "../origin.ts";
import { Problem } from "./problem.ts";

/** The most a request body may hold. A rendering of 500,000 characters fits with room to spare. */
export const BODY_LIMIT = "1mb";

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
    referrerPolicy: { policy: "same-origin" },
  });
}

/** Refuses a change that another site's page asks for in a visitor's name. */
export function sameOrigin(address: PublicAddress): RequestHandler {
  return (req, _res, next) => {
    if (SAFE.has(req.method) || fromHere(req.headers, address.whole())) return next();
    next(
      new Problem(
        403,
        "Not from here",
        "This request comes from another site's page, so it was refused and nothing was changed. Open the workbench itself and try there.",
      ),
    );
  };
}

/** JSON and form bodies, bounded. */
export const bodies: RequestHandler[] = [
  express.json({ limit: BODY_LIMIT }),
  express.urlencoded({ extended: false, limit: BODY_LIMIT }),
];
