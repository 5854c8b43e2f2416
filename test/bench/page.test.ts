// Goal: docs/benchmarks.md shows what was measured, missed targets first of all.
// Method: a page of made-up results, and the command line of `npm run bench` with a wrong name.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Bench, BenchResult } from '../../bench/bench.ts';
import { atLeast, atMost, median, measured } from '../../bench/figure.ts';
import { benchmarksPage } from '../../bench/page.ts';

const figures = [
  atMost('slow', 3.14159, 's', 2, { name: 'a peer', value: 6 }),
  atLeast('fast', 1_234.5, 'rows/s', 1_000),
  measured('watched', 7, 'MB'),
];
const bench: Bench = {
  name: 'sample',
  method: 'Made up.',
  tried: { slow: 'A cache, which did not help.' },
  run: async () => figures,
};
const machine = { cpu: 'a cpu', cores: 2, memoryMB: 4_096, node: 'v24.0.0', os: 'an OS' };
const result: BenchResult = { name: 'sample', machine, figures };
const page = benchmarksPage([result], [bench], new Date(0));

test('a missed target is shown as missed, with what was tried', () => {
  expect(page).toContain('| slow | 3.14 s | a peer: 6 s | 0.524 | 2 s | **no** |');
  expect(page).toContain('**Missed: slow.** A cache, which did not help.');
  expect(page).toContain('Targets met: 1 of 2');
});

test('a figure without a peer or a target says so', () => {
  expect(page).toContain('| fast | 1,235 rows/s | none measured | – | 1,000 rows/s | yes |');
  expect(page).toContain('| watched | 7 MB | none measured | – | – | – |');
});

test('a value that never came is no value that meets its target', () => {
  expect(atMost('never', median([]), 's', 2).met).toBe(false);
});

test('an unknown bench is refused with the names of those that there are', async () => {
  const run = fileURLToPath(new URL('../../bench/run.ts', import.meta.url));
  const said = await new Promise<string>((resolve) =>
    execFile(process.execPath, [run, 'nope', '--json'], (error, out, err) =>
      resolve(`${error?.code} ${out}${err}`),
    ),
  );
  expect(said).toMatch(/^2 bench: expected the name of a bench, got "nope"/);
  expect(said).toContain('turn, first-notice');
});
