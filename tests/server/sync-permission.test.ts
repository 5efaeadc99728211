/**
 * Who may write in a draft, asked of a whole workbench over real sockets and HTTP: by no road without an invitation,
 * and from the moment that an invitation, a role or a session has gone, no more.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import * as Y from "yjs";
import { startWorkbench, type Running } from "../../server/app.ts";
import { problemFrom } from "../../server/http/problem.ts";
import { CLOSE } from "../../translations/draft/frames.ts";
import { DraftTooLarge } from "../../server/sync/sync.ts";
import {
  ackFrame,
  addressOf,
  Caller,
  presenceFrame,
  step1Frame,
  step2Frame,
  until,
  updateFrame,
  updateIn,
} from "../help/live.ts";
import { Client, OWNER } from "../help/workbench.ts";
import { wordsIn } from "../help/draft-words.ts";

const folder = mkdtempSync(join(tmpdir(), "variorum-permission-"));
const RIGHTS = 101;
/**
 * A change of rights is told at once. So many milliseconds are patience with a slow machine, and fewer than would go by
 * until the server found out at a heartbeat.
 */
const SOON = 5_000;

interface Person {
  id: string;
  name: string;
  client: Client;
}

let running: Running;
let owner: Person;
let ann: Person;
let ben: Person;
let rex: Person;
let rae: Person;
let proposal: string;
let liveAt: string;
const callers: Caller[] = [];

async function joins(name: string, role: string): Promise<Person> {
  const { link } = await owner.client.json<{ link: string }>("POST", "/api/people/invite", { role });
  const client = new Client(running.address);
  const login = { name, email: `${name.toLowerCase()}@example.org`, password: `${name} has a password` };
  const { id } = await client.json<{ id: string }>("POST", new URL(link).pathname, login);
  return { id, name, client };
}

beforeAll(async () => {
  const client = join(folder, "client");
  mkdirSync(join(client, ".vite"), { recursive: true });
  writeFileSync(join(client, ".vite/manifest.json"), JSON.stringify({ a: { file: "a.js", isEntry: true } }));
  const setting = { data: join(folder, "data"), host: "127.0.0.1", port: 0, origin: null, client };
  running = await startWorkbench({ ...setting, log: pino({ level: "silent" }) });
  const first = new Client(running.address);
  const { id } = await first.json<{ id: string }>("POST", new URL(running.ownerLink!).pathname, OWNER);
  owner = { id, name: OWNER.name, client: first };
  ann = await joins("Ann", "translator");
  ben = await joins("Ben", "translator");
  rex = await joins("Rex", "reviewer");
  rae = await joins("Rae", "reader");
});

beforeEach(async () => {
  await Promise.all([setRole(ben, "translator"), setRole(rex, "reviewer")]);
  const opened = await ann.client.json<{ id: string }>(
    "POST",
    "/api/works/nip14/passages/s10-government-and-markets/proposals",
    { base: 2, readers: "accounts" },
  );
  proposal = opened.id;
  liveAt = addressOf(Number(new URL(running.address).port), await ann.client.draftOf(proposal));
});

afterEach(() => {
  for (const { socket } of callers.splice(0)) socket.terminate();
});

afterAll(async () => {
  await running.close();
  rmSync(folder, { recursive: true, force: true });
});

const act = (by: Person, verb: string, body: unknown) =>
  by.client.send("POST", `/api/proposals/${proposal}/${verb}`, body);
const invite = (by: Person, { id }: Person) => act(by, "invite", { person: id });
const letGo = (by: Person, { id }: Person) => act(by, "let-go", { person: id });
const setRole = ({ id }: Person, role: string) => owner.client.json("POST", `/api/people/${id}/role`, { role });

interface ProposalJson {
  status: string;
  draft: { rendering: unknown; summary: string } | null;
  submission: { proposers: { name: string }[] } | null;
}
const look = () => owner.client.json<ProposalJson>("GET", `/api/proposals/${proposal}`);
const draft = async () => JSON.stringify((await look()).draft);
const codeOf = async (response: Response) => [response.status, ((await response.json()) as { code: string }).code];

/** Somebody at a bare socket, with the draft as it came in. */
class Typist {
  readonly doc = new Y.Doc();
  readonly caller: Caller;
  #asked = 0;

  constructor({ client }: Person) {
    this.caller = new Caller(liveAt, null, { cookie: client.session });
    callers.push(this.caller);
  }

  async seated(): Promise<this> {
    await this.caller.seated();
    this.caller.say(step1Frame(Uint8Array.of(0)));
    const came = () => this.caller.heard.find(([type, step]) => type === 0 && step === 1);
    await until(() => came() !== undefined, "the draft came");
    Y.applyUpdate(this.doc, updateIn(came()!));
    this.caller.say(step2Frame(Uint8Array.of(0, 0)));
    return this;
  }

  /** Whether what is written here is taken, as the server last said. */
  get mayWrite(): boolean | undefined {
    const said = this.caller.heardOf(RIGHTS).at(-1);
    return said && said[1] === 1;
  }

  /** The update that puts `words` before all others. */
  typing(words: string): Uint8Array {
    const made: Uint8Array[] = [];
    const keep = (update: Uint8Array) => made.push(update);
    this.doc.on("update", keep);
    const text = wordsIn(this.doc);
    text.insert(0, words);
    this.doc.off("update", keep);
    return made[0]!;
  }

  type(words: string): void {
    this.caller.say(updateFrame(this.typing(words)));
  }

  /** Types and waits until it is on disk. */
  async write(words: string): Promise<void> {
    this.type(words);
    const asked = ++this.#asked;
    this.caller.say(ackFrame(asked));
    await until(() => this.caller.heardOf(100).some((frame) => frame[1] === asked), "the words are on disk");
  }

  /** The code that closed it. Fails if that takes longer than a change of rights may. */
  async closedSoon(): Promise<number> {
    const late = new Promise<never>((_, reject) => setTimeout(() => reject(new Error("it is still open")), SOON));
    return Promise.race([this.caller.closed, late]);
  }
}

const sit = (person: Person) => new Typist(person).seated();

describe("without an invitation nobody writes in a draft:", () => {
  const uninvited = () => [ben, rex, owner, rae];

  test("by no frame of a socket, whatever their role, and they are told so on joining", async () => {
    const before = await draft();
    for (const person of uninvited()) {
      const typist = await sit(person);
      expect(typist.mayWrite).toBe(false);
      typist.type("graffiti ");
      expect(await typist.caller.closed).toBe(CLOSE.notAllowed);
      const other = await sit(person);
      other.caller.say(step2Frame(other.typing("graffiti ")));
      expect(await other.caller.closed).toBe(CLOSE.notAllowed);
      const deleting = await sit(person);
      const vector = Y.encodeStateVector(deleting.doc);
      wordsIn(deleting.doc).delete(0, 1);
      deleting.caller.say(updateFrame(Y.encodeStateAsUpdate(deleting.doc, vector)));
      expect(await deleting.caller.closed).toBe(CLOSE.notAllowed);
    }
    expect(await draft()).toBe(before);
  });

  test("by no form and no request, and the refusal says whom to ask", async () => {
    const before = await draft();
    for (const person of [ben, rex, owner]) {
      const refused = await act(person, "submit", { text: "Graffiti.", summary: "Mine." });
      const { code, detail } = (await refused.json()) as { code: string; detail: string };
      expect([refused.status, code]).toEqual([403, "not-invited"]);
      expect(detail).toMatch(/Ask Ann, who began it/);
    }
    expect(await codeOf(await act(rae, "submit", { text: "Graffiti." }))).toEqual([403, "not-allowed"]);
    expect(await draft()).toBe(before);
    expect((await look()).status).toBe("draft");
  });

  test("nor do they speak for another: presence bears the session's name, and nothing of it is kept", async () => {
    const [watching, pretending] = [await sit(ann), await sit(ben)];
    const before = await draft();
    pretending.caller.say(presenceFrame(99, 1, { user: { id: ann.id, name: "Ann" }, cursor: null, rendering: "x" }));
    const told = () => watching.caller.heardOf(1).map((frame) => Buffer.from(frame).toString("utf8"));
    await until(() => told().some((words) => words.includes(ben.id)), "presence came");
    expect(told().join("")).not.toContain(ann.id);
    expect(await draft()).toBe(before);
  });

  test("and nobody but who began it and owners invites, and only people who may write", async () => {
    for (const person of [ben, rex, rae])
      expect(await codeOf(await invite(person, person))).toEqual([403, "not-allowed"]);
    expect(await codeOf(await invite(ann, rae))).toEqual([403, "not-allowed"]);
    expect(await codeOf(await act(ann, "invite", {}))).toEqual([400, "not-readable"]);
    expect((await act(stranger(), "invite", { person: ben.id })).status).toBe(401);
    expect((await invite(owner, owner)).status).toBe(200);
    expect((await sit(owner)).mayWrite).toBe(true);
  });

  test("and whether there is an account with an id is told to nobody", async () => {
    for (const person of [ann, ben, rex, owner])
      for (const verb of ["invite", "let-go"]) {
        const [there, nowhere] = await Promise.all(
          [rae.id, "nobody"].map(async (id) => {
            const response = await act(person, verb, { person: id });
            const answer = (await response.json()) as Record<string, unknown>;
            return { ...answer, status: response.status };
          }),
        );
        expect(nowhere, verb).toEqual(there);
        expect(there!.status).toBeGreaterThan(399);
      }
  });

  test("and those who may invite are told whom, by name and without their addresses", async () => {
    const { invitable } = await ann.client.json<{ invitable: { name: string }[] }>("GET", `/api/proposals/${proposal}`);
    expect(invitable.map(({ name }) => name)).toEqual(["Ben", OWNER.name, "Rex"]);
    expect(JSON.stringify(invitable)).not.toContain("@");
    for (const person of [ben, rex, rae]) {
      const seen = await person.client.json<{ invitable: unknown[] }>("GET", `/api/proposals/${proposal}`);
      expect(seen.invitable).toEqual([]);
    }
  });
});

function stranger(): Person {
  return { id: "", name: "", client: new Client(running.address) };
}

describe("while the draft is open:", () => {
  test("who reads and is invited writes from then on, on the same socket, and is credited", async () => {
    const [writer, reader] = [await sit(ann), await sit(ben)];
    await writer.write("One. ");
    expect(reader.mayWrite).toBe(false);
    await invite(ann, ben);
    await until(() => reader.mayWrite === true, "the reader is told", SOON);
    await reader.write("Two. ");
    expect(await draft()).toMatch(/Two\. /);
    const done = await act(ben, "submit", { summary: "Better." });
    expect(done.status).toBe(200);
    expect((await look()).submission!.proposers.map(({ name }) => name)).toEqual(["Ann", "Ben"]);
  });

  test("who is let go is closed with 4410; what was acknowledged stays, nothing comes after, reading goes on", async () => {
    await invite(ann, ben);
    const [writer, guest] = [await sit(ann), await sit(ben)];
    await guest.write("Kept. ");
    await letGo(ann, ben);
    guest.type("Too late. ");
    expect(await guest.closedSoon()).toBe(CLOSE.letGo);
    expect(guest.caller.reason).toMatch(/let go.*still read/);
    expect(await codeOf(await act(ben, "submit", { text: "Too late.", summary: "x" }))).toEqual([403, "not-invited"]);
    const again = await sit(ben);
    expect(again.mayWrite).toBe(false);
    await writer.write("On. ");
    await until(() => again.caller.heard.some(([type, step]) => type === 0 && step === 2), "the reader sees it");
    const words = await draft();
    expect(words).toContain("Kept. ");
    expect(words).not.toContain("Too late");
  });

  test("who leaves is closed with 4410, and who began it stays", async () => {
    await invite(ann, ben);
    const [writer, guest] = [await sit(ann), await sit(ben)];
    expect((await letGo(ben, ben)).status).toBe(200);
    expect(await guest.closedSoon()).toBe(CLOSE.letGo);
    expect(await codeOf(await letGo(owner, ann))).toEqual([403, "not-allowed"]);
    await writer.write("Still here. ");
  });

  test("whose role is taken is closed with 4411, also in their own draft; given back, they write on", async () => {
    const writer = await sit(ann);
    await writer.write("Kept. ");
    await setRole(ann, "reader");
    writer.type("Too late. ");
    expect(await writer.closedSoon()).toBe(CLOSE.roleTaken);
    expect(writer.caller.reason).toMatch(/role has changed/);
    expect(await codeOf(await act(ann, "submit", { text: "Too late.", summary: "x" }))).toEqual([403, "not-allowed"]);
    expect(await codeOf(await invite(ann, ben))).toEqual([403, "not-allowed"]);
    const reading = await sit(ann);
    expect(reading.mayWrite).toBe(false);
    await setRole(ann, "translator");
    await until(() => reading.mayWrite === true, "the writer is told", SOON);
    await reading.write("Back. ");
    expect(await draft()).toMatch(/Back\. .*Kept\. /);
    expect(await draft()).not.toContain("Too late");
  });

  test("who signs out is closed with 4401, and their other sessions go on", async () => {
    const elsewhere = new Client(running.address);
    const login = { email: "ann@example.org", password: "Ann has a password" };
    await elsewhere.json("POST", "/api/sign-in", login);
    const [here, there] = [await sit(ann), await sit({ ...ann, client: elsewhere })];
    await elsewhere.json("POST", "/api/sign-out");
    there.type("Too late. ");
    expect(await there.closedSoon()).toBe(CLOSE.signInNeeded);
    await here.write("Still here. ");
    expect(await draft()).not.toContain("Too late");
  });

  test("a proposal decided closes everybody with 4409, and takes no more by any road", async () => {
    await invite(ann, ben);
    const people = [await sit(ann), await sit(ben), await sit(rae)];
    await people[1]!.write("Kept. ");
    expect((await act(ann, "withdraw", {})).status).toBe(200);
    people[0]!.type("Too late. ");
    expect(await Promise.all(people.map((each) => each.closedSoon()))).toEqual([4409, 4409, 4409]);
    expect(await codeOf(await act(ben, "submit", { text: "Too late." }))).toEqual([409, "already-decided"]);
    expect(await codeOf(await invite(ann, rex))).toEqual([409, "already-decided"]);
    const late = new Typist(ann);
    expect(await late.caller.closed).toBe(CLOSE.closed);
  });

  test("a proposal submitted closes everybody with 4409; sent back, its people write on", async () => {
    await invite(ann, ben);
    const [first, second] = [await sit(ann), await sit(ben)];
    await second.write("Kept. ");
    expect((await act(ben, "submit", { summary: "Better." })).status).toBe(200);
    expect([await first.closedSoon(), await second.closedSoon()]).toEqual([CLOSE.closed, CLOSE.closed]);
    expect((await act(rex, "return", { reason: "Say more." })).status).toBe(200);
    await (await sit(ben)).write("More. ");
    expect((await sit(rex)).mayWrite).toBe(false);
  });

  test("moving it onto the current version, or sending back what is a draft, closes nobody", async () => {
    const writer = await sit(ann);
    expect((await act(ann, "rebase", { base: 2 })).status).toBe(200);
    expect((await act(rex, "return", { reason: "As it is." })).status).toBe(409);
    await writer.write("Still here. ");
  });

  test("at every moment, whatever was changed before, words are taken from just those who may write", async () => {
    const change = fc.record({
      who: fc.constantFrom("ben", "rex"),
      what: fc.constantFrom("invite", "let-go", "reader", "translator"),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), async (changes) => {
        const people = { ben, rex };
        const [invited, roles] = [new Set<string>(), { ben: "translator", rex: "translator" }];
        for (const person of [ben, rex]) {
          await setRole(person, "translator");
          await letGo(ann, person);
        }
        for (const { who, what } of changes) {
          const [person, name] = [people[who as "ben"], who as "ben"];
          const open = await sit(person);
          const before = invited.has(who) && roles[name] === "translator";
          expect(open.mayWrite).toBe(before);
          if (what === "reader" || what === "translator") {
            await setRole(person, what);
            roles[name] = what;
          } else if (what === "let-go") {
            await letGo(ann, person);
            invited.delete(who);
          } else if ((await invite(ann, person)).ok) invited.add(who);
          const after = invited.has(who) && roles[name] === "translator";
          if (before && !after) expect([4410, 4411]).toContain(await open.closedSoon());
          else if (after) {
            await until(() => open.mayWrite === true, "it is told", SOON);
            await open.write(".");
          } else {
            open.type(".");
            expect(await open.closedSoon()).toBe(CLOSE.notAllowed);
          }
          open.caller.socket.terminate();
        }
      }),
      { numRuns: 6 },
    );
  });
});

test("words from a form that would make the draft too large are refused with 413 and a sentence", () => {
  const problem = problemFrom(new DraftTooLarge("The draft has grown as large as a draft may be."));
  expect(problem).toMatchObject({ status: 413, code: "draft-too-large", message: expect.stringContaining("as large") });
});
