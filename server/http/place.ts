/** Where somebody is led after signing in or joining: a path on this workbench, and nothing that leads elsewhere. */

/** Any host: a path that a browser would take to another one leads away. */
const HERE = "http://here.invalid";

/** `path` if it is one on this workbench, its query and fragment too; otherwise null. */
export function placeOf(path: string): string | null {
  if (!/^\/(?![/\\])[^\s\\\p{C}]*$/u.test(path) || !URL.canParse(path, HERE)) return null;
  const { origin, pathname } = new URL(path, HERE);
  return origin === HERE && !pathname.startsWith("//") ? path : null;
}

/** The same of what somebody pasted, who may have copied it whole from the address bar. `root`: this workbench's own. */
export function placeTyped(typed: string, root: string): string | null {
  const text = typed.trim();
  if (text === "") return "/";
  return placeOf(text.startsWith(`${root}/`) ? text.slice(root.length) : text);
}
