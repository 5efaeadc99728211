/** Requests that ask for HTTP/2 on a plain connection, as curl and Java do by themselves: answered all the same. */
import { connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startSite, type TestSite } from "../help/site.ts";

let site: TestSite;
beforeAll(async () => void (site = await startSite()));
afterAll(() => site.end());

/** All that the server answers to the pieces, sent one after another. */
async function said(...pieces: string[]): Promise<string> {
  const { hostname, port } = new URL(site.address);
  const socket = connect(Number(port), hostname);
  let answer = "";
  socket.setEncoding("latin1").on("data", (chunk: string) => (answer += chunk));
  const ended = new Promise((resolve) => socket.once("close", resolve));
  for (const piece of pieces) {
    socket.write(piece);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await ended;
  return answer;
}

const H2C = "Host: x\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA\r\n";

test("a page is given", async () => {
  const answer = await said(
    `GET /healthz HTTP/1.1\r\n${H2C}Connection: Upgrade, HTTP2-Settings\r\n\r\n`,
    "GET /api/works HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
  );
  expect(answer).toMatch(/^HTTP\/1\.1 200 OK/);
  expect(answer).toContain('"nip14"');
});

test("a body is read, also one that comes later", async () => {
  const body = '{"email":"nobody@example.org","password":"never mind it"}';
  const answer = await said(
    `POST /api/sign-in HTTP/1.1\r\n${H2C}Connection: Upgrade, HTTP2-Settings, close\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, 9)}`,
    body.slice(9),
  );
  expect(answer).toMatch(/^HTTP\/1\.1 401 /);
  expect(answer).toContain("do not go together");
});

test("a socket at an address that has none is refused as before", async () => {
  const answer = await said("GET /healthz HTTP/1.1\r\nHost: x\r\nUpgrade: WebSocket\r\nConnection: Upgrade\r\n\r\n");
  expect(answer).toMatch(/^HTTP\/1\.1 404 /);
});
