/**
 * One person's connection to one draft: the Yjs document, the socket, what is saved and who is here.
 *
 * The stock y-websocket provider carries the words. After every update written here goes a message of our own, 100 with
 * a counter, which the server sends back once all that came before it is on its disk; until then the update is kept in
 * `#unsaved`, and in this browser. After a connection was lost what is unsaved is sent again, which changes nothing if
 * it had arrived. The server says on joining, and when it changes, whether what is written here is taken (101); who was
 * reading and is invited goes on from there as a writer.
 */
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { signal, type Signal } from "@preact/signals";
import * as syncProtocol from "y-protocols/sync";
import { Awareness } from "y-protocols/awareness";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import { takeInTree } from "../../translations/draft/bring-over.ts";
import { exactDoc } from "../../translations/draft/exact-doc.ts";
import { FRAME, SYNC_STEP } from "../../translations/draft/frames.ts";
import type { Person } from "../../translations/notes/note.ts";
import { SCHEMA_VERSION } from "../../translations/text/schema.ts";
import { wordsFrom } from "../language/language.ts";
import { DESK } from "./desk-words.tsx";
import { endsWriting, isRefusal, type Facts } from "./state.ts";
import { Unsent, type Shelf } from "./unsent.ts";

/** Unsaved updates are merged when they are more: at the end of a long outage, thousands at once would take seconds. */
const MOST_UNMERGED = 100;
/** How long the server may take to answer when the network is said to be gone, in ms. */
const ANSWER_PATIENCE = 3_000;

/** Someone with this draft open. */
export interface Present {
  key: string;
  name: string;
  /** The Yjs clients that they write with, a page each. */
  clients: number[];
  /** 0 to 5: which of the six colours is theirs. */
  colour: number;
  me: boolean;
}

/** What a draft begins with that is not begun yet; and under which names, after the first, the browser keeps what is written in it until it is joined. */
export interface Begins {
  update: Uint8Array;
  name: string;
  earlier: string;
}

export interface SessionOptions {
  /** Base of the socket's address, without the draft. */
  live: string;
  /** Null of one that is not begun yet: see {@link DraftSession.join}. */
  draft: string | null;
  begins?: Begins | null;
  /** The proposal that it is of: by that, pages kept what they had not sent before drafts had ids of their own. */
  proposal: string;
  me: Person & { id: string };
  mayWrite: boolean;
  /** False: who has this page open is not told to the others in the draft. */
  isSeen?: boolean;
}

/** The world around a session; real by default. */
export interface SessionEffects {
  shelf: Shelf | null;
  WebSocket: typeof WebSocket;
  /** Says "offline" when the computer has lost its network, and "online" when it has one again. */
  network: EventTarget | null;
  now(): Date;
}

export class DraftSession {
  readonly doc = exactDoc();
  readonly facts: Signal<Facts>;
  readonly people: Signal<Present[]> = signal([]);
  /** Words of an older page, from before drafts were flat text, that could not be put in. */
  readonly leftBehind: Signal<string | null>;
  readonly awareness: Awareness;
  readonly #live: string;
  #provider: WebsocketProvider | null = null;
  readonly #effects: SessionEffects;
  #unsent: Unsent;
  readonly #me: Person & { id: string };
  #unsaved: Uint8Array[] = [];
  /** What the others wrote since an input method began; null while none composes. */
  #held: Parameters<WebsocketProvider["messageHandlers"][number]>[] | null = null;
  #counter = 0;
  /** True once the server's draft has come in. */
  #met = false;

  constructor(options: SessionOptions, effects: SessionEffects = realEffects()) {
    const { live, draft, begins = null, proposal, me, mayWrite, isSeen = true } = options;
    this.#effects = effects;
    this.#me = me;
    this.#live = live;
    this.#unsent = this.#shelved({ draft: draft ?? begins?.name ?? "", earlier: begins?.earlier ?? proposal });
    this.leftBehind = signal(this.#unsent.left);
    if (begins) Y.applyUpdate(this.doc, begins.update);
    this.awareness = new Awareness(this.doc);
    this.facts = signal<Facts>({
      connected: false,
      opened: begins !== null,
      synced: false,
      unsaved: false,
      kept: this.#unsent.works,
      savedAt: null,
      refused: null,
      reason: "",
      mayWrite,
    });
    this.#listen();
    this.awareness.setLocalState(isSeen ? { user: { id: me.id, name: me.name } } : null);
    if (draft !== null) this.#connect(draft);
    else this.#takeOver();
  }

  /** The connection; there is none before the draft is {@link join}ed. */
  get provider(): WebsocketProvider {
    if (!this.#provider) throw new Error("provider: the draft is not joined.");
    return this.#provider;
  }

  get isJoined(): boolean {
    return this.#provider !== null;
  }

  /**
   * Goes on in a draft that was begun with what this session began with, or comes back to one that was left: what was written
   * here meanwhile goes out. Does nothing while it is joined.
   */
  join(draft: string, proposal: string): void {
    if (this.#provider) return;
    if (!this.#met) {
      const before = this.#unsent;
      this.#unsent = this.#shelved({ draft, earlier: proposal });
      if (this.#unsaved.length > 0) this.#learn({ kept: this.#unsent.keep(Y.mergeUpdates(this.#unsaved)) });
      before.forget();
    }
    this.#connect(draft);
  }

  /** Lets the connection go and keeps the words: the draft can be joined again. For one with nothing unsaved. */
  leave(): void {
    this.#provider?.destroy();
    this.#provider = null;
    this.people.value = [];
    this.#learn({ connected: false, synced: false, joining: false });
  }

  #shelved(names: { draft: string; earlier: string }): Unsent {
    return new Unsent(this.#effects.shelf, names, this.#me.id, String(this.doc.clientID));
  }

  #connect(draft: string): void {
    const provider = new WebsocketProvider(this.#live, draft, this.doc, {
      connect: false,
      disableBc: true,
      awareness: this.awareness,
      params: { schema: String(SCHEMA_VERSION) },
      WebSocketPolyfill: this.#effects.WebSocket,
    });
    this.#provider = provider;
    // Behind the provider, which sends what is written: only then it is asked whether that is kept.
    this.doc.off("update", this.#onUpdate);
    this.doc.on("update", this.#onUpdate);
    // Only what was begun here is written in before it has come from the server.
    if (this.facts.value.opened) this.#learn({ joining: true });
    provider.on("status", ({ status }) => this.#learn({ connected: status === "connected" }));
    provider.on("sync", (synced: boolean) => this.#onSync(synced));
    provider.on("connection-close", (event) => this.#onClose(event?.code ?? 0, event?.reason ?? ""));
    provider.messageHandlers[FRAME.acknowledge] = (_reply, message) =>
      this.#onAcknowledged(decoding.readVarUint(message));
    provider.messageHandlers[FRAME.rights] = (_reply, message) => this.#onRights(decoding.readVarUint(message) === 1);
    this.#holdBack(provider);
    provider.connect();
  }

  /** True while what is written here can still be kept. */
  get mayWrite(): boolean {
    const { opened, mayWrite, refused } = this.facts.value;
    return opened && mayWrite && !endsWriting(refused);
  }

  /** Resolves to true once all that was written here is on disk, or to false when that takes longer than `patience` ms. */
  async saved(patience: number): Promise<boolean> {
    const end = Date.now() + patience;
    while (this.#unsaved.length > 0 && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 50));
    return this.#unsaved.length === 0;
  }

  /** Connects again after a refusal. */
  retry(): void {
    this.#learn({ refused: null });
    this.#provider?.connect();
  }

  /** Gives up what the server would not take, so that a page opened anew does not send it again. */
  giveUpUnsaved(): void {
    this.#unsaved = [];
    this.#unsent.forget();
    this.#learn({ unsaved: false });
  }

  destroy(): void {
    this.#effects.network?.removeEventListener("offline", this.#onOffline);
    this.#effects.network?.removeEventListener("online", this.#onOnline);
    this.#effects.network?.removeEventListener("pagehide", this.#onLeave);
    this.#onLeave();
    this.#provider?.destroy();
    this.doc.destroy();
  }

  #learn(news: Partial<Facts>): void {
    this.facts.value = { ...this.facts.value, ...news };
  }

  #listen(): void {
    this.#effects.network?.addEventListener("offline", this.#onOffline);
    this.#effects.network?.addEventListener("online", this.#onOnline);
    this.#effects.network?.addEventListener("pagehide", this.#onLeave);
    this.awareness.on("change", () => (this.people.value = this.#present()));
    this.doc.on("update", this.#onUpdate);
  }

  readonly #onUpdate = (update: Uint8Array, origin: unknown): void => {
    if (this.#provider === null || origin !== this.#provider) this.#onWritten(update);
  };

  /** Whoever may write from now on gets back what an earlier page of theirs could not send. */
  #onRights(mayWrite: boolean): void {
    if (mayWrite === this.facts.value.mayWrite) return;
    this.#learn({ mayWrite });
    if (mayWrite && this.facts.value.synced) this.#takeOver();
  }

  /**
   * Holds back what the others write, from now until `release`: an input method loses its place when the words under it
   * are drawn anew. What is written here goes out all the same.
   */
  hold(): void {
    this.#held ??= [];
  }

  /** True if something is held back. */
  get holds(): boolean {
    return this.#held !== null && this.#held.length > 0;
  }

  /** Takes in what was held back. */
  release(): void {
    const held = this.#held ?? [];
    this.#held = null;
    for (const frame of held) this.#provider?.messageHandlers[FRAME.sync]?.(...frame);
  }

  #holdBack(to: WebsocketProvider): void {
    const take = to.messageHandlers[FRAME.sync]!;
    to.messageHandlers[FRAME.sync] = (reply, message, provider, emitSynced, type) => {
      const asks = message.arr[message.pos] === SYNC_STEP.step1;
      if (this.#held === null || asks) return take(reply, message, provider, emitSynced, type);
      const rest = decoding.createDecoder(decoding.readTailAsUint8Array(message));
      this.#held.push([encoding.createEncoder(), rest, provider, emitSynced, type]);
    };
  }

  /** A computer may lose its network and still reach a workbench on itself: the server is asked, and soon. */
  readonly #onOffline = (): void => {
    const [asked, provider] = [Date.now(), this.#provider];
    this.#ask();
    setTimeout(() => {
      if (!provider?.wsconnected || provider.wsLastMessageReceived >= asked || provider !== this.#provider) return;
      provider.disconnect();
      provider.connect();
    }, ANSWER_PATIENCE);
  };

  /** The provider tries again after ever longer pauses: with a network there is nothing to pause for. */
  readonly #onOnline = (): void => {
    if (this.#provider?.shouldConnect) this.#provider.connect();
  };

  /** Nothing that is saved stays behind in the browser. */
  readonly #onLeave = (): void => {
    if (this.#unsaved.length === 0) this.#unsent.forget();
  };

  #onClose(code: number, reason: string): void {
    // What was held back comes again, whole, when the connection does.
    if (this.#held) this.#held = [];
    if (this.facts.value.joining) this.#learn({ joining: false });
    if (isRefusal(code)) this.#learn({ refused: code, reason });
  }

  #onSync(synced: boolean): void {
    if (!synced) return this.#learn({ synced });
    const first = !this.#met;
    this.#met = true;
    this.#learn({ synced, opened: true, refused: null, joining: false });
    if (this.#unsaved.length > 0) this.#sendAgain();
    if (first) this.#takeOver();
  }

  /** Words of an earlier page become this one's: applied here, which sends them and asks for their acknowledgement. */
  #takeOver(): void {
    const left = this.facts.value.mayWrite ? this.#unsent.adopt(this.doc) : null;
    if (!left) return;
    const before = this.#unsaved.length;
    const words = takeInTree(this.doc, left, this);
    if (words !== null) this.#leave([this.leftBehind.value, words].filter((each) => each !== null).join("\n\n"));
    if (this.#unsaved.length === before) this.#unsent.forget();
  }

  /** What was left behind is in its writer's hands. */
  letLeftBehindGo(): void {
    this.#leave(null);
  }

  /** What can't be put into the draft is told again after a reload. */
  #leave(words: string | null): void {
    this.#unsent.left = words;
    this.leftBehind.value = words;
  }

  #sendAgain(): void {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, FRAME.sync);
    syncProtocol.writeUpdate(encoder, Y.mergeUpdates(this.#unsaved));
    this.#send(encoder);
    this.#ask();
  }

  #onWritten(update: Uint8Array): void {
    this.#unsaved.push(update);
    if (this.#unsaved.length > MOST_UNMERGED) this.#unsaved = [Y.mergeUpdates(this.#unsaved)];
    this.#learn({ unsaved: true, kept: this.#unsent.keep(update) });
    this.#ask();
  }

  #ask(): void {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, FRAME.acknowledge);
    encoding.writeVarUint(encoder, ++this.#counter);
    this.#send(encoder);
  }

  #send(encoder: encoding.Encoder): void {
    const { ws = null, wsconnected = false } = this.#provider ?? {};
    if (wsconnected && ws?.readyState === 1) ws.send(encoding.toUint8Array(encoder));
  }

  /** Only the answer to the last question counts: after it, nothing that was written here is still on its way. */
  #onAcknowledged(counter: number): void {
    if (counter !== this.#counter || !this.facts.value.synced) return;
    this.#unsaved = [];
    this.#unsent.settle();
    this.#learn({ unsaved: false, kept: this.#unsent.works, savedAt: this.#effects.now() });
  }

  #present(): Present[] {
    const found = new Map<string, Present>();
    for (const [client, { user }] of this.awareness.getStates() as Map<number, { user?: Partial<Person> }>) {
      const me = client === this.doc.clientID || user?.id === this.#me.id;
      const key = user?.id ?? String(client);
      const known = found.get(key);
      if (known) known.clients.push(client);
      else
        found.set(key, {
          key,
          name: user?.name ?? wordsFrom(DESK).head.someone,
          clients: [client],
          colour: colourOf(key),
          me,
        });
    }
    return [...found.values()].sort((a, b) => Number(b.me) - Number(a.me) || (a.name < b.name ? -1 : 1));
  }
}

/** How many colours people may have; they stand in `draft-head.css`. */
const COLOURS = 6;

/** The same colour for the same person on every screen. */
export function colourOf(key: string): number {
  let sum = 0;
  for (const letter of key) sum = (sum * 31 + letter.codePointAt(0)!) % 65_521;
  return sum % COLOURS;
}

function realEffects(): SessionEffects {
  return { shelf: shelfHere(), WebSocket, network: window, now: () => new Date() };
}

/** Some browsers refuse to keep anything, and throw when asked. */
function shelfHere(): Shelf | null {
  try {
    return window.localStorage;
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}
