/**
 * A workbench may stand under a path of its host (`https://www.uni.example/variorum`). Components name addresses from
 * the workbench's own root (`address.work("nip14")` is `/nip14`); this brings every link, form and picture they draw
 * under that path, wherever they are drawn. What a script asks for by itself goes through `at`.
 */
import { options } from "preact";

let base = "";

/** Says under which path the workbench stands, "" for none: before anything is drawn. */
export function standUnder(path: string): void {
  base = path;
}

/** Where `path`, which begins at the workbench's root, is on its host. Other addresses stay as they are. */
export function at(path: string): string {
  return base !== "" && /^\/(?!\/)/.test(path) ? `${base}${path}` : path;
}

const LEADING = ["href", "action", "formAction", "src"] as const;
const before = options.vnode?.bind(options);

options.vnode = (vnode) => {
  if (base !== "" && typeof vnode.type === "string") bring(vnode.props);
  before?.(vnode);
};

function bring(props: Record<string, unknown>): void {
  for (const name of LEADING) {
    const value = props[name];
    if (typeof value === "string") props[name] = at(value);
  }
}
