/** How far something has come, for a person at a terminal: on one line that is gone at the end. */

/** How often that is told, in milliseconds. */
const EVERY = 500;

export interface Shown {
  progress: (done: number, of: number) => void;
  end: () => void;
}

/** @param what is being done, such as "Checking the records" */
export function progressOn(screen: NodeJS.WriteStream, what: string): Shown {
  if (!screen.isTTY) return { progress: () => undefined, end: () => undefined };
  let next = 0;
  const progress = (done: number, of: number): void => {
    if (Date.now() < next) return;
    next = Date.now() + EVERY;
    screen.write(`\r${what}: ${Math.floor((100 * done) / of)} % `);
  };
  return { progress, end: () => void screen.write("\r\u001b[K") };
}
