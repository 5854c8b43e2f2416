// Goal: `preau logs summarise` tells people and programs what happened, in both languages, and exits as it says.
// Method: command lines typed into a terminal that writes down, over a small made log.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { planOf } from '../../bench/cause/log-plan.ts';
import { makeLog } from '../../bench/cause/make-log.ts';
import { logsWords } from '../../cli/logs-words.ts';
import { type } from './a-terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'preau-logs-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = (name: string) => join(folder, name);

const plan = { seed: 4, base: 8, phases: planOf('calm:240:8,botnet:200:80,calm:120:8') };
writeFileSync(path('access.log'), `${[...makeLog(plan)].join('')}nothing\n`);
writeFileSync(path('garbage.log'), 'nothing\nnothing\n');
writeFileSync(path('phases.csv'), 'calme,1617688800,1617689040\nattaque ?,1617689040,1617689240\n');

const summarise = (more: string) => type(`logs summarise ${more}`);

test('people read each phase with its reading and why, within 80 columns', async () => {
  const { out, exitCode, err } = await summarise(`${path('access.log')} --lang en`);
  expect(exitCode).toBe(0);
  expect(err).toBe('');
  expect(out).toMatch(/08:00:00 → 08:04:00 {2}CALM {2}/);
  expect(out).toMatch(/08:04:00 → 08:07:20 {2}FLOOD {2}/);
  expect(out).toMatch(/one page gets\s+8\d%\s+against\s+\d%/);
  expect(out).toContain('passed over, of another format: 1');
  const paths = out.split('\n').filter((line) => !line.includes(folder));
  expect(paths.filter((line) => line.length > 80)).toEqual([]);
});

test('the same in French', async () => {
  const { out } = await summarise(`${path('access.log')} --phases ${path('phases.csv')} --lang fr`);
  expect(out).toContain('INONDATION');
  expect(out).toContain('(attaque ?)');
  expect(out).toMatch(/une seule page reçoit\s+8\d\s%/);
  expect(out).toMatch(/Référence \(phase donnée\)/);
});

test('programs read one document, with every feature of every phase', async () => {
  const { out, exitCode } = await summarise(`${path('access.log')} --json`);
  expect(exitCode).toBe(0);
  const { phases, skipped, baseline } = JSON.parse(out) as {
    readonly phases: readonly Record<string, unknown>[];
    readonly skipped: unknown;
    readonly baseline: unknown;
  };
  expect(skipped).toMatchObject({ 'other-format': { count: 1 } });
  expect(baseline).toMatchObject({ source: 'phase', from: '2021-04-06T06:00:00.000Z' });
  expect(phases.map(({ reading }) => reading)).toEqual(['calm', 'flood', 'calm']);
  expect(phases[1]).toMatchObject({
    reason: expect.stringMatching(/\w/),
    ramp: { peakPerMin: expect.any(Number), secondsToPeak: expect.any(Number) },
    requestsPerAddress: { p50: expect.any(Number), p99: expect.any(Number) },
    topPath: '/',
    statuses: { '2xx': expect.any(Number) },
    agents: { distinct: expect.any(Number) },
    bytes: expect.any(Number),
  });
  for (const share of ['knownNetworkShare', 'topPathShare', 'uniqueQueryShare', 'refererShare']) {
    expect(phases[1]?.[share]).toBeGreaterThanOrEqual(0);
    expect(phases[1]?.[share]).toBeLessThanOrEqual(1);
  }
  expect(phases[1]?.['pathDivergenceBits']).toBeGreaterThan(2);
});

test('a calm log may be named before the log, and a time bounds the phases that are given', async () => {
  const { out } = await summarise(
    `--baseline ${path('access.log')} ${path('access.log')} --phases ${path('phases.csv')} --from 1617689040 --json`,
  );
  const { baseline, phases } = JSON.parse(out) as {
    readonly baseline: unknown;
    readonly phases: readonly { readonly name: string }[];
  };
  expect(baseline).toMatchObject({ source: 'file' });
  expect(phases.map(({ name }) => name)).toEqual(['attaque ?']);
});

test.each([
  ['nothing useful', path('garbage.log'), 1, /no line of these logs could be counted/],
  ['no such file', path('none.log'), 1, /log-unreadable.*none\.log \(ENOENT\)/],
  ['no file', '', 2, /argument/],
  ['a time without a zone', `${path('access.log')} --from 2021-04-06T08:00:00`, 2, /its zone/],
  ['a format unheard of', `${path('access.log')} --format csv`, 2, /combined, common, json/],
  [
    'phases that are none',
    `${path('access.log')} --phases ${path('garbage.log')}`,
    1,
    /name,start,end/,
  ],
])('%s exits as it says', async (_name, more, code, said) => {
  const { exitCode, err } = await summarise(`${more} --lang en`);
  expect(exitCode).toBe(code);
  expect(err).toMatch(said);
});

test('both languages fill in the same values', () => {
  const leaves = (tree: unknown, at = ''): readonly string[] =>
    typeof tree === 'object' && tree !== null
      ? Object.entries(tree).flatMap(([key, child]) => leaves(child, `${at}.${key}`))
      : [`${at} ${[...new Set(String(tree).match(/(?<!(?:=\d|other) )\{\w+/g))].sort().join()}`];
  expect(leaves(logsWords('fr'))).toEqual(leaves(logsWords('en')));
});
