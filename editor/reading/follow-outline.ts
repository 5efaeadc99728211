/**
 * The contents of a work: marks where the reader is, opens that branch, and takes one stop of the Tab key, from which
 * the arrow keys lead on. Without a script all of it is plain links, with one that leads past them.
 */

export function followOutline(): void {
  const contents = [...document.querySelectorAll<HTMLElement>("[data-contents]")];
  for (const nav of contents) moveByKeys(nav);
  const mark = (id: string): void => {
    for (const nav of contents) markIn(nav, id);
  };
  const watcher = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) if (isIntersecting) mark(target.id);
    },
    { rootMargin: "-15% 0px -75% 0px" },
  );
  if (contents.length > 0) document.querySelectorAll("[data-passage]").forEach((passage) => watcher.observe(passage));
  document
    .querySelectorAll(".outline li > a")
    .forEach((link) =>
      link.addEventListener("click", () => document.querySelector(".drawer")?.removeAttribute("open")),
    );
}

/** The branch that was opened for the reader, not by them: it closes when they read on. */
const opened = new WeakMap<HTMLElement, HTMLDetailsElement[]>();

function markIn(nav: HTMLElement, id: string): void {
  const link = nav.querySelector<HTMLElement>(`[data-outline="${CSS.escape(id)}"]`);
  if (!link || link.hasAttribute("aria-current")) return;
  nav.querySelector("[aria-current]")?.removeAttribute("aria-current");
  link.setAttribute("aria-current", "location");
  const around = branchesAround(link, nav);
  for (const branch of opened.get(nav) ?? []) if (!around.includes(branch)) branch.open = false;
  const closed = around.filter((branch) => !branch.open);
  for (const branch of closed) branch.open = true;
  opened.set(nav, [...(opened.get(nav) ?? []).filter((branch) => branch.open), ...closed]);
  if (!nav.contains(document.activeElement)) stopAt(nav, link);
  bringIntoSight(nav, link);
}

/** The branches that a link stands in, and the one that stands under it. */
function branchesAround(link: HTMLElement, nav: HTMLElement): HTMLDetailsElement[] {
  const around: HTMLDetailsElement[] = [];
  const own = branchUnder(link);
  if (own) around.push(own);
  for (let at = link.parentElement; at && at !== nav; at = at.parentElement)
    if (at instanceof HTMLDetailsElement && at.matches("li > details")) around.push(at);
  return around;
}

function branchUnder(link: HTMLElement): HTMLDetailsElement | null {
  return link.parentElement?.querySelector<HTMLDetailsElement>(":scope > details") ?? null;
}

/** Scrolls the contents, never the page. */
function bringIntoSight(nav: HTMLElement, link: HTMLElement): void {
  const [all, here] = [nav.getBoundingClientRect(), link.getBoundingClientRect()];
  if (here.height === 0 || nav.scrollHeight <= nav.clientHeight) return;
  if (here.top < all.top + 40 || here.bottom > all.bottom - 60) nav.scrollTop += here.top - all.top - all.height / 3;
}

/** Makes `link` the one place in the contents where the Tab key stops. */
function stopAt(nav: HTMLElement, link: HTMLElement): void {
  for (const other of nav.querySelectorAll<HTMLElement>("li > a, summary")) other.tabIndex = -1;
  link.tabIndex = 0;
}

function moveByKeys(nav: HTMLElement): void {
  const first = nav.querySelector<HTMLElement>("li > a");
  if (!first) return;
  stopAt(nav, first);
  nav.addEventListener("keydown", (event) => {
    const link = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>("li > a") : null;
    if (!link || event.altKey || event.ctrlKey || event.metaKey) return;
    const next = nextOf(nav, link, event.key);
    if (next === null) return;
    event.preventDefault();
    stopAt(nav, next);
    next.focus();
  });
}

/** Where a key leads in the contents; null for a key that means nothing there. Right unfolds a branch, Left folds it. */
function nextOf(nav: HTMLElement, link: HTMLElement, key: string): HTMLElement | null {
  // Also what a folded branch holds has a place on the page.
  const shown = [...nav.querySelectorAll<HTMLElement>("li > a")].filter(
    (other) => !other.closest("details:not([open])"),
  );
  const at = shown.indexOf(link);
  const branch = branchUnder(link);
  switch (key) {
    case "ArrowDown":
      return shown[at + 1] ?? link;
    case "ArrowUp":
      return shown[at - 1] ?? link;
    case "Home":
      return shown[0] ?? link;
    case "End":
      return shown.at(-1) ?? link;
    case "ArrowRight":
      if (branch?.open) return branch.querySelector<HTMLElement>("a") ?? link;
      if (branch) branch.open = true;
      return link;
    case "ArrowLeft":
      if (branch?.open) branch.open = false;
      else return link.closest("details")?.parentElement?.querySelector<HTMLElement>(":scope > a") ?? link;
      return link;
    default:
      return null;
  }
}
