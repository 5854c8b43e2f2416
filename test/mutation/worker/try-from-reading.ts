import { vi } from 'vitest';
import type { Mutant } from '../mutant.ts';
import type { Outcome } from '../outcome.ts';
import { type LoadedTest, loadTests } from './load-tests.ts';
import type { Say } from './say.ts';
import { switchboard } from './switchboard.ts';
import { runAwake } from './try-awake.ts';

/** Chosen: no constant of this project is reckoned in more steps than that. */
const HITS_MAX = 1_000_000;
/** Chosen: the tests of a file are among those that import it most directly. */
const FILES_MAX = 5;

/**
 * Tries a mutant of what is reckoned once, when its file is read: tables, patterns, functions that are
 * constants. Everything is read anew with it, one test file after the other, until one fails.
 *
 * @param files of tests that reach it, nearest first
 */
export async function tryFromReading(
  mutant: Mutant,
  root: string,
  files: readonly string[],
  say: Say,
): Promise<Outcome> {
  for (const file of files.slice(0, FILES_MAX)) {
    const tests = await readAwake(mutant.id, root, file);
    if (tests === null) return 'killed';
    for (const test of tests) {
      const fate = await runAwake(mutant.id, HITS_MAX, test);
      say.alive();
      if (fate !== 'passes') return fate;
    }
  }
  return 'survived';
}

/** @returns null where the file cannot be read with it */
async function readAwake(id: string, root: string, file: string): Promise<LoadedTest[] | null> {
  vi.resetModules();
  switchboard.activeMutant = id;
  switchboard.hitCount = 0;
  switchboard.hitLimit = HITS_MAX;
  try {
    return await loadTests(root, [file]);
  } catch {
    return null;
  } finally {
    switchboard.activeMutant = undefined;
  }
}
