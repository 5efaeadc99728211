/**
 * People's names as bibliographies want them: given and family name apart, where that is certain, and otherwise
 * the whole name as it was written. A name kept whole is never wrong; a name cut in the wrong place is.
 */
import { line } from "./line.ts";

/** A name as CSL-JSON writes it. */
export type Name = { family: string; given: string } | { literal: string };

/** Words that tell a body from a person. */
const BODY = new Set(
  (
    "academy administration agency association authority board bureau center centre class club collective college " +
    "commission committee company consortium corporation council department desk editors faculty forum foundation " +
    "government group inc institute institution lab laboratory library ltd llc ministry network office organisation " +
    "organization press project program programme school secretariat seminar service services society staff studio " +
    "team translators union university working workshop and for of the"
  ).split(" "),
);

const PARTICLES = new Set(
  "af al bin da dal de del della den der des di do dos du el la le ten ter van von zu".split(" "),
);
const SUFFIX = /^(?:jr|sr|i{2,3}|iv|phd|md|esq)\.?$/i;
const WORD = /^\p{Script=Latin}[\p{Script=Latin}\p{M}'’.-]*$/u;
const CAPITALISED = /^(?:\p{Lu}|[dl]['’]\p{Lu})/u;
const INITIAL = /^\p{Lu}\.?(?:-?\p{Lu}\.?)*$/u;
const PINYIN =
  /^(?:(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?(?:i?a(?:i|ng?|o)?|ei?|eng?|er|i(?:e|ng?|u|ong)?|o(?:u|ng)?|u(?:a(?:i|ng?)?|e|i|n|o)?|üe?)['’-]?)+$/i;

/** "Shuangchuang" has twelve letters; a longer word is no given name, and would make the pattern slow. */
const LONGEST_PINYIN = 14;

/** The commonest Chinese family names; two signs, then one. */
const CHINESE_FAMILY =
  /^(?:欧阳|司马|诸葛|上官|司徒|夏侯|皇甫|尉迟|公孙|慕容|[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤習习張劉陳楊黃趙吳孫馬羅鄭謝許韓馮鄧蔣葉蘇魏呂盧鍾譚陸賈鄒龍賀顧龔錢嚴湯])/u;
const CHINESE_BODY = /[院部委局会會社组組室处處所办辦网網党黨厅廳司署队隊团團店家市省县縣国國]$/u;

/**
 * `name` with its parts told apart, or whole. Told apart: "Ada Lovelace", "John F. Kennedy", "Vincent van Gogh",
 * "Lovelace, Ada", 习近平. Kept whole: one word, bodies and projects, three full words (the middle one may belong to
 * either side), romanised Chinese names (either order is in use), handles, and scripts this file can't judge.
 */
export function nameOf(name: string): Name {
  const whole = line(name);
  return chinese(whole) ?? inverted(whole) ?? western(whole) ?? { literal: whole };
}

function chinese(whole: string): Name | null {
  if (!/^\p{Script=Han}{2,4}$/u.test(whole) || CHINESE_BODY.test(whole)) return null;
  const family = CHINESE_FAMILY.exec(whole)?.[0];
  const given = whole.slice(family?.length ?? 0);
  return family && /^.{1,2}$/u.test(given) ? { family, given } : null;
}

/** "Family, Given", as catalogues write it. */
function inverted(whole: string): Name | null {
  const [family, given, ...more] = whole.split(", ");
  if (!family || !given || more.length > 0) return null;
  const words = [...family.split(" "), ...given.split(" ")];
  return words.length <= 4 && words.every(isNameWord) ? { family, given } : null;
}

function western(whole: string): Name | null {
  const words = whole.split(" ");
  if (words.length < 2 || !words.every(isNameWord)) return null;
  if (PARTICLES.has(words[0]!) || words.every(isPinyin)) return null;
  const particle = words.findIndex((word, index) => index > 0 && PARTICLES.has(word));
  const cut = particle > 0 ? particle : words.length - 1;
  const given = words.slice(0, cut);
  const family = words.slice(cut);
  const sure =
    cut < words.length &&
    !given.slice(1).some((word) => !INITIAL.test(word)) &&
    family.filter((word) => !PARTICLES.has(word)).length === 1 &&
    !PARTICLES.has(family.at(-1)!) &&
    !INITIAL.test(family.at(-1)!);
  return sure ? { family: family.join(" "), given: given.join(" ") } : null;
}

/** True for a word made of syllables of Hanyu Pinyin: a name of such words may begin or end with the family's. */
function isPinyin(word: string): boolean {
  return word.length <= LONGEST_PINYIN && PINYIN.test(word);
}

function isNameWord(word: string): boolean {
  if (!WORD.test(word) || SUFFIX.test(word)) return false;
  if (PARTICLES.has(word)) return true;
  return CAPITALISED.test(word) && !BODY.has(word.toLowerCase().replace(/\.$/, ""));
}

/** The name as it is said: "Ada Lovelace", 习近平. */
export function spoken(name: Name): string {
  if ("literal" in name) return name.literal;
  return isHan(name.family) ? name.family + name.given : `${name.given} ${name.family}`;
}

/** The name as it is sorted: "Lovelace, Ada". */
export function sorted(name: Name): string {
  return "literal" in name ? name.literal : `${name.family}, ${name.given}`;
}

/** The name with initials, as APA writes it after the title: "A. Lovelace", "J.-P. Sartre". */
export function initialled(name: Name): string {
  if ("literal" in name || isHan(name.family)) return spoken(name);
  const initials = name.given.split(" ").map((word) => word.split("-").map(initial).join("-"));
  return [...initials, name.family].join(" ");
}

function initial(word: string): string {
  if (PARTICLES.has(word)) return word;
  if (word.includes(".")) return word;
  return `${String.fromCodePoint(word.codePointAt(0) ?? 0xfffd)}.`;
}

function isHan(word: string): boolean {
  return /^\p{Script=Han}/u.test(word);
}
