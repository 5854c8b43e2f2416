// Goal: no input, whatever its target, breaks, hangs or fills the memory (P10).
// Method: fuzzing in a thread that is watched, a second for each target; planted faults first, so that
// the watch is known to see. `npm run fuzz -- --minutes M` goes on.
import { expect, test } from 'vitest';
import { allTargets } from './targets.ts';
import { type WatchedRun, watchThreads } from './watch-thread.ts';

const NO_BOUND = Number.MAX_SAFE_INTEGER;

async function runsOf(names: readonly string[], ms: number): Promise<readonly WatchedRun[]> {
  const runs: WatchedRun[] = [];
  await watchThreads({ names, seed: 9, inputs: NO_BOUND, ms, deadMs: 6_000 }, (run) => {
    runs.push(run);
  });
  return runs;
}

test('planted faults are found: what is thrown, a hang, memory that grows', async () => {
  const names = ['planted-fault', 'planted-hang', 'planted-growth'];
  const runs = await runsOf(names, 1_500);
  expect(runs.map(({ name, findings }) => [name, findings[0]?.why])).toEqual([
    ['planted-fault', 'TypeError: planted at a library'],
    ['planted-hang', 'hangs for good'],
    ['planted-growth', expect.stringMatching(/memory/i)],
  ]);
  expect(Buffer.from(runs[0]?.findings[0]?.input ?? []).toString()).toBe('x');
}, 600_000);

test('a second of inputs finds nothing in any target', async () => {
  const names = (await allTargets()).map(({ name }) => name);
  const runs = await runsOf(names, 800);
  expect(runs.map(({ name }) => name)).toEqual(names);
  expect(
    runs.flatMap(({ name, findings }) => findings.map(({ why }) => `${name}: ${why}`)),
  ).toEqual([]);
}, 600_000);
