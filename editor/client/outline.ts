/** Marks in the contents where the reader is. */

export function followOutline(): void {
  const links = new Map<string, HTMLElement[]>();
  for (const link of document.querySelectorAll<HTMLElement>("[data-outline]")) {
    const id = link.dataset["outline"] ?? "";
    links.set(id, [...(links.get(id) ?? []), link]);
  }
  if (links.size === 0) return;
  let here: string | null = null;
  const watcher = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting || !links.has(target.id)) continue;
        if (here) links.get(here)?.forEach((link) => link.removeAttribute("aria-current"));
        here = target.id;
        links.get(here)?.forEach((link) => link.setAttribute("aria-current", "location"));
      }
    },
    { rootMargin: "-15% 0px -75% 0px" },
  );
  document.querySelectorAll("[data-passage]").forEach((passage) => watcher.observe(passage));
  document
    .querySelectorAll(".drawer a")
    .forEach((link) => link.addEventListener("click", () => link.closest("details")?.removeAttribute("open")));
}
