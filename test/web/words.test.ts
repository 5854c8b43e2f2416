import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readPhrase } from '../../app/notices/read-phrase.ts';
import { renderNow } from '../../web/console/render-now.ts';
import { statusFiles } from '../../web/status/status-files.ts';
import { readWords } from '../../web/words.ts';
import { morningStatus, morningView } from './fixtures/faces.ts';

// Goal: no page ever lacks a word, in either language.
// Method: the two locales side by side, and both languages through the whole morning.

function sections(language: 'fr' | 'en') {
  const file = new URL(`../../locales/${language}.yaml`, import.meta.url);
  const read = parse(readFileSync(file, 'utf8'));
  const { console, status, feeds, inbox, turn, turned, task, promise } = read;
  return { console, status, feeds, inbox, turn, turned, task, promise };
}

/** Each key with the values that its sentence takes. */
function keys(node: object, path = ''): readonly string[] {
  return Object.entries(node).flatMap(([name, child]: [string, unknown]) =>
    typeof child === 'object' && child !== null
      ? keys(child, `${path}${name}.`)
      : [`${path}${name} ${valuesOf(String(child)).join()}`],
  );
}

/** Those of an ICU message, else of a plain template. */
function valuesOf(template: string): readonly string[] {
  if (!template.includes(', plural,')) return (template.match(/\{\w+\}/g) ?? []).toSorted();
  const read = readPhrase(template, 'fr');
  if (read.kind === 'unreadable') throw new Error(`${template}: ${read.reason}`);
  const uses = [...read.variables, ...read.choices].map(({ name }) => `{${name}}`);
  return [...new Set(uses)].toSorted();
}

describe('the words of the pages', () => {
  test('are the same in both languages, with the same values', () => {
    expect(keys(sections('en')).toSorted()).toEqual(keys(sections('fr')).toSorted());
  });

  test.each(['fr', 'en'] as const)('leave no value unfilled in %s', (language) => {
    const words = readWords(language);
    const pages = [
      renderNow(morningView(language), words).markup,
      ...statusFiles(morningStatus(language), words).values(),
    ];
    for (const page of pages) expect(page).not.toMatch(/>[^<]*\{\w+\}[^<]*</);
  });

  test('keep French signs with their word', () => {
    const texts = JSON.stringify(sections('fr'));
    expect(texts).not.toMatch(/ [:;?!»]/);
  });

  test('refuse a key that has no words', () => {
    expect(() => readWords('fr')('console.nothing')).toThrow('console.nothing');
  });
});
