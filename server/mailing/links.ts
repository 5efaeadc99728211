/** The links in a mail that end it, and what a mail is called; both are known again by the workbench's secret alone. */
import { createHmac, timingSafeEqual } from "node:crypto";

/** What stands in the link that ends somebody's mail. */
export function stopSecret(secret: string, person: string): string {
  return `${Buffer.from(person).toString("base64url")}.${signed(secret, person)}`;
}

/** Whose mail it ends; null: nobody's, it was not made here. */
export function whoseStop(secret: string, link: string): string | null {
  const [, id = "", signature = ""] = /^([A-Za-z0-9_-]{1,200})\.([A-Za-z0-9_-]{43})$/.exec(link) ?? [];
  const person = Buffer.from(id, "base64url").toString();
  const [given, right] = [Buffer.from(signature), Buffer.from(signed(secret, person))];
  return given.length === right.length && timingSafeEqual(given, right) ? person : null;
}

function signed(secret: string, person: string): string {
  return createHmac("sha256", secret).update(`no more mail for ${person}`).digest("base64url");
}

/** What a mail is called that tells somebody all until something: sent again, it is the same. */
export function idOf(secret: string, person: string, until: string): string {
  return createHmac("sha256", secret).update(`mail for ${person} until ${until}`).digest("hex").slice(0, 32);
}
