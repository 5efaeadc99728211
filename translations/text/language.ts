/** The languages of words that are marked as foreign: one tag for one language. */

/**
 * The canonical form of a language tag (BCP 47, RFC 5646): letters' case and old names as `Intl` has them. Chinese is told by
 * its script, as everywhere here, and not by a country: `zh-CN` and `zh` are `zh-Hans`, `zh-TW` is `zh-Hant`. What is no tag
 * stays as it is.
 */
export function canonicalLanguage(tag: string): string {
  const known = languages.get(tag);
  if (known !== undefined) return known;
  const found = canonicalAnew(tag);
  if (languages.size < MOST_KNOWN) languages.set(tag, found);
  return found;
}

/** Tags are asked for again and again, and few. */
const languages = new Map<string, string>();
const MOST_KNOWN = 1_000;

function canonicalAnew(tag: string): string {
  try {
    // ICU knows some old names in capitals only (`BH`, `TW`): one case, one answer.
    const [canonical = tag] = Intl.getCanonicalLocales(tag.toLowerCase());
    const { language, script } = new Intl.Locale(canonical).maximize();
    if (language !== "zh" || (script !== "Hans" && script !== "Hant")) return canonical;
    return `zh-${script}`;
  } catch (error) {
    if (error instanceof RangeError) return tag;
    throw error;
  }
}
