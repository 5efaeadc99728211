/** English words for people: pronouns by person, and common nouns of those who act. */
import type { Piece } from "./pieces.ts";

/** Subjects by person; *he* and *they* of anybody are one. */
export const PRONOUNS: Readonly<Record<string, string>> = {
  ...{ i: "I", we: "we", you: "you", thou: "you", ye: "you", it: "it", he: "he", she: "she", they: "they", one: "one" },
};

/** Offices, trades, ranks, kin, faith, sides: what somebody is called who acts, in the singular. */
const PEOPLE = new Set(
  (
    "king queen prince princess emperor empress ruler governor president minister mayor judge officer general major captain soldier guard army police council " +
    "committee commission court state government ministry department authority parliament congress party assembly board bureau agency office senate " +
    "company enterprise organization institution university bank member worker teacher student pupil disciple apostle priest leader elder follower " +
    "brother sister father mother son daughter wife husband child parent friend neighbor enemy servant slave master shepherd citizen farmer peasant " +
    "buyer seller user operator developer owner employee employer consumer wrestler player author translator editor nation people tribe crowd group " +
    "boy girl baby widow orphan maid virgin bride uncle aunt cousin nephew niece grandfather grandmother godparent ancestor descendant heir guest host " +
    "duke count baron earl lord lady knight noble monarch tsar sultan pope bishop monk nun deacon prophet rabbi saint angel god devil demon pharisee scribe " +
    "doctor nurse lawyer engineer scientist scholar writer poet painter singer actor actress director composer builder hunter sailor pilot driver traveler merchant trader " +
    "consul senator deputy delegate secretary chancellor ambassador commander colonel lieutenant sergeant admiral marshal warrior fighter rebel partisan troop veteran prisoner " +
    "inhabitant villager insurgent crew team staff family clan delegation mob navy fleet regiment battalion brigade legion cavalry infantry militia dynasty church union " +
    "commissioner inspector architect artist sculptor musician historian theologian philosopher merchant carpenter baker butcher fisher gardener miner cook clerk accountant banker " +
    "investor manager chairman chief deputy attorney prosecutor centurion tribune pharaoh caliph khan shah vizier pasha voivode boyar premier archbishop cardinal patriarch abbot " +
    "opponent supporter ally competitor rival participant contestant candidate voter elector resident passenger athlete runner boxer fan spectator audience critic expert " +
    "researcher analyst assistant adviser advisor consultant designer programmer maintainer contributor administrator publisher messenger herald spy assassin killer lover spouse " +
    "twin sibling infant youth teenager adult gentleman sinner believer pagan gentile " +
    "victim witness thief robber murderer criminal hero champion winner loser coach referee founder inventor explorer settler immigrant refugee foreigner stranger " +
    "tax-collector collector speaker reader listener visitor customer client patient tenant landlord beggar man woman person reviewer proposer reporter"
  ).split(" "),
);
/** Ends of words that only people bear. */
const PERSONAL = /(?:[a-z](?:sman|smen|swoman|eer|logist|ician|crat|monger|smith)|worker|[^l]ist|keeper|maker)s?$/;

/** Plurals in *ers* and *ors* that do nothing. */
const THINGS = new Set(
  (
    "numbers powers papers letters matters rivers towers orders waters centers borders chapters quarters computers containers corners offers answers " +
    "servers factors sectors tractors doors floors colors errors motors vectors behaviors browsers layers markers buffers headers folders numbers parameters " +
    "characters headquarters disasters monsters flowers feathers fingers shoulders ladders manners summers winters covers drawers shutters clusters registers " +
    "counters pointers helpers posters newspapers chambers cylinders lasers sensors processors reactors generators sculptors mirrors armors ancestors others"
  ).split(" "),
);

/** Whether a piece is a pronoun that can be a subject. */
export function isPronoun({ low, text }: Piece): boolean {
  return Object.hasOwn(PRONOUNS, low) && (low !== "i" || text === "I");
}

/**
 * Whether two pronouns stand for other persons.
 * @param before what is said before them: *he* and *they* of anybody are one.
 */
export function isOtherPerson(gone: Piece, come: Piece, before: string): boolean {
  const [was, is] = [PRONOUNS[gone.low]!, PRONOUNS[come.low]!];
  if (/^(?:he|she)$/.test(was) && is === "they") return !OF_ANYBODY.test(before);
  return was !== is;
}

const OF_ANYBODY =
  /\b(?:one|any ?one|every ?one|some ?one|no ?body|any ?body|whoever|who|whosoever|persons?|people|man|men|each|every|any|if an?|those|others?|another|neighbou?r|child|servant|him|them|their|all)\b/i;

/** Whether a piece is a common noun for somebody. */
export function isPerson({ low }: Piece): boolean {
  const word = singular(low);
  return PEOPLE.has(word) || (word.length > 5 && PERSONAL.test(word));
}

/** Whether a piece is that, or looks like some who do something: `misers`, `collectors`. */
export function isActing(piece: Piece): boolean {
  return isPerson(piece) || (/[a-z]{2}(?:ers|ors)$/.test(piece.low) && !THINGS.has(piece.low));
}

/** A noun for somebody in the singular, in one spelling. */
export function singular(written: string): string {
  const word = written.replace(/our(?=s?$)/, "or").replace(/aveller/, "aveler");
  if (PEOPLE.has(word)) return word;
  if (IRREGULAR.has(word)) return IRREGULAR.get(word)!;
  if (word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  return word.endsWith("s") ? word.slice(0, -1) : word;
}

const IRREGULAR = new Map(
  Object.entries({ men: "man", women: "woman", children: "child", wives: "wife", thieves: "thief", persons: "person" }),
);

/** The same word but for a letter or two. */
export function isMisspelt(x: string, y: string): boolean {
  return sharedEnds(x, y) >= 0.75 * Math.max(x.length, y.length);
}

/** Spelled nearly the same, with the same consonants, or with the same letters: another form of the same name. */
export function isAlike(x: string, y: string): boolean {
  const isNear = 5 * sharedEnds(x, y) >= 2 * Math.max(x.length, y.length);
  return isNear || consonants(x) === consonants(y) || sorted(x) === sorted(y);
}

function sharedEnds(x: string, y: string): number {
  let [head, tail] = [0, 0];
  const least = Math.min(x.length, y.length);
  while (head < least && x[head] === y[head]) head++;
  while (tail < least - head && x.at(-1 - tail) === y.at(-1 - tail)) tail++;
  return head + tail;
}

function consonants(word: string): string {
  return word.replace(/[aeiouy]/g, "");
}

function sorted(word: string): string {
  return Array.from(word).sort().join("");
}

/** Words for anybody or nobody in particular: one of them for another, or for a pronoun, names nobody else. */
export function isAnybody({ low }: Piece): boolean {
  return ANYBODY.test(low);
}

const ANYBODY =
  /^(?:man|men|person|persons|people|mankind|humanity|human|humans|one|ones|other|others|each|every(?:one|body|thing)|any(?:one|body|thing)|some(?:one|body|thing)|no(?:body|thing|ught|ne)|all|many|some|most|few|those|these|that|this)$/;

/** A pronoun of a person, other than those of anybody. */
export function isPersonal(piece: Piece): boolean {
  return isPronoun(piece) && /^(?:he|she|they|we|i)$/.test(piece.low);
}

const NATION = /^(\p{Lu}\p{Ll}{2,20}?)(?:ian|ean|ese|ish|ite)s?$/u;
const NATIONS = new Set(
  "American Americans African Africans Mexican Mexicans Cuban Cubans Iraqi Iraqis Israeli Israelis Pakistani Azeri Saudi Roman Romans French Dutch Greek Greeks German Germans Swiss Turk Turks Czech Czechs Arab Arabs Jew Jews Serb Serbs Croat Croats Slovak Slovaks Thai Welsh Pole Poles Dane Danes Swede Swedes Finn Finns Spaniards Goths Gauls".split(
    " ",
  ),
);

/** Whether a piece is the adjective or the name of a people. */
export function isNation({ text }: Piece): boolean {
  return NATIONS.has(text) || NATION.test(text);
}

/** What tells a people from another: `Brit` of `British`. */
export function nationOf({ text }: Piece): string {
  return (NATIONS.has(text) ? text : (NATION.exec(text)?.[1] ?? text)).toLowerCase();
}
