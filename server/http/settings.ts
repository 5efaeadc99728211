/** `/-/settings`: how an owner looks after the workbench. The program's own addresses stand under `/-/`. */
import { Router, type Request, type Response } from "express";
import { z } from "zod";
import type { SettingsView } from "../../editor/care/care.ts";
import { STEPS_AFTERWARDS, type StepsAfterwards } from "../../translations/ledger/events.ts";
import { atLeast } from "../../translations/ledger/roles.ts";
import { readAddress } from "../host/address.ts";
import { diagnose, type Facts } from "../care/care.ts";
import { STEPS_SETTING } from "../store/settings.ts";
import { wantsJson } from "./answer.ts";
import { bodyOf } from "./body.ts";
import { MAY_ASK } from "./doors.ts";
import { notFound, Problem } from "./problem.ts";
import { actorFor, show, type Workbench } from "./workbench.ts";

/** Something that an owner chooses for the whole workbench; kept among the settings under its name. */
interface SwitchKind {
  name: string;
  title: string;
  /** What it is about, in a sentence or two. */
  words: string;
  /** The first holds until another is chosen. */
  choices: readonly { value: string; words: string }[];
}

const STEPS_WORDS: Readonly<Record<StepsAfterwards, string>> = {
  kept: "They are kept, for those who may play them back",
  anonymous: "They are kept without names and seconds",
  dropped: "They are dropped",
};

/** All switches, in the order they are shown. Whoever needs one adds it here, and reads it with `bench.settings.get`. */
const SWITCHES: readonly SwitchKind[] = [
  {
    name: STEPS_SETTING,
    title: "The steps of drafts",
    words:
      "What becomes of how a draft came to be, step by step, when its proposal is decided. What was proposed stays. It counts for what is decided from now on, and those who write a draft are told.",
    choices: STEPS_AFTERWARDS.map((value) => ({ value, words: STEPS_WORDS[value] })),
  },
  {
    name: MAY_ASK,
    title: "Asking to take part",
    words:
      "People without an account may ask for one, with their name, their e-mail and a reason. Their requests stand under People; answering one makes an invitation link.",
    choices: [
      { value: "no", words: "Nobody can ask; owners invite." },
      { value: "yes", words: "Strangers may ask." },
    ],
  },
];

/** One thing to change: the public address ("" for none), a work to put away or bring back, or a switch. */
export const Change = z.object({
  address: z.string().max(2_000).optional(),
  putAway: z.string().max(200).optional(),
  bringBack: z.string().max(200).optional(),
  switch: z.string().max(100).optional(),
  value: z.string().max(100).optional(),
});
type Change = z.output<typeof Change>;

/** What was done, or why nothing was; each a sentence. */
type Outcome = Pick<SettingsView, "done" | "refused">;

/** @param look looks at the workbench as it is now. */
export function settingsRoutes(look: () => Promise<Facts>): (bench: Workbench) => Router {
  return (bench) => {
    const router = Router();
    router.get(["/-/settings", "/api/settings"], async (req, res) => {
      await refuseOthers(bench, req);
      await showSettings(bench, look, req, res, { done: null, refused: null }, null);
    });
    router.post(["/-/settings", "/api/settings"], async (req, res) => {
      await refuseOthers(bench, req);
      const change = bodyOf(Change, req);
      const outcome = await changed(bench, change);
      if (outcome.refused === null || !wantsJson(req))
        return showSettings(bench, look, req, res, outcome, change.address ?? null);
      throw new Problem(422, "Not set", outcome.refused);
    });
    return router;
  };
}

async function refuseOthers(bench: Workbench, req: Request): Promise<void> {
  const actor = await actorFor(bench, req);
  if (!atLeast(actor.role, "owner"))
    throw new Problem(403, "Not allowed", "Only an owner looks after the workbench. Ask one of them.");
}

async function changed(bench: Workbench, change: Change): Promise<Outcome> {
  if (change.address !== undefined) return setAddress(bench, change.address);
  if (change.putAway !== undefined) return shelve(bench, change.putAway, new Date().toISOString());
  if (change.bringBack !== undefined) return shelve(bench, change.bringBack, null);
  if (change.switch !== undefined) return turn(bench, change.switch, change.value ?? "");
  return { done: null, refused: "Nothing was asked for, so nothing was changed." };
}

async function setAddress({ address }: Workbench, typed: string): Promise<Outcome> {
  if (address.given)
    return {
      done: null,
      refused:
        "The public address is given with VARIORUM_URL, which goes before what is set here. Nothing was changed.",
    };
  if (typed.trim() === "") {
    await address.set(null);
    return { done: "There is no public address now: citations are marked as local.", refused: null };
  }
  const read = readAddress(typed);
  if (!read.ok) return { done: null, refused: `${read.why} Nothing was changed.` };
  await address.set(read.address);
  return { done: `The public address is ${read.address} now.`, refused: null };
}

async function shelve({ store }: Workbench, id: string, at: string | null): Promise<Outcome> {
  const found = (await store.shelf()).find(({ work }) => work.id === id);
  if (!found) throw notFound(`No work is held here under “${id}”.`);
  if ((found.away === null) !== (at === null)) await store.putAway(id, at);
  const { title } = found.work;
  const done = at === null ? `“${title}” is back on the front page.` : `“${title}” is put away. Its addresses stay.`;
  return { done, refused: null };
}

async function turn({ settings }: Workbench, name: string, value: string): Promise<Outcome> {
  const kind = SWITCHES.find((each) => each.name === name);
  const choice = kind?.choices.find((each) => each.value === value);
  if (!kind || !choice) return { done: null, refused: "There is no such choice. Nothing was changed." };
  await settings.set(name, value);
  return { done: `${kind.title}: ${choice.words}`, refused: null };
}

async function showSettings(
  bench: Workbench,
  look: () => Promise<Facts>,
  req: Request,
  res: Response,
  outcome: Outcome,
  typed: string | null,
): Promise<void> {
  const view = await viewOf(bench, look, req, outcome, typed);
  const { page: _page, typed: _typed, here: _here, ...json } = view;
  await show(bench, req, res, { view, json, status: outcome.refused === null ? 200 : 422 });
}

async function viewOf(
  bench: Workbench,
  look: () => Promise<Facts>,
  req: Request,
  outcome: Outcome,
  typed: string | null,
): Promise<SettingsView> {
  const shelf = await bench.store.shelf();
  const kept = await Promise.all(SWITCHES.map(({ name }) => bench.settings.get(name)));
  return {
    page: "settings",
    findings: diagnose(await look()),
    publicAddress: { whole: bench.address.whole(), given: bench.address.given },
    typed: outcome.refused === null ? null : typed,
    here: `${req.secure ? "https" : "http"}://${req.get("host") ?? "localhost"}`,
    works: shelf.map(({ work: { id, title }, away }) => ({ id, title, away })),
    switches: SWITCHES.map((each, index) => ({ ...each, value: kept[index] ?? each.choices[0]!.value })),
    ...outcome,
  };
}
