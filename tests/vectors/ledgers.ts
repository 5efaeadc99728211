/**
 * Ledgers of one small work, each of one situation. What this program has no kind for yet is a record of a kind that it does
 * not know, `example-…`: such vectors say how kinds are added, not what a later program will call them.
 */
import { described, placed, termSet, translated, worded } from "../../translations/ledger/described.ts";
import { digestsIn, saltsFrom } from "../../translations/ledger/enclosures.ts";
import type { LedgerEvent, SubmittedPart } from "../../translations/ledger/events.ts";
import { endsAfter, recordsOfAct, saidIn, type Fact, type LedgerRecord } from "../../translations/ledger/record.ts";
import { removalOf, removalOfWork, streamsAsked, withoutRemoved } from "../../translations/ledger/removals.ts";
import { translationsOf, type Passage, type Work } from "../../translations/ledger/work.ts";
import type { Note, Person } from "../../translations/notes/note.ts";
import { canonical, canonicalText, renderingFromJson, renderingToJson } from "../../translations/text/canonical.ts";
import { digestOfText } from "../../translations/text/digest.ts";

export const OLIVE: Person = { id: "7m3qc0d9h2kx8v41", name: "Olive Owner" };
export const ANN: Person = {
  id: "p4t2wz6n1b5g9r83",
  name: "Ann van der Lee",
  parts: { family: "Lee", given: "Ann", particle: "van der" },
};
export const BEN: Person = { id: "e8y1s5f7j3a0u6k2", name: "本·奥卡福" };
const OLD: Person = { name: "A. N. Other" };

export function passage(id: string, locator: string, words: string[]): Passage {
  const held = words.length > 0 ? ("whole" as const) : ("none" as const);
  return { id, locator, kind: "paragraph", level: 1, source: { number: 1, held, words } };
}

const WORK: Work = {
  id: "tao",
  title: "The Way and its Power",
  originalTitle: "道德經",
  sourceLanguage: "zh-Hant",
  language: "en",
  issuer: "Laozi",
  originalIssuer: "老子",
  issued: "",
  translation: {
    id: "lee",
    title: "A Lasting Way",
    publisher: "Nobody’s Press",
    url: "https://example.org/lasting",
    date: "1999",
    licence: "CC0-1.0",
    translators: [OLD],
    editors: [OLIVE],
  },
  about: "Three lines of the first chapter.",
  rights: "The renderings are given to the public.",
  terms: [
    {
      id: "t1",
      source: "道",
      rendering: "way",
      alternatives: ["Tao", "path"],
      remark: "Never with a capital.",
      provenance: "",
    },
  ],
  passages: [
    passage("1-1", "1.1", ["道可道，非常道。"]),
    passage("1-2", "1.2", ["名可名，", "非常名。"]),
    { ...passage("1-3", "1.3", []), remark: "Not held: 𠮷 and é." },
  ],
};

/** Records as they are made, one act after another. */
export class Chronicle {
  records: LedgerRecord[] = [];
  #acts = 0;
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  /** Adds one act. */
  act(...facts: Fact[]): this {
    return this.brought([], facts);
  }

  /** Adds one act that was brought over: each record has the digest it had. */
  brought(was: readonly string[], facts: readonly Fact[]): this {
    const id = `${this.#name}-${++this.#acts}`;
    const at = new Date(Date.UTC(2026, 10, 27) + this.#acts * 61_001).toISOString();
    const making = { id, at, newSalt: saltsFrom(`vectors ${id}`) };
    const added = recordsOfAct(WORK.id, endsAfter(this.records), making, facts, was);
    this.records = withoutRemoved([...this.records, ...added], added);
    return this;
  }
}

export const ofWork = (event: LedgerEvent): Fact => ({ passage: null, event });
export const of = (passage: string, event: LedgerEvent): Fact => ({ passage, event });
/** Something of a kind that no program knows: none is called so. */
const newer = (stream: string, event: { type: string } & Record<string, unknown>): Fact => ({
  passage: null,
  stream,
  event: { ...event, type: `example-${event.type}` } as unknown as LedgerEvent,
});

/** The work, brought in. */
export function founded(name: string): Chronicle {
  const { passages, terms } = WORK;
  return new Chronicle(name).act(
    ofWork(described(WORK, OLIVE)),
    ...translationsOf(WORK).map((each) => ofWork(translated(each, OLIVE))),
    ...passages.map((each, at) => ofWork(placed(each, passages[at - 1]?.id ?? null, OLIVE))),
    ...terms.map((term) => ofWork(termSet(term, OLIVE))),
    ...passages.map(({ id, source }) => of(id, worded(source, OLIVE))),
  );
}

function formOf(text: string) {
  return canonical(
    renderingFromJson({
      type: "doc",
      content: text.split("\n\n").map((each) => ({ type: "paragraph", content: [{ type: "text", text: each }] })),
    }),
  );
}

function wordsOf(text: string) {
  const form = formOf(text);
  return { rendering: renderingToJson(form), digest: digestOfText(canonicalText(form)) };
}

type VersionRecorded = LedgerEvent & { type: "version-recorded" };

/** A version that was made elsewhere. */
export function version(number: number, text: string | null, more: Partial<VersionRecorded> = {}): VersionRecorded {
  return {
    type: "version-recorded",
    number,
    madeCurrent: true,
    source: 1,
    translation: "lee",
    base: number > 1 ? number - 1 : null,
    words: text === null ? null : wordsOf(text),
    contributors: [{ ...OLD, role: "translator" }],
    date: "1999",
    publishedIn: [{ title: "A Lasting Way", date: "1999-05-01", url: "https://example.org/lasting" }],
    rationale: "",
    notes: [],
    provenance: "As printed.",
    review: { kind: "recorded", by: OLIVE },
    proposal: null,
    ...more,
  };
}

function note(id: string, exact: string, text: string): Note {
  const start = text.indexOf(exact);
  return {
    id,
    author: ANN,
    date: "2026-11-27",
    category: "terminology",
    body: `Why “${exact}”: 道 is no road.`,
    target: {
      exact,
      prefix: text.slice(0, start),
      suffix: text.slice(start + exact.length),
      start,
      end: start + exact.length,
    },
    source: { exact: "道", prefix: "", suffix: "可道，非常道。", start: 0, end: 1 },
    alternatives: ["path"],
  };
}

type Part = SubmittedPart;

export function part(passage: string, text: string, notes: Note[] = []): Part {
  return { passage, rendering: renderingToJson(formOf(text)), notes, proposers: [ANN] };
}

export function opened(proposal: string, parts: { passage: string; base: number | null }[], more = {}): Fact {
  return ofWork({ type: "proposal-opened", proposal, kind: "revision", parts, by: ANN, readers: "reviewers", ...more });
}

export function submitted(proposal: string, summary: string, ...parts: Part[]): Fact {
  return ofWork({ type: "proposal-submitted", proposal, parts, summary });
}

/** A decision, and the versions that it makes. */
export function accepted(proposal: string, made: [passage: string, VersionRecorded][], reason = "Yes."): Fact[] {
  const parts = made.map(([passage, { number }]) => ({ passage, number }));
  const decision = ofWork({ type: "proposal-accepted", proposal, parts, by: BEN, reason });
  return [decision, ...made.map(([passage, event]) => of(passage, event))];
}

/** A version that a proposal became. */
export function made(
  number: number,
  text: string,
  proposal: string,
  more: Partial<VersionRecorded> = {},
): VersionRecorded {
  return version(number, text, {
    contributors: [
      { ...ANN, role: "proposer" },
      { ...BEN, role: "approver" },
    ],
    date: "2026-11-27T00:05:05.005Z",
    publishedIn: [],
    rationale: "Told, not spoken.",
    provenance: "",
    review: { kind: "accepted", by: BEN, self: false, reason: "Yes." },
    proposal,
    ...more,
  });
}

const [V1, V2, V3] = [
  "A way that can be walked is no lasting way.",
  "A way that can be told is no lasting way.",
  "A way you can tell is not the lasting way.",
];
const [NAME1, NAME2] = ["A name that can be named is no lasting name.", "A name you can name is not the lasting name."];

/** The work with a version of each of its first two passages. */
export function begun(name: string): Chronicle {
  return founded(name)
    .act(of("1-1", version(1, V1, { notes: [note("n1", "way", V1)] })))
    .act(of("1-2", version(1, NAME1)));
}

/** And with a proposal on the first that was accepted. */
export function revised(name: string): Chronicle {
  return begun(name)
    .act(opened("told", [{ passage: "1-1", base: 1 }]))
    .act(submitted("told", "Told, not spoken.", part("1-1", V2, [note("n2", "told", V2)])))
    .act(...accepted("told", [["1-1", made(2, V2, "told", { notes: [note("n2", "told", V2)] })]]));
}

const COURT = { ground: "court", reason: "Court of appeal, 4 U 12/26." } as const;

/** Takes out what a command says that the program itself makes. */
function without(chronicle: Chronicle, facts: Fact[]): Chronicle {
  return chronicle.act(...facts);
}

export function wordsRemoved(chronicle: Chronicle, what: "text" | "reasons", number: number): Chronicle {
  const about = chronicle.records.filter(
    ({ stream }) => stream.endsWith("/1-1") || /^(proposal|thread)\//.test(stream),
  );
  const removal = removalOf("1-1", about, { of: { version: number }, what }, COURT);
  if (removal.type !== "remove-words") throw new Error("words are removed");
  return without(
    chronicle,
    removal.removing.map(({ of: from, what: gone, enclosures }) => {
      const why = { what: gone, enclosures, ...COURT, by: OLIVE };
      if ("thread" in from)
        return ofWork({ type: "thread-removed", thread: from.thread, number: 1, ...why, what: "quoted" });
      return "version" in from
        ? of("1-1", { type: "version-removed", number: from.version, ...why })
        : ofWork({ type: "proposal-removed", proposal: from.proposal, passage: "1-1", ...why });
    }),
  );
}

export function wordingRemoved(chronicle: Chronicle, worded: Parameters<typeof removalOfWork>[1]): Chronicle {
  const streams = new Set(streamsAsked(WORK, worded));
  const records = chronicle.records.filter(({ stream }) => streams.has(stream));
  const removal = removalOfWork(records, worded, COURT);
  if (removal.type === "remove-wording")
    return without(chronicle, [
      ofWork({ type: "wording-removed", of: removal.of, enclosures: removal.enclosures, ...COURT, by: OLIVE }),
    ]);
  if (removal.type === "remove-name") return nameRemoved(chronicle, removal.going, removal.instead);
  throw new Error("words are removed");
}

function nameRemoved(
  chronicle: Chronicle,
  going: { stream: string; enclosures: string[] }[],
  instead: Person | null,
): Chronicle {
  const why = { ground: "person", reason: "They asked.", by: OLIVE } as const;
  return without(
    chronicle,
    going.map(({ stream, enclosures }) => {
      const [kind, , id = null] = stream.split("/");
      const proposal = kind === "proposal" ? id : null;
      return { passage: null, stream, event: { type: "name-removed", proposal, instead, enclosures, ...why } };
    }),
  );
}

function named(chronicle: Chronicle, whom: Person, instead: Person | null): Chronicle {
  const removal = removalOf("1-1", chronicle.records, { whom, instead }, COURT);
  if (removal.type !== "remove-name") throw new Error("a name is removed");
  return nameRemoved(chronicle, removal.going, instead);
}

/** The digests of what the last record encloses of its event. */
function enclosedLast({ records }: Chronicle): string[] {
  return digestsIn(saidIn(records.at(-1)!).event);
}

const digestOf = (text: string): string => wordsOf(text).digest;

const MAKERS: Readonly<Record<string, (name: string) => Chronicle>> = {
  founding: founded,
  versions: (name) =>
    begun(name)
      .act(of("1-3", version(1, null, { source: 1, provenance: "Known from a review.", rationale: "Lost." })))
      .act(of("1-1", version(2, V2, { madeCurrent: false, base: null, translation: "other", date: "2001-02-03" }))),
  "text-supplied": (name) =>
    founded(name)
      .act(of("1-3", version(1, null)))
      .act(opened("supply", [{ passage: "1-3", base: 1 }], { kind: "supply" }))
      .act(submitted("supply", "From a copy.", part("1-3", "Kept in a drawer.")))
      .act(
        ofWork({
          type: "proposal-accepted",
          proposal: "supply",
          parts: [{ passage: "1-3", number: 1 }],
          by: BEN,
          reason: "",
        }),
        of("1-3", {
          type: "text-supplied",
          number: 1,
          words: wordsOf("Kept in a drawer."),
          provenance: "From a copy.",
          by: ANN,
          approver: BEN,
          proposal: "supply",
        }),
      ),
  parts: (name) =>
    begun(name)
      .act(
        opened("three", [
          { passage: "1-1", base: 1 },
          { passage: "1-2", base: 1 },
        ]),
      )
      .act(ofWork({ type: "part-added", proposal: "three", passage: "1-3", base: null, by: ANN }))
      .act(submitted("three", "One voice.", part("1-1", V3), part("1-2", NAME2), part("1-3", "Both are one.")))
      .act(
        ...accepted("three", [
          ["1-1", made(2, V3, "three")],
          ["1-2", made(2, NAME2, "three")],
        ]),
      )
      .act(ofWork({ type: "proposal-returned", proposal: "three", passages: ["1-3"], by: BEN, reason: "Of what?" }))
      .act(submitted("three", "One voice.", part("1-3", "Both are one, and have two names.")))
      .act(ofWork({ type: "proposal-declined", proposal: "three", passages: ["1-3"], by: BEN, reason: "Not held." })),
  "accepted-with-edits": (name) =>
    begun(name)
      .act(opened("told", [{ passage: "1-1", base: 1 }]))
      .act(submitted("told", "Told, not spoken.", part("1-1", V2)))
      .act(
        ...accepted(
          "told",
          [
            [
              "1-1",
              made(2, V3, "told", {
                contributors: [
                  { ...ANN, role: "proposer" },
                  { ...BEN, role: "editor" },
                  { ...BEN, role: "approver" },
                ],
              }),
            ],
          ],
          "With “you”.",
        ),
      ),
  people: (name) =>
    begun(name)
      .act(opened("shared", [{ passage: "1-1", base: 1 }], { readers: "writers" }))
      .act(ofWork({ type: "person-invited", proposal: "shared", person: BEN, by: ANN }))
      .act(ofWork({ type: "readers-chosen", proposal: "shared", readers: "accounts", steps: "readers", by: BEN }))
      .act(ofWork({ type: "person-let-go", proposal: "shared", person: BEN, by: BEN })),
  "base-moved": (name) =>
    begun(name)
      .act(opened("late", [{ passage: "1-1", base: 1 }]))
      .act(submitted("late", "Shorter.", part("1-1", V3)))
      .act(of("1-1", version(2, V2)))
      .act(ofWork({ type: "proposal-rebased", proposal: "late", passage: "1-1", base: 2, by: ANN }))
      .act(...accepted("late", [["1-1", made(3, V3, "late", { base: 2 })]])),
  "proposal-withdrawn": (name) =>
    begun(name)
      .act(opened("given-up", [{ passage: "1-1", base: 1 }]))
      .act(ofWork({ type: "proposal-withdrawn", proposal: "given-up", passages: ["1-1"], by: ANN, reason: "" })),
  "version-withdrawn": (name) =>
    revised(name).act(
      newer("passage/tao/1-1", {
        type: "version-withdrawn",
        number: 2,
        current: 1,
        readable: true,
        reason: "Not ours.",
        by: OLIVE,
      }),
    ),
  "version-restored": (name) =>
    revised(name).act(
      of("1-1", { ...version(3, V1, { base: 2, rationale: "Walked after all." }), restores: 1 } as VersionRecorded),
    ),
  "current-chosen": (name) =>
    revised(name).act(newer("passage/tao/1-1", { type: "version-chosen", number: 1, translation: "lee", by: OLIVE })),
  "source-reworded": (name) =>
    begun(name)
      .act(
        of(
          "1-1",
          worded({ number: 2, held: "whole", words: ["道，可道也，非恆道也。"], provenance: "馬王堆帛書" }, OLIVE),
        ),
      )
      .act(
        newer("passage/tao/1-1", {
          type: "source-confirmed",
          number: 1,
          source: 2,
          reason: "It still holds.",
          by: BEN,
        }),
      )
      .act(of("1-1", version(2, V2, { source: 2 }))),
  "work-corrected": (name) =>
    founded(name)
      .act(ofWork(described({ ...WORK, title: "The Way", issued: "1999-05-01" }, OLIVE)))
      .act(ofWork(translated({ ...WORK.translation, language: "en-GB" }, OLIVE)))
      .act(ofWork(placed({ ...WORK.passages[2]!, locator: "1.0" }, null, OLIVE)))
      .act(ofWork(termSet({ ...WORK.terms[0]!, rendering: "Way" }, BEN))),
  "passage-split": (name) =>
    revised(name).act(
      ofWork(placed(passage("1-1b", "1.1b", []), "1-1", OLIVE)),
      newer("outline/tao", {
        type: "passage-split",
        passage: "1-1",
        into: ["1-1", "1-1b"],
        reason: "Two thoughts.",
        by: OLIVE,
      }),
      of("1-1b", worded({ number: 1, held: "none", words: [] }, OLIVE)),
    ),
  "passages-joined": (name) =>
    begun(name).act(
      newer("outline/tao", { type: "passages-joined", passages: ["1-1", "1-2"], into: "1-1", reason: "", by: OLIVE }),
    ),
  "passage-retired": (name) =>
    begun(name).act(
      newer("outline/tao", { type: "passage-retired", passage: "1-3", reason: "No part of it.", by: OLIVE }),
    ),
  "note-confirmed": (name) =>
    revised(name)
      .act(newer("passage/tao/1-1", { type: "note-confirmed", note: "n1", number: 2, by: BEN }))
      .act(
        newer("passage/tao/1-1", { type: "note-retired", note: "n2", number: 2, reason: "Said elsewhere.", by: BEN }),
      ),
  "import-undone": (name) =>
    founded(name)
      .act(
        newer("work/tao", {
          type: "import-begun",
          import: "i1",
          digest: digestOfText("a file"),
          wording: { file: "tao.docx" },
          by: OLIVE,
        }),
        of("1-1", version(1, V1)),
        of("1-2", version(1, NAME1)),
      )
      .act(newer("work/tao", { type: "import-ended", import: "i1", by: OLIVE }))
      .act(
        newer("work/tao", { type: "import-undone", import: "i1", reason: "The wrong file.", by: OLIVE }),
        newer("passage/tao/1-1", {
          type: "version-withdrawn",
          number: 1,
          current: null,
          readable: false,
          reason: "",
          by: OLIVE,
        }),
        newer("passage/tao/1-2", {
          type: "version-withdrawn",
          number: 1,
          current: null,
          readable: false,
          reason: "",
          by: OLIVE,
        }),
      ),
  "edition-closed": (name) =>
    revised(name).act(
      newer("edition/tao/1", {
        type: "edition-closed",
        date: "2026-11-27",
        translation: "lee",
        versions: [
          { passage: "1-1", number: 2, digest: digestOf(V2) },
          { passage: "1-2", number: 1, digest: digestOf(NAME1) },
        ],
        wording: { name: "First edition", foreword: "Two lines of three." },
        by: OLIVE,
      }),
    ),
  "key-changed": (name) =>
    founded(name)
      .act(newer("workbench", { type: "key-made", key: "a".repeat(64), by: OLIVE }))
      .act(newer("workbench", { type: "key-changed", key: "b".repeat(64), signature: "c".repeat(128), by: OLIVE })),
  "address-changed": (name) =>
    founded(name)
      .act(newer("workbench", { type: "address-changed", wording: { address: "https://example.org/tao" }, by: OLIVE }))
      .act(newer("work/tao", { type: "addresses-kept", wording: { aliases: ["https://old.example.org"] }, by: OLIVE })),
  thread: (name) => {
    const said = begun(name)
      .act(
        newer("thread/tao/th1", {
          type: "thread-opened",
          thread: "th1",
          on: { passage: "1-1", number: 1 },
          wording: { text: "Why “way”?" },
          by: BEN,
        }),
      )
      .act(
        newer("thread/tao/th1", {
          type: "remark-made",
          thread: "th1",
          remark: 2,
          wording: { text: "Because of 道." },
          by: ANN,
        }),
      );
    return said.act(
      newer("thread/tao/th1", {
        type: "remark-removed",
        thread: "th1",
        remark: 2,
        enclosures: enclosedLast(said),
        ...COURT,
        by: OLIVE,
      }),
    );
  },
  access: (name) =>
    founded(name)
      .act(newer("access/tao", { type: "role-given", person: BEN, role: "reviewer", by: OLIVE }))
      .act(newer("access/tao", { type: "people-joined", person: ANN, with: { id: "0000000000000000" }, by: OLIVE })),
  requested: (name) =>
    begun(name).act(
      newer("request/tao/r1", {
        type: "work-requested",
        passages: ["1-3"],
        until: "2026-12-24",
        reason: "",
        person: ANN,
        by: OLIVE,
      }),
    ),
  approved: (name) =>
    begun(name)
      .act(opened("told", [{ passage: "1-1", base: 1 }]))
      .act(submitted("told", "Told, not spoken.", part("1-1", V2)))
      .act(
        newer("proposal/tao/told", {
          type: "approval-given",
          proposal: "told",
          passages: ["1-1"],
          reason: "One of two.",
          by: OLIVE,
        }),
      )
      .act(...accepted("told", [["1-1", made(2, V2, "told")]])),
  "text-removed": (name) => wordsRemoved(revised(name), "text", 2),
  "reasons-removed": (name) => wordsRemoved(revised(name), "reasons", 2),
  "source-removed": (name) =>
    wordingRemoved(
      begun(name).act(of("1-1", worded({ number: 2, held: "phrases", words: ["恆道"], provenance: "帛書" }, OLIVE))),
      { worded: { kind: "source", passage: "1-1", number: 1 } },
    ),
  "title-removed": (name) =>
    wordingRemoved(founded(name), { worded: { kind: "work" } }).act(
      ofWork(described({ ...WORK, title: "A title" }, OLIVE)),
    ),
  "translation-removed": (name) =>
    wordingRemoved(founded(name), { worded: { kind: "translation", translation: "lee" } }),
  "locator-removed": (name) => wordingRemoved(founded(name), { worded: { kind: "passage", passage: "1-3" } }),
  "term-removed": (name) => wordingRemoved(founded(name), { worded: { kind: "term", term: "t1" } }),
  "name-withheld": (name) => named(revised(name), ANN, null),
  "name-replaced": (name) => named(named(revised(name), ANN, { name: "A. Lee" }), { name: "A. Lee" }, { name: "李" }),
  "translator-withheld": (name) => wordingRemoved(founded(name), { whom: OLD, instead: null }),
  "first-format": (name) => {
    const text = "> He who knows";
    const older = { ...wordsOf(text), digest: digestOfText(text) };
    return founded(name)
      .brought([digestOfText("old 1")], [of("1-1", { ...version(1, text), words: older })])
      .brought([digestOfText("old 2")], [of("1-2", version(1, text))]);
  },
};

/** Ledgers by name: each makes its records, the same every time. */
export const LEDGERS: Readonly<Record<string, (name: string) => LedgerRecord[]>> = Object.fromEntries(
  Object.entries(MAKERS).map(([name, maker]) => [name, (id: string) => maker(id).records]),
);
