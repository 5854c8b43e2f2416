import { describe, expect, test } from 'vitest';
import { foldName } from '../../../core/school/fold-name.ts';
import { localDate } from '../../../core/school/local-date.ts';
import { readMailAddress } from '../../../core/school/mail-address.ts';
import { maskAddress } from '../../../core/school/mask-address.ts';
import type { Contact } from '../../../core/school/school.ts';
import { servedZones } from '../../../core/school/served-zones.ts';
import { uaisWithin } from '../../../core/school/uai.ts';
import { epochMs } from '../../../core/units.ts';

// Goal: names, days and addresses have one spelling, and a screen shows no person's whole. Method:
// spellings that directories have, and those at a bound.

describe('a name as people compare it', () => {
  test.each([
    ['Île-de-France', 'ile de france'],
    ['ILE  DE_FRANCE ', 'ile de france'],
    ['L’Haÿ-les-Roses', 'l hay les roses'],
    ["  Val-d'Oise", 'val d oise'],
    ['', ''],
  ])('%j folds to %j, also when it comes again', (name, folded) => {
    expect([foldName(name), foldName(name)]).toEqual([folded, folded]);
  });

  test('is folded however long it is, and however many there are', () => {
    const long = `É${'x'.repeat(200)}`;
    expect([foldName(long), foldName(long)]).toEqual(Array(2).fill(`e${'x'.repeat(200)}`));
    for (let index = 0; index < 1_200; index += 1)
      expect(foldName(`École-${index}`)).toBe(`ecole ${index}`);
    expect(foldName('École-1199')).toBe('ecole 1199');
  });
});

test('the day of people is that of their zone', () => {
  const at = epochMs(Date.UTC(2021, 3, 5, 22, 30));
  for (const _ of ['made', 'kept']) {
    expect(localDate(at, 'Europe/Paris')).toBe('2021-04-06');
    expect(localDate(at, 'America/Guadeloupe')).toBe('2021-04-05');
  }
});

describe('a mail address', () => {
  const host = 'ac-lille.fr';
  test.each([
    [' Ce.0311131L@AC-Toulouse.fr ', 'ce.0311131l@ac-toulouse.fr'],
    ['a@x.y-z', 'a@x.y-z'],
    ['a@b.fr', 'a@b.fr'],
    [`${'a'.repeat(64)}@${host}`, `${'a'.repeat(64)}@${host}`],
    [`a@${'b'.repeat(63)}.fr`, `a@${'b'.repeat(63)}.fr`],
    [`a@${'b.'.repeat(125)}fr`, `a@${'b.'.repeat(125)}fr`],
  ])('%j is %j', (text, address) => {
    expect(readMailAddress(text)).toBe(address);
  });

  test.each([
    `${'a'.repeat(65)}@${host}`,
    `a@${'b'.repeat(64)}.fr`,
    `aa@${'b.'.repeat(126)}fr`,
    'a@b.fr-',
    'a@b.fr!',
    'a@b.c',
    'a@b.é',
    'a@b.f?r',
    'a@-b.fr',
    'a@b',
    '.a@b.fr',
    '@b.fr',
    'a b@b.fr',
  ])('%j is none', (text) => {
    expect(readMailAddress(text)).toBeNull();
  });
});

test.each<[Pick<Contact, 'address' | 'channel' | 'origin'>, string]>([
  [{ address: 'ce.1@ac.fr', channel: 'mail', origin: 'directory' }, 'ce.1@ac.fr'],
  [{ address: 'marie@lycee.fr', channel: 'mail', origin: 'added' as never }, 'm…@lycee.fr'],
  [{ address: 'a@b@lycee.fr', channel: 'mail', origin: 'added' as never }, 'a…@lycee.fr'],
  [{ address: 'm@lycee.fr', channel: 'mail', origin: 'added' as never }, 'm…@lycee.fr'],
  [{ address: '@lycee.fr', channel: 'mail', origin: 'added' as never }, '…'],
  [{ address: 'lycee.fr', channel: 'mail', origin: 'added' as never }, '…'],
  [{ address: '+33639981234', channel: 'sms', origin: 'added' as never }, '+336…34'],
  [{ address: '+33561000000', channel: 'sms', origin: 'directory' }, '+33561000000'],
])('on a screen %j is %s', (contact, shown) => {
  expect(maskAddress(contact as Contact)).toBe(shown);
});

test('identifiers are found between other things, with their right letter alone', () => {
  expect(
    uaisWithin('UAI 0311131L;mère:0750655e, 0311131M x0311131L 0311131Lx 03111310311131L'),
  ).toEqual(['0311131L', '0750655E']);
  expect(uaisWithin('10311131L 0311131L1 none')).toEqual([]);
});

describe('the zones that a platform serves', () => {
  const academies = [
    { name: 'Lille', holidayZone: 'Zone B', departments: ['059', '062'] },
    { name: 'Créteil', holidayZone: 'Zone C', departments: ['077'] },
    { name: 'Paris', holidayZone: 'Zone C', departments: ['075'] },
  ] as never;

  test('are all where no list says which', () => {
    expect(servedZones({}, academies)).toEqual([
      { zone: 'Zone B', departments: 2 },
      { zone: 'Zone C', departments: 2 },
    ]);
  });

  test('are those of the académies and departments that are named', () => {
    expect(
      servedZones({ academies: ['CRETEIL', 'Lille'], departments: ['062'] }, academies),
    ).toEqual([{ zone: 'Zone B', departments: 1 }]);
    expect(servedZones({ departments: ['013'] }, academies)).toEqual([]);
    expect(servedZones({ academies: [] }, academies)).toEqual([]);
  });
});
