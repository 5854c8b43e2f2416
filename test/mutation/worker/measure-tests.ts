import type { LoadedTest } from './load-tests.ts';
import { switchboard } from './switchboard.ts';

export interface Measured {
  /** By the test's key, in milliseconds. */
  readonly tookMs: Readonly<Record<string, number>>;
  /** By the mutant: how often each test that runs its place runs it. */
  readonly hits: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Mutants whose place is run while files are read. */
  readonly whileRead: readonly string[];
}

/**
 * Runs each test with no mutant awake.
 *
 * @throws what a test throws: tests must pass before anything can be said of mutants
 */
export async function measureTests(tests: readonly LoadedTest[]): Promise<Measured> {
  const tookMs: Record<string, number> = {};
  const hits: Record<string, Record<string, number>> = {};
  for (const { key, body } of tests) {
    switchboard.currentTestId = key;
    const began = performance.now();
    await body();
    tookMs[key] = performance.now() - began;
  }
  switchboard.currentTestId = undefined;
  for (const [key, counts] of Object.entries(switchboard.mutantCoverage.perTest))
    for (const [id, count] of Object.entries(counts)) (hits[id] ??= {})[key] = count;
  return { tookMs, hits, whileRead: Object.keys(switchboard.mutantCoverage.static) };
}
