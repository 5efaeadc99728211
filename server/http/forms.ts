/**
 * Where forms are sent, and the page that each stands on. Whoever opens the address of a form (after a refusal the
 * address bar may hold it) is led to that page; and what was typed into a form that was refused is handed back.
 */
import type { Request, RequestHandler } from "express";
import { address } from "../../editor/links/addresses.ts";
import type { Typed } from "../../editor/shell/view.ts";
import { proposalSeen } from "./seen.ts";
import { rowsFor, type Route } from "./table.ts";
import type { Workbench } from "./workbench.ts";

/** What a form holds that is nobody's to show again; `fresh` is a new password. */
const SECRET = /password|token|^fresh$/i;
/** More fields than any form has. */
const MOST_FIELDS = 2_050;

/** What the program itself has a page of, under `/-/`. */
const OWN_PAGES = new Set(["account", "ask", "settings"]);

/** What the forms about a passage of an outline do. */
const OF_OUTLINE = new Set(["name", "source", "move", "retire", "split", "join"]);

/** In which work a proposal is; null if whoever asks learns of none. */
type Known = (proposal: string) => Promise<{ work: string } | null>;

/** The page on which the form stands that is sent to `path`. */
export async function pageOfForm(proposalOf: Known, path: string): Promise<string> {
  const [first = "", second = "", third = "", fourth = "", fifth = "", sixth = ""] = path
    .split("/")
    .slice(1)
    .map((part) => decodeURIComponent(part));
  if (first === "works" && second === "new") return third === "" ? address.bringing() : address.staged(third);
  if (first === "api" && second === "works" && third === "new")
    return pageOfForm(proposalOf, path.slice("/api".length));
  if (first === "-") return OWN_PAGES.has(second) ? `/-/${second}` : address.works();
  if (first !== "api") return first === "sign-out" || first === "" ? address.works() : `/${encodeURIComponent(first)}`;
  if (second === "works" && (sixth === "describe" || fourth === "describe")) return address.workSettings(third);
  if (second === "works" && fourth === "passages" && OF_OUTLINE.has(sixth)) return address.workSettings(third, fifth);
  if (second === "works" && fourth === "passages" && sixth === "remarks") return address.remark(third, fifth);
  if (second === "works" && fourth === "remarks")
    return fifth === "allow" ? address.workSettings(third) : address.remarks(third);
  if (second === "works" && fourth === "passages")
    return sixth === "remove" ? address.removing(third, fifth) : address.passage(third, fifth);
  if (second === "works" && fourth === "imports") return address.imports(third);
  if (second === "works" && fourth === "reasons") return address.workSettings(third);
  if (second === "works" && fourth === "source") return address.source(third);
  if (second === "works" && fourth === "return") return address.returning(third);
  if (second === "works" && third !== "") return fourth === "remove" ? address.removing(third) : address.work(third);
  if (OWN_PAGES.has(second)) return `/-/${second}`;
  if (second !== "proposals") return pageOfForm(proposalOf, path.slice("/api".length));
  const found = await proposalOf(third);
  if (!found) return address.review();
  const { work } = found;
  return fourth === "history" ? address.history(work, third) : address.proposal(work, third);
}

/**
 * Leads a browser that opens the address of a form to its page. Programs are answered as before.
 * @param table all the routes, once they are there.
 */
export function formAddresses(bench: Workbench, table: () => readonly Route[]): RequestHandler {
  return async (req, res, next) => {
    if (req.method !== "GET" || req.accepts(["json", "html"]) !== "html") return next();
    const methods = rowsFor(table(), req.path).map(({ method }) => method);
    if (!methods.includes("POST") || methods.includes("GET")) return next();
    res.redirect(303, await pageOfForm((id) => proposalSeen(bench, req, id), req.path));
  };
}

/** What was typed into the form that this request sends; null if nothing was, or it can't be told. */
export function typedIn(req: Request): Typed | null {
  const body: unknown = req.body;
  if (typeof body !== "object" || body === null) return null;
  const fields = Object.entries(body).flatMap(([name, values]: [string, unknown]) =>
    [values]
      .flat()
      .flatMap((value) => (typeof value === "string" && value !== "" && !SECRET.test(name) ? [{ name, value }] : [])),
  );
  return fields.length > 0 ? { action: req.path, fields: fields.slice(0, MOST_FIELDS) } : null;
}
