/**
 * Requests that ask for another protocol. There is one to change to, the sockets of drafts; whoever asks for another (curl
 * and Java ask every server for HTTP/2 in this way) is answered as if they had not asked (RFC 9110, section 7.8).
 */
import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";

/** True if the request asks for a socket. */
export function asksForSocket({ headers }: IncomingMessage): boolean {
  return /(?:^|,)\s*websocket\s*(?:,|$)/i.test(headers.upgrade ?? "");
}

/** Gives a request of the `upgrade` event back to `server`, without what it asks for: as it came, head and body. */
export function answerPlainly(server: Server, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const { method = "GET", url = "/", httpVersion } = request;
  const lines = [`${method} ${url} HTTP/${httpVersion}`, ...headerLines(request.rawHeaders), "", ""];
  socket.unshift(Buffer.concat([Buffer.from(lines.join("\r\n"), "latin1"), head]));
  server.emit("connection", socket);
}

/** @param raw names and values in turn, as Node gives them: a character a byte. */
function headerLines(raw: readonly string[]): string[] {
  return raw.flatMap((name, at) => {
    const value = raw[at + 1] ?? "";
    if (at % 2 === 1 || /^(?:upgrade|http2-settings)$/i.test(name)) return [];
    return [
      `${name}: ${/^connection$/i.test(name) ? value.replaceAll(/\b(?:upgrade|http2-settings)\b/gi, "") : value}`,
    ];
  });
}
