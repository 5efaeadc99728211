/** Half of a character outside the basic plane, by itself, can't be written down in UTF-8: U+FFFD stands for it. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\ufffd");
}

// oxlint-disable-next-line no-control-regex -- naming the control characters is the point
const CONTROL = /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufeff]/g;

/** Without control characters, but for white space, and without U+FEFF: no text needs them, and no page can show them. */
export function withoutControls(text: string): string {
  return text.replace(CONTROL, "");
}

/** What somebody says in plain text, as it is kept: nothing in it that can't be written or seen, no white space around it. */
export function plainly(text: string): string {
  return wellFormed(withoutControls(text)).trim();
}
