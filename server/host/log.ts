/** What is logged, and what never is: of an error its type, message and stack, nothing that a request brought along. */
import { pino, type Logger } from "pino";

/** So many characters of a message and of a stack are enough to find a fault by, and few enough to be logged at will. */
const MOST = { message: 500, stack: 4_000, path: 200 } as const;

/**
 * What is told of an error. Whatever hangs on it (a body that could not be read, a socket, a statement) is not.
 * @param named false: its message, which may name something, isn't either.
 */
export function told(error: unknown, named = true): { type: string; message?: string; stack: string } {
  const { name, message, stack = "" } = error instanceof Error ? error : new Error(typeof error);
  // The stack repeats the message, however long.
  const frames = stack.slice(stack.indexOf(message) + message.length);
  return {
    type: cut(name, MOST.message),
    ...(named && { message: cut(message, MOST.message) }),
    stack: cut(frames, MOST.stack).trim(),
  };
}

/** An address without what only its bearer may know: long parts, which may be a link's token, and all that is asked. */
export function toldPath(path: string): string {
  const bare = path.replace(/[?#].*$/s, "").replaceAll(/[^/]{40,}/g, "…");
  return cut(bare.replaceAll(/^(.*?\/(?:join|reset|owner)\/)[^/]+/g, "$1…"), MOST.path);
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}

/** The log of the workbench on standard output. */
export function openLog(level: string): Logger {
  return pino({ level, serializers: { err: told } });
}
