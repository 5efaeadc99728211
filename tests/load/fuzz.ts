/** Frames that no honest client sends: real ones damaged, and noise. What a server must make of them, `fuzz.test.ts` says. */
import { DRAFT, draftOf } from "../help/live.ts";
import type { Dice } from "../help/network.ts";

/** The draft that only readers and strangers attack: nothing of theirs may reach it. */
export const GUARDED = DRAFT;
/** The draft that translators attack, who may write there: a damaged update can still be an update. */
export const OPEN = draftOf("proposal-2");

/** How the server under attack fares. Sizes are bytes, after a collection of garbage. */
export interface Condition {
  heap: number;
  rss: number;
  /** A digest of all that the disk holds of {@link GUARDED}: every letter's identity, and which are deleted. */
  guarded: string;
  errors: string[];
  drafts: number;
  sockets: number;
}

type Frame = Uint8Array | string;
type Damage = (frame: Uint8Array, dice: Dice, frames: readonly Uint8Array[]) => Frame;

/** A frame to send: one of `frames`, mostly damaged, or nothing but noise. */
export function strangeFrame(frames: readonly Uint8Array[], dice: Dice): Frame {
  const frame = dice.pick(frames);
  return dice.chance(0.05) ? frame : dice.pick(DAMAGES)(frame, dice, frames);
}

const flip: Damage = (frame, dice) => {
  const damaged = frame.slice();
  for (let left = dice.between(1, 4); left > 0 && damaged.length > 0; left--)
    damaged[dice.below(damaged.length)]! ^= 1 << dice.below(8);
  return damaged;
};

const overwrite: Damage = (frame, dice) => {
  const damaged = frame.slice();
  damaged.set(dice.bytes(Math.min(4, damaged.length)), dice.below(Math.max(1, damaged.length - 4)));
  return damaged;
};

const cut: Damage = (frame, dice) => frame.slice(0, dice.below(frame.length));

const lengthen: Damage = (frame, dice) => joined(frame, dice.bytes(dice.between(1, 200)));

const swell: Damage = (frame, dice) => {
  const at = dice.below(frame.length + 1);
  return joined(frame.slice(0, at), dice.bytes(dice.between(1, 30)), frame.slice(at));
};

const splice: Damage = (frame, dice, frames) => {
  const other = dice.pick(frames);
  return joined(frame.slice(0, dice.below(frame.length + 1)), other.slice(dice.below(other.length + 1)));
};

const otherType: Damage = (frame, dice) => joined(dice.bytes(1), frame.slice(1));

const otherStep: Damage = (frame, dice) => joined([0, dice.below(5)], frame.slice(2));

/** A length or a number far greater than what follows. */
const boast: Damage = (frame, dice) => {
  const at = dice.below(frame.length + 1);
  return joined(frame.slice(0, at), [255, 255, 255, 255, dice.pick([7, 15, 127])], frame.slice(at));
};

const noise: Damage = (_frame, dice) => dice.bytes(dice.between(0, 400));

const typedNoise: Damage = (_frame, dice) => {
  const inside = dice.bytes(dice.between(0, 100));
  return joined([dice.pick([0, 1, 3, 100]), dice.below(3), inside.length], inside);
};

const text: Damage = (frame) => Buffer.from(frame).toString("latin1");

const DAMAGES = [
  flip,
  flip,
  overwrite,
  cut,
  lengthen,
  swell,
  splice,
  otherType,
  otherStep,
  boast,
  noise,
  typedNoise,
  text,
];

function joined(...parts: (Uint8Array | number[])[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}
