/** Whether a request was made by a page of this workbench: asked of every change over HTTP and of every socket. */
import type { IncomingHttpHeaders } from "node:http";

/**
 * False if a browser says that the request comes from another origin (Fetch Metadata's `Sec-Fetch-Site`, or `Origin`
 * against `Host`). Programs, which say nothing of the kind, are let through: cookies are all they could abuse, and they
 * have none but their own.
 */
export function fromHere(headers: IncomingHttpHeaders): boolean {
  const site = headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none") return false;
  const { origin, host } = headers;
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === host?.toLowerCase();
}
