/**
 * In which version each word of a text first came, over a chain of versions, after WikiWho (Flöck and Acosta 2014):
 * what is the same is looked for by whole texts, then paragraphs, sentences and words, first in the version before and
 * then in all earlier ones, so that words which left and came back keep their origin. Who wrote a version, and why, is
 * known elsewhere.
 */
import { commonRuns, excerpt, type Excerpt, keptWords, withoutOverlap } from "../words/words.ts";
import { partsOf, spelling, type Parts, type Stretch } from "../../text/sentences.ts";

/** So many words in a row, found again in another place of a rewritten text, are not there by chance. */
const LEAST_RUN = 4;
/** Single words are looked for in so many versions that lost some like them, the latest; whole sentences in all. */
const MOST_LOOKED_THROUGH = 100;

/**
 * The words in `text.slice(from, to)` came with `version`: an index into the chain here, its number in what is traced.
 * Offsets are UTF-16 code units.
 */
export interface Origin {
  from: number;
  to: number;
  version: number;
}

/**
 * The origins of the words of the last text, in order: each word stands in exactly one; neighbours with the same
 * version are one, with the white space between them.
 * @param texts the versions, oldest first.
 */
export function blame(texts: Iterable<string>): Origin[] {
  return blameAll(texts).at(-1) ?? [];
}

/** The origins of every text of the chain. */
export function blameAll(texts: Iterable<string>): Origin[][] {
  return [...blameEach(texts)];
}

/** As {@link blameAll}, one text after another: a later text changes nothing that was said of an earlier one. */
export function* blameEach(texts: Iterable<string>): Generator<Origin[]> {
  const history: History = {
    versions: [],
    texts: new Map(),
    paragraphs: new Map(),
    sentences: new Map(),
    spelled: new Map(),
  };
  for (const text of texts) yield originsOf(record(partsOf(text), history));
}

/** A word with its life: copies of it in later versions are the same token. */
interface Token {
  letters: string;
  born: number;
  /** The last version so far in which it stands. */
  seen: number;
}

/** A version so far: `tokens` runs beside its words. */
interface Version {
  parts: Parts;
  tokens: readonly Token[];
}

/** What stood in a text as it is, by its spelling. */
type Known = Map<string, Same>;

/** Stretches of one spelling, oldest first; and the same again by their first token, to see soon whether one is known. */
interface Same {
  all: (readonly Token[])[];
  beginning: Map<Token, (readonly Token[])[]>;
}

interface History {
  versions: Version[];
  /** The tokens of the newest text that is spelled so. */
  texts: Map<string, readonly Token[]>;
  paragraphs: Known;
  sentences: Known;
  /** Every token by its letters. */
  spelled: Map<string, Token[]>;
}

function record(parts: Parts, history: History): Version {
  const tracing = new Tracing(parts, history);
  tracing.findText();
  tracing.findStretches(parts.paragraphs, history.paragraphs);
  tracing.findStretches(parts.sentences, history.sentences);
  tracing.findWords();
  const version = { parts, tokens: tracing.withNewTokens() };
  history.versions.push(version);
  history.texts.set(spelling(parts, { from: 0, to: parts.words.length }), version.tokens);
  for (const paragraph of parts.paragraphs) remember(paragraph, version, history.paragraphs);
  for (const sentence of parts.sentences) remember(sentence, version, history.sentences);
  return version;
}

function remember(stretch: Stretch, { parts, tokens }: Version, known: Known): void {
  const key = spelling(parts, stretch);
  const same: Same = known.get(key) ?? { all: [], beginning: new Map() };
  known.set(key, same);
  const own = tokens.slice(stretch.from, stretch.to);
  const alike = same.beginning.get(own[0]!) ?? [];
  if (alike.some((other) => other.every((token, index) => token === own[index]))) return;
  same.all.push(own);
  same.beginning.set(own[0]!, [...alike, own]);
}

/** A version being read: for each word the token it turned out to be. */
class Tracing {
  readonly #parts: Parts;
  readonly #history: History;
  readonly #version: number;
  readonly #found: (Token | undefined)[];

  constructor(parts: Parts, history: History) {
    this.#parts = parts;
    this.#history = history;
    this.#version = history.versions.length;
    this.#found = new Array<Token | undefined>(parts.words.length).fill(undefined);
  }

  /** An earlier text come back whole. */
  findText(): void {
    const whole = { from: 0, to: this.#found.length };
    const tokens = this.#history.texts.get(spelling(this.#parts, whole));
    if (tokens) this.#claim(whole, tokens);
  }

  /** Stretches of words of which none is found yet, and which are known as they are, the newest first. */
  findStretches(stretches: readonly Stretch[], known: Known): void {
    const candidates = new Map<string, Candidates>();
    for (const stretch of stretches) {
      if (this.#someFound(stretch)) continue;
      const key = spelling(this.#parts, stretch);
      let own = candidates.get(key);
      if (!own) candidates.set(key, (own = candidatesOf(known.get(key)?.all ?? [])));
      // What is taken stays so: whoever comes later need not look at it again.
      while (own.next < own.newestFirst.length && !own.newestFirst[own.next]!.every((token) => this.#isFree(token)))
        own.next++;
      const best = own.newestFirst[own.next];
      if (best) this.#claim(stretch, best);
    }
  }

  /** Words kept in a changed sentence, by the difference to each version from which such words are missing. */
  findWords(): void {
    for (const version of this.#versionsMissed()) {
      const mine = this.#parts.sentences.filter((sentence) => !this.#allFound(sentence));
      if (mine.length === 0) return;
      this.#findWordsOf(this.#history.versions[version]!, mine);
    }
  }

  withNewTokens(): readonly Token[] {
    return this.#found.map((token, index) => token ?? this.#newToken(this.#parts.letters[index]!));
  }

  #newToken(letters: string): Token {
    const token = { letters, born: this.#version, seen: this.#version };
    const { spelled } = this.#history;
    if (!spelled.has(letters)) spelled.set(letters, []);
    spelled.get(letters)!.push(token);
    return token;
  }

  /** The last version of each token that is not in this one and is spelled as a word not found; newest first. */
  #versionsMissed(): number[] {
    const letters = new Set(this.#parts.letters.filter((_, index) => !this.#found[index]));
    const versions = new Set<number>();
    for (const spelled of letters)
      for (const token of this.#history.spelled.get(spelled) ?? []) if (this.#isFree(token)) versions.add(token.seen);
    return [...versions].sort((a, b) => b - a).slice(0, MOST_LOOKED_THROUGH);
  }

  /** Only sentences that could share a word are set beside each other: far fewer, the older the version. */
  #findWordsOf(version: Version, mine: readonly Stretch[]): void {
    const { parts, tokens } = version;
    const sought = new Set(this.#parts.letters.filter((_, index) => !this.#found[index]));
    const offered = new Set<string>();
    const theirs = parts.sentences.filter(({ from, to }) => {
      const free = tokens.slice(from, to).filter((token) => this.#isFree(token) && sought.has(token.letters));
      for (const { letters } of free) offered.add(letters);
      return free.length > 0;
    });
    const own = mine.filter((sentence) => this.#someSought(sentence, offered));
    if (own.length === 0) return;
    const before = excerpt((index) => parts.letters[index]!, theirs);
    const after = excerpt((index) => this.#parts.letters[index]!, own);
    const kept = keptWords(before, after);
    kept.b.forEach((j, index) => {
      const token = tokens[kept.a[index]!]!;
      if (!this.#found[j] && this.#isFree(token) && token.letters === this.#parts.letters[j])
        this.#claim({ from: j, to: j + 1 }, [token]);
    });
    this.#findRuns(version, before, after);
  }

  /** Words that left one sentence for another, or for another place in it, several together. */
  #findRuns({ parts, tokens }: Version, before: Excerpt, after: Excerpt): void {
    const gone = new Set(before.words.filter((index) => this.#isFree(tokens[index]!)));
    const come = new Set(after.words.filter((index) => !this.#found[index]));
    const runs = commonRuns(gone, parts.letters, come, this.#parts.letters).filter(({ words }) => words >= LEAST_RUN);
    runs.sort((x, y) => y.words - x.words || x.a - y.a || x.b - y.b);
    for (const { a, b, words } of withoutOverlap(runs))
      this.#claim({ from: b, to: b + words }, tokens.slice(a, a + words));
  }

  #claim({ from }: Stretch, tokens: readonly Token[]): void {
    tokens.forEach((token, index) => {
      token.seen = this.#version;
      this.#found[from + index] = token;
    });
  }

  #isFree(token: Token): boolean {
    return token.seen < this.#version;
  }

  #someSought({ from, to }: Stretch, offered: ReadonlySet<string>): boolean {
    for (let index = from; index < to; index++)
      if (!this.#found[index] && offered.has(this.#parts.letters[index]!)) return true;
    return false;
  }

  #someFound({ from, to }: Stretch): boolean {
    return this.#found.slice(from, to).some((token) => token);
  }

  #allFound({ from, to }: Stretch): boolean {
    return this.#found.slice(from, to).every((token) => token);
  }
}

/** Known stretches of one spelling, and how many of them are taken. */
interface Candidates {
  newestFirst: readonly (readonly Token[])[];
  next: number;
}

function candidatesOf(all: readonly (readonly Token[])[]): Candidates {
  return { newestFirst: [...all].sort((a, b) => lastSeen(b) - lastSeen(a)), next: 0 };
}

function lastSeen(tokens: readonly Token[]): number {
  return tokens[0]!.seen;
}

function originsOf({ parts: { words }, tokens }: Version): Origin[] {
  const all: Origin[] = [];
  words.forEach(({ from, to }, index) => {
    const version = tokens[index]!.born;
    const last = all.at(-1);
    if (last?.version === version) last.to = to;
    else all.push({ from, to, version });
  });
  return all;
}
