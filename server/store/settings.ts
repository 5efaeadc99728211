/**
 * What an owner has set for the whole workbench, such as whether strangers may ask to take part. A few short values by
 * name; what a name means, and what holds while nothing is set, its reader says.
 */
import type { Database } from "better-sqlite3";
import { answer } from "./answer.ts";

/** The name under which it is set what becomes of a draft's steps when its proposal is decided. */
export const STEPS_SETTING = "steps-afterwards";

export interface KeptSettings {
  /** The value kept under `name`, or null if nothing is set. */
  get(name: string): Promise<string | null>;
  /** Keeps `value` under `name`, on disk when this resolves; null unsets it. */
  set(name: string, value: string | null): Promise<void>;
}

/** The settings in `db`, whose tables the store has brought up to date. */
export function keptSettings(db: Database): KeptSettings {
  const get = db.prepare<[string], string>("SELECT value FROM setting WHERE name = ?").pluck();
  const set = db.prepare<[string, string]>(
    "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
  );
  const unset = db.prepare<[string]>("DELETE FROM setting WHERE name = ?");
  return {
    get: (name) => answer(() => get.get(name) ?? null),
    set: (name, value) =>
      answer(() => {
        if (value === null) unset.run(name);
        else set.run(name, value);
      }),
  };
}
