// Goal: `preau cost` shows the whole bill in 80 columns, in both languages, or as one JSON document.
// Method: the command line as typed, on a configuration of the test's own.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { costSummary } from '../../cli/cost-summary.ts';
import { costWords } from '../../cli/cost-words.ts';
import { COST_LINES } from '../../config/cost/cost-line.ts';
import { readConfig } from '../../config/read-config.ts';
import { aConfig } from '../config/a-config.ts';
import { type } from './a-terminal.ts';

let folder = '';
let file = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'preau-cost-'));
  file = join(folder, 'preau.yaml');
  writeFileSync(file, aConfig());
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const cost = (...more: readonly string[]) => type(['cost', file, ...more]);

describe.each(['fr', 'en'] as const)('in %s', (language) => {
  test('the table has every line within 80 columns, and its total', async () => {
    const { exitCode, out, err } = await cost('--lang', language, '--why');
    expect(err).toBe('');
    expect(exitCode).toBe(0);
    const wide = out
      .split('\n')
      .slice(1)
      .filter((line) => Array.from(line).length > 80);
    expect(wide).toEqual([]);
    for (const id of COST_LINES) expect(out).toContain(costWords(language).lines[id].what);
    expect(out).not.toMatch(/\{\w+\}/);
  });

  test('the synthesis gets a few lines of it', () => {
    const read = readConfig(aConfig());
    if (read.kind === 'refused') throw new Error('refused');
    const lines = costSummary(read.config, language);
    expect(lines.length).toBe(3);
    expect(lines.join('\n')).not.toMatch(/[{}]/);
    expect(lines[0]).toMatch(/11[.,]\d\d/);
  });
});

test('who is told can be said, and is reckoned with', async () => {
  const figures = async (...more: string[]) => {
    const { out } = await cost('--json', ...more);
    const read = JSON.parse(out) as {
      readonly perIncident: readonly { readonly id: string; readonly quantity: number }[];
    };
    return read.perIncident.find(({ id }) => id === 'incident-sms')?.quantity;
  };
  expect(await figures()).toBe(150);
  expect(await figures('--mobiles', '200')).toBe(600);
});

test('JSON is one document with lines, totals, savings and the day of the prices', async () => {
  const { out, exitCode } = await cost('--json');
  expect(exitCode).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    currency: 'EUR',
    eurosPerDollar: 1,
    date: expect.stringMatching(/^20\d\d-/),
    monthly: expect.arrayContaining([
      expect.objectContaining({ id: 'origin-features', quantity: 3, euros: 6 }),
    ]),
    levers: expect.arrayContaining([expect.objectContaining({ key: 'watch.interval' })]),
  });
});

test('an incident above the budget is shown as such', async () => {
  const { out } = await cost('--lang', 'en', '--mobiles', '10000');
  expect(out.replaceAll(/\s+/g, ' ')).toContain(
    'cost €2,100.48; the budget (notices.budget) is €200.00',
  );
});

test.each([['-1'], ['1.5'], ['many'], ['99999999']])('%s schools are refused', async (count) => {
  const { exitCode, err } = await cost('--lang', 'en', `--schools=${count}`);
  expect(exitCode).toBe(2);
  expect(err).toContain('a whole number of 0 or more');
});

test('a configuration for one machine has no such bill', async () => {
  writeFileSync(join(folder, 'local.yaml'), aConfig({ aws: undefined }));
  const { exitCode, err } = await type(['cost', join(folder, 'local.yaml')]);
  expect(exitCode).toBe(3);
  expect(err).toContain('section aws');
});
