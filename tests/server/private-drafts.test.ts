/** The sockets of a draft in a work that is not somebody's to read: for them there is no such draft. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startWorkbench, type Running } from "../../server/app.ts";
import { openDesk } from "../../server/desk/desk.ts";
import { openSqlite, sqliteStore } from "../../server/sqlite/sqlite.ts";
import { DATABASE } from "../../server/store/names.ts";
import type { Role } from "../../translations/ledger/roles.ts";
import { CLOSE } from "../../translations/draft/frames.ts";
import { inRole } from "../help/histories.ts";
import { addressOf, Caller } from "../help/live.ts";
import { joinAs, joinAsOwner, type Client } from "../help/workbench.ts";

const WORK = "nip14";
const folder = mkdtempSync(join(tmpdir(), "variorum-private-drafts-"));
let running: Running;
let owner: Client;

beforeAll(async () => {
  const client = join(folder, "client");
  mkdirSync(join(client, ".vite"), { recursive: true });
  writeFileSync(join(client, ".vite/manifest.json"), JSON.stringify({ a: { file: "a.js", isEntry: true } }));
  running = await startWorkbench({ data: join(folder, "data"), host: "127.0.0.1", port: 0, origin: null, client });
  owner = await joinAsOwner(running);
});
afterAll(async () => {
  await running.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Somebody who has joined in a role of the workbench. */
async function joined(name: string, role: Role): Promise<Client & { id: string }> {
  const email = `${name.toLowerCase()}@example.org`;
  const client = await joinAs(running, owner, role, { name: `${name} Person`, email, password: "long enough words" });
  const { people } = await owner.json<{ people: { id: string; name: string }[] }>("GET", "/api/people");
  return Object.assign(client, { id: people.find((each) => each.name.startsWith(name))!.id });
}

/** Says it as another process of the same machine does. */
async function share(command: Parameters<ReturnType<typeof openDesk>["share"]>[1]): Promise<void> {
  const store = sqliteStore(openSqlite(join(folder, "data", DATABASE)));
  expect(await openDesk(store).share(WORK, command, inRole("owner"))).toMatchObject({ ok: true });
  await store.close();
}

const socket = (draft: string, cookie: string) =>
  new Caller(addressOf(Number(new URL(running.address).port), draft), null, cookie === "" ? {} : { cookie });

test("whoever may not read a work finds no draft of it at its socket; a role in the work lets them in, and back out", async () => {
  const [rita, tess, owning] = [await joined("Rita", "reviewer"), await joined("Tess", "translator"), owner.session];
  const passages = `/api/works/${WORK}/passages/s10-government-and-markets`;
  const { id } = await owner.json<{ id: string }>("POST", `${passages}/proposals`, { base: 2 });
  const draft = await owner.draftOf(id);
  const comes = async (cookie: string) => {
    const comer = socket(draft, cookie);
    const told = await Promise.race([comer.seated().then(() => "seated" as const), comer.closed]);
    comer.socket.terminate();
    return [told, comer.reason];
  };
  const unknown = socket("no-such-draft", rita.session);
  const none = [await unknown.closed, unknown.reason];
  expect(none[0]).toBe(CLOSE.unknownDraft);
  expect((await comes(rita.session))[0]).toBe("seated");
  expect((await comes(tess.session))[0]).toBe(CLOSE.notAllowed);

  await share({ type: "set-visibility", visibility: "private" });
  for (const cookie of [rita.session, tess.session, ""]) expect(await comes(cookie)).toEqual(none);
  expect((await comes(owning))[0]).toBe("seated");

  await share({ type: "give-role", person: { id: tess.id, name: "Tess Person" }, role: "reviewer" });
  const [tessWaits, ritaAsks] = [await socket(draft, tess.session).seated(), await comes(rita.session)];
  expect(ritaAsks).toEqual(none);
  await share({ type: "give-role", person: { id: tess.id, name: "Tess Person" }, role: null });
  // Whoever sits there is looked at again when something of theirs changes, else with the next sign of life.
  await owner.json("POST", `/api/people/${tess.id}/role`, { role: "reader" });
  expect([await tessWaits.closed, tessWaits.reason]).toEqual(none);
});
