import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ACADEMIE_TILES } from '../../web/status/academie-tiles.ts';
import { languageFiles } from '../../web/status/status-files.ts';
import { readWords } from '../../web/words.ts';
import { morningStatus } from './fixtures/faces.ts';
import { morning } from './fixtures/morning.ts';
import { morningPolicy } from './fixtures/morning-policy.ts';

// Goal: each académie that a platform serves has a tile and its row in both lists, with the worst of
// its platforms. Method: the table of académies, and the morning with académies of our own choice.

const ALONE = { toRoot: '', languages: [] };
const served = (serves: Readonly<Record<string, object>>) => {
  const platforms = morningPolicy.platforms.map(({ serves: _serves, ...platform }) => ({
    ...platform,
    ...(serves[platform.id] && { serves: serves[platform.id] }),
  }));
  const policy = { ...morningPolicy, platforms } as typeof morningPolicy;
  return languageFiles(morningStatus('fr', morning, policy), readWords('fr'), ALONE);
};

test('the map has one tile for every académie, and no two in one place', () => {
  const csv = readFileSync(new URL('../../data/academies.csv', import.meta.url), 'utf8');
  const names = csv
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',')[1] ?? '');
  expect(ACADEMIE_TILES.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
  const places = ACADEMIE_TILES.map(({ column, row }) => `${column} ${row}`);
  expect(new Set(places).size).toBe(places.length);
  expect(new Set(ACADEMIE_TILES.map(({ short }) => short)).size).toBe(places.length);
});

describe('académies', () => {
  const page =
    served({
      ara: { academies: ['Toulouse', 'Lyon'] },
      'ent-occitanie': { academies: ['Toulouse', 'Montpellier'] },
    }).get('academies.html') ?? '';
  const list = (from: string, to: string) =>
    [
      ...page
        .slice(page.indexOf(from), page.indexOf(to))
        .matchAll(/<h3>([^<]+)<\/h3>.*?<\/svg> ([^<]+)</g),
    ].map(([, name, word]) => `${name}: ${word}`);

  test('are listed by state and by name, each with the worst of its platforms', () => {
    expect(list('<h2 id="state"', '<h2 id="name"')).toEqual([
      'Montpellier: En panne, cours à l&#39;abri',
      'Toulouse: En panne, cours à l&#39;abri',
      'Lyon: En service',
    ]);
    expect(list('<h2 id="name"', '</main>').map((line) => line.split(':')[0])).toEqual([
      'Lyon',
      'Montpellier',
      'Toulouse',
    ]);
  });

  test('that a platform serves have a shape on the map, the others none', () => {
    const map = /<svg class="map"[\s\S]*?<ul/.exec(page)?.[0] ?? '';
    expect(map.match(/<svg class="shape"/g)).toHaveLength(3);
    expect(map.match(/class="nobody"/g)).toHaveLength(ACADEMIE_TILES.length - 3);
  });

  test('have no page where no platform names one, or only attached schools are served', () => {
    expect(served({}).has('academies.html')).toBe(false);
    const attached = { ara: { academies: ['Lyon'], onlyAttached: true } };
    expect(served(attached).has('academies.html')).toBe(false);
  });
});
