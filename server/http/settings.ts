/** `/-/settings`: how an owner looks after the workbench. The program's own addresses stand under `/-/`. */
import { Router, type Request, type Response } from "express";
import { z } from "zod";
import {
  doneInWords,
  type SettingDone,
  type SettingsView,
  SWITCH_CHOICES,
  switchInWords,
  type SwitchName,
} from "../../editor/care/care.ts";
import { findingInWords } from "../../editor/findings/findings.ts";
import { addressFaultInWords, unchanged } from "../../editor/refusals/refusals.ts";
import { atLeast } from "../../translations/ledger/roles.ts";
import { readAddress } from "../host/address.ts";
import { diagnose, type Facts } from "../care/care.ts";
import { STEPS_SETTING } from "../store/settings.ts";
import { wantsJson } from "./answer.ts";
import { bodyOf } from "./body.ts";
import { MAY_BRING } from "../bringing/who-brings.ts";
import { MAY_ASK } from "./doors.ts";
import { notFound, Problem } from "./problem.ts";
import { actorFor } from "./visitor.ts";
import { show, type Workbench } from "./workbench.ts";

/** All switches, in the order they are shown, by the names under which they are kept. Whoever needs one adds it here, and reads it with `bench.settings.get`. */
const SWITCHES: readonly { name: string; kind: SwitchName }[] = [
  { name: STEPS_SETTING, kind: "steps" },
  { name: MAY_ASK, kind: "asking" },
  { name: MAY_BRING, kind: "bringing" },
];

/** One thing to change: the public address ("" for none), a work to put away or bring back, or a switch; or a mail to try it. */
export const Change = z.object({
  address: z.string().max(2_000).optional(),
  putAway: z.string().max(200).optional(),
  bringBack: z.string().max(200).optional(),
  switch: z.string().max(100).optional(),
  value: z.string().max(100).optional(),
  mail: z.literal("test").optional(),
});
type Change = z.output<typeof Change>;

/** What was done, or why nothing was. */
type Outcome = { done: SettingDone } | { refused: Problem };

/** @param look looks at the workbench as it is now. */
export function settingsRoutes(look: () => Promise<Facts>): (bench: Workbench) => Router {
  return (bench) => {
    const router = Router();
    router.get(["/-/settings", "/api/settings"], async (req, res) => {
      await refuseOthers(bench, req);
      await showSettings(bench, look, req, res, null, null);
    });
    router.post(["/-/settings", "/api/settings"], async (req, res) => {
      await refuseOthers(bench, req);
      const change = bodyOf(Change, req);
      const outcome = change.mail === undefined ? await changed(bench, change) : await tried(bench, req);
      if ("refused" in outcome && wantsJson(req)) throw outcome.refused;
      await showSettings(bench, look, req, res, outcome, change.address ?? null);
    });
    return router;
  };
}

async function refuseOthers(bench: Workbench, req: Request): Promise<void> {
  const actor = await actorFor(bench, req);
  if (!atLeast(actor.role, "owner")) throw new Problem(403, { code: "not-allowed", why: "settings" });
}

async function changed(bench: Workbench, change: Change): Promise<Outcome> {
  if (change.address !== undefined) return setAddress(bench, change.address);
  if (change.putAway !== undefined) return shelve(bench, change.putAway, new Date().toISOString());
  if (change.bringBack !== undefined) return shelve(bench, change.bringBack, null);
  if (change.switch !== undefined) return turn(bench, change.switch, change.value ?? "");
  return notSet("nothing");
}

function notSet(why: "nothing" | "choice" | "given"): Outcome {
  return { refused: new Problem(422, { code: "not-set", why }) };
}

async function setAddress({ address }: Workbench, typed: string): Promise<Outcome> {
  if (address.given) return notSet("given");
  if (typed.trim() === "") {
    await address.set(null);
    return { done: { done: "noAddress" } };
  }
  const read = readAddress(typed);
  if (!read.ok) {
    const about = { code: "not-set", why: "address", fault: read.fault.why };
    return { refused: new Problem(422, about, unchanged(addressFaultInWords(read.fault))) };
  }
  await address.set(read.address);
  return { done: { done: "address", address: read.address } };
}

/** Sends whoever asks a mail to try it. */
async function tried({ mailing, accounts }: Workbench, req: Request): Promise<Outcome> {
  const account = await accounts.own(req.headers);
  if (!mailing || !account) return notSet("nothing");
  const why = await mailing.test(account);
  if (why === null) return { done: { done: "tried" } };
  return { refused: new Problem(422, { code: "not-set", why: "mail", said: why }) };
}

async function shelve({ store }: Workbench, id: string, at: string | null): Promise<Outcome> {
  const found = (await store.shelf()).find(({ work }) => work.id === id);
  if (!found) throw notFound({ why: "work", work: id });
  if ((found.away === null) !== (at === null)) await store.putAway(id, at);
  return { done: { done: at === null ? "back" : "away", title: found.work.title } };
}

async function turn({ settings }: Workbench, name: string, value: string): Promise<Outcome> {
  const kind = SWITCHES.find((each) => each.name === name)?.kind;
  const choice = kind && SWITCH_CHOICES[kind].find((each) => each === value);
  if (!kind || !choice) return notSet("choice");
  await settings.set(name, value);
  return { done: { done: "turned", name: kind, choice } };
}

async function showSettings(
  bench: Workbench,
  look: () => Promise<Facts>,
  req: Request,
  res: Response,
  outcome: Outcome | null,
  typed: string | null,
): Promise<void> {
  const view = await viewOf(bench, look, req, outcome, typed);
  const { page: _page, typed: _typed, here: _here, ...json } = view;
  await show(bench, req, res, { view, json, status: view.refused === null ? 200 : 422 });
}

async function viewOf(
  bench: Workbench,
  look: () => Promise<Facts>,
  req: Request,
  outcome: Outcome | null,
  typed: string | null,
): Promise<SettingsView> {
  const shelf = await bench.store.shelf();
  const refused = outcome && "refused" in outcome ? outcome.refused.message : null;
  const kept = await Promise.all(SWITCHES.map(({ name }) => bench.settings.get(name)));
  return {
    page: "settings",
    findings: diagnose(await look()).map(findingInWords),
    publicAddress: { whole: bench.address.whole(), given: bench.address.given },
    typed: refused === null ? null : typed,
    here: `${req.secure ? "https" : "http"}://${req.get("host") ?? "localhost"}`,
    works: shelf.map(({ work: { id, title, passages }, away }) => ({ id, title, away, empty: passages.length === 0 })),
    switches: SWITCHES.map(({ name, kind }, index) => ({
      name,
      ...switchInWords(kind),
      value: kept[index] ?? SWITCH_CHOICES[kind][0],
    })),
    mail: bench.mailing?.standing() ?? null,
    done: outcome && "done" in outcome ? doneInWords(outcome.done) : null,
    refused,
  };
}
