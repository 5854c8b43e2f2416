import { PreauError } from '../core/errors.ts';

/** A fault that lasts is told once in so long. Chosen: a full disk fails several times a second. */
const AGAIN_AFTER_MS = 60_000;
/** Different faults remembered at once. Chosen; beyond, the one told first is forgotten. */
const FAULTS_MAX = 100;

/**
 * Tell of faults without end in lines that end: the same one is told at once, and then once a minute
 * with how often it came, so that the log does not fill the very disk that is full.
 *
 * What is foreseen is told in its own words; anything else with its stack, since it is a bug.
 *
 * @param write one fault, in one line or several. @default standard error
 * @param now real milliseconds that only go forward. @default the process's own
 */
export function tellFaults(
  write: (text: string) => void = (text) => console.error(text),
  now: () => number = () => performance.now(),
): (error: unknown) => void {
  const told = new Map<string, { readonly at: number; again: number }>();
  return (error) => {
    const text = textOf(error);
    const before = told.get(text);
    if (before !== undefined && now() - before.at < AGAIN_AFTER_MS) {
      before.again += 1;
      return;
    }
    told.delete(text);
    told.set(text, { at: now(), again: 0 });
    const [oldest] = told.keys();
    if (told.size > FAULTS_MAX && oldest !== undefined) told.delete(oldest);
    const times = before?.again ?? 0;
    write(times === 0 ? text : `${text} (${times} times more since it was last told)`);
  };
}

/** Chosen: a stack with its cause is some thirty lines. */
const TEXT_MAX_CHARS = 4_000;

function textOf(error: unknown): string {
  if (error instanceof PreauError)
    return `${error.code}: ${error.message}`.slice(0, TEXT_MAX_CHARS);
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return text.slice(0, TEXT_MAX_CHARS);
}
