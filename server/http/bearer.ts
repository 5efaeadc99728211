/** Whether a request comes by a token in `Authorization: Bearer` (RFC 6750). Only addresses under /api take one. */
import type { IncomingMessage } from "node:http";

type Asked = Pick<IncomingMessage, "headers"> & { path: string };

/** True if the request comes by a token, be it a right one or not. */
export function bringsToken(request: Asked): boolean {
  return tokenOf(request) !== null;
}

/** What stands where a token does; null if the request comes by none. */
export function tokenOf({ path, headers }: Asked): string | null {
  if (!/^\/api(?:\/|$)/i.test(path)) return null;
  const [scheme, ...token] = (headers.authorization ?? "").split(" ");
  return scheme?.toLowerCase() === "bearer" ? token.join(" ").trim() : null;
}
