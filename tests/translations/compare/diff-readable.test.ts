/** What readers of differences complained about elsewhere, each as an example; and the laws of what tells changes apart. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { COSTS, defineCosts } from "../../../translations/compare/words/costs.ts";
import { diffTexts } from "../../../translations/compare/words/words.ts";
import { diffWordings } from "../../../translations/compare/words/diff.ts";
import { saysTheSame } from "../../../translations/compare/words/spelling.ts";
import { invert } from "../../../translations/compare/change.ts";
import { wordingOfText } from "../../../translations/compare/words/wording.ts";
import { bothTexts, expectDiff, notate } from "../../help/diff-notation.ts";
import { awkwardText, pastedText } from "../../help/renderings.ts";

describe("a reader meets", () => {
  test.each([
    ["whole words where letters are shared", "the [relationship/relations] and the [motion/notion]"],
    ["whole names, not their common letters", "met [Alexandra/Alexander] there"],
    [
      "one change where a sentence was rewritten",
      "and the Lord said, “[Thou art my Son, the Beloved; in thee I delight/You are my dearly loved son; you bring me great joy].”",
    ],
    [
      "no stray “the” and “of” in a rewritten phrase",
      "Those who [draw the penalty of their sin in the stout ropes of oxen/hitch themselves to the evil of lies and tie it with the thick cords] die",
    ],
    [
      "corrections of neighbours each by itself",
      "all [typhoon/typhoons], [hurricane/hurricanes] and [storm/storms] here",
    ],
    [
      "light, even revisions pair by pair",
      "The [programme/program] will [centralise/centralize] the [labour organisation/labor organization] and [colour/color] the [centre's behaviour/center's behavior].",
    ],
    [
      "each place of a term that was changed all through",
      "The [netizens/Internet users] of the [netizen/Internet user] nation",
    ],
    [
      "clause for clause, where they answer one another",
      "put in two [farthings/small coins], [which make a half-penny/worth very little].",
    ],
    [
      "entries of a list one by one",
      "ideal for [horse squid/riding out], [hoinarite/wandering] and [wildlife beating/long walks].",
    ],
    [
      "the last entry of a list too",
      "for he is my [brother/dear friend], [fellow-worker/fellow worker], and [fellow-soldier/fellow soldier] now",
    ],
    [
      "a clause of small words that stayed between two that didn't",
      "[the large house/a small hut], for him, [was sold today/got bought tomorrow]",
    ],
    ["a clause that gained a word", "against [any one/anyone],[/ so] that your Father also may forgive"],
    [
      "a word that stands between what went and what came",
      "the conversion of[/ bomber] pilots[ of bombardment] into more",
    ],
    [
      "no clauses in what was written anew, whatever sign stands in both",
      "[In this regard, the Commission notes that there is no legal obligation on Member States to take steps/However, before she can board she is caught] now",
    ],
    ["no clauses where more stand on one side", "the [old king, his son, went home/queens left, weeping] again"],
    ["numbers changed one by one", "from [10/11] to [20/21] and from [30/31] to [40/41] and from [50/51] to [60/61]"],
    ["a row of numbers moved on by one as one change", "In [2019, 2020 and 2021/2020, 2021 and 2022] the plan"],
    ["a row moved back by one too", "see [4, 5, 6 and 7/3, 4, 5 and 6] there"],
    ["a longer row too", "in [2019, 2020, 2021 and 2022/2020, 2021, 2022 and 2023] we"],
    ["no row where words stand between the numbers", "from section [3/4] to section [4/5] there"],
    ["two words turned round as one turn", "which [will hardly/hardly will] last"],
    ["a word that went past a few others as one turn", "he asked [was the cheeseburger/the cheeseburger was] hot"],
    ["two words that went past a few others too", "It [quite often was shown/was shown quite often] there"],
    ["a turn over a sentence's end as two changes", "It came[ late].[/ Late] he went."],
    ["small words kept between two single changes", "in the [house/palace] of the [king/queen] here"],
    ["a comma kept between two single changes", "[old/ancient], [wise/clever] people"],
    [
      "content words kept inside a rewritten stretch",
      "[He walked slowly/She ran swiftly] to Jerusalem [with all his servants/among the many crowds].",
    ],
    [
      "no lone small word between two long changes",
      "She sang [to her own small child/, loudly and with great joy, to the people of the town] again",
    ],
    [
      "a small word kept between two insertions",
      "cry[/, to not lose heart because] of[/ the blazing anger shown to] men",
    ],
    ["the nearer of two equal words kept", "the [old king/young queen] of the land"],
    ["one word for another that looks like it", "we [recognizing/recognised] new [forms/form]"],
    ["an inserted sentence as a sentence", "He came. [/He saw. ]He won."],
    ["an inserted clause with its comma", "We went[/, as ever,] to the house"],
    ["a sentence that somebody speaks with its closing sign", "He said, “Yes.” [/They cried, “No.” ]She left."],
    ["a sentence in straight quotation marks with both", 'He said, "Yes." [/They cried, "No." ]She left.'],
    [
      "a sentence that ends in brackets with the one that closes",
      "He agreed (at last.) [/They did not (at first.) ]She left.",
    ],
    ["a Chinese sentence with its closing sign", "他说：“是。”[/他们喊：“不。”]她走了。"],
    ["a sentence in corner brackets too", "彼は「はい。」[/彼女は「いいえ。」]と言った。"],
    ["what two signs close as a whole", "(He said, “Go.”) [/(She said, “Stay.”) ]They went."],
    ["a bracket put in as a whole", "the plan[/ (2021–2025)] says"],
    ["a list item put in as an item", "one,[/ two,] three"],
    ["a doubled word taken out once", "of[ the/] the king"],
    ["a word alone where all the space around it stays", "against the [implicit/] parameter"],
    ["quotation marks changed alone", "he said [“/‘]Go[”/’]"],
    ["a number as a whole", "in [1,234.5/1,234.6] cases"],
    ["a note mark as a whole", "markets[[1]/] and"],
    ["a raised figure as a note mark", "Party building[¹/] leads network building,[/¹] as the Outline says."],
    ["a sign of degrees with its letter", "at [20°C/20 °C] or less"],
    ["a name with low lines as a whole", "set [max_size/min_size] there"],
    ["Han changed by the character", "政[府/策]的[方/办]法"],
    ["right-to-left words whole", "שלום [עולם/חבר] יקר"],
    ["an emoji family whole", "hello [👩‍👩‍👧/👨‍👩‍👧] there"],
    ["a letter and its accent together", "the [re\u0301sume\u0301/resume\u0301] is"],
    ["a line end that changed with its word", "one\r\n[two/three]\r\nfour"],
    ["lone surrogates as they are", "a [\ud83d/\ude00] b"],
  ])("%s", (_, notation) => expectDiff(notation));
});

describe("what has moved", () => {
  test.each([
    [
      "a clause brought to the front",
      "[/~When it rains in the hills, ][We/we] stay at home with the children[~, when it rains in the hills/].",
    ],
    [
      "entries of a list put in another order",
      "We should promote[/~ rural revival and] digital economy[~ and rural revival/] in all places.",
    ],
    [
      "a clause that changes places with a longer one, capitals and all",
      "[/~Implement the development strategy, ][Strengthen/strengthen] the overall planning,[~ implement the development strategy,/] and improve it.",
    ],
    [
      "words put into a replacement",
      "As soon as they left, they went[~, with James and John, /][into/ to] the house of Simon and Andrew[/, along ][/~with James and John].",
    ],
    [
      "a whole clause between signs, of which one word says something",
      "[/~Where they laid him, ][Your/your] faith must firmly hold[~, where they laid him/].",
    ],
    [
      "no part of a clause that says as little",
      "[In the morning /]they walked along the river[/ in the morning] again.",
    ],
    [
      "a clause brought back whose one telling word had a capital",
      "[~Tonight if I can, /][the/The] king will ride home[/~, tonight if I can].",
    ],
    ["no small words alone", "[And so it was /]that the river rose[/ and so it was]."],
    ["no number with small words", "[By 2025, /]China will build a digital nation of high quality[/ by 2025]."],
    ["two words that say something", "[~Last year, /]the whole of the country saw growth[/~, last year]."],
    ["one word that does is none", "[Yesterday /]the whole of the country saw growth[/ yesterday]."],
    [
      "words that stand twice, only once",
      "[~The digital economy grew. /]It was good for all of them. [/~The digital economy grew. ]They were happy in those days. [/The digital economy grew. ]So it was.",
    ],
  ])("%s", (_, notation) => expectDiff(notation));

  test("what is left beside it says if only its capitals changed", () => {
    const line =
      "[/~When it rains in the hills, ][We/we] stay at home with the children[~, when it rains in the hills/].";
    expect(diffTexts(...bothTexts(line)).map(({ only }) => only)).toEqual([undefined, "case", undefined]);
  });

  const rest = "It was made in Beijing. Many people read it.";
  test.each([
    [
      "a word changed in it is told as moved, the changed word as changed",
      `The plan sets out nine goals for the whole country. ${rest}`,
      `${rest} The plan sets out ten goals for the whole country.`,
      `[~The plan sets out /][nine /][~goals for the whole country. /]${rest}[/~ The plan sets out ][/ten ][/~goals for the whole country.]`,
    ],
    [
      "a word changed near its beginning takes along what stands before that word, however little",
      `Meanwhile nine goals stood for the whole country. ${rest}`,
      `${rest} Meanwhile ten goals stood for the whole country.`,
      `[~Meanwhile /][nine /][~goals stood for the whole country. /]${rest}[/~ Meanwhile ][/ten ][/~goals stood for the whole country.]`,
    ],
    [
      "a word changed between parts that say too little by themselves is told as moved",
      `My neighbour is close at hand. ${rest}`,
      `${rest} My neighbour is not at hand.`,
      `[~My neighbour is /][close /][~at hand. /]${rest}[/~ My neighbour is ][/not ][/~at hand.]`,
    ],
    [
      "two words changed in a row is told as far as its parts say enough",
      `In spring nine large goals stood for the whole country. ${rest}`,
      `${rest} In spring ten small goals stood for the whole country.`,
      `[In spring nine large /][~goals stood for the whole country. /]${rest}[/ In spring ten small ][/~goals stood for the whole country.]`,
    ],
  ])("a sentence that moved with %s", (_, a, b, expected) => {
    expect(notate(a, b, diffTexts(a, b))).toBe(expected);
  });

  const long =
    "It was made in Beijing and many people read it there with joy, for nobody had seen such houses before they came to that city in those days of summer.";
  const nine = "[~The plan sets out /][nine /][~goals for the whole country. /]";
  const ten = "[/~ The plan sets out ][/ten ][/~goals for the whole country. ]";
  test.each([
    [
      "is no list item's sign inside a line",
      `${nine}[Nobody knew by spring /][~1999. Old roofs were all red. /]${long}${ten}[/~(1999. Old roofs were all red.)]`,
    ],
    [
      "that is one at one place alone leaves untold what it begins, and nothing else",
      `[1999. Old roofs were all red. /]${nine}${long}${ten}[/(1999, old roofs were all red.)]`,
    ],
  ])("a number before a full stop %s", (_, notation) => expectDiff(notation));
});

describe("a change that leaves the words what they are is told from others:", () => {
  const only = (notation: string) => diffTexts(...bothTexts(notation)).map((change) => change.only);
  test.each([
    ["another case", "the [High Priest/high priest] came", "case"],
    ["another sign", "he came[;/,] and went", "punctuation"],
    ["a sign put in", "he came[/,] and went", "punctuation"],
    ["another apostrophe", "[John’s/John's] house", "punctuation"],
    ["British spelling", "[recognizing/recognising] him", "spelling"],
    ["American spelling", "the [labour/labor] market", "spelling"],
    ["one word for a hyphenated one", "the [court-yard/courtyard] gate", "spelling"],
    ["an accent", "a [naïve/naive] view", "spelling"],
    ["one letter: -our", "much [colour/color] here", "spelling"],
    ["one letter: -oured", "[honoured/honored] men", "spelling"],
    ["one letter: -lling", "they went [travelling/traveling] on", "spelling"],
    ["one letter: two vowels before it", "a [fuelled/fueled] ship", "spelling"],
    ["one letter: -ise", "we [realise/realize] it", "spelling"],
    ["one letter: -yse", "we [analyse/analyze] it", "spelling"],
    ["one letter: -ence", "its [defence/defense] of it", "spelling"],
    ["one letter: ae", "an [encyclopaedia/encyclopedia] of it", "spelling"],
    ["one letter: oe", "the [foetus/fetus] is", "spelling"],
    ["one letter for two", "an [orthopædic/orthopaedic] aid", "spelling"],
    ["two letters turned round", "the [theatre/theater] is", "spelling"],
    ["two letters less", "the [catalogue/catalog] is", "spelling"],
    ["one letter: a hyphen", "to [co-ordinate/coordinate] it", "spelling"],
    ["one letter that makes another word: f[o]ur", "[four/for] men", undefined],
    ["one letter that makes another word: tours", "[tours/tors] here", undefined],
    ["one letter that makes another word: filling", "a [filling/filing] here", undefined],
    ["the same behind a word that is only spelled otherwise", "[colour filling/color filing] here", undefined],
    ["one letter that makes another word: polled", "they [polled/poled] here", undefined],
    ["one letter that makes another word: shoe", "the [shoe/she] of it", undefined],
    ["one letter that makes another word: poet", "the [poet/pet] of it", undefined],
    ["one letter that makes another word: bell", "the [bell/bel] of it", undefined],
    ["one letter that makes another word: an s for a z", "the [lads/ladz] of it", undefined],
    ["one letter that makes another word: a vowel", "the [ship/shop] of it", undefined],
    ["another quotation mark", 'said [“/"]yes', "punctuation"],
    ["another dash", "in 2021 [-/–] 2025 all", "punctuation"],
    ["another dash between years", "in [2021-2025/2021–2025] all", "punctuation"],
    ["a Chinese sign", "道路[，/、]桥梁", "punctuation"],
    ["a decimal point", "grew by [1.035/1,035] percent", undefined],
    ["a span of years made two", "in [2021–2025/2021, 2025] all", undefined],
    ["per mille", "cut by [5‰/5%] here", undefined],
    ["another currency", "costs [€/$] 5 today", undefined],
    ["a currency in one with its number", "costs [€5/$5] today", undefined],
    ["plus and minus", "let x [+/−] y hold", undefined],
    ["a relation", "for n [≥/<] 3 it", undefined],
    ["a minus taken away", "a fall of [-/]5 % was", undefined],
    ["a minus at the beginning", "[-/]5 % was", undefined],
    ["a minus only drawn otherwise", "at [-5/−5] degrees", "punctuation"],
    ["a paragraph's sign", "see [§/¶] 10 there", undefined],
    ["an arrow", "from [→/←] to", undefined],
    ["a flag", "met [🇨🇳/🇹🇼] fans", undefined],
    ["an ampersand", "this [&/@] that", undefined],
    ["an apostrophe between letters", "[its/it's] own", undefined],
    ["a word told apart by an apostrophe", "they [were/we're] here", undefined],
    ["a prefix set apart", "to [re-sign/resign] it", undefined],
    ["a prefix that is only kept apart", "to [re-elect/reelect] and", "spelling"],
    ["another word", "a [king/kind] view", undefined],
    ["a word put in", "a [/new ]view", undefined],
    ["the same letters parted otherwise", "we [may be/maybe] right", undefined],
  ])("%s", (_, notation, expected) => expect(only(notation)).toEqual([expected]));

  const signs = "-–—−,;:!?.'\"“”‘’()[]…，。；：、%§&/*+".split("");
  test.each(signs)("%s for any other sign says what it says before a figure, a letter and a space", (sign) => {
    for (const other of signs.filter((each) => each !== sign))
      for (const next of [" ", "\n", "5", "a"]) {
        const told = diffTexts(`so ${sign}${next} it is`, `so ${other}${next} it is`).map((change) => change.only);
        const expected = saysTheSame(sign + next, other + next) ? "punctuation" : undefined;
        expect([other, next, told]).toEqual([other, next, [expected]]);
      }
  });

  test("read backwards it is the same", () => {
    fc.assert(
      fc.property(pastedText, pastedText, (a, b) => {
        const changes = diffTexts(a, b);
        expect(invert(changes).map((change) => change.only)).toEqual(changes.map((change) => change.only));
      }),
    );
  });
});

describe("words that were read before", () => {
  const repetitive = fc
    .array(fc.constantFrom("the", "of", "cat", "dog", ",", ".", "\n\n", "政", "“"), { minLength: 30, maxLength: 90 })
    .map((all) => all.join(" "));
  const edited = fc
    .tuple(repetitive, fc.nat({ max: 400 }), fc.nat({ max: 12 }), fc.oneof(awkwardText, repetitive))
    .map(([text, at, gone, put]) => [text, text.slice(0, at) + put + text.slice(at + gone)] as const);
  const doubled = fc
    .tuple(repetitive, fc.nat({ max: 400 }), fc.nat({ max: 60 }))
    .map(([text, at, length]) => [text, text.slice(0, at + length) + text.slice(at)] as const);

  test("give the same changes as words read anew, wherever the difference stands", () => {
    fc.assert(
      fc.property(fc.oneof(edited, doubled), ([a, b]) => {
        expect(diffWordings(wordingOfText(a), wordingOfText(b))).toEqual(diffTexts(a, b));
        expect(diffWordings(wordingOfText(b), wordingOfText(a))).toEqual(diffTexts(b, a));
      }),
      { numRuns: 500 },
    );
  });

  test("are read as far as a change can slide: the answer is that of the whole texts", () => {
    const [a, b] = [`start ${"cat dog ".repeat(60)}end`, `start ${"cat dog ".repeat(61)}end`];
    const changes = diffTexts(a, b);
    expect(changes).toHaveLength(1);
    expect(b.slice(changes[0]!.fromB, changes[0]!.toB).trim()).toBe("cat dog");
  });

  test("are read as far as a change can slide, though it then stands elsewhere", () => {
    const twice = "She sat down ” on the old bank . . ";
    const [a, b] = [`He left . ” ${twice}She went`, `He left . ” ${twice}${twice}She went`];
    expect(diffTexts(a, b)).toEqual(diffWordings(wordingOfText(a), wordingOfText(b)));
  });
});

describe("costs", () => {
  const readable = {
    content: 1,
    stop: 0.35,
    sign: 0.05,
    sentenceEnd: 1,
    openPure: 0.55,
    openSimilar: 0.05,
    openOne: 0.6,
    openReplacement: 1,
    strongAnchor: 3.5,
    lightBelow: 7,
  };

  test("that can be reckoned with are taken", () => expect(defineCosts(readable)).toEqual(COSTS));

  test("that are missing, negative or no numbers are refused by name", () => {
    const names = Object.keys(readable) as (keyof typeof readable)[];
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.constantFrom(NaN, Infinity, -1, undefined, null, "1"),
        (name, wrong) => {
          expect(() => defineCosts({ ...readable, [name]: wrong })).toThrow(new RegExp(name));
        },
      ),
    );
  });

  test("by which splitting a replacement would pay are refused", () => {
    expect(() => defineCosts({ ...readable, openReplacement: 0.4 })).toThrow(RangeError);
    expect(() => defineCosts({ ...readable, openReplacement: 1.2 })).toThrow(RangeError);
    expect(() => defineCosts({ ...readable, openOne: 1.1 })).toThrow(/openOne/);
    expect(() => defineCosts({ ...readable, openOne: 0.01 })).toThrow(/openOne/);
  });
});
