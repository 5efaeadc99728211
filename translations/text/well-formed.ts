/** Half of a character outside the basic plane, by itself, can't be written down in UTF-8: U+FFFD stands for it. */
export function wellFormed(text: string): string {
  return text.toWellFormed();
}

// oxlint-disable-next-line no-control-regex -- naming the control characters is the point
const CONTROL = /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufeff]/g;

/** Without control characters, but for white space, and without U+FEFF: no text needs them, and no page can show them. */
export function withoutControls(text: string): string {
  return text.replace(CONTROL, "");
}

/** True of a text in which nothing can be seen: no letter and no sign, be there as many joiners and spaces as there may. */
export function isInvisible(text: string): boolean {
  return !SEEN.test(text);
}

const SEEN = /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}]/u;

/** What somebody says in plain text, as it is kept: nothing in it that can't be written or seen, no white space around it. */
export function plainly(text: string): string {
  return wellFormed(withoutControls(text)).trim();
}
