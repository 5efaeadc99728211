/** Addresses as programs and mails ask for them: reserved words, methods, other sites' pages, what may be kept, and what was meant. */
import { createHash } from "node:crypto";
import { request } from "node:http";
import { gunzipSync } from "node:zlib";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { site } from "../../server/http/http.ts";
import { isOpen } from "../../server/http/open.ts";
import { tidied, withoutSlash } from "../../server/http/tidy.ts";
import type { Workbench } from "../../server/http/workbench.ts";
import { isPassageId, isWorkId, RESERVED_PASSAGES, RESERVED_WORKS } from "../../translations/ledger/work.ts";
import { startSite, type TestSite } from "../help/site.ts";
import { Client, OWNER } from "../help/workbench.ts";

const PASSAGE = "/nip14/s10-government-and-markets";

let bench: TestSite;
let owner: Client;

beforeAll(async () => {
  bench = await startSite();
  owner = new Client(bench.address);
  await owner.json("POST", new URL(bench.ownerLink!).pathname, OWNER);
});
afterAll(() => bench.end());

/** A stranger's request. */
function ask(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(bench.address + path, { redirect: "manual", ...init });
}

/** Where a path leads that no client would send as it is. */
function located(path: string): Promise<string | undefined> {
  const { hostname, port } = new URL(bench.address);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path }, (answer) => resolve(answer.resume().headers.location))
      .on("error", reject)
      .end();
  });
}

// --- Reserved words -------------------------------------------------------------------------------------------------

/** The paths of every route there is. Nothing is asked of the workbench to make them. */
function paths(): string[] {
  const anything: unknown = new Proxy(() => anything, { get: () => anything });
  const { routes } = site(
    anything as Workbench,
    "/nowhere",
    pino({ level: "silent" }),
    anything as Parameters<typeof site>[3],
  );
  return routes.map(({ path }) => path);
}

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

describe("no work and no passage can be called as an address of the program's own", () => {
  const rows = paths().map((path) => path.split("/").slice(1));
  const firsts = [...new Set(rows.map(([first]) => first!))].filter((first) => ID.test(first));
  const seconds = [...new Set(rows.flatMap(([first, second]) => (first === ":work" && second ? [second] : [])))];

  test("the table of routes is read whole", () => {
    expect(firsts).toEqual(
      expect.arrayContaining(["api", "about", "healthz", "metrics", "people", "review", "sign-in"]),
    );
    expect(paths()).toEqual(
      expect.arrayContaining(["/", "/:work/:passage/:which", "/:work/proposals/:id", "/api/works/:work/events"]),
    );
  });

  test.each(firsts)("/%s is no work", (first) => {
    expect(isWorkId(first)).toBe(false);
  });

  test.each(seconds.filter((second) => !second.startsWith(":")))("/{work}/%s is no passage", (second) => {
    expect(isPassageId(second)).toBe(false);
  });

  // The addresses of the design, those to come among them.
  test.each(["works", "quote", "me", "about", "api", "metrics", "assets", "proposals", "settings", "terms"])(
    "/%s is kept free",
    (word) => {
      expect(isWorkId(word)).toBe(false);
    },
  );
  test.each(["proposals", "editions", "settings", "terms"])("/{work}/%s is kept free", (word) => {
    expect(isPassageId(word)).toBe(false);
  });

  test("every other word is free, and what stands under /-/ is nobody's", () => {
    for (const word of [...RESERVED_WORKS, ...RESERVED_PASSAGES]) expect(word).toMatch(ID);
    for (const free of ["nip14", "works-of-love", "v2", "origins"]) expect(isWorkId(free)).toBe(true);
    for (const free of ["4-10", "origins", "v2", "me"]) expect(isPassageId(free)).toBe(true);
    expect([isWorkId("-"), isPassageId("-")]).toEqual([false, false]);
  });
});

// --- What was meant ---------------------------------------------------------------------------------------------------

describe("an address with what a sentence puts behind it", () => {
  const behind = [
    ".",
    ",",
    ";",
    ":",
    ")",
    "]",
    ">",
    "!",
    "?",
    "'",
    '"',
    "”",
    "’",
    "».",
    ").",
    ".)",
    "。",
    "）",
    "…",
    "%20",
    "%C2%A0",
    "**",
    "&gt;",
  ];
  test.each(behind)("v2%s is v2, for good", async (sign) => {
    const asked = sign.startsWith("%") ? sign : encodeURIComponent(sign);
    const answer = await ask(`${PASSAGE}/v2${asked}?view=text`);
    expect([answer.status, answer.headers.get("location")]).toEqual([308, `${PASSAGE}/v2?view=text`]);
  });

  test.each([
    [`${PASSAGE}/v2/`, `${PASSAGE}/v2`],
    [`${PASSAGE}/v2//`, `${PASSAGE}/v2`],
    [`${PASSAGE}/V2`, `${PASSAGE}/v2`],
    [`${PASSAGE}/V1..V2`, `${PASSAGE}/v1..v2`],
    [`${PASSAGE}/v1..v2.`, `${PASSAGE}/v1..v2`],
    [`${PASSAGE}/v1%E2%80%A6v2`, `${PASSAGE}/v1..v2`],
    [`${PASSAGE}/v1..v2/`, `${PASSAGE}/v1..v2`],
    [`${PASSAGE}/v2.txt.`, `${PASSAGE}/v2.txt`],
    [`${PASSAGE}/v2.txt)`, `${PASSAGE}/v2.txt`],
    [`${PASSAGE}/v2.TXT`, `${PASSAGE}/v2.txt`],
    [`${PASSAGE}/v2.csl.json/`, `${PASSAGE}/v2.csl.json`],
    [`${PASSAGE}.`, PASSAGE],
    [`${PASSAGE}/`, PASSAGE],
    ["/nip14,", "/nip14"],
    ["/NIP14", "/nip14"],
    ["/nip14/", "/nip14"],
    ["/nip14/proposals/sort-out.", "/nip14/proposals/sort-out"],
    ["/people/", "/people"],
    [`${PASSAGE}/origins.`, `${PASSAGE}/origins`],
  ])("%s leads to %s", async (asked, meant) => {
    for (const method of ["GET", "HEAD"]) {
      const answer = await ask(asked, { method });
      expect([answer.status, answer.headers.get("location")]).toEqual([308, meant]);
    }
    expect((await ask(meant, { headers: { accept: "text/html" } })).status).not.toBe(404);
  });

  const TOKEN = "aB3_-xYz0123456789aB3_-xYz0123456789aB3_-xY";
  test.each([".", ")", ">", "%3E", ").", "”", "&gt;", "%20", ",", "/", "/."])(
    "a link with a token keeps the token as it is, without the %s behind",
    async (sign) => {
      for (const token of [TOKEN, `${TOKEN.slice(1)}-`, `${TOKEN.slice(1)}_`])
        for (const way of ["/join/", "/-/reset/"]) {
          const answer = await ask(`${way}${token}${sign}`);
          expect([answer.status, answer.headers.get("location")]).toEqual([308, way + token]);
          expect((await ask(way + token)).status).toBe(410);
          // A wrong token is a try: too many of them from here would wait.
          if (token === TOKEN) expect((await ask(`${way}${token}${sign}`, { method: "POST" })).status).not.toBe(308);
        }
    },
  );

  test("an invitation in capitals keeps its token", async () => {
    expect([tidied(`/JOIN/${TOKEN}.`), tidied(`/-/Reset/${TOKEN}`)]).toEqual([`/join/${TOKEN}`, `/-/reset/${TOKEN}`]);
  });

  test("leads to no other host, however it is written", async () => {
    for (const path of ["/\\evil.example/", "/\\/evil.example/", "//\\evil.example/.", "/\\evil.example/"]) {
      const location = await located(path);
      expect(location).toMatch(/^\/[^/\\]/);
      expect(location).not.toContain("\\");
    }
  });

  test("is followed once: what is meant means itself", () => {
    for (const path of ["/nip14/v2.).", "//evil.example/", "/a/b./", "/%E2%80%9D", "/.", "/A//B."]) {
      const meant = tidied(path)!;
      expect(tidied(meant)).toBeNull();
      expect(meant).toMatch(/^\/(?!\/)/);
    }
    expect(withoutSlash("//evil.example//")).toBe("/evil.example");
    expect(tidied("/%E0%A4%A")).toBeNull();
    expect([withoutSlash("/"), tidied("/")]).toEqual([null, null]);
  });

  test("a script that is not there is not found, and no browser keeps another address for it", async () => {
    const { status, headers } = await ask("/assets/mount-kLoWvHDd.js");
    expect([status, headers.get("location"), headers.get("cache-control")]).toEqual([404, null, "no-cache"]);
  });

  test("that can mean nothing held is not found, and only reading is led on", async () => {
    expect((await ask(`${PASSAGE}/v99`)).status).toBe(404);
    expect((await ask(`${PASSAGE}/v2.`, { method: "DELETE" })).status).not.toBe(308);
  });
});

// --- Methods ------------------------------------------------------------------------------------------------------------

describe("a method that an address does not take", () => {
  test.each([
    ["POST", PASSAGE, "GET, HEAD, OPTIONS"],
    ["PUT", `${PASSAGE}/v2`, "GET, HEAD, OPTIONS"],
    ["DELETE", `${PASSAGE}/v2.txt`, "GET, HEAD, OPTIONS"],
    ["PATCH", "/nip14", "GET, HEAD, OPTIONS"],
    ["POST", "/", "GET, HEAD, OPTIONS"],
    ["DELETE", "/nip14/proposals/sort-out", "GET, HEAD, OPTIONS"],
    ["GET", "/sign-out", "POST, OPTIONS"],
    ["GET", "/api/sign-in", "POST, OPTIONS"],
    ["PUT", "/sign-in", "GET, POST, HEAD, OPTIONS"],
    ["GET", "/api/proposals/sort-out/accept", "POST, OPTIONS"],
    ["GET", "/api/works/nip14/passages/4-10/proposals", "POST, OPTIONS"],
  ])("%s %s is answered with 405 and what it takes", async (method, path, allow) => {
    const answer = await ask(path, { method, headers: { accept: "application/json" } });
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, allow]);
    expect(((await answer.json()) as { detail: string }).detail).toMatch(/Nothing was changed/);
    const options = await ask(path, { method: "OPTIONS" });
    expect([options.status, options.headers.get("allow")]).toEqual([204, allow]);
  });

  test.each(["/nowhere", "/nip14/nowhere", "/nip14/nowhere/v2", "/api/nowhere/at/all/is/this"])(
    "at %s, where nothing is, is not found",
    async (path) => {
      expect((await ask(path, { method: "POST" })).status).toBe(404);
      expect((await ask(path, { method: "OPTIONS" })).status).toBe(404);
    },
  );

  test("HEAD has the headers of GET", async () => {
    for (const path of [`${PASSAGE}/v2.txt`, `${PASSAGE}/v2.bib`, "/api/works/nip14", "/healthz"]) {
      const [get, head] = [await ask(path), await ask(path, { method: "HEAD" })];
      expect(head.status).toBe(200);
      for (const name of ["etag", "content-type", "cache-control"])
        expect(head.headers.get(name)).toBe(get.headers.get(name));
    }
  });
});

// --- Other sites' pages ---------------------------------------------------------------------------------------------------

const OPEN = [
  ...["txt", "json", "bib", "ris", "csl.json"].map((format) => `${PASSAGE}/v2.${format}`),
  "/api/works/nip14",
  `/api/works/nip14/passages/s10-government-and-markets/v1..v2`,
  `/api/works/nip14/passages/s10-government-and-markets/origins`,
  `/api/works/nip14/passages/s10-government-and-markets/collation`,
  "/api/openapi.json",
];

describe("another site's page", () => {
  test("reads which works there are, and a passage, as strangers see them; with a session it is an answer to that session, and closed", async () => {
    for (const path of ["/api/works", "/api/works/nip14/passages/4-10", "/nip14/4-10"]) {
      const headers = { origin: "https://elsewhere.example", accept: "application/json" };
      expect((await ask(path, { headers })).headers.get("access-control-allow-origin")).toBe("*");
      const signedIn = await ask(path, { headers: { ...headers, cookie: owner.session } });
      expect(signedIn.headers.get("access-control-allow-origin")).toBeNull();
    }
  });

  test.each(OPEN)("reads %s, which is the same whoever is signed in", async (path) => {
    const headers = { origin: "https://elsewhere.example", accept: "application/json" };
    const stranger = await ask(path, { headers });
    expect(stranger.status).toBe(200);
    expect(stranger.headers.get("access-control-allow-origin")).toBe("*");
    expect(stranger.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
    expect(stranger.headers.get("access-control-allow-credentials")).toBeNull();
    const signedIn = await ask(path, { headers: { ...headers, cookie: owner.session } });
    expect(await signedIn.text()).toBe(await stranger.text());
    expect(signedIn.headers.get("etag")).toBe(stranger.headers.get("etag"));
    const preflight = await ask(path, {
      method: "OPTIONS",
      headers: { ...headers, "access-control-request-method": "GET" },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-origin")).toBe("*");
    expect(preflight.headers.get("access-control-allow-methods")).toBe("GET, HEAD");
  });

  test.each([
    "/",
    "/nip14",
    PASSAGE,
    `${PASSAGE}/v2`,
    `${PASSAGE}/v1..v2`,
    "/nip14/proposals/sort-out",
    "/sign-in",
    "/nowhere",
  ])("reads no page: %s", async (path) => {
    const answer = await ask(path, { headers: { accept: "text/html", origin: "https://elsewhere.example" } });
    expect(answer.headers.get("content-type")).toContain("text/html");
    expect(answer.headers.get("access-control-allow-origin")).toBeNull();
    expect(answer.headers.get("cross-origin-resource-policy")).toBe("same-origin");
    expect(answer.headers.get("vary")).toMatch(/Accept/);
  });

  test("by plain http no browser is told what it would not heed; by https it is", async () => {
    const told = async (headers: Record<string, string>) =>
      (await ask("/about", { headers })).headers.get("cross-origin-opener-policy");
    expect([await told({}), await told({ "x-forwarded-proto": "https" })]).toEqual([null, "same-origin"]);
  });

  test.each(["/api/people", "/people", "/api/proposals/sort-out", "/api/proposals/sort-out/history", "/review"])(
    "reads nothing that a session has a say in: %s",
    async (path) => {
      for (const method of ["GET", "OPTIONS"]) {
        const answer = await owner.send(method, path, undefined, { origin: "https://elsewhere.example" });
        expect(answer.headers.get("access-control-allow-origin")).toBeNull();
      }
    },
  );

  test("is told the same of every route", () => {
    for (const path of paths()) {
      const closed =
        /events|imports|proposals|people|sign-|\/api\/join|^\/join|review|healthz|readyz|metrics|about|settings|\/-\//.test(
          path,
        );
      if (closed) expect([path, isOpen(path)]).toEqual([path, false]);
    }
  });
});

// --- What may be kept -----------------------------------------------------------------------------------------------------

/** The bytes as they come over the wire, not decoded. */
function wire(
  path: string,
  headers: Record<string, string>,
): Promise<{ status: number | undefined; headers: NodeJS.Dict<string | string[]>; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const asked = request(bench.address + path, { headers }, (res) => {
      const chunks: Buffer[] = [];
      res.on("data", (chunk: Buffer) => chunks.push(chunk));
      res.on("end", () => resolve({ status: res.statusCode, headers: res.headers, body: Buffer.concat(chunks) }));
    });
    asked.on("error", reject).end();
  });
}

describe("what may be kept", () => {
  test.each([
    `${PASSAGE}/v2`,
    `${PASSAGE}/v1`,
    PASSAGE,
    `${PASSAGE}/v1..v2`,
    "/nip14",
    `${PASSAGE}/v2.json`,
    `${PASSAGE}/v2.bib`,
    `${PASSAGE}/v2.txt`,
  ])(
    "%s is the same a second time, and need not be sent again: for a stranger and for who is signed in",
    async (path) => {
      for (const cookie of ["", owner.session]) {
        const headers = { accept: "text/html", cookie };
        const first = await ask(path, { headers });
        const second = await ask(path, { headers });
        expect(await second.text()).toBe(await first.text());
        const etag = first.headers.get("etag")!;
        expect(second.headers.get("etag")).toBe(etag);
        const third = await wire(path, { ...headers, "if-none-match": etag });
        expect([third.status, third.body.length]).toEqual([304, 0]);
      }
    },
  );

  test("a version's words have one tag and one digest, those of the very bytes, whatever coding is asked for", async () => {
    for (const coding of ["identity", "gzip", "br, gzip, deflate"]) {
      const { headers, body } = await wire(`${PASSAGE}/v2.txt`, { "accept-encoding": coding });
      expect(headers["content-encoding"]).toBeUndefined();
      const digest = createHash("sha256").update(body).digest();
      expect(headers["repr-digest"]).toBe(`sha-256=:${digest.toString("base64")}:`);
      expect(headers["etag"]).toBe(`"${digest.toString("hex")}"`);
      expect(headers["cache-control"]).toBe("public, max-age=86400, must-revalidate, no-transform");
    }
  });

  test("what has no strong tag may be compressed", async () => {
    const { headers, body } = await wire(`${PASSAGE}/v2.json`, { "accept-encoding": "gzip" });
    expect(headers["content-encoding"]).toBe("gzip");
    expect(headers["etag"]).toMatch(/^W\//);
    expect(JSON.parse(gunzipSync(body).toString())).toMatchObject({ number: 2 });
  });
});

// --- A form sent twice ------------------------------------------------------------------------------------------------------

describe("a form that begins a proposal", () => {
  const begin = (after: number | undefined) =>
    owner.json<{ id: string }>("POST", `/api/works/nip14/passages/4-10/proposals`, { base: 2, after });

  test("sent twice begins one, also at once; from a page made afterwards it begins another", async () => {
    const page = await (await ask("/nip14/4-10", { headers: { accept: "text/html", cookie: owner.session } })).text();
    const after = Number(/name="after" value="(\d+)"/.exec(page)![1]);
    const twice = await Promise.all([begin(after), begin(after)]);
    const again = await begin(after);
    expect(new Set([...twice, again].map(({ id }) => id)).size).toBe(1);
    const other = await begin(after + 1);
    expect(other.id).not.toBe(again.id);
    expect((await begin(undefined)).id).not.toBe(other.id);
  });
});
