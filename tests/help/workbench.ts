/** A real workbench for tests: the built program, in a process of its own, on a fresh data folder and a free port. */
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface TestWorkbench {
  address: string;
  /** The one-time link, while there is no owner. */
  ownerLink: string | null;
  data: string;
  process: ChildProcess;
  /** What it wrote on its standard error. */
  errors(): string;
  /** Stops it and forgets its data. */
  end(): Promise<void>;
}

/**
 * @param data a data folder to go on with; otherwise a new one. `env`: variables beside those of the test. `flags`: what Node
 * is told.
 */
export async function startTestWorkbench({
  data = mkdtempSync(join(tmpdir(), "variorum-")),
  port = 0,
  env = {},
  flags = [],
}: {
  data?: string;
  port?: number;
  env?: Record<string, string>;
  flags?: readonly string[];
} = {}): Promise<TestWorkbench> {
  const args = [...flags, "bin/variorum.mjs", "serve", "--data", data, "--port", String(port)];
  const child = spawn(process.execPath, args, {
    env: { ...process.env, HOST: "127.0.0.1", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [out, errors] = ["", ""];
  child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
  await new Promise<void>((resolve, reject) => {
    child.stdout.on("data", (chunk: Buffer) => {
      out += chunk.toString();
      if (out.includes("Stop with")) resolve();
    });
    child.once("exit", (code) =>
      reject(new Error(`the workbench ended with ${code} before it opened:\n${out}${errors}`)),
    );
  });
  const address = /open at (\S+)/.exec(out)![1]!;
  const ownerLink = /(http\S+\/join\/\S+)/.exec(out)?.[1] ?? null;
  const end = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await gone;
    }
    rmSync(data, { recursive: true, force: true });
  };
  return { address, ownerLink, data, process: child, errors: () => errors, end };
}

/** A signed-in program: sends its session's cookie, asks for JSON. */
export class Client {
  private cookie = "";
  readonly address: string;

  constructor(address: string) {
    this.address = address;
  }

  /** A request; `body` goes as JSON. */
  async send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
    const response = await fetch(new URL(path, this.address), {
      method,
      redirect: "manual",
      headers: {
        accept: "application/json",
        ...(this.cookie && { cookie: this.cookie }),
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const set = response.headers.getSetCookie();
    // One that ends at once is forgotten: of a session under the other path of the workbench, or of one signed out.
    const kept = set.filter((cookie) => !/;\s*max-age=0(?=;|$)/i.test(cookie));
    if (set.length > 0) this.cookie = kept.map((cookie) => cookie.split(";")[0]!).join("; ");
    return response;
  }

  /** The id of a proposal's draft, if this client may read it while it is one. */
  async draftOf(proposal: string): Promise<string> {
    return (await this.json<{ draft: { id: string } }>("GET", `/api/proposals/${proposal}`)).draft.id;
  }

  /** A request that must succeed; its JSON. */
  async json<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await this.send(method, path, body);
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text) as T;
  }

  /** The session's cookie, as a browser or a socket sends it. */
  get session(): string {
    return this.cookie;
  }
}

/** Somebody with an account. */
export interface Login {
  name: string;
  email: string;
  password: string;
}

/** What a program sends to sign in. */
export function signingIn({ email, password }: Pick<Login, "email" | "password">): Omit<Login, "name"> {
  return { email, password };
}

export const OWNER: Login = { name: "Olive Owner", email: "olive@example.org", password: "correct horse battery" };

/** Where one can join: a workbench in a process of its own, or in this one. */
type Joinable = Pick<TestWorkbench, "address" | "ownerLink">;

/** Makes the first account from the owner's link. */
export async function joinAsOwner(bench: Joinable, login = OWNER): Promise<Client> {
  return joinThrough(bench, new URL(bench.ownerLink!).pathname, login);
}

/** Somebody who has an account, signed in. */
export async function signedIn(bench: Pick<TestWorkbench, "address">, login: Login): Promise<Client> {
  const client = new Client(bench.address);
  await client.json("POST", "/api/sign-in", signingIn(login));
  return client;
}

/** Makes an account with a role, on an owner's invitation. */
export async function joinAs(bench: Joinable, owner: Client, role: string, login: Login): Promise<Client> {
  const { link } = await owner.json<{ link: string }>("POST", "/api/people/invite", { role });
  return joinThrough(bench, new URL(link).pathname, login);
}

/** Invites `guest` to write in a proposal, in the name of `host`: who began it, or an owner. */
export async function invite(
  bench: Pick<TestWorkbench, "address">,
  host: Login,
  proposal: string,
  guest: Login,
): Promise<void> {
  const client = await signedIn(bench, host);
  const { invitable } = await client.json<{ invitable: { id: string; name: string }[] }>(
    "GET",
    `/api/proposals/${proposal}`,
  );
  const person = invitable.find(({ name }) => name === guest.name)?.id;
  await client.json("POST", `/api/proposals/${proposal}/invite`, { person });
}

async function joinThrough(bench: Joinable, path: string, login: Login): Promise<Client> {
  const client = new Client(bench.address);
  await client.json("POST", path, login);
  return client;
}
