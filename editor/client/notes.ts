/** A note lights its words and its words light the note, while either is pointed at or has the focus. */

export function lightNotes(): void {
  const light = (event: Event): void => {
    const target = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-note]") : null;
    const ids = new Set(target?.dataset["note"]?.split(" ") ?? []);
    for (const element of document.querySelectorAll<HTMLElement>("[data-note]"))
      element.classList.toggle(
        "lit",
        (element.dataset["note"]?.split(" ") ?? []).some((id) => ids.has(id)),
      );
  };
  document.addEventListener("pointerover", light);
  document.addEventListener("focusin", light);
}
