// Goal: what the bench reads of logs, pages, wrk, its options and its own kept results is what is there.
// Method: small texts, right and wrong; two packages of the bench opened by the importers they are for.
import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { openLessons } from '../../../adapters/local/lessons/open-lessons.ts';
import { mirrorWords } from '../../../adapters/local/mirror/words.ts';
import type { BenchPart, BenchResult } from '../../../bench/bench.ts';
import { withFormerParts } from '../../../bench/former-parts.ts';
import { outputFiles } from '../../../bench/mirror/check/output-files.ts';
import { chosenPicture, weighPage } from '../../../bench/mirror/check/weigh-page.ts';
import {
  addressesAskedTwice,
  originCost,
  readAccessLog,
} from '../../../bench/mirror/origin/access-log.ts';
import { madeCourse } from '../../../bench/mirror/packages/a-course.ts';
import { cartridgeParts } from '../../../bench/mirror/packages/cartridge-parts.ts';
import { moodleParts } from '../../../bench/mirror/packages/moodle-parts.ts';
import { packTar, packZip } from '../../../bench/mirror/packages/pack.ts';
import { measureRun } from '../../../bench/mirror/measure-run.ts';
import { PHASES, readPlan } from '../../../bench/mirror/plan.ts';
import { readWrk } from '../../../bench/mirror/wrk-output.ts';
import { scratch } from './a-small-site.ts';

const folder = scratch();

test('a log gives what was asked twice; a request that was broken off is none, nor is half a line', () => {
  const line = (...fields: readonly (string | number)[]): string => `${fields.join('\t')}\t1.5\n`;
  const log = readAccessLog(
    line(200, 10, 'GET', '/a') +
      line(200, 20, 'HEAD', '/a') +
      line(499, 0, 'GET', '/b') +
      line(304, 5, 'GET', '/b') +
      line(200, 10, 'GET', '/a') +
      '200\t10\tGET\t/a',
  );
  expect(addressesAskedTwice(log)).toEqual(['GET /a']);
  expect(log[0]?.atMs).toBe(1_500);
  expect(originCost(log)).toEqual({ requests: 5, bytes: 45, askedTwice: 1 });
});

test('without options all phases run in full; a part of it is a trial only when it is smaller', () => {
  expect(readPlan({})).toMatchObject({ phases: PHASES, isTrial: false, lessons: 2_000, runs: 3 });
  const part = readPlan({ PREAU_BENCH_MIRROR: 'again,crawl' });
  expect(part).toMatchObject({ phases: ['crawl', 'again'], isTrial: false });
  expect(readPlan({ PREAU_BENCH_SCALE: '0.01' })).toMatchObject({ isTrial: true, lessons: 40 });
  expect(() => readPlan({ PREAU_BENCH_MIRROR: 'crawls' })).toThrow('lessons,packages');
  for (const scale of ['0', '2', 'half'])
    expect(() => readPlan({ PREAU_BENCH_SCALE: scale })).toThrow('PREAU_BENCH_SCALE');
});

test('a rate of wrk counts where every answer was a good one', () => {
  const said =
    '  Latency Distribution\n     50%    1.10ms\n     99%    2.50ms\nRequests/sec:   1234.5\n';
  expect(readWrk(said)).toEqual({ perSecond: 1_234.5, p99Ms: 2.5 });
  expect(() => readWrk(`${said}  Non-2xx or 3xx responses: 3\n`)).toThrow('Non-2xx');
  expect(() => readWrk('')).toThrow('expected wrk');
});

test('a part that did not run keeps its last result, with its own day', () => {
  const machine = { cpu: 'a cpu', cores: 2, memoryMB: 4_096, node: 'v24.0.0', os: 'an OS' };
  const part = (name: string, day: string): BenchPart => ({
    name,
    day,
    machine,
    figures: [],
    tables: [],
  });
  const result = (...parts: readonly BenchPart[]): BenchResult => ({
    ...part('b', parts[0]?.day ?? ''),
    parts,
  });
  const former = result(part('one', '2026-11-01'), part('two', '2026-11-01'));
  const next = withFormerParts(
    result(part('two', '2026-11-02'), part('new', '2026-11-02')),
    former,
  );
  expect(next.parts?.map(({ name, day }) => `${name} ${day}`)).toEqual([
    'one 2026-11-01',
    'two 2026-11-02',
    'new 2026-11-02',
  ]);
  const all = result(part('two', '2026-11-03'), part('one', '2026-11-03'));
  expect(withFormerParts(all, former)).toBe(all);
  expect(withFormerParts(all, null)).toBe(all);
});

test('a phone takes the first making that it shows, and the smallest that is wide enough', () => {
  const picture = { label: '', src: 'a.jpg', srcset: 'b.jpg 320w, c.jpg 800w, d.jpg 1600w' };
  expect(chosenPicture({ ...picture, sources: [] })).toBe('c.jpg');
  expect(chosenPicture({ ...picture, srcset: '', sources: [] })).toBe('a.jpg');
  const sources = [
    { type: 'image/jxl', srcset: 'x.jxl' },
    { type: 'image/avif', srcset: 'e.avif 320w, f.avif 640w' },
  ];
  expect(chosenPicture({ ...picture, sources })).toBe('f.avif');
});

test('a page weighs what it is made of, each file once, what styles name included', async () => {
  const root = await folder();
  const html =
    '<link rel="stylesheet" href="a.css"><script src="https://stats.example/t.js"></script><img src="p.jpg"><img src="p.jpg"><img data-src="q.jpg">';
  await writeFile(join(root, 'index.html'), html);
  await writeFile(join(root, 'a.css'), '@import "b.css";');
  await writeFile(join(root, 'b.css'), 'p { background: url(r.jpg) }');
  for (const [name, bytes] of [
    ['p', 1_000],
    ['q', 200],
    ['r', 30],
  ] as const)
    await writeFile(join(root, `${name}.jpg`), Buffer.alloc(bytes, 1));
  const weight = await weighPage(outputFiles(root, root, 'host'), join(root, 'index.html'));
  expect(weight).toMatchObject({ requests: 6, htmlBytes: html.length });
  expect(weight.bytes).toBe(html.length + 16 + 28 + 1_230);
});

test.each([
  ['course.mbz', moodleParts, packZip],
  ['course.mbz', moodleParts, packTar],
  ['course.imscc', cartridgeParts, packZip],
] as const)(
  'a made-up %s is one, with every page, picture and document',
  async (name, parts, pack) => {
    const file = join(await folder(), name);
    const course = await madeCourse(2);
    await pack(parts(course), file);
    const source = await openLessons(file, mirrorWords('fr'));
    const { files, leftOut } = await source.list();
    const count = (ending: RegExp): number => files.filter(({ path }) => ending.test(path)).length;
    expect(leftOut).toEqual([]);
    expect(count(/\.jpg$/)).toBe(course.pages.length);
    expect(count(/\.pdf$/)).toBe(course.documents.length);
    expect(count(/\.html$/)).toBeGreaterThanOrEqual(course.pages.length);
    const read = await Promise.all(files.map((one) => source.read(one)));
    expect(read.filter((bytes) => bytes === null)).toEqual([]);
    await source.close?.();
  },
);

test('a run is measured with what it started, and ended at its limit', async () => {
  const leftovers = { pids: new Set<number>(), folders: new Set<string>(), clear: () => undefined };
  const script =
    'const b = Buffer.alloc(80e6, 1); const t = Date.now(); while (Date.now() - t < 400); console.log(b.length)';
  const run = await measureRun(
    { program: process.execPath, args: ['-e', script] },
    { maxMs: 20_000 },
    leftovers,
  );
  expect(run).toMatchObject({ exitCode: 0, ending: 'itself', output: '80000000\n' });
  expect(run.peakMiB).toBeGreaterThan(80);
  expect(run.cpuSec).toBeGreaterThan(0.1);
  const ended = await measureRun({ program: 'sleep', args: ['60'] }, { maxMs: 200 }, leftovers);
  expect(ended).toMatchObject({ exitCode: null, ending: 'time' });
  expect(leftovers.pids.size).toBe(0);
});
