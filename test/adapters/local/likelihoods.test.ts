// Goal: the table that ships loads in both languages, and a faulty one is refused with places.
// Method: the shipped file, and edits of it written to a temp folder.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadLikelihoods } from '../../../adapters/local/likelihoods.ts';
import { PreauError } from '../../../core/errors.ts';

const shipped = new URL('../../../data/likelihoods.yaml', import.meta.url).pathname;
const text = readFileSync(shipped, 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'preau-likelihoods-'));
afterAll(() => rmSync(folder, { recursive: true }));

function refusalOf(edited: string): string {
  const path = join(folder, 'table.yaml');
  writeFileSync(path, edited);
  try {
    loadLikelihoods(path);
  } catch (error) {
    if (error instanceof PreauError && error.code === 'config-invalid') return error.message;
    throw error;
  }
  throw new Error('the table was accepted');
}

test('the shipped table has its rows, says why of each, and its priors sum to one', () => {
  const table = loadLikelihoods(shipped);
  expect(table.rows.length).toBeGreaterThanOrEqual(25);
  expect(table.rows.every(({ why }) => why.length > 20)).toBe(true);
  expect(Object.values(table.priors).reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
  expect(table.claims['owner']).toMatchObject({ default: 4, attack: 3 });
});

test('both languages have every sentence, and they differ', () => {
  const french = loadLikelihoods(shipped, 'fr');
  const english = loadLikelihoods(shipped, 'en');
  expect(english.rows.map(({ feature }) => feature)).toEqual(
    french.rows.map(({ feature }) => feature),
  );
  expect(english.rows.filter(({ why }, index) => why === french.rows[index]?.why)).toEqual([]);
});

test('every fault is told at once, each with its place', () => {
  const message = refusalOf(
    text.replace('shrink: 0.7', 'shrink: 7').replace('overload: 2.2', 'overload: -2.2'),
  );
  expect(message).toMatch(/\n {2}\d+:\d+ shrink: expected/);
  expect(message).toMatch(/\n {2}\d+:\d+ rows\[\d+\]\.ratios\.overload: expected/);
});

test.each([
  ['priors that do not sum to one', text.replace('overload: 0.10', 'overload: 0.60'), 'sum to 1'],
  [
    'a row read with one that is not there',
    text.replace('when: [[latency-knee]', 'when: [[latency-elbow]'),
    'latency-elbow is none',
  ],
  ['a row told twice', text.replace('- feature: dns-failure', '- feature: tls-invalid'), 'has two'],
  [
    'an unknown cause',
    text.replace('between: [overload, attack]', 'between: [overload, ghosts]'),
    'between',
  ],
  ['what is not YAML', 'rows: [', ''],
  ['nothing', '', ''],
])('%s is refused', (_name, edited, expected) => {
  expect(refusalOf(edited)).toContain(expected);
});

test('a table that is not there says so', () => {
  expect(() => loadLikelihoods(join(folder, 'none.yaml'))).toThrow(/cannot be read/);
});
