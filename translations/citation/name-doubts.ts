/**
 * What speaks against cutting a name in two: words that are no part of a person's name, and names of peoples who put
 * the family's name first. Each doubt is a list or a pattern; a name that raises one is kept whole.
 */

/** Words that tell a body, a program or a publisher from a person. */
const BODY = wordsOf(
  "academy administration agency association authority board books bureau center centre class classics club collective " +
    "college commission committee company consortium corporation council daily department desk editions editors faculty " +
    "forum foundation government group house inc institute institution journal lab laboratory library ltd llc magazine " +
    "media ministry network news office organisation organization plc press project program programme publishers " +
    "publishing quarterly review school secretariat seminar service services society staff studio team times translators " +
    "union university verlag working workshop and for of the",
  // Programs that translate.
  "ai assistant beta bot chat cloud deepl engine gemini google gpt intelligence machine microsoft mini model openai opus " +
    "plus pro software sonnet systran translate translation translations translator turbo ultra yandex",
);

/** Particles before which the given names end, whatever they are: "Johann Wolfgang von Goethe". */
const OF_A_FAMILY = wordsOf("af av den der ten ter van vom von zu zum zur", "Ní Nic Ó Uí Mhic");
/** Before one given name they begin the family's name; after two, the one before them may be the family's. */
const FRENCH = wordsOf("de du la le des les");
/** "Leonardo da Vinci", "Mahathir bin Mohamad": what follows is as often a place or a father. */
const OF_A_PLACE = wordsOf("al bin da dal das degli dei del dell' della delle di do dos el ibn");

/** Articles, titles and words of kinship: what begins with one is a byname, or said of somebody. */
const BYNAME = wordsOf(
  "le la les el al lo il los las ibn bint abu abd abdul umm bin ben-al de da du di van von der die das san santa saint st sankt",
  "sri shri swami guru lama dalai maulana mullah imam sheikh shaykh sultan rabbi rav sir lord lady dame dr prof mr mrs ms miss",
  "madame monsieur don doña donna fra pope king queen prince princess emperor empress count duke baron bishop archbishop",
  "cardinal abbot brother sister mother father rev president minister master venerable anonymous pseudo",
);

/** Family names of peoples who say them first; "Kim Minji" and "Kim Novak" look alike. Without accents. */
const FAMILY_FIRST = wordsOf(
  "kim lee yi rhee park pak choi choe jung jeong chung kang cho jo yoon yun jang chang lim im han oh seo suh shin kwon hwang ahn an",
  "song yoo yu hong jeon moon mun ban bae baek nam noh roh ha heo hur min ryu",
  "nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh trinh truong mai dao doan",
  "chan cheung chow chu chiang fung kwan kwok lam lau leung lo lui mak ng poon siu tam tang tse wong yeung yip tsai hsieh hsu",
);

/** Hungarian given names: "Nagy Imre" begins with the family's. Without accents. */
const SAID_LAST = wordsOf(
  "andras antal arpad attila balint bela bertalan dezso endre erno ferenc frigyes gabor geza gyorgy gyula imre istvan janos jeno",
  "jozsef kalman karoly katalin laszlo lajos lorinc magda miklos mihaly mor nandor odon pal peter sandor tamas tibor viktor vilmos zoltan zsigmond",
);

const SUFFIX = /^(?:jr|sr|i{2,3}|iv|phd|md|esq)\.?$/i;
const WORD = /^\p{Script=Latin}[\p{Script=Latin}\p{M}'’.-]*$/u;
const CAPITALISED = /^(?:\p{Lu}|[dl]['’]\p{Lu})/u;
const INITIAL = /^(?:\p{Lu}|(?:\p{Lu}\.-?)+)$/u;

/** Letters that tell a trade name (DeepL, OpenAI); not those after a prefix (McDonald, DeVito, FitzGerald). */
const INNER_CAPITAL = /\p{Ll}\p{Lu}/u;
const PREFIXED = /^(?:Mac|Mc|Fitz|De|Del|Des|Di|Du|La|Le|St|Van|Von)\p{Lu}\p{Ll}+$/u;
const ALL_CAPITALS = /^\p{Lu}{2,}$/u;
/** "Björk Guðmundsdóttir", "Snorri Sturluson": whose child somebody is. */
const PATRONYMIC = /(?:d[oó]ttir|[sua]son)$/u;
/** "Yat-sen", "Ki-moon": a given name of two syllables, wherever it stands. */
const HYPHEN_SMALL = /^\p{Lu}[^-]*(?:-\p{Ll}[^-]*)+$/u;

/** "Shuangchuang" has twelve letters; a longer word is no such name, and would make the patterns slow. */
const LONGEST_SYLLABLES = 14;
const PINYIN =
  /^(?:(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?(?:i?a(?:i|ng?|o)?|ei?|eng?|er|i(?:e|ng?|u|ong)?|o(?:u|ng)?|u(?:a(?:i|ng?)?|e|i|n|o)?|üe?)['’-]?)+$/iu;
const ROMAJI = /^(?:(?:[kgnhbpmr]y|sh|ch|ts|kk|tt|pp|ss|[bdfghjkmnprstwyz])?[aeiouāēīōūâêîôû]|n(?![aeiouy]))+$/iu;
const ONE_SYLLABLE = /^[^aeiouy\W]{0,3}[aeiouy]{1,3}(?:ng|[hklmnprt])?$/iu;

function wordsOf(...lists: string[]): ReadonlySet<string> {
  return new Set(lists.join(" ").split(" "));
}

function plainly(word: string): string {
  return word
    .normalize("NFD")
    .replace(/\p{M}|\.$/gu, "")
    .toLowerCase()
    .replaceAll("đ", "d");
}

/** True for a word that may stand in a person's name. */
export function isNameWord(word: string): boolean {
  if (!WORD.test(word) || SUFFIX.test(word)) return false;
  return isParticle(word) || (CAPITALISED.test(word) && !BODY.has(word.toLowerCase().replace(/\.$/, "")));
}

/** True for an initial, or several. */
export function isInitial(word: string): boolean {
  return INITIAL.test(word) && !isParticle(word);
}

/** True for a word that stands before a family name. */
export function isParticle(word: string): boolean {
  return particleOf(word) !== null;
}

/** What a particle says of the words before it; null if the word is none. */
export function particleOf(word: string): "of a family" | "french" | "of a place" | null {
  if (OF_A_FAMILY.has(word)) return "of a family";
  if (FRENCH.has(word)) return "french";
  return OF_A_PLACE.has(word) ? "of a place" : null;
}

/** True if it can't be told from the words of a name which of them are the family's. */
export function isDoubtful(words: readonly string[]): boolean {
  const [first, last] = [words[0]!, words.at(-1)!];
  return (
    BYNAME.has(plainly(first)) ||
    FAMILY_FIRST.has(plainly(first)) ||
    SAID_LAST.has(plainly(last)) ||
    PATRONYMIC.test(last) ||
    HYPHEN_SMALL.test(last) ||
    (last.includes("-") && last.split("-").every(isOneSyllable)) ||
    words.some(isTradeName) ||
    words.some((word) => word === "O") ||
    words.every(isPinyin) ||
    words.every(isRomaji) ||
    words.every(isOneSyllable)
  );
}

function isTradeName(word: string): boolean {
  return ALL_CAPITALS.test(word) || word.split("-").some((part) => INNER_CAPITAL.test(part) && !PREFIXED.test(part));
}

/** True for a word made of syllables of Hanyu Pinyin: a name of such words may begin or end with the family's. */
function isPinyin(word: string): boolean {
  return word.length <= LONGEST_SYLLABLES && PINYIN.test(word);
}

/** True for a word made of Japanese syllables in Latin letters. */
function isRomaji(word: string): boolean {
  return word.length <= LONGEST_SYLLABLES && ROMAJI.test(word);
}

/** True for what may be one syllable of a Chinese, Korean or Burmese name. */
function isOneSyllable(word: string): boolean {
  return ONE_SYLLABLE.test(word);
}

/** True if Han signs end as the name of a body does. */
export function isBodyInHan(name: string): boolean {
  return /[院部委局会會社组組室处處所办辦网網党黨厅廳司署队隊团團店家市省县縣国國府校馆館厂廠报報刊]$/u.test(name);
}
