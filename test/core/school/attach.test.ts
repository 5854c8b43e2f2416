// Goal: a platform serves the schools that its lists say, all of them and no other.
// Method: one school against lists that hold and do not.
import { expect, test } from 'vitest';
import type { Platform, Serves } from '../../../core/platform.ts';
import { serves } from '../../../core/school/attach.ts';
import type { School } from '../../../core/school/school.ts';
import type { Uai } from '../../../core/units.ts';
import { durationMs, hosterId, platformId } from '../../../core/units.ts';

const college: School = {
  uai: '0311631E' as Uai,
  name: 'Collège Michelet',
  type: 'college',
  academie: 'Orléans-Tours',
  department: '031',
  commune: 'Toulouse',
  timeZone: 'Europe/Paris',
  state: 'open',
};

const mirror: NonNullable<Platform['mirror']> = {
  hoster: hosterId('elsewhere'),
  addresses: ['127.0.0.1'],
  port: 443,
  ownName: 'secours.example',
  maxAgeMs: durationMs(1),
};

const platform = (lists: Serves): Pick<Platform, 'id' | 'serves' | 'mirror'> => ({
  id: platformId('ent'),
  serves: lists,
  mirror,
});

test.each<[string, Serves, boolean]>([
  ['no list at all', {}, true],
  ['its académie', { academies: ['Lille', 'Orléans-Tours'] }, true],
  ['its académie without accents or case', { academies: ['ORLEANS TOURS'] }, true],
  ['another académie', { academies: ['Toulouse'] }, false],
  ['its department', { departments: ['031'] }, true],
  ['its department in two characters', { departments: ['31'] }, true],
  ['another department', { departments: ['032'] }, false],
  ['its type', { types: ['college'] }, true],
  ['another type', { types: ['lycee'] }, false],
  ['an empty list', { academies: [] }, false],
  ['two lists that hold', { academies: ['Orléans-Tours'], types: ['college'] }, true],
  ['two lists of which one holds', { academies: ['Orléans-Tours'], types: ['lycee'] }, false],
])('with %s', (_case, lists, served) => {
  expect(serves(platform(lists), college)).toBe(served);
});

test('a school of several sites is of all its types', () => {
  const { name, commune } = college;
  const cite: School = {
    ...college,
    sites: [
      { name, commune, type: 'college' },
      { name: 'le lycée', commune, type: 'lycee' },
    ],
  };
  expect(serves(platform({ types: ['lycee'] }), cite)).toBe(true);
  expect(serves(platform({ types: ['ecole'] }), cite)).toBe(false);
});

test('a body that is no school is served only where no type is asked for', () => {
  const service: School = { ...college, type: 'other' };
  expect(serves(platform({}), service)).toBe(true);
  expect(serves(platform({ types: ['ecole', 'college', 'lycee', 'erea'] }), service)).toBe(false);
});

test('a control platform serves nobody', () => {
  const control = { id: platformId('ent'), serves: {} };
  expect(serves(control, college)).toBe(false);
  expect(serves(control, college, ['ent'])).toBe(false);
});

test('a table attaches a school beside the lists, to that platform and no other', () => {
  const elsewhere = platform({ academies: ['Lille'] });
  expect(serves(elsewhere, college, ['other', 'ent'])).toBe(true);
  expect(serves(elsewhere, college, ['other'])).toBe(false);
  expect(serves(platform({}), college, ['other'])).toBe(true);
});

test('a platform for attached schools only takes none by its lists', () => {
  const table = platform({ academies: ['Orléans-Tours'], onlyAttached: true });
  expect(serves(table, college)).toBe(false);
  expect(serves(table, college, ['ent'])).toBe(true);
});
