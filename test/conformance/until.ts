import { setTimeout as delay } from 'node:timers/promises';
import { type FunctionName, FUNCTIONS } from '../../config/aws-functions.ts';
import { journalOf } from './evidence.ts';
import type { Home } from './home.ts';

const LOOK_EVERY_MS = 400;
/** Nothing here waits for longer but for what is broken. Chosen. */
const MAX_MS = 90_000;

/**
 * Look again until there is something to see.
 *
 * @returns it
 * @throws Error with what was waited for and what the functions complained of
 */
export async function until<T>(
  home: Home,
  what: string,
  look: () => Promise<T | null | undefined | false>,
  maxMs: number = MAX_MS,
): Promise<T> {
  const end = performance.now() + maxMs;
  for (;;) {
    const seen = await look();
    if (seen !== null && seen !== undefined && seen !== false) return seen;
    if (performance.now() > end)
      throw new Error(`waited for ${what} in vain.\n${await lastWords(home)}`);
    await delay(LOOK_EVERY_MS);
  }
}

/** For whoever reads the failure: the end of the journal, and what functions complained of. */
async function lastWords(home: Home): Promise<string> {
  const entries = (await journalOf(home)).slice(-ENTRIES_SHOWN);
  const told = entries.map(({ seq, event, actions }) =>
    [seq, new Date(event.at).toISOString(), event.kind, ...actions.map(({ key }) => key)].join(' '),
  );
  return [...told, complaintsOf(home)].join('\n');
}

const ENTRIES_SHOWN = 15;

/** Lines of all functions that are no news of success. */
export function complaintsOf(home: Home): string {
  const names = Object.keys(FUNCTIONS) as FunctionName[];
  const lines = names.flatMap((name) =>
    home
      .linesOf(name)
      .filter((line) => !/"level":"(?:INFO|DEBUG)"|^\{"_aws"/.test(line))
      .map((line) => `${name}: ${line.slice(0, 2_000)}`),
  );
  const failures = home.conductor.failures().map((one) => JSON.stringify(one));
  return [...lines, ...failures].join('\n');
}
