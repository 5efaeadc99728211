/** Whether a request was made by a page of this workbench: asked of every change over HTTP and of every socket. */
import type { IncomingHttpHeaders } from "node:http";

/**
 * False if a browser says that the request comes from another origin (Fetch Metadata's `Sec-Fetch-Site`, or `Origin`
 * against the address one is on: `Host`, what a proxy says it was, or the public address). Programs, which say nothing of
 * the kind, are let through: cookies are all they could abuse, and they have none but their own. A page of another site
 * can set neither `Host` nor `X-Forwarded-Host`.
 * @param address the public address, if there is one.
 */
export function fromHere(headers: IncomingHttpHeaders, address: string | null = null): boolean {
  const site = headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none") return false;
  const { origin, host, "x-forwarded-host": forwarded } = headers;
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const known = [host, forwarded, address === null ? undefined : new URL(address).host];
  return known.flat().some((name) => name?.toLowerCase() === new URL(origin).host);
}
