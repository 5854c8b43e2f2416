// Goal: every line of the threat model is held by a test that is there. Method: read the page's tables.
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const ROOT = new URL('../../', import.meta.url);
const page = readFileSync(new URL('docs/threat-model.md', ROOT), 'utf8');

/** Lines of the tables of threats: letters, threat, what holds it, tests. */
const threats = page
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .filter(([, letters = '']) => /^[STRIDE](?:, [STRIDE])*$/.test(letters));

const named = threats.flatMap(([, , threat = '', , tests = '']) =>
  [...tests.matchAll(/`(test\/[^`]+)` "([^"]+)"/g)].map(([, file = '', name = '']) => ({
    threat,
    file,
    name,
  })),
);

test('every threat names a test', () => {
  expect(threats.length).toBeGreaterThan(45);
  const bare = threats.filter(([, , threat]) => !named.some((one) => one.threat === threat));
  expect(bare.map(([, , threat]) => threat)).toEqual([]);
});

test('every test that is named is there, by its file and its words', () => {
  const texts = new Map<string, string>();
  const textOf = (file: string): string => {
    const path = new URL(file, ROOT);
    const known = texts.get(file) ?? (existsSync(path) ? readFileSync(path, 'utf8') : '');
    texts.set(file, known);
    return known;
  };
  const lost = named.filter(({ file, name }) => !textOf(file).includes(name));
  expect(lost).toEqual([]);
});
