/** The ways in and out and what owners do about people, asked over HTTP on a whole workbench, without a browser. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { startWorkbench, type Running } from "../../server/app.ts";
import { ownerLinkCommand } from "../../server/cli/owner-link-command.ts";
import { Client, signingIn } from "../help/workbench.ts";

const folder = mkdtempSync(join(tmpdir(), "variorum-doors-"));
const client = join(folder, "client");
const PASSWORD = "correct horse battery";

let workbench: Running;
let owner: Client;

interface People {
  people: { id: string; name: string; role: string }[];
  invitations: { id: string; email: string | null; place: string; message: string }[];
  askings: { id: string; name: string; email: string; why: string }[];
  link: string;
}

beforeAll(async () => {
  mkdirSync(join(client, ".vite"), { recursive: true });
  writeFileSync(
    join(client, ".vite", "manifest.json"),
    JSON.stringify({ "main.tsx": { file: "main.js", isEntry: true } }),
  );
  workbench = await startWorkbench({
    data: join(folder, "data"),
    host: "127.0.0.1",
    port: 0,
    origin: null,
    client,
    log: pino({ level: "silent" }),
  });
  owner = new Client(workbench.address);
  await owner.json("POST", new URL(workbench.ownerLink!).pathname, login("Olive Owner"));
});
afterAll(async () => {
  await workbench.close();
  rmSync(folder, { recursive: true, force: true });
});

function login(name: string) {
  return { name, email: `${name.toLowerCase().replace(" ", ".")}@example.org`, password: PASSWORD };
}

function people(): Promise<People> {
  return owner.json<People>("GET", "/api/people");
}

const idOf = async (name: string) => (await people()).people.find((person) => person.name === name)!.id;

async function newcomer(name: string, role = "translator"): Promise<Client> {
  const { link } = await owner.json<People>("POST", "/api/people/invite", { role });
  const guest = new Client(workbench.address);
  await guest.json("POST", new URL(link).pathname, login(name));
  return guest;
}

/** What a browser sends for a form, and what it is answered. */
async function form(who: Client, path: string, fields: Record<string, string>) {
  const response = await who.send("POST", path, new URLSearchParams(fields).toString(), {
    accept: "text/html",
    "content-type": "application/x-www-form-urlencoded",
  });
  return { status: response.status, location: response.headers.get("location"), html: await response.text(), response };
}

async function page(who: Client, path: string) {
  const response = await who.send("GET", path, undefined, { accept: "text/html" });
  return { status: response.status, html: await response.text(), location: response.headers.get("location") };
}

describe("an invitation", () => {
  test("carries a message and a place, where whoever joins arrives; the licence is agreed to and recorded", async () => {
    const made = await form(owner, "/people/invite", {
      role: "translator",
      email: "pia@example.org",
      message: "Dear Pia, <b>look</b> at this.",
      place: `${workbench.address}/nip14/s10-government-and-markets?x=1#notes`,
    });
    expect(made.status).toBe(200);
    const path = new URL(/(http:\S+\/join\/[\w-]{43})/.exec(made.html)![1]!).pathname;
    const stranger = new Client(workbench.address);
    const shown = await page(stranger, path);
    expect(shown.html).toContain("Dear Pia, &lt;b>look");
    expect(shown.html).toContain("/nip14/s10-government-and-markets?x=1#notes");
    expect(shown.html).not.toContain("pia@example.org");

    const pia = { name: "Pia", email: "pia@example.org", password: PASSWORD };
    const other = await form(stranger, path, { ...pia, email: "other@example.org", agreed: "yes" });
    expect([other.status, other.html.includes("another e-mail address")]).toEqual([403, true]);
    const without = await form(stranger, path, pia);
    expect(without.status).toBe(400);
    expect(without.html).toContain("your agreement to the licence");
    expect(without.html).toContain('value="pia@example.org"');
    const joined = await form(stranger, path, { ...pia, agreed: "yes" });
    expect([joined.status, joined.location]).toEqual([303, "/nip14/s10-government-and-markets?x=1#notes"]);
    const { agreed } = await stranger.json<{ agreed: { at: string; licence: string } }>("GET", "/api/account");
    expect(agreed.licence).toBe("https://creativecommons.org/licenses/by/4.0/");
    expect(Math.abs(Date.parse(agreed.at) - Date.now())).toBeLessThan(600_000);
  });

  test.each([
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "/.//evil.example",
    "javascript:alert(1)",
    "nip14",
  ])("to %s is not made, and what was typed is kept", async (place) => {
    const refused = await form(owner, "/people/invite", { role: "reader", place, message: "So long" });
    expect([refused.status, refused.html.includes("address on this workbench")]).toEqual([422, true]);
    expect(refused.html).toContain("So long");
    const led = await form(new Client(workbench.address), "/sign-in", { ...login("Olive Owner"), next: place });
    expect([led.status, led.location]).toEqual([303, "/"]);
  });

  test("is listed while it is open, and revoked", async () => {
    const { link } = await owner.json<People>("POST", "/api/people/invite", {
      role: "reader",
      email: "rev@example.org",
    });
    const open = (await people()).invitations.find(({ email }) => email === "rev@example.org")!;
    expect((await page(owner, "/people")).html).toContain("rev@example.org");
    expect((await form(owner, `/people/invitations/${open.id}/revoke`, {})).location).toBe("/people");
    expect((await form(owner, `/people/invitations/${open.id}/revoke`, {})).status).toBe(409);
    expect((await people()).invitations.some(({ id }) => id === open.id)).toBe(false);
    expect((await page(new Client(workbench.address), new URL(link).pathname)).status).toBe(410);
    const reader = await newcomer("Rita Reader", "reader");
    expect((await reader.send("POST", `/api/people/invitations/${open.id}/revoke`, {})).status).toBe(403);
  });
});

describe("another role", () => {
  test("is asked in words before it happens, without a script; a dead address leads back", async () => {
    await newcomer("Tom Lee");
    const id = await idOf("Tom Lee");
    const asked = await form(owner, `/people/${id}/role`, { role: "reader" });
    expect([asked.status, asked.location]).toEqual([303, `/people/${id}/role?role=reader`]);
    const { html } = await page(owner, asked.location!);
    expect(html).toContain("Make Tom Lee a reader?");
    expect(html).toContain("read and cite, and no longer write in drafts");
    expect((await people()).people.find((person) => person.id === id)!.role).toBe("translator");
    expect((await form(owner, `/people/${id}/role`, { role: "reader", confirmed: "yes" })).location).toBe("/people");
    expect((await people()).people.find((person) => person.id === id)!.role).toBe("reader");
    const last = await form(owner, `/people/${await idOf("Olive Owner")}/role`, { role: "reader", confirmed: "yes" });
    expect([last.status, last.html.includes("needs an owner")]).toEqual([409, true]);
    const other = await newcomer("Ona Lee", "owner");
    const self = await form(other, `/people/${await idOf("Ona Lee")}/role`, { role: "translator", confirmed: "yes" });
    expect([self.status, self.location, (await page(other, "/")).status]).toEqual([303, "/", 200]);
    for (const dead of [`/people/${id}/reset`, "/people/invite", "/people/invitations/x/revoke"])
      expect((await page(owner, dead)).location).toBe("/people");
  });
});

describe("an account", () => {
  test("gives itself a name with its parts, which stand in what it signs; a refused form keeps what was typed", async () => {
    const yan = await newcomer("Sun Yat-sen");
    const wrong = await form(yan, "/-/account", { act: "name", name: "Sun Yat-sen", given: "Yat-sen" });
    expect([wrong.status, wrong.html.includes('value="Yat-sen"')]).toEqual([400, true]);
    expect(wrong.html).toContain("Give the family name too");
    const done = await form(yan, "/-/account", { act: "name", name: "Sun  Yat-sen", family: "Sun", given: "Yat-sen" });
    expect([done.status, done.location]).toEqual([303, "/-/account?done=name"]);
    const parts = { family: "Sun", given: "Yat-sen" };
    expect(await yan.json("GET", "/api/account")).toMatchObject({ name: "Sun Yat-sen", parts });
    const { id } = await yan.json<{ id: string }>(
      "POST",
      "/api/works/nip14/passages/s10-government-and-markets/proposals",
      { base: 2 },
    );
    const proposal = await yan.json<{ openedBy: object }>("GET", `/api/proposals/${id}`);
    expect(proposal.openedBy).toMatchObject({ name: "Sun Yat-sen", parts });
  });

  test("can't take a name that looks like another's, at joining or later; the same name is another person's too", async () => {
    await newcomer("Ian Lee");
    const mimic = await newcomer("Mimi");
    const refused = await form(mimic, "/-/account", { act: "name", name: "lan Lee" });
    expect([refused.status, refused.html.includes("looks like that of somebody here")]).toEqual([409, true]);
    expect((await form(mimic, "/-/account", { act: "name", name: "ian lee" })).status).toBe(303);
    const { html } = await page(owner, "/people");
    expect(html.match(/Another account has this name/g)).toHaveLength(2);
    expect(html).toContain("Role of Ian Lee (ian.lee@example.org)");
  });

  test("changes its e-mail and password with the current one; its sessions elsewhere end", async () => {
    const ida = await newcomer("Ida");
    const elsewhere = new Client(workbench.address);
    await elsewhere.json("POST", "/api/sign-in", signingIn(login("Ida")));
    const wrong = await form(ida, "/-/account", {
      act: "password",
      password: "not this one",
      fresh: "a fresh long one",
    });
    expect([wrong.status, wrong.html.includes("current password is not right")]).toEqual([403, true]);
    expect((await elsewhere.send("GET", "/api/account")).ok).toBe(true);
    const changed = await form(ida, "/-/account", { act: "password", password: PASSWORD, fresh: "a fresh long one" });
    expect(changed.location).toBe("/-/account?done=password");
    expect((await elsewhere.send("GET", "/api/account")).status).toBe(401);
    expect((await ida.send("GET", "/api/account")).ok).toBe(true);
    const taken = { act: "email", email: "olive.owner@example.org", password: "a fresh long one" };
    expect((await form(ida, "/-/account", taken)).status).toBe(409);
    expect((await form(ida, "/-/account", { ...taken, email: "ida2@example.org" })).status).toBe(303);
    const again = { email: "ida2@example.org", password: "a fresh long one" };
    await elsewhere.json("POST", "/api/sign-in", again);
    const { sessions } = await ida.json<{ sessions: { id: string; here: boolean }[] }>("GET", "/api/account");
    expect(sessions.map(({ here }) => here).sort()).toEqual([false, true]);
    await ida.json("POST", "/api/account", { act: "end-session", session: sessions.find(({ here }) => !here)!.id });
    expect((await elsewhere.send("GET", "/api/account")).status).toBe(401);
  });

  test("leaves without losing its credit: its e-mail, password and sessions go, its name stays; not the last owner", async () => {
    const lea = await newcomer("Lea");
    const id = await idOf("Lea");
    const { id: proposal } = await lea.json<{ id: string }>("POST", "/api/works/nip14/passages/4-2/proposals", {});
    const unsure = await form(lea, "/-/account", { act: "leave", password: PASSWORD });
    expect([unsure.status, unsure.html.includes("Tick that you are sure")]).toEqual([400, true]);
    expect((await form(lea, "/-/account", { act: "leave", password: PASSWORD, sure: "yes" })).location).toBe("/");
    expect((await lea.send("GET", "/api/account")).status).toBe(401);
    expect((await new Client(workbench.address).send("POST", "/api/sign-in", signingIn(login("Lea")))).status).toBe(
      401,
    );
    expect((await people()).people.some((person) => person.id === id)).toBe(false);
    expect((await owner.json<{ openedBy: object }>("GET", `/api/proposals/${proposal}`)).openedBy).toMatchObject({
      name: "Lea",
    });
    expect((await owner.send("POST", `/api/people/${id}/role`, { role: "owner" })).status).toBe(409);
    const last = await form(owner, "/-/account", { act: "leave", password: PASSWORD, sure: "yes" });
    expect([last.status, last.html.includes("last owner")]).toEqual([409, true]);
    const back = await newcomer("Lea");
    expect((await back.json<{ email: string }>("GET", "/api/account")).email).toBe("lea@example.org");
  });

  test("is closed by an owner, asked in words first", async () => {
    const kim = await newcomer("Kim");
    const id = await idOf("Kim");
    expect((await form(owner, `/people/${id}/close`, {})).location).toBe(`/people/${id}/close`);
    expect((await page(owner, `/people/${id}/close`)).html).toContain("Close the account of Kim?");
    expect((await kim.send("GET", "/api/account")).ok).toBe(true);
    expect((await form(owner, `/people/${id}/close`, { confirmed: "yes" })).location).toBe("/people");
    expect((await kim.send("GET", "/api/account")).status).toBe(401);
  });

  test("of nobody is no page: a browser is led to sign in and back", async () => {
    expect((await page(new Client(workbench.address), "/-/account")).location).toBe("/sign-in?next=%2F-%2Faccount");
  });
});

describe("a new password", () => {
  test("is set by an owner's link, once; all sessions end", async () => {
    const ned = await newcomer("Ned");
    const id = await idOf("Ned");
    const first = await form(owner, `/people/${id}/reset`, {});
    const made = await form(owner, `/people/${id}/reset`, {});
    const [old, path] = [first, made].map(
      ({ html }) => new URL(/(http:\S+\/-\/reset\/[\w-]{43})/.exec(html)![1]!).pathname,
    );
    const lost = new Client(workbench.address);
    expect((await page(lost, old!)).status).toBe(410);
    expect((await page(lost, path!)).html).toContain("A new password for Ned");
    expect((await form(lost, path!, { password: "short" })).status).toBe(400);
    const both = await Promise.all(
      [1, 2].map((n) => form(new Client(workbench.address), path!, { password: `another long one ${n}` })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([303, 410]);
    expect((await ned.send("GET", "/api/account")).status).toBe(401);
    expect((await ned.send("POST", "/api/sign-in", signingIn(login("Ned")))).status).toBe(401);
    expect((await ned.send("POST", `/api/people/${id}/reset`, {})).status).toBe(401);
  });
});

describe("asking to take part", () => {
  test("is possible where an owner allows it; an owner answers with a link for that e-mail alone, or puts it away", async () => {
    const wu = { name: "Wu", email: "wu@example.org", why: "I teach this text to students." };
    const stranger = new Client(workbench.address);
    expect((await form(stranger, "/-/ask", wu)).status).toBe(404);
    await owner.json("POST", "/api/settings", { switch: "strangers-may-ask", value: "yes" });
    expect((await page(stranger, "/sign-in")).html).toContain('href="/-/ask"');
    const short = await form(stranger, "/-/ask", { ...wu, why: "So." });
    expect([short.status, short.html.includes('value="wu@example.org"')]).toEqual([400, true]);
    for (let time = 0; time < 2; time++) expect((await form(stranger, "/-/ask", wu)).location).toBe("/-/ask?asked=yes");
    await form(stranger, "/-/ask", { ...wu, name: "Spam", email: "olive.owner@example.org" });
    const { askings } = await people();
    expect(askings.map(({ name }) => name)).toEqual(["Wu", "Spam"]);
    await owner.json("POST", `/api/people/askings/${askings[1]!.id}/put-away`, {});
    // Two owners answer at once: one of them invites.
    const answering = () => owner.send("POST", `/api/people/askings/${askings[0]!.id}/answer`, { role: "translator" });
    const answers = await Promise.all([answering(), answering()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { link } = (await answers.find(({ ok }) => ok)!.json()) as People;
    const { askings: left, invitations } = await people();
    expect([left, invitations.filter(({ email }) => email === wu.email).length]).toEqual([[], 1]);
    const path = new URL(link).pathname;
    expect((await stranger.send("POST", path, login("Wu Other"))).status).toBe(403);
    expect((await stranger.send("POST", path, { name: wu.name, email: wu.email, password: PASSWORD })).ok).toBe(true);
    const statuses = [];
    for (let time = 0; time < 11; time++)
      statuses.push((await form(stranger, "/-/ask", { ...wu, why: `${wu.why} ${time}` })).status);
    expect(statuses.at(-1)).toBe(429);
    await owner.json("POST", "/api/settings", { switch: "strangers-may-ask", value: "no" });
  });
});

describe("variorum owner-link", () => {
  async function printed(...more: string[]): Promise<URL> {
    const lines: string[] = [];
    const log = vi.spyOn(console, "log").mockImplementation((line: string) => void lines.push(line));
    await ownerLinkCommand().parseAsync(["--data", join(folder, "data"), ...more], { from: "user" });
    log.mockRestore();
    expect(lines).toHaveLength(1);
    return new URL(lines[0]!);
  }

  test("prints a one-time link beside the running workbench: a new password for an owner who is locked out", async () => {
    const named = await printed("--url", "https://v.example/books/");
    expect(named.href).toMatch(/^https:\/\/v\.example\/books\/join\/[\w-]{43}$/);
    const older = await printed("--port", "4321");
    const newer = await printed("--port", "4321");
    expect(newer.href).toMatch(/^http:\/\/127\.0\.0\.1:4321\/join\/[\w-]{43}$/);
    const locked = new Client(workbench.address);
    expect((await page(locked, older.pathname)).status).toBe(410);
    expect((await page(locked, newer.pathname)).html).toContain("made on the machine that runs this workbench");
    const email = "olive.owner@example.org";
    expect((await form(locked, newer.pathname, { email, password: "short" })).status).toBe(400);
    expect((await form(locked, newer.pathname, { email, password: "a wholly new password" })).location).toBe("/");
    expect(await locked.json("GET", "/api/account")).toMatchObject({ name: "Olive Owner", role: "owner" });
    expect((await owner.send("GET", "/api/account")).status).toBe(401);
    expect((await page(new Client(workbench.address), newer.pathname)).status).toBe(410);
  });

  test("under the public address, and for somebody new", async () => {
    const link = await printed("--url", "https://www.uni.example/variorum");
    expect(link.href).toMatch(/^https:\/\/www\.uni\.example\/variorum\/join\//);
    const path = link.pathname.replace("/variorum", "");
    const joined = await new Client(workbench.address).send("POST", path, login("Otto Owner"));
    expect(await joined.json()).toMatchObject({ name: "Otto Owner", role: "owner" });
  });
});
