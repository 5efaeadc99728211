/** Something is refused by whoever is asked for it far below those who say so in a sentence. */

/** Thrown with what is wrong, by a code and what that is about; whoever throws another kind of it extends it. */
export class Faulted<Fault extends { code: string }> extends Error {
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(fault.code);
    this.fault = fault;
  }
}
