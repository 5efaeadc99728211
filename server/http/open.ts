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
  /^\/(?:api\/openapi\.json|api\/works(?!.*\/(?:events|imports|people|proposals|remove)\b)(?:\/.*)?|:work(?!\/(?:proposals|settings)\b|\/-\/)(?:\/.*)?)$/;

/** What lets any site's page read an answer. It is read without cookies: browsers refuse the asterisk with them. */
export const OPEN_TO_ALL: Readonly<Record<string, string>> = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Expose-Headers": "ETag, Repr-Digest, Content-Disposition",
  "Cross-Origin-Resource-Policy": "cross-origin",
};

/** Lets any site's page read this answer. */
export function openToAll(res: Response): void {
  res.set(OPEN_TO_ALL);
}
