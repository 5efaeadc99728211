/** Names of units, in English and Chinese, and what of them can stand for what. */

/** A unit's usual name, what it measures, and how many of the first of that measure it is, where that is a plain factor. */
interface Unit {
  measure: "share" | "length" | "weight" | "time" | "area" | "volume" | "power" | "money" | "size" | "heat";
  english: string;
  chinese: string;
  /** In seconds: a time may be written in another unit. */
  seconds?: number;
  /** In metres, grams, square metres, litres: what is rendered may be converted, and rounded. */
  size?: number;
}

const UNITS: Readonly<Record<string, Unit>> = {
  percent: { measure: "share", english: "percent %", chinese: "% ％" },
  permille: { measure: "share", english: "‰ permille", chinese: "‰" },
  mm: { measure: "length", english: "mm millimetre millimeter", chinese: "毫米 mm", size: 0.001 },
  cm: { measure: "length", english: "cm centimetre centimeter", chinese: "厘米 cm", size: 0.01 },
  m: { measure: "length", english: "metre meter", chinese: "米", size: 1 },
  km: { measure: "length", english: "km kilometre kilometer", chinese: "公里 千米 km", size: 1000 },
  mile: { measure: "length", english: "mile mi", chinese: "英里", size: 1609.344 },
  foot: { measure: "length", english: "foot feet", chinese: "英尺", size: 0.3048 },
  yard: { measure: "length", english: "yd yard", chinese: "码", size: 0.9144 },
  furlong: { measure: "length", english: "furlong", chinese: "", size: 201.168 },
  league: { measure: "length", english: "leagues", chinese: "" },
  cubit: { measure: "length", english: "cubit", chinese: "肘" },
  fathom: { measure: "length", english: "fathom", chinese: "" },
  inch: { measure: "length", english: "inch inches", chinese: "英寸", size: 0.0254 },
  li: { measure: "length", english: "li", chinese: "华里", size: 500 },
  g: { measure: "weight", english: "gram gramme", chinese: "克", size: 1 },
  kg: { measure: "weight", english: "kg kilogram kilogramme kilo", chinese: "公斤 千克 kg", size: 1000 },
  ounce: { measure: "weight", english: "oz ounce", chinese: "盎司", size: 28.3495 },
  ton: { measure: "weight", english: "ton tonne", chinese: "吨", size: 1e6 },
  ms: { measure: "time", english: "ms millisecond", chinese: "毫秒 ms", seconds: 0.001 },
  second: { measure: "time", english: "seconds", chinese: "秒 秒钟 s", seconds: 1 },
  minute: { measure: "time", english: "minute minutes", chinese: "分钟", seconds: 60 },
  hour: { measure: "time", english: "hour", chinese: "小时", seconds: 3600 },
  day: { measure: "time", english: "day", chinese: "", seconds: 86_400 },
  week: { measure: "time", english: "week", chinese: "", seconds: 604_800 },
  month: { measure: "time", english: "month", chinese: "", seconds: 2_629_800 },
  year: { measure: "time", english: "year", chinese: "", seconds: 31_557_600 },
  hectare: { measure: "area", english: "ha hectare", chinese: "公顷", size: 1e4 },
  mu: { measure: "area", english: "mu", chinese: "亩", size: 666.7 },
  acre: { measure: "area", english: "acre", chinese: "英亩", size: 4046.86 },
  litre: { measure: "volume", english: "litre liter", chinese: "升", size: 1 },
  gallon: { measure: "volume", english: "gallon", chinese: "加仑", size: 4 },
  barrel: { measure: "volume", english: "barrels", chinese: "" },
  bushel: { measure: "volume", english: "bushel", chinese: "" },
  ml: { measure: "volume", english: "ml millilitre milliliter", chinese: "毫升", size: 0.001 },
  volt: { measure: "power", english: "volt kv", chinese: "伏" },
  watt: { measure: "power", english: "watt", chinese: "瓦" },
  kw: { measure: "power", english: "kw kilowatt", chinese: "千瓦" },
  mw: { measure: "power", english: "mw megawatt", chinese: "兆瓦" },
  gw: { measure: "power", english: "gw gigawatt", chinese: "" },
  kwh: { measure: "power", english: "kwh", chinese: "度电 千瓦时" },
  mwh: { measure: "power", english: "mwh", chinese: "" },
  gwh: { measure: "power", english: "gwh", chinese: "" },
  twh: { measure: "power", english: "twh", chinese: "" },
  kb: { measure: "size", english: "kb kilobyte", chinese: "kb" },
  mb: { measure: "size", english: "mb megabyte", chinese: "mb" },
  gb: { measure: "size", english: "gb gigabyte", chinese: "gb" },
  tb: { measure: "size", english: "tb terabyte", chinese: "tb" },
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
  florin: { measure: "money", english: "florin", chinese: "" },
  guinea: { measure: "money", english: "guineas", chinese: "" },
  drachma: { measure: "money", english: "drachma drachmas drachmae", chinese: "" },
  ducat: { measure: "money", english: "ducat", chinese: "" },
  thaler: { measure: "money", english: "thaler", chinese: "" },
  livre: { measure: "money", english: "livre", chinese: "" },
  rupee: { measure: "money", english: "rupee", chinese: "卢比" },
  krona: { measure: "money", english: "krona kronor krone kroner", chinese: "克朗" },
  zloty: { measure: "money", english: "zloty", chinese: "" },
  forint: { measure: "money", english: "forint", chinese: "福林" },
  dinar: { measure: "money", english: "dinar", chinese: "第纳尔" },
  cent: { measure: "money", english: "cents", chinese: "美分" },
  mark: { measure: "money", english: "reichsmark deutschmark", chinese: "马克" },
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
  "% $ £ € ¥ ￥ hour day week month year cents volt barrels leagues oz ounce yard yd kv ml m g mi li mu ha lei ron foot feet second ton minute mw rub talents 米 克 升 元 分 瓦 亩".split(
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

/**
 * What so many of a unit come to in the first unit of its measure, to a few in a hundred; null where a conversion is none of
 * figures alone.
 */
export function sizeOf(value: number, unit: string): number | null {
  const { size, seconds } = UNITS[unit]!;
  const factor = size ?? seconds;
  return factor === undefined || !Number.isFinite(value) ? null : value * factor;
}

/** How many seconds a unit of time has; null of others. */
export function secondsIn(unit: string): number | null {
  return UNITS[unit]!.seconds ?? null;
}
