import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judgesOf } from './judges-of.ts';
import type { Instrumenter } from './load-instrumenter.ts';
import { makeMutants } from './make-mutants.ts';
import type { Mutant } from './mutant.ts';
import type { MutationJob } from './mutation-job.ts';
import type { Outcome } from './outcome.ts';
import { testsThatReach } from './tests-that-reach.ts';
import { watchWorker } from './watch-worker.ts';

/** What came of some files. */
export interface MutatedFiles {
  /** Of the files whose every mutant was tried. */
  readonly tried: readonly Tried[];
  readonly notRun: readonly string[];
}

/** A mutant and what came of it. */
export interface Tried extends Mutant {
  readonly outcome: Outcome;
}

/**
 * Tries every mutant of some files of `core/`, in code that only memory has.
 *
 * @param files from the root
 * @param endsAt by `performance.now()`: what is not tried by then is not run
 * @throws when a test fails without any mutant
 */
export async function mutateFiles(
  instrumenter: Instrumenter,
  root: string,
  files: readonly string[],
  endsAt?: number,
): Promise<MutatedFiles> {
  const { mutants, sources } = await makeMutants(instrumenter, root, files);
  const testsOf = Object.fromEntries(
    files.map((file) => [file, testsThatReach(root, judgesOf(root, file), file)]),
  );
  const folder = mkdtempSync(join(tmpdir(), 'preau-mutation-'));
  const [words, spent] = [join(folder, 'words.jsonl'), join(folder, 'spent')];
  const measured = join(folder, 'measured.json');
  const job: MutationJob = { root, mutants, sources, testsOf, words, spent, measured };
  writeFileSync(join(folder, 'job.json'), JSON.stringify(job));
  const forget = (): void => rmSync(folder, { recursive: true, force: true });
  process.once('exit', forget);
  try {
    return sortOut(mutants, await watchWorker(join(folder, 'job.json'), job, endsAt));
  } finally {
    forget();
    process.off('exit', forget);
  }
}

function sortOut(mutants: readonly Mutant[], outcomes: ReadonlyMap<string, Outcome>): MutatedFiles {
  const untried = mutants.filter(({ id }) => !outcomes.has(id));
  const notRun = [...new Set(untried.map(({ file }) => file))];
  const tried = mutants.flatMap((mutant) => {
    const outcome = outcomes.get(mutant.id);
    return outcome === undefined || notRun.includes(mutant.file) ? [] : [{ ...mutant, outcome }];
  });
  return { tried, notRun };
}
