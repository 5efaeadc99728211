/** Where the Plan's words come from: the people and publications that the corpus names. */
import type { Contributor } from "../ledger/events.ts";
import type { Work } from "../ledger/work.ts";
import type { Person, Publication } from "../notes/note.ts";

export const CREEMERS: Person = { name: "Rogier Creemers" };
export const TRIOLO: Person = { name: "Paul Triolo" };

/** The day on which DigiChina published both the translation and the forum. */
export const PUBLISHED = "2022-01-24";

/** The day on which the project wrote its own renderings and notes. */
export const WRITTEN = "2026-11-24";

/** DigiChina's translation of the whole Plan. */
export const TRANSLATION: Work["translation"] = {
  id: "digichina",
  title: "14th Five-Year Plan for National Informatization",
  date: PUBLISHED,
  url: "https://digichina.stanford.edu/work/translation-14th-five-year-plan-for-national-informatization-dec-2021/",
  publisher: "DigiChina, Stanford University",
  translators: [CREEMERS, { name: "Hunter Dorwart" }, { name: "Kevin Neville" }, { name: "Kendra Schaefer" }],
  editors: [{ name: "Johanna Costigan" }, { name: "Graham Webster" }],
};

/** The forum in which Creemers names the headings, and Triolo quotes and annotates the passage of Section 10. */
export const FORUM: Publication = {
  title: "Analyzing China's 2021–2025 Informatization Plan: A DigiChina Forum",
  date: PUBLISHED,
  url: "https://digichina.stanford.edu/?p=1952",
};

/** The translation as a place of publication, without its people. */
export function translationAsPublication(): Publication {
  const { title, date, url } = TRANSLATION;
  return { title: `${title} (DigiChina)`, ...(date && { date }), ...(url && { url }) };
}

/** DigiChina's translators, as contributors. */
export const TRANSLATORS: Contributor[] = TRANSLATION.translators.map((person) => ({ ...person, role: "translator" }));

/** DigiChina's editors, as contributors. */
export const EDITORS: Contributor[] = TRANSLATION.editors.map((person) => ({ ...person, role: "editor" }));
