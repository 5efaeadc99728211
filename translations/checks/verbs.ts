/** English verbs that are hardly nouns in their forms in *s*: `destroys`, `manages`. */
const BASES = new Set(
  (
    "accept accuse achieve acquire act add adopt agree allow announce appear apply appoint approve argue arrive assert assume attain avoid " +
    "become begin believe belong build carry celebrate choose claim collect come command compel compete complete compose concern conclude conduct " +
    "confirm connect conquer consider consist contain continue contribute create cross decide declare defeat defend define demand deny depict derive describe " +
    "destroy determine develop devote die differ disappear discover distinguish divide dominate eat elect embrace emerge encourage enjoy ensure enter escape " +
    "establish exceed exist expect explain express extend face fail fall feed feel fill find finish flee follow forbid force form found gather get give go govern " +
    "grant grow happen have hear help hold include inform inherit insist inspire intend intervene introduce invade invite invest join keep kill know lack lead learn " +
    "leave lie like live lose love maintain make manage marry mean meet migrate mention need negotiate obtain occupy occur offer oppose order organize " +
    "own participate pay perform permit possess practise predict prefer prepare present prevent proclaim produce promise protect prove provide publish punish pursue raise " +
    "reach read receive recognize recommend refer reflect refuse regain reject rely remain remember remove represent require reside resign resist retain retire return " +
    "reveal rise rule satisfy save say see seek seem sell send serve settle show sing sit speak spend stand start state succeed suffer suggest supply surrender survive take " +
    "teach tell tend think threaten transform travel treat try turn understand undertake use visit wait walk want win withdraw work write"
  ).split(" "),
);
/** Of these the form in *s* is a noun as often. */
const NOUNS = new Set(
  "acts claims commands concerns demands forms forces helps holds leads likes lives loves needs offers orders presents promises reads returns rises rules shows states starts supplies turns uses visits walks works wants founds feeds finds faces lacks lies treats".split(
    " ",
  ),
);

/** Whether a word is a verb's form in *s*, and hardly a noun. */
export function isThirdPerson(word: string): boolean {
  if (NOUNS.has(word) || !word.endsWith("s")) return false;
  return (
    BASES.has(word.slice(0, -1)) ||
    (word.endsWith("es") && (BASES.has(word.slice(0, -2)) || BASES.has(`${word.slice(0, -3)}y`)))
  );
}

/** Whether a word is a verb's plain form, as it stands behind a plural. */
export function isPlainVerb(word: string): boolean {
  return BASES.has(word) && !NOUNS.has(`${word}s`);
}
