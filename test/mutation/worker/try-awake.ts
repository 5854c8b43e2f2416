import type { Mutant } from '../mutant.ts';
import type { Outcome } from '../outcome.ts';
import type { LoadedTest } from './load-tests.ts';
import type { Measured } from './measure-tests.ts';
import type { Say } from './say.ts';
import { switchboard } from './switchboard.ts';

/** As StrykerJS has it: what runs a hundred times as often as it should has no end. */
const HITS_FACTOR = 100;
const HITS_MORE = 1_000;

/** Tests that killed a file's mutants lately are tried first on its next ones. */
const LATELY_MAX = 3;
const lately = new Map<string, readonly string[]>();

/**
 * Tries one mutant on all tests that run its place, until one fails.
 *
 * @returns `spoiled` where the test that failed fails without the mutant too: something outlasted a mutant
 */
export async function tryAwake(
  mutant: Mutant,
  tests: ReadonlyMap<string, LoadedTest>,
  { hits, tookMs }: Measured,
  say: Say,
): Promise<Outcome | 'spoiled'> {
  const hitsOf = hits[mutant.id] ?? {};
  const known = lately.get(mutant.file) ?? [];
  const rank = (key: string): number => (known.includes(key) ? 0 : (tookMs[key] ?? 0));
  const keys = Object.keys(hitsOf).toSorted((one, other) => rank(one) - rank(other));
  for (const key of keys) {
    const test = tests.get(key);
    if (test === undefined) throw new Error(`expected the test ${key} to be loaded`);
    const limit = HITS_FACTOR * (hitsOf[key] ?? 0) + HITS_MORE;
    const fate = await runAwake(mutant.id, limit, test);
    say.alive();
    if (fate === 'passes') continue;
    lately.set(mutant.file, [key, ...known.filter((one) => one !== key)].slice(0, LATELY_MAX));
    return (await runAsleep(test)) ? fate : 'spoiled';
  }
  return keys.length === 0 ? 'uncovered' : 'survived';
}

/** @param limit how often the mutant may run */
export async function runAwake(
  id: string,
  limit: number,
  { body }: Pick<LoadedTest, 'body'>,
): Promise<'passes' | 'killed' | 'timeout'> {
  switchboard.activeMutant = id;
  switchboard.hitCount = 0;
  switchboard.hitLimit = limit;
  try {
    await body();
    return switchboard.hitCount > limit ? 'timeout' : 'passes';
  } catch {
    return switchboard.hitCount > limit ? 'timeout' : 'killed';
  } finally {
    switchboard.activeMutant = undefined;
  }
}

async function runAsleep({ body }: LoadedTest): Promise<boolean> {
  try {
    await body();
    return true;
  } catch {
    return false;
  }
}
