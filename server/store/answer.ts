/** Runs `ask` at once; what it throws becomes the promise's rejection. */
export function answer<T>(ask: () => T): Promise<T> {
  return new Promise((resolve) => resolve(ask()));
}
