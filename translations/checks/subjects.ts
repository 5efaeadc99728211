/**
 * Who acts in an English text, without a parser: what stands before a finite verb up to where a clause must begin, and who
 * stands behind a passive's *by*. Where that is not plain nobody is told.
 */
import { isActing, isPerson, isPronoun } from "./people.ts";
import { isJoined, type Piece } from "./pieces.ts";
import type { Place } from "./finding.ts";
import { isPlainVerb, isThirdPerson } from "./verbs.ts";

/** Somebody or something that acts; from its first word, of an agent `by`, to its head's last letter. */
export interface Actor extends Place {
  role: "subject" | "agent";
  sort: "pronoun" | "name" | "person" | "thing";
  head: Piece;
  /** A possessive pronoun before the head. */
  owner: string | null;
  /** The finite verb, or the passive's participle. */
  verb: Piece;
}

const AUXILIARIES = new Set(
  (
    "is are was were am has had have hath do does did doth will would shall should can could may might must cannot " +
    "isn't aren't wasn't weren't hasn't hadn't haven't don't doesn't didn't won't wouldn't shan't shouldn't can't couldn't mustn't"
  ).split(" "),
);
/** Pasts that are no noun or adjective as well. */
const PASTS = new Set(
  (
    "said came went saw took gave knew told sent fell began became rose stood wrote spoke brought bought thought taught caught " +
    "fought sought kept held heard led lost met paid ran sat sold slept spent won wore built chose drew drove ate flew forgot grew laid " +
    "sang sank shook shot swore threw understood woke withdrew broke bore tore fled got made meant wept fed begged says goes becomes seems " +
    "saith arose awoke forgave forsook overcame undertook ceased died lived returned replied answered asked cried followed"
  ).split(" "),
);
const SAYING = /^(?:said|says|saith|replied|answered|asked|cried|exclaimed|added|shouted|whispered|wrote)$/;
/** Between a subject and its verb. */
const ADVERB =
  /^(?:not|also|then|still|never|always|already|even|once|often|only|however|now|soon|thus|too|both|all|each|themselves|himself|herself|itself|just|first|\p{L}{3,20}ly)$/u;
const PREPOSITIONS = new Set(
  (
    "of in on at by for with from to into onto upon under over between among through during before after against about around behind beside " +
    "beyond near within without toward towards across along like despite via per above below inside outside throughout unto amid alongside"
  ).split(" "),
);
/** Where a clause begins. */
const BOUNDS = new Set(
  (
    "and or but nor yet that which who whom whose when while where if because since as until till so though although whereas than unless " +
    "lest whether what how why there here behold look lo"
  ).split(" "),
);
const DETERMINERS = new Set(
  "the a an this these those his her its their our your my every some any no another each several many most all few".split(
    " ",
  ),
);
/** Heads that only say how many of those behind `of`. */
const AMOUNTS = new Set(
  "one some many most all none each any few several both half number group part majority lot two three".split(" "),
);
const BE = /^(?:is|are|was|were|be|been|being|am)$/;
const ABSTRACT = /(?:tion|sion|ment|ness|ity|ing|ence|ance|ism|ship|hood|age|ure|work|data)s?$/;
/** Pieces looked back through for a clause's beginning. */
const REACH = 14;

/** The actors of a text, in order. Each piece is looked at so many times at the most, whatever is given. */
export function actorsIn(pieces: readonly Piece[]): Actor[] {
  return pieces.flatMap((piece, at) => {
    if (piece.low === "by") return agentAt(pieces, at) ?? [];
    if (!isFinite(pieces, at)) return [];
    return subjectOf(pieces, at) ?? speakerBehind(pieces, at) ?? [];
  });
}

function isFinite(pieces: readonly Piece[], at: number): boolean {
  const { kind, low } = pieces[at]!;
  if (kind !== "letters") return false;
  const isVerb = AUXILIARIES.has(low) || PASTS.has(low) || isPast(pieces, at) || isPresent(pieces, at);
  if (!isVerb) return false;
  const before = pieces[pastAdverbs(pieces, at - 1)];
  return !before || (!AUXILIARIES.has(before.low) && !BE.test(before.low) && !/^(?:to|having)$/.test(before.low));
}

/** `founded`, and not `the founded`, `founded by`, `was founded`. */
function isPast(pieces: readonly Piece[], at: number): boolean {
  const { low, text } = pieces[at]!;
  if (!/^\p{Ll}{2,20}ed$/u.test(low) || text !== low || /eed$/.test(low)) return false;
  const before = pieces[at - 1]?.low ?? "";
  return pieces[at + 1]?.low !== "by" && !DETERMINERS.has(before) && !PREPOSITIONS.has(before);
}

/** `makes the`: a word in *s* with a determiner behind it; `destroys`; and `they destroy`, `the towns destroy`. */
function isPresent(pieces: readonly Piece[], at: number): boolean {
  const { low, text } = pieces[at]!;
  const before = pieces[at - 1];
  if (text !== low || !before || DETERMINERS.has(before.low) || PREPOSITIONS.has(before.low)) return false;
  if (isThirdPerson(low)) return true;
  if (isPlainVerb(low) && (/^(?:i|we|you|they)$/.test(before.low) || /\p{Ll}{2}s$/u.test(before.text))) return true;
  return /^\p{Ll}{3,20}[^s'’]s$/u.test(low) && DETERMINERS.has(pieces[at + 1]?.low ?? "");
}

function pastAdverbs(pieces: readonly Piece[], from: number): number {
  let at = from;
  while (at >= 0 && at > from - 4 && ADVERB.test(pieces[at]!.low)) at--;
  return at;
}

function subjectOf(pieces: readonly Piece[], verbAt: number): Actor | null {
  const last = pastAdverbs(pieces, verbAt - 1);
  const before = pieces[last];
  const verb = pieces[verbAt]!;
  if (!before || before.kind === "sign") return null;
  if (isPronoun(before))
    return { ...spanOf(before, before), role: "subject", sort: "pronoun", head: before, owner: null, verb };
  const phrase = phraseBefore(pieces, last);
  return phrase && { ...phrase, role: "subject", verb };
}

/** When it is done, before a verb that stands before its subject: `that day will the Lord`. */
const TIMES = /^(?:day|night|morning|evening|time|hour|week|month|year|century|today|tomorrow|yesterday)s?$/;

type Phrase = Pick<Actor, "from" | "to" | "sort" | "head" | "owner">;

/** The noun phrase that ends at `last`, as far back as a clause's beginning: its head stands before its first preposition. */
function phraseBefore(pieces: readonly Piece[], last: number): Phrase | null {
  let at = last;
  let isNamed = false;
  /** Ends of what stands between prepositions, the nearest to the verb first. */
  const ends = [last];
  for (; at >= 0 && at > last - REACH; at--) {
    const piece = pieces[at]!;
    if (isHyphen(pieces, at)) continue;
    const isBound = isNamed && !PREPOSITIONS.has(piece.low);
    if (isBound || piece.kind === "sign" || BOUNDS.has(piece.low) || isPronoun(piece) || isVerbal(piece)) break;
    isNamed = DETERMINERS.has(piece.low);
    if (PREPOSITIONS.has(piece.low)) ends.push(at - 1);
  }
  const first = at + 1;
  // Led by a preposition: where that ends and the subject begins nobody can tell.
  if (ends.at(-1)! < first) return null;
  const head = headOf(pieces, first, ends);
  if (!head || TIMES.test(head.low)) return null;
  return { ...spanOf(pieces[first]!, head), sort: sortOf(head), head, owner: ownerIn(pieces.slice(first, last + 1)) };
}

function isVerbal({ low }: Piece): boolean {
  return AUXILIARIES.has(low) || PASTS.has(low);
}

function isHyphen(pieces: readonly Piece[], at: number): boolean {
  return pieces[at]!.text === "-" && isJoined(pieces, at) && isJoined(pieces, at + 1);
}

function headOf(pieces: readonly Piece[], first: number, ends: readonly number[]): Piece | null {
  let begin = first;
  for (const end of ends.toReversed()) {
    const head = lastNoun(pieces, begin, end);
    if (!head) return null;
    if (!AMOUNTS.has(head.low) || end === ends[0]) return head;
    begin = end + 2;
  }
  return null;
}

function lastNoun(pieces: readonly Piece[], from: number, to: number): Piece | null {
  for (let at = to; at >= from; at--) {
    const { kind, low } = pieces[at]!;
    if (kind === "letters" && !DETERMINERS.has(low) && !ADVERB.test(low) && low.length > 1) return pieces[at]!;
  }
  return null;
}

function ownerIn(phrase: readonly Piece[]): string | null {
  return phrase.find(({ low }) => /^(?:my|our|your|his|her|their|its)$/.test(low))?.low ?? null;
}

function sortOf(head: Piece): Actor["sort"] {
  if (isActing(head)) return "person";
  // A sentence begins with a capital, whatever its first noun is.
  return head.text === head.low || ABSTRACT.test(head.low) ? "thing" : "name";
}

/** Whether it is somebody who speaks. */
export function isSaying({ role, verb }: Actor): boolean {
  return role === "subject" && SAYING.test(verb.low);
}

/** `” said the king`. */
function speakerBehind(pieces: readonly Piece[], verbAt: number): Actor | null {
  const [before, next, after] = [pieces[verbAt - 1], pieces[verbAt + 1], pieces[verbAt + 2]];
  if (!SAYING.test(pieces[verbAt]!.low) || !/^[”"’'»,]$/.test(before?.text ?? "")) return null;
  const head = next && DETERMINERS.has(next.low) ? after : next;
  if (!head || head.kind !== "letters" || (!isPerson(head) && head.text === head.low)) return null;
  return {
    ...spanOf(next!, head),
    role: "subject",
    sort: sortOf(head),
    head,
    owner: null,
    verb: pieces[verbAt]!,
  };
}

/** Behind a passive's `by`: somebody by name, or by a noun for people. */
function agentAt(pieces: readonly Piece[], at: number): Actor | null {
  const verb = pieces[at - 1];
  if (!verb || !isParticiple(verb)) return null;
  let end = at;
  while (end + 1 < pieces.length && end < at + REACH && isOfPhrase(pieces, end + 1, at + 1)) end++;
  const head = lastNoun(pieces, at + 1, end);
  if (!head || head.low.endsWith("ing")) return null;
  const sort = sortOf(head);
  return { ...spanOf(pieces[at]!, head), role: "agent", sort, head, owner: null, verb };
}

function isParticiple({ low }: Piece): boolean {
  return /^(?:\p{Ll}{2,20}(?:ed|en|wn|ught|und)|led|made|held|built|won|sent|told|kept|lost|said|done|set|cut|met|paid|sung|hit|put|read)$/u.test(
    low,
  );
}

function isOfPhrase(pieces: readonly Piece[], at: number, first: number): boolean {
  const { kind, low } = pieces[at]!;
  if (isHyphen(pieces, at)) return true;
  if (kind !== "letters" || PREPOSITIONS.has(low) || BOUNDS.has(low) || isVerbal(pieces[at]!) || BE.test(low))
    return false;
  return at === first || !DETERMINERS.has(low);
}

function spanOf(first: Piece, last: Piece): Place {
  return { from: first.from, to: last.to };
}
