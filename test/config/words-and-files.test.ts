import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatDuration, parseDuration } from '../../config/duration.ts';
import { jsonSchemaText } from '../../config/json-schema.ts';
import { pagePatternsText } from '../../config/page-patterns-text.ts';
import { nearWord } from '../../config/near-word.ts';
import { problemWordsEn } from '../../config/problem-words-en.ts';
import { problemWordsFr } from '../../config/problem-words-fr.ts';
import { version } from '../../config/version.ts';
import { durationMs } from '../../core/units.ts';

// Goal: what is written twice agrees: words in two languages, the JSON Schema, the version.
// Method: compare the files; properties for durations.

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

test('config/preau.schema.json is up to date: run `npm run schema`', () => {
  expect(JSON.parse(read('config/preau.schema.json'))).toEqual(JSON.parse(jsonSchemaText()));
});

test('core/watch/page-patterns.ts is up to date: run `npm run page-patterns`', () => {
  const bare = (text: string) => text.replace(/[\s'",]+/g, '');
  expect(bare(read('core/watch/page-patterns.ts'))).toBe(bare(pagePatternsText()));
});

test('the version is that of package.json', () => {
  expect(JSON.parse(read('package.json'))).toMatchObject({ version });
});

test('the words of a problem name the same values in both languages', () => {
  const named = (words: { expected: string; remedy: string }) =>
    [...`${words.expected} ${words.remedy}`.matchAll(/\{\w+\}/g)].map(String).sort();
  for (const [code, french] of Object.entries(problemWordsFr)) {
    const english = Object.entries(problemWordsEn).find(([other]) => other === code)?.[1];
    expect({ code, named: english && named(english) }).toEqual({ code, named: named(french) });
  }
});

test('a duration that is written is read back the same', () => {
  fc.assert(
    fc.property(fc.nat({ max: 999_999_999 }), (ms) => {
      expect(parseDuration(formatDuration(durationMs(ms)))).toBe(ms);
    }),
  );
  expect(['500ms', '10s', '5m', '2h', '14d'].map(parseDuration)).toEqual([
    500, 10_000, 300_000, 7_200_000, 1_209_600_000,
  ]);
  expect(formatDuration(durationMs(90_000))).toBe('90s');
});

test('a misspelt key finds its neighbour, and a foreign one none', () => {
  const keys = ['votesToFall', 'roundsToFall', 'interval'];
  expect(nearWord('votes_to_fal', keys)).toBe('votesToFall');
  expect(nearWord('intervalle', keys)).toBe('interval');
  expect(nearWord('colour', keys)).toBeUndefined();
  expect(nearWord('x'.repeat(100_000), keys)).toBeUndefined();
});
