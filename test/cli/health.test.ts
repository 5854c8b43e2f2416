import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { judgeHealth } from '../../app/health/judge-health.ts';
import type { HealthFacts } from '../../app/health/health-facts.ts';
import { createIo } from '../../cli/frame-io.ts';
import { healthReport } from '../../cli/health-report.ts';
import { healthWords } from '../../cli/health-words.ts';
import { durationMs, epochMs, hours, platformId, vantageId } from '../../core/units.ts';
import { ago, calm, facts, NOW } from '../app/health/a-home.ts';
import { morningFolder } from '../fixtures/morning-folder.ts';
import { type } from './a-terminal.ts';

// Goal: `preau health` says of a home, running or not, whether it does its work, and what to do where
// not. Method: the folder of a home that has stopped, by the command as typed; pictures of homes that
// do well and ill, as lines.

const sink = { write: () => true, columns: 80 };
const linesOf = (lang: 'fr' | 'en', changes: Partial<HealthFacts> = {}): string => {
  const io = createIo({ argv: ['--lang', lang], env: {}, stdout: sink, stderr: sink });
  return healthReport(judgeHealth(facts(changes)), 'home', healthWords(lang), io).join('\n');
};

const ILL: Partial<HealthFacts> = {
  running: false,
  roundEndedAt: null,
  journal: { unwrittenSince: ago(90_000) },
  outbox: { open: 900, oldestMs: durationMs(3_000_000) },
  namesAnswer: false,
  freeBytes: 123_456_789,
  pages: [{ host: '/var/lib/preau/region-academique-bretagne/pages', writtenAt: ago(hours(2)) }],
  state: calm({ blind: [vantageId('paris')], mirror: null }),
  certificates: [
    { platform: platformId('nord'), whose: 'mirror', endsAt: epochMs(NOW - hours(25)) },
  ],
  deadLetters: 3,
  alarms: ['preau-nobody-watches', 'preau-dead-letters-actions'],
};

describe('a report', () => {
  test.each(['fr', 'en'] as const)('of a calm home fits 80 columns, in %s', (lang) => {
    const text = linesOf(lang);
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    expect(text).not.toMatch(/[!✖→{}]/);
    expect(text).toContain(lang === 'fr' ? 'Tout va bien.' : 'All is well.');
  });

  test.each(['fr', 'en'] as const)('says what to do about each line that is ill, in %s', (lang) => {
    const lines = linesOf(lang, ILL).split('\n');
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
    const faults = lines.filter((line) => /^ {2}[!✖] /.test(line));
    const ill = judgeHealth(facts(ILL)).lines.filter(({ verdict }) => verdict !== 'ok').length;
    expect(ill).toBeGreaterThan(11);
    expect(faults).toHaveLength(ill);
    expect(lines.filter((line) => line.includes('→'))).toHaveLength(ill);
    expect(lines.filter((line) => line.includes('docs/runbook.md#'))).toHaveLength(ill);
  });

  test('tells what is only beside the work from the work itself', () => {
    const { pages } = ILL;
    expect(linesOf('en', pages && { pages })).toContain('Préau does its work, but');
    expect(linesOf('en', ILL)).toContain('PRÉAU DOES NOT DO ITS WORK');
  });
});

describe('a home that has stopped', () => {
  let data = '';
  beforeAll(async () => {
    data = join(mkdtempSync(join(tmpdir(), 'preau-health-')), 'data');
    await morningFolder(data, 40);
  });
  afterAll(() => rmSync(join(data, '..'), { recursive: true }));

  test('is told from its files, and ends with 1', async () => {
    const { exitCode, out } = await type(['health', '--data', data, '--json']);
    expect(exitCode).toBe(1);
    const picture = JSON.parse(out);
    expect(picture).toMatchObject({ from: 'files', healthy: false, verdict: 'dead' });
    const verdicts = new Map(
      picture.lines.map((line: { name: string; verdict: string }) => [line.name, line.verdict]),
    );
    expect(verdicts.get('home')).toBe('dead');
    expect(verdicts.get('names')).toBe('dead');
    expect(verdicts.get('rounds')).toBe('dead');
    expect(verdicts.get('disk')).not.toBeUndefined();
    expect(
      picture.lines.find(({ name }: { name: string }) => name === 'rounds').value,
    ).toBeGreaterThan(0);
  });

  test('says so to people', async () => {
    const { out } = await type(['health', '--data', data, '--lang', 'en']);
    expect(out).toContain('read from its files: the home is STOPPED');
    expect(out).toContain('preau start');
  });

  test('is not made up where no home has run', async () => {
    const { exitCode, err } = await type(['health', '--data', join(data, 'elsewhere')]);
    expect(exitCode).toBe(1);
    expect(err).toContain('elsewhere');
  });
});
