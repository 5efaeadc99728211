/** Names of units, in English and Chinese, and what of them can stand for what. */

/** A unit's usual name, what it measures, and how many of the first of that measure it is, where that is a plain factor. */
interface Unit {
  measure: "share" | "length" | "weight" | "time" | "area" | "volume" | "power" | "money" | "size" | "heat";
  english: string;
  chinese: string;
  /** In seconds: a time may be written in another unit. */
  seconds?: number;
}

const UNITS: Readonly<Record<string, Unit>> = {
  percent: { measure: "share", english: "percent %", chinese: "% ％" },
  permille: { measure: "share", english: "‰ permille", chinese: "‰" },
  mm: { measure: "length", english: "mm millimetre millimeter", chinese: "毫米" },
  cm: { measure: "length", english: "cm centimetre centimeter", chinese: "厘米" },
  m: { measure: "length", english: "metre meter", chinese: "米" },
  km: { measure: "length", english: "km kilometre kilometer", chinese: "公里 千米" },
  mile: { measure: "length", english: "mile mi", chinese: "英里" },
  foot: { measure: "length", english: "foot feet", chinese: "英尺" },
  inch: { measure: "length", english: "inch inches", chinese: "英寸" },
  li: { measure: "length", english: "li", chinese: "华里" },
  g: { measure: "weight", english: "gram gramme", chinese: "克" },
  kg: { measure: "weight", english: "kg kilogram kilogramme kilo", chinese: "公斤 千克" },
  ton: { measure: "weight", english: "ton tonne", chinese: "吨" },
  ms: { measure: "time", english: "ms millisecond", chinese: "毫秒", seconds: 0.001 },
  second: { measure: "time", english: "seconds", chinese: "秒 秒钟", seconds: 1 },
  minute: { measure: "time", english: "minute minutes", chinese: "分钟", seconds: 60 },
  hour: { measure: "time", english: "hour", chinese: "小时", seconds: 3600 },
  hectare: { measure: "area", english: "ha hectare", chinese: "公顷" },
  mu: { measure: "area", english: "mu", chinese: "亩" },
  acre: { measure: "area", english: "acre", chinese: "英亩" },
  litre: { measure: "volume", english: "litre liter", chinese: "升" },
  watt: { measure: "power", english: "watt kw mw gw", chinese: "瓦 千瓦 兆瓦" },
  twh: { measure: "power", english: "twh gwh mwh kwh", chinese: "度电 千瓦时" },
  bit: { measure: "size", english: "kb mb gb tb pb kilobyte megabyte gigabyte terabyte", chinese: "字节" },
  degree: { measure: "heat", english: "°c ℃ celsius", chinese: "℃ 摄氏度" },
  fahrenheit: { measure: "heat", english: "°f ℉ fahrenheit", chinese: "华氏度" },
  yuan: { measure: "money", english: "yuan rmb cny renminbi ¥ ￥", chinese: "元 人民币 元人民币" },
  dollar: { measure: "money", english: "dollar usd $ us$", chinese: "美元" },
  euro: { measure: "money", english: "euro eur €", chinese: "欧元" },
  pound: { measure: "money", english: "pound gbp £", chinese: "英镑" },
  yen: { measure: "money", english: "yen jpy", chinese: "日元" },
  rouble: { measure: "money", english: "rouble ruble rub", chinese: "卢布" },
  franc: { measure: "money", english: "franc chf", chinese: "法郎" },
  penny: { measure: "money", english: "penny pence", chinese: "便士" },
  farthing: { measure: "money", english: "farthing", chinese: "" },
  shilling: { measure: "money", english: "shilling", chinese: "先令" },
  denarius: { measure: "money", english: "denarius denarii", chinese: "" },
  lei: { measure: "money", english: "lei ron", chinese: "列伊" },
  talent: { measure: "money", english: "talents", chinese: "" },
  shekel: { measure: "money", english: "shekel", chinese: "" },
};

/** Plurals of what is a word; `ms` and `seconds` are given as they are. */
function named(language: "english" | "chinese"): Map<string, string> {
  const names = new Map<string, string>();
  for (const [name, unit] of Object.entries(UNITS))
    for (const word of unit[language].split(" ").filter((each) => each !== "")) {
      names.set(word, name);
      if (language === "english" && /^[a-z]{2,}[a-rt-z]$/.test(word)) names.set(`${word}s`, name);
    }
  return names;
}

/** Those that stand as a word in many other senses count only behind a number. */
const ONLY_COUNTED = new Set(
  "% $ £ € ¥ ￥ hour m g mi li mu ha lei ron foot feet second ton minute mw rub talents 米 克 升 元 分 瓦 亩".split(
    " ",
  ),
);

export const ENGLISH_UNITS: ReadonlyMap<string, string> = named("english");
export const CHINESE_UNITS: ReadonlyMap<string, string> = named("chinese");

/** Whether a word is the name of a unit also where no number stands before it. */
export function standsAlone(word: string): boolean {
  return !ONLY_COUNTED.has(word) && !(word !== "seconds" && ONLY_COUNTED.has(word.replace(/s$/, "")));
}

/** What a unit measures: two of one measure can stand for each other, or be taken for each other. */
export function measureOf(unit: string): string {
  return UNITS[unit]!.measure;
}

/** How many seconds a unit of time has; null of others. */
export function secondsIn(unit: string): number | null {
  return UNITS[unit]!.seconds ?? null;
}
