/** A browser's pages share one stream: laws of the lease and of what is passed on, with a clock and a channel of the test's own. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LEASE, Lease } from "../../editor/shell/lease.ts";
import { SharedNews, type Heard, type Said, type StreamHears } from "../../editor/shell/shared-news.ts";

/** Time that passes when told, the earliest first. */
class Clock {
  #now = 0;
  #timers: { at: number; task: () => void }[] = [];

  later(ms: number, task: () => void): () => void {
    const timer = { at: this.#now + ms, task };
    this.#timers.push(timer);
    return () => (this.#timers = this.#timers.filter((other) => other !== timer));
  }

  pass(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const next = this.#timers.toSorted((a, b) => a.at - b.at)[0];
      if (!next || next.at > end) break;
      this.#timers = this.#timers.filter((other) => other !== next);
      this.#now = next.at;
      next.task();
    }
    this.#now = end;
  }
}

/** The server's side: it numbers what it tells, and can forget. */
class Server {
  run = "run";
  told: Heard[] = [];
  open = new Set<StreamHears>();
  opened = 0;
  refusing = false;
  forgotten = 0;

  tell(words: string): void {
    const heard = { id: `${this.run}.${this.told.length + 1}`, words };
    this.told.push(heard);
    for (const stream of this.open) stream.news(heard);
  }

  since(after: string | null): { last: string; missed: boolean; news: Heard[] } {
    const last = `${this.run}.${this.told.length}`;
    if (after === null) return { last, missed: false, news: [] };
    const [run, number] = after.split(".");
    const missed = run !== this.run || Number(number) < this.forgotten;
    return { last, missed, news: missed ? [] : this.told.slice(Number(number)) };
  }

  restart(): void {
    this.run = `${this.run}'`;
    this.told = [];
    this.forgotten = 0;
  }
}

/** A browser with some pages on one channel; a message takes 5 ms. */
class Browser {
  readonly clock = new Clock();
  readonly server = new Server();
  pages: Page[] = [];

  page(name = `page ${this.pages.length}`): Page {
    const page = new Page(name, this);
    this.pages.push(page);
    page.news.see(true);
    return page;
  }

  carry(from: Page, said: Said): void {
    for (const page of this.pages)
      if (page !== from) this.clock.later(5, () => page.dead || page.asleep || page.news.hear(structuredClone(said)));
  }

  get streams(): number {
    return this.server.open.size;
  }
}

class Page {
  heard: string[] = [];
  missed = 0;
  dead = false;
  asleep = false;
  readonly news: SharedNews;
  readonly #browser: Browser;
  #stream: StreamHears | null = null;

  constructor(name: string, browser: Browser) {
    this.#browser = browser;
    const { server, clock } = browser;
    this.news = new SharedNews({
      name,
      post: (said) => browser.carry(this, said),
      later: (ms, task) => clock.later(ms, () => this.dead || task()),
      stream: (after, hears) => {
        server.opened++;
        if (server.refusing) {
          clock.later(1, () => hears.refused());
          return { close: () => undefined };
        }
        this.#stream = hears;
        server.open.add(hears);
        const { last, missed, news } = server.since(after);
        for (const each of news) hears.news(each);
        hears.caughtUp(last, missed);
        return { close: () => server.open.delete(hears) };
      },
      ask: (after) => Promise.resolve(server.since(after)),
      tell: (words) => this.heard.push(words),
      missed: () => this.missed++,
    });
  }

  /** Without a word, as a crash or a killed process: its socket falls, its timers never run again. */
  die(): void {
    this.dead = true;
    if (this.#stream) this.#browser.server.open.delete(this.#stream);
  }
}

const SOON = 2 * LEASE.answer + 50;
const settled = async (browser: Browser, ms: number): Promise<void> => {
  browser.clock.pass(ms);
  // What was asked of the server is answered between two ticks of this clock.
  await Promise.resolve().then(() => undefined);
  browser.clock.pass(LEASE.beat + 10);
  await Promise.resolve().then(() => undefined);
};

describe("one stream for all pages", () => {
  test("eight pages opened at once have one, and each hears all, once and in order", () => {
    const browser = new Browser();
    const pages = Array.from({ length: 8 }, () => browser.page());
    browser.clock.pass(SOON);
    expect(browser.streams).toBe(1);
    for (const words of ["a", "b", "c"]) browser.server.tell(words);
    browser.clock.pass(10);
    for (const page of pages) expect(page.heard).toEqual(["a", "b", "c"]);
    browser.clock.pass(60_000);
    expect([browser.streams, browser.server.opened]).toEqual([1, 1]);
  });

  test("a page that comes later takes none, whatever its name", () => {
    const browser = new Browser();
    browser.page("m");
    browser.clock.pass(SOON);
    browser.page("a");
    browser.page("z");
    browser.clock.pass(10_000);
    expect([browser.streams, browser.server.opened]).toEqual([1, 1]);
  });

  test("where its page is closed another has it at once, and nothing is lost or told twice", () => {
    const browser = new Browser();
    const pages = [browser.page(), browser.page(), browser.page()];
    browser.clock.pass(SOON);
    browser.server.tell("before");
    browser.clock.pass(10);
    pages[0]!.news.see(false);
    browser.server.tell("between");
    browser.clock.pass(SOON);
    expect(browser.streams).toBe(1);
    browser.server.tell("after");
    browser.clock.pass(10);
    for (const page of pages.slice(1)) expect(page.heard).toEqual(["before", "between", "after"]);
    expect(pages[0]!.heard).toEqual(["before"]);
  });

  test("where its page crashes without a word, another has it within four seconds", () => {
    const browser = new Browser();
    const pages = [browser.page(), browser.page(), browser.page()];
    browser.clock.pass(SOON);
    pages[0]!.die();
    expect(browser.streams).toBe(0);
    browser.server.tell("meanwhile");
    browser.clock.pass(4_000);
    expect(browser.streams).toBe(1);
    browser.clock.pass(10);
    for (const page of pages.slice(1)) expect(page.heard).toEqual(["meanwhile"]);
  });

  test("two that both hold, as one was too busy to be heard, agree on one", () => {
    const browser = new Browser();
    const [first] = [browser.page("a"), browser.page("b")];
    browser.clock.pass(SOON);
    first.asleep = true;
    for (const page of browser.pages.slice(1)) page.asleep = true;
    const late = browser.page("c");
    browser.clock.pass(SOON);
    expect(browser.streams).toBe(2);
    for (const page of browser.pages) page.asleep = false;
    browser.clock.pass(LEASE.beat + 50);
    expect(browser.streams).toBe(1);
    browser.server.tell("x");
    browser.clock.pass(10);
    expect(late.heard).toEqual(["x"]);
  });
});

describe("none while hidden", () => {
  test("no page in sight, no stream; back again, what was missed is told", () => {
    const browser = new Browser();
    const [one, two] = [browser.page(), browser.page()];
    browser.clock.pass(SOON);
    browser.server.tell("a");
    browser.clock.pass(10);
    one.news.see(false);
    two.news.see(false);
    expect(browser.streams).toBe(0);
    for (const words of ["b", "c"]) browser.server.tell(words);
    browser.clock.pass(600_000);
    expect(browser.streams).toBe(0);
    one.news.see(true);
    browser.clock.pass(SOON);
    expect(browser.streams).toBe(1);
    expect(one.heard).toEqual(["a", "b", "c"]);
  });

  test("a page back in sight beside one that listened asks for what it missed", async () => {
    const browser = new Browser();
    const [, two] = [browser.page(), browser.page()];
    browser.clock.pass(SOON);
    browser.server.tell("a");
    browser.clock.pass(10);
    two.news.see(false);
    browser.server.tell("b");
    browser.server.tell("c");
    browser.clock.pass(1_000);
    two.news.see(true);
    await settled(browser, 50);
    browser.server.tell("d");
    browser.clock.pass(10);
    expect(two.heard).toEqual(["a", "b", "c", "d"]);
    expect(browser.streams).toBe(1);
  });

  test("what the server no longer remembers is said to be missed, once", async () => {
    const browser = new Browser();
    const [one, two] = [browser.page(), browser.page()];
    browser.clock.pass(SOON);
    browser.server.tell("a");
    browser.clock.pass(10);
    two.news.see(false);
    browser.server.tell("b");
    browser.server.forgotten = 2;
    browser.clock.pass(10);
    two.news.see(true);
    await settled(browser, 50);
    await settled(browser, 5_000);
    expect([one.missed, two.missed]).toEqual([0, 1]);
    browser.server.tell("c");
    browser.clock.pass(10);
    expect(two.heard).toEqual(["a", "c"]);
  });
});

test("a server that refuses is asked again, less and less often", () => {
  const browser = new Browser();
  browser.page();
  browser.page();
  browser.server.refusing = true;
  browser.clock.pass(600_000);
  expect(browser.server.opened).toBeLessThan(12);
  browser.server.refusing = false;
  browser.clock.pass(121_000);
  expect(browser.streams).toBe(1);
});

test("law: whatever opens, hides, crashes and comes back, soon one page in sight has the stream, and nobody hears anything twice", async () => {
  const act = fc.constantFrom("open", "hide", "show", "die", "tell", "wait", "restart");
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(act, fc.nat(7), fc.nat(4_000)), { maxLength: 40 }), async (acts) => {
      const browser = new Browser();
      const shown = new Set<Page>();
      let said = 0;
      for (const [act, which, ms] of acts) {
        const page = browser.pages[which % Math.max(1, browser.pages.length)];
        if (act === "open" && browser.pages.length < 8) shown.add(browser.page(`${which} ${browser.pages.length}`));
        if (act === "tell") browser.server.tell(`news ${said++}`);
        if (act === "restart" && browser.streams === 0) browser.server.restart();
        if (page && !page.dead) {
          if (act === "hide" && shown.delete(page)) page.news.see(false);
          if (act === "show") page.news.see(Boolean(shown.add(page)));
          if (act === "die" && (shown.delete(page) || true)) page.die();
        }
        await settled(browser, act === "wait" ? ms : ms % 100);
      }
      await settled(browser, LEASE.silence + SOON);
      await settled(browser, 5_000);
      expect(browser.streams).toBe(shown.size > 0 ? 1 : 0);
      for (const { heard } of browser.pages) expect(new Set(heard).size).toBe(heard.length);
      browser.server.tell("last");
      browser.clock.pass(10);
      for (const page of shown) expect(page.heard.at(-1)).toBe("last");
    }),
    { numRuns: 200 },
  );
});

test("a lease without a channel is held by its one page", () => {
  const clock = new Clock();
  let held = 0;
  const lease = new Lease("alone", {
    post: () => undefined,
    later: (ms, task) => clock.later(ms, task),
    held: () => held++,
    lost: () => held--,
  });
  lease.start();
  clock.pass(SOON);
  expect([lease.holds, held]).toEqual([true, 1]);
  lease.stop();
  expect([lease.holds, held]).toEqual([false, 0]);
});
