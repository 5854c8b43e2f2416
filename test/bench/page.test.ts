// Goal: docs/benchmarks.md shows what was measured, missed targets first of all, each bench by itself.
// Method: a page of made-up results, a folder of kept ones, and the command line with a wrong name.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import type { Bench, BenchResult } from '../../bench/bench.ts';
import { atLeast, atMost, measured, median } from '../../bench/figure.ts';
import { keptResults } from '../../bench/kept-results.ts';
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
const tables = [
  { title: 'By system', headings: ['system', 'a|b'], rows: [['ours', '0.02 / 0.04']] },
];
const result: BenchResult = { name: 'sample', day: '2026-11-30', machine, figures, tables };
const page = benchmarksPage([result], [bench]);

test('a missed target is shown as missed, with what was tried', () => {
  expect(page).toContain('| slow | 3.14 s | a peer: 6 s | 0.524 | 2 s | **no** |');
  expect(page).toContain('**Missed: slow.** A cache, which did not help.');
  expect(page).toContain('Targets met: 1 of 2');
});

test('a figure without a peer or a target says so', () => {
  expect(page).toContain('| fast | 1,235 rows/s | none measured | – | 1,000 rows/s | yes |');
  expect(page).toContain('| watched | 7 MB | none measured | – | – | – |');
});

test('a section says when and where it was measured, and has its own tables', () => {
  expect(page).toContain(
    'Measured on 2026-11-30: a cpu, 2 cores, 4096 MB of memory; an OS, Node v24.0.0.',
  );
  expect(page).toContain('**By system**\n\n| system | a\\|b |\n|---|---|\n| ours | 0.02 / 0.04 |');
});

test('parts of a bench are shown each with its own day, and count', () => {
  const part = { name: 'far', day: '2026-11-28', machine, figures, tables };
  const parted = benchmarksPage([{ ...result, figures: [], tables: [], parts: [part] }], [bench]);
  expect(parted).toContain('Made up.\n\n### far\n\nMeasured on 2026-11-28: a cpu');
  expect(parted).toContain('**Missed: slow.** A cache, which did not help.');
  expect(parted).toContain('Targets met: 1 of 2');
  expect(parted).toContain('**By system**');
});

test('a bench without a result says that nothing was measured', () => {
  expect(benchmarksPage([], [bench])).toContain('## sample\n\nMade up.\n\n**Nothing measured yet');
});

test('a value that never came is no value that meets its target', () => {
  expect(atMost('never', median([]), 's', 2).met).toBe(false);
});

test('a result that is kept makes the same page again, a value that never came included', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'preau-kept-'));
  try {
    const kept = keptResults(pathToFileURL(`${folder}/`));
    const never = { ...result, figures: [...figures, atMost('never', Infinity, 's', 2)] };
    await kept.keep(never);
    await writeFile(join(folder, 'broken.json'), '{"name":');
    const read = await kept.read('sample');
    expect(benchmarksPage(read === null ? [] : [read], [bench])).toBe(
      benchmarksPage([never], [bench]),
    );
    expect(benchmarksPage([never], [bench])).toContain('| never | never s |');
    const parted = { ...result, parts: [{ ...result, name: 'far' }] };
    await kept.keep(parted);
    expect(await kept.read('sample')).toEqual(parted);
    expect([await kept.read('absent'), await kept.read('broken')]).toEqual([null, null]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('an unknown bench is refused with the names of those that there are', async () => {
  const run = fileURLToPath(new URL('../../bench/run.ts', import.meta.url));
  const said = await new Promise<string>((resolve) =>
    execFile(process.execPath, [run, 'nope', '--json'], (error, out, err) =>
      resolve(`${error?.code} ${out}${err}`),
    ),
  );
  expect(said).toMatch(/^2 bench: expected the name of a bench, got "nope"/);
  expect(said).toContain('turn, shelter, first-notice');
});
