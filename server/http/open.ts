/**
 * Answers that any site's page may read (CORS, Fetch Standard, section 3.2): what is public, for programs, and the same
 * for everybody, whoever is signed in. Never a page, and nothing that a session has a say in.
 */
import type { Response } from "express";

/** True for a route's path at which such answers are given; what else it gives stays closed. */
export function isOpen(path: string): boolean {
  return path === "/" || OPEN.test(path);
}

const OPEN =
  /^\/(?:api\/openapi\.json|api\/works(?!.*\/(?:events|proposals)\b)(?:\/.*)?|:work(?!\/proposals\b)(?:\/.*)?)$/;

/** Lets any site's page read this answer. It is read without cookies: browsers refuse the asterisk with them. */
export function openToAll(res: Response): void {
  res.set({
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Repr-Digest, Content-Disposition",
    "Cross-Origin-Resource-Policy": "cross-origin",
  });
}
