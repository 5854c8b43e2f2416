import type { Bench, BenchResult, Outcome } from './bench.ts';
import { thisCommit } from './committed.ts';
import { thisMachine } from './machine.ts';
import { versionsOf } from './versions-of.ts';

/** A bench that has run. */
export interface Ran {
  readonly result: BenchResult;
  readonly isTrial: boolean;
  readonly hasFailed: boolean;
}

/** @returns null for a bench that failed: standard error has said why */
export async function runBench(bench: Bench): Promise<Ran | null> {
  const say = (progress: string): void => console.error(`bench ${bench.name}: ${progress}`);
  const startedMs = performance.now();
  say('begins');
  try {
    // Asked before: a bench may take long enough for the checkout to change under it.
    const commit = await thisCommit();
    const came = await bench.run(say);
    say(`done in ${Math.round((performance.now() - startedMs) / 1_000)} s`);
    const outcome: Outcome = 'figures' in came ? came : { figures: came };
    const { figures, tables = [], isTrial = false, hasFailed = false } = outcome;
    const when = {
      day: new Date().toISOString().slice(0, 10),
      machine: thisMachine(),
      commit: commit ?? undefined,
      versions: await versionsOf(bench.peers ?? []),
    };
    const parts = outcome.parts?.map((part) => ({ ...part, ...when }));
    return { result: { name: bench.name, ...when, figures, tables, parts }, isTrial, hasFailed };
  } catch (error) {
    say(`failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return null;
  }
}
