/**
 * People's names as bibliographies want them: given and family name apart, where their bearer has said so or where it
 * is certain, and otherwise the whole name as it was written. A name kept whole is never wrong; a name cut in the wrong
 * place is. What makes a cut doubtful stands in `name-doubts.ts`.
 */
import type { Person } from "../notes/note.ts";
import { writtenName } from "../people/named.ts";
import { line } from "./line.ts";
import { isDoubtful, isNameWord, isInitial, isParticle, particleOf, isBodyInHan } from "./name-doubts.ts";

/** A name whose parts are known. */
export interface PartedName {
  family: string;
  given: string;
  /** What stands before the family name, as somebody says of their own name; else it is part of `family`. */
  particle?: string;
  suffix?: string;
  /** The whole name as it is said, where it is not made of these parts in the usual order. */
  said?: string;
}

/** A name with its parts, or whole. */
export type Name = PartedName | { literal: string };

/** The commonest Chinese family names; two signs, then one. */
const CHINESE_FAMILY =
  /^(?:欧阳|司马|诸葛|上官|司徒|夏侯|皇甫|尉迟|公孙|慕容|[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤習习張劉陳楊黃趙吳孫馬羅鄭謝許韓馮鄧蔣葉蘇魏呂盧鍾譚陸賈鄒龍賀顧龔錢嚴湯])/u;
/** With one sign after them these may as well be a thing, a firm or a Japanese family name. */
const CHINESE_FAMILY_ALONE =
  /^[王李张刘陈杨黄赵吴徐孙朱胡郭何罗郑梁谢宋许邓冯曹彭曾萧蔡潘袁董余叶程魏苏吕沈姚卢钟張劉陳楊黃趙吳孫羅鄭謝許鄧馮葉蘇呂盧鍾]/u;
/** 高橋, 石川, 金子: Japanese family names that begin as a Chinese one does. */
const JAPANESE_FAMILY = /^[高石金林江白马馬方田黄][橋木田山野川井原子口藤石島村沢澤崎本谷松瀬倉]/u;

/** The name of `person`: by the parts that they gave, else by what can be told from it. Of a program it says that it is one. */
export function nameOfPerson({ name, parts, program }: Person): Name {
  if (program) return { literal: line(writtenName({ name, program })) };
  const [family, given] = [line(parts?.family ?? ""), line(parts?.given ?? "")];
  if (family === "" || given === "") return family === "" ? nameOf(name) : { literal: line(name) || family };
  const [particle, suffix] = [line(parts?.particle ?? ""), line(parts?.suffix ?? "")];
  const parted = { family, given, ...(particle && { particle }), ...(suffix && { suffix }) };
  const said = line(name);
  return said === "" || said === spoken(parted) ? parted : { ...parted, said };
}

/**
 * `name` with its parts told apart, or whole. Told apart: "Ada Lovelace", "John F. Kennedy", "Vincent van Gogh",
 * "Lovelace, Ada", 习近平. Kept whole: one word, bodies, projects and programs, three full words (the middle one may
 * belong to either side), names in which the family's may stand first (Chinese, Korean, Japanese, Vietnamese,
 * Hungarian), names that are an epithet, handles, and scripts this file can't judge.
 */
export function nameOf(name: string): Name {
  const whole = line(name);
  return chinese(whole) ?? inverted(whole) ?? western(whole) ?? { literal: whole };
}

function chinese(whole: string): Name | null {
  if (!/^\p{Script=Han}{2,4}$/u.test(whole) || isBodyInHan(whole) || JAPANESE_FAMILY.test(whole)) return null;
  if (whole.length === 2 && !CHINESE_FAMILY_ALONE.test(whole)) return null;
  const family = CHINESE_FAMILY.exec(whole)?.[0];
  const given = whole.slice(family?.length ?? 0);
  return family && /^.{1,2}$/u.test(given) ? { family, given } : null;
}

/** "Family, Given", as catalogues write it. */
function inverted(whole: string): Name | null {
  const [family, given, ...more] = whole.split(", ");
  if (!family || !given || more.length > 0) return null;
  const words = [...family.split(" "), ...given.split(" ")];
  return words.length <= LONGEST_INVERTED && words.every(isNameWord) ? { family, given } : null;
}

/** So many words at most; what has more is no name, or one that says too much. */
const LONGEST_INVERTED = 6;

function western(whole: string): Name | null {
  const words = whole.split(" ");
  if (words.length < 2 || words.length > LONGEST_INVERTED || !words.every(isNameWord) || isDoubtful(words)) return null;
  const cut = familyFrom(words);
  if (cut === null) return null;
  return { family: words.slice(cut).join(" "), given: words.slice(0, cut).join(" ") };
}

/** Where the family name begins; null if that is not certain. */
function familyFrom(words: readonly string[]): number | null {
  const last = words.at(-1)!;
  if (isParticle(last) || isInitial(last)) return null;
  const particle = words.findIndex((word, index) => index > 0 && isParticle(word));
  const cut = particle > 0 ? particle : words.length - 1;
  const given = words.slice(0, cut);
  if (words.slice(cut).filter((word) => !isParticle(word)).length !== 1) return null;
  const oneGiven = given.slice(1).every(isInitial);
  if (particle < 0) return oneGiven ? cut : null;
  const kinds = words.slice(cut, -1).map(particleOf);
  if (kinds.includes("of a place")) return null;
  return oneGiven || kinds.every((kind) => kind === "of a family") ? cut : null;
}

/** The name as it is said: "Ada Lovelace", 习近平, "Sun Yat-sen". */
export function spoken(name: Name): string {
  if ("literal" in name) return name.literal;
  const { family, given, particle = "", suffix = "", said } = name;
  if (said !== undefined) return said;
  const whole = isHan(family) && particle === "" ? family + given : spaced(given, particle, family);
  return spaced(whole, suffix);
}

/** The name as it is sorted: "Lovelace, Ada", "van Beethoven, Ludwig", "Davis, Sammy, Jr." */
export function sorted(name: Name): string {
  if ("literal" in name) return name.literal;
  const { family, given, particle = "", suffix = "" } = name;
  return [spaced(particle, family), given, suffix].filter((part) => part !== "").join(", ");
}

/** The name with initials, as APA writes it after the title: "A. Lovelace", "J.-P. Sartre", "S. Davis, Jr." */
export function initialled(name: Name): string {
  if ("literal" in name || isHan(name.family)) return spoken(name);
  const { family, given, particle = "", suffix = "" } = name;
  const initials = given.split(" ").map((word) => word.split("-").map(initial).join("-"));
  const whole = spaced(...initials, particle, family);
  return suffix === "" ? whole : `${whole}, ${suffix}`;
}

function initial(word: string): string {
  if (isParticle(word) || word.includes(".")) return word;
  return `${String.fromCodePoint(word.codePointAt(0) ?? 0xfffd).toUpperCase()}.`;
}

function spaced(...parts: string[]): string {
  return parts.filter((part) => part !== "").join(" ");
}

function isHan(word: string): boolean {
  return /^\p{Script=Han}/u.test(word);
}
