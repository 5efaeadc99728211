/** What citations say of the Plan's real records, and of versions that came to stand here in other ways. */
import { describe, expect, test } from "vitest";
import { refusalInWords } from "../../editor/refusals/refusals.ts";
import { citations, type Citation } from "../../translations/citation/citation.ts";
import { reference, referenceOf } from "../../translations/citation/reference.ts";
import { plain } from "../../translations/citation/runs.ts";
import { apa, chicago, mla } from "../../translations/citation/styles.ts";
import { saltsFrom } from "../../translations/ledger/enclosures.ts";
import { endsAfter, partsOf, type LedgerRecord } from "../../translations/ledger/record.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import type { NameParts } from "../../translations/notes/note.ts";
import { type PassageState } from "../../translations/ledger/state.ts";
import { foundingRecords, plan } from "../../translations/plan/plan.ts";
import { parseText } from "../../translations/text/parse.ts";
import { byPassage } from "../help/records.ts";
import { decide, type Command, replay, recordsOfAct } from "../help/one-passage.ts";

const SECTION_10 = "s10-government-and-markets";
const FOUNDING = byPassage(foundingRecords(plan));

function recordsOf(passage: string): LedgerRecord[] {
  return FOUNDING.get(passage) ?? [];
}

function cite(passageId: string, number: number, state: PassageState = replay(recordsOf(passageId))) {
  const passage = plan.work.passages.find(({ id }) => id === passageId)!;
  const version = state.versions[number - 1]!;
  const address = `https://variorum.example/nip14/${passageId}/v${number}`;
  const list = citations(plan.work, passage, version, address, state.versions);
  const text = (style: Citation["style"]) => list.find((each) => each.style === style)!.text;
  return { passage, version, address, list, text };
}

/** The passage after more has happened to it. */
function later(records: LedgerRecord[], ...steps: [Command, Actor, string][]): PassageState {
  const all = [...records];
  for (const [command, actor, at] of steps) {
    const decision = decide(replay(all), command, actor, at);
    if (!decision.ok) throw new Error(refusalInWords(decision.refusal));
    const place = { work: plan.work.id, passage: partsOf(all[0]!.stream)!.id! };
    all.push(
      ...recordsOfAct(place, endsAfter(all), { id: `act-${all.length}`, at, newSalt: saltsFrom(at) }, decision.events),
    );
  }
  return replay(all);
}

const ANN: Actor = { id: "ann", name: "Ann Example", role: "translator" };
const BEN: Actor = { id: "ben", name: "Ben Reviewer", role: "reviewer" };

function accepted(kind: "revision" | "supply", base: number, text: string): [Command, Actor, string][] {
  const proposal = "proposal-1";
  return [
    [{ type: "open-proposal", proposal, kind, base }, ANN, "2026-11-25T10:00:00Z"],
    [
      { type: "submit-proposal", proposal, rendering: parseText(text), notes: [], summary: "Because.", proposers: [] },
      ANN,
      "2026-11-25T11:00:00Z",
    ],
    [{ type: "accept-proposal", proposal, reason: "Yes." }, BEN, "2026-12-01T12:00:00Z"],
  ];
}

test("citations come in the order in which a page offers them, in the shape it expects", () => {
  const offered = cite(SECTION_10, 2).list;
  expect(offered.map(({ style, label }) => [style, label])).toEqual([
    ["chicago", "Chicago"],
    ["mla", "MLA"],
    ["apa", "APA"],
    ["bibtex", "BibTeX"],
    ["ris", "RIS"],
    ["csl-json", "CSL-JSON"],
  ]);
  expect(offered.map(({ html }) => typeof html)).toEqual([
    "string",
    "string",
    "string",
    "undefined",
    "undefined",
    "undefined",
  ]);
});

test("somebody who had another name in an earlier version, or none any more, is cited by the newest, in their place", () => {
  const again = (proposal: string, by: Actor, base: number): [Command, Actor, string][] => [
    [{ type: "open-proposal", proposal, kind: "revision", base }, by, "2026-12-02T10:00:00Z"],
    [
      { type: "submit-proposal", proposal, rendering: parseText(proposal), notes: [], summary: "So.", proposers: [] },
      by,
      "2026-12-02T11:00:00Z",
    ],
    [{ type: "accept-proposal", proposal, reason: "Yes." }, BEN, "2026-12-03T12:00:00Z"],
  ];
  for (const name of ["N. N.", "Ann Maiden"]) {
    const before: Actor = { ...ANN, name };
    const steps = [
      ...again("One", before, 2),
      ...again("Two", { ...BEN, id: "chi", name: "Chi" }, 3),
      ...again("Three", ANN, 4),
    ];
    const state = later(recordsOf(SECTION_10), ...steps);
    expect(cite(SECTION_10, 4, state).text("chicago")).toContain(`Revised by Paul Triolo, ${name}, and Chi`);
    expect(cite(SECTION_10, 5, state).text("chicago")).toContain("Revised by Paul Triolo, Ann Example, and Chi.");
  }
});

describe("version 2 of Section 10, as Triolo revised it", () => {
  const { text, list, passage, version, address } = cite(SECTION_10, 2);

  /*
   * A bibliography entry: elements parted by full stops; the author, here a body; the title in italics; "Translated
   * by" spelled out after the title, all names given as there are no more than ten, in the order of speech and with
   * a serial comma (14.76, 14.103, 14.104); dates as month, day, year; the title of a contribution in quotation marks,
   * the comma inside (6.9); the address last, with a full stop (14.6 to 14.18).
   */
  test("in Chicago", () => {
    expect(text("chicago")).toBe(
      "Central Commission for Cybersecurity and Informatization. 14th Five-Year Plan for National Informatization. " +
        "Translated by Rogier Creemers, Hunter Dorwart, Kevin Neville, and Kendra Schaefer. Revised by Paul Triolo. " +
        "Version 2 of Section 10, bullet point “Continue to grasp …,” January 24, 2022. " +
        "English translation of the Chinese original “十四五”国家信息化规划, December 28, 2021. " +
        "First published in “Analyzing China's 2021–2025 Informatization Plan: A DigiChina Forum,” January 24, 2022. " +
        "Variorum. https://variorum.example/nip14/s10-government-and-markets/v2.",
    );
  });

  /*
   * Author. Title of source. The source's own date and contributors as middle supplements, three or more of them as
   * the first and "et al.". Then the container: its title in italics, version, date as day, short month, year, and
   * location, parted by commas. What remains stands at the end as supplements.
   */
  test("in MLA", () => {
    expect(text("mla")).toBe(
      "Central Commission for Cybersecurity and Informatization. 14th Five-Year Plan for National Informatization. " +
        "28 Dec. 2021. Translated by Rogier Creemers et al., revised by Paul Triolo. " +
        "Variorum, version 2 of Section 10, bullet point “Continue to grasp …,” 24 Jan. 2022, " +
        "https://variorum.example/nip14/s10-government-and-markets/v2. " +
        "English translation of the Chinese original “十四五”国家信息化规划. " +
        "First published in “Analyzing China's 2021–2025 Informatization Plan: A DigiChina Forum,” 24 Jan. 2022.",
    );
  });

  /*
   * Author. (Date). Title in italics, then in round brackets translators with initials before family names, "&" before
   * the last and "Trans." after, and the version; a description in square brackets; the site; the address without a
   * full stop; the year of the original in round brackets.
   */
  test("in APA", () => {
    expect(text("apa")).toBe(
      "Central Commission for Cybersecurity and Informatization. (2022, January 24). " +
        "14th Five-Year Plan for National Informatization " +
        "(R. Creemers, H. Dorwart, K. Neville, & K. Schaefer, Trans.; revised by P. Triolo; " +
        "Version 2 of Section 10, bullet point “Continue to grasp …”) " +
        "[English translation of the Chinese original “十四五”国家信息化规划]. " +
        "Variorum. https://variorum.example/nip14/s10-government-and-markets/v2 (Original work published 2021; " +
        "reprinted from “Analyzing China's 2021–2025 Informatization Plan: A DigiChina Forum,” 2022)",
    );
  });

  test("in HTML: the title in italics, the Chinese marked as Chinese, the address a link", () => {
    for (const { html } of list.slice(0, 3)) {
      expect(html).toContain("<i>14th Five-Year Plan for National Informatization</i>");
      expect(html).toContain('<span lang="zh-Hans">“十四五”国家信息化规划</span>');
      expect(html).toContain(`<a href="${address}">${address}</a>`);
    }
  });

  test("as a CSL-JSON item", () => {
    expect(reference(plan.work, passage, version, { address })).toEqual({
      id: "nip14-s10-government-and-markets-v2",
      type: "document",
      title:
        "14th Five-Year Plan for National Informatization, Section 10, bullet point “Continue to grasp …” (version 2)",
      section: "Section 10, bullet point “Continue to grasp …”",
      author: [{ literal: "Central Commission for Cybersecurity and Informatization" }],
      translator: [
        { family: "Creemers", given: "Rogier" },
        { family: "Dorwart", given: "Hunter" },
        { family: "Neville", given: "Kevin" },
        { family: "Schaefer", given: "Kendra" },
      ],
      contributor: [{ family: "Triolo", given: "Paul" }],
      "original-title": "“十四五”国家信息化规划",
      "original-date": { "date-parts": [[2021, 12, 28]] },
      publisher: "Variorum",
      version: "2",
      issued: { "date-parts": [[2022, 1, 24]] },
      language: "en",
      URL: address,
      note: [
        "Version: 2",
        "Original Title: “十四五”国家信息化规划",
        "Original Date: 2021-12-28",
        "Passage: Section 10, bullet point “Continue to grasp …”",
        "Revised by: Paul Triolo",
        "Status: recorded by Variorum project",
        "First published in: Analyzing China's 2021–2025 Informatization Plan: A DigiChina Forum, 2022-01-24, https://digichina.stanford.edu/?p=1952",
      ].join("\n"),
      custom: { "sha-256": version.words!.digest },
    });
  });

  test("says when it was read only if asked to", () => {
    const read = { address, accessed: "2026-12-24" };
    const cited = referenceOf(plan.work, passage, version, read);
    expect(plain(chicago(cited))).toContain(`Variorum. Accessed December 24, 2026. ${address}.`);
    expect(plain(mla(cited))).toContain("v2. Accessed 24 Dec. 2026. English");
    expect(plain(apa(cited))).toContain(`Variorum. Retrieved December 24, 2026, from ${address} (Original`);
    expect(reference(plan.work, passage, version, read).accessed).toEqual({ "date-parts": [[2026, 12, 24]] });
    for (const each of list) expect(each.text.toLowerCase()).not.toMatch(/accessed|retrieved|y2 {2}-|urldate/);
  });
});

describe("a version that is not held", () => {
  const { text, list, address } = cite(SECTION_10, 1);
  const published =
    "https://digichina.stanford.edu/work/translation-14th-five-year-plan-for-national-informatization-dec-2021/";

  test("is cited where it was published, and says that its words are not at its address here", () => {
    expect(text("chicago")).toBe(
      "Central Commission for Cybersecurity and Informatization. 14th Five-Year Plan for National Informatization. " +
        "Translated by Rogier Creemers, Hunter Dorwart, Kevin Neville, and Kendra Schaefer. " +
        "Edited by Johanna Costigan and Graham Webster. Version 1 of Section 10, bullet point “Continue to grasp …,” January 24, 2022. " +
        "English translation of the Chinese original “十四五”国家信息化规划, December 28, 2021. " +
        `DigiChina, Stanford University. ${published}. ` +
        `The wording of this version is not held; its record stands at ${address}.`,
    );
    expect(text("mla")).toContain(`its record stands at ${address}.`);
    expect(text("apa")).toContain(`; wording not held; record at ${address})`);
  });

  test("gives the machine formats the published address, and no digest", () => {
    expect(text("bibtex")).toContain(`url = {${published}}`);
    expect(text("ris")).toContain(`UR  - ${published}\r\n`);
    expect(text("csl-json")).toContain(`"URL": "${published}"`);
    for (const each of list) expect(each.text).not.toContain("SHA-256");
  });

  test("has no digest, whatever digest is offered", () => {
    const { passage, version } = cite(SECTION_10, 1);
    const digest = "0".repeat(64);
    expect(reference(plan.work, passage, version, { address, digest }).note).not.toContain(digest);
  });

  test("and was published at no known address is cited at its record", () => {
    const { passage, version } = cite(SECTION_10, 1);
    const bare = { ...version, publishedIn: [{ title: "A lecture", url: "javascript:alert(1)" }] };
    const [first, , third] = citations(plan.work, passage, bare, address);
    expect(first!.text).toContain(
      `First published in “A lecture.” Variorum. ${address}. The wording of this version is not held there.`,
    );
    expect(third!.text).toContain("(Original work published 2021; wording not held there)");
    expect(first!.html).not.toContain("javascript");
  });

  test("once its text is supplied is cited at its address, with the digest, and says who supplied it", () => {
    const state = later(recordsOf(SECTION_10), ...accepted("supply", 1, "Continue to grasp."));
    const supplied = cite(SECTION_10, 1, state);
    expect(supplied.text("chicago")).toContain(
      `First published by DigiChina, Stanford University, January 24, 2022. Variorum. ${address}.`,
    );
    expect(supplied.text("chicago")).not.toContain("not held");
    expect(supplied.text("ris")).toContain(`; SHA-256: ${supplied.version.words!.digest}\r\n`);
    expect(supplied.text("ris")).toContain("; Text supplied by: Ann Example; ");
    expect(supplied.text("csl-json")).toContain(
      "Status: recorded by Variorum project, text approved by Ben Reviewer, superseded by version 2\\n",
    );
    expect(supplied.text("ris")).not.toContain("A4  - Example");
  });
});

describe("a version that was proposed and accepted here", () => {
  const state = later(recordsOf(SECTION_10), ...accepted("revision", 2, "Continue to grasp with both hands."));
  const { text, passage, version, address } = cite(SECTION_10, 3, state);

  test("credits those it descends from as translators, its proposer as reviser, and dates it in UTC", () => {
    expect(text("chicago")).toContain(
      "Translated by Rogier Creemers, Hunter Dorwart, Kevin Neville, and Kendra Schaefer. " +
        "Revised by Paul Triolo and Ann Example. Version 3 of Section 10, bullet point “Continue to grasp …,” December 1, 2026.",
    );
    expect(text("chicago")).not.toContain("First published");
    expect(text("bibtex")).toContain("edition = {version 3, revised by Paul Triolo and Ann Example},");
    expect(text("ris")).toContain("ET  - version 3, revised by Paul Triolo and Ann Example\r\n");
  });

  test("names its approver in the note and nowhere as an author", () => {
    const item = reference(plan.work, passage, version, { address, versions: state.versions });
    expect(item.note).toContain("Status: approved by Ben Reviewer");
    expect(JSON.stringify({ ...item, note: "" })).not.toContain("Reviewer");
    for (const style of ["chicago", "mla", "apa"] as const) expect(text(style)).not.toContain("Reviewer");
  });

  test("without the versions it descends from claims no other translators", () => {
    const [first] = citations(plan.work, passage, version, address);
    expect(first!.text).toContain("National Informatization. Revised by Ann Example. Version 3");
  });

  test("as the first of its passage makes its proposer the translator", () => {
    const first = { ...version, number: 1, base: null };
    expect(citations(plan.work, passage, first, address)[0]!.text).toContain("Translated by Ann Example. Version 1 of");
  });
});

describe("a heading", () => {
  test("with a bare number for locator is cited as a section, so that the number is not taken for a version", () => {
    expect(cite("4-10", 1).text("mla")).toContain("version 1 of Section 4.10, 24 Jan. 2022");
  });

  test("rendered by a glossator names him as translator", () => {
    expect(cite("4-10", 1).text("chicago")).toContain("Translated by Rogier Creemers. Version 1 of Section 4.10");
  });

  test("that names its own translator does not borrow those of the version before", () => {
    expect(cite("4-10", 2).text("chicago")).toContain("Translated by Variorum project. Version 2 of Section 4.10");
    expect(cite("4-10", 2).text("bibtex")).toContain("translator = {{Variorum project}}");
  });
});

describe("what is said of people and of standing is so", () => {
  const FORMATS = ["chicago", "mla", "apa", "bibtex", "ris", "csl-json"] as const;
  const { passage, version, address } = cite(SECTION_10, 2);
  const textOf = (changed: typeof version, versions: readonly (typeof version)[] = []) =>
    Object.fromEntries(
      citations(plan.work, passage, changed, address, versions).map(({ style, text }) => [style, text]),
    );

  test("who revised is a translator in no format, also of a first version", () => {
    for (const base of [1, null]) {
      const list = textOf({ ...version, base, contributors: [{ name: "Rita Reviser", role: "reviser" }] });
      for (const style of FORMATS) expect(list[style]).toMatch(/revised by|contributor/i);
      expect(list["chicago"]).not.toContain("Translated by Rita");
      expect(list["ris"]).not.toContain("A4  - Reviser");
      expect(list["bibtex"]).not.toContain("translator");
      expect(JSON.parse(list["csl-json"]!)).toMatchObject([{ contributor: [{ family: "Reviser", given: "Rita" }] }]);
      expect(list["csl-json"]).not.toContain('"translator"');
    }
  });

  test.each([
    [{ kind: "accepted" as const, by: BEN, self: true, reason: "" }, "self-approved by Ben Reviewer"],
    [{ kind: "accepted" as const, by: BEN, self: false, reason: "" }, "approved by Ben Reviewer"],
    [{ kind: "recorded" as const, by: BEN }, "recorded by Ben Reviewer"],
  ])("a version is said to be just what it is: %j", (review, words) => {
    const stood = { ...version, review, contributors: [{ ...BEN, role: "approver" as const }] };
    for (const style of ["bibtex", "ris", "csl-json"] as const)
      expect(textOf(stood)[style]).toMatch(new RegExp(`Status: ${words}(?:[;\n"\\\\])`));
    const superseded = textOf(stood, [version, version, { ...version, number: 3 }]);
    expect(superseded["ris"]).toContain(`Status: ${words}, superseded by version 3;`);
  });

  test("a text supplied and approved by the same hand is self-approved", () => {
    const supplied = { at: "2026-11-25", by: ANN, approver: ANN, provenance: "", proposal: "p", position: 9 };
    expect(textOf({ ...version, supplied })["ris"]).toContain("text self-approved by Ann Example");
  });

  test("a namesake is somebody else, and one person with and without an account is one", () => {
    const two = [
      { id: "a", name: "Ann Example", role: "translator" as const },
      { id: "b", name: "Ann Example", role: "translator" as const },
      { name: "Ann Example", role: "translator" as const },
    ];
    expect(textOf({ ...version, contributors: two })["bibtex"]).toContain(
      "translator = {Example, Ann and Example, Ann}",
    );
  });

  test("two versions of one passage differ in title, in every format that has one", () => {
    const older = { ...version, number: 1 };
    const titles = (text: Record<string, string>) => [
      /title = \{\{(.*)\}\},/.exec(text["bibtex"]!)![1],
      /TI {2}- (.*)\r/.exec(text["ris"]!)![1],
      (JSON.parse(text["csl-json"]!) as { title: string }[])[0]!.title,
    ];
    expect(new Set(titles(textOf(version)))).toEqual(
      new Set([
        "14th Five-Year Plan for National Informatization, Section 10, bullet point “Continue to grasp …” (version 2)",
      ]),
    );
    expect(titles(textOf(older))[0]).toMatch(/ \(version 1\)$/);
  });

  test("no format gives the version a container, and only what no style prints holds the digest", () => {
    const list = textOf(version);
    expect(list["csl-json"]).not.toContain("container");
    const [item] = JSON.parse(list["csl-json"]!) as { custom?: object }[];
    expect(JSON.stringify({ ...item, custom: undefined })).not.toContain(version.words!.digest);
    expect(list["bibtex"]!.split("\n").filter((line) => line.includes(version.words!.digest))).toEqual([
      `% SHA-256 of the words: ${version.words!.digest}`,
    ]);
    expect(list["ris"]!.match(/N1 {2}- /g)).toHaveLength(1);
  });
});

describe("a name whose parts its bearer has told", () => {
  const { passage, version, address } = cite(SECTION_10, 2);
  const inFormats = (person: { name: string; parts?: NameParts }) => {
    const contributors = [{ ...person, role: "translator" as const }];
    const list = citations(plan.work, passage, { ...version, contributors }, address);
    const text = (style: Citation["style"]) => list.find((each) => each.style === style)!.text;
    return {
      chicago: /Translated by (.*?)\. Version/.exec(text("chicago"))![1],
      apa: /\(([^()]*), Trans\./.exec(text("apa"))![1],
      bibtex: /translator = \{(.*)\},/.exec(text("bibtex"))![1],
      ris: /A4 {2}- (.*)\r/.exec(text("ris"))![1],
      csl: (JSON.parse(text("csl-json")) as { translator: object[] }[])[0]!.translator[0],
    };
  };

  test("with the family's first is said as it is written, and filed under the family's", () => {
    expect(inFormats({ name: "Sun Yat-sen", parts: { family: "Sun", given: "Yat-sen" } })).toEqual({
      chicago: "Sun Yat-sen",
      apa: "Y.-S. Sun",
      bibtex: "Sun, Yat-sen",
      ris: "Sun, Yat-sen",
      csl: { family: "Sun", given: "Yat-sen" },
    });
  });

  test("with a particle and a suffix keeps both, in the places that formats have for them", () => {
    const parts = { family: "Beethoven", given: "Ludwig", particle: "van", suffix: "III" };
    expect(inFormats({ name: "Ludwig van Beethoven III", parts })).toEqual({
      chicago: "Ludwig van Beethoven III",
      apa: "L. van Beethoven, III",
      bibtex: "van Beethoven, III, Ludwig",
      ris: "van Beethoven, Ludwig, III",
      csl: { family: "Beethoven", given: "Ludwig", "non-dropping-particle": "van", suffix: "III" },
    });
  });

  test("in signs that BibTeX would part once more is kept together", () => {
    const parts = { family: "Bell and Howell", given: "Ann, B. {x} @y" };
    expect(inFormats({ name: "x", parts }).bibtex).toBe(
      "{Bell and Howell}, {Ann, B. \\textbraceleft{}x\\textbraceright{} @y}",
    );
  });

  test("without a given name is whole", () => {
    expect(inFormats({ name: "Plato", parts: { family: "Plato" } }).csl).toEqual({ literal: "Plato" });
    expect(inFormats({ name: "Plato", parts: { family: " ", given: "x" } }).csl).toEqual({ literal: "Plato" });
  });
});

describe("many names", () => {
  const { passage, version, address } = cite(SECTION_10, 2);
  const inWords = (count: number) => {
    const contributors = Array.from({ length: count }, (_, i) => ({
      name: `Team ${i + 1}`,
      role: "translator" as const,
    }));
    const [first, second, third] = citations(plan.work, passage, { ...version, contributors }, address);
    return { chicago: first!.text, mla: second!.text, apa: third!.text };
  };

  test("are shortened where each style begins to", () => {
    expect(inWords(2).mla).toContain("Translated by Team 1 and Team 2.");
    expect(inWords(3).mla).toContain("Translated by Team 1 et al.");
    expect(inWords(10).chicago).toContain("Team 9, and Team 10.");
    expect(inWords(11).chicago).toContain("Team 7, et al. Version");
    expect(inWords(20).apa).toContain("Team 19, & Team 20, Trans.");
    expect(inWords(21).apa).toContain("Team 19, . . . Team 21, Trans.");
  });
});

test("who supplied a version's text is named in the note and nowhere as an author", () => {
  const { passage, version, address } = cite(SECTION_10, 2);
  const contributors = [{ name: "Ann Example", role: "supplier" as const }];
  const item = reference(plan.work, passage, { ...version, contributors }, { address });
  expect(item.note).toContain("Text supplied by: Ann Example");
  expect(item.translator).toBeUndefined();
});

test("words that run from right to left are kept apart from the punctuation after them", () => {
  const { passage, version, address } = cite(SECTION_10, 2);
  const work = { ...plan.work, title: "תוכנית", originalTitle: "خطة", sourceLanguage: "ar" };
  const { html } = citations(work, passage, version, address)[0]!;
  expect(html).toContain("<i><bdi>תוכנית</bdi></i>. ");
  expect(html).toContain('the Arabic original <span lang="ar"><bdi>خطة</bdi></span>, ');
});

test("facts that are not known are left out, and no style limps", () => {
  const { passage, version, address } = cite(SECTION_10, 2);
  const work = { ...plan.work, issuer: "", issued: "" };
  const bare = { ...version, contributors: [], publishedIn: [], date: "" };
  const title = "14th Five-Year Plan for National Informatization";
  const translation = "English translation of the Chinese original “十四五”国家信息化规划";
  const [first, second, third] = citations(work, passage, bare, address);
  const place = "Section 10, bullet point “Continue to grasp …”";
  expect(first!.text).toBe(`${title}. Version 2 of ${place} ${translation}. Variorum. ${address}.`);
  expect(second!.text).toBe(`${title}. Variorum, version 2 of ${place.slice(0, -1)},” ${address}. ${translation}.`);
  expect(third!.text).toBe(`${title} (Version 2 of ${place}) [${translation}]. (n.d.). Variorum. ${address}`);
});

test.each([
  ["en", "und", "", "English translation"],
  ["en", "und", "道德經", "English translation of 道德經"],
  ["en", "mul", "", "English translation"],
  ["und", "zh-Hant", "", "Translation of the Chinese original"],
  ["und", "zxx", "", "Translation"],
])("of a translation into “%s” from “%s”, called “%s”, no language is said that is not known", (...given) => {
  const [language, sourceLanguage, originalTitle, said] = given;
  const { passage, version, address } = cite(SECTION_10, 2);
  const work = { ...plan.work, language, sourceLanguage, originalTitle, issued: "" };
  const texts = citations(work, passage, version, address).slice(0, 3);
  expect(texts.map(({ text }) => text.includes(`[${said}]`) || text.includes(` ${said}.`))).toEqual([true, true, true]);
});

describe("of several translations", () => {
  const german = {
    ...{ id: "gelb", language: "de", title: "Der 14. Plan", publisher: "Gelbe Reihe", date: "2023-05-01" },
    ...{ translators: [{ name: "Ute Übel" }], editors: [] },
  };
  const work = { ...plan.work, otherTranslations: [german] };
  const passage = plan.work.passages.find(({ id }) => id === SECTION_10)!;
  const { versions } = replay(recordsOf(SECTION_10));
  const other = {
    ...{ ...versions[1]!, number: 3, translation: "gelb", base: null, madeCurrent: false, date: "2023-05-01" },
    ...{ contributors: [{ name: "Ute Übel", role: "translator" as const }], publishedIn: [] },
  };
  const address = `https://variorum.example/nip14/${SECTION_10}/v3`;
  const of = (version: typeof other, all = [...versions, other]) =>
    referenceOf(work, passage, version, { address, versions: all });

  test("each is cited in its own language, by its own people, where it was published", () => {
    const cited = of(other);
    expect(cited).toMatchObject({ language: "German", languageTag: "de", revisers: [] });
    expect(cited.translators.map((name) => JSON.stringify(name)).join()).toContain("Übel");
    expect(cited.firstPublished).toMatchObject({ title: "Der 14. Plan", publisher: "Gelbe Reihe", day: [2023, 5, 1] });
    const text = plain(chicago(cited));
    for (const words of [
      "Translated by Ute Übel",
      "German translation of the Chinese original",
      "First published as “Der 14. Plan” by Gelbe Reihe, May 1, 2023",
    ])
      expect(text).toContain(words);
    expect(of({ ...other, date: "2024-01-01" }).firstPublished).toBeNull();
  });

  test("each is superseded by what is later of itself, and by nothing else", () => {
    const later = { ...other, number: 4 };
    expect(of(other).status).not.toContain("superseded");
    expect(of(versions[0]! as typeof other).status).toContain("superseded by version 2");
    expect(of(other, [...versions, other, later]).status).toContain("superseded by version 4");
    expect(of({ ...versions[1]!, ...{ number: 2 } } as typeof other).status).not.toContain("superseded");
  });
});

test("of a program every citation says that it is one, and its name is not divided", () => {
  const { passage, version, address } = cite(SECTION_10, 2);
  const contributors = [{ name: "Deep Engine", program: true as const, role: "translator" as const }];
  for (const { style, text } of citations(plan.work, passage, { ...version, contributors }, address))
    expect(text, style).toContain("Deep Engine (program)");
});
